import hashlib
import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection

from applications.models import AuditEvent, ClockEvent, OutboxMail, ReviewTask, RoutingRule, Snapshot
from applications.states import ApplicationState, PartKind, ReviewState, TaskKind
from applications.workflow import Refused, clock, intake
from tests.conftest import queries_of
from tests.factories import (
    DepartmentFactory,
    FounderFactory,
    MembershipFactory,
    OfficialFactory,
    PermitTypeFactory,
    ProgrammeFactory,
    RoutingRuleFactory,
)
from tests.factories.cases import (
    CODE,
    MONDAY,
    answers_of,
    draft,
    editions,
    owner_of,
    save,
    send,
    sent,
    with_every_opinion,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def test_sending_moves_the_application_through_three_states_with_one_receipt_mail():
    reviewer = OfficialFactory()
    RoutingRuleFactory(department=reviewer.department)

    application = sent()

    moves = application.events.filter(task=None).order_by("pk").values_list("was", "now", "by")
    founder = owner_of(application)
    assert list(moves) == [
        ("draft", "submitted", founder.pk),
        ("submitted", "receipt_issued", founder.pk),
        ("receipt_issued", "in_assessment", founder.pk),
    ]
    assert set(OutboxMail.objects.values_list("kind", "recipient")) == {
        ("application_received", founder.pk),
        ("tasks_opened", reviewer.pk),
    }


def test_receipt_date_after_the_cut_off_is_the_next_working_day():
    """R2: at 18:00:01 of the Friday before the worked Sunday, the receipt is dated Sunday."""
    RoutingRuleFactory()

    application = sent(at=MONDAY.replace(day=18, hour=18, second=1))

    assert application.received_on == date(2026, 9, 20)


def test_each_running_task_gets_two_dates_and_a_clock_event():
    """R3, R9, R20: ten working days from Wednesday 16 September end on 30 September, over the Mid-Autumn bridge."""
    RoutingRuleFactory(promised_wd=10, statutory_wd=20)

    task = sent(at=MONDAY.replace(day=16)).review_tasks.get()

    assert (task.state, task.received_on, task.accepted_on) == ("accepted", date(2026, 9, 16), date(2026, 9, 16))
    assert (task.first_answer_due_on, task.promised_due_on) == (date(2026, 9, 17), date(2026, 9, 30))
    assert (task.statutory_due_on, task.promised_is_provisional) == (date(2026, 10, 20), False)
    assert list(ClockEvent.objects.values_list("task", "kind", "promised_was", "promised_now", "statutory_now")) == [
        (task.pk, "started", None, date(2026, 9, 30), date(2026, 10, 20))
    ]


def test_date_that_rests_on_a_year_not_announced_says_so():
    RoutingRuleFactory(promised_wd=5, statutory_wd=80)

    task = sent(at=MONDAY).review_tasks.get()

    assert (task.promised_is_provisional, task.statutory_is_provisional) == (False, True)


def test_statutory_limit_in_calendar_days_rolls_to_the_next_working_day():
    """R4: thirty days from 7 September end on 7 October, in the holiday; the next working day is the 8th."""
    RoutingRuleFactory(statutory_wd=None, statutory_calendar_days=30)

    task = sent(at=MONDAY.replace(day=7)).review_tasks.get()

    assert task.statutory_due_on == date(2026, 10, 8)


def test_snapshot_freezes_the_answers_with_their_hash_and_what_was_not_asked_leaves_nothing():
    RoutingRuleFactory()
    application = draft(parts=("workspace", "approvals"))
    save(application, "package", answers_of()["package"])  # the approvals are unticked again

    send(application)

    snapshot = Snapshot.objects.get()
    assert snapshot.sha256 == hashlib.sha256(intake.canonical(snapshot.answers)).hexdigest()
    assert snapshot.answers["approvals"] is None
    assert snapshot.answers["declarations"]["signed_at"] == MONDAY.isoformat(timespec="seconds")
    assert list(application.parts.values_list("kind", flat=True)) == [PartKind.WORKSPACE]


def test_rules_route_by_part_permit_and_condition_and_the_task_keeps_what_matched():
    biz = PermitTypeFactory(code="BIZ_REG")
    RoutingRuleFactory(code="ALL")
    RoutingRuleFactory(code="FUNDING", part="funding")
    RoutingRuleFactory(code="REGISTERED", condition={"field": "company.has_registration", "eq": True})
    RoutingRuleFactory(code="STUDENTS", condition={"field": "company.has_registration", "eq": False})
    RoutingRuleFactory(code="BIZ", part="approvals", permit_type=biz, kind=TaskKind.PERMIT)

    application = sent(parts=("workspace", "approvals"), permits=("BIZ_REG",))

    assert dict(application.review_tasks.values_list("rule__code", "matched")) == {
        "ALL": {},
        "STUDENTS": {"company.has_registration": False},
        "BIZ": {},
    }


def test_permit_whose_needs_are_not_met_stands_without_a_clock_and_holds_up_nothing():
    """R22."""
    needs = [{"type": "package_part", "code": "workspace", "state": "lease_signed"}]
    RoutingRuleFactory(code="OPINION")
    RoutingRuleFactory(
        code="EIA",
        part="approvals",
        kind=TaskKind.PERMIT,
        permit_type=PermitTypeFactory(code="EIA_REG", requires=needs),
    )
    official = OfficialFactory(department=RoutingRule.objects.get(code="EIA").department)

    application = sent(parts=("workspace", "approvals"), permits=("EIA_REG",))

    blocked = application.review_tasks.get(rule__code="EIA")
    assert (blocked.state, blocked.promised_due_on, blocked.clock_events.count()) == ("blocked_by_dependency", None, 0)
    assert blocked.waits_for == [{"kind": "package_part", "code": "workspace", "state": "lease_signed"}]
    assert not OutboxMail.objects.filter(recipient=official).exists()
    assert with_every_opinion(application).review_tasks.get(rule__code="EIA").state == "blocked_by_dependency"


def test_second_press_of_the_same_button_is_the_first_one():
    RoutingRuleFactory()
    application, token = draft(), uuid4()

    first, second = send(application, token=token), send(application, token=token)

    assert first == second
    assert (ReviewTask.objects.count(), AuditEvent.objects.filter(now="submitted").count()) == (1, 1)


def test_sending_again_with_another_token_is_refused():
    application = sent()

    with pytest.raises(Refused, match="With the departments"):
        send(application)


def test_answers_changed_after_the_check_are_not_sent():
    application = draft()
    checked = editions(application)
    save(application, "company", answers_of()["company"])

    with pytest.raises(Refused, match="have changed"):
        intake.submit(application=application, by=owner_of(application), at=MONDAY, token=uuid4(), editions=checked)

    application.refresh_from_db()
    assert application.state == ApplicationState.DRAFT


def test_step_that_was_never_completed_is_not_sent():
    application = draft()
    save(application, "company", None)

    with pytest.raises(Refused, match="Complete every step"):
        send(application)


def test_company_has_one_open_application_at_most():
    sent(code=CODE)
    second = draft(code=CODE)

    with pytest.raises(Refused, match="open application"):
        send(second)

    second.refresh_from_db()
    assert (second.state, second.review_tasks.count()) == (ApplicationState.DRAFT, 0)


def test_company_may_apply_again_after_withdrawing():
    first = sent(code=CODE)
    intake.withdraw(application=first, by=owner_of(first), at=MONDAY)

    assert sent(code=CODE).state == ApplicationState.IN_ASSESSMENT


def test_only_owner_and_editors_write_and_send():
    application = draft()
    viewer = MembershipFactory(application=application, role="viewer").person
    editor = MembershipFactory(application=application, role="editor").person

    for stranger in (viewer, FounderFactory(), OfficialFactory()):
        with pytest.raises(PermissionDenied):
            send(application, by=stranger)

    assert send(application, by=editor).submitted_by == editor


def test_sent_answers_cannot_be_changed():
    application = sent()

    with pytest.raises(Refused, match="cannot be changed"):
        save(application, "company", {})


def test_withdrawing_ends_every_open_task_and_tells_those_who_had_it():
    official = OfficialFactory()
    RoutingRuleFactory(department=official.department)
    application = sent()

    intake.withdraw(application=application, by=owner_of(application), at=MONDAY, why="We move away.")

    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert set(application.review_tasks.values_list("state", flat=True)) == {ReviewState.TERMINATED_WITHDRAWN}
    assert set(OutboxMail.objects.filter(event__now="withdrawn").values_list("kind", "recipient")) == {
        ("application_withdrawn", owner_of(application).pk),
        ("case_withdrawn", official.pk),
    }


def test_withdrawing_twice_is_refused():
    application = sent()
    intake.withdraw(application=application, by=owner_of(application), at=MONDAY)

    with pytest.raises(Refused, match="Withdrawn"):
        intake.withdraw(application=application, by=owner_of(application), at=MONDAY)


def test_sending_costs_the_same_queries_for_two_departments_and_for_twenty():
    RoutingRuleFactory.create_batch(2)
    clock.calendar()  # reads the days, once
    few = draft()
    cost_of_few = queries_of(lambda: send(few))
    RoutingRuleFactory.create_batch(18)
    many = draft()
    cost_of_many = queries_of(lambda: send(many))

    assert (few.review_tasks.count(), many.review_tasks.count()) == (2, 20)
    assert cost_of_many == cost_of_few


def test_reference_tells_nothing_of_another():
    programme = ProgrammeFactory()

    references = {intake.start(by=FounderFactory(), at=MONDAY, programme=programme).reference for _count in range(20)}

    assert len(references) == 20
    assert all(re.fullmatch(r"NS-[2-9A-HJKMNP-TV-Z]{5}-[2-9A-HJKMNP-TV-Z]{5}", reference) for reference in references)


def test_case_keeps_the_version_of_the_programme_it_was_sent_under():
    application = draft()
    second = ProgrammeFactory(version=2, published_on=date(2026, 9, 1))
    ProgrammeFactory(version=3, published_on=date(2026, 12, 1))
    RoutingRuleFactory(programme=second, code="NEW")

    send(application)

    application.refresh_from_db()
    assert application.programme == second
    assert application.review_tasks.get().rule.code == "NEW"


def test_part_that_the_programme_does_not_offer_any_more_is_not_sent():
    application = draft(parts=("workspace", "funding"))
    ProgrammeFactory(version=2, published_on=date(2026, 9, 1), parts=["workspace"])

    with pytest.raises(Refused, match="does not offer"):
        send(application)


def test_fault_of_the_database_is_not_told_as_a_second_application():
    application = draft()
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE FUNCTION spoil() RETURNS trigger LANGUAGE plpgsql AS"
            " $$ BEGIN RAISE 'spoilt' USING ERRCODE = 'integrity_constraint_violation'; END $$"
        )
        cursor.execute(
            "CREATE TRIGGER spoil BEFORE INSERT ON applications_snapshot FOR EACH ROW EXECUTE FUNCTION spoil()"
        )

    with pytest.raises(IntegrityError, match="spoilt"):
        send(application)

    application.refresh_from_db()
    assert (application.state, application.parts.count()) == (ApplicationState.DRAFT, 0)


