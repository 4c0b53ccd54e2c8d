"""All twelve start-ups of the demo apply through the real pages, as if they did so today."""

import re
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.forms.steps import STEPS
from applications.models import Application
from applications.states import ApplicationState
from tests.factories import FounderFactory, ProgrammeFactory, RoutingRuleFactory
from tests.factories.documents import handed_in
from tests.factories.startups import as_of, case_of, district
from tests.forms.data import STARTUPS

pytestmark = pytest.mark.django_db

GATES = {"technology": {"field", "own_development", "inventions_granted"}, "rd": {"years"}}
MONEY = {"requests-0-amount_yuan": ("50%", "50%"), "own_money_yuan": ("1,000,000 yuan", "1,000,000元")}


@pytest.fixture
def programme(years):
    district()
    return RoutingRuleFactory(programme=ProgrammeFactory()).programme


def typed(slug, startup, case):
    """Return what a founder types into one step."""
    return STEPS[slug].kept(startup if slug == "package" else startup[slug], case=case)


def page(name, application, *more):
    return reverse(name, args=[application.reference, *more])


def fill_in(client, application, startup):
    """Post every step as the page shows it, and once more where it had something to warn of; return the warned."""
    case = case_of(startup, application.programme, today=timezone.localdate())
    warned = set()
    for slug in (slug for slug, step in STEPS.items() if step.is_applicable(case)):
        edition, mark = "0", ""
        for _press in range(2):
            response = client.post(
                page("step", application, slug), typed(slug, startup, case) | {"edition": edition, "warned": mark}
            )
            if response.status_code == HTTPStatus.FOUND:
                break
            assert response.context["form"].is_valid(), (slug, response.context["form"].errors)
            warned.add(slug)
            edition, mark = response.context["edition"], response.context["warned"]
        assert response.status_code == HTTPStatus.FOUND
    return warned


def started(client, name, programme, **founder):
    client.force_login(FounderFactory(**founder))
    client.post(reverse("apply"))
    return Application.objects.get(), as_of(name, timezone.localdate())


@pytest.mark.parametrize("name", STARTUPS)
def test_a_startup_is_stopped_by_no_rule_and_sends(client, programme, name):
    application, startup = started(client, name, programme)

    warned = fill_in(client, application, startup)
    handed_in(application, *startup["documents"])
    check = client.get(page("check", application)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', check))
    client.post(page("check", application), hidden)

    application.refresh_from_db()
    assert application.state == ApplicationState.IN_ASSESSMENT
    assert application.snapshot.answers["documents"]
    assert warned == ({"technology", "rd", "funding"} if name == "S11" else set())


@pytest.mark.parametrize(("language", "words"), [("en", 0), ("zh-hans", 1)])
def test_s11_is_warned_at_the_fields_of_its_two_money_rules_and_on_the_check_page(client, programme, language, words):
    application, startup = started(client, "S11", programme, language=language)
    fill_in(client, application, startup)

    step = client.get(page("step", application, "funding")).content.decode()
    check = client.get(page("check", application)).content.decode()

    for field, figures in MONEY.items():
        warning = re.search(rf'<div id="id_{field}_warning".*?</div>', step, re.DOTALL)
        assert figures[words] in warning[0]
        assert f'aria-describedby="id_{field}' in step
    assert check.count("govuk-warning-text__text") == sum(len(fields) for fields in GATES.values()) + len(MONEY)
    assert ("You can still send" if language == "en" else "您仍可提交申请") in check
