"""A storage of files that a test can look at."""

import pytest

from tests.fakes import MoodyStorage


@pytest.fixture
def storage(settings, tmp_path):
    """A storage of our own, so that a test can look at all of it."""
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


@pytest.fixture
def moody(storage, settings):
    """The same storage, which may be made to fail."""
    settings.STORAGES = {**settings.STORAGES, "default": {"BACKEND": "tests.fakes.MoodyStorage"}}
    return MoodyStorage
