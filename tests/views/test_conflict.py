"""Two people in one step: nobody overwrites the other without having seen it."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from tests.factories import FounderFactory, MembershipFactory, ProgrammeFactory
from tests.factories.cases import answers_of, draft, owner_of, save
from tests.views.data import PACKAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

THEIRS = {**answers_of()["package"], "case_summary": "The saved sentence of the other founder."}
OURS = PACKAGE | {"case_summary": "Our rooms are far too small for us."}


@pytest.fixture
def application(client):
    ProgrammeFactory()
    application = draft()
    client.force_login(owner_of(application))
    return application


def url(application):
    return reverse("step", args=[application.reference, "package"])


def summary_of(application):
    return application.steps.get(slug="package").answers["case_summary"]


def edition_on(client, application):
    return client.get(url(application)).context["edition"]


def test_the_second_of_two_savings_shows_both_texts_and_changes_nothing(client, application):
    edition = edition_on(client, application)
    other = MembershipFactory(application=application, person=FounderFactory(name="何示二")).person
    save(application, "package", THEIRS, by=other)

    response = client.post(url(application), OURS | {"edition": edition})

    html = response.content.decode()
    assert response.status_code == HTTPStatus.CONFLICT
    assert "何示二" in html
    assert THEIRS["case_summary"] in html
    assert OURS["case_summary"] in html
    assert summary_of(application) == THEIRS["case_summary"]


def test_only_what_differs_is_shown(client, application):
    edition = edition_on(client, application)
    save(application, "package", THEIRS)

    response = client.post(url(application), OURS | {"edition": edition})

    labels = [difference.label for difference in response.context["differences"]]
    assert labels == ["What is the problem, in one sentence?"]


def test_whoever_has_seen_both_may_save_his_own(client, application):
    edition = edition_on(client, application)
    save(application, "package", THEIRS)
    conflict = client.post(url(application), OURS | {"edition": edition})

    response = client.post(url(application), OURS | {"edition": conflict.context["saved"].edition})

    assert response.status_code == HTTPStatus.FOUND
    assert summary_of(application) == OURS["case_summary"]


def test_a_third_saving_in_between_is_a_conflict_again(client, application):
    edition = edition_on(client, application)
    save(application, "package", THEIRS)
    conflict = client.post(url(application), OURS | {"edition": edition})
    save(application, "package", THEIRS | {"case_summary": "A third sentence, later than both."})

    response = client.post(url(application), OURS | {"edition": conflict.context["saved"].edition})

    assert response.status_code == HTTPStatus.CONFLICT
    assert summary_of(application) == "A third sentence, later than both."


def test_saying_the_same_twice_is_no_conflict(client, application):
    edition = edition_on(client, application)
    client.post(url(application), OURS | {"edition": edition})

    response = client.post(url(application), OURS | {"edition": edition})

    assert response.status_code == HTTPStatus.FOUND


@pytest.mark.parametrize("edition", ["", "x", "-1", "9" * 40, "\uff11"])
def test_an_edition_that_was_tampered_with_overwrites_nothing(client, application, edition):
    before = summary_of(application)

    response = client.post(url(application), OURS | {"edition": edition})

    assert response.status_code == HTTPStatus.CONFLICT
    assert summary_of(application) == before


def test_a_text_that_breaks_a_rule_meets_the_saved_one_too(client, application):
    edition = edition_on(client, application)
    save(application, "package", THEIRS)

    response = client.post(url(application), OURS | {"case_summary": "Short", "edition": edition})

    assert response.status_code == HTTPStatus.CONFLICT
    assert "Short" in response.content.decode()
    assert summary_of(application) == THEIRS["case_summary"]
