"""The story of a case, newest first: what a founder may read of the trail."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from applications.ledger import audit
from applications.models import Application, AuditEvent
from applications.states import ApplicationState, ReviewState, TaskKind

CASE_WORDS: Mapping[str, Promise] = {
    ApplicationState.SUBMITTED: _("You sent the application."),
    ApplicationState.RECEIPT_ISSUED: _("The receipt was issued."),
    ApplicationState.IN_ASSESSMENT: _("The application went to the departments."),
    ApplicationState.OFFER_PREPARED: _("The district granted your application, in whole or in part."),
    ApplicationState.REFUSED: _("The district refused your application."),
    ApplicationState.WITHDRAWN: _("You withdrew the application."),
}
TASK_WORDS: Mapping[tuple[str, str], Promise] = {
    (TaskKind.COMPLETENESS, ReviewState.DECIDED_GRANTED): _("%(department)s confirmed that nothing is missing."),
    (TaskKind.OPINION, ReviewState.DECIDED_GRANTED): _("%(department)s gave its opinion: %(title)s."),
    (TaskKind.OPINION, ReviewState.DECIDED_REFUSED): _("%(department)s gave its opinion: %(title)s."),
    (TaskKind.PERMIT, ReviewState.DECIDED_GRANTED): _("%(department)s granted: %(title)s."),
    (TaskKind.PERMIT, ReviewState.DECIDED_REFUSED): _("%(department)s refused: %(title)s."),
}
# What else happened to the case beside its moves.
ACT_WORDS: Mapping[str, Promise] = {
    "assisted": _("The district's service desk filled in the application for you."),
}
BEGUN = _("%(department)s started on: %(title)s.")
ANSWERED = _("%(department)s answered.")


@dataclass(frozen=True, kw_only=True)
class Entry:
    at: datetime
    words: str
    text: str = ""


def entries(application: Application) -> list[Entry]:
    """Return what a founder may read: his case's own moves, first answers and ends; no escalations, no notes."""
    events = (
        application.events.filter(act__in=[audit.MOVED, "first_answer", *ACT_WORDS])
        .select_related("task__department", "task__rule")
        .order_by("-at", "-pk")
    )
    told = {(event.task_id, event.at) for event in events if not _is_begin(event)}
    shown = [event for event in events if not (_is_begin(event) and (event.task_id, event.at) in told)]
    return [entry for event in shown if (entry := _entry(event))]


def _is_begin(event: AuditEvent) -> bool:
    """Tell whether a department began; what it did at that very moment says more."""
    return event.act == audit.MOVED and event.now == ReviewState.IN_REVIEW


def _entry(event: AuditEvent) -> Entry | None:
    task = event.task
    if task is None:
        words = CASE_WORDS.get(event.now) if event.act == audit.MOVED else ACT_WORDS.get(event.act)
        return Entry(at=event.at, words=str(words)) if words else None
    if event.act == "first_answer":
        return Entry(at=event.at, words=ANSWERED % {"department": task.department.name}, text=task.first_answer)
    words = BEGUN if event.now == ReviewState.IN_REVIEW else TASK_WORDS.get((task.kind, event.now))
    names = {"department": task.department.name, "title": task.rule.title}
    return Entry(at=event.at, words=words % names) if words else None
