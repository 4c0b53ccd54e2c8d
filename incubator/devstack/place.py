"""Where the files of the embedded servers lie, and who holds them."""

import fcntl
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Self

PROJECT = Path(__file__).resolve().parents[2]
# A socket's path holds 107 bytes on Linux and 103 on macOS; this leaves room for the name of the file.
LONGEST_SOCKET_FOLDER = 80


class Trouble(Exception):
    """What went wrong, in words for the person at the terminal."""


@dataclass(frozen=True, kw_only=True)
class Place:
    """One set of servers: what they keep, what they say, which processes they are."""

    var: Path
    scratch: Path

    @classmethod
    def of_project(cls) -> Self:
        """Return the place of the demo: ``var/``, or where ``INCUBATOR_VAR`` says."""
        scratch = Path(tempfile.gettempdir())
        if len(os.fsencode(scratch)) > LONGEST_SOCKET_FOLDER - len("/incubator-12345678"):
            scratch = Path("/tmp")  # noqa: S108 -- the folder made in it is private and its name cannot be guessed
        return cls(var=Path(os.environ.get("INCUBATOR_VAR") or PROJECT / "var").resolve(), scratch=scratch)

    @property
    def run(self) -> Path:
        return self.var / "run"

    @property
    def log(self) -> Path:
        return self.var / "log"

    def prepare(self) -> None:
        """Make the folders.

        :raises Trouble: if we may not, mostly because another account made them.
        """
        try:
            for folder in (self.var, self.run, self.log):
                folder.mkdir(parents=True, exist_ok=True)
            (self.run / "servers.lock").touch()
        except OSError as error:
            raise Trouble(
                f"Cannot write {error.filename} ({error.strerror}). If another account made it, "
                f"run the command as that account, or remove {self.var}.",
            ) from error

    def shown(self, path: Path) -> str:
        """Return ``path`` as a person in the project's folder would type it."""
        return str(path.relative_to(PROJECT) if path.is_relative_to(PROJECT) else path)


class Lock:
    """A file that one process holds, or several share. The kernel lets go of it when they die, however they die."""

    def __init__(self, path: Path) -> None:
        self._file: IO[str] = path.open("a+")

    def taken(self) -> bool:
        """Take it alone and tell whether that worked; never wait."""
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def take(self) -> None:
        """Take it alone, once everybody else has let go of it."""
        fcntl.flock(self._file, fcntl.LOCK_EX)

    def share(self) -> None:
        """Hold it together with others."""
        fcntl.flock(self._file, fcntl.LOCK_SH)

    def release(self) -> None:
        fcntl.flock(self._file, fcntl.LOCK_UN)

    def note(self, text: str) -> None:
        """Leave a line for those who find it taken."""
        self._file.truncate(0)
        self._file.write(text)
        self._file.flush()

    def read(self) -> str:
        """Return the line of the one who holds it."""
        self._file.seek(0)
        return self._file.read().strip()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._file.close()
