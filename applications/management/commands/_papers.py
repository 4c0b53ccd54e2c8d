"""The documents of the demo's start-ups: one page each, made here, with the name of the document and of the company."""

import re
from collections.abc import Iterable
from datetime import datetime

from django.core.files.base import ContentFile

from applications.models import Application, User
from applications.rules.documents import KINDS
from applications.states import FileType
from applications.workflow import documents


def hand_in(application: Application, kinds: Iterable[str], *, by: User, at: datetime) -> None:
    """Hand in a paper for each of ``kinds``, as the founder's page does with a file that it has looked into."""
    for kind in kinds:
        title = KINDS[kind].name_en
        documents.upload(
            application=application,
            by=by,
            at=at,
            kind=kind,
            content=ContentFile(paper(title, application.company_name_en)),
            name=f"{re.sub(' */ *', ', ', title)}.pdf",
            file_type=FileType.PDF,
        )


def paper(*lines: str) -> bytes:
    """Return a PDF of one page with ``lines`` in plain letters."""
    shown = " ".join(f"({_escaped(line)}) Tj T*" for line in (*lines, "Demo document, fictional."))
    text = f"BT /F1 18 Tf 30 TL 72 750 Td {shown} ET".encode("ascii", "replace")
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] >>",
        b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(text), text),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    )
    body, places = b"%PDF-1.7\n", []
    for number, content in enumerate(objects, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    tail = b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(body))
    return body + head + table + tail


def _escaped(text: str) -> str:
    return re.sub(r"([()\\])", r"\\\1", text)
