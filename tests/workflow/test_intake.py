from datetime import date, timedelta
from uuid import uuid4

import pytest

from applications.models import AuditEvent, ClockEvent, OutboxMail, ReviewTask, Snapshot
from applications.states import ApplicationState, PartKind, ReviewState, TaskKind
from applications.workflow import Refused, intake
from tests.conftest import at_once, queries_of
from tests.factories import (
    FounderFactory,
    MembershipFactory,
    OfficialFactory,
    PermitTypeFactory,
    ProgrammeFactory,
    RoutingRuleFactory,
)
from tests.factories.cases import CODE, MONDAY, answers_of, draft, editions, owner_of, save, send, sent

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
