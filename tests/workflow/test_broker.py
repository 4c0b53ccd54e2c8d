"""Sending while the broker is away, or there and dumb: the page waits for nobody, the mail arrives after recovery."""

import os
import re
import signal
import tempfile
import time
from pathlib import Path

import pytest
from celery.contrib.testing.worker import start_worker
from django.core import mail
from django.urls import reverse
from django.utils import timezone

from applications import tasks
from applications.models import OutboxMail
from applications.states import ApplicationState
from incubator.celery import app
from incubator.devstack import valkey
from incubator.devstack.place import Place
from tests.factories import OfficialFactory, RoutingRuleFactory, owner_of
from tests.factories.startups import filled_in

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("years")]

LONGEST_PAGE = 1.0  # second
PATIENCE = 20.0  # seconds


@pytest.fixture
def broker():
    """Let Celery use a broker of our own, which a test may stop; put the suite's back."""
    was = app.conf.broker_read_url, app.conf.broker_write_url
    with tempfile.TemporaryDirectory(prefix="broker-") as folder:
        place = Place(var=Path(folder), scratch=Path(folder))
        place.prepare()
        child = valkey.start(place, Path(folder), care=valkey.FLEETING)
        url = valkey.url(Path(folder)).replace("unix://", "redis+socket://").replace("?db=", "?virtual_host=")
        app.conf.broker_read_url = app.conf.broker_write_url = url
        app._after_fork()  # forgets the lines that are open
        yield child
        app.conf.broker_read_url, app.conf.broker_write_url = was
        app._after_fork()
        child.process.send_signal(signal.SIGCONT)
        child.process.kill()
        child.process.wait()


@pytest.fixture
def checked(client):
    """All of S01, checked by its founder; return the page's address and its hidden fields."""
    RoutingRuleFactory(department=OfficialFactory().department)
    application = filled_in("S01", today=timezone.localdate())
    client.force_login(owner_of(application))
    page = reverse("check", args=[application.reference])
    hidden = re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', client.get(page).content.decode())
    return application, page, dict(hidden)


def send(client, checked):
    """Press "Accept and send"; the page must answer in time, with one application and one set of tasks."""
    application, page, hidden = checked
    begun, worked = time.monotonic(), time.thread_time()
    response = client.post(page, hidden)
    # What the page waited; what it computed depends on who else uses this machine.
    assert (time.monotonic() - begun) - (time.thread_time() - worked) < LONGEST_PAGE
    application.refresh_from_db()
    assert response.url == reverse("sent", args=[application.reference])
    assert application.state == ApplicationState.IN_ASSESSMENT
    assert application.review_tasks.count() == 1
    assert OutboxMail.objects.filter(sent_at=None).count() == 2


def everything_arrives():
    """Run what beat asks for each minute, through the queue and a real worker."""
    with start_worker(app, perform_ping_check=False, shutdown_timeout=20):
        tasks.sweep.delay()
        end = time.monotonic() + PATIENCE
        while OutboxMail.objects.filter(sent_at=None).exists() and time.monotonic() < end:
            time.sleep(0.05)
    assert len(mail.outbox) == 2


def test_living_broker_gets_one_hint_for_one_sending(client, broker, checked):
    send(client, checked)

    with app.connection_for_write() as connection:
        assert connection.default_channel.client.llen("celery") == 1


def test_send_while_the_broker_refuses(client, broker, checked, caplog):
    broker.process.kill()
    broker.process.wait()

    send(client, checked)

    assert "Error calling wake_delivery in on_commit()" in caplog.text


def test_send_while_the_broker_hangs_and_the_mail_after_it_recovers(client, broker, checked, caplog):
    os.kill(broker.process.pid, signal.SIGSTOP)

    send(client, checked)

    assert "Error calling wake_delivery in on_commit()" in caplog.text
    os.kill(broker.process.pid, signal.SIGCONT)
    everything_arrives()


def test_emptied_broker_loses_no_mail(client, broker, checked):
    send(client, checked)
    with app.connection_for_write() as connection:
        connection.default_channel.client.flushall()

    everything_arrives()
