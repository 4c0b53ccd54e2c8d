"""From a new draft to "sent", through the pages."""

import re
from datetime import datetime
from http import HTTPStatus

import pytest
from django.urls import reverse

from applications.forms.steps import STEPS
from applications.models import Application, ReviewTask
from applications.states import ApplicationState
from applications.workflow import Refused, intake
from tests.conftest import queries_of
from tests.factories import (
    SHANGHAI,
    ApplicationFactory,
    FounderFactory,
    MembershipFactory,
    OfficialFactory,
    PermitTypeFactory,
    ProgrammeFactory,
    RoutingRuleFactory,
)
from tests.factories.cases import draft, editions, owner_of, save, sent
from tests.factories.documents import handed_in
from tests.forms.data import STARTUPS
from tests.views.data import COMPANY, DECLARATIONS, PACKAGE, posts

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.fixture
def founder(client):
    person = FounderFactory()
    client.force_login(person)
    ProgrammeFactory()
    return person


@pytest.fixture
def started(client, founder):
    client.post(reverse("apply"))
    return founder.applications.get()


def page(name, application, *more):
    return reverse(name, args=[application.reference, *more])


def post(client, application, slug, data, **more):
    """Post a step as somebody who has the newest edition before him."""
    edition = editions(application).get(slug, 0)
    return client.post(page("step", application, slug), {**data, "edition": edition}, **more)


def fill_in(client, application):
    for slug, data in posts().items():
        response = post(client, application, slug, data)
        assert response.status_code == HTTPStatus.FOUND, response.context["form"].errors
    handed_in(application, *STARTUPS["S10"]["documents"])
    return response


def hidden(response):
    """Return the hidden fields of the page, as a browser would post them."""
    return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', response.content.decode()))


def test_founder_fills_in_checks_and_sends(client, started):
    RoutingRuleFactory(programme=started.programme)

    last = fill_in(client, started)
    assert last.url == page("documents", started)
    check = client.get(page("check", started))
    response = client.post(page("check", started), hidden(check), follow=True)

    started.refresh_from_db()
    assert started.state == ApplicationState.IN_ASSESSMENT
    assert response.redirect_chain == [(page("sent", started), 302)]
    assert started.reference in response.content.decode()
    assert started.company_name_zh == "深圳初光触觉科技有限公司"


def test_send_button_pressed_twice_lands_on_the_same_page(client, started):
    RoutingRuleFactory(programme=started.programme)
    fill_in(client, started)
    check = client.get(page("check", started))

    responses = [client.post(page("check", started), hidden(check)) for _press in range(2)]

    assert [response.url for response in responses] == [page("sent", started)] * 2
    assert ReviewTask.objects.count() == 1


def test_what_is_wrong_is_kept_as_typed_and_told_at_its_field(client, started):
    response = post(client, started, "company", {**COMPANY, "employees_total": "three"})

    again = client.get(page("step", started, "company"))
    html = response.content.decode()
    assert response.status_code == HTTPStatus.OK
    assert '<a href="#id_employees_total">' in html
    assert "<title>Error: " in html
    assert 'value="three"' in again.content.decode()
    assert not started.steps.get().is_complete


def test_save_and_come_back_later_keeps_even_what_is_wrong(client, started):
    response = post(client, started, "package", {"case_summary": "too short", "later": "1"})

    assert response.url == page("application", started)
    assert "too short" in client.get(page("step", started, "package")).content.decode()


def test_adding_and_removing_a_row_keeps_what_was_typed(client, started):
    add = post(client, started, "company", {**COMPANY, "add_shareholders": "1"}, follow=True)
    remove = post(client, started, "company", {**COMPANY, "remove_shareholders_0": "1"}, follow=True)

    assert 'name="shareholders-1-name"' in add.content.decode()
    assert "沈示十四" in add.content.decode()
    assert "error-summary" not in add.content.decode()
    assert 'value="natural" selected' not in remove.content.decode()


def test_ticking_approvals_brings_its_step_and_unticking_takes_it_away(client, started):
    PermitTypeFactory(code="BIZ_REG")

    post(client, started, "package", {**PACKAGE, "package_parts": ["workspace", "approvals"]})
    assert client.get(page("step", started, "approvals")).status_code == HTTPStatus.OK
    post(client, started, "package", PACKAGE)

    assert client.get(page("step", started, "approvals")).status_code == HTTPStatus.NOT_FOUND


def test_incomplete_draft_is_not_sent_even_by_hand(client, started):
    post(client, started, "package", PACKAGE)

    response = client.post(page("check", started), {"edition_package": "1"}, follow=True)

    started.refresh_from_db()
    assert started.state == ApplicationState.DRAFT
    assert "Complete every step before you send." in response.content.decode()


def test_step_made_invalid_by_another_step_is_not_sent(client, started):
    """Funding ticked after the declarations were made needs the declaration of no duplicate."""
    post(client, started, "package", PACKAGE)
    post(client, started, "company", COMPANY)
    post(client, started, "declarations", {**DECLARATIONS, "no_duplicate": ""})
    post(client, started, "package", {**PACKAGE, "package_parts": ["workspace", "funding"]})

    editions = {f"edition_{slug}": edition for slug, edition in started.steps.values_list("slug", "edition")}
    client.post(page("check", started), editions)

    started.refresh_from_db()
    assert started.state == ApplicationState.DRAFT


