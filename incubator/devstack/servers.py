"""Who starts the embedded servers, who borrows them, when they stop.

One process owns them: it holds ``run/servers.lock``. Others that come
meanwhile are its guests: they share ``run/guests.lock``. A command that owns
them stops them when its last guest has gone; the demo does not wait.
"""

import contextlib
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from incubator.devstack import postgres, processes, valkey
from incubator.devstack.place import Lock, Place, Trouble

VARIABLES = ("DATABASE_URL", "REDIS_URL")
EMPTY: Mapping[str, str] = {}
PATIENCE = 60.0  # seconds for an owner to have its servers ready


@dataclass(frozen=True, kw_only=True)
class Running:
    """Servers that answer."""

    variables: dict[str, str]
    children: tuple[processes.Child, ...] = ()

    @property
    def borrowed(self) -> bool:
        return not self.children


def missing() -> set[str]:
    """Return the variables that name no server yet: what the environment names always wins, each by itself."""
    return {name for name in VARIABLES if not os.environ.get(name)}


@contextlib.contextmanager
def started(
    place: Place, wanted: Collection[str], *, along: Mapping[str, str] = EMPTY, trial: bool = False
) -> Iterator[Running]:
    """Run the wanted servers. The caller owns the place; guests get the variables ``along`` too.

    What is only for a trial may be lost with the power, and is faster.
    """
    note = place.run / "servers.json"
    _remove_leftovers(note)
    sockets = Path(tempfile.mkdtemp(prefix="incubator-", dir=place.scratch))
    children: list[processes.Child] = []
    variables = dict(along)
    try:
        if "DATABASE_URL" in wanted:
            care = postgres.FLEETING if trial else postgres.LASTING
            children.append(postgres.start(place, sockets, care=care))
            variables["DATABASE_URL"] = postgres.url(sockets)
        if "REDIS_URL" in wanted:
            children.append(valkey.start(place, sockets, care=valkey.FLEETING if trial else valkey.LASTING))
            variables["REDIS_URL"] = valkey.url(sockets)
        _write(note, {"sockets": str(sockets), "variables": variables})
        yield Running(variables=variables, children=tuple(children))
    finally:
        note.unlink(missing_ok=True)
        processes.stop(children)
        shutil.rmtree(sockets, ignore_errors=True)


def _write(note: Path, content: dict[str, object]) -> None:
    draft = note.with_suffix(".draft")
    draft.write_text(json.dumps(content))
    draft.rename(note)


def _remove_leftovers(note: Path) -> None:
    """Remove the sockets of an owner that was killed."""
    with contextlib.suppress(OSError, ValueError, KeyError):
        sockets = Path(json.loads(note.read_text())["sockets"])
        if sockets.name.startswith("incubator-"):
            shutil.rmtree(sockets, ignore_errors=True)
    note.unlink(missing_ok=True)


@contextlib.contextmanager
def lent(place: Place) -> Iterator[Running]:
    """Lend both servers: those that run, or some started for as long as this lasts.

    :raises Trouble: if neither is possible.
    """
    place.prepare()
    with Lock(place.run / "servers.lock") as owner, Lock(place.run / "guests.lock") as guests:
        while not owner.taken():
            # An owner that is about to stop its servers lets no guest in.
            guests.share()
            if running := _running(place, owner):
                yield running
                return
            guests.release()
        owner.note(str(os.getpid()))
        with started(place, VARIABLES) as running:
            try:
                yield running
            finally:
                if not guests.taken():
                    sys.stderr.write("Waiting for another command that uses the embedded servers.\n")
                    guests.take()


def _running(place: Place, owner: Lock) -> Running | None:
    """Return the servers of the owner once they answer; nothing, if there is no owner any more.

    :raises Trouble: if they are not ours to use, or never answer.
    """
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if owner.taken():
            return None
        with contextlib.suppress(OSError, ValueError):
            noted = json.loads((place.run / "servers.json").read_text())
            if not noted["variables"].keys() >= set(VARIABLES):
                raise Trouble(
                    "The demo that runs here uses a server of yours: "
                    "set DATABASE_URL and REDIS_URL for this command as you did for the demo.",
                )
            if valkey.answers(Path(noted["sockets"])):
                return Running(variables=noted["variables"])
        time.sleep(0.05)
    raise Trouble(f"The embedded servers of process {owner.read()} do not answer after {PATIENCE:.0f} s.")
