"""One case as its pages show it: the parts, the matters with their holders and dates, what to do now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from applications.models import Application, Decision, ReviewTask
from applications.reading import needs
from applications.rules import clock as law
from applications.rules.calendar import WorkingCalendar
from applications.rules.clock import Colour
from applications.states import CLOCK_PAUSED, CLOCK_RUNS, REVIEW_OPEN, PartKind, ReviewState, TaskKind

# The colour of a status word; what is under way is blue. An objection binds the lead and reddens nothing.
TAGS: Mapping[tuple[str, str], str] = {(TaskKind.PERMIT, ReviewState.DECIDED_REFUSED): "red"}
TAGS_OF_STATE: Mapping[str, str] = {
    ReviewState.DECIDED_GRANTED: "green",
    ReviewState.DECIDED_REFUSED: "green",
    ReviewState.BLOCKED_BY_DEPENDENCY: "grey",
    ReviewState.TERMINATED_WITHDRAWN: "grey",
    ReviewState.TERMINATED_NO_ANSWER: "grey",
    ReviewState.NOT_COMPETENT: "grey",
}


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One department's piece, as people read it."""

    task: ReviewTask
    status: str
    is_open: bool
    colour: Colour
    days_left: int | None
    tag: str
    waits_for: str


@dataclass(frozen=True, kw_only=True)
class PartOfCase:
    """One part asked for, and what was decided about it."""

    kind: str
    label: str
    decision: Decision | None


def matters(application: Application, *, today: date, calendar: WorkingCalendar) -> list[Matter]:
    """Return the pieces of a case: the open ones by date, what waits and what has ended behind them."""
    tasks = application.review_tasks.not_in_vain().select_related("department", "rule", "holder", "decided_by")
    found = read(tasks, today=today, calendar=calendar)
    return sorted(found, key=lambda one: (not one.is_open, one.task.promised_due_on or date.max, one.task.pk))


def read(tasks: Iterable[ReviewTask], *, today: date, calendar: WorkingCalendar) -> list[Matter]:
    """Return ``tasks`` as people read them, in their order, in as many queries as for one."""
    tasks = list(tasks)
    permits = needs.permit_names() if any(task.waits_for for task in tasks) else {}
    return [_matter(task, calendar, permits, today=today) for task in tasks]


def parts(application: Application) -> list[PartOfCase]:
    """Return the parts in the order of the strands: workspace, funding, approvals."""
    decisions = {decision.part_id: decision for decision in application.decisions.all()}
    found = [
        PartOfCase(kind=part.kind, label=part.get_kind_display(), decision=decisions.get(part.pk))
        for part in application.parts.all()
    ]
    return sorted(found, key=lambda part: PartKind.values.index(part.kind))


def colour_of(task: ReviewTask, calendar: WorkingCalendar, *, today: date) -> Colour:
    """Return the colour of the task's clock (R13, R14)."""
    return law.colour(
        today=today,
        promised=task.promised_due_on,
        statutory=task.statutory_due_on,
        running=task.state in CLOCK_RUNS,
        paused=task.state in CLOCK_PAUSED,
        calendar=calendar,
    )


def _matter(task: ReviewTask, calendar: WorkingCalendar, permits: Mapping[str, str], *, today: date) -> Matter:
    ticks = task.state in CLOCK_RUNS and task.promised_due_on is not None
    return Matter(
        task=task,
        status=task.status_words,
        is_open=task.state in REVIEW_OPEN,
        colour=colour_of(task, calendar, today=today),
        days_left=law.working_days_left(today, task.promised_due_on, calendar)
        if ticks and task.promised_due_on
        else None,
        tag=TAGS.get((task.kind, task.state)) or TAGS_OF_STATE.get(task.state, "blue"),
        waits_for=needs.in_words(task.waits_for, permits) if task.state == ReviewState.BLOCKED_BY_DEPENDENCY else "",
    )
