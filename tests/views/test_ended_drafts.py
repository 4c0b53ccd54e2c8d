"""The sweep deletes a draft after a page has read it: the founder is told on the list of his applications."""

import pytest
from django.db import connection
from django.urls import reverse

from applications.models import Application
from tests.factories import ApplicationFactory, owner_of
from tests.factories.cases import MONDAY
from tests.factories.documents import handed_in, pdf
from tests.views.test_documents import PLAN, post, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.fixture
def application(client):
    application = ApplicationFactory()
    client.force_login(owner_of(application))
    return application


@pytest.fixture
def ends_before_the_lock(application):
    """Delete the draft when its row is about to be locked: whatever a page reads of it, it has read."""

    def ends_first(execute, sql, params, many, context):
        if "FOR NO KEY UPDATE" in sql:
            Application.objects.filter(pk=application.pk).delete()
        return execute(sql, params, many, context)

    with connection.execute_wrapper(ends_first):
        yield


@pytest.fixture
def paper(application):
    [paper] = handed_in(application, PLAN, at=MONDAY)
    return paper


def assert_told(response):
    assert response.redirect_chain[-1][0] == reverse("home")
    assert "This draft has ended and is deleted." in response.content.decode()


@pytest.mark.parametrize("name", ["remove_document", "take_back_document"])
def test_file_of_a_draft_that_has_ended(client, application, paper, ends_before_the_lock, name):
    assert_told(client.post(url(application, name), {"key": paper.key}, follow=True))


def test_files_for_a_draft_that_has_ended(client, application, ends_before_the_lock):
    assert_told(post(client, application, ("1.pdf", pdf()), ("2.pdf", pdf()), kind=PLAN))


def test_replacing_in_a_draft_that_has_ended(client, application, paper, ends_before_the_lock):
    assert_told(post(client, application, ("1.pdf", pdf()), replaces=paper.key))


def test_withdrawing_a_draft_that_has_ended(client, application, ends_before_the_lock):
    assert_told(client.post(url(application, "withdraw"), {"why": ""}, follow=True))
