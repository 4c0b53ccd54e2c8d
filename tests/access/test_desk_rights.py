"""What each role reads of a case at the desk, and which kinds of work it does."""

from http import HTTPStatus

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications import access
from applications.models import OutboxMail, ReviewTask
from applications.reading import desk
from applications.states import Role, TaskKind
from applications.workflow import intake, review, sweep
from tests.factories import (
    DepartmentFactory,
    OfficialFactory,
    PermitTypeFactory,
    RoutingRuleFactory,
)
from tests.factories.cases import MONDAY, a_lead, draft, official_of, owner_of, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar", "years")]

ALL_ROLES = set(Role) - {Role.FOUNDER}


def person(role, department=None):
    departmental = role not in {Role.LEADER, Role.AUDITOR, Role.ADMIN}
    return OfficialFactory(
        role=role, department=(department or DepartmentFactory(code="EMB")) if departmental else None
    )


def test_case_page_shows_a_department_only_the_answers_that_concern_it(client):
    RoutingRuleFactory(department=DepartmentFactory(code="EMB"))
    RoutingRuleFactory(department=DepartmentFactory(code="FIN"))
    application = sent()
    pages = {}
    for code in ("EMB", "FIN"):
        task = application.review_tasks.get(department__code=code)
        client.force_login(official_of(task))
        pages[code] = client.get(reverse("admin:applications_reviewtask_change", args=[task.pk])).content.decode()

    assert "Example Ltd" in pages["EMB"]
    assert "林示一" not in pages["EMB"]  # who signed: for GSD, the declarations for GSD and FIN
    assert "All statements in this application are true" in pages["FIN"]


def test_rule_opens_what_it_read_to_its_own_department_alone():
    condition = {"field": "declarations.truth", "eq": True}
    RoutingRuleFactory(department=DepartmentFactory(code="EMB"), condition=condition)
    RoutingRuleFactory(department=DepartmentFactory(code="HCB"))
    application = sent()

    reads = {
        code: "declarations.truth"
        in access.readable_paths(person(Role.REVIEWER, DepartmentFactory(code=code)), application)
        for code in ("EMB", "HCB")
    }
    assert reads == {"EMB": True, "HCB": False}


def test_answers_that_routed_a_task_are_for_those_who_read_answers():
    RoutingRuleFactory(department=DepartmentFactory(code="EMB"), condition={"field": "urgency", "eq": "normal"})
    task = sent().review_tasks.get()

    readers = {role for role in ALL_ROLES if desk.matched_for(person(role), task)}

    assert readers == ALL_ROLES - {Role.SUPERVISOR, Role.LEADER, Role.ADMIN}


def test_who_reads_the_opinions_of_all_departments():
    RoutingRuleFactory(department=DepartmentFactory(code="STI"))
    RoutingRuleFactory(department=DepartmentFactory(code="EMB"))
    application = with_every_opinion(sent())

    seen = {role: len(desk.opinions_for(person(role), application)) for role in ALL_ROLES}

    everything = {Role.LEAD, Role.SUPERVISOR, Role.AUDITOR}
    nothing = {Role.LEADER, Role.ADMIN}
    assert seen == {role: 2 if role in everything else 0 if role in nothing else 1 for role in ALL_ROLES}


@pytest.mark.parametrize(
    ("kind", "workers"),
    [
        (TaskKind.COMPLETENESS, {Role.INTAKE, Role.REVIEWER, Role.DEPUTY, Role.HEAD}),
        (TaskKind.CASE_LEAD, {Role.LEAD}),
        (TaskKind.OPINION, {Role.REVIEWER, Role.DEPUTY, Role.HEAD, Role.SPACES, Role.FUNDS}),
        (TaskKind.PERMIT, {Role.REVIEWER, Role.DEPUTY, Role.HEAD}),
    ],
)
def test_who_does_which_kind_of_work(kind, workers):
    department = DepartmentFactory(code="EMB")
    task = ReviewTask(department=department, kind=kind)

    assert {role for role in ALL_ROLES if access.can_work_on(person(role, department), task)} == workers


def test_act_of_another_kind_of_work_is_refused():
    department = DepartmentFactory(code="EMB")
    RoutingRuleFactory(code="OPINION", department=department)
    RoutingRuleFactory(code="COMPLETE", department=department, kind=TaskKind.COMPLETENESS)
    RoutingRuleFactory(
        code="BIZ",
        department=department,
        part="approvals",
        kind=TaskKind.PERMIT,
        permit_type=PermitTypeFactory(code="BIZ_REG"),
    )
    application = sent(parts=("approvals",), permits=("BIZ_REG",))
    official = person(Role.HEAD, department)
    acts = {
        "OPINION": lambda task: review.give_opinion(
            task=task, by=official, at=MONDAY, verdict="support", reasons="Yes."
        ),
        "COMPLETE": lambda task: review.confirm_complete(task=task, by=official, at=MONDAY),
        "BIZ": lambda task: review.decide_permit(task=task, by=official, at=MONDAY, outcome="granted", reasons="Yes."),
    }

    for own, act in acts.items():
        for code in set(acts) - {own}:
            with pytest.raises(PermissionDenied):
                act(application.review_tasks.get(rule__code=code))


def test_who_has_left_gets_no_mail():
    lead, gone_lead = a_lead(), a_lead()
    department = DepartmentFactory(code="EMB")
    own = [person(role, department) for role in (Role.REVIEWER, Role.HEAD)]
    people = [*own, person(Role.SUPERVISOR), person(Role.LEADER)]
    RoutingRuleFactory(department=department)
    RoutingRuleFactory(department=lead.department, kind=TaskKind.CASE_LEAD)
    application = sent()
    review.take(task=application.review_tasks.get(kind=TaskKind.CASE_LEAD), by=gone_lead, at=MONDAY)
    founder, gone = owner_of(application), [*people, gone_lead]
    before = OutboxMail.objects.count()
    for one in [founder, *gone]:
        one.is_active = False
        one.save()

    sweep.everything(at=MONDAY.replace(month=12))
    sent()
    with_every_opinion(application)
    intake.withdraw(application=application, by=founder, at=MONDAY)

    late = OutboxMail.objects.order_by("pk")[before:]
    assert not {mail.recipient for mail in late} & {founder, *gone}
    assert lead in {mail.recipient for mail in late if mail.kind == "opinions_complete"}


def test_confirmation_of_a_draft_does_not_exist(client):
    application = draft()
    client.force_login(owner_of(application))

    response = client.get(reverse("sent", args=[application.reference]))

    assert response.status_code == HTTPStatus.NOT_FOUND
