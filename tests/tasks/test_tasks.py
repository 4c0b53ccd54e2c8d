"""What the workers run, through a real worker and a real broker."""

from datetime import timedelta

import pytest
from celery.contrib.testing.worker import start_worker
from django.core import mail
from django.utils import timezone

from applications import tasks
from applications.models import Heartbeat, OutboxMail, ReviewTask
from incubator.celery import app
from tests.factories import RoutingRuleFactory
from tests.factories.cases import sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("years")]


@pytest.fixture
def worker():
    """Run a worker in a thread; its broker is the suite's."""
    with start_worker(app, perform_ping_check=False, shutdown_timeout=20):
        yield


def settled(queryset, *, seconds=20):
    """Wait until ``queryset`` has a row; polls, because the worker is another thread."""
    end = timezone.now() + timedelta(seconds=seconds)
    while timezone.now() < end:
        if queryset.exists():
            return True
    return False


def test_sending_wakes_a_worker_that_delivers(worker):
    RoutingRuleFactory()

    sent(at=timezone.now())

    assert settled(OutboxMail.objects.filter(sent_at__isnull=False))
    assert [message.to for message in mail.outbox] == [[OutboxMail.objects.get().recipient.email]]


def test_sweep_through_the_queue_escalates_and_leaves_both_heartbeats(worker):
    RoutingRuleFactory()
    sent(at=timezone.now() - timedelta(days=90))

    tasks.sweep.delay()

    assert settled(Heartbeat.objects.filter(name="beat"))
    assert settled(ReviewTask.objects.filter(told="black"))
    assert set(Heartbeat.objects.values_list("name", flat=True)) == {"beat", "worker"}


def test_every_entry_of_the_beat_names_a_task_that_exists():
    assert {entry["task"] for entry in app.conf.beat_schedule.values()} <= set(app.tasks)
    assert all(entry["options"]["expires"] <= entry["schedule"] for entry in app.conf.beat_schedule.values())
