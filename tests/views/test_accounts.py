"""Signing up and in: the mails go through the outbox, the links lead to our own address."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from applications.ledger import delivery
from applications.models import OutboxMail, User
from applications.states import Role
from incubator import settings
from tests.conftest import at_once
from tests.factories import FounderFactory

pytestmark = pytest.mark.django_db

PASSWORD = "a lidar in every robot"
NEW = {"name": "Lin Yi", "email": "Lin@firm.example", "password1": PASSWORD}


def delivered():
    delivery.deliver_due(at=timezone.now())
    return mail.outbox


def link_in(message):
    return re.search(r"http://127\.0\.0\.1:\d+(/\S+)", message.body)[1]


def test_new_person_signs_up_confirms_and_is_a_founder(client):
    client.post(reverse("account_signup"), NEW)
    [message] = delivered()
    client.post(link_in(message))

    person = User.objects.get()
    assert (person.email, person.name, person.role, person.is_staff) == (
        "lin@firm.example",
        "Lin Yi",
        Role.FOUNDER,
        False,
    )
    assert EmailAddress.objects.get().verified
    assert client.get(reverse("home")).status_code == 200


def test_address_that_is_not_confirmed_does_not_sign_in(client):
    client.post(reverse("account_signup"), NEW)
    client.post(reverse("account_login"), {"login": NEW["email"], "password": PASSWORD})

    assert client.get(reverse("home")).status_code == 302


def test_mails_of_accounts_are_owed_and_not_sent_by_the_page(client):
    client.post(reverse("account_signup"), NEW)

    assert mail.outbox == []
    assert list(OutboxMail.objects.values_list("kind", "address", "sent_at")) == [
        ("account_email_confirmation_signup", "lin@firm.example", None)
    ]


def test_link_leads_to_our_own_address_whatever_the_request_says(client, settings):
    settings.ALLOWED_HOSTS = ["*"]
    client.post(reverse("account_signup"), NEW, HTTP_HOST="evil.example")

    [message] = delivered()

    assert "evil.example" not in message.body
    assert link_in(message)


def test_new_person_keeps_the_language_of_the_page(client):
    client.post(reverse("account_signup"), NEW, HTTP_ACCEPT_LANGUAGE="zh-CN")

    assert User.objects.get().language == "zh-hans"


def test_address_that_has_an_account_is_not_told_to_the_asker(client):
    person = FounderFactory(email="lin@firm.example")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)

    response = client.post(reverse("account_signup"), NEW, follow=True)

    assert "lin@firm.example" in set(OutboxMail.objects.values_list("address", flat=True))
    assert "already" not in response.content.decode()
    assert User.objects.count() == 1


def test_forgotten_password_is_set_anew(client):
    person = FounderFactory(email="lin@firm.example")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client.post(reverse("account_reset_password"), {"email": person.email})
    [message] = delivered()

    page = client.get(link_in(message), follow=True)
    client.post(page.request["PATH_INFO"], {"password1": PASSWORD, "password2": PASSWORD})

    person.refresh_from_db()
    assert person.check_password(PASSWORD)


@pytest.mark.parametrize("weak", ["short", "password123", "1234567890"])
def test_weak_password_is_refused(client, weak):
    response = client.post(reverse("account_signup"), {**NEW, "password1": weak})

    assert "password1" in response.context["form"].errors
    assert not User.objects.exists()


def test_sign_in_is_limited(client):
    FounderFactory(email="lin@firm.example")

    answers = [
        client.post(reverse("account_login"), {"login": "lin@firm.example", "password": "wrong"}) for _try in range(12)
    ]

    assert "Too many failed" in answers[-1].content.decode()


def test_each_empty_field_says_what_to_do(client):
    signup = client.post(reverse("account_signup"), {})
    login = client.post(reverse("account_login"), {})

    assert signup.context["form"].errors == {
        "name": ["Enter your name"],
        "email": ["Enter your e-mail address"],
        "password1": ["Choose a password"],
    }
    assert login.context["form"].errors == {
        "login": ["Enter your e-mail address"],
        "password": ["Enter your password"],
    }


@pytest.mark.django_db(transaction=True)
def test_double_click_on_sign_up_makes_one_account_and_no_fault():
    def sign_up():
        return Client().post(reverse("account_signup"), NEW).status_code

    assert set(at_once(*[sign_up] * 4)) == {302}
    assert (User.objects.count(), EmailAddress.objects.count()) == (1, 1)


def test_links_that_let_in_are_not_logged():
    event = settings.without_keys(None, "", {"request": "GET /accounts/confirm-email/NTQ:1abc/ HTTP", "code": 200})

    assert event == {"request": "GET /accounts/confirm-email/***/ HTTP", "code": 200}
