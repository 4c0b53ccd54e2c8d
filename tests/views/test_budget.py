"""Founders' pages take at most twelve queries, for one row and for hundreds."""

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.forms.steps import STEPS
from applications.models import Application, Attachment, Membership
from applications.states import ApplicationState, MembershipRole
from tests.conftest import queries_of
from tests.factories import MONDAY, RoutingRuleFactory, owner_of
from tests.factories.cases import send
from tests.factories.startups import filled_in

pytestmark = pytest.mark.django_db

MOST = 12
OF_DRAFT = ["application", "check", "documents", "answers", "withdraw"]
OF_SENT = ["application", "sent", "answers", "withdraw"]


@pytest.fixture
def draft(client, years):
    application = filled_in("S01", today=timezone.localdate())
    for _rule in range(3):
        RoutingRuleFactory(programme=application.programme)
    client.force_login(owner_of(application))
    return application


def pages(application, names):
    return {name: reverse(name, args=[application.reference]) for name in names}


def costs(client, addresses):
    for address in addresses.values():
        client.get(address)
    return {name: queries_of(lambda address=address: client.get(address)) for name, address in addresses.items()}


def copies(application, count):
    """Give the founder as many cases more."""
    cases = Application.objects.bulk_create(
        Application(
            reference=f"NS-COPY{n:05}",
            programme=application.programme,
            created_at=MONDAY,
            draft_ends_on=MONDAY.date(),
            state=ApplicationState.DRAFT,
        )
        for n in range(count)
    )
    owner = owner_of(application)
    Membership.objects.bulk_create(
        Membership(application=case, person=owner, role=MembershipRole.OWNER) for case in cases
    )


def more_files(application, count):
    facts = {"application": application, "uploaded_at": MONDAY, "uploaded_by": owner_of(application)}
    Attachment.objects.bulk_create(
        Attachment(
            kind="DOC-BP",
            key=f"2026/09/14/{n:032x}",
            name=f"{n}.pdf",
            file_type="pdf",
            size=1,
            sha256="0" * 64,
            **facts,
        )
        for n in range(count)
    )


def more_rows(application, count):
    company = application.steps.get(slug="company")
    company.answers["shareholders"] = [{"name": f"Owner {n}", "kind": "natural", "pct": 2} for n in range(count)]
    company.save()


def test_pages_of_a_draft_cost_the_same_for_few_rows_and_for_three_hundred(client, draft):
    steps = {slug: reverse("step", args=[draft.reference, slug]) for slug in STEPS}
    addresses = {"home": reverse("home"), **pages(draft, OF_DRAFT), **steps}
    few = costs(client, addresses)
    copies(draft, 300)
    more_files(draft, 300)
    more_rows(draft, 50)

    many = costs(client, addresses)

    assert many == few
    assert {name: cost for name, cost in many.items() if cost > MOST} == {}


def test_pages_of_a_sent_case_cost_the_same_for_few_documents_and_for_three_hundred(client, draft):
    send(draft, at=timezone.now())
    addresses = pages(draft, OF_SENT)
    few = costs(client, addresses)
    more_files(draft, 300)

    many = costs(client, addresses)

    assert many == few
    assert {name: cost for name, cost in many.items() if cost > MOST} == {}
