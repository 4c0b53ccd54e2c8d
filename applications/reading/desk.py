"""What the desk shows of a case, to each who may read it."""

from collections.abc import Iterable
from datetime import date
from operator import itemgetter
from typing import Any

from applications import access
from applications.models import Application, ReviewTask, User
from applications.reading import cases
from applications.reading.cases import Matter
from applications.rules.calendar import WorkingCalendar
from applications.states import ApplicationState, Role, TaskKind

SEES_OPINIONS = {Role.LEAD, Role.SUPERVISOR, Role.AUDITOR}


def most_urgent(person: User, *, today: date, calendar: WorkingCalendar, most: int = 8) -> list[Matter]:
    """Return the open tasks that ``person`` may know about and whose promised date comes first."""
    tasks = access.review_tasks_for(person).ticking().select_related("application", "department", "rule", "holder")
    return cases.read(tasks.order_by("promised_due_on", "pk")[:most], today=today, calendar=calendar)


def answers_for(person: User, application: Application) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the answers as they were sent, and the paths ``person`` may read of them."""
    readable = access.readable_paths(person, application)
    snapshot = getattr(application, "snapshot", None) if readable else None
    return (dict(snapshot.answers) if snapshot else {}), readable


def matched_for(person: User, task: ReviewTask) -> dict[str, Any]:
    """Return the answers that routed the task here, to those who read answers at all."""
    return task.matched if access.reads_answers(person) else {}


def withdrawn_because(application: Application) -> str:
    """Return what the founder wrote when he withdrew, if he did."""
    if application.state != ApplicationState.WITHDRAWN:
        return ""
    whys = application.events.filter(task=None, now=ApplicationState.WITHDRAWN).values_list("why", flat=True)
    return whys.first() or ""


def opinions_for(person: User, application: Application) -> list[ReviewTask]:
    """Return the opinions given: all of them to whom the case belongs, his own to a department."""
    return opinions_among(person, application.review_tasks.select_related("department", "rule", "decided_by"))


def opinions_among(person: User, tasks: Iterable[ReviewTask]) -> list[ReviewTask]:
    """Return the opinions for ``person`` among the ``tasks`` of a case that are there already."""
    given = [(task.decided_at, task) for task in tasks if task.kind == TaskKind.OPINION and task.decided_at]
    sees_all = person.role in SEES_OPINIONS
    own = [(at, task) for at, task in given if sees_all or task.department_id == person.department_id]
    return [task for _at, task in sorted(own, key=itemgetter(0))]
