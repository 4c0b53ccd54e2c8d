"""Where the case stands, and taking it back."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse

from applications.ledger import delivery
from applications.models import Application
from applications.states import ApplicationState, TaskKind
from applications.workflow import review, sweep
from tests.conftest import queries_of
from tests.factories import (
    FounderFactory,
    OfficialFactory,
    PermitTypeFactory,
    RoutingRuleFactory,
)
from tests.factories.cases import MONDAY, a_lead, decided, draft, official_of, owner_of, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar", "years")]


def status_of(client, application):
    client.force_login(owner_of(application))
    return client.get(reverse("application", args=[application.reference]))


def test_status_page_says_what_to_do_who_has_it_and_until_when(client):
    rule = RoutingRuleFactory(title_en="Technology and R&D")
    holder = OfficialFactory(department=rule.department, name="Li Wei")
    application = sent()
    review.take(task=application.review_tasks.get(), by=holder, at=MONDAY)

    html = status_of(client, application).content.decode()

    for words in (
        "You need to do nothing.",
        "Technology and R&amp;D",
        "Li Wei",
        "20 September 2026",
        "28 September 2026",
        "Receipt date 14 September 2026",
    ):
        assert words in html


def test_status_page_shows_the_string_with_its_words_for_those_who_do_not_see_it(client):
    RoutingRuleFactory(kind=TaskKind.CASE_LEAD, promised_wd=8)
    RoutingRuleFactory(part="workspace", title_en="Space matching")

    html = status_of(client, sent()).content.decode()

    assert html.count("<title id=") == html.count("<desc id=") == 2  # along a time line, and in rows for a phone
    for words in (
        "Received on 14 September 2026.",
        "Workspace: 0 of 1 done.",
        "The next promised date is 20 September 2026.",
        "The offer is promised for 23 September 2026.",
    ):
        assert " ".join(html.split()).count(words) == 2


def test_first_line_of_the_status_page_is_what_to_do_now(client):
    application = sent()
    html = status_of(client, application).content.decode()

    assert html.index("You need to do nothing.") < html.index("Receipt date") < html.index("What you asked for")


def test_status_page_says_that_the_district_filled_it_in(client):
    application = sent()
    before = status_of(client, application).content.decode()
    official = OfficialFactory()
    Application.objects.filter(pk=application.pk).update(assisted_at=MONDAY, assisted_by=official)

    words = "Filled in by the district's service desk for you."
    assert words not in before
    assert words in status_of(client, application).content.decode()


def test_status_page_leads_to_what_was_sent_on_paper(client):
    application = sent()
    html = status_of(client, application).content.decode()

    for name in ("answers", "answers_pdf"):
        assert reverse(name, args=[application.reference]) in html


def test_withdrawn_draft_shows_no_string(client):
    application = draft()
    client.force_login(owner_of(application))
    client.post(reverse("withdraw", args=[application.reference]))

    assert "case-string" not in status_of(client, application).content.decode()


def test_first_answer_stands_on_the_page(client):
    RoutingRuleFactory()
    application = sent()
    task = application.review_tasks.get()
    review.answer_first(task=task, by=official_of(task), at=MONDAY, answer="We visit you on Friday.")

    assert "We visit you on Friday." in status_of(client, application).content.decode()


def test_founder_never_reads_an_opinion(client):
    RoutingRuleFactory()
    application = sent()
    task = application.review_tasks.get()
    review.give_opinion(
        task=task, by=official_of(task), at=MONDAY, verdict="object", reasons="SECRET doubts", conditions="SECRET"
    )

    html = status_of(client, application).content.decode()

    assert "Opinion given" in html
    assert "SECRET" not in html
    assert "Object" not in html
    assert "Refused" not in html


def test_founder_does_not_read_of_escalations(client):
    RoutingRuleFactory()
    application = sent()
    sweep.everything(at=MONDAY + timedelta(days=60))

    html = status_of(client, application).content.decode()

    assert "escalated" not in html
    assert application.events.filter(act__startswith="escalated").exists()


def test_blocked_permit_says_what_it_waits_for(client):
    """R22."""
    needs = [
        {"type": "permit", "code": "BIZ_REG", "state": "granted"},
        {"type": "event", "code": "FITOUT", "state": "completed"},
    ]
    PermitTypeFactory(code="BIZ_REG", name_en="Business registration")
    RoutingRuleFactory(
        part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="FIRE_FILE", requires=needs)
    )

    html = status_of(client, sent(parts=("approvals",), permits=("FIRE_FILE",))).content.decode()

    assert "Starts once Business registration is granted; the fit-out is completed." in html


def test_decision_stands_on_the_page_with_reasons_and_remedies(client):
    lead = a_lead()
    RoutingRuleFactory(department=lead.department, kind=TaskKind.CASE_LEAD)
    application = with_every_opinion(sent())
    decided(application, by=lead, outcome="refused")

    html = status_of(client, application).content.decode()

    assert "As the opinions." in html
    assert "Reconsideration." in html


def test_founder_withdraws_after_being_asked_once_more(client):
    application = sent()
    client.force_login(owner_of(application))
    page = reverse("withdraw", args=[application.reference])

    assert "Withdraw this application?" in client.get(page).content.decode()
    response = client.post(page, {"why": "We move away."}, follow=True)

    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert "The application is withdrawn." in response.content.decode()


def test_withdrawing_twice_says_why_not(client):
    application = sent()
    client.force_login(owner_of(application))
    page = reverse("withdraw", args=[application.reference])
    client.post(page)

    response = client.post(page, follow=True)

    assert "Not possible now." in response.content.decode()


def test_status_costs_the_same_queries_for_three_departments_and_thirty(client):
    RoutingRuleFactory.create_batch(3)
    few = sent()
    RoutingRuleFactory.create_batch(27)
    many = sent()

    costs = []
    for case in (few, many):
        page = reverse("application", args=[case.reference])
        status_of(client, case)
        costs.append(queries_of(lambda page=page: client.get(page)))

    assert costs[0] == costs[1] <= 12


def test_official_goes_to_the_desk(client):
    client.force_login(OfficialFactory())

    assert client.get(reverse("home")).url == reverse("admin:index")


def test_language_switch_keeps_the_page_and_rules_the_mails(client):
    founder = FounderFactory()
    client.force_login(founder)

    response = client.post(reverse("set_language"), {"language": "zh-hans", "next": reverse("home")})

    founder.refresh_from_db()
    assert (response.url, founder.language) == (reverse("home"), "zh-hans")
    assert 'lang="zh-Hans"' in client.get(reverse("home")).content.decode()


@pytest.mark.parametrize("forged", ["xx", "", "zh-hans'; --"])
def test_language_that_does_not_exist_changes_nothing(client, forged):
    founder = FounderFactory()
    client.force_login(founder)

    response = client.post(reverse("set_language"), {"language": forged, "next": "https://elsewhere.example/"})

    founder.refresh_from_db()
    assert (founder.language, response.url) == ("en", "/")


def test_start_page_is_for_everybody(client):
    assert client.get("/").status_code == HTTPStatus.OK
    client.force_login(OfficialFactory())
    assert reverse("admin:index") in client.get("/").content.decode()


def test_withdrawn_draft_was_seen_by_nobody(client, mailoutbox):
    application = draft()
    client.force_login(owner_of(application))
    page = reverse("withdraw", args=[application.reference])

    asked = client.get(page).content.decode()
    client.post(page)
    delivery.deliver_due(at=MONDAY)

    assert "Nobody at the district has seen this draft." in asked
    assert "Nobody at the district has seen it." in mailoutbox[0].body


def test_refused_case_shows_nothing_that_still_waits(client):
    lead = a_lead()
    needs = [{"type": "event", "code": "FITOUT", "state": "completed"}]
    RoutingRuleFactory(department=lead.department, kind=TaskKind.CASE_LEAD)
    RoutingRuleFactory(
        part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="FIRE_FILE", requires=needs)
    )
    application = sent(parts=("approvals",), permits=("FIRE_FILE",))
    decided(application, by=lead, outcome="refused")

    assert "Starts once" not in status_of(client, application).content.decode()


def test_nobody_keeps_the_page_of_a_person(client):
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")

    client.force_login(FounderFactory())

    assert client.get(reverse("home")).headers["Cache-Control"] == "no-store, private"


@pytest.mark.parametrize("back", ["abc", "application", "\x00", "//elsewhere.example/", "javascript:alert(1)"])
def test_switch_of_the_language_goes_back_to_pages_of_ours_only(client, back):
    assert client.post(reverse("set_language"), {"language": "zh-hans", "next": back}).url == "/"


def test_request_that_cannot_be_read_is_told_so(client):
    client.cookies["csrftoken"] = "a" * 32
    client.handler.enforce_csrf_checks = True

    response = client.post(
        "/language/", b"language=en", content_type="application/x-www-form-urlencoded; charset=utf-16"
    )

    assert response.status_code == 400
    assert "This request cannot be read" in response.content.decode()


def test_monitors_may_ask_with_head(client):
    assert [client.head(path).status_code for path in ("/", "/healthz")] == [200, 200]
