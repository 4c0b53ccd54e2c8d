"""Cases in a state, reached by the real operations."""

from uuid import uuid4

from applications.models import User
from applications.states import Outcome, Role, TaskKind
from applications.workflow import decision, intake, review
from tests.factories import MONDAY, ApplicationFactory, DepartmentFactory, OfficialFactory, owner_of
from tests.factories.documents import handed_in

CODE = "91440305YXDEM10156"


def answers_of(*, parts=("workspace",), code="", permits=(), **company):
    """Return answers of the ten steps, by step: what the rules read, and little more."""
    return {
        "package": {
            "package_parts": list(parts),
            "case_summary": "Our rooms are too small.",
            "urgency": "normal",
            "urgency_reason": None,
        },
        "company": {
            "has_registration": bool(code),
            "uscc": code or None,
            "name_zh": "深圳示例科技有限公司",
            "name_en": "Example Ltd",
            **company,
        },
        "team": {"founders": [{"name": "林示一", "work_permit_needed": False, "university_post": False}]},
        "technology": {"field": "lidar", "trl": 3, "university_source": "none", "uses_lithium": False},
        "rd": {"years": [], "plan_next_12m_yuan": 100},
        "market": {"orders_signed_yuan": 0, "equity_raised_24m_yuan": 0},
        "workspace": {"use": ["office"], "fire_hazard_class": "D", "hazardous_storage": []},
        "funding": {"requests": []},
        "approvals": {"requests": [{"permit": permit, "target_date": None, "note": ""} for permit in permits]},
        "declarations": {"truth": True, "signed_by": "林示一"},
    }


def draft(*, founder=None, **answers):
    """Return a draft with every step saved."""
    application = ApplicationFactory(founder=founder)
    for slug, content in answers_of(**answers).items():
        if intake.STEPS[slug] in {None, *answers.get("parts", ("workspace",))}:
            save(application, slug, content)
    handed_in(application, "DOC-BP")
    return application


def save(application, slug, answers, *, typed=None, by=None, at=MONDAY, edition=None):
    if edition is None:
        edition = editions(application).get(slug, 0)
    return intake.save_step(
        application=application,
        by=by or owner_of(application),
        at=at,
        slug=slug,
        schema=1,
        typed=typed or {},
        answers=answers,
        edition=edition,
    )


def editions(application):
    return dict(application.steps.values_list("slug", "edition"))


def send(application, *, at=MONDAY, by=None, token=None):
    return intake.submit(
        application=application,
        by=by or owner_of(application),
        at=at,
        token=token or uuid4(),
        editions=editions(application),
    )


def sent(*, at=MONDAY, **answers):
    """Return an application that has been sent; the rules decide who has it."""
    return send(draft(**answers), at=at)


def official_of(task):
    """Return somebody who may work on ``task``."""
    role = {TaskKind.CASE_LEAD: Role.LEAD}.get(task.kind, Role.REVIEWER)
    found = User.objects.filter(department=task.department, role=role).first()
    return found or OfficialFactory(department=task.department, role=role)


def with_every_opinion(application, *, verdict="support", at=MONDAY):
    for task in application.review_tasks.filter(kind=TaskKind.OPINION).order_by("pk"):
        review.give_opinion(task=task, by=official_of(task), at=at, verdict=verdict, reasons="Sound optics.")
    application.refresh_from_db()
    return application


def a_lead():
    return OfficialFactory(department=DepartmentFactory(code="IPE"), role=Role.LEAD)


def decided(application, *, by, outcome=Outcome.GRANTED, at=MONDAY):
    parts = [
        decision.PartDecision(kind=part.kind, outcome=outcome, reasons="As the opinions.", remedies="Reconsideration.")
        for part in application.parts.all()
    ]
    return decision.decide(application=application, by=by, at=at, parts=parts)
