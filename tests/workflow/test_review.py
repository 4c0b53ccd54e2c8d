from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from applications.models import OutboxMail
from applications.states import ApplicationState, Outcome, ReviewState, Role, TaskKind, Verdict
from applications.workflow import Refused, decision, intake, review
from tests.factories import DepartmentFactory, FounderFactory, OfficialFactory, PermitTypeFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, a_lead, decided, official_of, owner_of, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.fixture
def task():
    RoutingRuleFactory()
    return sent().review_tasks.get()


@pytest.fixture
def reviewer(task):
    return OfficialFactory(department=task.department)


@pytest.fixture
def permit():
    RoutingRuleFactory(
        code="BIZ", part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="BIZ_REG")
    )
    return sent(parts=("approvals",), permits=("BIZ_REG",)).review_tasks.get()


def test_taking_makes_the_official_the_holder_and_begins_the_review(task, reviewer):
    review.take(task=task, by=reviewer, at=MONDAY)

    task.refresh_from_db()
    assert (task.holder, task.state) == (reviewer, ReviewState.IN_REVIEW)
    assert task.events.order_by("pk").values_list("was", "now", "by").last() == ("accepted", "in_review", reviewer.pk)


def test_task_that_somebody_holds_is_not_taken(task, reviewer):
    review.take(task=task, by=reviewer, at=MONDAY)

    with pytest.raises(Refused, match=reviewer.name):
        review.take(task=task, by=OfficialFactory(department=task.department), at=MONDAY)


def test_first_answer_reaches_the_founder_by_mail_and_is_given_once(task, reviewer):
    review.answer_first(task=task, by=reviewer, at=MONDAY, answer="We look at your optics this week.")

    task.refresh_from_db()
    assert (task.answered_by, task.holder, task.state) == (reviewer, reviewer, ReviewState.IN_REVIEW)
    assert list(OutboxMail.objects.filter(kind="first_answer").values_list("recipient", flat=True)) == [
        owner_of(task.application).pk
    ]
    with pytest.raises(Refused, match="already"):
        review.answer_first(task=task, by=reviewer, at=MONDAY, answer="Once more.")


def test_first_answer_after_taking_keeps_the_holder(task, reviewer):
    review.take(task=task, by=reviewer, at=MONDAY)

    colleague = OfficialFactory(department=task.department)
    review.answer_first(task=task, by=colleague, at=MONDAY, answer="We look at it.")

    task.refresh_from_db()
    assert (task.holder, task.answered_by) == (reviewer, colleague)


def test_ended_task_gets_no_first_answer(task, reviewer):
    intake.withdraw(application=task.application, by=owner_of(task.application), at=MONDAY)

    with pytest.raises(Refused, match="Ended, withdrawn"):
        review.answer_first(task=task, by=reviewer, at=MONDAY, answer="Too late.")

    task.refresh_from_db()
    assert (task.first_answer, task.holder) == ("", None)


@pytest.mark.parametrize(
    ("verdict", "end"),
    [
        (Verdict.SUPPORT, ReviewState.DECIDED_GRANTED),
        (Verdict.SUPPORT_WITH_CONDITIONS, ReviewState.DECIDED_GRANTED),
        (Verdict.OBJECT, ReviewState.DECIDED_REFUSED),
    ],
)
def test_opinion_ends_the_task_and_never_refuses_the_founder(task, reviewer, verdict, end):
    review.give_opinion(
        task=task, by=reviewer, at=MONDAY, verdict=verdict, reasons="Sound optics.", conditions="No solvents."
    )

    task.refresh_from_db()
    assert (task.state, task.verdict, task.decided_by, task.conditions) == (end, verdict, reviewer, "No solvents.")
    assert task.application.state == ApplicationState.IN_ASSESSMENT
    assert list(task.events.order_by("pk").values_list("was", "now")) == [
        ("draft", "accepted"),
        ("accepted", "in_review"),
        ("in_review", end),
    ]
    assert (
        not OutboxMail.objects.filter(recipient=owner_of(task.application))
        .exclude(kind="application_received")
        .exists()
    )


def test_second_opinion_of_a_department_is_refused(task, reviewer):
    review.give_opinion(task=task, by=reviewer, at=MONDAY, verdict=Verdict.SUPPORT, reasons="Sound optics.")

    with pytest.raises(Refused, match="Opinion given"):
        review.give_opinion(task=task, by=reviewer, at=MONDAY, verdict=Verdict.OBJECT, reasons="On reflection.")

    task.refresh_from_db()
    assert (task.verdict, task.reasons) == (Verdict.SUPPORT, "Sound optics.")


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.INTAKE, Role.LEAD])
def test_role_that_does_not_review_gives_no_opinion(task, role):
    with pytest.raises(PermissionDenied):
        review.give_opinion(
            task=task,
            by=OfficialFactory(department=task.department, role=role),
            at=MONDAY,
            verdict=Verdict.SUPPORT,
            reasons="Fine.",
        )


