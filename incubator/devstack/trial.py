"""Servers of their own for tests and benchmarks, in a folder of their own that goes away with them."""

import contextlib
import os
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from incubator.devstack import environment, servers
from incubator.devstack.place import Lock, Place

PREFIX = "incubator-trial-"
JUST_MADE = 60  # seconds in which its owner may not hold it yet


@contextlib.contextmanager
def ready() -> Iterator[None]:
    """Set the environment for a trial: servers that the environment names already, or new ones; never the demo's data.

    It stays set afterwards, since settings were read from it.
    """
    remove_abandoned()
    base = Path(tempfile.mkdtemp(prefix=PREFIX, dir=Place.of_project().scratch))
    base.chmod(0o711)  # for the account that PostgreSQL runs as under root
    place = Place(var=base, scratch=base)
    place.prepare()
    with Lock(place.run / "servers.lock") as lock:
        lock.take()
        with servers.started(place, servers.missing(), trial=True) as running:
            os.environ.update(running.variables, INCUBATOR_VAR=str(place.var))
            environment.complete(environment.secret_key(place.var))
            yield
        shutil.rmtree(base, ignore_errors=True)


def remove_abandoned() -> None:
    """Remove the folders of trials that were killed."""
    for base in Place.of_project().scratch.glob(f"{PREFIX}*"):
        with contextlib.suppress(OSError), Lock(base / "run" / "servers.lock") as lock:
            if lock.taken() and time.time() - base.stat().st_mtime > JUST_MADE:
                shutil.rmtree(base, ignore_errors=True)
