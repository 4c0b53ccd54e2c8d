"""The demo district: its departments, permits, rules and calendar, and one login for each role."""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib.auth.hashers import make_password

from applications.models import CalendarDay, CalendarYear, Department, Fund, PermitType, Programme, RoutingRule, User
from applications.states import PartKind, Role
from applications.workflow import clock

PASSWORD = "incubator-demo-2026"  # noqa: S105 -- the documented password of the demo
DOMAIN = "demo.example"
FOLDER = Path(settings.BASE_DIR) / "district"

HOLIDAYS = {
    "new_year": ("元旦", "New Year's Day"),
    "spring": ("春节", "Spring Festival"),
    "qingming": ("清明节", "Tomb-Sweeping Day"),
    "labour": ("劳动节", "Labour Day"),
    "dragon_boat": ("端午节", "Dragon Boat Festival"),
    "mid_autumn": ("中秋节", "Mid-Autumn Festival"),
    "national": ("国庆节", "National Day"),
    "national_mid_autumn": ("国庆节、中秋节", "National Day and Mid-Autumn Festival"),
}
# Logins beside the reviewer, deputy and head that each department has.
SPECIAL = [
    ("lead", Role.LEAD, "IPE"),
    ("spaces", Role.SPACES, "IPE"),
    ("intake", Role.INTAKE, "GSD"),
    ("supervisor", Role.SUPERVISOR, "GSD"),
    ("funds", Role.FUNDS, "FIN"),
    ("leader", Role.LEADER, ""),
    ("auditor", Role.AUDITOR, ""),
    ("admin", Role.ADMIN, ""),
]
READS_CHINESE = {"founder-b", "reviewer-fin"}


def read(name: str) -> Any:
    return json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))


def lay_out(today: date) -> Programme:
    """Bring the district's own tables to what the files say; return the programme."""
    _calendar(today)
    departments = {row["code"]: _department(row) for row in read("departments")}
    permits = {row["code"]: _permit(row, departments) for row in read("permit_types")}
    for row in read("funds"):
        _fund(row)
    programme, _made = Programme.objects.get_or_create(
        code="incubation",
        version=1,
        defaults={
            "name_zh": "创业孵化一揽子支持",
            "name_en": "Incubation package",
            "parts": PartKind.values,
            "published_on": "2025-01-01",
        },
    )
    for row in read("routing_rules"):
        _rule(row, programme, departments, permits)
    return programme


def people() -> list[User]:
    """Return the logins, made where they are missing."""
    departments = {department.code: department for department in Department.objects.all()}
    there = {user.email: user for user in User.objects.filter(email__endswith=f"@{DOMAIN}")}
    password = make_password(PASSWORD)
    wanted = [_person(name, role, departments.get(code), password) for name, role, code in _logins(departments)]
    made = User.objects.bulk_create(person for person in wanted if person.email not in there)
    EmailAddress.objects.bulk_create(
        EmailAddress(user=person, email=person.email, verified=True, primary=True) for person in made
    )
    found = there | {person.email: person for person in made}
    return [found[person.email] for person in wanted]


def _logins(codes: Iterable[str]) -> list[tuple[str, Role, str]]:
    """Return name, role and department of each login."""
    founders = ["founder-a", "founder-b", *(f"founder-{number:02}" for number in range(3, 13)), "member-a"]
    everywhere = (Role.REVIEWER, Role.DEPUTY, Role.HEAD)
    return [
        *((name, Role.FOUNDER, "") for name in founders),
        *((f"{role}-{code.lower()}", role, code) for code in codes for role in everywhere),
        *SPECIAL,
    ]


def _person(name: str, role: Role, department: Department | None, password: str) -> User:
    shown = name.split("-", maxsplit=1)[0].title()
    return User(
        email=f"{name}@{DOMAIN}",
        name=f"{shown} {department.code}" if department else name.replace("-", " ").title(),
        password=password,
        role=role,
        is_staff=role != Role.FOUNDER,
        department=department,
        language="zh-hans" if name in READS_CHINESE else "en",
    )


def _calendar(today: date) -> None:
    """Enter the announced years; those behind them stand as provisional until they are announced (R1)."""
    calendar = read("calendar_cn_2025_2026")
    for year in calendar["years"]:
        row = CalendarYear.objects.filter(year=year).first() or CalendarYear(year=year, revision=0)
        if not row.announced:  # new, or provided by a sweep as provisional
            CalendarDay.objects.filter(year=year).delete()
            row.announced, row.source = True, "国务院办公厅节假日安排 / State Council arrangement"
            row.revision += 1
            row.save()
            CalendarDay.objects.bulk_create(_days_of(row, calendar))
    clock.provide_years(calendar["years"][-1] + 1, max(calendar["years"][-1], today.year) + 2)


def _days_of(year: CalendarYear, calendar: dict[str, Any]) -> list[CalendarDay]:
    off = [
        CalendarDay(year=year, day=day, is_working=False, name_zh=HOLIDAYS[name][0], name_en=HOLIDAYS[name][1])
        for name, days in calendar["holidays"][f"y{year.year}"].items()
        for day in days
    ]
    worked = [
        CalendarDay(year=year, day=day, is_working=True, name_zh="调休上班", name_en="Make-up working day")
        for day in calendar["make_up_working_days"]
        if day.startswith(str(year.year))
    ]
    return off + worked


def _department(row: dict[str, Any]) -> Department:
    facts = {"name_zh": row["name_zh"], "name_en": row["name_en"], "first_answer_wd": row["first_response_wd"]}
    return Department.objects.update_or_create(
        code=row["code"], defaults={**facts, "can_tacit": row["can_tacit"], "safety_veto": row["safety_veto"]}
    )[0]


def _permit(row: dict[str, Any], departments: dict[str, Department]) -> PermitType:
    same = ("name_zh", "name_en", "decided_by", "mode", "requires", "documents", "safety_class")
    return PermitType.objects.update_or_create(
        code=row["code"],
        defaults={
            **{name: row[name] for name in same},
            "district_lead": departments[row["district_lead"]],
            "applies_when": row.get("applies_when"),
            "suggested_when": row.get("suggested_when"),
            "statutory_calendar_days": row.get("statutory_calendar_days"),
        },
    )[0]


def _fund(row: dict[str, Any]) -> None:
    facts = {field.name: row.get(field.name) for field in Fund._meta.fields if field.name not in {"id", "code"}}
    Fund.objects.update_or_create(code=row["code"], defaults=facts)


def _rule(
    row: dict[str, Any], programme: Programme, departments: dict[str, Department], permits: dict[str, PermitType]
) -> None:
    permit = permits[row["permit"]] if row["permit"] else None
    by_law_in_days = permit.statutory_calendar_days if permit and row["statutory_wd"] is None else None
    same = ("kind", "title_zh", "title_en", "promised_wd", "statutory_wd", "can_tacit", "safety_class", "part")
    RoutingRule.objects.get_or_create(
        programme=programme,
        code=row["id"],
        defaults={
            **{name: row[name] for name in same},
            "permit_type": permit,
            "condition": row["when"],
            "department": departments[row["department"]],
            "statutory_calendar_days": by_law_in_days,
        },
    )
