"""Whether everything the product stands on is there."""

from collections.abc import Callable
from datetime import datetime, timedelta

from celery import current_app
from django.conf import settings
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from applications.ledger.outbox import IMPATIENT
from applications.models import Heartbeat

OK = "ok"


def checks(*, at: datetime) -> dict[str, str]:
    """Return each thing with ``ok`` or what is wrong with it."""
    return {
        "database": _tried(_database),
        "migrations": _tried(_migrations),
        "broker": _tried(_broker),
        **{name: _tried(lambda name=name: _heartbeat(name, at)) for name in ("worker", "beat")},
    }


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
