"""``make demo``: the whole product on this machine, in one foreground process that leaves nothing behind."""

import contextlib
import hashlib
import http.client
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator, Mapping
from types import FrameType
from typing import Any, Never

from incubator.devstack import environment, processes, servers
from incubator.devstack.place import PROJECT, Lock, Place, Trouble

DEFAULT_PORT = "8000"
SERVES_WITHIN = 60.0  # seconds
READY_WITHIN = 15.0
MANAGE = (sys.executable, "manage.py")


class Stopped(Exception):
    """Somebody asked us to stop."""


def main() -> int:
    if "MAKELEVEL" in os.environ:
        processes.end_with_parent()  # make may be killed as well as we
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        run(Place.of_project(), port=chosen_port())
    except Stopped:
        say("Stopped. The data is kept.")
        return 0
    except Trouble as trouble:
        sys.stderr.write(f"{trouble}\n")
        return 1


def _stop(_number: int, _frame: FrameType | None) -> Never:
    """Leave whatever we are doing, once: stopping in order is not to be disturbed."""
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    say("\nStopping ...")
    raise Stopped


def say(text: str) -> None:
    with contextlib.suppress(OSError):  # the terminal may be gone
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()


def chosen_port() -> int:
    """Return the port of the environment.

    :raises Trouble: if that is none.
    """
    given = os.environ.get("PORT") or DEFAULT_PORT
    if not given.isdecimal() or not 0 < int(given) < 2**16:
        raise Trouble(f"PORT={given} is not a port: use a number from 1 to 65535.")
    return int(given)


def run(place: Place, *, port: int) -> Never:
    """Start everything and stay until stopped.

    :raises Stopped: when it was.
    :raises Trouble: if something does not start or ends by itself.
    """
    site = f"http://127.0.0.1:{port}"
    place.prepare()
    with owned(place) as lock:
        require_free(port)
        lock.note(f"{os.getpid()} {site}/")
        wanted = servers.missing()
        say("Starting the servers ...")
        with servers.started(place, wanted, along={"SITE_URL": os.environ.get("SITE_URL", site)}) as running:
            set_environment(place, running.variables, wanted=wanted)
            logins = prepare(place, seeds_freely="DATABASE_URL" in wanted)
            with product(place, port) as started:
                children = (*running.children, *started)
                wait_until_ready(children, port)
                say(welcome(place, site, logins))
                watch(children)


@contextlib.contextmanager
def owned(place: Place) -> Iterator[Lock]:
    """Hold the place alone.

    :raises Trouble: if a demo or a command runs on it.
    """
    with Lock(place.run / "servers.lock") as lock:
        if not lock.taken():
            process, _, address = lock.read().partition(" ")
            if address:
                raise Trouble(f"The demo runs already, as process {process}: {address}")
            raise Trouble(f"A command (process {process}) uses the embedded servers: start again when it has ended.")
        yield lock


def require_free(port: int) -> None:
    """:raises Trouble: if another program has the port."""
    with socket.socket() as line:
        line.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            line.bind(("127.0.0.1", port))
        except OSError as error:
            raise Trouble(
                f"Port {port} cannot be had ({error.strerror}): stop the program that uses it, "
                f"or choose another one with PORT={port + 1 if port < 2**16 - 1 else port - 1} make demo.",
            ) from error


def set_environment(place: Place, variables: Mapping[str, str], *, wanted: set[str]) -> None:
    os.environ.update(variables, INCUBATOR_VAR=str(place.var), PYTHONUNBUFFERED="1")
    # What the embedded default allows, somebody's own database does not.
    os.environ.pop("INCUBATOR_EMBEDDED", None)
    if "DATABASE_URL" in wanted:
        os.environ["INCUBATOR_EMBEDDED"] = "1"
    environment.complete(environment.secret_key(place.var))


def prepare(place: Place, *, seeds_freely: bool) -> dict[str, Any]:
    """Bring database, static files and demo data up to date and return the logins."""
    say("Preparing the database ...")
    manage(place, "migrate", "--no-input")
    collect_static(place)
    say("Loading the demo district ...")
    said = manage(place, "seed_demo", "--json", *(() if seeds_freely else ("--only-if-empty", "--i-know")))
    with contextlib.suppress(ValueError):
        logins = json.loads(said)
        if isinstance(logins, dict):
            return logins
    return {}


