"""The pages for everybody, before there is an account."""

import re
from datetime import date, timedelta
from http import HTTPStatus
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.urls import reverse
from django.utils import timezone, translation

from applications.forms import eligibility
from applications.forms.steps import STEPS
from applications.rules import form
from applications.states import TaskKind
from applications.views import _at_hand
from incubator import settings as ours
from tests.conftest import queries_of
from tests.factories import DepartmentFactory, FounderFactory, OfficialFactory, ProgrammeFactory, RoutingRuleFactory
from tests.forms.test_eligibility import GOOD

pytestmark = pytest.mark.django_db

OPEN = ["start", "eligibility", "help", "privacy", "accessibility"]


def text_of(response):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def heading_of(response):
    return re.search("<h1[^>]*>(.*?)</h1>", response.content.decode(), re.DOTALL)[1].strip()


def title_of(response):
    return re.search("<title>(.*?)</title>", response.content.decode(), re.DOTALL)[1]


# All of them ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", OPEN)
@pytest.mark.parametrize("person", [None, FounderFactory, OfficialFactory])
def test_page_is_for_everybody(client, name, person):
    if person:
        client.force_login(person())

    assert client.get(reverse(name)).status_code == HTTPStatus.OK


@pytest.mark.parametrize("name", OPEN)
def test_page_tells_search_engines_what_it_is(client, name):
    html = client.get(reverse(name)).content.decode()

    assert len(re.search('<meta name="description" content="([^"]+)">', html)[1]) > 30


@pytest.mark.parametrize("name", [*OPEN, "account_login", "account_signup"])
def test_help_privacy_and_accessibility_stand_at_the_bottom_of_each_page(client, name):
    footer = client.get(reverse(name)).content.decode().partition("<footer")[2]

    places = [footer.index(f'href="{reverse(page)}"') for page in ("help", "privacy", "accessibility")]
    assert places == sorted(places)


@pytest.mark.parametrize("name", OPEN)
def test_page_for_nobody_in_particular_may_be_shown_again_by_the_back_button(client, name):
    assert "no-store" not in client.get(reverse(name)).headers.get("Cache-Control", "")


@pytest.mark.parametrize("name", OPEN)
def test_page_costs_few_queries(client, name):
    RoutingRuleFactory.create_batch(12)
    client.get(reverse(name))

    assert queries_of(lambda: client.get(reverse(name))) <= 5


@pytest.mark.parametrize("name", OPEN)
def test_page_is_only_read(client, name):
    assert client.post(reverse(name)).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_robots_find_the_pages_for_everybody_and_no_others(client):
    response = client.get("/robots.txt")
    rules = response.content.decode().splitlines()

    assert response.headers["Content-Type"].startswith("text/plain")
    assert rules[0] == "User-agent: *"
    assert {f"Allow: {reverse(name)}$" for name in OPEN} <= set(rules)
    assert rules[-1] == "Disallow: /"


# Start ---------------------------------------------------------------------------------------------------------------


def test_start_shows_what_the_rules_in_force_promise(client):
    programme = ProgrammeFactory()
    slow = DepartmentFactory(first_answer_wd=2)
    RoutingRuleFactory(programme=programme, department=slow, kind=TaskKind.CASE_LEAD, promised_wd=15)
    later = ProgrammeFactory(version=2, published_on=timezone.localdate() + timedelta(days=1))
    RoutingRuleFactory(programme=later, kind=TaskKind.CASE_LEAD, promised_wd=9)

    text = text_of(client.get("/"))

    assert "2 working days until every department has given you a first answer" in text
    assert "15 working days until you have one offer" in text
    assert "3 months until you have the keys" in text


def test_start_shows_the_published_targets_where_no_programme_is_in_force(client):
    text = text_of(client.get("/"))

    assert "1 working day By the end of the next working day, every department has given you a first answer" in text
    assert "20 working days until you have one offer" in text


def test_start_names_every_step_and_every_document_of_the_form(client):
    text = text_of(client.get("/"))
    asked = [document.name_en for document in form.DOCUMENTS if document.asked_at == "application"]

    assert [step.slug for step in STEPS.values() if str(step.name) not in text] == []
    assert [name for name in asked if name.replace("&", "&amp;") not in text] == []


def test_every_step_says_what_to_have_at_hand():
    assert set(STEPS) <= set(_at_hand.AT_HAND)


def test_documents_of_the_registers_stand_apart():
    groups = _at_hand.documents()

    assert groups["always"] == ["Business plan"]
    assert "Business licence" in groups["instead"]
    assert "Orders / contracts" in groups["sometimes"]


def test_documents_have_their_chinese_names_in_chinese():
    with translation.override("zh-hans"):
        assert _at_hand.documents()["always"] == ["商业计划书"]


def test_start_leads_strangers_to_an_account_and_to_the_check(client):
    html = client.get("/").content.decode()

    assert f'href="{reverse("account_signup")}">Start now' in html
    assert f'href="{reverse("eligibility")}">Check whether you can apply' in html


def test_start_leads_founders_to_their_applications(client):
    client.force_login(FounderFactory())

    assert f'href="{reverse("home")}">Start now' in client.get("/").content.decode()


# The check -----------------------------------------------------------------------------------------------------------


def test_check_asks_one_question_after_the_other_and_hands_the_answers_on(client):
    answers, asked = {}, []
    for question in eligibility.QUESTIONS:
        page = client.get(reverse("eligibility"), answers)
        carried = dict(re.findall('type="hidden" name="([a-z]+)" value="([a-z]+)"', page.content.decode()))
        asked.append(heading_of(page))
        answers = carried | {question.name: GOOD[question.name]}

    assert asked == [str(question.words) for question in eligibility.QUESTIONS]
    assert answers == GOOD | {"asked": "credit"}
    assert heading_of(client.get(reverse("eligibility"), answers)) == "You can apply"


