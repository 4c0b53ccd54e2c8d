"""What may be handed in and what not: a corpus of good and bad files, made here (security T25, T28, T29)."""

import io
import resource
import struct
import subprocess
import sys
import time
import zipfile
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from pypdf.actions import JavaScript
from pypdf.generic import DictionaryObject, NameObject, TextStringObject

from applications.forms import _files, _inspect
from applications.rules.documents import KINDS
from tests.factories.documents import OFD_XML, drawing, package, pdf, picture

PLAIN, LICENCE, DRAWINGS = KINDS["DOC-ORDERS"], KINDS["DOC-LICENCE"], KINDS["DOC-FITOUT-DRAWINGS"]
HTML = b"<!doctype html><script>document.title='XSS'</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"><script>1</script></svg>'
EXE = b"MZ\x90\x00" + bytes(60)
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)

TYPE = "The selected file must be a PDF, JPG or PNG"
TYPE_OR_OFD = "The selected file must be a PDF, JPG, PNG or OFD"
UNREADABLE = "The selected file cannot be read. Open it yourself, save it anew and choose that"
PASSWORD = "The selected file is protected with a password. Choose one without"
ACTIVE = "The selected file holds a script, a program or another file. Print it to a new PDF and choose that"
PIXELS = "The selected picture is too large: at most 64,000,000 pixels"
EMPTY = "The selected file is empty"


def uploaded(content, name="plan.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


def verdict(content, name="plan.pdf", document=PLAIN):
    """Return the type of a file that is taken, or what is said about one that is not."""
    try:
        return _files.checked(uploaded(content, name), document).file_type
    except ValidationError as error:
        return error.messages[0]


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def png(width, height, data=b""):
    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(data)) + chunk(b"IEND", b"")


def encrypted_package():
    content = bytearray(package())
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + flags] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def launching(writer):
    action = DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})
    writer._root_object[NameObject("/OpenAction")] = action


def scripted_page(writer):
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    writer.pages[0][NameObject("/AA")] = DictionaryObject({NameObject("/O"): writer._add_object(script)})