@pytest.mark.parametrize("token", ["", "not-a-uuid", "0" * 1000, "\x00"])
@pytest.mark.parametrize("edition", ["", "one", "-1", "²", "9" * 50, "9" * 5000])
def test_forged_hidden_fields_are_no_error_of_ours(client, started, token, edition):
    fill_in(client, started)

    response = client.post(page("check", started), {"token": token, "edition_package": edition})

    assert response.status_code == HTTPStatus.FOUND
    started.refresh_from_db()
    assert started.state == ApplicationState.DRAFT


def test_starting_twice_goes_on_with_the_empty_draft(client, founder):
    responses = [client.post(reverse("apply")) for _press in range(2)]

    assert founder.applications.count() == 1
    assert responses[0].url == responses[1].url


def test_official_starts_no_application(client, founder):
    client.force_login(OfficialFactory())

    assert client.post(reverse("apply")).status_code == HTTPStatus.NOT_FOUND
    assert not Application.objects.exists()


@pytest.mark.parametrize("name", ["step", "check", "application", "withdraw", "sent"])
@pytest.mark.parametrize("of", ["draft", "sent"])
def test_anothers_application_does_not_exist(client, founder, name, of):
    application = draft() if of == "draft" else sent()
    more = ["company"] if name == "step" else []

    for method in (client.get, client.post):
        response = method(page(name, application, *more))
        assert response.status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
        assert "Example Ltd" not in response.content.decode()


def test_viewer_sees_the_status_and_edits_nothing(client, founder):
    application = draft()
    MembershipFactory(application=application, person=founder, role="viewer")

    assert client.get(page("application", application)).status_code == HTTPStatus.OK
    for name, more in (("step", ["company"]), ("check", []), ("withdraw", [])):
        assert client.get(page(name, application, *more)).status_code == HTTPStatus.NOT_FOUND


def test_way_back_from_a_sent_application_leads_to_where_it_stands(client, founder):
    application = sent()
    client.force_login(owner_of(application))

    for path in (page("step", application, "company"), page("check", application)):
        assert client.get(path).url == page("application", application)
    assert post(client, application, "company", COMPANY).url == page("application", application)
    assert application.steps.get(slug="company").edition == 1


def test_nobody_is_asked_to_sign_in_first(client):
    application = ApplicationFactory()

    response = client.get(page("application", application))

    assert response.url.startswith(reverse("account_login"))


@pytest.mark.parametrize("name", ["application", "check"])
def test_draft_pages_stay_in_their_budget(client, started, name):
    PermitTypeFactory(code="BIZ_REG")
    fill_in(client, started)

    assert queries_of(lambda: client.get(page(name, started))) <= 12
    for slug in ("package", "company", "declarations"):
        assert queries_of(lambda slug=slug: client.get(page("step", started, slug))) <= 12


def test_form_offers_what_the_programme_offers(client, started):
    ProgrammeFactory(version=2, published_on=started.programme.published_on, parts=["funding"])

    html = client.get(page("step", started, "package")).content.decode()

    assert 'value="funding"' in html
    assert 'value="workspace"' not in html


def test_steps_of_the_form_and_of_the_workflow_are_the_same():
    assert {slug: step.needs_part or None for slug, step in STEPS.items()} == dict(intake.STEPS)


def test_switching_the_language_on_a_step_loses_no_keystroke(client, started):
    typed = {"case_summary": "Half a sent", "switch_language": "zh-hans"}

    response = post(client, started, "package", typed, follow=True)

    started_by = started.members.get()
    html = response.content.decode()
    assert response.redirect_chain == [(page("step", started, "package"), 302)]
    assert "Half a sent" in html
    assert 'lang="zh-Hans"' in html
    assert started_by.language == "zh-hans"


def test_without_a_programme_nothing_is_started_and_the_founder_is_told(client):
    client.force_login(FounderFactory())

    response = client.post(reverse("apply"), follow=True)

    assert "The district offers no programme at the moment." in response.content.decode()
    assert not Application.objects.exists()


def test_confirmation_marks_dates_that_rest_on_a_year_not_announced(client):
    """R1: sent after 18:00 on 31 December 2026, when nobody has announced 2027."""
    RoutingRuleFactory(kind="case_lead")
    application = sent(at=datetime(2026, 12, 31, 18, 30, tzinfo=SHANGHAI))
    client.force_login(owner_of(application))

    html = client.get(page("sent", application)).content.decode()

    assert html.count("(provisional") == 3


def test_step_saved_a_moment_after_the_sending_is_told_so(client, started):
    """The page was loaded as a draft; between reading and saving, the application went out."""
    application = sent()
    client.force_login(owner_of(application))
    stale = Application.objects.get(pk=application.pk)
    stale.state = ApplicationState.DRAFT

    with pytest.raises(Refused, match="has been sent"):
        save(stale, "company", {})


def test_founder_who_may_only_look_elsewhere_starts_a_draft_of_his_own(client, founder):
    theirs = ApplicationFactory()
    MembershipFactory(application=theirs, person=founder, role="viewer")

    response = client.post(reverse("apply"))

    assert response.url != page("application", theirs)
    assert founder.memberships.filter(role="owner").count() == 1
