"""What the district offers today, as the steps of the form must know it."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext, pgettext

from applications.forms.steps import STEPS, Floors, FundChoice, Offer, PermitChoice
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
        permits=tuple(_permits(PermitType.objects.select_related("district_lead"), answers)),
        funds=tuple(
            FundChoice(code=fund.code, label=fund.name, **{name: getattr(fund, name) for name in LIMITS})
            for fund in Fund.objects.all()
        ),
        floors=Floors(revenue_pct=programme.rd_floor_revenue_pct, cost_pct=programme.rd_floor_cost_pct),
    )


def _permits(types: Iterable[PermitType], answers: Mapping[str, Any]) -> Iterable[PermitChoice]:
    types = list(types)
    facts = Facts(answers=answers, complete=False, applies_when={permit.code: permit.applies_when for permit in types})
    suggested = {permit.code: _suggested(permit, facts) for permit in types}
    return [
        PermitChoice(
            code=permit.code,
            label=permit.name,
            hint=" ".join([*_why(permit, suggested[permit.code]), _who_decides(permit)]),
            suggested=suggested[permit.code],
        )
        for permit in types
    ]


def _suggested(permit: PermitType, facts: Facts) -> bool | None:
    """Tell whether to suggest the permit. One that the case needs by its ``applies_when`` is suggested as well."""
    if permit.suggested_when:
        return conditions.holds(permit.suggested_when, facts)
    return (conditions.holds(permit.applies_when, facts) or None) if permit.applies_when else None


def _why(permit: PermitType, suggested: bool | None) -> Iterable[str]:  # noqa: FBT001 -- a fact of three values
    """Yield from which steps the suggestion comes."""
    if suggested:
        read = conditions.fields_read(permit.suggested_when or permit.applies_when)
        slugs = {path.partition(".")[0] for path in read}
        names = [str(step.name) for slug, step in STEPS.items() if slug in slugs]
        yield gettext("Suggested from your answers on: %(steps)s.") % {
            "steps": pgettext("between names", ", ").join(names)
        }


def _who_decides(permit: PermitType) -> str:
    department = {"department": permit.district_lead.name}
    if permit.decided_by == permit.district_lead.code:
        return gettext("Decided by: %(department)s.") % department
    return (
        gettext("Decided by an authority outside the district; this department helps you: %(department)s.") % department
    )
