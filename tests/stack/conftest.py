"""Places for servers, and an environment that names none."""

import os
import shutil
import tempfile
from contextlib import contextmanager
from pathlib import Path

import pytest

from incubator.devstack import servers
from incubator.devstack.place import PROJECT, Place

SETTINGS = {
    *("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "SITE_URL", "ALLOWED_HOSTS", "INCUBATOR_EMBEDDED"),
    *("PORT", "MAKELEVEL", "PYTEST_XDIST_WORKER"),
}


@contextmanager
def new_place():
    """An empty place that any account can reach, as a project's folder outside /root is."""
    base = Path(tempfile.mkdtemp(prefix="incubator-stack-"))
    base.chmod(0o711)
    place = Place(var=base, scratch=base)
    place.prepare()
    try:
        yield place
    finally:
        shutil.rmtree(base, ignore_errors=True)


@pytest.fixture
def place():
    with new_place() as place:
        yield place


@pytest.fixture(scope="session")
def used_place():
    """A place whose servers have run before, since making a database takes a while."""
    with new_place() as place:
        with servers.started(place, servers.VARIABLES, trial=True):
            pass
        yield place


def bare(place):
    """Return the environment of somebody who has named no server."""
    kept = {key: value for key, value in os.environ.items() if key not in SETTINGS}
    return kept | {"INCUBATOR_VAR": str(place.var), "PYTHONPATH": str(PROJECT)}
