"""Servers of the benchmark's own, as careful with their data as those of production."""

import contextlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import django

from incubator.devstack import environment, servers, trial
from incubator.devstack.place import Lock, Place


@contextlib.contextmanager
def ready() -> Iterator[None]:
    """Start both, whatever servers the environment names, and set Django up on them.

    Unlike the tests' they wait for the disk (``synchronous_commit`` and ``fsync`` are on).
    """
    trial.remove_abandoned()
    scratch = Place.of_project().scratch
    base = Path(tempfile.mkdtemp(prefix=trial.PREFIX, dir=scratch))
    base.chmod(0o711)  # for the account that PostgreSQL runs as under root
    place = Place(var=base, scratch=scratch)
    place.prepare()
    with Lock(place.run / "servers.lock") as lock:
        lock.take()
        try:
            with servers.started(place, servers.VARIABLES) as running:
                os.environ.update(running.variables, INCUBATOR_VAR=str(base), LOG_LEVEL="WARNING", DEBUG="off")
                environment.complete(environment.secret_key(base))
                os.environ.setdefault("DJANGO_SETTINGS_MODULE", "incubator.settings")
                django.setup()
                yield
        finally:
            shutil.rmtree(base, ignore_errors=True)
