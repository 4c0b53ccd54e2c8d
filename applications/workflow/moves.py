"""How a state changes: lock the row, check the table, write the trail, owe the mail."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.utils.translation import gettext as _

from applications.ledger import audit, outbox
from applications.ledger.audit import Change
from applications.models import Application, AuditEvent, ReviewTask, User
from applications.states import ReviewState
from applications.workflow import Gone, Refused

Case = TypeVar("Case", Application, ReviewTask)

# Locks by hand, since every operation begins with one: half of the time that building the query takes.
LOCK_WITH_CASE = """
      WITH held AS MATERIALIZED (
           SELECT id FROM applications_application WHERE id = %(application)s FOR NO KEY UPDATE)
    SELECT task.*
      FROM held
      JOIN applications_reviewtask AS task ON task.id = %(task)s
       FOR NO KEY UPDATE OF task
"""


def locked(record: Case) -> Case:
    """Return ``record`` fresh from the database, locked until the transaction ends.

    Lock the application before anything that belongs to it: one order for
    everybody. ``no_key`` lets rows that point here be added meanwhile; without
    it a trail entry written elsewhere can deadlock with this lock.

    :raises Gone: if the sweep has deleted it since: a draft that has reached its end.
    """
    return _locked(type(record), record.pk)


def locked_with_case(task: ReviewTask) -> ReviewTask:
    """Return ``task`` fresh, locked after its application until the transaction ends."""
    return ReviewTask.objects.raw(LOCK_WITH_CASE, {"application": task.application_id, "task": task.pk})[0]


def _locked(table: type[Case], key: int) -> Case:
    lock = f"SELECT * FROM {table._meta.db_table} WHERE id = %s FOR NO KEY UPDATE"  # noqa: S608 -- our own table
    for record in table._default_manager.raw(lock, [key]):
        return record
    raise Gone(_("This draft has ended and is deleted."))


def move(record: Case, *states: str, by: User | None, at: datetime, why: str = "") -> AuditEvent:
    """Bring ``record`` through ``states`` one after the other, and save it once with its trail and its mail.

    Return the event of the last one. No other function assigns a state, but for
    the plural forms below.

    :raises Refused: if ``applications.states`` knows no such move.
    """
    changes = [_step(record, to, why) for to in states]
    record.save()
    events = audit.record_all(changes, act=audit.MOVED, by=by, at=at)
    outbox.post_for_all([(event, record) for event in events])
    return events[-1]


def begin(task: ReviewTask, *, by: User, at: datetime) -> None:
    """Take a task into review by an act of its department, and save it; whoever acts first holds it from then on.

    :raises Refused: if the task is not under way.
    """
    if task.holder_id is None:
        task.holder = by
    if task.state == ReviewState.IN_REVIEW:
        task.save()
    else:
        move(task, ReviewState.IN_REVIEW, by=by, at=at)


def end(task: ReviewTask, state: str, *, by: User, at: datetime) -> AuditEvent:
    """End a task by an act of its department, which may be its first one."""
    if task.holder_id is None:
        task.holder = by
    task.decided_at, task.decided_by = at, by
    first = [ReviewState.IN_REVIEW] if task.state == ReviewState.ACCEPTED else []
    return move(task, *first, state, by=by, at=at)


def move_all(tasks: Sequence[ReviewTask], to: str, *, by: User | None, at: datetime, why: str = "") -> None:
    """Bring many locked tasks into one state, in as many queries as one."""
    changes = [_step(task, to, why) for task in tasks]
    ReviewTask.objects.bulk_update(tasks, ["state"])
    events = audit.record_all(changes, act=audit.MOVED, by=by, at=at)
    outbox.post_for_all(list(zip(events, tasks, strict=True)))


def open_all(tasks: Sequence[tuple[ReviewTask, str]], *, at: datetime) -> list[AuditEvent]:
    """Put new tasks in, each in the state it begins in, in as many queries as one."""
    changes = [_step(task, to, task.rule.code) for task, to in tasks]
    records = ReviewTask.objects.bulk_create(task for task, _state in tasks)
    events = audit.record_all(changes, act=audit.MOVED, by=None, at=at)
    outbox.post_for_all(list(zip(events, records, strict=True)))
    return events


def require_possible(record: Application | ReviewTask, to: str) -> None:
    """Stop an operation that would not be possible from the state as it is.

    :raises Refused: saying the state.
    """
    if to not in record.MOVES[record.state]:
        raise Refused(_("Not possible now. Status: %(state)s.") % {"state": record.status_words})


def _step(record: Application | ReviewTask, to: str, why: str) -> Change:
    require_possible(record, to)
    was, record.state = record.state, to
    return Change(record=record, was=was, now=to, why=why)