def test_check_says_what_to_do_where_nothing_was_chosen(client):
    page = client.get(reverse("eligibility"), {"company": "young", "asked": "technology"})

    assert page.status_code == HTTPStatus.OK
    assert title_of(page).startswith("Error:")
    assert '<a href="#id_technology_0">Select yes if you have developed the technology yourselves</a>' in (
        page.content.decode()
    )


def test_back_leads_to_the_question_before_with_its_answer(client):
    page = client.get(reverse("eligibility"), {"company": "planned"})
    back = re.search('govuk-back-link" href="([^"]+)"', page.content.decode())[1].replace("&amp;", "&")

    before = client.get(back).content.decode()

    assert re.findall('value="([a-z]+)" checked', before) == ["planned"]


def test_back_of_the_first_question_leads_to_the_start(client):
    page = client.get(reverse("eligibility")).content.decode()

    assert f'govuk-back-link" href="{reverse("start")}"' in page


def test_result_says_that_the_founder_can_apply(client):
    page = client.get(reverse("eligibility"), GOOD)

    assert heading_of(page) == "You can apply"
    assert "You may send the application all the same" not in text_of(page)


def test_result_names_the_point_and_never_refuses(client):
    page = client.get(reverse("eligibility"), {**GOOD, "sector": "yes"})

    assert heading_of(page) == "You can apply; some points will be asked about"
    assert "Sector: the package does not cover finance and real estate." in text_of(page)
    assert reverse("account_signup") in page.content.decode()


def test_each_answer_of_the_result_can_be_changed_alone(client):
    page = client.get(reverse("eligibility"), GOOD).content.decode()
    ways = [way.replace("&amp;", "&") for way in re.findall(r'href="([^"]+change=\w+)"', page)]

    titles = [heading_of(client.get(way)) for way in ways]

    assert titles == [str(question.words) for question in eligibility.QUESTIONS]


def test_figures_of_the_check_are_those_of_the_programme(client):
    ProgrammeFactory(rd_floor_revenue_pct=3, rd_floor_cost_pct=12)

    page = client.get(reverse("eligibility"), {**GOOD, "research": "no"})

    assert "at least 3% of the revenue or 12% of all costs" in text_of(page)


@pytest.mark.parametrize(
    "typed",
    [
        {"company": "'; DROP TABLE"},
        {"company": "\x00"},
        {"company": "\ud800".encode("utf-8", "surrogatepass").decode("latin-1")},
        {"company": "x" * 100_000},
        {"company": ["old", "young", "[]"]},
        {"change": "nothing"},
        {"change": "__class__", "asked": "__init__"},
        {"asked": ["company", "place"]},
        {**GOOD, "credit": "dead"},
        {**GOOD, "%": "%(x)s", "points": "none"},
        {f"field{n}": "x" for n in range(500)},
    ],
)
def test_nothing_typed_into_the_address_breaks_the_check(client, typed):
    assert client.get(reverse("eligibility"), typed).status_code == HTTPStatus.OK


def test_check_keeps_nothing(client):
    costs = queries_of(lambda: client.get(reverse("eligibility"), GOOD))

    assert costs <= 1
    assert "sessionid" not in client.cookies


def test_answers_of_the_check_are_not_logged():
    line = {"request": "GET /check/?company=old&credit=listed", "code": 200}

    assert ours.without_keys(None, "", line) == {"request": "GET /check/?***", "code": 200}


# Notices -------------------------------------------------------------------------------------------------------------


def test_privacy_says_for_each_department_what_else_it_reads(client):
    DepartmentFactory(code="FIN", name_en="Finance Bureau")
    DepartmentFactory(code="ZZZ", name_en="Parks Bureau")

    text = text_of(client.get(reverse("privacy")))

    assert re.search("Finance Bureau [^.]*Declarations Parks Bureau", text)
    assert "Parks Bureau \u2013 " in text


def test_privacy_names_the_cookies_that_the_site_sets(client):
    text = text_of(client.get(reverse("privacy")))

    client.force_login(FounderFactory())
    client.get("/")
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert {name for name in client.cookies if name not in text} == set()


def test_privacy_names_what_the_browser_keeps_beside_cookies(client):
    scripts = "".join(path.read_text() for path in (Path(django_settings.BASE_DIR) / "frontend").glob("*.mjs"))
    constants = re.findall(r"localStorage\.setItem\((\w+),", scripts)
    kept = {re.search(rf'const {constant} = "(.+?)"', scripts)[1] for constant in constants}

    text = text_of(client.get(reverse("privacy")))

    assert kept == {"incubator-active"}
    assert {name for name in kept if name not in text} == set()


@pytest.mark.parametrize("name", ["help", "privacy", "accessibility"])
def test_contact_stands_on_the_page_where_the_district_gives_one(client, settings, name):
    without = client.get(reverse(name)).content.decode()
    settings.DISTRICT_PHONE, settings.DISTRICT_EMAIL = "0755 2000 0102", "help@district.example"

    given = client.get(reverse(name)).content.decode()

    assert "tel:" not in without
    assert "mailto:" not in without
    assert 'href="tel:075520000102">0755 2000 0102' in given
    assert 'href="mailto:help@district.example"' in given


def test_help_tells_the_days_that_the_rules_promise(client):
    RoutingRuleFactory(kind=TaskKind.CASE_LEAD, promised_wd=18, programme__published_on=date(2025, 1, 1))

    assert "within 18 working days" in text_of(client.get(reverse("help")))
