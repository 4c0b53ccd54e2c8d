"""Bad posts to every step: no page breaks, nothing but the step's own names is kept, and nothing else changes."""

import re
from http import HTTPStatus

import pytest
from django.test import Client
from django.urls import reverse

from applications.forms.steps import STEPS
from applications.models import Application, Membership, StepAnswers, User
from applications.workflow import intake
from tests.forms.bad_input import ANYWHERE
from tests.forms.pages import draft_of, moment_of, path
from tests.views.bad_posts import BAD_POSTS, NOT_HIS, STARTUP, good

pytestmark = pytest.mark.django_db

FINE = {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT}
ALIVE = re.compile(r"<script>alert|<img src=x|<svg onload|\"\s*onfocus=\"alert")
# What saving a step writes of the application itself.
WRITTEN = {"draft_ends_on", "draft_end_told_at", *(column for columns in intake.COLUMNS.values() for column in columns)}


@pytest.fixture
def application(client, time_machine):
    time_machine.move_to(moment_of(STARTUP), tick=False)
    application = draft_of(STARTUP)
    client.force_login(application.members.get())
    client.raise_request_exception = False
    return application


def all_else(slug):
    """Return every row that a post to the step must leave alone."""
    applications = Application.objects.values(*{field.name for field in Application._meta.fields} - WRITTEN)
    people = User.objects.exclude(last_login=None).values("pk", "email", "role", "is_staff", "department")
    return [
        *applications.order_by("pk"),
        *StepAnswers.objects.exclude(slug=slug).order_by("pk").values(),
        *Membership.objects.order_by("pk").values(),
        *people,
    ]


def names_of(slug):
    """Return what names a post may keep, with ``0`` for the number of a row."""
    step = STEPS[slug]
    own = {part for name, answer in step.answers_of().items() for part in answer.parts(name)}
    return own | {f"{rows.name}-0-{part}" for rows in step.lists for part in rows.form.parts()}


def answers_of(slug):
    step = STEPS[slug]
    return {*step.base_fields, *(rows.name for rows in step.lists)}


@pytest.mark.parametrize("slug", STEPS)
def test_no_bad_post_breaks_a_page_or_changes_anything_else(client, application, slug):
    before, found = all_else(slug), {}

    for label, post in BAD_POSTS.items():
        kept = application.steps.values().get(slug=slug)
        response = post(client, path("step", application, slug), slug, {"edition": kept["edition"]})
        found[label] = what_is_wrong(client, application, slug, response, kept)

    assert "\n".join(f"{label}: {problem}" for label, problem in found.items() if problem) == ""
    assert all_else(slug) == before


def what_is_wrong(client, application, slug, response, before):
    """Return what is wrong after a bad post, in words; nothing if all is well."""
    if response.status_code not in FINE:
        return f"status {response.status_code}"
    step = application.steps.values().get(slug=slug)
    if response.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.CONFLICT}:
        return "something is kept of it" if step != before else ""
    names = {re.sub(r"-\d+-", "-0-", name) for name in step["typed"].get("typed", {})}
    if not names <= names_of(slug) or (step["answers"] and step["answers"].keys() != answers_of(slug)):
        return f"it keeps {sorted(names)} and {step['answers']}"
    again = client.get(path("step", application, slug))
    if again.status_code != HTTPStatus.OK:
        return f"afterwards the page has status {again.status_code}"
    alive = ALIVE.findall(response.content.decode() + again.content.decode())
    return f"markup of a founder is alive: {alive}" if alive else ""


LATER = ("application", "check", "documents", "answers")


@pytest.mark.parametrize("label", ["a script", "a template", "right to left", "no character", "a format", "a header"])
def test_every_later_page_shows_a_draft_full_of_bad_text(client, application, label):
    for slug in STEPS:
        edition = application.steps.get(slug=slug).edition
        client.post(path("step", application, slug), dict.fromkeys(good(slug), ANYWHERE[label]) | {"edition": edition})
        if slug == "package":  # the parts are gone with it
            client.post(path("step", application, slug), good(slug) | {"edition": edition + 1})

    pages = {name: client.get(path(name, application)) for name in LATER}

    assert {name: page.status_code for name, page in pages.items() if page.status_code != HTTPStatus.OK} == {}
    assert [name for name, page in pages.items() if ALIVE.search(page.content.decode())] == []


@pytest.mark.parametrize("slug", STEPS)
def test_a_bad_post_to_an_edition_of_old_shows_both_texts(client, application, slug):
    posts = [post for label, post in BAD_POSTS.items() if label.endswith("in every field") and "megabyte" not in label]

    pages = [post(client, path("step", application, slug), slug, {"edition": 0}) for post in posts]

    assert {page.status_code for page in pages} == {HTTPStatus.CONFLICT}
    assert not any(ALIVE.search(page.content.decode()) for page in pages)


@pytest.mark.parametrize("slug", ["company", "funding"])
def test_a_bad_post_after_the_session_has_ended_leads_to_the_sign_in(client, application, slug, settings):
    settings.ACCOUNT_RATE_LIMITS = {"typed_in_vain": "1000/s/ip"}
    person, url = application.members.get(), path("step", application, slug)
    found = {}
    for label, post in BAD_POSTS.items():
        client.logout()
        signed_out = post(client, url, slug, {"edition": 1}).status_code
        client.force_login(person)
        found[label] = (signed_out, client.get(url).status_code)

    fine = {(HTTPStatus.FOUND, HTTPStatus.OK), (HTTPStatus.BAD_REQUEST, HTTPStatus.OK)}
    assert {label: codes for label, codes in found.items() if codes not in fine} == {}


def test_a_bad_post_without_its_token_is_refused_before_anything_is_read_of_it(application):
    stranger = Client(enforce_csrf_checks=True, raise_request_exception=False)
    stranger.force_login(application.members.get())
    before = application.steps.values().get(slug="company")
    url = path("step", application, "company")

    codes = {post(stranger, url, "company", {"edition": 1}).status_code for post in BAD_POSTS.values()}

    assert codes <= {HTTPStatus.FORBIDDEN, HTTPStatus.BAD_REQUEST}
    assert application.steps.values().get(slug="company") == before


# What is not his to say ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["application", "check", "documents", "hand_over"])
def test_no_other_page_takes_what_is_not_his(client, application, where):
    before = all_else(slug="")

    client.post(path(where, application), NOT_HIS)

    assert all_else(slug="") == before


def test_a_founder_never_sets_the_credit_status_of_a_registered_company(client, application):
    edition = application.steps.get(slug="company").edition
    data = good("company") | {"credit_status": "clear", "edition": edition}

    client.post(path("step", application, "company"), data | {"company.credit_status": "clear"})

    assert application.steps.get(slug="company").answers["credit_status"] is None


def test_a_new_draft_belongs_to_nobody_else(client, application):
    other = User.objects.create(email="other@firm.example")

    client.post(reverse("apply"), NOT_HIS | {"founder": str(other.pk), "members": [str(other.pk)]})

    (started,) = Application.objects.exclude(pk=application.pk)
    assert [*started.members.all()] == [application.members.get()]
    assert (started.state, started.assisted_by, started.submitted_at) == ("draft", None, None)
