"""Whether everything the product stands on is there."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial

from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.models import Min
from django.utils import timezone

from applications.ledger.delivery import MAX_ATTEMPTS
from applications.ledger.outbox import IMPATIENT
from applications.models import Heartbeat, OutboxMail, ReviewTask
from applications.rules import clock as law
from applications.rules.calendar import WorkingCalendar

OK = "ok"


def checks(*, at: datetime) -> dict[str, str]:
    """Return each thing with ``ok`` or what is wrong with it."""
    return {
        "database": _tried(_database),
        "migrations": _tried(_migrations),
        "broker": _tried(_broker),
        **{name: _tried(partial(_heartbeat, name, at)) for name in ("worker", "beat")},
    }


def figures(*, at: datetime, calendar: WorkingCalendar) -> dict[str, object]:
    """Return what is open, late, owed and put aside."""
    before = law.overdue_before(timezone.localdate(at), calendar)
    owed = OutboxMail.objects.filter(sent_at=None)
    tasks = ReviewTask.objects
    return {
        "open_tasks": tasks.open().not_in_vain().count(),
        "overdue_tasks": tasks.ticking().filter(promised_due_on__lt=before).count(),
        "unescalated_tasks": (tasks.red(before) | tasks.black(timezone.localdate(at))).count(),
        "unsent_mails": owed.filter(attempts__lt=MAX_ATTEMPTS).count(),
        "oldest_unsent_mail": owed.filter(attempts__lt=MAX_ATTEMPTS).aggregate(oldest=Min("owed_at"))["oldest"],
        "parked_mails": owed.filter(attempts__gte=MAX_ATTEMPTS).count(),
        "calendar_announced_to": max((year for year, announced in calendar.years.items() if announced), default=None),
        "calendar_known_to": max(calendar.years, default=None),
    }


def findings(status: Mapping[str, object]) -> list[str]:
    """Return the names of what needs a person: anything not well, late without a word, or put aside."""
    wrong = [name for name in ("database", "migrations", "broker", "worker", "beat") if status[name] != OK]
    return wrong + [name for name in ("unescalated_tasks", "parked_mails") if status.get(name)]


def _tried(check: Callable[[], str]) -> str:
    try:
        return check()
    except Exception as error:  # noqa: BLE001 -- whatever it is, it is the answer
        return type(error).__name__


def _database() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return OK


def _migrations() -> str:
    executor = MigrationExecutor(connection)
    return "not all applied" if executor.migration_plan(executor.loader.graph.leaf_nodes()) else OK


def _broker() -> str:
    with current_app.connection_for_write(transport_options=IMPATIENT) as broker:
        broker.ensure_connection(max_retries=0, timeout=1)
    return OK


def _heartbeat(name: str, at: datetime) -> str:
    """Missing three sweeps in a row is too many."""
    seen = Heartbeat.objects.filter(name=name).values_list("at", flat=True).first()
    if seen is None:
        return "never seen"
    return OK if at - seen <= timedelta(seconds=3 * settings.SWEEP_SECONDS) else "not seen lately"
