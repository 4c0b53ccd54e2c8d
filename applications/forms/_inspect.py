"""Opens one handed-in file and says in a word what is wrong with it.

It runs as a program of its own (``_files`` starts it), with little time and memory: what a file
does to a parser ends here and costs the web server nothing. It imports nothing of ours.
"""

import io
import re
import resource
import sys
import zipfile
from collections import deque
from collections.abc import Callable, Iterator, Mapping
from typing import Any, BinaryIO
from xml.parsers import expat

from PIL import Image
from pypdf import PdfReader
from pypdf.generic import IndirectObject

SOUND, BROKEN, FOREIGN, PASSWORD = "sound", "broken", "foreign", "password"
ACTIVE, PIXELS, COMPLEX = "active", "pixels", "complex"

CPU_SECONDS = 5  # after which the system ends us by SIGXCPU
MEMORY = 768 * 1024 * 1024  # of addresses, most of which are never touched
MOST_PIXELS = 64_000_000  # an A4 page at 700 dpi, or a good telephone's picture
MOST_OBJECTS = 100_000  # of a PDF: what half of the time suffices for; a scan of 300 pages has some thousands
MOST_ENTRIES = 5_000
MOST_UNPACKED = 200 * 1024 * 1024

ACTING = ("/JavaScript", "/Launch")
HOLDING = {"/JavaScript", "/EmbeddedFiles", "/XFA"}
NOT_FOLLOWED = {"/StructTreeRoot"}  # the tags may be more than all the rest, and start nothing
DRAWING = re.compile(rb"AC10(?:1[245]|18|2[147]|32)\0{5}")  # AutoCAD R13 to the format of 2018
FOREIGN_PATH = re.compile(r"^[/\\]|^[A-Za-z]:|(?:^|[/\\])\.\.(?:[/\\]|$)|\\")
OFD_ROOT = re.compile(r"(?:http://www\.ofdspec\.org/2016 )?OFD")


class _Doctype(Exception):
    """No OFD declares entities."""


class _TooMuch(Exception):
    """More than can be looked at: what nobody has seen is not sound."""


def verdict(file_type: str, stream: BinaryIO) -> str:
    """Return what is wrong with a file of ``file_type``; whatever a parser raises, it is broken."""
    try:
        return CHECKS[file_type](stream)
    except (_TooMuch, MemoryError):
        return COMPLEX
    except Exception:  # noqa: BLE001 -- the parsers raise dozens of kinds, and all of them say the same
        return BROKEN


def _pdf(stream: BinaryIO) -> str:
    reader = PdfReader(stream)
    if reader.is_encrypted:
        return PASSWORD
    if not len(reader.pages):
        return BROKEN
    return ACTIVE if any(_acts(part) for part in _parts(reader)) else SOUND


def _parts(reader: PdfReader) -> Iterator[Mapping[str, Any]]:
    """Yield the dictionaries of a document from its root outwards, each once.

    :raises _TooMuch: before one of them is left out.
    """
    seen: set[int] = set()
    waiting: deque[Any] = deque([reader.trailer["/Root"]])
    while waiting:
        part = waiting.popleft()
        if isinstance(part, IndirectObject):
            if part.idnum in seen:
                continue
            if len(seen) == MOST_OBJECTS:
                raise _TooMuch
            seen.add(part.idnum)
            part = part.get_object()
        if isinstance(part, dict):
            yield part
            waiting.extend(value for key, value in dict.items(part) if key not in NOT_FOLLOWED)
        elif isinstance(part, list):
            waiting.extend(part)


def _acts(part: Mapping[str, Any]) -> bool:
    """Tell whether a dictionary starts something, or carries a file inside the document."""
    holds_a_file = "/EF" in part and ("/F" in part or "/UF" in part)
    return holds_a_file or ("/S" in part and part["/S"] in ACTING) or not HOLDING.isdisjoint(part)


def _picture(kind: str) -> Callable[[BinaryIO], str]:
    def check(stream: BinaryIO) -> str:
        try:
            with Image.open(stream, formats=[kind]) as picture:
                if picture.width * picture.height > MOST_PIXELS:
                    return PIXELS
                picture.load()
        except Image.DecompressionBombError:
            return PIXELS
        return SOUND

    return check


def _ofd(stream: BinaryIO) -> str:
    """Check the package by its directory first: nothing is unpacked of one that promises too much."""
    with zipfile.ZipFile(stream) as package:
        entries = package.infolist()
        if len(entries) > MOST_ENTRIES or sum(entry.file_size for entry in entries) > MOST_UNPACKED:
            raise _TooMuch
        if "OFD.xml" not in package.NameToInfo:
            return FOREIGN
        if any(FOREIGN_PATH.search(entry.filename) for entry in entries):
            return BROKEN
        if any(entry.flag_bits & 1 for entry in entries):
            return PASSWORD
        if package.testzip() is not None:
            return BROKEN
        return SOUND if OFD_ROOT.fullmatch(_root_of(package.read("OFD.xml"))) else BROKEN


def _root_of(xml: bytes) -> str:
    """Return the name of the outermost element."""

    def refuse(*_said: object) -> None:
        raise _Doctype

    names: list[str] = []
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = refuse
    parser.StartElementHandler = lambda name, _attributes: names.append(name)
    parser.Parse(xml, True)  # noqa: FBT003 -- expat's own way to say that this is all
    return names[0]


def _dwg(stream: BinaryIO) -> str:
    return SOUND if DRAWING.match(stream.read(16)) else BROKEN


CHECKS: Mapping[str, Callable[[BinaryIO], str]] = {
    "pdf": _pdf,
    "jpg": _picture("JPEG"),
    "png": _picture("PNG"),
    "ofd": _ofd,
    "dwg": _dwg,
}


def main() -> None:
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS + 1))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    given = sys.stdin.buffer
    sys.stdout.write(verdict(sys.argv[1], given if given.seekable() else io.BytesIO(given.read())))


if __name__ == "__main__":
    main()
