"""What somebody should have at hand before he starts: by step, and the documents."""

from collections.abc import Mapping
from typing import Final

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import Words
from applications.forms.steps import STEPS
from applications.rules import conditions, form
from applications.rules.form import Document

SHARING: Final = "declarations.data_sharing"
AT_HAND: Final[Mapping[str, Words]] = {
    "package": _("Which of the three parts you need, and your problem in one sentence"),
    "company": _(
        "The credit code, if there is one; capital, industry code, number of people; the shareholders and their "
        "shares; public money of the last three years"
    ),
    "team": _("For each founder: role, degree, share, and whether it is a full-time job"),
    "technology": _(
        "What is new, in figures against the best product known; how mature it is (level 1 to 9); your patents and "
        "other rights; radio, lithium batteries, lasers and chemicals in it"
    ),
    "rd": _(
        "Spending on research and development, revenue and total cost of the last three years; the budget for the "
        "next 12 months; two to eight milestones with dates and amounts"
    ),
    "market": _(
        "The size of the market and where the figure comes from; customers, competitors, orders, equity raised; a "
        "forecast for three years"
    ),
    "workspace": _(
        "Area, floor load, height, power, the heaviest item, the fire hazard class of the work, when you need the "
        "rooms and what rent you can pay"
    ),
    "funding": _("Which fund, how much and what for; your own money; your loans, if you ask for an interest subsidy"),
    "approvals": _("The permits and registrations that you need, and by when. The form suggests some"),
    "declarations": _("The name of the person who signs: the legal representative or a founder"),
}


def steps() -> list[dict[str, object]]:
    """Return the steps of the form, each with what it needs, and whether only some have it."""
    return [
        {"name": step.name, "needs": AT_HAND[slug], "only_some": bool(step.needs_part)} for slug, step in STEPS.items()
    ]


def documents() -> dict[str, list[str]]:
    """Return the documents of the form: always needed, needed after some answers, or instead of the registers."""
    asked = [document for document in form.DOCUMENTS if document.asked_at == "application"]
    groups: dict[str, list[str]] = {"always": [], "sometimes": [], "instead": []}
    for document in asked:
        groups[_group(document)].append(_name(document))
    return groups


def _group(document: Document) -> str:
    if document.required_when is None:
        return "always" if document.importance == "primary" else "sometimes"
    return "instead" if SHARING in conditions.fields_read(document.required_when) else "sometimes"


def _name(document: Document) -> str:
    return document.name_zh if (get_language() or "").startswith("zh") else document.name_en
