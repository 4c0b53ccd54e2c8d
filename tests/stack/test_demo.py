"""The demo's launcher: what it says when something stands in the way, and that it leaves nothing behind."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest

from incubator import demo
from incubator.devstack import processes
from incubator.devstack.place import PROJECT, Lock, Trouble
from tests.stack.conftest import bare

pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")


@pytest.fixture
def taken_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        line.listen()
        yield line.getsockname()[1]


@pytest.mark.enable_socket
def test_a_port_in_use_is_told_before_anything_starts(place, taken_port):
    done = subprocess.run(
        [sys.executable, "-m", "incubator.demo"],
        env=bare(place) | {"PORT": str(taken_port)},
        cwd=PROJECT,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        f"Port {taken_port} cannot be had (Address already in use): stop the program that uses it, "
        f"or choose another one with PORT={taken_port + 1} make demo.\n"
    )
    assert not (place.var / "postgres").exists()


@pytest.mark.parametrize("port", ["http", "0", "70000", "-1"])
def test_a_port_that_is_none_is_told(monkeypatch, port):
    monkeypatch.setenv("PORT", port)

    with pytest.raises(Trouble, match=f"PORT={port} is not a port"):
        demo.chosen_port()


@pytest.mark.parametrize(
    ("note", "told"),
    [
        ("42 http://127.0.0.1:8000/", r"^The demo runs already, as process 42: http://127\.0\.0\.1:8000/$"),
        ("42", r"^A command \(process 42\) uses the embedded servers"),
    ],
)
def test_a_place_in_use_is_told(place, note, told):
    with Lock(place.run / "servers.lock") as lock:
        lock.taken()
        lock.note(note)

        with pytest.raises(Trouble, match=told), demo.owned(place):
            pass


def test_a_child_that_ends_is_told_with_its_last_words(place):
    child = processes.start("worker", ["sh", "-c", "echo broken; exit 5"], place=place, environment=dict(os.environ))
    child.process.wait()

    with pytest.raises(Trouble, match=r"(?s)worker has ended by itself \(exit code 5\).*worker\.log:\n    broken"):
        demo.require_alive((child,))


def test_the_welcome_names_address_and_logins_and_bears_a_seed_without_any(place):
    people = [
        {"email": "founder-a@demo.example", "role": "founder", "department": None},
        {"email": "lead@demo.example", "role": "lead", "department": "IPE"},
    ]

    some = demo.welcome(place, "http://127.0.0.1:8000", {"password": "open sesame", "logins": people})
    none = demo.welcome(place, "http://127.0.0.1:8000", {})

    assert some.splitlines()[:4] == [
        "Ready: http://127.0.0.1:8000/",
        "Logins, all with the password open sesame",
        "  founder-a@demo.example  founder",
        "  lead@demo.example       lead     IPE",
    ]
    assert none.splitlines()[:2] == [
        "Ready: http://127.0.0.1:8000/",
        "No demo data was loaded: applications stand in the database already.",
    ]


@contextmanager
def running_demo(place, port):
    """The demo as a process that ends with the block."""
    environment = bare(place) | {"PORT": str(port)}
    argv = [sys.executable, "-m", "incubator.demo"]
    said = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(argv, env=environment, cwd=PROJECT, **said) as process:  # noqa: S603 -- our own
        yield process
        process.kill()


def said_until(process, beginning):
    """Return what the demo says up to the line that begins so."""
    said = []
    for line in process.stdout:
        said.append(line)
        if line.startswith(beginning):
            return said
    return pytest.fail("".join(said))


def living(place):
    """Return the command lines of processes that work in a place, or for it."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command, variables = (folder / "cmdline").read_bytes(), (folder / "environ").read_bytes()
        except OSError:
            continue
        if str(place.var).encode() in command + variables:
            found.append(command.replace(b"\0", b" ").decode())
    return found


@pytest.mark.enable_socket
def test_the_demo_leaves_nothing_behind_and_keeps_its_data(used_place, taken_port):
    port = taken_port + 1 if taken_port < 65535 else taken_port - 1
    with running_demo(used_place, port) as first:
        said_until(first, "Ready: ")
        first.kill()
    end = time.monotonic() + 20
    while living(used_place) and time.monotonic() < end:
        time.sleep(0.1)
    after_kill = living(used_place)

    begin = time.monotonic()
    with running_demo(used_place, port) as second:
        said_until(second, "Ready: ")
        took = time.monotonic() - begin
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
        line.request("GET", "/healthz")
        health = line.getresponse().status
        line.close()
        second.send_signal(signal.SIGTERM)
        rest, _ = second.communicate(timeout=40)

    assert after_kill == []
    assert took < 10
    assert (health, second.returncode) == (200, 0)
    assert rest.splitlines()[-2:] == ["Stopping ...", "Stopped. The data is kept."]
    assert living(used_place) == []
