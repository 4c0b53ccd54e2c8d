"""The answers of a demo start-up, as somebody types them into the pages."""

import json

from incubator.devstack.place import PROJECT

STARTUPS = {row["id"]: row for row in json.loads((PROJECT / "district" / "startups.json").read_text(encoding="utf-8"))}
S01 = STARTUPS["S01"]
# Valid, and no start-up of the demo has it: the code of S01 belongs to a case that is open.
FREE_CODE = "91440305YXDEM016X4"
DATES = {"established_on", "target_date"}
LISTS = {"shareholders", "subsidies_received"}
# Intake enters the credit status of a registered company, and only a planned one has a proposed name.
NOT_TYPED = {"credit_status", "proposed_name_zh"}


def package(startup):
    return _typed({name: startup[name] for name in ("package_parts", "case_summary", "urgency", "urgency_reason")})


def company(startup):
    """Return the fields of the company, without its lists."""
    kept = {name: value for name, value in startup["company"].items() if name not in LISTS | NOT_TYPED}
    return _typed(kept | {"uscc": FREE_CODE})


def row(name, number, values):
    """Return one row of a list under the names that it posts."""
    return {f"{name}-{number}-{field}": value for field, value in _typed(values).items()}


def declarations(startup):
    said = startup["declarations"]
    boxes = {name: ["on"] if value else [] for name, value in said.items() if isinstance(value, bool)}
    return boxes | {"signed_by": said["signed_by"]}


def _typed(values):
    typed = {}
    for name, value in values.items():
        if name in DATES:
            typed |= {f"{name}_{n}": str(int(part)) for n, part in enumerate(value.split("-"))}
        elif isinstance(value, bool):
            typed[name] = "yes" if value else "no"
        elif value is not None:
            typed[name] = value if isinstance(value, list) else str(value)
    return typed
