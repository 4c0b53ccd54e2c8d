"""What a step must know of the rest of the case, and what it tells about its answers."""

from dataclasses import dataclass
from datetime import date

from applications.forms._fields import Words
from applications.states import PartKind


@dataclass(frozen=True, kw_only=True)
class PermitChoice:
    """A permit type as the founder may ask for it; ``suggested`` is None while that depends on later facts."""

    code: str
    label: str
    hint: str = ""
    suggested: bool | None = None


@dataclass(frozen=True, kw_only=True)
class StepCase:
    """The rest of the case. ``credit_status`` is what is known by now, from whomever; None is unknown.

    ``offered`` are the parts of the programme in force.
    """

    parts: frozenset[str]
    today: date
    offered: frozenset[str] = frozenset(PartKind.values)
    has_registration: bool | None = None
    credit_status: str | None = None
    signatories: tuple[str, ...] = ()
    permits: tuple[PermitChoice, ...] = ()


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
