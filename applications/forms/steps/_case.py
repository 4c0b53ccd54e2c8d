"""What a step must know of the rest of the case, and what it tells about its answers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Self

from applications.forms._fields import Words
from applications.states import Instrument, PartKind


@dataclass(frozen=True, kw_only=True)
class PermitChoice:
    """A permit type as the founder may ask for it; ``suggested`` is None while that depends on later facts."""

    code: str
    label: str
    hint: str = ""
    suggested: bool | None = None


@dataclass(frozen=True, kw_only=True)
class FundChoice:
    """A fund as the founder may ask for it, with the limits that his request must keep; None is no limit."""

    code: str
    label: str
    instrument: str = Instrument.GRANT
    ticket_min_yuan: int = 0
    ticket_max_yuan: int = 10**12
    max_share_of_rd_budget_pct: int | None = None
    max_loans: int | None = None
    loan_months_min: int | None = None
    loan_months_max: int | None = None
    min_interest_per_loan_yuan: int | None = None


@dataclass(frozen=True, kw_only=True)
class Floors:
    """The least R&D intensity, in percent (gate G3): below both, the form warns."""

    revenue_pct: int = 2
    cost_pct: int = 10


@dataclass(frozen=True, kw_only=True)
class Offer:
    """What the district offers today: the parts of the programme in force, its permits, funds and floors."""

    parts: frozenset[str] = frozenset(PartKind.values)
    permits: tuple[PermitChoice, ...] = ()
    funds: tuple[FundChoice, ...] = ()
    floors: Floors = Floors()


@dataclass(frozen=True, kw_only=True)
class StepCase:
    """The rest of the case. ``credit_status`` is what is known by now, from whomever; None is unknown.

    ``received_on`` is the receipt date that sending now would give (R2).
    """

    parts: frozenset[str]
    today: date
    received_on: date
    offer: Offer = Offer()
    has_registration: bool | None = None
    established_on: date | None = None
    credit_status: str | None = None
    signatories: tuple[str, ...] = ()
    rd_plan_yuan: int | None = None
    uses_lithium: bool | None = None

    @classmethod
    def of(cls, answers: Mapping[str, Any], *, today: date, received_on: date, offer: Offer) -> Self:
        """Return what ``answers`` say, nested as the form's paths; a step without answers is missing or None."""
        company, team, technology, rd = (answers.get(slug) or {} for slug in ("company", "team", "technology", "rd"))
        founders = [founder.get("name") for founder in team.get("founders") or ()]
        names = dict.fromkeys(name for name in [company.get("legal_representative"), *founders] if name)
        established = company.get("established_on")
        return cls(
            parts=frozenset(answers.get("package_parts") or ()),
            today=today,
            received_on=received_on,
            offer=offer,
            has_registration=company.get("has_registration"),
            established_on=date.fromisoformat(established) if established else None,
            credit_status=company.get("credit_status"),
            signatories=tuple(names),
            rd_plan_yuan=rd.get("plan_next_12m_yuan"),
            uses_lithium=technology.get("uses_lithium"),
        )

    @property
    def permits(self) -> tuple[PermitChoice, ...]:
        return self.offer.permits

    @property
    def funds(self) -> tuple[FundChoice, ...]:
        return self.offer.funds


@dataclass(frozen=True, kw_only=True)
class Line:
    """One answer as people read it. ``path`` is that of form_fields.json, ``anchor`` the id on the step's page."""

    path: str
    label: str
    value: str | list[str]
    anchor: str


@dataclass(frozen=True, kw_only=True)
class Group:
    """Fields under one legend."""

    legend: Words
    names: tuple[str, ...]
