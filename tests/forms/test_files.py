"""What may be handed in and what not: a corpus of good and bad files, made here (security T25, T28, T29)."""

import io
import math
import struct
import zlib

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from pypdf.actions import JavaScript
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject

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
TOO_COMPLEX = "The selected file is too complex to be checked. Print or save it anew as a simple PDF and choose that"
EMPTY = "The selected file is empty"


def uploaded(content, name="plan.pdf", content_type="application/pdf"):
    return SimpleUploadedFile(name, content, content_type)


def verdict(content, name="plan.pdf", document=PLAIN):
    """Return the type of a file that is taken, or what is said about one that is not."""
    try:
        return _files.checked(uploaded(content, name), document, until=math.inf).file_type
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


def launch():
    return DictionaryObject({NameObject("/S"): NameObject("/Launch"), NameObject("/F"): TextStringObject("cmd.exe")})


def launching(writer):
    writer._root_object[NameObject("/OpenAction")] = launch()


def when_opened(writer):
    script = DictionaryObject(
        {NameObject("/S"): NameObject("/JavaScript"), NameObject("/JS"): TextStringObject("app.alert(1)")}
    )
    return DictionaryObject({NameObject("/O"): writer._add_object(script)})


def scripted_page(writer):
    writer.pages[0][NameObject("/AA")] = when_opened(writer)


def scripted_above(writer):
    """Viewers inherit from the field above a box, even if no list of fields names it."""
    field = DictionaryObject({NameObject("/AA"): when_opened(writer)})
    box = DictionaryObject({NameObject("/Subtype"): NameObject("/Widget"), NameObject("/Parent"): field})
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(box)])


def buried_behind(fillers):
    """Return what puts a link that starts a program behind so many objects that say nothing."""

    def change(writer):
        link = DictionaryObject({NameObject("/Subtype"): NameObject("/Link"), NameObject("/A"): launch()})
        nothing = (writer._add_object(DictionaryObject()) for _filler in range(fillers))
        writer._root_object[NameObject("/Fillers")] = ArrayObject(nothing)
        writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(link)])

    return change


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
    "a PDF with a script above a box": (pdf(change=scripted_above), "plan.pdf", PLAIN, ACTIVE),
    "a PDF that starts a program": (pdf(change=launching), "plan.pdf", PLAIN, ACTIVE),
    "a PDF with a program behind much else": (pdf(change=buried_behind(20_010)), "plan.pdf", PLAIN, ACTIVE),
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
        TOO_COMPLEX,
    ),
    "an OFD that grows": (
        package([("OFD.xml", OFD_XML), ("a", bytes(_inspect.MOST_UNPACKED))]),
        "licence.ofd",
        LICENCE,
        TOO_COMPLEX,
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
    TOO_COMPLEX: _inspect.COMPLEX,
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
        _files.checked(file, document, until=math.inf)


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
    file = _files.checked(uploaded(picture("PNG"), "scan.png", "text/html"), PLAIN, until=math.inf)

    assert (file.file_type, file.name) == ("png", "scan.png")


def test_file_that_waits_on_the_disk_is_read_from_there():
    file = TemporaryUploadedFile("plan.pdf", "application/pdf", 0, None)
    file.write(pdf())
    file.seek(0)
    file.size = len(pdf())

    assert _files.checked(file, PLAIN, until=math.inf).file_type == "pdf"
