"""The list of a founder's cases."""

import re
from datetime import timedelta

import pytest
from django.urls import reverse

from applications.models import Application, Membership
from applications.states import TaskKind
from tests.conftest import queries_of
from tests.factories import FounderFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, draft, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar", "years")]

HOME = reverse("home")


@pytest.fixture
def founder(client):
    person = FounderFactory()
    client.force_login(person)
    return person


def with_drafts(founder, number):
    """Add drafts, the newest last, two of each minute."""
    programme = draft(founder=founder).programme
    drafts = Application.objects.bulk_create(
        Application(
            reference=f"NS-COPY{n:05}",
            programme=programme,
            created_at=MONDAY + timedelta(minutes=n // 2),
            draft_ends_on=MONDAY.date(),
        )
        for n in range(number)
    )
    Membership.objects.bulk_create(Membership(application=one, person=founder, role="owner") for one in drafts)


def listed(response):
    return [row.application.reference for row in response.context["rows"]]


def test_case_that_was_sent_has_a_small_string_and_one_line_of_what_to_do(client, founder):
    RoutingRuleFactory(kind=TaskKind.CASE_LEAD)
    RoutingRuleFactory(part="workspace")
    send(draft(founder=founder))

    html = " ".join(client.get(HOME).content.decode().split())

    assert 'width="240"' in html
    assert "Workspace: 0 of 1 done." in html
    assert "You need to do nothing. The departments are working on your application." in html


def test_draft_says_how_far_it_is_and_until_when_it_is_kept(client, founder):
    application = draft(founder=founder, parts=("workspace", "funding"))
    application.steps.filter(slug__in=["team", "rd"]).update(answers=None)

    html = client.get(HOME).content.decode()

    assert "7 of 9 steps are complete." in html
    assert "The draft is kept until" in html
    assert "Fill in the form and send it." in html
    assert '<svg class="case-string__small' not in html


def test_step_that_no_ticked_part_asks_for_does_not_count(client, founder):
    application = draft(founder=founder, parts=("workspace", "funding"))
    package = application.steps.get(slug="package")
    application.steps.filter(pk=package.pk).update(answers={**package.answers, "package_parts": ["workspace"]})

    assert "8 of 8 steps are complete." in client.get(HOME).content.decode()


def test_founder_without_a_case_sees_how_it_works(client, founder):
    html = client.get(HOME).content.decode()

    assert "You have no application yet." in html
    assert "Three strands leave one point" in html


def test_others_cases_are_not_listed(client, founder):
    draft()

    assert listed(client.get(HOME)) == []


def test_older_cases_follow_page_by_page_each_once_newest_first(client, founder):
    with_drafts(founder, 119)

    pages, url = [], HOME
    while url:
        html = client.get(url)
        pages.append(listed(html))
        older = re.search(r'href="(\?behind=[^"]+)"', html.content.decode())
        url = older and f"{HOME}{older[1]}"

    newest_first = founder.applications.order_by("-created_at", "-pk").values_list("reference", flat=True)
    assert [len(page) for page in pages] == [50, 50, 20]
    assert [reference for page in pages for reference in page] == list(newest_first)


def test_page_of_older_cases_leads_back_to_the_newest(client, founder):
    with_drafts(founder, 60)
    last = listed(client.get(HOME))[-1]

    html = client.get(f"{HOME}?behind={last}").content.decode()

    assert "Back to the newest applications" in html
    assert "Show older applications" not in html


@pytest.mark.parametrize("behind", ["NS-ELSE", "", "\x00", "' OR 1=1 --", "x" * 5000])
def test_place_that_does_not_exist_begins_at_the_newest(client, founder, behind):
    with_drafts(founder, 3)

    assert len(listed(client.get(HOME, {"behind": behind}))) == 4


def test_place_in_a_list_of_somebody_else_tells_nothing(client, founder):
    theirs = draft()
    with_drafts(founder, 3)

    assert len(listed(client.get(HOME, {"behind": theirs.reference}))) == 4


def test_list_costs_the_same_queries_for_one_case_of_each_kind_and_for_three_hundred(client, founder):
    RoutingRuleFactory(kind=TaskKind.CASE_LEAD)
    RoutingRuleFactory.create_batch(3)
    draft(founder=founder)
    send(draft(founder=founder))
    client.get(HOME)
    cost_of_two = queries_of(lambda: client.get(HOME))

    with_drafts(founder, 290)
    Application.objects.filter(reference__startswith="NS-COPY").update(created_at=MONDAY - timedelta(days=400))
    for _case in range(7):
        send(draft(founder=founder))
    cost_of_three_hundred = queries_of(lambda: client.get(HOME))

    assert founder.applications.count() == 300
    assert cost_of_two == cost_of_three_hundred <= 12