GOOD = {
    "a PDF": (pdf(), "plan.pdf", PLAIN, "pdf"),
    "a long PDF": (pdf(pages=300), "plan.pdf", PLAIN, "pdf"),
    "a PDF with its ending in capitals": (pdf(), "PLAN.PDF", PLAIN, "pdf"),
    "a JPG": (picture("JPEG"), "scan.jpg", PLAIN, "jpg"),
    "a JPG named jpeg": (picture("JPEG"), "scan.JPEG", PLAIN, "jpg"),
    "a grey JPG": (picture("JPEG", mode="L"), "scan.jpg", PLAIN, "jpg"),
    "a PNG": (picture("PNG"), "scan.png", PLAIN, "png"),
    "a PNG with transparency": (picture("PNG", mode="RGBA"), "scan.png", PLAIN, "png"),
    "a PNG and HTML behind it": (picture("PNG") + HTML, "scan.png", PLAIN, "png"),  # served as a PNG, to be saved
    "an OFD": (package(), "licence.ofd", LICENCE, "ofd"),
    "a drawing": (drawing(), "plan.dwg", DRAWINGS, "dwg"),
    "an older drawing": (drawing(b"AC1015"), "plan.dwg", DRAWINGS, "dwg"),
    "a Chinese name": (pdf(), "商业计划书（终稿）.pdf", PLAIN, "pdf"),
}
BAD = {
    "HTML as PDF": (HTML, "plan.pdf", PLAIN, TYPE),
    "HTML": (HTML, "a.html", PLAIN, TYPE),
    "HTML behind spaces": (b"   " + HTML, "a.xhtml", PLAIN, TYPE),
    "SVG": (SVG, "logo.svg", PLAIN, TYPE),
    "SVG as PNG": (SVG, "logo.png", PLAIN, TYPE),
    "packed SVG": (zlib.compress(SVG), "logo.svgz", PLAIN, TYPE),
    "GIF with HTML": (b"GIF89a" + HTML, "id.gif", PLAIN, TYPE),
    "a real GIF": (picture("GIF"), "id.gif", PLAIN, TYPE),
    "a TIFF": (picture("TIFF"), "id.tiff", PLAIN, TYPE),
    "a BMP": (picture("BMP"), "id.bmp", PLAIN, TYPE),
    "a WEBP": (picture("WEBP"), "id.png", PLAIN, TYPE),
    "a program": (EXE, "run.exe", PLAIN, TYPE),
    "a program as PDF": (EXE, "plan.pdf", PLAIN, TYPE),
    "a shell script": (b"#!/bin/sh\nrm -rf /", "a.sh", PLAIN, TYPE),
    "text": (b"a business plan", "plan.pdf", PLAIN, TYPE),
    "an old office file": (OLE, "old.xls", PLAIN, TYPE),
    "the test virus": (EICAR, "plan.pdf", PLAIN, TYPE),
    "a package for a document that takes none": (package(), "plan.ofd", PLAIN, TYPE),
    "a drawing for a document that takes none": (drawing(), "plan.dwg", PLAIN, TYPE),
    "an office file as OFD": (package([("[Content_Types].xml", "<a/>")]), "a.ofd", LICENCE, TYPE_OR_OFD),
    "an office file": (package([("word/document.xml", "<a/>")]), "plan.docx", PLAIN, TYPE),
    "zeros": (bytes(5000), "plan.pdf", PLAIN, TYPE),
    "a PDF behind something else": (HTML + pdf(), "plan.pdf", PLAIN, TYPE),
    "the end of a PDF behind something else": (b"text\n%%EOF\n", "plan.pdf", PLAIN, TYPE),
    "nothing": (b"", "empty.pdf", PLAIN, EMPTY),
    "a PDF's first line and HTML": (b"%PDF-1.4\n" + HTML, "plan.pdf", PLAIN, UNREADABLE),
    "half a PDF": (pdf(pages=9)[:700], "plan.pdf", PLAIN, UNREADABLE),
    "a PDF without pages": (pdf(pages=0), "plan.pdf", PLAIN, UNREADABLE),
    "a PDF with a password": (pdf(change=lambda writer: writer.encrypt("secret")), "plan.pdf", PLAIN, PASSWORD),
    "a PDF that only its owner may print": (
        pdf(change=lambda writer: writer.encrypt("", owner_password="secret")),
        "plan.pdf",
        PLAIN,
        PASSWORD,
    ),
    "a PDF that runs a script when it opens": (
        pdf(change=lambda writer: writer.add_open_action(JavaScript("app.alert(1)"))),
        "plan.pdf",
        PLAIN,
        ACTIVE,
    ),
    "a PDF with a script on a page": (pdf(change=scripted_page), "plan.pdf", PLAIN, ACTIVE),
    "a PDF that starts a program": (pdf(change=launching), "plan.pdf", PLAIN, ACTIVE),
    "a PDF with a file in it": (
        pdf(change=lambda writer: writer.add_attachment("run.exe", EXE)),
        "plan.pdf",
        PLAIN,
        ACTIVE,
    ),
    "half a JPG": (picture("JPEG", size=(200, 200))[:400], "scan.jpg", PLAIN, UNREADABLE),
    "a JPG's first bytes and HTML": (b"\xff\xd8\xff\xe0" + HTML, "scan.jpg", PLAIN, UNREADABLE),
    "half a PNG": (picture("PNG", size=(200, 200))[:60], "scan.png", PLAIN, UNREADABLE),
    "a flood of pixels": (png(60_000, 60_000), "scan.png", PLAIN, PIXELS),
    "a few pixels too many": (png(8_000, 8_001), "scan.png", PLAIN, PIXELS),
    "a drawing of no known version": (b"AC9999" + bytes(300), "plan.dwg", DRAWINGS, None),
    "a drawing's first bytes and HTML": (b"AC1015" + HTML, "plan.dwg", DRAWINGS, UNREADABLE),
    "an OFD that climbs out": (
        package([("OFD.xml", OFD_XML), ("../../tmp/slip", "x")]),
        "licence.ofd",
        LICENCE,
        UNREADABLE,
    ),
    "an OFD with a path of its own": (package([("OFD.xml", OFD_XML), ("/etc/x", "x")]), "l.ofd", LICENCE, UNREADABLE),
    "an OFD with a drive": (package([("OFD.xml", OFD_XML), ("C:/x", "x")]), "l.ofd", LICENCE, UNREADABLE),
    "an OFD of too many entries": (
        package([("OFD.xml", OFD_XML), *((f"f{n}", "") for n in range(_inspect.MOST_ENTRIES))]),
        "licence.ofd",
        LICENCE,
        UNREADABLE,
    ),
    "an OFD that grows": (
        package([("OFD.xml", OFD_XML), ("a", bytes(_inspect.MOST_UNPACKED))]),
        "licence.ofd",
        LICENCE,
        UNREADABLE,
    ),
    "an OFD with a password": (encrypted_package(), "licence.ofd", LICENCE, PASSWORD),
    "an OFD that is another thing": (package([("OFD.xml", "<html/>")]), "licence.ofd", LICENCE, UNREADABLE),
    "an OFD that is no XML": (package([("OFD.xml", "OFD")]), "licence.ofd", LICENCE, UNREADABLE),
    "an OFD with entities": (
        package([("OFD.xml", '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/hostname">]><OFD>&e;</OFD>')]),
        "licence.ofd",
        LICENCE,
        UNREADABLE,
    ),
    "half an OFD": (package()[:-30], "licence.ofd", LICENCE, UNREADABLE),
}


