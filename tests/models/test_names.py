"""Every record names itself in a way that an official recognises."""

import pytest

from applications.models import (
    AuditEvent,
    ClockEvent,
    Decision,
    Heartbeat,
    Membership,
    OutboxMail,
    Part,
    PermitType,
    ReviewTask,
    Snapshot,
    StepAnswers,
    User,
)
from tests.factories import PermitTypeFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, a_lead, decided, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def test_records_name_themselves():
    lead = a_lead()
    RoutingRuleFactory(kind="case_lead", title_en="Case owner", department=lead.department)
    application = decided(with_every_opinion(sent()), by=lead)
    Heartbeat.objects.create(name="beat", at=MONDAY)
    PermitTypeFactory(code="BIZ_REG", name_en="Business registration")

    names = {
        model.__name__: str(model.objects.order_by("pk").first())
        for model in (
            AuditEvent,
            ClockEvent,
            Decision,
            Heartbeat,
            Membership,
            Part,
            PermitType,
            ReviewTask,
            StepAnswers,
        )
    }

    assert names == {
        "AuditEvent": "moved: draft > submitted",
        "ClockEvent": f"{application.review_tasks.get().pk}: started",
        "Decision": f"{application.pk}: workspace: granted",
        "Heartbeat": "beat",
        "Membership": f"{application.pk}/{application.members.get().pk}: owner",
        "Part": f"{application.pk}: workspace",
        "PermitType": "Business registration",
        "ReviewTask": f"{application.reference} / Case owner",
        "StepAnswers": f"{application.pk}: package",
    }
    assert str(OutboxMail(kind="account_x", address="a@firm.example")) == "account_x > a@firm.example"
    assert len(str(Snapshot.objects.get())) == 64
    assert (User(name="", email="a@firm.example").get_full_name(), User(name="Lin").get_short_name()) == (
        "a@firm.example",
        "Lin",
    )
