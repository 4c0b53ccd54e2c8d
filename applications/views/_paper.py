"""One application as a document: what was answered, handed in and signed, the same on the page and in the PDF."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from applications.forms import offer, steps
from applications.forms.steps import StepCase
from applications.models import Application, Snapshot
from applications.models.documents import name_of_kind
from applications.templatetags.words import day, moment
from applications.views import _draft

NOTHING = "\N{EN DASH}"
SIGNS_OF_HASH = 12  # enough to compare by eye
# Language and region as a PDF names them.
LANGUAGES = {"en": ("en", "GB"), "zh-hans": ("zh", "CN")}


@dataclass(frozen=True, kw_only=True)
class Said:
    """A question and what was answered, in the language of the page."""

    label: str
    value: str | list[str]


@dataclass(frozen=True, kw_only=True)
class Section:
    title: str
    lines: list[Said]


@dataclass(frozen=True, kw_only=True)
class Paper:
    """The document. ``at`` is the moment at which it came to say this; ``sha256`` is empty for a draft."""

    application: Application
    at: datetime
    sha256: str
    facts: list[Said]
    sections: list[Section]


def of(application: Application, *, today: date) -> Paper:
    """Return what was sent, or the draft as it stands today."""
    snapshot = Snapshot.objects.filter(application=application).first()
    return _sent(application, snapshot) if snapshot else _unsent(application, today=today)


def printed(paper: Paper) -> dict[str, object]:
    """Return the words of the PDF's template."""
    language, region = LANGUAGES[get_language() or "en"]
    mark = "" if paper.sha256 else _("Draft, not sent")
    as_of = _("As saved on %(moment)s") % {"moment": moment(paper.at)}
    return {
        "lang": language,
        "region": region,
        "title": _("Application for incubation"),
        "reference": paper.application.reference,
        "mark": mark,
        "header": " · ".join(filter(None, ("Incubator", settings.DISTRICT_NAME, mark))),
        "footer": f"SHA-256 {paper.sha256}" if paper.sha256 else as_of,
        "page": _("Page {page} of {pages}"),
        "lacking": _("{sign} stands for a sign that the typeface of this document lacks."),
        "facts": _rows(paper.facts),
        "sections": [{"title": section.title, "lines": _rows(section.lines)} for section in paper.sections],
    }


def _sent(application: Application, snapshot: Snapshot) -> Paper:
    answers, sent_on = snapshot.answers, timezone.localdate(snapshot.taken_at)
    case = StepCase.of(answers, today=sent_on, received_on=sent_on, offer=offer.of(application.programme, answers))
    kept = {slug: answers if slug == "package" else answers.get(slug) for slug in steps.STEPS}
    sections = [
        Section(title=str(steps.STEPS[slug].title), lines=_said(steps.summarise(slug, said, case)))
        for slug, said in kept.items()
        if said
    ]
    return Paper(
        application=application,
        at=snapshot.taken_at,
        sha256=snapshot.sha256,
        facts=[
            *_head(application),
            Said(label=_("Sent at"), value=moment(application.submitted_at)),
            Said(label=_("Sent by"), value=application.submitted_by.name if application.submitted_by else ""),
            Said(label=_("Receipt date"), value=day(application.received_on)),
        ],
        sections=[*sections, _documents(answers.get("documents") or ()), _signature(answers, snapshot)],
    )


def _unsent(application: Application, *, today: date) -> Paper:
    draft = _draft.load(application, today=today, received_on=today)
    at = max((row.saved_at for row in draft.rows.values()), default=application.created_at)
    forms = [draft.form(slug) for slug in draft.slugs]
    sections = [Section(title=str(form.title), lines=_said(form.lines())) for form in forms]
    files = application.attachments.in_use().values("kind", "name", "size", "sha256").order_by("kind", "pk")
    return Paper(
        application=application,
        at=at,
        sha256="",
        facts=[*_head(application), Said(label=_("Last saved"), value=moment(at))],
        sections=[*sections, _documents(files)],
    )


def _head(application: Application) -> Iterator[Said]:
    yield Said(label=_("Your reference"), value=application.reference)
    yield Said(label=_("Company"), value=application.company)


def _said(lines: Iterable[steps.Line]) -> list[Said]:
    return [Said(label=line.label, value=line.value) for line in lines]


def _documents(files: Iterable[Mapping[str, Any]]) -> Section:
    by_kind: dict[str, list[str]] = {}
    for file in files:
        words = (file["name"], filesizeformat(file["size"]), f"SHA-256 {file['sha256'][:SIGNS_OF_HASH]}…")
        by_kind.setdefault(file["kind"], []).append(" · ".join(words))
    lines = [Said(label=name_of_kind(kind), value=names) for kind, names in by_kind.items()]
    return Section(title=_("Documents"), lines=lines or [Said(label=_("Documents handed in"), value=_("None"))])


def _signature(answers: Mapping[str, Any], snapshot: Snapshot) -> Section:
    signed_by = (answers.get("declarations") or {}).get("signed_by") or ""
    lines = [
        Said(label=_("Signed by"), value=signed_by),
        Said(label=_("Signed at"), value=moment(snapshot.taken_at)),
        Said(label=_("SHA-256 of the answers"), value=snapshot.sha256),
    ]
    return Section(title=_("Signature"), lines=lines)


def _rows(lines: Iterable[Said]) -> list[dict[str, object]]:
    """Return each answer as the list of its lines."""
    rows: list[dict[str, object]] = []
    for line in lines:
        texts = [line.value] if isinstance(line.value, str) else line.value
        value = [part for text in texts for part in text.splitlines()]
        rows.append({"label": line.label, "value": value or [NOTHING]})
    return rows
