"""What a permit still waits for before it may be filed (R22)."""

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Final

from applications.rules import uscc
from applications.rules.conditions import Facts, permit_applies

REGISTRATION: Final = "BIZ_REG"
CLASS_I_OR_II_RIGHTS: Final = ("inventions_granted", "ic_layouts", "utility_models", "software_copyrights")
AT_LEAST = re.compile(r">=(\d+)")


class BadRequirement(Exception):
    """The requirement cannot be read; the message says why, fit to show to the official who wrote it."""


@dataclass(frozen=True, kw_only=True)
class Requirement:
    """One thing that must be so first: the ``kind`` (the data's ``type``), what, and the state it must be in."""

    kind: str
    code: str
    state: str


@dataclass(frozen=True, kw_only=True)
class CaseFacts:
    """What a case has reached.

    ``granted`` are the codes of its permits granted. ``confirmed`` are the events, registrations and
    insurances that are recorded with evidence and confirmed by the district lead. ``bound_code`` is a credit
    code bound to the case later than the form (R29).
    """

    facts: Facts
    today: date
    granted: AbstractSet[str] = frozenset()
    confirmed: AbstractSet[Requirement] = frozenset()
    lease_signed: bool = False
    bound_code: str = ""


def unmet(requires: Sequence[Mapping[str, str]], case: CaseFacts) -> list[Requirement]:
    """Return those of a permit type's ``requires`` that are not met, in their order (R22).

    What is unknown is not met.

    :raises BadRequirement: if one of them has a kind or a state that no case can reach.
    """
    wanted = [Requirement(kind=row["type"], code=row["code"], state=row["state"]) for row in requires]
    return [requirement for requirement in wanted if not _is_met(requirement, case)]


def _is_met(requirement: Requirement, case: CaseFacts) -> bool:
    match requirement.kind, requirement.code, requirement.state:
        case "permit", code, "granted":
            return _is_permit_met(code, case)
        case "event" | "registration" | "insurance", _, _:
            return requirement in case.confirmed
        case "package_part", "workspace", "lease_signed":
            return case.lease_signed
        case "company", code, state:
            count = _company_count(code, case)
            return count is not None and count >= _at_least(state)
        case _:
            raise BadRequirement(f"Not known: {requirement.kind} {requirement.code} in state {requirement.state}.")


def _is_permit_met(code: str, case: CaseFacts) -> bool:
    """Tell whether a permit is granted or not needed; every case needs a registration, asked for or not."""
    if code in case.granted:
        return True
    if code == REGISTRATION:
        return uscc.is_valid(uscc.normalise(_code_held(case)))
    return permit_applies(code, case.facts) is False


def _code_held(case: CaseFacts) -> str:
    """Return the credit code bound to the case, else the one in the form of a registered company."""
    company = _section("company", case)
    filed = company.get("uscc") if company.get("has_registration") is True else None
    return case.bound_code or (filed if isinstance(filed, str) else "")


def _company_count(code: str, case: CaseFacts) -> int | None:
    match code:
        case "AGE_DAYS":
            return _age_in_days(case)
        case "CLASS_I_OR_II_IP":
            technology = _section("technology", case)
            answers = [technology.get(right) for right in CLASS_I_OR_II_RIGHTS]
            counts = [answer for answer in answers if isinstance(answer, int)]
            # Rights not counted yet can only add to the others.
            return sum(counts) if counts else None
        case _:
            raise BadRequirement(f"Nothing of the company is computed as {code}.")


def _age_in_days(case: CaseFacts) -> int | None:
    """Count the calendar days since the company was established; a draft may say no day, or none that exists."""
    founded = _section("company", case).get("established_on")
    try:
        day = founded if isinstance(founded, date) else date.fromisoformat(str(founded))
    except ValueError:
        return None
    return (case.today - day).days


def _at_least(state: str) -> int:
    number = AT_LEAST.fullmatch(state)
    if number is None:
        raise BadRequirement(f"A company's figure is required as >= and a number, not {state}.")
    return int(number[1])


def _section(name: str, case: CaseFacts) -> Mapping[str, object]:
    section = case.facts.answers.get(name)
    return section if isinstance(section, Mapping) else {}