@pytest.mark.parametrize(("content", "name", "document", "file_type"), GOOD.values(), ids=GOOD)
def test_good_file_is_taken_for_what_it_is(content, name, document, file_type):
    assert verdict(content, name, document) == file_type


@pytest.mark.parametrize(("content", "name", "document", "said"), BAD.values(), ids=BAD)
def test_bad_file_is_refused_in_words(content, name, document, said):
    expected = said or "The selected file must be a PDF, JPG, PNG or DWG"

    assert verdict(content, name, document) == expected


WORDS = {
    UNREADABLE: _inspect.BROKEN,
    PASSWORD: _inspect.PASSWORD,
    ACTIVE: _inspect.ACTIVE,
    PIXELS: _inspect.PIXELS,
    TYPE_OR_OFD: _inspect.FOREIGN,
    **dict.fromkeys(("pdf", "jpg", "png", "ofd", "dwg"), _inspect.SOUND),
}


@pytest.mark.parametrize(
    ("content", "name", "said"),
    [
        pytest.param(content, name, said, id=of)
        for of, (content, name, _document, said) in [*GOOD.items(), *BAD.items()]
        if said in WORDS
    ],
)
def test_parsers_say_so_themselves(content, name, said):
    """Without the other process, which only keeps them apart."""
    file_type = name.lower().rpartition(".")[2].replace("jpeg", "jpg")

    assert _inspect.verdict(file_type, io.BytesIO(content)) == WORDS[said]


def test_corpus_is_large_enough():
    assert (len(GOOD) >= 10, len(BAD) >= 40) == (True, True)


@pytest.mark.parametrize(
    "name", ["plan.pdf.exe", "plan", "plan.png", "plan.pdf.", ".htaccess", "\u202efdp.exe", "a.jpg"]
)
def test_name_must_end_as_the_file_is(name):
    said = verdict(pdf(), name)

    assert said == "The selected file is a PDF. Give it a name that ends in .pdf and choose it again"


@pytest.mark.parametrize(("document", "limit"), [(PLAIN, 20), (KINDS["DOC-BP"], 50)])
def test_file_that_is_too_large_is_told_the_limit_of_its_document(document, limit):
    file = uploaded(pdf())
    file.size = limit * 1024 * 1024 + 1

    with pytest.raises(ValidationError, match=f"must be smaller than {limit} MB"):
        _files.checked(file, document)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("plan.pdf", "plan.pdf"),
        ("../../../etc/cron.d/x.pdf", "x.pdf"),
        ("..\\..\\x.pdf", "x.pdf"),
        ("C:\\x.pdf", "x.pdf"),
        ("a\x00.pdf", "a.pdf"),
        ("a\r\nSet-Cookie: s=1.pdf", "a Set-Cookie: s=1.pdf"),
        ('a";filename=b.html;".pdf', 'a";filename=b.html;".pdf'),
        ("\u202egnp.exe.pdf", "gnp.exe.pdf"),
        ("文件\u3000一.pdf", "文件 一.pdf"),
        (" .pdf", "DOC-BP.pdf"),
        ("x" * 300 + ".pdf", "x" * 196 + ".pdf"),
        ("a." + "p" * 300, "a." + "p" * 20),
        ("", "DOC-BP"),
        ("x" * 300, "x" * 200),
        ("\ud800a.pdf", "a.pdf"),
        ("℀.pdf", "c.pdf"),  # folded it holds a slash
        ("<img src=x onerror=alert(1)>.pdf", "<img src=x onerror=alert(1)>.pdf"),
    ],
)
def test_name_is_shown_on_one_line_and_nowhere_else(given, shown):
    assert _files.display_name(given, fallback="DOC-BP") == shown


