"""Whatever is posted to the page of the documents: no fault of ours, and nothing else is changed (T28, T38)."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from applications.ledger import files
from applications.models import Attachment
from tests.factories.documents import handed_in, pdf, stored

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

PLAN = "DOC-BP"


@pytest.fixture
def storage(settings, tmp_path):
    settings.MEDIA_ROOT = str(tmp_path)
    return tmp_path


def url(application, name="documents"):
    return reverse(name, args=[application.reference])


def multipart(name, content):
    """Return a form with one file, written by hand: Django's client would tidy its name."""
    return b"".join(
        (
            b'--x\r\nContent-Disposition: form-data; name="kind"\r\n\r\nDOC-BP\r\n',
            b'--x\r\nContent-Disposition: form-data; name="papers"; filename="' + name + b'"\r\n\r\n',
            content,
            b"\r\n--x--\r\n",
        )
    )


FORGED = ["", "x", "\x00", "../../etc/passwd", "2026/09/14/" + "0" * 32, "2026/09/14/" + "z" * 32, "a" * 1_000_000]


@pytest.mark.parametrize("key", FORGED, ids=range(len(FORGED)))
@pytest.mark.parametrize("name", ["remove_document", "take_back_document"])
def test_forged_key_finds_nothing(client, application, name, key):
    assert client.post(url(application, name), {"key": key}).status_code == HTTPStatus.NOT_FOUND


BAD_POSTS = [
    {},
    {"kind": ""},
    {"kind": "DOC-NONE"},
    {"kind": "\x00"},
    {"kind": "\ud800".encode("utf-8", "surrogatepass")},
    {"kind": "a" * 1_000_000},
    {"kind": [PLAN, "DOC-NONE"]},
    {"kind": PLAN, "papers": "text and no file"},
    {"kind": PLAN, "papers": ["a", "b"]},
    {"kind": PLAN, "papers": ""},
    {"kind": PLAN, "replaces": ""},
    {"kind": PLAN, "replaces": "\x00"},
    {"kind": PLAN, "replaces": "a" * 1_000_000},
    {"kind": "DOC-NONE", "replaces": "2026/09/14/" + "0" * 32},
    {"another": "1"},
    {"another": "1", "kind": "\x00"},
    {"another": "1", "kind": PLAN, "papers": "text"},
    {"another": "1", "replaces": "x"},
    {"state": "submitted", "scan": "clean", "key": "x", "set_aside_at": "2026-01-01"},
    {f"field-{number}": "x" for number in range(2_000)},
]
BAD_NAMES = [
    b"\x00.pdf",
    b'a\\"b.pdf',
    b"../../x.pdf",
    b"..\\..\\x.pdf",
    b"/etc/passwd.pdf",
    b"x" * 5_000 + b".pdf",
    b".",
    b"..",
    b"",
    b" ",
    b".pdf",
    b"\xff\xfe.pdf",
    "\u202egnp.exe".encode(),
    "\u2028.pdf".encode(),
    b"\xed\xa0\x80.pdf",
    b"CON",
    b"%2e%2e%2fx.pdf",
    b"&#0;.pdf",
]
BAD_CONTENTS = [b"", b"\x00" * 100, b"%PDF-", "文".encode(), b"PK\x03\x04" + bytes(50), b"\x89PNG\r\n\x1a\n", b"AC1015"]


@pytest.mark.parametrize("data", BAD_POSTS, ids=range(len(BAD_POSTS)))
def test_bad_input_is_no_fault_of_ours_and_changes_nothing(client, application, data):
    handed_in(application, "DOC-ORDERS")

    response = client.post(url(application), data)

    assert response.status_code in {HTTPStatus.OK, HTTPStatus.NOT_FOUND}
    assert Attachment.objects.count() == 1


@pytest.mark.parametrize("name", BAD_NAMES, ids=range(len(BAD_NAMES)))
def test_bad_name_is_no_fault_of_ours(client, application, storage, name):
    """T28: whatever it is called, it lies under a name of ours."""
    body = multipart(name, pdf())

    response = client.post(url(application), body, content_type="multipart/form-data; boundary=x")

    assert response.status_code in {HTTPStatus.OK, HTTPStatus.FOUND, HTTPStatus.BAD_REQUEST}
    assert stored(storage) == list(application.attachments.values_list("key", flat=True))
    assert all(files.KEY.fullmatch(key) for key in stored(storage))


@pytest.mark.parametrize("content", BAD_CONTENTS, ids=range(len(BAD_CONTENTS)))
def test_bad_content_is_no_fault_of_ours(client, application, storage, content):
    body = multipart(b"plan.pdf", content)

    response = client.post(url(application), body, content_type="multipart/form-data; boundary=x")

    assert response.status_code == HTTPStatus.OK
    assert stored(storage) == []


@pytest.mark.parametrize("body", [b"", b"--x", b'--x\r\nContent-Disposition: form-data; name="kind"', b"\x00" * 1000])
def test_torn_request_is_no_fault_of_ours(client, application, body):
    response = client.post(url(application), body, content_type="multipart/form-data; boundary=x")

    assert response.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND}


@pytest.mark.parametrize("key", FORGED, ids=range(len(FORGED)))
def test_page_ignores_a_forged_wish_to_replace(client, application, key):
    handed_in(application, PLAN)

    assert client.get(url(application), {"replace": key[:2000]}).status_code == HTTPStatus.OK
