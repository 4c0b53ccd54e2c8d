"""Looks at a handed-in file before anybody keeps it: its name, its size, what it is by its content, whether it opens.

The name and what the browser says of the type are believed in nothing. A file is opened in a process of its own
(``_inspect``), which may use little time and memory.
"""

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import puremagic
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import TemporaryUploadedFile, UploadedFile
from django.utils.translation import gettext as _

from applications.forms import _inspect
from applications.forms._fields import tidied
from applications.reading.documents import formats_in_words
from applications.rules.form import Document

MOST_SIGNS = 200  # of a name
SECONDS = 10  # in which a file must have been opened
SECONDS_TOGETHER = 15  # and all files of one request; the web server waits longer (gunicorn.conf.py)
MEGABYTE = 1024 * 1024
HEAD = 8 * 1024  # bytes that tell what a file is
SIGNATURES: Mapping[str, str] = {".pdf": "pdf", ".jpg": "jpg", ".png": "png", ".dwg": "dwg", ".zip": "ofd"}
ENDINGS: Mapping[str, tuple[str, ...]] = {"jpg": (".jpg", ".jpeg")}
LATE, UNSEEN = "late", "unseen"
PROGRAM = Path(_inspect.__file__)
# Python may need them to start at all; our keys and passwords stand in the environment too.
LENT = {name: os.environ[name] for name in ("PATH", "LD_LIBRARY_PATH") if name in os.environ}


@dataclass(frozen=True, kw_only=True)
class CheckedFile:
    """A file that is what its name says, and that opens."""

    content: UploadedFile
    name: str
    file_type: str


def checked(file: UploadedFile, document: Document, *, until: float) -> CheckedFile:
    """Return ``file`` with its name tidied. ``until`` is when the time of the whole request is over (``deadline``).

    :raises ValidationError: saying what the founder can do about it.
    """
    size = file.size or 0
    if not size:
        raise ValidationError(_("The selected file is empty"))
    if size > document.max_mb * MEGABYTE:
        raise ValidationError(_("The selected file must be smaller than %(size)s MB") % {"size": document.max_mb})
    file_type = _type_of(file)
    if file_type not in document.formats:
        raise _wrong_type(document)
    name = display_name(file.name or "", fallback=document.code)
    if not name.lower().endswith(ENDINGS.get(file_type, (f".{file_type}",))):
        message = _("The selected file is a %(type)s. Give it a name that ends in .%(ending)s and choose it again")
        raise ValidationError(message % {"type": file_type.upper(), "ending": file_type})
    _require_sound(_verdict(file, file_type, until=until), document)
    return CheckedFile(content=file, name=name, file_type=file_type)


def deadline() -> float:
    """Return when the files that are handed in now must all have been opened."""
    return time.monotonic() + SECONDS_TOGETHER


def display_name(given: str, *, fallback: str) -> str:
    """Return the name as people may see it: one line, no signs that hide or turn text, at most 200 signs."""
    base = re.split(r"[/\\]", tidied(given))[-1]
    seen = "".join(sign if sign.isprintable() else " " if sign.isspace() else "" for sign in base)
    stem, dot, ending = " ".join(seen.split()).rpartition(".")
    if not dot:
        return ending[:MOST_SIGNS] or fallback
    ending = ending[:20]
    return f"{stem.strip()[: MOST_SIGNS - 1 - len(ending)] or fallback}.{ending}"


def _type_of(file: UploadedFile) -> str:
    """Return what the first bytes say; nothing for what we do not know."""
    file.seek(0)
    head = file.read(HEAD)
    try:
        # It also knows files by their last bytes, which anybody may append to anything.
        found = {match.extension for match in puremagic.magic_string(head) if head.startswith(match.byte_match)}
    except puremagic.PureError:
        return ""
    return next((file_type for ending, file_type in SIGNATURES.items() if ending in found), "")


def _wrong_type(document: Document) -> ValidationError:
    return ValidationError(_("The selected file must be a %(formats)s") % {"formats": formats_in_words(document)})


def _require_sound(verdict: str, document: Document) -> None:
    if verdict == _inspect.FOREIGN:
        raise _wrong_type(document)
    if verdict != _inspect.SOUND:
        raise ValidationError(
            {
                _inspect.PASSWORD: _("The selected file is protected with a password. Choose one without"),
                _inspect.ACTIVE: _(
                    "The selected file holds a script, a program or another file. Print it to a new PDF and choose that"
                ),
                _inspect.PIXELS: _("The selected picture is too large: at most %(most)s pixels")
                % {"most": f"{_inspect.MOST_PIXELS:,}"},
                _inspect.COMPLEX: _(
                    "The selected file is too complex to be checked. Print or save it anew as a simple PDF "
                    "and choose that"
                ),
                LATE: _("The selected file could not be checked in time. Try again, or choose a simpler one"),
                UNSEEN: _("There was no time left to check this file with the others. Choose it again on its own"),
            }.get(verdict, _("The selected file cannot be read. Open it yourself, save it anew and choose that"))
        )


def _verdict(file: UploadedFile, file_type: str, *, until: float) -> str:
    """Let the other process open the file; return its word, or nothing if it died over it."""
    seconds = min(SECONDS, until - time.monotonic())
    if seconds <= 0:
        return UNSEEN
    file.seek(0)
    try:
        if isinstance(file, TemporaryUploadedFile):
            with Path(file.temporary_file_path()).open("rb") as stream:
                done = _inspected(file_type, seconds, stdin=stream)
        else:
            done = _inspected(file_type, seconds, input=file.read())
    except subprocess.TimeoutExpired:
        return LATE if seconds == SECONDS else UNSEEN
    except OSError:
        return LATE
    if done.returncode == -signal.SIGXCPU:
        return _inspect.COMPLEX
    return done.stdout.decode() if done.returncode == 0 else ""


def _inspected(file_type: str, seconds: float, **given: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(  # noqa: S603 -- our own program
        [sys.executable, "-I", str(PROGRAM), file_type],
        **given,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        timeout=seconds,
        env=LENT,
        cwd="/",
        check=False,
    )
