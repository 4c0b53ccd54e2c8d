"""What several of the founders' pages are tried with."""

import pytest

from tests.factories import ApplicationFactory, owner_of


@pytest.fixture
def application(client):
    """An empty draft whose owner is signed in."""
    application = ApplicationFactory()
    client.force_login(owner_of(application))
    return application
