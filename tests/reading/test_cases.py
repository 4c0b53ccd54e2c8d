"""What a founder must do now, and how far each part is."""

from datetime import date

import pytest

from applications.models import Application, Department, ReviewTask
from applications.reading import cases
from applications.states import ApplicationState, ReviewState, TaskKind
from applications.workflow import clock, review
from tests.factories import PermitTypeFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, a_lead, decided, official_of, sent, with_every_opinion

TODAY = date(2026, 9, 16)
FITOUT = [{"type": "event", "code": "FITOUT", "state": "completed"}]


def task(state, department="Fire Bureau"):
    return ReviewTask(state=state, department=Department(code="HCB", name_en=department, name_zh=department))


def now(state, *tasks):
    return cases.what_now(Application(state=state), tasks)


def part_of(application, kind):
    application.refresh_from_db()
    matters = cases.matters(application, today=TODAY, calendar=clock.calendar())
    return next(part for part in cases.parts(application, matters) if part.kind == kind)


@pytest.mark.parametrize("state", ApplicationState)
def test_every_state_says_what_to_do(state):
    assert now(state).words.endswith(".")


def test_founder_need_not_do_anything_while_the_departments_work():
    told = now("in_assessment", task(ReviewState.IN_REVIEW), task(ReviewState.PAUSED_SPECIAL_PROCEDURE))

    assert told.words == "You need to do nothing. The departments are working on your application."
    assert not told.is_your_turn


def test_question_of_a_department_is_the_first_thing_to_do():
    told = now("in_assessment", task(ReviewState.IN_REVIEW, "Finance"), task(ReviewState.PAUSED_SUPPLEMENT))

    assert told.words == "Send what was asked for by: Fire Bureau. The clock stands still until then."
    assert told.is_your_turn


def test_correction_comes_before_a_supplement():
    told = now(
        "in_assessment",
        task(ReviewState.PAUSED_SUPPLEMENT, "Finance"),
        task(ReviewState.AWAITING_CORRECTION),
        task(ReviewState.AWAITING_CORRECTION, "Ecology"),
    )

    assert told.words == "Correct what was asked for by: Fire Bureau; Ecology."


def test_ended_case_asks_for_nothing_more():
    assert not now("withdrawn", task(ReviewState.PAUSED_SUPPLEMENT)).is_your_turn


def test_draft_that_the_district_fills_in_is_not_the_founders_turn_until_he_takes_over():
    draft = Application(state="draft", assisted_at=MONDAY)
    taken_over = Application(state="draft", assisted_at=MONDAY, taken_over_at=MONDAY)

    assert [cases.what_now(one, []).is_your_turn for one in (draft, taken_over)] == [False, True]


@pytest.mark.parametrize("state", ["draft", "offer_made"])
def test_draft_and_offer_wait_for_the_founder(state):
    assert now(state).is_your_turn


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (0, "No department has given its opinion yet."),
        (1, "1 of 2 departments have given their opinion."),
        (2, "Every department has given its opinion."),
    ],
)
@pytest.mark.django_db
@pytest.mark.usefixtures("calendar")
def test_part_says_how_many_departments_have_spoken(given, words):
    RoutingRuleFactory(part="workspace")
    RoutingRuleFactory(part="workspace")
    application = sent()
    for one in application.review_tasks.order_by("pk")[:given]:
        review.give_opinion(task=one, by=official_of(one), at=MONDAY, verdict="object", reasons="No.")

    part = part_of(application, "workspace")
    assert (part.status, part.tag, list(part.progress)) == ("In review", "blue", [words])


@pytest.mark.django_db
@pytest.mark.usefixtures("calendar")
def test_approvals_say_what_is_decided_and_what_waits_for_what():
    RoutingRuleFactory(part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="BIZ_REG"))
    RoutingRuleFactory(
        part="approvals",
        kind=TaskKind.PERMIT,
        title_en="Fire filing",
        permit_type=PermitTypeFactory(code="FIRE_FILE", requires=FITOUT),
    )
    application = sent(parts=("approvals",), permits=("BIZ_REG", "FIRE_FILE"))
    permit = application.review_tasks.get(rule__permit_type__code="BIZ_REG")
    review.decide_permit(task=permit, by=official_of(permit), at=MONDAY, outcome="granted", reasons="")

    assert list(part_of(application, "approvals").progress) == [
        "1 of 2 approvals are decided.",
        "Fire filing starts once the fit-out is completed.",
    ]


@pytest.mark.django_db
@pytest.mark.usefixtures("calendar")
def test_decided_part_says_the_decision_and_not_the_opinions():
    lead = a_lead()
    RoutingRuleFactory(department=lead.department, kind=TaskKind.CASE_LEAD)
    RoutingRuleFactory(part="workspace")
    application = with_every_opinion(sent())
    decided(application, by=lead)

    part = part_of(application, "workspace")
    assert (part.status, part.tag, list(part.progress)) == ("Granted", "green", [])


@pytest.mark.django_db
@pytest.mark.usefixtures("calendar")
def test_part_that_was_asked_something_waits_for_the_founder():
    RoutingRuleFactory(part="workspace")
    application = sent()
    asked = application.review_tasks.select_related("rule").get()
    asked.state = ReviewState.PAUSED_SUPPLEMENT  # no operation leads there yet
    matters = cases.read([asked], today=TODAY, calendar=clock.calendar())

    part = cases.parts(application, matters)[0]
    assert (part.status, part.tag) == ("Waiting for you", "yellow")
