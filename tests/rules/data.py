"""The demo district as the rules see it."""

import json
from datetime import date
from pathlib import Path

from applications.rules.calendar import WorkingCalendar
from applications.rules.conditions import Facts

DISTRICT = Path(__file__).resolve().parents[2] / "district"


def load(name):
    return json.loads((DISTRICT / f"{name}.json").read_text(encoding="utf-8"))


def days_off():
    years = load("calendar_cn_2025_2026")["holidays"].values()
    return {date.fromisoformat(day) for year in years for days in year.values() for day in days}


def make_up_days():
    return {date.fromisoformat(day) for day in load("calendar_cn_2025_2026")["make_up_working_days"]}


CALENDAR = WorkingCalendar(
    days_off=days_off() | {date(2027, 1, 1)},
    make_up_days=make_up_days(),
    years={2025: True, 2026: True, 2027: False},
)

STARTUPS = {startup["id"]: startup for startup in load("startups")}
UNITS = {unit["unit_id"]: unit for unit in load("units")}
PERMITS = {permit["code"]: permit for permit in load("permit_types")}
ROUTING_RULES = load("routing_rules")
APPLIES_WHEN = {code: permit.get("applies_when") for code, permit in PERMITS.items()}


def asked_by(startup):
    requests = (startup["approvals"] or {"requests": []})["requests"]
    return frozenset(request["permit"] for request in requests)


def facts_of(startup_id, **known):
    startup = STARTUPS[startup_id]
    return Facts(
        **{"answers": startup, "complete": True, "asked": asked_by(startup), "applies_when": APPLIES_WHEN} | known,
    )
