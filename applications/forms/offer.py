"""What the district offers today, as the steps of the form must know it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from applications.forms.steps import Floors, FundChoice, Offer, PermitChoice
from applications.models import Fund, PermitType, Programme
from applications.rules import conditions
from applications.rules.conditions import Facts

LIMITS = (
    "instrument",
    "ticket_min_yuan",
    "ticket_max_yuan",
    "max_share_of_rd_budget_pct",
    "max_loans",
    "loan_months_min",
    "loan_months_max",
    "min_interest_per_loan_yuan",
)


def of_today(today: date, answers: Mapping[str, Any]) -> Offer:
    """Return the offer of the programme in force; the answers so far suggest some of the permits (three queries).

    :raises Programme.DoesNotExist: if nothing has been published yet.
    """
    return of(Programme.objects.in_force(today), answers)


def of(programme: Programme, answers: Mapping[str, Any]) -> Offer:
    """Return what ``programme`` offers (two queries)."""
    return Offer(
        parts=frozenset(programme.parts),
        permits=tuple(_permits(PermitType.objects.all(), answers)),
        funds=tuple(
            FundChoice(code=fund.code, label=fund.name, **{name: getattr(fund, name) for name in LIMITS})
            for fund in Fund.objects.all()
        ),
        floors=Floors(revenue_pct=programme.rd_floor_revenue_pct, cost_pct=programme.rd_floor_cost_pct),
    )


def _permits(types: Iterable[PermitType], answers: Mapping[str, Any]) -> Iterable[PermitChoice]:
    types = list(types)
    facts = Facts(answers=answers, complete=False, applies_when={permit.code: permit.applies_when for permit in types})
    return [
        PermitChoice(
            code=permit.code,
            label=permit.name,
            suggested=conditions.holds(permit.suggested_when, facts) if permit.suggested_when else None,
        )
        for permit in types
    ]
