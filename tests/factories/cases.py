"""Cases in a state, reached by the real operations."""

from datetime import datetime
from uuid import uuid4

from applications.models import User
from applications.states import MembershipRole, Outcome, Role, TaskKind
from applications.workflow import decision, intake, review
from tests.factories import SHANGHAI, ApplicationFactory, DepartmentFactory, OfficialFactory

# The week before the Mid-Autumn bridge of 2026: Sunday 20 September is worked, 25-27 September are not.
MONDAY = datetime(2026, 9, 14, 10, tzinfo=SHANGHAI)
CODE = "91440305YXDEM10156"


def answers_of(*, parts=("workspace",), code="", permits=(), **company):
    """Return the valid answers of the four steps, by step."""
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
        "approvals": {"requests": [{"permit": permit, "target_date": None, "note": ""} for permit in permits]},
        "declarations": {"truth": True, "signed_by": "林示一"},
    }


def draft(*, founder=None, **answers):
    """Return a draft with every step saved."""
    application = ApplicationFactory(founder=founder)
    for slug, content in answers_of(**answers).items():
        if slug != "approvals" or "approvals" in answers.get("parts", ()):
            save(application, slug, content)
    return application


def save(application, slug, answers):
    return intake.save_step(
        application=application, by=owner_of(application), at=MONDAY, slug=slug, typed={}, answers=answers
    )


def owner_of(application):
    return User.objects.get(memberships__application=application, memberships__role=MembershipRole.OWNER)


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
