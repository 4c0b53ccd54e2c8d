"""Which departments look at an application, and why."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db.models import Q

from applications import access
from applications.ledger import outbox
from applications.models import Application, AuditEvent, PermitType, ReviewTask, RoutingRule
from applications.rules import conditions, dependencies
from applications.rules.calendar import WorkingCalendar
from applications.rules.conditions import Facts
from applications.rules.dependencies import CaseFacts
from applications.states import ReviewState
from applications.workflow import clock, moves


def route(
    application: Application,
    answers: Mapping[str, Any],
    receipt: AuditEvent,
    *,
    received_on: date,
    calendar: WorkingCalendar,
) -> None:
    """Open one task for each rule of the case's programme that fits. The caller holds the lock.

    One statement for the tasks, one for their trail, one for their clocks, one
    for the mails, however many rules there are. Each official concerned gets
    one mail, hung on the ``receipt``.
    """
    facts = _facts(answers)
    opened = []
    for rule in _rules(application, facts):
        task = ReviewTask(
            application=application,
            rule=rule,
            matched=conditions.matched(rule.condition, facts),
            department=rule.department,
            kind=rule.kind,
        )
        task.waits_for = _waits_for(rule.permit_type, facts, today=received_on)
        if not task.waits_for:
            clock.start(task, received_on=received_on, calendar=calendar)
        opened.append((task, ReviewState.BLOCKED_BY_DEPENDENCY if task.waits_for else ReviewState.ACCEPTED))
    moves.open_all(opened, at=receipt.at)
    running = [task for task, _state in opened if not task.waits_for]
    clock.record_started(running, at=receipt.at)
    outbox.post_to_officials(receipt, "tasks_opened", desks(running))


def _facts(answers: Mapping[str, Any]) -> Facts:
    asked = {row["permit"] for row in (answers["approvals"] or {"requests": []})["requests"]}
    return Facts(
        answers=answers,
        complete=True,
        asked=frozenset(asked),
        applies_when=dict(PermitType.objects.values_list("code", "applies_when")),
    )


def _rules(application: Application, facts: Facts) -> list[RoutingRule]:
    """Return the rules that fit; what is unknown waits."""
    parts = facts.answers["package_parts"]
    rules = (
        RoutingRule.objects.filter(programme=application.programme_id)
        .filter(Q(part__isnull=True) | Q(part__in=parts))
        .filter(Q(permit_type__isnull=True) | Q(permit_type__code__in=facts.asked))
        .select_related("department", "permit_type")
        .order_by("pk")
    )
    return [rule for rule in rules if conditions.holds(rule.condition, facts)]


def _waits_for(permit: PermitType | None, facts: Facts, *, today: date) -> list[dict[str, str]]:
    """Return what the permit needs first and does not have (R22): no clock runs until then."""
    if permit is None:
        return []
    return [asdict(need) for need in dependencies.unmet(permit.requires, CaseFacts(facts=facts, today=today))]


def desks(tasks: Sequence[ReviewTask]) -> set[tuple[int, str]]:
    """Return department and role of those who may work on one of ``tasks``."""
    return {(task.department_id, role) for task in tasks for role in access.WORKS[task.kind]}