def manage(place: Place, command: str, *arguments: str) -> str:
    return processes.run(command, [*MANAGE, command, *arguments], place=place, environment=dict(os.environ))


def collect_static(place: Place) -> None:
    """Collect the static files if one of them, or a package that brings some, has changed."""
    state = hashlib.sha256((PROJECT / "requirements.txt").read_bytes())
    folders = (PROJECT / "static", *PROJECT.glob("applications/**/static"))
    for path in sorted(path for folder in folders for path in folder.rglob("*")):
        state.update(f"{path} {path.stat().st_size} {path.stat().st_mtime_ns}\n".encode())
    stamp = PROJECT / "staticfiles" / ".collected"
    stamp.parent.mkdir(exist_ok=True)
    with Lock(stamp.with_name(".lock")) as lock:
        lock.take()  # two demos with places of their own share these files
        if not stamp.exists() or stamp.read_text() != state.hexdigest():
            say("Collecting the static files ...")
            manage(place, "collectstatic", "--no-input")
            stamp.write_text(state.hexdigest())


@contextlib.contextmanager
def product(place: Place, port: int) -> Iterator[tuple[processes.Child, ...]]:
    """Run web, worker and beat."""
    celery = (sys.executable, "-m", "celery", "--app", "incubator", "--quiet")
    commands = {
        "web": (
            *(sys.executable, "-m", "gunicorn", "incubator.wsgi", "--bind", f"127.0.0.1:{port}"),
            *("--workers", "2", "--threads", "4", "--graceful-timeout", "5", "--no-control-socket"),
        ),
        "worker": (*celery, "worker", "--concurrency", "2", "--without-gossip", "--without-mingle"),
        "beat": (*celery, "beat", "--pidfile", "", "--schedule", str(place.run / "beat.schedule")),
    }
    children: list[processes.Child] = []
    try:
        for name, argv in commands.items():
            children.append(processes.start(name, argv, place=place, environment=os.environ))
        yield tuple(children)
    finally:
        processes.stop(children)


def wait_until_ready(children: tuple[processes.Child, ...], port: int) -> None:
    """Wait until pages are served, and a little for everything behind them.

    :raises Trouble: if no page is served.
    """
    say("Starting web, worker and beat ...")
    begin = time.monotonic()
    while (waited := time.monotonic() - begin) < SERVES_WITHIN:
        require_alive(children)
        if answers(port, "/readyz") or (waited > READY_WITHIN and answers(port, "/healthz")):
            return
        time.sleep(0.1)
    raise Trouble(f"No page is served after {SERVES_WITHIN:.0f} s; web said last:\n{children[-3].last_words()}")


def answers(port: int, path: str) -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        line.request("GET", path)
        return line.getresponse().status == http.HTTPStatus.OK
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def require_alive(children: tuple[processes.Child, ...]) -> None:
    """:raises Trouble: if one has ended."""
    for child in children:
        if child.ended():
            raise child.obituary()


def watch(children: tuple[processes.Child, ...]) -> Never:
    while True:
        require_alive(children)
        time.sleep(0.5)


def welcome(place: Place, site: str, logins: Mapping[str, Any]) -> str:
    """Return what a newcomer needs to know now."""
    people = [
        [str(person.get(key) or "") for key in ("email", "role", "department")]
        for person in logins.get("logins") or []
        if isinstance(person, dict)
    ]
    widths = [max(map(len, column)) for column in zip(*people, strict=True)]
    table = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in people]
    return "\n".join(
        [
            f"Ready: {site}/",
            *(
                [f"Logins, all with the password {logins.get('password')}"]
                if table
                else ["No demo data was loaded: applications stand in the database already."]
            ),
            *(f"  {line}" for line in table),
            f"Officials' desk: {site}/desk/",
            f"Mails: {place.shown(place.var / 'mail')}/  Logs: {place.shown(place.log)}/",
            "Ctrl-C stops all of it.",
        ],
    )


if __name__ == "__main__":
    sys.exit(main())
