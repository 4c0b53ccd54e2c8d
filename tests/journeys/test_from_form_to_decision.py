"""One case from the form to the decision, through the founder's pages and the desk."""

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from applications.ledger import delivery
from applications.states import Role, TaskKind
from tests.factories import (
    DepartmentFactory,
    FounderFactory,
    OfficialFactory,
    ProgrammeFactory,
    RoutingRuleFactory,
)
from tests.views.test_apply import fill_in, hidden, page

pytestmark = pytest.mark.django_db


@pytest.fixture
def district(years):
    """A bureau that is asked, and a centre that leads; return an official of each."""
    programme = ProgrammeFactory()
    reviewer = OfficialFactory(department=DepartmentFactory(code="STI"))
    lead = OfficialFactory(department=DepartmentFactory(code="IPE"), role=Role.LEAD)
    RoutingRuleFactory(programme=programme, department=reviewer.department)
    RoutingRuleFactory(programme=programme, department=lead.department, kind=TaskKind.CASE_LEAD)
    return reviewer, lead


def test_founder_applies_the_department_answers_the_lead_decides_and_each_is_told(client, district):
    reviewer, lead = district
    founder = FounderFactory()

    client.force_login(founder)
    client.post(reverse("apply"))
    application = founder.applications.get()
    fill_in(client, application)
    check = page("check", application)
    client.post(check, hidden(client.get(check)))

    client.force_login(reviewer)
    task = application.review_tasks.get(kind=TaskKind.OPINION)
    client.post(reverse("admin:applications_reviewtask_first-answer", args=[task.pk]), {"answer": "We visit you."})
    client.post(
        reverse("admin:applications_reviewtask_opinion", args=[task.pk]), {"verdict": "support", "reasons": "Sound."}
    )

    client.force_login(lead)
    client.post(
        reverse("admin:applications_application_decide", args=[application.pk]),
        {"workspace_outcome": "granted", "workspace_reasons": "A unit fits."},
    )

    client.force_login(founder)
    status = client.get(page("application", application)).content.decode()
    delivery.deliver_due(at=timezone.now())

    assert "A unit fits." in status
    assert "We visit you." in status
    assert [(message.to[0], message.subject.split(": ")[1]) for message in mail.outbox] == [
        (founder.email, "we have received your application"),
        (reviewer.email, "a new case for your department"),
        (lead.email, "a new case for your department"),
        (founder.email, "a department answered"),
        (lead.email, "every opinion is in"),
        (founder.email, "your application is granted"),
    ]
