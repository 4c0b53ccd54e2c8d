"""A session that ends takes nothing with it."""

from datetime import timedelta
from http import HTTPStatus

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.models import StepAnswers
from applications.workflow import sweep
from tests.factories import FounderFactory, ProgrammeFactory
from tests.factories.cases import draft, owner_of
from tests.views.data import PACKAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

TYPED = PACKAGE | {"case_summary": "Typed after the session had ended."}


@pytest.fixture
def application():
    ProgrammeFactory()
    return draft()


def url(application, slug="package"):
    return reverse("step", args=[application.reference, slug])


def summary_of(application):
    return application.steps.get(slug="package").answers["case_summary"]


def test_what_is_posted_after_the_session_has_ended_waits_behind_the_sign_in(client, application):
    before = summary_of(application)

    response = client.post(url(application), TYPED | {"edition": "1"})
    assert response.url == f"{reverse('account_login')}?next={url(application)}"
    client.force_login(owner_of(application))
    page = client.get(url(application)).content.decode()

    assert TYPED["case_summary"] in page
    assert "You had been signed out" in page
    assert summary_of(application) == before


def test_it_waits_once_and_can_then_be_saved(client, application):
    client.post(url(application), TYPED | {"edition": "1"})
    client.force_login(owner_of(application))
    edition = client.get(url(application)).context["edition"]

    response = client.post(url(application), TYPED | {"edition": edition})

    assert response.status_code == HTTPStatus.FOUND
    assert summary_of(application) == TYPED["case_summary"]
    assert "You had been signed out" not in client.get(url(application)).content.decode()


def test_what_somebody_else_saved_meanwhile_is_not_overwritten(client, application):
    client.post(url(application), TYPED | {"edition": "0"})
    client.force_login(owner_of(application))

    edition = client.get(url(application)).context["edition"]

    assert client.post(url(application), TYPED | {"edition": edition}).status_code == HTTPStatus.CONFLICT


def test_it_waits_only_at_the_page_it_was_posted_to(client, application):
    client.post(url(application), TYPED | {"edition": "1"})
    client.force_login(owner_of(application))

    assert TYPED["case_summary"] not in client.get(url(application, "company")).content.decode()


def test_a_stranger_who_signs_in_sees_nothing_of_a_case_that_is_not_his(client, application):
    client.post(url(application), TYPED | {"edition": "1"})
    client.force_login(FounderFactory())

    assert client.get(url(application)).status_code == HTTPStatus.NOT_FOUND


def test_of_a_strangers_post_only_the_names_of_the_step_are_kept(client, application):
    client.post(url(application), TYPED | {"junk": "x" * 1000, "edition": "1"})

    assert set(client.session["typed_in_vain"]["typed"]) == set(PACKAGE)


def test_a_step_posted_with_the_token_of_an_older_sign_in_comes_back_with_what_was_typed(application):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner_of(application))

    response = browser.post(url(application), TYPED | {"edition": "1"}, headers={"Origin": "http://testserver"})

    assert response.url == url(application)
    assert TYPED["case_summary"] in browser.get(url(application)).content.decode()


@pytest.mark.parametrize("origin", [None, "https://evil.example", "null"])
def test_what_another_site_posts_is_kept_nowhere(application, origin):
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(owner_of(application))

    response = browser.post(url(application), TYPED, headers={"Origin": origin} if origin else {})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert "typed_in_vain" not in browser.session


def test_what_cannot_be_kept_is_shown_back(client, application):
    summary = "A sentence that is shown back."
    rows = {f"shareholders-{n}-name": "x" * 5000 for n in range(50)}

    response = client.post(url(application, "company"), rows | {"contact_name": summary})

    assert response.status_code == HTTPStatus.FORBIDDEN
    assert summary in response.content.decode()
    assert "What you typed is not saved" in response.content.decode()


def test_what_a_stranger_left_behind_is_deleted_with_his_session_after_an_hour(client, application):
    client.post(url(application), TYPED)
    now = timezone.now()

    assert sweep.everything(at=now + timedelta(minutes=59))["sessions_deleted"] == 0
    assert sweep.everything(at=now + timedelta(minutes=61))["sessions_deleted"] == 1
    assert not Session.objects.exists()


def test_whoever_signs_in_after_that_stays_as_long_as_everybody(client, application):
    client.post(url(application), TYPED)
    client.force_login(owner_of(application))

    client.get(reverse("home"))

    assert client.session.get_expiry_age() == settings.SESSION_COOKIE_AGE


def test_nobody_fills_our_tables_with_what_he_posts_without_an_account(client, application):
    rows = {f"shareholders-{n}-name": "x" * 5000 for n in range(50)}

    client.post(url(application, "company"), rows)
    assert "typed_in_vain" not in client.session

    for _post in range(31):
        client.post(url(application), TYPED)
    client.session.flush()
    client.post(url(application), TYPED)

    assert "typed_in_vain" not in client.session


def test_a_step_that_does_not_exist_keeps_nothing(client, application):
    client.post(url(application, "nothing"), TYPED)

    assert "typed_in_vain" not in client.session


def test_the_page_saves_by_itself_before_the_time_is_over(client, application):
    client.force_login(owner_of(application))
    edition = client.get(url(application)).context["edition"]

    response = client.post(url(application), TYPED | {"edition": edition, "autosave": "1"})

    assert response.json() == {"edition": edition + 1}
    assert summary_of(application) == TYPED["case_summary"]


def test_staying_begins_the_time_anew_and_is_only_for_those_signed_in(client, application):
    assert client.post(reverse("stay")).status_code == HTTPStatus.FOUND
    client.force_login(owner_of(application))

    response = client.post(reverse("stay"))

    assert response.status_code == HTTPStatus.NO_CONTENT
    assert "sessionid" in response.cookies


def test_the_time_is_counted_from_the_last_page(client, application):
    client.force_login(owner_of(application))
    assert "sessionid" in client.get(reverse("home")).cookies
    assert "sessionid" not in client.get(reverse("home")).cookies

    session = client.session
    session["seen"] -= 11 * 60
    session.save()

    assert "sessionid" in client.get(reverse("home")).cookies


def test_only_pages_of_somebody_signed_in_warn(client, application):
    assert 'id="timeout"' not in client.get(reverse("start")).content.decode()
    client.force_login(owner_of(application))

    assert 'id="timeout"' in client.get(reverse("home")).content.decode()
    assert StepAnswers.objects.exists()