def test_rules_of_another_version_and_permits_nobody_asked_for_route_nothing():
    RoutingRuleFactory(code="OLD", programme=ProgrammeFactory(version=0, published_on=date(2024, 1, 1)))
    RoutingRuleFactory(
        code="BIZ", part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="BIZ_REG")
    )
    RoutingRuleFactory(code="HNTE", part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="HNTE"))

    application = sent(parts=("approvals",), permits=("BIZ_REG",))

    assert list(application.review_tasks.values_list("rule__code", flat=True)) == ["BIZ"]


def test_field_that_a_sent_case_does_not_hold_is_known_to_be_empty():
    RoutingRuleFactory(code="EMPTY", condition={"field": "workspace.hazardous_storage", "empty": True})
    RoutingRuleFactory(code="FILLED", condition={"field": "workspace.hazardous_storage", "empty": False})

    assert list(sent().review_tasks.values_list("rule__code", flat=True)) == ["EMPTY"]


def test_department_that_answers_first_in_two_days_has_two_days():
    RoutingRuleFactory(department=DepartmentFactory(code="PSB", first_answer_wd=2))

    assert sent().review_tasks.get().first_answer_due_on == date(2026, 9, 16)


def test_withdrawing_ends_what_waits_and_leaves_what_has_ended():
    needs = [{"type": "event", "code": "FITOUT", "state": "completed"}]
    RoutingRuleFactory(code="OPINION")
    RoutingRuleFactory(
        code="FIRE",
        part="approvals",
        kind=TaskKind.PERMIT,
        permit_type=PermitTypeFactory(code="FIRE_FILE", requires=needs),
    )
    application = with_every_opinion(sent(parts=("approvals",), permits=("FIRE_FILE",)))
    OutboxMail.objects.all().delete()

    intake.withdraw(application=application, by=owner_of(application), at=MONDAY)

    assert dict(application.review_tasks.values_list("rule__code", "state")) == {
        "OPINION": "decided_granted",
        "FIRE": "terminated_withdrawn",
    }


def test_edition_of_a_step_that_is_not_there_is_refused():
    application = draft()

    with pytest.raises(Refused, match="have changed"):
        intake.submit(
            application=application,
            by=owner_of(application),
            at=MONDAY,
            token=uuid4(),
            editions={**editions(application), "approvals": 1},
        )
