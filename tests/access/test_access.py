"""Who sees what. The entitlement matrix of the demo roles over cases, tasks and answers."""

import pytest

from applications import access
from applications.models import ReviewTask
from applications.states import Role
from tests.factories import DepartmentFactory, FounderFactory, MembershipFactory, OfficialFactory, RoutingRuleFactory
from tests.factories.cases import draft, owner_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.fixture
def routed():
    return DepartmentFactory(code="STI")


@pytest.fixture
def application(routed):
    RoutingRuleFactory(department=routed, condition={"field": "urgency", "eq": "normal"})
    return sent()


def person(role, department=None):
    departmental = role not in {Role.LEADER, Role.AUDITOR, Role.ADMIN}
    return OfficialFactory(
        role=role, department=(department or DepartmentFactory(code="EMB")) if departmental else None
    )


@pytest.mark.parametrize(
    ("role", "sees"),
    [
        (Role.REVIEWER, False),
        (Role.DEPUTY, False),
        (Role.HEAD, False),
        (Role.SPACES, False),
        (Role.FUNDS, False),
        (Role.LEAD, True),
        (Role.INTAKE, True),
        (Role.SUPERVISOR, True),
        (Role.AUDITOR, True),
        (Role.LEADER, False),
        (Role.ADMIN, False),
    ],
)
def test_who_sees_a_case_that_is_not_routed_to_his_department(application, role, sees):
    assert access.applications_for(person(role)).filter(pk=application.pk).exists() is sees


@pytest.mark.parametrize("role", [Role.REVIEWER, Role.DEPUTY, Role.HEAD, Role.SPACES, Role.FUNDS])
def test_department_sees_what_is_routed_to_it(application, routed, role):
    official = person(role, routed)

    assert list(access.applications_for(official)) == [application]
    assert list(access.review_tasks_for(official)) == list(application.review_tasks.all())


def test_leader_sees_only_what_is_black(application):
    leader = person(Role.LEADER)
    assert not access.applications_for(leader).exists()

    ReviewTask.objects.update(told="black")

    assert list(access.applications_for(leader)) == [application]
    assert access.review_tasks_for(leader).count() == 1


@pytest.mark.parametrize(("role", "tasks"), [(Role.SUPERVISOR, 1), (Role.AUDITOR, 1), (Role.ADMIN, 0), (Role.LEAD, 0)])
def test_who_sees_tasks_of_every_department(application, role, tasks):
    assert access.review_tasks_for(person(role)).count() == tasks


def test_nobody_of_the_district_sees_a_draft():
    application = draft()

    for role in set(Role) - {Role.FOUNDER}:
        assert not access.applications_for(person(role)).filter(pk=application.pk).exists()


def test_founders_see_their_own_and_no_other(application):
    viewer = MembershipFactory(application=application, role="viewer").person

    assert list(access.applications_for(owner_of(application))) == [application]
    assert list(access.applications_for(viewer)) == [application]
    assert not access.applications_for(FounderFactory()).exists()


def test_department_reads_package_company_what_names_it_and_what_its_rule_read(application, routed):
    paths = access.readable_paths(person(Role.REVIEWER, routed), application)

    assert {"company.uscc", "case_summary", "urgency"} <= paths
    assert "declarations.truth" not in paths  # for GSD and FIN
    assert "approvals.requests" not in paths  # for GSD


def test_finance_reads_the_declarations(application):
    finance = DepartmentFactory(code="FIN")

    assert "declarations.truth" in access.readable_paths(person(Role.FUNDS, finance), application)


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.LEADER, Role.ADMIN])
def test_who_oversees_clocks_or_accounts_reads_no_answer(application, role):
    assert access.readable_paths(person(role), application) == frozenset()


@pytest.mark.parametrize("role", [Role.LEAD, Role.INTAKE, Role.AUDITOR])
def test_who_reads_every_answer(application, role):
    assert {"company.uscc", "declarations.truth", "approvals.requests"} <= access.readable_paths(
        person(role), application
    )


def test_desk_is_for_officials_who_are_active():
    official = person(Role.REVIEWER)
    gone = OfficialFactory(is_active=False)

    assert access.can_enter_desk(official)
    assert not access.can_enter_desk(gone)
    assert not access.can_enter_desk(FounderFactory())
