"""How a file leaves the storage, and how much may come in at once."""

import io
from http import HTTPStatus
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.models import Attachment
from applications.states import Role
from applications.workflow import documents
from incubator import uploads
from incubator.uploads import Spool
from tests.factories import (
    MONDAY,
    DepartmentFactory,
    FounderFactory,
    MembershipFactory,
    OfficialFactory,
)
from tests.factories.cases import sent
from tests.factories.documents import handed_in, names, pdf, set_aside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar", "years")]

MEGABYTE = 1024 * 1024


def get(client, attachment):
    """Return the answer and what came with it."""
    response = client.get(reverse("file", args=[attachment.key]))
    return response, response.getvalue() if response.streaming else b""


def status(client, attachment):
    return get(client, attachment)[0].status_code


# Out -----------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("file_type", "content_type"),
    [
        ("pdf", "application/pdf"),
        ("jpg", "image/jpeg"),
        ("png", "image/png"),
        ("ofd", "application/octet-stream"),
        ("dwg", "image/vnd.dwg"),
    ],
)
def test_file_is_handed_out_to_be_saved_and_never_to_be_run(client, application, file_type, content_type):
    """T27."""
    [attachment] = handed_in(application, "DOC-BP", content=b"the bytes", name="plan.x", file_type=file_type)

    response, content = get(client, attachment)

    assert content == b"the bytes"
    assert {name: response.headers[name] for name in sorted(response.headers) if name.startswith("C")} == {
        "Cache-Control": "private, no-store",
        "Content-Disposition": 'attachment; filename="plan.x"',
        "Content-Language": "en",
        "Content-Length": "9",
        "Content-Security-Policy": "sandbox; default-src 'none'",
        "Content-Type": content_type,
        "Cross-Origin-Opener-Policy": "same-origin",
        "Cross-Origin-Resource-Policy": "same-origin",
    }
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("商业计划书.pdf", "attachment; filename*=utf-8''%E5%95%86%E4%B8%9A%E8%AE%A1%E5%88%92%E4%B9%A6.pdf"),
        ('a";filename=b.html;".pdf', 'attachment; filename="a\\";filename=b.html;\\".pdf"'),
    ],
)
def test_name_reaches_the_browser_whole(client, application, name, disposition):
    """RFC 6266."""
    [attachment] = handed_in(application, "DOC-BP", name=name)

    assert get(client, attachment)[0].headers["Content-Disposition"] == disposition


def test_nothing_is_posted_to_a_file(client, application):
    [attachment] = handed_in(application, "DOC-BP")

    assert client.post(reverse("file", args=[attachment.key])).status_code == HTTPStatus.METHOD_NOT_ALLOWED


def test_founder_reads_what_he_has_removed_until_he_sends(client, application):
    [attachment] = handed_in(application, "DOC-BP")
    set_aside(attachment)

    assert status(client, attachment) == HTTPStatus.OK


def test_infected_file_is_handed_out_to_nobody(client, application):
    [attachment] = handed_in(application, "DOC-BP")
    Attachment.objects.update(scan="infected")

    assert status(client, attachment) == HTTPStatus.NOT_FOUND


def test_file_that_is_lost_is_not_found_and_noted(client, application, settings, tmp_path, caplog):
    settings.MEDIA_ROOT = str(tmp_path)
    [attachment] = handed_in(application, "DOC-BP")
    (tmp_path / attachment.key).unlink()

    assert status(client, attachment) == HTTPStatus.NOT_FOUND
    assert "A file is not in the storage" in caplog.text


def test_nobody_else_finds_the_file(client, application):
    """T12: by the address, after signing out, by the way it lies in the storage."""
    [attachment] = handed_in(application, "DOC-BP")
    page = reverse("file", args=[attachment.key])
    wrong = page[:-2] + ("0" if page[-2] != "0" else "1") + "/"

    assert client.get(wrong).status_code == HTTPStatus.NOT_FOUND
    paths = [f"/media/{attachment.key}", f"/static/{attachment.key}", f"/{attachment.key}", page.rstrip("/")[:-1] + "/"]
    assert {client.get(path).status_code for path in paths} == {HTTPStatus.NOT_FOUND}
    for person in (FounderFactory(), OfficialFactory(), OfficialFactory(role=Role.INTAKE)):
        client.force_login(person)
        assert client.get(page).status_code == HTTPStatus.NOT_FOUND
    client.logout()
    assert client.get(page).url.startswith(reverse("account_login"))


def test_member_reads_the_file_until_he_leaves_the_team(client, application):
    [attachment] = handed_in(application, "DOC-BP")
    membership = MembershipFactory(application=application, role="viewer")
    client.force_login(membership.person)
    assert status(client, attachment) == HTTPStatus.OK

    membership.delete()

    assert status(client, attachment) == HTTPStatus.NOT_FOUND