@pytest.mark.parametrize("stranger", [OfficialFactory, FounderFactory])
@pytest.mark.parametrize(
    "act",
    [
        lambda task, by: review.take(task=task, by=by, at=MONDAY),
        lambda task, by: review.answer_first(task=task, by=by, at=MONDAY, answer="Hello."),
        lambda task, by: review.give_opinion(task=task, by=by, at=MONDAY, verdict=Verdict.OBJECT, reasons="No."),
        lambda task, by: review.confirm_complete(task=task, by=by, at=MONDAY),
        lambda task, by: review.decide_permit(task=task, by=by, at=MONDAY, outcome=Outcome.GRANTED, reasons="Yes."),
    ],
)
def test_nobody_acts_on_another_departments_task(task, stranger, act):
    with pytest.raises(PermissionDenied):
        act(task, stranger())

    task.refresh_from_db()
    assert task.state == ReviewState.ACCEPTED


def test_confirming_completeness_ends_intakes_task():
    RoutingRuleFactory(code="ALL-GSD", kind=TaskKind.COMPLETENESS)
    task = sent().review_tasks.get()
    officer = OfficialFactory(department=task.department, role=Role.INTAKE)

    review.confirm_complete(task=task, by=officer, at=MONDAY)

    task.refresh_from_db()
    assert (task.state, task.decided_by) == (ReviewState.DECIDED_GRANTED, officer)


def test_granted_permit_is_told_to_the_founder(permit):
    review.decide_permit(
        task=permit, by=official_of(permit), at=MONDAY, outcome=Outcome.GRANTED, reasons="All fields are verified."
    )

    permit.refresh_from_db()
    assert permit.state == ReviewState.DECIDED_GRANTED
    assert OutboxMail.objects.filter(kind="permit_granted", recipient=owner_of(permit.application)).count() == 1


def test_refused_permit_says_reasons_and_remedies(permit):
    """R15."""
    official = official_of(permit)

    with pytest.raises(Refused, match="reasons"):
        review.decide_permit(
            task=permit, by=official, at=MONDAY, outcome=Outcome.REFUSED, reasons=" ", remedies="Suit."
        )
    with pytest.raises(Refused, match="remedies"):
        review.decide_permit(task=permit, by=official, at=MONDAY, outcome=Outcome.REFUSED, reasons="The name is taken.")
    review.decide_permit(
        task=permit, by=official, at=MONDAY, outcome=Outcome.REFUSED, reasons="The name is taken.", remedies="Suit."
    )

    permit.refresh_from_db()
    assert (permit.state, permit.reasons, permit.remedies) == ("decided_refused", "The name is taken.", "Suit.")
    assert OutboxMail.objects.filter(kind="permit_refused").count() == 1


def test_last_opinion_calls_the_lead_and_only_the_last():
    lead = a_lead()
    RoutingRuleFactory(code="ALL-IPE", kind=TaskKind.CASE_LEAD, department=lead.department)
    RoutingRuleFactory.create_batch(2)
    application = sent()
    first, last = application.review_tasks.filter(kind=TaskKind.OPINION)

    review.give_opinion(task=first, by=official_of(first), at=MONDAY, verdict="support", reasons="Yes.")
    assert not OutboxMail.objects.filter(kind="opinions_complete").exists()
    review.give_opinion(task=last, by=official_of(last), at=MONDAY, verdict="object", reasons="No.")

    assert list(OutboxMail.objects.filter(kind="opinions_complete").values_list("recipient", flat=True)) == [lead.pk]


def test_holder_of_the_leads_task_alone_is_called():
    lead = a_lead()
    a_lead()
    RoutingRuleFactory(code="ALL-IPE", kind=TaskKind.CASE_LEAD, department=lead.department)
    RoutingRuleFactory()
    application = sent()
    review.take(task=application.review_tasks.get(kind=TaskKind.CASE_LEAD), by=lead, at=MONDAY)

    with_every_opinion(application)

    assert list(OutboxMail.objects.filter(kind="opinions_complete").values_list("recipient", flat=True)) == [lead.pk]


