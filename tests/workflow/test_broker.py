"""Sending while the broker is away, or there and dumb: the pages wait for nobody, the mail arrives after all."""

import os
import signal
import tempfile
import time
from pathlib import Path

import pytest
from celery import current_app
from django.core import mail

from applications.ledger import delivery
from applications.states import ApplicationState
from incubator.devstack import valkey
from incubator.devstack.place import Place
from tests.factories import OfficialFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, draft, send

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calendar")]

LONGEST_PAGE = 1.0  # second


@pytest.fixture
def broker():
    """Let Celery publish to a broker of our own, which a test may stop; put the real one back."""
    was = current_app.conf.broker_write_url
    with tempfile.TemporaryDirectory(prefix="broker-") as folder:
        place = Place(var=Path(folder), scratch=Path(folder))
        place.prepare()
        child = valkey.start(place, Path(folder), care=valkey.FLEETING)
        url = valkey.url(Path(folder)).replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
        current_app.conf.broker_write_url = url
        yield child
        current_app.conf.broker_write_url = was
        child.process.send_signal(signal.SIGCONT)
        child.process.kill()
        child.process.wait()


def sent_within_a_second():
    official = OfficialFactory()
    RoutingRuleFactory(department=official.department)
    application = draft()
    begun = time.monotonic()
    send(application)
    assert time.monotonic() - begun < LONGEST_PAGE
    application.refresh_from_db()
    assert application.state == ApplicationState.IN_ASSESSMENT
    assert application.review_tasks.count() == 1


def test_living_broker_gets_one_hint_for_one_sending(broker):
    sent_within_a_second()

    with current_app.connection_for_write() as connection:
        queued = connection.default_channel.client.llen("celery")
    assert queued == 1


def test_send_while_the_broker_refuses(broker, caplog):
    broker.process.kill()
    broker.process.wait()

    sent_within_a_second()

    assert "Error calling wake_delivery in on_commit()" in caplog.text
    assert delivery.deliver_due(at=MONDAY) == 2  # what the sweep does a minute later
    assert len(mail.outbox) == 2


def test_send_while_the_broker_hangs(broker, caplog):
    os.kill(broker.process.pid, signal.SIGSTOP)

    sent_within_a_second()

    assert "Error calling wake_delivery in on_commit()" in caplog.text
    assert delivery.deliver_due(at=MONDAY) == 2
