"""The documents of a draft: hand in, replace, remove, take back; and the one way by which a file leaves the storage."""

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import FileResponse, Http404, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from applications import access
from applications.forms.documents import AnotherForm, HandInForm, because_of, may_come_from_registers
from applications.ledger import files
from applications.models import Application, Attachment
from applications.reading import documents as reading
from applications.reading.documents import Card, Overview
from applications.rules.documents import KINDS
from applications.states import ApplicationState, FileType, ScanState
from applications.views import _draft
from applications.views._requests import PersonsRequest, editable_or_404, home_from
from applications.workflow import Gone, Refused, documents
from incubator import uploads

CONTENT_TYPES = {
    FileType.PDF: "application/pdf",
    FileType.JPG: "image/jpeg",
    FileType.PNG: "image/png",
    FileType.OFD: "application/octet-stream",
    FileType.DWG: "image/vnd.dwg",
}
# A file is somebody else's work: a browser that opens it after all runs nothing of it and tells nobody of it.
FILE_HEADERS = {
    "Content-Security-Policy": "sandbox; default-src 'none'",
    "X-Content-Type-Options": "nosniff",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cache-Control": "private, no-store",
}

logger = logging.getLogger(__name__)


@dataclass(frozen=True, kw_only=True)
class Shown:
    """A card as the page draws it, with the form that belongs to it."""

    card: Card
    form: HandInForm
    because: str
    from_registers: bool
    replaces: Attachment | None


@login_required
@require_http_methods(["GET", "POST"])
def page(request: PersonsRequest, reference: str) -> HttpResponse:
    """Show what is asked for and what is there; keep what is handed in."""
    application = editable_or_404(request, reference)
    if application.state != ApplicationState.DRAFT:
        return redirect("application", reference)
    if request.method == "GET":
        return _page(request, application)
    try:
        return _handed_in(request, application)
    except Gone as gone:
        return home_from(request, gone)


@login_required
@require_POST
def remove(request: PersonsRequest, reference: str) -> HttpResponse:
    said = _("Removed: %(name)s. You can take it back until you send.")
    return _changed(request, reference, documents.set_aside, said)


@login_required
@require_POST
def take_back(request: PersonsRequest, reference: str) -> HttpResponse:
    return _changed(request, reference, documents.take_back, _("Taken back: %(name)s."))


@login_required
@require_safe
def download(request: PersonsRequest, key: str) -> HttpResponseBase:
    """Hand a file out to whoever may read it, to be saved and not to be opened here."""
    harmless = Attachment.objects.select_related("application").exclude(scan=ScanState.INFECTED)
    attachment = get_object_or_404(harmless, key=key)
    if not access.attachments_for(request.user, attachment.application).filter(pk=attachment.pk).exists():
        raise Http404
    try:
        content = files.opened(attachment.key)
    except OSError as error:
        logger.exception("A file is not in the storage: %s", attachment.key)
        raise Http404 from error
    return FileResponse(
        content,
        as_attachment=True,
        filename=attachment.name,
        content_type=CONTENT_TYPES[FileType(attachment.file_type)],
        headers=FILE_HEADERS,
    )


def _attachment(application: Application, key: str) -> Attachment:
    """Return a file of the application by what a page posted, which may be anything."""
    if not files.KEY.fullmatch(key):
        raise Http404
    return get_object_or_404(application.attachments.select_related("application"), key=key)


def _changed(request: PersonsRequest, reference: str, operation: Callable[..., Attachment], said: str) -> HttpResponse:
    attachment = _attachment(editable_or_404(request, reference), request.POST.get("key", ""))
    try:
        operation(attachment=attachment, by=request.user, at=timezone.now())
    except Gone as gone:
        return home_from(request, gone)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, said % {"name": attachment.name})
    return _at_card(reference, attachment.kind)


def _at_card(reference: str, kind: str) -> HttpResponse:
    return redirect(f"{reverse('documents', args=[reference])}#{kind}")


def _handed_in(request: PersonsRequest, application: Application) -> HttpResponse:
    """Keep the good files of what was posted, and say of each other one what is wrong with it."""
    replaces = _attachment(application, request.POST["replaces"]) if "replaces" in request.POST else None
    form = _posted_form(request, application, replaces)
    kept = _kept(request, application, form, replaces)
    if uploads.has_failed(request):
        form.add_error("papers", _("A file could not be stored on our side. Try again later"))
    if kept:
        names = pgettext("between the items of a list", "; ").join(kept)
        messages.success(request, _("Handed in: %(names)s.") % {"names": names})
    if form.errors or form.document is None:
        return _page(request, application, posted=form, replaces=replaces)
    return _at_card(application.reference, form.document.code)


def _posted_form(request: PersonsRequest, application: Application, replaces: Attachment | None) -> HandInForm:
    if "another" in request.POST:
        return AnotherForm(request.POST, request.FILES, overview=_overview(application))
    kind = replaces.kind if replaces else request.POST.get("kind", "")
    if kind not in KINDS:
        raise Http404
    name = replaces.name if replaces else ""
    return HandInForm(request.POST, request.FILES, document=KINDS[kind], replaces=name)


def _kept(
    request: PersonsRequest, application: Application, form: HandInForm, replaces: Attachment | None
) -> list[str]:
    """Store the files that are good, and return their names.

    :raises Gone: if there is no draft any more to keep them for.
    """
    form.full_clean()
    kind, names = form.document.code if form.document else "", []
    for file in form.checked:
        facts: dict[str, Any] = {"content": file.content, "name": file.name, "file_type": file.file_type}
        facts |= {"by": request.user, "at": timezone.now()}
        try:
            if replaces:
                documents.replace(attachment=replaces, **facts)
            else:
                documents.upload(application=application, kind=kind, **facts)
        except Gone:
            raise
        except Refused as refusal:
            form.complain(file, str(refusal))
        else:
            names.append(file.name)
    return names


def _overview(application: Application) -> Overview:
    rows = list(application.steps.all())
    return reading.overview(application, _draft.answers_of(rows), complete=_draft.all_answered(rows))


def _page(
    request: PersonsRequest,
    application: Application,
    *,
    posted: HandInForm | None = None,
    replaces: Attachment | None = None,
) -> HttpResponse:
    overview = _overview(application)
    key = request.GET.get("replace", "")
    shown = {
        name: list(_shown(cards, posted, replaces, key))
        for name, cards in (("cards", overview.cards), ("early", overview.early))
    }
    another = posted if isinstance(posted, AnotherForm) else AnotherForm(overview=overview)
    context = {"application": application, "overview": overview, "form": posted, "another": another, **shown}
    return render(request, "founder/documents.html", context)


def _shown(cards: list[Card], posted: HandInForm | None, replaces: Attachment | None, key: str) -> Iterator[Shown]:
    """Yield the cards, that of ``posted`` with its errors, and that of the file ``key`` with a form to replace it."""
    of_card = None if posted is None or isinstance(posted, AnotherForm) else posted.document
    for card in cards:
        mine = of_card is card.document
        chosen = next((file for file in card.files if file.key == key), None)
        old = replaces if mine else chosen if posted is None else None
        form = posted if mine and posted else HandInForm(document=card.document, replaces=old.name if old else "")
        yield Shown(
            card=card,
            form=form,
            because=pgettext("between the items of a list", "; ").join(because_of(card.document)),
            from_registers=may_come_from_registers(card.document),
            replaces=old,
        )
