"""The pages of assisted filing, as intake and the founder use them."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from django.utils import timezone

from applications.models import Application, OutboxMail, Programme
from applications.states import Role
from applications.workflow.assist import take_over
from tests.factories import DepartmentFactory, FounderFactory, OfficialFactory, ProgrammeFactory
from tests.factories.cases import draft
from tests.views.data import PACKAGE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

FOR = {"name": "林示一", "email": "lin@firm.example", "language": "zh-hans", "asked": "on"}
PASSWORD = "a long enough password 7"


@pytest.fixture
def clerk(client):
    ProgrammeFactory()
    clerk = OfficialFactory(role=Role.INTAKE, department=DepartmentFactory(code="GSD"), name="Intake GSD")
    client.force_login(clerk)
    return clerk


@pytest.fixture
def started(client, clerk):
    client.post(reverse("assist"), FOR)
    return Application.objects.get()


def page(name, application, *more):
    return reverse(name, args=[application.reference, *more])


def reset_link():
    body = OutboxMail.objects.get(kind="account_password_reset_key").facts["body"]
    link = next(word for word in body.split() if "/reset/key/" in word)
    return urlsplit(link).path


def test_the_desk_leads_intake_to_it_and_nobody_else(client, clerk):
    assert reverse("assist") in client.get(reverse("admin:index")).content.decode()

    client.force_login(OfficialFactory(role=Role.REVIEWER))

    assert reverse("assist") not in client.get(reverse("admin:index")).content.decode()
    assert client.get(reverse("assist")).status_code == HTTPStatus.NOT_FOUND


def test_a_founder_finds_no_such_page(client, clerk):
    client.force_login(FounderFactory())

    assert client.get(reverse("assist")).status_code == HTTPStatus.NOT_FOUND
    assert client.post(reverse("assist"), FOR).status_code == HTTPStatus.NOT_FOUND


def test_the_clerk_fills_in_and_hands_over(client, started):
    client.post(page("step", started, "package"), PACKAGE | {"edition": "0"})
    assert started.steps.get().is_complete

    response = client.post(page("hand_over", started))

    assert response.url == reverse("assist")
    assert client.get(page("application", started)).status_code == HTTPStatus.NOT_FOUND
    assert client.get(page("step", started, "package")).status_code == HTTPStatus.NOT_FOUND


def test_what_the_clerk_types_while_the_founder_takes_over_is_shown_back_and_saved_nowhere(client, clerk, started):
    founder = started.members.get()
    take_over(application=started, by=founder, at=timezone.now())

    response = client.post(page("step", started, "package"), PACKAGE | {"edition": "0"})

    assert response.status_code == HTTPStatus.CONFLICT
    assert PACKAGE["case_summary"] in response.content.decode()
    assert not started.steps.exists()


def test_the_declarations_are_no_step_of_the_clerk(client, started):
    tasks = client.get(page("application", started)).content.decode()

    assert page("step", started, "declarations") not in tasks
    assert client.get(page("step", started, "declarations")).status_code == HTTPStatus.NOT_FOUND


def test_without_a_programme_no_draft_is_started_and_the_page_says_so(client, clerk):
    Programme.objects.all().delete()

    response = client.post(reverse("assist"), FOR)

    assert "The district offers no programme at the moment" in response.content.decode()


def test_the_clerk_is_shown_no_way_to_send_or_withdraw(client, started):
    tasks = client.get(page("application", started)).content.decode()
    check = client.get(page("check", started)).content.decode()

    assert page("withdraw", started) not in tasks
    assert "Accept and send" not in check
    assert client.get(page("withdraw", started)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(page("check", started)).status_code == HTTPStatus.NOT_FOUND


def test_the_founder_chooses_a_password_comes_in_and_finds_who_filled_in(client, started):
    client.logout()

    client.post(reverse("account_reset_password"), {"email": FOR["email"]})
    form = client.get(reset_link(), follow=True)
    client.post(form.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})
    signed_in = client.post(reverse("account_login"), {"login": FOR["email"], "password": PASSWORD})
    tasks = client.get(page("application", started)).content.decode()

    assert signed_in.status_code == HTTPStatus.FOUND
    assert "Intake GSD" in tasks
    assert page("take_over", started) in tasks


def test_the_founder_goes_on_alone(client, started):
    founder = started.members.get()
    client.force_login(founder)

    client.post(page("take_over", started))

    started.refresh_from_db()
    assert started.taken_over_at
    assert page("take_over", started) not in client.get(page("application", started)).content.decode()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"email": "nobody"}, "Enter an e-mail address with one @"),
        ({"name": ""}, "Enter the name of the founder"),
        ({"asked": ""}, "without the founder&#x27;s consent"),
        ({"language": "fr"}, "Select a language"),
    ],
)
def test_a_wrong_form_says_what_to_do_and_starts_nothing(client, clerk, wrong, said):
    response = client.post(reverse("assist"), FOR | wrong)

    assert said in response.content.decode()
    assert not Application.objects.exists()


def test_the_address_of_an_official_is_refused_at_the_field(client, clerk):
    response = client.post(reverse("assist"), FOR | {"email": clerk.email})

    assert "belongs to somebody who cannot apply" in response.content.decode()
    assert not Application.objects.exists()


def test_nobody_takes_over_or_hands_over_what_is_not_his(client, clerk):
    other = draft()

    assert client.post(page("hand_over", other)).status_code == HTTPStatus.NOT_FOUND
    assert client.post(page("take_over", other)).status_code == HTTPStatus.NOT_FOUND
