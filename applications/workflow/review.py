"""The departments look and answer."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from applications import access
from applications.ledger import audit, outbox
from applications.models import ReviewTask, User
from applications.states import Outcome, ReviewState, Verdict
from applications.workflow import Refused, decision, moves

_ENDS = {Outcome.GRANTED: ReviewState.DECIDED_GRANTED, Outcome.REFUSED: ReviewState.DECIDED_REFUSED}


def take(*, task: ReviewTask, by: User, at: datetime) -> ReviewTask:
    """Make ``by`` the one who holds the task.

    :raises Refused: if somebody holds it, or it has ended.
    """
    with transaction.atomic():
        task = moves.locked_with_case(task)
        access.require(access.can_work_on, by, task)
        if task.holder is not None:
            raise Refused(_("%(name)s holds this task already.") % {"name": task.holder})
        task.holder = by
        moves.move(task, ReviewState.IN_REVIEW, by=by, at=at)
    return task


def answer_first(*, task: ReviewTask, by: User, at: datetime, answer: str) -> ReviewTask:
    """Give the founder the department's first substantive answer (R20). It reaches him by page and mail.

    :raises Refused: if the department has answered before, or the task has ended.
    """
    with transaction.atomic():
        task = moves.locked_with_case(task)
        access.require(access.can_work_on, by, task)
        if task.answered_at is not None:
            raise Refused(_("The department has given its first answer already."))
        task.first_answer, task.answered_at, task.answered_by = answer, at, by
        moves.begin(task, by=by, at=at)
        outbox.post_to_founders(audit.record(task, act="first_answer", by=by, at=at), "first_answer")
    return task


def give_opinion(
    *, task: ReviewTask, by: User, at: datetime, verdict: str, reasons: str, conditions: str = ""
) -> ReviewTask:
    """Record a department's opinion. It never refuses the founder; the last one calls for the decision.

    :raises Refused: if the department has given its opinion before, or the task has ended.
    """
    with transaction.atomic():
        task = moves.locked_with_case(task)
        access.require(access.can_give_opinion, by, task)
        task.verdict, task.reasons, task.conditions = verdict, reasons, conditions
        end = ReviewState.DECIDED_REFUSED if verdict == Verdict.OBJECT else ReviewState.DECIDED_GRANTED
        event = moves.end(task, end, by=by, at=at)
        decision.consider(event)
    return task


def confirm_complete(*, task: ReviewTask, by: User, at: datetime) -> ReviewTask:
    """Confirm that the application is complete, which ends intake's task.

    :raises Refused: if it has been confirmed before.
    """
    with transaction.atomic():
        task = moves.locked_with_case(task)
        access.require(access.can_confirm_complete, by, task)
        moves.end(task, ReviewState.DECIDED_GRANTED, by=by, at=at)
    return task


def decide_permit(
    *, task: ReviewTask, by: User, at: datetime, outcome: str, reasons: str, remedies: str = ""
) -> ReviewTask:
    """Grant a permit, or refuse it with reasons and remedies (R15).

    :raises Refused: if it has been decided, waits for something else, or is refused without reasons and remedies.
    """
    with transaction.atomic():
        task = moves.locked_with_case(task)
        access.require(access.can_decide_permit, by, task)
        decision.require_reasons(outcome, reasons=reasons, remedies=remedies)
        task.reasons, task.remedies = reasons, remedies
        moves.end(task, _ENDS[Outcome(outcome)], by=by, at=at)
    return task
