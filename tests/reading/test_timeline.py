from datetime import timedelta

import pytest

from applications.models import Application
from applications.reading import timeline
from applications.states import TaskKind
from applications.workflow import intake, review, sweep
from tests.factories import DepartmentFactory, OfficialFactory, PermitTypeFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, a_lead, decided, draft, official_of, owner_of, send, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def told(application):
    return [entry.words for entry in timeline.entries(application)]


def test_story_is_told_newest_first():
    lead = a_lead()
    RoutingRuleFactory(title_en="Technology", department=DepartmentFactory(code="STI"))
    RoutingRuleFactory(kind=TaskKind.CASE_LEAD, department=lead.department)
    application = sent()
    task = application.review_tasks.get(kind=TaskKind.OPINION)
    review.take(task=task, by=official_of(task), at=MONDAY + timedelta(hours=1))
    review.answer_first(task=task, by=official_of(task), at=MONDAY + timedelta(hours=2), answer="We look at it.")
    with_every_opinion(application, at=MONDAY + timedelta(hours=3))
    decided(application, by=lead, at=MONDAY + timedelta(hours=4))

    assert told(application) == [
        "The district granted your application, in whole or in part.",
        "Department STI gave its opinion: Technology.",
        "Department STI answered.",
        "Department STI started on: Technology.",
        "The application went to the departments.",
        "The receipt was issued.",
        "You sent the application.",
    ]
    assert [entry.text for entry in timeline.entries(application) if entry.text] == ["We look at it."]


def test_beginning_is_not_told_beside_what_was_done_at_that_moment():
    RoutingRuleFactory(title_en="Technology", department=DepartmentFactory(code="STI"))
    application = with_every_opinion(sent(), at=MONDAY + timedelta(hours=1))

    assert told(application)[0] == "Department STI gave its opinion: Technology."
    assert not any("started" in words for words in told(application))


def test_permits_and_withdrawal_are_told_and_escalations_are_not():
    RoutingRuleFactory(
        part="approvals",
        kind=TaskKind.PERMIT,
        title_en="Registration",
        permit_type=PermitTypeFactory(code="BIZ_REG"),
        department=DepartmentFactory(code="MSR"),
    )
    RoutingRuleFactory()
    application = sent(parts=("approvals",), permits=("BIZ_REG",))
    task = application.review_tasks.get(kind=TaskKind.PERMIT)
    sweep.everything(at=MONDAY + timedelta(days=60))
    review.decide_permit(
        task=task,
        by=OfficialFactory(department=task.department),
        at=MONDAY + timedelta(hours=1),
        outcome="refused",
        reasons="The name is taken.",
        remedies="Choose another.",
    )
    intake.withdraw(application=application, by=owner_of(application), at=MONDAY + timedelta(hours=2))

    assert told(application)[:2] == ["You withdrew the application.", "Department MSR refused: Registration."]
    assert not any("escalated" in words for words in told(application))


def test_help_of_the_district_is_told():
    application = draft()
    clerk = OfficialFactory()
    Application.objects.filter(pk=application.pk).update(assisted_at=MONDAY - timedelta(days=1), assisted_by=clerk)
    send(application)

    assert told(application)[-1] == "The district's service desk filled in the application for you."
