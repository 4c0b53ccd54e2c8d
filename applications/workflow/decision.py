"""One decision for the whole package, part by part."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications import access
from applications.ledger import outbox
from applications.models import Application, AuditEvent, Decision, Part, ReviewTask, User
from applications.states import ApplicationState, Outcome, ReviewState, Role, TaskKind
from applications.workflow import Refused, moves


@dataclass(frozen=True, kw_only=True)
class PartDecision:
    """What the lead says of one part."""

    kind: str
    outcome: str
    reasons: str
    remedies: str = ""


def consider(last: AuditEvent) -> None:
    """Call the lead once no opinion is missing; ``last`` is the event of the last one. The caller holds the lock."""
    of_case = ReviewTask.objects.filter(application=last.application_id)
    if not of_case.open().filter(kind=TaskKind.OPINION).exists():
        outbox.put([(last, "opinions_complete", _leads(of_case.filter(kind=TaskKind.CASE_LEAD)))])


def decide(*, application: Application, by: User, at: datetime, parts: Sequence[PartDecision]) -> Application:
    """Grant or refuse each part; ends the lead's task. One part granted is enough for an offer.

    :raises Refused: if an opinion is missing, a part is left out, a refusal says no reasons or remedies (R15),
        or the case has been decided.
    """
    with transaction.atomic():
        application = moves.locked(application)
        access.require(access.can_decide, by, application)
        moves.require_possible(application, ApplicationState.REFUSED)
        awaited = application.review_tasks.open().filter(kind__in=[TaskKind.OPINION, TaskKind.CASE_LEAD])
        tasks = list(awaited.select_related("department").select_for_update(no_key=True, of=("self",)))
        if missing := _missing_opinions(tasks):
            raise Refused(missing)
        _save_decisions(application, parts, by=by, at=at)
        for task in tasks:
            moves.end(task, ReviewState.DECIDED_GRANTED, by=by, at=at)
        granted = any(part.outcome == Outcome.GRANTED for part in parts)
        application.decided_at, application.decided_by = at, by
        end = ApplicationState.OFFER_PREPARED if granted else ApplicationState.REFUSED
        moves.move(application, end, by=by, at=at)
    return application


def require_reasons(outcome: str, *, reasons: str, remedies: str) -> None:
    """Stop a refusal that does not say why and what can be done about it (R15).

    :raises Refused: naming what is missing.
    """
    if outcome == Outcome.REFUSED and not reasons.strip():
        raise Refused(_("A refusal needs reasons."))
    if outcome == Outcome.REFUSED and not remedies.strip():
        raise Refused(_("A refusal needs to say which remedies there are."))


def obstacle(application: Application) -> str:
    """Return why the package cannot be decided yet, in words, or nothing."""
    awaited = application.review_tasks.open().filter(kind=TaskKind.OPINION)
    return _missing_opinions(awaited.select_related("department"))


def _missing_opinions(open_tasks: Iterable[ReviewTask]) -> str:
    names = [task.department.name for task in open_tasks if task.kind == TaskKind.OPINION]
    if not names:
        return ""
    words = _("These departments have not given their opinion yet: %(names)s.")
    return words % {"names": pgettext("between names", ", ").join(dict.fromkeys(names))}


def _save_decisions(application: Application, parts: Sequence[PartDecision], *, by: User, at: datetime) -> None:
    asked: dict[str, Part] = {part.kind: part for part in application.parts.all()}
    if sorted(asked) != sorted(part.kind for part in parts):
        raise Refused(_("Decide on each part that was asked for, once."))
    for part in parts:
        require_reasons(part.outcome, reasons=part.reasons, remedies=part.remedies)
    Decision.objects.bulk_create(
        Decision(
            application=application,
            part=asked[part.kind],
            outcome=part.outcome,
            reasons=part.reasons,
            remedies=part.remedies if part.outcome == Outcome.REFUSED else "",
            decided_at=at,
            decided_by=by,
        )
        for part in parts
    )


def _leads(lead_tasks: QuerySet[ReviewTask]) -> list[int]:
    """Return who leads the case: the holder of the lead's task, else every lead of its department."""
    for holder, department in lead_tasks.order_by("pk").values_list("holder", "department")[:1]:
        return outbox.active(pk=holder) or outbox.active(department=department, role=Role.LEAD)
    return []
