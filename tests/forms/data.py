"""The demo start-ups as a founder would type them."""

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

from applications.forms.offer import LIMITS
from applications.forms.steps import STEPS, FundChoice, Offer, PermitChoice, StepCase

DISTRICT = Path(__file__).resolve().parents[2] / "district"


def load(name):
    return json.loads((DISTRICT / f"{name}.json").read_text(encoding="utf-8"))


STARTUPS = {startup["id"]: startup for startup in load("startups")}
PERMITS = tuple(PermitChoice(code=permit["code"], label=permit["name_en"]) for permit in load("permit_types"))
FUNDS = tuple(
    FundChoice(code=fund["code"], label=fund["name_en"], **{name: fund.get(name) for name in LIMITS})
    for fund in load("funds")
)
OFFER = Offer(permits=PERMITS, funds=FUNDS)
PACKAGE = ("package_parts", "case_summary", "urgency", "urgency_reason")


def stored(slug, startup="S01"):
    known = STARTUPS[startup]
    return {name: known[name] for name in PACKAGE} if slug == "package" else known[slug]


def case_of(startup="S01", **known):
    answers = STARTUPS[startup]
    offer = replace(OFFER, **{name: known.pop(name) for name in ("permits", "funds", "floors") if name in known})
    today = known.get("today", date.fromisoformat(answers["submitted_at"][:10]))
    case = StepCase.of(answers, today=today, received_on=today, offer=offer)
    unknown = {"credit_status": None} if case.has_registration else {}  # until intake has looked it up
    return replace(case, **unknown | known)


def typed(slug, startup="S01", **changes):
    """Return the POST of a start-up; a change is a text, a list of texts, or None for a name that is not sent."""
    data = STEPS[slug].kept(stored(slug, startup), case=case_of(startup)) | changes
    return {name: texts if isinstance(texts, list) else [texts] for name, texts in data.items() if texts is not None}


def posted(slug, startup="S01", case=None, **changes):
    return STEPS[slug](typed(slug, startup, **changes), case=case or case_of(startup))


def said(form):
    """Return every message of a page by the name of its field."""
    return {bound.html_name: list(bound.errors) for one in form.all_forms() for bound in one if bound.errors}
