"""Files that are what they say, made in code, and documents handed in without anybody looking into them."""

import io
import zipfile
from datetime import timedelta

from django.core.files.base import ContentFile
from PIL import Image
from pypdf import PdfWriter

from applications.workflow import documents
from tests.factories import MONDAY, owner_of

LATER = MONDAY + timedelta(hours=2)
OFD_XML = '<?xml version="1.0" encoding="UTF-8"?><ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016" Version="1.1"/>'


def handed_in(application, *kinds, by=None, at=MONDAY, content=b"%PDF-1.7 a test", name="plan.pdf", file_type="pdf"):
    """Hand one file in for each of ``kinds``; what is in it is not read."""
    return [
        documents.upload(
            application=application,
            by=by or owner_of(application),
            at=at,
            kind=kind,
            content=ContentFile(content),
            name=name,
            file_type=file_type,
        )
        for kind in kinds
    ]


def replace(attachment, *, by=None, name="new.pdf", content=b"%PDF new"):
    return documents.replace(
        attachment=attachment,
        by=by or owner_of(attachment.application),
        at=LATER,
        content=ContentFile(content),
        name=name,
        file_type="pdf",
    )


def set_aside(attachment, *, by=None, at=MONDAY):
    return documents.set_aside(attachment=attachment, by=by or owner_of(attachment.application), at=at)


def take_back(attachment, *, by=None):
    return documents.take_back(attachment=attachment, by=by or owner_of(attachment.application), at=LATER)


def names(application):
    """Return the names of what is handed in."""
    return list(application.attachments.in_use().order_by("pk").values_list("name", flat=True))


def stored(storage):
    """Return what lies in the folder of the storage."""
    return sorted(str(path.relative_to(storage)) for path in storage.rglob("*") if path.is_file())


def pdf(*, pages=1, change=lambda _writer: None):
    """Return a PDF; ``change`` may do something to its writer first."""
    writer = PdfWriter()
    for _page in range(pages):
        writer.add_blank_page(595, 842)
    change(writer)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def picture(kind, *, size=(8, 6), mode="RGB"):
    written = io.BytesIO()
    Image.new(mode, size, 128).save(written, kind)
    return written.getvalue()


def package(entries=(("OFD.xml", OFD_XML), ("Doc_0/Document.xml", "<a/>"))):
    """Return a zip; without ``entries`` named it is a small OFD."""
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as archive:
        for entry, content in entries:
            archive.writestr(entry, content)
    return written.getvalue()


def drawing(version=b"AC1032"):
    return version + bytes(5) + b"\x00\x01" + bytes(500)
