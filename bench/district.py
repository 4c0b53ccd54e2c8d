"""The smallest programme that W1 needs: four departments that give an opinion, one that leads.

No other rule: nothing in W1 waits for intake's check of completeness. A case owes eight mails: six when it is sent
(the founder, four reviewers, the lead), one to the lead with the last opinion, one to the founder with the decision.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID, uuid4

from applications.models import (
    Application,
    Attachment,
    Department,
    Membership,
    Programme,
    RoutingRule,
    StepAnswers,
    User,
)
from applications.rules.clock import ZONE
from applications.states import FileType, MembershipRole, PartKind, Role, TaskKind
from applications.workflow import clock, intake

AT = datetime(2026, 9, 14, 10, tzinfo=ZONE)
OPINIONS = 4
EDITIONS = {slug: 1 for slug, part in intake.STEPS.items() if part in {None, PartKind.WORKSPACE}}
REASONS = "The plan fits the room asked for, the figures are in order, and nothing we hold on record speaks against it."
SUMMARY = "We build sensors for the cold chain and need a laboratory with drains, and desks for nine people. " * 5


@dataclass(frozen=True, kw_only=True)
class District:
    programme: Programme
    rules: Sequence[RoutingRule]
    officials: Sequence[User]  # who does the work of each rule
    lead: User
    founder: User

    def official_of(self, department: int) -> User:
        return next(person for person in self.officials if person.department_id == department)


@dataclass(frozen=True, kw_only=True)
class Draft:
    application: Application
    token: UUID


def lay_out() -> District:
    """Make the programme, its rules and its people."""
    clock.provide_years(AT.year, AT.year + 1)
    programme = Programme.objects.create(
        code="bench", name_zh="测试", name_en="Bench", parts=PartKind.values, published_on=AT.date()
    )
    rules = [_rule(programme, f"OP-{n}", TaskKind.OPINION) for n in range(OPINIONS)]
    rules.append(_rule(programme, "LEAD", TaskKind.CASE_LEAD))
    officials = [_official(rule) for rule in rules]
    founder = User.objects.create(email="founder@bench.example", name="Founder")
    return District(programme=programme, rules=rules, officials=officials, lead=officials[-1], founder=founder)


def _rule(programme: Programme, code: str, kind: str) -> RoutingRule:
    department = Department.objects.create(code=code, name_zh=code, name_en=code)
    facts = {"title_zh": code, "title_en": code, "promised_wd": 5, "statutory_wd": 10}
    return RoutingRule.objects.create(programme=programme, code=code, kind=kind, department=department, **facts)


def _official(rule: RoutingRule) -> User:
    role = Role.LEAD if rule.kind == TaskKind.CASE_LEAD else Role.REVIEWER
    address = f"{rule.code.lower()}@bench.example"
    return User.objects.create(email=address, name=rule.code, role=role, is_staff=True, department=rule.department)


def answers(number: int) -> dict[str, dict[str, object]]:
    """Return what the founder answered in each step."""
    return {
        "package": {
            "package_parts": [PartKind.WORKSPACE],
            "case_summary": SUMMARY,
            "urgency": "normal",
            "urgency_reason": None,
        },
        "company": {
            "has_registration": True,
            "uscc": credit_code(number),
            "name_zh": "深圳示例冷链科技有限公司",
            "name_en": "Example Cold Chain Technology Ltd",
        },
        "team": {"founders": [{"name": "林示一", "university_post": False}]},
        "technology": {
            "field": "other_hard_tech",
            "trl": 3,
            "university_source": "tsinghua_sigs",
            "inventions_granted": 1,
        },
        "rd": {"years": [], "plan_next_12m_yuan": 2_000_000},
        "market": {"orders_signed_yuan": 0, "equity_raised_24m_yuan": 0},
        "workspace": {"use": ["rd_lab"], "area_max_m2": 200, "fire_hazard_class": "D", "hazardous_storage": []},
        "declarations": {"truth": True, "data_sharing": True, "signed_by": "林示一"},
    }


def credit_code(number: int) -> str:
    return f"91440305Y{number:09}"


def drafts(district: District, cases: int) -> list[Draft]:
    """Make ``cases`` drafts with every step saved, in a few statements: filling them in is not measured."""
    first = Application.objects.count()
    numbers = range(first, first + cases)
    made = Application.objects.bulk_create(_application(district, number) for number in numbers)
    Membership.objects.bulk_create(
        Membership(application=application, person=district.founder, role=MembershipRole.OWNER) for application in made
    )
    StepAnswers.objects.bulk_create(
        StepAnswers(application=application, slug=slug, answers=content, saved_at=AT, saved_by=district.founder)
        for number, application in zip(numbers, made, strict=True)
        for slug, content in answers(number).items()
    )
    Attachment.objects.bulk_create(_business_plan(application, by=district.founder) for application in made)
    return [Draft(application=application, token=uuid4()) for application in made]


def _business_plan(application: Application, *, by: User) -> Attachment:
    """Return the one document that every case needs; what is in the file is not read."""
    return Attachment(
        application=application,
        kind="DOC-BP",
        key=f"bench/{uuid4().hex}",
        name="plan.pdf",
        file_type=FileType.PDF,
        size=1,
        sha256="0" * 64,
        uploaded_at=AT,
        uploaded_by=by,
    )


def _application(district: District, number: int) -> Application:
    company = answers(number)["company"]
    return Application(
        reference=f"NS-{number:05}-BENCH",
        programme=district.programme,
        created_at=AT,
        draft_ends_on=AT.date(),
        company_name_zh=company["name_zh"],
        company_name_en=company["name_en"],
        credit_code=company["uscc"],
    )
