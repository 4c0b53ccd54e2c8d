"""The demo as a newcomer starts it: one process with servers and data of its own, and the mails it writes."""

import contextlib
import signal
import socket
import subprocess
import sys
import threading
import time
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest

from incubator.devstack.place import PROJECT
from tests.stack.conftest import bare

STARTS_WITHIN = 180  # seconds; the first start makes a database and loads the district
STOPS_WITHIN = 60
DELIVERED_WITHIN = 30
LEAVES_WITHIN = 10


class Demo:
    """``python -m incubator.demo`` in a place of its own. It may be stopped and started again."""

    def __init__(self, place):
        self.place = place
        self.port = _free_port()
        self.site = f"http://127.0.0.1:{self.port}"
        self.mailbox = Mailbox(place.var / "mail")
        self.process = None

    def start(self):
        """Start it and return what it said, up to the address at which it is ready."""
        # As under make: it ends with us, however we end.
        environment = bare(self.place) | {"PORT": str(self.port), "MAKELEVEL": "1"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "incubator.demo"],
            env=environment,
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        alarm = threading.Timer(STARTS_WITHIN, self.process.kill)
        alarm.start()
        said = []
        for line in self.process.stdout:
            said.append(line)
            if line.startswith("Ready: "):
                alarm.cancel()
                return said
        alarm.cancel()
        self.process.wait()
        self.process.stdout.close()
        return pytest.fail("The demo did not get ready:\n" + "".join(said))

    def stop(self):
        """Press Ctrl-C; return how it ended and what it said last."""
        self.process.send_signal(signal.SIGINT)
        said, _ = self.process.communicate(timeout=STOPS_WITHIN)
        return self.process.returncode, said.splitlines()[-2:]

    def kill(self):
        if self.process and self.process.poll() is None:
            self.process.kill()
            self.process.communicate()

    def living(self):
        """Return the command lines of the processes that still work for this demo, after a moment to end in."""
        end = time.monotonic() + LEAVES_WITHIN
        while (found := _living(self.place)) and time.monotonic() < end:
            time.sleep(0.1)
        return found


def _free_port():
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        return line.getsockname()[1]


def _living(place):
    mark, found = str(place.var).encode(), []
    for folder in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            command = (folder / "cmdline").read_bytes()
            if mark in command + (folder / "environ").read_bytes():
                found.append(command.replace(b"\0", b" ").decode())
    return found


class Mailbox:
    """The folder in which the demo leaves its mails."""

    def __init__(self, folder):
        self.folder = folder

    def to(self, address, kind):
        """Return the mails of one kind to one person, without waiting."""
        return [mail for mail in self._mails() if (mail["To"], mail["X-Mail-Kind"]) == (address, kind)]

    def the(self, kind, *, to, about=""):
        """Wait for the worker to bring a mail, and return it; ``about`` is a word of its subject."""
        end = time.monotonic() + DELIVERED_WITHIN
        while time.monotonic() < end:
            found = [mail for mail in self.to(to, kind) if about in mail["Subject"]]
            if found:
                return found[-1]
            time.sleep(0.1)
        there = sorted(path.name for path in self.folder.glob("*.eml"))
        return pytest.fail(f"No mail {kind} to {to} about {about!r}; there are: {', '.join(there)}")

    def _mails(self):
        for path in sorted(self.folder.glob("*.eml")):
            mail = BytesParser(policy=policy.default).parsebytes(path.read_bytes())
            if mail.get_content().strip():  # else it is being written just now
                yield mail