def test_official_reads_the_file_of_a_case_that_was_sent(client):
    attachment = sent().attachments.get()
    client.force_login(OfficialFactory(role=Role.LEAD, department=DepartmentFactory(code="IPE")))

    assert status(client, attachment) == HTTPStatus.OK


# In ------------------------------------------------------------------------------------------------------------------


def documents_page(application):
    return reverse("documents", args=[application.reference])


def test_request_that_is_too_large_is_answered_by_a_page_and_not_read_into_anything(client, application, settings):
    """T31."""
    settings.REQUEST_MAX_SIZE = 2 * MEGABYTE
    large = SimpleUploadedFile("plan.pdf", bytes(3 * MEGABYTE))

    response = client.post(documents_page(application), {"kind": "DOC-BP", "papers": large})

    assert response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    assert "may have 2 MB together" in response.content.decode()
    assert not application.attachments.exists()


def test_nobody_needs_to_be_signed_in_to_be_told_so(client, settings):
    settings.REQUEST_MAX_SIZE = 10

    assert client.post("/language/", {"language": "en" * 100}).status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


@pytest.mark.parametrize("length", ["-1", "x", "", "1e9", "٣"])
def test_length_that_is_no_number_is_no_fault_of_ours(client, length):
    response = client.post("/language/", {"language": "en"}, CONTENT_LENGTH=length)

    assert response.status_code < HTTPStatus.INTERNAL_SERVER_ERROR


def test_what_is_far_too_large_is_not_even_thrown_away(client, settings):
    class Unread(io.BytesIO):
        def read(self, *_size):
            raise AssertionError

    settings.REQUEST_MAX_SIZE = 10

    response = client.generic("POST", "/language/", CONTENT_LENGTH="41", **{"wsgi.input": Unread()})

    assert response.status_code == HTTPStatus.REQUEST_ENTITY_TOO_LARGE


def test_largest_document_fits_into_a_request(settings):
    largest = max(document.max_mb for document in documents.rules.KINDS.values())

    assert largest * MEGABYTE < settings.REQUEST_MAX_SIZE


def test_large_file_waits_on_the_disk_and_leaves_nothing_there(client, application, settings, tmp_path):
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path)
    large = SimpleUploadedFile("plan.pdf", pdf() + bytes(3 * MEGABYTE))

    client.post(documents_page(application), {"kind": "DOC-BP", "papers": large})

    assert names(application) == ["plan.pdf"]
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("many", [1, 2])
def test_full_disk_is_told_on_the_page(client, application, settings, tmp_path, many):
    """D18: there is no such folder, as there is no room in a full one."""
    settings.FILE_UPLOAD_TEMP_DIR = str(tmp_path / "full")
    papers = [SimpleUploadedFile(f"{number}.pdf", bytes(3 * MEGABYTE)) for number in range(many)]

    html = client.post(documents_page(application), {"kind": "DOC-BP", "papers": papers}).content.decode()

    assert "A file could not be stored on our side. Try again later" in html
    assert names(application) == []


class Full(io.BytesIO):
    """A disk that is full once it holds ten bytes."""

    name = "/nonexistent"

    def write(self, data):
        if len(data) > 10:
            raise OSError(28, "No space left on device")
        return super().write(data)

    def seek(self, *where):
        raise OSError(28, "No space left on device")

    def close(self):
        raise OSError(28, "No space left on device")


@pytest.mark.parametrize(
    "step", [lambda spool: spool.receive_data_chunk(bytes(11), 0), lambda spool: spool.file_complete(5)]
)
def test_disk_that_fills_up_on_the_way_leaves_the_file_out(rf, step):
    request = rf.post("/")
    spool = Spool(request)
    spool.file = Full()

    try:
        left = step(spool)
    except uploads.SkipFile:
        left = None

    assert (left, uploads.has_failed(request)) == (None, True)


def test_spool_is_the_one_that_is_used(settings):
    assert settings.FILE_UPLOAD_HANDLERS[-1] == f"{Spool.__module__}.{Spool.__name__}"
    assert Path(settings.MEDIA_ROOT) not in {Path(settings.STATIC_ROOT or "/"), *map(Path, settings.STATICFILES_DIRS)}


def test_moment_of_handing_in_is_that_of_the_page(client, application, time_machine):
    time_machine.move_to(MONDAY, tick=False)

    client.post(documents_page(application), {"kind": "DOC-BP", "papers": SimpleUploadedFile("plan.pdf", pdf())})

    assert application.attachments.get().uploaded_at == MONDAY
