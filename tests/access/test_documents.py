"""Who reads which document of a case. The entitlement matrix of files."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from applications import access
from applications.rules.documents import KINDS
from applications.states import Role, TaskKind
from applications.workflow import intake
from tests.factories import (
    MONDAY,
    DepartmentFactory,
    FounderFactory,
    MembershipFactory,
    OfficialFactory,
    PermitTypeFactory,
    RoutingRuleFactory,
    owner_of,
)
from tests.factories.cases import draft, send, sent
from tests.factories.documents import handed_in, set_aside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

ALL_ROLES = set(Role) - {Role.FOUNDER}
ROUTED_ROLES = [Role.REVIEWER, Role.DEPUTY, Role.HEAD, Role.SPACES, Role.FUNDS]


def person(role, code="EMB"):
    departmental = role not in {Role.LEADER, Role.AUDITOR, Role.ADMIN}
    return OfficialFactory(role=role, department=DepartmentFactory(code=code) if departmental else None)


def with_every_kind(application):
    """Hand one file in for each kind of document."""
    handed_in(application, *[code for code in KINDS if code != "DOC-BP"])
    return application


def reads(somebody, application):
    return set(access.attachments_for(somebody, application).values_list("kind", flat=True))


def routed_to(code, *, of_permit=None):
    department = DepartmentFactory(code=code)
    if of_permit is None:
        RoutingRuleFactory(department=department)
    else:
        RoutingRuleFactory(department=department, part="approvals", kind=TaskKind.PERMIT, permit_type=of_permit)


def test_members_read_all_that_they_have_handed_in():
    application = with_every_kind(draft())
    viewer = MembershipFactory(application=application, role="viewer").person
    set_aside(application.attachments.first())

    assert reads(owner_of(application), application) == reads(viewer, application) == set(KINDS)
    assert reads(FounderFactory(), application) == set()


@pytest.mark.parametrize("role", sorted(ALL_ROLES))
def test_nobody_of_the_district_reads_the_documents_of_a_draft(role):
    routed_to("EMB")
    application = with_every_kind(draft())

    assert reads(person(role), application) == set()


def test_official_reads_the_draft_that_he_fills_in_until_the_founder_takes_over():
    official = person(Role.INTAKE)
    application = draft()
    application.assisted_by, application.assisted_at = official, MONDAY
    application.save()
    assert reads(official, application) == {"DOC-BP"}
    assert reads(person(Role.INTAKE), application) == set()

    application.taken_over_at = MONDAY
    application.save()

    assert reads(official, application) == set()


@pytest.mark.parametrize("role", sorted(ALL_ROLES))
def test_who_reads_every_document_of_a_case_that_was_sent(role):
    application = send(with_every_kind(draft()))

    everything = role in {Role.LEAD, Role.INTAKE, Role.AUDITOR}

    assert reads(person(role), application) == (set(KINDS) if everything else set())


@pytest.mark.parametrize(
    ("code", "kinds"),
    [
        (
            "STI",
            {
                "DOC-BP",
                "DOC-FIN-STATEMENTS",
                "DOC-RD-AUDIT",
                "DOC-IP-CERTS",
                "DOC-TRL-EVIDENCE",
                "DOC-ORDERS",
                "DOC-INVESTMENT",
                "DOC-UNIV-CONSENT",
                "DOC-LOAN",
            },
        ),
        ("FIN", {"DOC-BP", "DOC-FIN-STATEMENTS", "DOC-RD-AUDIT", "DOC-LOAN"}),
        ("IPE", {"DOC-UNIV-CONSENT"}),
        ("MSR", set()),
        ("EMB", set()),
        ("PSB", set()),
    ],
)
@pytest.mark.parametrize("role", ROUTED_ROLES)
def test_department_reads_what_proves_the_answers_that_it_reads(code, kinds, role):
    routed_to(code)
    application = send(with_every_kind(draft()))

    assert reads(person(role, code), application) == kinds
    assert reads(person(role, "HCB"), application) == set()  # nothing was routed there


def test_department_reads_the_documents_of_its_permit_and_of_no_other():
    listed = ["DOC-PASSPORT", "DOC-CONTRACT"]
    routed_to("PSB", of_permit=PermitTypeFactory(code="WORK_PERMIT", documents=listed))
    routed_to("EMB", of_permit=PermitTypeFactory(code="HAZMAT", documents=["DOC-MSDS"]))
    application = send(with_every_kind(draft(parts=("approvals",), permits=("WORK_PERMIT", "HAZMAT"))))

    assert reads(person(Role.REVIEWER, "PSB"), application) == set(listed)
    assert reads(person(Role.REVIEWER, "EMB"), application) == {"DOC-MSDS"}


def test_permit_that_is_not_asked_for_opens_nothing():
    routed_to("PSB", of_permit=PermitTypeFactory(code="WORK_PERMIT", documents=["DOC-PASSPORT"]))
    routed_to("PSB")
    application = send(with_every_kind(draft()))

    assert "DOC-PASSPORT" not in reads(person(Role.REVIEWER, "PSB"), application)


def test_rule_that_read_an_answer_opens_its_document():
    RoutingRuleFactory(
        department=DepartmentFactory(code="EMB"), condition={"field": "market.orders_signed_yuan", "gte": 0}
    )
    application = send(with_every_kind(draft()))

    assert reads(person(Role.REVIEWER), application) == {"DOC-ORDERS"}


@pytest.mark.parametrize("role", [Role.SUPERVISOR, Role.LEADER, Role.ADMIN])
def test_who_oversees_clocks_or_accounts_reads_no_document(role):
    routed_to("EMB")
    application = send(with_every_kind(draft()))
    application.review_tasks.update(told="black")

    assert reads(person(role), application) == set()


def test_a_draft_is_read_by_its_members_alone_and_a_withdrawn_one_by_nobody():
    application = draft()
    owner = owner_of(application)

    assert reads(owner, application) == {"DOC-BP"}
    assert {role for role in ALL_ROLES if reads(person(role), application)} == set()
    intake.withdraw(application=application, by=owner, at=MONDAY)

    assert reads(owner, application) == set()
    assert {role for role in ALL_ROLES if reads(person(role), application)} == set()


# By the address and on the desk --------------------------------------------------------------------------------------


def test_address_of_a_file_opens_it_to_its_readers_alone(client, years):
    """T09, T12: every role at every file."""
    routed_to("STI")
    routed_to("EMB")
    application = send(with_every_kind(draft()))
    people = [person(role, code) for role in sorted(ALL_ROLES) for code in ("STI", "EMB", "HCB")]

    wrong = []
    for somebody in [*people, owner_of(application), FounderFactory()]:
        client.force_login(somebody)
        allowed = reads(somebody, application)
        for attachment in application.attachments.filter(kind__in=["DOC-BP", "DOC-PASSPORT", "DOC-ORDERS"]):
            response = client.get(reverse("file", args=[attachment.key]))
            found = response.status_code == HTTPStatus.OK and bool(response.getvalue())
            if found is not (attachment.kind in allowed):
                wrong.append((somebody.role, attachment.kind))

    assert wrong == []


def test_desk_lists_the_documents_that_the_viewer_may_read(client, years):
    routed_to("FIN")
    application = draft()
    handed_in(application, "DOC-PASSPORT", name="SECRET.pdf")
    task = send(application).review_tasks.get()
    client.force_login(person(Role.REVIEWER, "FIN"))

    html = client.get(reverse("admin:applications_reviewtask_change", args=[task.pk])).content.decode()

    assert reverse("file", args=[application.attachments.get(kind="DOC-BP").key]) in html
    assert "Business plan" in html
    assert "SECRET.pdf" not in html


def test_desk_gives_no_link_to_an_infected_file(client, years):
    application = sent()
    attachment = application.attachments.get()
    application.attachments.update(scan="infected")
    client.force_login(person(Role.LEAD, "IPE"))

    html = client.get(reverse("admin:applications_application_change", args=[application.pk])).content.decode()

    assert "Infected" in html
    assert attachment.key not in html
