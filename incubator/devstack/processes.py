"""Child processes that never outlive the command that started them."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from incubator.devstack.place import PROJECT, Place, Trouble

PR_SET_PDEATHSIG = 1
LAST_LINES = 12
PATIENCE = 15.0  # seconds for a process to end by itself; then it is killed
_LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


def bound_to_us(death_signal: signal.Signals) -> Callable[[], None]:
    """Return what a child does before its program: ask for ``death_signal`` when its parent dies, even by SIGKILL.

    The kernel means the thread that forked, so children are started from the
    main thread. It forgets the wish when the account changes, so subprocess
    changes that first.
    """
    parent = os.getpid()

    def bind() -> None:
        if _LIBC is not None:
            _LIBC.prctl(PR_SET_PDEATHSIG, int(death_signal))
        if os.getppid() != parent:
            os._exit(1)

    return bind


def end_with_parent() -> None:
    """Ask for SIGTERM when whoever started us dies."""
    if _LIBC is not None:
        _LIBC.prctl(PR_SET_PDEATHSIG, int(signal.SIGTERM))


def started_at(pid: int) -> str | None:
    """Return when the kernel started a living process: with the pid it is never that of another one."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return None
    return None if fields[0] == "Z" else fields[19]


@dataclass(frozen=True, kw_only=True)
class Child:
    """A process of ours that runs until it is told to stop."""

    name: str
    process: subprocess.Popen[bytes]
    stop_signal: signal.Signals
    log: Path
    log_start: int
    pidfile: Path

    def ended(self) -> bool:
        return self.process.poll() is not None

    def last_words(self) -> str:
        """Return what it wrote last, since it was started."""
        with self.log.open("rb") as log:
            log.seek(self.log_start)
            said = log.read().decode(errors="replace").splitlines()
        return "\n".join(f"    {line}" for line in said[-LAST_LINES:]) or "    (it wrote nothing)"

    def obituary(self) -> Trouble:
        """Return what to tell of its unwished end."""
        return Trouble(
            f"{self.name} has ended by itself (exit code {self.process.returncode}). It said last, in {self.log}:\n"
            f"{self.last_words()}",
        )


def start(
    name: str,
    argv: Sequence[str],
    *,
    place: Place,
    environment: Mapping[str, str],
    stop_signal: signal.Signals = signal.SIGTERM,
    folder: Path = PROJECT,
    **account: Any,
) -> Child:
    """Start a child in a session of its own, so that Ctrl-C reaches us alone and we stop it in order."""
    pidfile = place.run / f"{name}.pid"
    stop_leftover(pidfile, stop_signal)
    log = place.log / f"{name}.log"
    with log.open("ab") as out:
        log_start = out.tell()
        process: subprocess.Popen[bytes] = subprocess.Popen(  # noqa: S603 -- our own programs, no shell
            argv,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            env=environment,
            start_new_session=True,
            preexec_fn=bound_to_us(stop_signal),  # noqa: PLW1509 -- one thread, and it calls nothing but the kernel
            cwd=folder,
            **account,
        )
    pidfile.write_text(f"{process.pid} {started_at(process.pid)}")
    return Child(name=name, process=process, stop_signal=stop_signal, log=log, log_start=log_start, pidfile=pidfile)


def run(name: str, argv: Sequence[str], *, place: Place, environment: Mapping[str, str]) -> str:
    """Run a command to its end and return what it printed.

    :raises Trouble: if it fails.
    """
    log = place.log / f"{name}.log"
    with log.open("wb") as complaints:
        done = subprocess.run(  # noqa: S603 -- our own programs, no shell
            argv,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=complaints,
            env=environment,
            cwd=PROJECT,
            start_new_session=True,
            preexec_fn=bound_to_us(signal.SIGTERM),
            check=False,
        )
    if done.returncode:
        said = log.read_text(errors="replace").splitlines()[-LAST_LINES:]
        raise Trouble("\n    ".join([f"{name} failed (exit code {done.returncode}). It said last, in {log}:", *said]))
    return done.stdout.decode()


def wait_until(ready: Callable[[], bool], child: Child, *, seconds: float = 30) -> None:
    """Wait for a child to serve, and stop it if it never does.

    :raises Trouble: if it ends instead, or takes too long.
    """
    try:
        _wait_until(ready, child, seconds)
    except BaseException:
        stop([child])
        raise


def _wait_until(ready: Callable[[], bool], child: Child, seconds: float) -> None:
    end = time.monotonic() + seconds
    while not ready():
        if child.ended():
            raise child.obituary()
        if time.monotonic() > end:
            raise Trouble(f"{child.name} is not ready after {seconds:.0f} s. It said last:\n{child.last_words()}")
        time.sleep(0.02)


def stop(children: Iterable[Child]) -> None:
    """Stop children, all at once, and what they started with them."""
    children = list(children)
    for child in children:
        if not child.ended():
            with contextlib.suppress(ProcessLookupError):
                child.process.send_signal(child.stop_signal)
    end = time.monotonic() + PATIENCE
    for child in children:
        with contextlib.suppress(subprocess.TimeoutExpired):
            child.process.wait(max(0.0, end - time.monotonic()))
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(child.process.pid, signal.SIGKILL)
        child.process.wait()
        child.pidfile.unlink(missing_ok=True)


def stop_leftover(pidfile: Path, stop_signal: signal.Signals) -> None:
    """Stop the process that our own pid file names, if it still lives: its launcher was killed and could not."""
    try:
        number, since = pidfile.read_text().split()
        pid = int(number)
    except (OSError, ValueError):
        return
    end = time.monotonic() + PATIENCE
    while started_at(pid) == since:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, stop_signal if time.monotonic() < end else signal.SIGKILL)
        time.sleep(0.05)
    pidfile.unlink(missing_ok=True)
