"""The trail (R30)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from applications.models import Application, AuditEvent, ReviewTask, User

MOVED = "moved"


@dataclass(frozen=True, kw_only=True)
class Change:
    """What to write down of one record: where it was, where it is, and why."""

    record: Application | ReviewTask
    was: str
    now: str
    why: str = ""


def record(subject: Application | ReviewTask, *, act: str, by: User | None, at: datetime, why: str = "") -> AuditEvent:
    """Write down an ``act`` that left the state as it is. ``by=None`` means the clock did it."""
    change = Change(record=subject, was=subject.state, now=subject.state, why=why)
    return record_all([change], act=act, by=by, at=at)[0]


def record_all(changes: Iterable[Change], *, act: str, by: User | None, at: datetime) -> list[AuditEvent]:
    """Do the same for many changes, in one statement; keep their order."""
    return AuditEvent.objects.bulk_create(
        AuditEvent(
            application_id=change.record.application_id,
            task=change.record if isinstance(change.record, ReviewTask) else None,
            act=act,
            was=change.was,
            now=change.now,
            by=by,
            at=at,
            why=change.why,
        )
        for change in changes
    )
