"""What the workers run. Each task reads the clock and makes one call."""

from celery import shared_task
from django.utils import timezone

from applications.ledger import delivery, outbox
from applications.models import Heartbeat
from applications.workflow import sweep as due


@shared_task(name="applications.sweep")
def sweep() -> None:
    """Do what is due. That the beat's message arrived shows that beat, queue and worker live."""
    Heartbeat.objects.bulk_create(
        [Heartbeat(name=name, at=timezone.now()) for name in ("beat", "worker")],
        update_conflicts=True,
        unique_fields=["name"],
        update_fields=["at"],
    )
    outbox.wake_delivery()  # first: mail waits for nothing that may go wrong below
    due.everything(at=timezone.now())


@shared_task(name="applications.deliver_mail")
def deliver_mail() -> None:
    delivery.deliver_due(at=timezone.now())