class TestDecision:
    @pytest.fixture
    def lead(self):
        lead = a_lead()
        RoutingRuleFactory(code="ALL-IPE", kind=TaskKind.CASE_LEAD, department=lead.department)
        RoutingRuleFactory(code="ALL-STI", department=DepartmentFactory(code="STI"))
        return lead

    def test_one_part_granted_prepares_an_offer_and_ends_the_leads_task(self, lead):
        application = with_every_opinion(sent(parts=("workspace", "funding")))

        decision.decide(
            application=application,
            by=lead,
            at=MONDAY + timedelta(days=1),
            parts=[
                decision.PartDecision(kind="workspace", outcome="granted", reasons="A unit fits."),
                decision.PartDecision(kind="funding", outcome="refused", reasons="Too early.", remedies="Reconsider."),
            ],
        )

        application.refresh_from_db()
        assert (application.state, application.decided_by) == (ApplicationState.OFFER_PREPARED, lead)
        assert application.review_tasks.get(kind=TaskKind.CASE_LEAD).state == ReviewState.DECIDED_GRANTED
        assert set(application.decisions.values_list("part__kind", "outcome", "remedies")) == {
            ("workspace", "granted", ""),
            ("funding", "refused", "Reconsider."),
        }
        assert OutboxMail.objects.filter(kind="package_granted", recipient=owner_of(application)).count() == 1

    def test_no_part_granted_refuses_the_application(self, lead):
        application = with_every_opinion(sent(), verdict="object")

        decided(application, by=lead, outcome=Outcome.REFUSED)

        application.refresh_from_db()
        assert application.state == ApplicationState.REFUSED
        assert OutboxMail.objects.filter(kind="package_refused").count() == 1

    def test_decision_waits_for_every_opinion_and_names_the_missing_department(self, lead):
        application = sent()

        with pytest.raises(Refused, match="Department STI"):
            decided(application, by=lead)

    def test_decision_waits_for_opinions_alone(self, lead):
        RoutingRuleFactory(code="ALL-GSD", kind=TaskKind.COMPLETENESS)
        application = with_every_opinion(sent())

        decided(application, by=lead)

        application.refresh_from_db()
        assert application.state == ApplicationState.OFFER_PREPARED

    def test_decision_leaves_out_no_part(self, lead):
        application = with_every_opinion(sent(parts=("workspace", "funding")))

        with pytest.raises(Refused, match="each part"):
            decision.decide(
                application=application,
                by=lead,
                at=MONDAY,
                parts=[decision.PartDecision(kind="workspace", outcome="granted", reasons="A unit fits.")],
            )

    def test_refusal_without_remedies_changes_nothing(self, lead):
        """R15."""
        application = with_every_opinion(sent())

        with pytest.raises(Refused, match="remedies"):
            decision.decide(
                application=application,
                by=lead,
                at=MONDAY,
                parts=[decision.PartDecision(kind="workspace", outcome="refused", reasons="No unit.")],
            )

        application.refresh_from_db()
        assert (application.state, application.decisions.count()) == (ApplicationState.IN_ASSESSMENT, 0)

    def test_decided_case_is_not_decided_again(self, lead):
        application = with_every_opinion(sent())
        decided(application, by=lead)

        with pytest.raises(Refused, match="offer in preparation"):
            decided(application, by=lead, outcome=Outcome.REFUSED)

    def test_lead_who_gave_an_opinion_in_the_case_does_not_decide_it(self, lead):
        """R27."""
        application = sent()
        task = application.review_tasks.get(kind=TaskKind.OPINION)
        both = OfficialFactory(department=task.department)
        review.give_opinion(task=task, by=both, at=MONDAY, verdict="support", reasons="Yes.")
        both.role, both.department = Role.LEAD, lead.department
        both.save()

        with pytest.raises(PermissionDenied):
            decided(application, by=both)

    def test_lead_of_another_department_does_not_decide(self, lead):
        application = with_every_opinion(sent())

        with pytest.raises(PermissionDenied):
            decided(application, by=OfficialFactory(role=Role.LEAD, department=DepartmentFactory(code="STI")))

    @pytest.mark.parametrize("role", [Role.REVIEWER, Role.HEAD, Role.INTAKE, Role.SUPERVISOR])
    def test_only_a_lead_decides(self, lead, role):
        application = with_every_opinion(sent())

        with pytest.raises(PermissionDenied):
            decided(application, by=OfficialFactory(role=role, department=lead.department))

    def test_part_is_decided_once_and_remedies_are_words(self, lead):
        application = with_every_opinion(sent())
        yes = decision.PartDecision(kind="workspace", outcome="granted", reasons="Yes.")
        no = decision.PartDecision(kind="workspace", outcome="refused", reasons="No.", remedies="  ")

        for parts, words in (([yes, yes], "each part"), ([no], "remedies")):
            with pytest.raises(Refused, match=words):
                decision.decide(application=application, by=lead, at=MONDAY, parts=parts)

    def test_decision_leaves_intakes_task_as_it_is(self, lead):
        RoutingRuleFactory(code="ALL-GSD", kind=TaskKind.COMPLETENESS)
        application = with_every_opinion(sent())

        decided(application, by=lead)

        assert application.review_tasks.get(kind=TaskKind.COMPLETENESS).state == ReviewState.ACCEPTED


def test_whoever_ends_a_task_that_nobody_had_taken_holds_it(task, reviewer):
    review.give_opinion(task=task, by=reviewer, at=MONDAY, verdict=Verdict.SUPPORT, reasons="Sound.")

    task.refresh_from_db()
    assert task.holder == reviewer
