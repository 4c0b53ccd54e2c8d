"""What a file may cost, and what is said of one that costs more (security T29)."""

import io
import resource
import runpy
import struct
import subprocess
import sys
import time
import zipfile

import pytest
from django.utils.datastructures import MultiValueDict
from pypdf.generic import DecodedStreamObject, DictionaryObject, NameObject

from applications.forms import _files, _inspect
from applications.forms.documents import HandInForm
from incubator.devstack.place import PROJECT
from tests.factories.documents import OFD_XML, package, pdf, picture
from tests.forms.test_files import LICENCE, PLAIN, TOO_COMPLEX, TYPE, UNREADABLE, png, uploaded, verdict

TOO_SLOW = "The selected file could not be checked in time. Try again, or choose a simpler one"
UNSEEN = "There was no time left to check this file with the others. Choose it again on its own"
# Sees through a small file at once, and through no other.
SLOW = "import sys, time; time.sleep(60 * (len(sys.stdin.buffer.read()) > 5000)); print(end='sound')"


@pytest.fixture
def inspected_by(monkeypatch, tmp_path):
    """Return what lets another program look at the files."""

    def inspect(code):
        program = tmp_path / "program.py"
        program.write_text(code)
        monkeypatch.setattr(_files, "PROGRAM", program)

    return inspect


def scanned(writer):
    """Give each page a picture, and the text that was read in it behind the picture."""
    for page in writer.pages:
        image, text, marks = (DecodedStreamObject() for _stream in range(3))
        image.update({NameObject("/Subtype"): NameObject("/Image"), NameObject("/Filter"): NameObject("/DCTDecode")})
        image.set_data(picture("JPEG"))
        font = DictionaryObject({NameObject("/Type"): NameObject("/Font")})
        font[NameObject("/ToUnicode")] = writer._add_object(marks)
        fonts = [(NameObject(f"/F{number}"), writer._add_object(font.clone(writer))) for number in range(8)]
        drawn = DictionaryObject({NameObject("/Im0"): writer._add_object(image)})
        used = {NameObject("/XObject"): drawn, NameObject("/Font"): DictionaryObject(fonts)}
        page[NameObject("/Resources")] = DictionaryObject(used)
        page[NameObject("/Contents")] = writer._add_object(text)


def test_scan_of_three_hundred_pages_is_taken():
    assert verdict(pdf(pages=300, change=scanned)) == "pdf"


def test_pdf_of_more_objects_than_are_looked_at_is_not_taken_unseen(monkeypatch):
    content = pdf(pages=20)
    monkeypatch.setattr(_inspect, "MOST_OBJECTS", 10)

    assert _inspect.verdict("pdf", io.BytesIO(content)) == _inspect.COMPLEX


def test_pdf_of_just_so_many_objects_is_looked_at(monkeypatch):
    content = pdf(pages=20)
    monkeypatch.setattr(_inspect, "MOST_OBJECTS", 22)  # with the root and the list of the pages

    assert _inspect.verdict("pdf", io.BytesIO(content)) == _inspect.SOUND


def test_file_that_needs_all_memory_is_too_complex(monkeypatch):
    def greedy(_stream):
        raise MemoryError

    monkeypatch.setitem(_inspect.CHECKS, "pdf", greedy)

    assert _inspect.verdict("pdf", io.BytesIO()) == _inspect.COMPLEX


@pytest.mark.parametrize(
    "code",
    ["print(end='complex')", "import os, signal; os.kill(os.getpid(), signal.SIGXCPU)"],
    ids=["as it says", "as its time is over"],
)
def test_too_complex_file_is_refused_with_what_to_do(inspected_by, code):
    inspected_by(code)

    assert verdict(pdf()) == TOO_COMPLEX


def test_parser_that_does_not_end_is_ended(inspected_by, monkeypatch):
    inspected_by("import time; time.sleep(60)")
    monkeypatch.setattr(_files, "SECONDS", 0.3)

    assert verdict(pdf()) == TOO_SLOW


def test_files_of_one_request_share_one_time(inspected_by, monkeypatch):
    """Ten files of ten seconds each would hold the request for longer than anybody waits."""
    inspected_by(SLOW)
    monkeypatch.setattr(_files, "SECONDS", 1)
    monkeypatch.setattr(_files, "SECONDS_TOGETHER", 2)
    papers = [("1.pdf", pdf()), *((f"{n}.pdf", pdf(pages=40)) for n in (2, 3, 4)), ("5.pdf", b"MZ")]
    files = MultiValueDict({"papers": [uploaded(content, name) for name, content in papers]})

    form = HandInForm({}, files, document=PLAIN)

    said = [f"2.pdf: {TOO_SLOW}", f"3.pdf: {UNSEEN}", f"4.pdf: {UNSEEN}", f"5.pdf: {TYPE}"]
    assert form.errors["papers"] == said
    assert [file.name for file in form.checked] == ["1.pdf"]


def test_files_of_one_request_are_answered_before_the_web_server_gives_up():
    served = runpy.run_path(str(PROJECT / "gunicorn.conf.py"))

    assert _files.SECONDS < _files.SECONDS_TOGETHER < served["timeout"] / 2


def test_machine_that_cannot_start_the_program_says_so(monkeypatch):
    monkeypatch.setattr(_files.sys, "executable", "/nonexistent/python")

    assert verdict(pdf()) == TOO_SLOW


def test_parser_that_dies_has_found_no_good_file(inspected_by):
    inspected_by("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)")

    assert verdict(pdf()) == UNREADABLE


def test_program_has_limits_and_none_of_our_keys(monkeypatch, tmp_path):
    """T29: five seconds of work, and less memory than a bomb wants."""
    inside = tmp_path / "inside.py"
    inside.write_text(
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "import os, resource, _inspect\n"
        "limits = resource.RLIMIT_CPU, resource.RLIMIT_AS, resource.RLIMIT_FSIZE\n"
        "said = lambda: [*sum(map(resource.getrlimit, limits), ()), 'SECRET_KEY' in os.environ]\n"
        "_inspect.verdict = lambda *_given: ' '.join(map(str, said()))\n"
        "_inspect.main()\n"
    )
    argv = [sys.executable, "-I", str(inside), str(_files.PROGRAM.parent)]

    done = subprocess.run(argv, env=_files.LENT, input=b"", capture_output=True, check=True)  # noqa: S603

    seconds, memory = _inspect.CPU_SECONDS, _inspect.MEMORY
    assert done.stdout.decode() == f"{seconds} {seconds + 1} {memory} {memory} 0 0 False"
    assert resource.getrlimit(resource.RLIMIT_CPU)[0] != seconds  # not of our own process


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
    words = {_inspect.SOUND, _inspect.BROKEN, _inspect.FOREIGN, _inspect.PASSWORD, _inspect.ACTIVE, _inspect.COMPLEX}
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
