"""The string of a case: a strand for each part, a bead for each matter, one knot, and where today is.

What hangs on it stands here; where it is drawn stands in ``picture``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cached_property

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.models import Application, ReviewTask
from applications.states import APPLICATION_OPEN, ApplicationState, Outcome, PartKind, ReviewState, TaskKind

# What concerns every part hangs on a thread of its own beside the strands.
COMMON = "common"
LABELS: Mapping[str, Promise] = {
    COMMON: _("All parts"),
    PartKind.WORKSPACE: _("Workspace"),
    PartKind.FUNDING: _("Early-stage funding"),
    PartKind.APPROVALS: _("Approvals"),
}
# Ends after which nothing of the package follows: the string stops at its knot.
BROKEN = {
    ApplicationState.NOT_ELIGIBLE,
    ApplicationState.WITHDRAWN,
    ApplicationState.REFUSED,
    ApplicationState.OFFER_DECLINED,
    ApplicationState.OFFER_LAPSED,
    ApplicationState.TERMINATED_NO_ANSWER,
}
ARRIVED = {ApplicationState.MOVED_IN, ApplicationState.CLOSED}


class Mark(StrEnum):
    """How a bead looks: filled, a ring, a dotted ring, a bar, a cross."""

    DONE = "done"
    RUNNING = "running"
    WAITING = "waiting"
    STOPPED = "stopped"
    ENDED = "ended"


MARKS: Mapping[str, Mark] = {
    ReviewState.DRAFT: Mark.WAITING,
    ReviewState.RECEIVED: Mark.RUNNING,
    ReviewState.AWAITING_CORRECTION: Mark.STOPPED,
    ReviewState.ACCEPTED: Mark.RUNNING,
    ReviewState.IN_REVIEW: Mark.RUNNING,
    ReviewState.PAUSED_SUPPLEMENT: Mark.STOPPED,
    ReviewState.PAUSED_SPECIAL_PROCEDURE: Mark.STOPPED,
    ReviewState.BLOCKED_BY_DEPENDENCY: Mark.WAITING,
    ReviewState.DECIDED_GRANTED: Mark.DONE,
    ReviewState.DECIDED_REFUSED: Mark.DONE,
    ReviewState.TERMINATED_WITHDRAWN: Mark.ENDED,
    ReviewState.TERMINATED_NO_ANSWER: Mark.ENDED,
    ReviewState.NOT_COMPETENT: Mark.ENDED,
}


@dataclass(frozen=True, kw_only=True)
class Bead:
    """One matter on its strand; the knot is one too."""

    task: ReviewTask
    strand: str
    mark: Mark

    @property
    def code(self) -> str:
        return self.task.department.code

    @property
    def day(self) -> date | None:
        return self.task.promised_due_on

    @property
    def is_provisional(self) -> bool:
        return self.task.promised_is_provisional

    @property
    def label(self) -> str:
        return str(LABELS[self.strand])


@dataclass(frozen=True, kw_only=True)
class Strand:
    """One part, or what all parts share, with its beads by date; what has no date yet comes last."""

    kind: str
    beads: Sequence[Bead]
    is_refused: bool = False

    @property
    def label(self) -> str:
        return str(LABELS[self.kind])

    @property
    def total(self) -> int:
        return len(self.beads)

    @property
    def done(self) -> int:
        return self._marked(Mark.DONE)

    @property
    def waiting(self) -> int:
        return self._marked(Mark.WAITING)

    @property
    def stopped(self) -> int:
        return self._marked(Mark.STOPPED)

    @property
    def next_day(self) -> date | None:
        """Return the first promised date that is still to be kept."""
        return min((bead.day for bead in self.beads if bead.mark == Mark.RUNNING and bead.day), default=None)

    def _marked(self, mark: Mark) -> int:
        return sum(bead.mark == mark for bead in self.beads)


@dataclass(frozen=True, kw_only=True)
class CaseString:
    """The whole case: from the day of receipt through its beads to the knot, the lead's decision, and on."""

    received_on: date
    strands: Sequence[Strand]
    knot: Bead | None
    goes_on: bool
    has_keys: bool
    has_arrived: bool
    today: date | None

    @cached_property
    def beads(self) -> list[Bead]:
        return [bead for strand in self.strands for bead in strand.beads]

    @property
    def is_tied(self) -> bool:
        return self.knot is not None and self.knot.mark == Mark.DONE

    @property
    def marks(self) -> list[Mark]:
        """Return the marks that occur, in their order: what a legend has to explain."""
        found = {bead.mark for bead in self.beads}
        return [mark for mark in Mark if mark in found]

    @property
    def is_provisional(self) -> bool:
        knots = [self.knot] if self.knot else []
        return any(bead.day and bead.is_provisional for bead in (*self.beads, *knots))


def of(application: Application, tasks: Iterable[ReviewTask], *, today: date) -> CaseString | None:
    """Return the string of a case that was sent, and nothing for a draft.

    ``tasks`` come with rule and department, ``application`` with parts and decisions: nothing is asked here.
    """
    if application.received_on is None:
        return None
    goes_on = application.state not in BROKEN
    decided = {decision.part_id: decision.outcome for decision in application.decisions.all()}
    kinds = {part.kind: decided.get(part.pk) for part in application.parts.all()}
    beads = _beads(tasks, keeps_waiting=goes_on and kinds.get(PartKind.APPROVALS) != Outcome.REFUSED)
    strands = [
        Strand(kind=kind, beads=_on(kind, beads), is_refused=kinds.get(kind) == Outcome.REFUSED)
        for kind in (COMMON, *PartKind.values)
        if kind in kinds or _on(kind, beads)
    ]
    return CaseString(
        received_on=application.received_on,
        strands=strands,
        knot=next((bead for bead in beads if bead.task.kind == TaskKind.CASE_LEAD), None),
        goes_on=goes_on,
        has_keys=PartKind.WORKSPACE in kinds,
        has_arrived=application.state in ARRIVED,
        today=today if application.state in APPLICATION_OPEN else None,
    )


def _beads(tasks: Iterable[ReviewTask], *, keeps_waiting: bool) -> list[Bead]:
    """Return a bead for each task; one without a date that will not come any more is none."""
    beads = [Bead(task=task, strand=task.rule.part or COMMON, mark=MARKS[task.state]) for task in tasks]
    hanging = [bead for bead in beads if bead.day or (keeps_waiting and bead.mark != Mark.ENDED)]
    return sorted(hanging, key=lambda bead: (bead.day or date.max, bead.task.rule.code))


def _on(kind: str, beads: Sequence[Bead]) -> list[Bead]:
    """Return the beads of a strand. The lead's decision hangs on none: it ties all of them."""
    return [bead for bead in beads if bead.strand == kind and bead.task.kind != TaskKind.CASE_LEAD]