def test_file_is_believed_neither_its_name_nor_its_type():
    file = _files.checked(uploaded(picture("PNG"), "scan.png", "text/html"), PLAIN)

    assert (file.file_type, file.name) == ("png", "scan.png")


def test_file_that_waits_on_the_disk_is_read_from_there():
    file = TemporaryUploadedFile("plan.pdf", "application/pdf", 0, None)
    file.write(pdf())
    file.seek(0)
    file.size = len(pdf())

    assert _files.checked(file, PLAIN).file_type == "pdf"


# What a file may cost ------------------------------------------------------------------------------------------------


def test_parser_that_does_not_end_is_ended(monkeypatch, tmp_path):
    slow = tmp_path / "slow.py"
    slow.write_text("import time; time.sleep(60)")
    monkeypatch.setattr(_files, "PROGRAM", slow)
    monkeypatch.setattr(_files, "SECONDS", 0.3)

    assert verdict(pdf()).startswith("The selected file could not be checked in time")


def test_machine_that_cannot_start_the_program_says_so(monkeypatch):
    monkeypatch.setattr(_files.sys, "executable", "/nonexistent/python")

    assert verdict(pdf()).startswith("The selected file could not be checked in time")


def test_parser_that_dies_has_found_no_good_file(monkeypatch, tmp_path):
    deadly = tmp_path / "deadly.py"
    deadly.write_text("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")
    monkeypatch.setattr(_files, "PROGRAM", deadly)

    assert verdict(pdf()) == UNREADABLE


def test_program_has_limits_and_none_of_our_keys(monkeypatch, tmp_path):
    """T29: five seconds of work, and less memory than a bomb wants."""
    inside = tmp_path / "inside.py"
    inside.write_text(
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import os, resource, _inspect\n"
        "limits = resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE\n"
        "said = lambda: [*(resource.getrlimit(one)[1] for one in limits), 'SECRET_KEY' in os.environ]\n"
        "_inspect.verdict = lambda *_given: ' '.join(map(str, said()))\n"
        "_inspect.main()\n"
    )
    argv = [sys.executable, "-I", str(inside), str(_files.PROGRAM.parent)]

    done = subprocess.run(argv, env=_files.LENT, input=b"", capture_output=True, check=True)  # noqa: S603

    assert done.stdout.decode() == f"{_inspect.CPU_SECONDS} {_inspect.MEMORY} 0 False"
    assert resource.getrlimit(resource.RLIMIT_CPU)[1] != _inspect.CPU_SECONDS  # not of our own process


@pytest.mark.parametrize(
    "bomb",
    [
        pytest.param((png(8_000, 8_000, bytes(8_000 * 24_001)), "scan.png", PLAIN), id="many points"),
        pytest.param(
            (b"%PDF-1.4\n" + b"1 0 obj<</Kids[" * 100_000 + b"\n%%EOF", "plan.pdf", PLAIN),
            id="a PDF of nested brackets",
        ),
        pytest.param((pdf(pages=4_000), "plan.pdf", PLAIN), id="many pages"),
    ],
)
def test_heavy_file_is_answered_in_time(bomb):
    """T29: ten seconds, whatever it is."""
    begin = time.monotonic()

    assert verdict(*bomb) in {"png", "pdf", UNREADABLE}
    assert time.monotonic() - begin < _files.SECONDS + 1


def test_whatever_is_given_to_the_parsers_is_answered_with_a_word():
    """Every prefix and every changed byte of small good files, without the other process."""
    words = {_inspect.SOUND, _inspect.BROKEN, _inspect.FOREIGN, _inspect.PASSWORD, _inspect.ACTIVE, _inspect.PIXELS}
    for file_type, content in (("pdf", pdf()), ("jpg", picture("JPEG")), ("png", picture("PNG")), ("ofd", package())):
        step = max(len(content) // 60, 1)
        for at in range(0, len(content), step):
            changed = content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]
            for given in (content[:at], changed):
                assert _inspect.verdict(file_type, io.BytesIO(given)) in words


def test_directory_of_a_package_that_lies_about_its_sizes_is_found_out():
    content = package([("OFD.xml", OFD_XML), ("a", bytes(5_000_000))])
    lying = content.replace(struct.pack("<I", 5_000_000), struct.pack("<I", 10))

    assert zipfile.ZipFile(io.BytesIO(lying)).infolist()[1].file_size == 10
    assert verdict(lying, "licence.ofd", LICENCE) == UNREADABLE
