"""What time alone makes due. Safe to run twice, and safe to miss for a week.

A sweep is a query of what is due and an act on a batch of it; ``_in_batches``
brings the two together. The act waits for nobody: it locks what is free, in the
order of everybody (applications first), and looks again at what it has locked.
"""

import logging
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import Any, TypeVar

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from applications.ledger import audit, files, outbox
from applications.ledger.audit import Change
from applications.models import Application, LooseFile, ReviewTask, User
from applications.rules import clock as law
from applications.rules.calendar import WorkingCalendar
from applications.states import Level, Role
from applications.workflow import clock, drafts

BATCH = 500
# No limit reaches further: what is asked of a later year raises, and never guesses (R1).
YEARS_AHEAD = 2

Act = Callable[[Sequence[Any]], int]  # of keys: numbers, or the names of files
Case = TypeVar("Case", Application, ReviewTask, LooseFile, Session)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Escalation:
    """One level of lateness (R14): which tasks are due for it, who hears of it, in which words."""

    level: Level
    late_before: Callable[[date, WorkingCalendar], date]
    due: Callable[[date], QuerySet[ReviewTask]]
    own_department_hears: Sequence[str]
    district_hears: Sequence[str]
    mail: str


# Black first: what is that late need not be told as red beside it. The law's day has passed on the next day,
# whatever day it is; a promise is broken on the next working day.
ESCALATIONS = (
    Escalation(
        level=Level.BLACK,
        late_before=lambda today, _calendar: today,
        due=ReviewTask.objects.black,
        own_department_hears=[Role.HEAD],
        district_hears=[Role.SUPERVISOR, Role.LEADER],
        mail="task_black",
    ),
    Escalation(
        level=Level.RED,
        late_before=law.overdue_before,
        due=ReviewTask.objects.red,
        own_department_hears=[Role.HEAD],
        district_hears=[Role.SUPERVISOR],
        mail="task_red",
    ),
)


def everything(*, at: datetime) -> dict[str, int]:
    """Do all that is due at ``at``; return how many of each."""
    this_year = timezone.localdate(at).year
    clock.provide_years(this_year - 1, this_year + YEARS_AHEAD)  # the last working day may lie in the old one
    return {
        **{f"escalated_{escalation.level}": escalate(escalation, at=at) for escalation in ESCALATIONS},
        "drafts_told": _in_batches(drafts.ending(timezone.localdate(at)), partial(drafts.tell_end, at=at)),
        "drafts_deleted": _in_batches(drafts.ended(at), partial(drafts.delete, at=at)),
        "files_deleted": delete_loose_files(at=at),
        "sessions_deleted": _in_batches(Session.objects.filter(expire_date__lt=at), _delete_sessions),
    }


def _delete_sessions(keys: Sequence[str]) -> int:
    """Delete sessions that have ended, with what was typed in vain in them; return how many."""
    return Session.objects.filter(pk__in=keys).delete()[0]


def delete_loose_files(*, at: datetime) -> int:
    """Delete the files that no record has claimed in time, or whose record is gone; return how many."""
    return _in_batches(files.loose_before(at), files.delete)


def escalate(escalation: Escalation, *, at: datetime) -> int:
    """Tell of every task that reached the level, once; return how many."""
    before = escalation.late_before(timezone.localdate(at), clock.calendar())
    return _in_batches(escalation.due(before), partial(_escalate, escalation, before, at=at))


@transaction.atomic
def _escalate(escalation: Escalation, before: date, keys: Sequence[int], *, at: datetime) -> int:
    """Escalate those of ``keys`` that are free and still late, in as many queries as for one."""
    tasks = _free(escalation.due(before).filter(pk__in=keys))
    ReviewTask.objects.filter(pk__in=[task.pk for task in tasks]).update(told=escalation.level, told_at=at)
    changes = [Change(record=task, was=task.state, now=task.state, why=_late_by(task)) for task in tasks]
    events = audit.record_all(changes, act=f"escalated_{escalation.level}", by=None, at=at)
    hearers = _hearers(escalation, {task.department_id for task in tasks})
    outbox.put(
        [(event, escalation.mail, hearers[task.department_id]) for event, task in zip(events, tasks, strict=True)]
    )
    return len(tasks)


def _late_by(task: ReviewTask) -> str:
    return f"promised {task.promised_due_on}, statutory {task.statutory_due_on or '-'}"


def _hearers(escalation: Escalation, departments: set[int]) -> Mapping[int | None, list[int]]:
    """Return who hears of a late task of each department."""
    own = User.objects.filter(is_active=True, department__in=departments, role__in=escalation.own_department_hears)
    everywhere = outbox.active(role__in=escalation.district_hears)
    hearers: dict[int | None, list[int]] = {department: list(everywhere) for department in departments}
    for department, person in own.order_by("pk").values_list("department", "pk"):
        hearers[department].append(person)
    return hearers


def _free(tasks: QuerySet[ReviewTask]) -> list[ReviewTask]:
    """Lock ``tasks`` and return those that nobody else holds, fresh from the database."""
    owners = Application.objects.filter(pk__in=tasks.values("application")).order_by("pk")
    free = list(owners.select_for_update(no_key=True, skip_locked=True).values_list("pk", flat=True))
    # The second query asks again what is due: somebody may have been faster than the sweep.
    locked = tasks.filter(application__in=free).order_by("pk").select_for_update(no_key=True, skip_locked=True)
    return list(locked)


def _in_batches(due: QuerySet[Case], act: Act) -> int:
    """Let ``act`` have everything due, each row once: what it leaves alone waits for the next sweep."""
    done, rest = 0, due
    while keys := list(rest.order_by("pk").values_list("pk", flat=True)[:BATCH]):
        done += _all_or_singly(keys, act)
        rest = due.filter(pk__gt=keys[-1])
    return done


def _all_or_singly(keys: Sequence[Any], act: Act) -> int:
    """Act on the whole batch or, if that fails, on each row alone, so that a bad row stops nobody else."""
    try:
        return act(keys)
    except Exception:
        if len(keys) == 1:
            logger.exception("Row %s is left for the next sweep", keys[0])
            return 0
    return sum(_all_or_singly([key], act) for key in keys)
