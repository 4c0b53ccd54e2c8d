"""The answers as a page to print and as a PDF: of a draft as it stands, of what was sent as it was sent."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from applications import access
from applications.views import _paper
from applications.views._paper import Paper
from applications.views._requests import PersonsRequest
from incubator import typesetting


@login_required
@require_safe
def page(request: PersonsRequest, reference: str) -> HttpResponse:
    return render(request, "founder/answers.html", {"paper": _own_paper(request, reference)})


@login_required
@require_safe
def pdf(request: PersonsRequest, reference: str) -> HttpResponse:
    paper = _own_paper(request, reference)
    made = typesetting.pdf("answers.typ", _paper.printed(paper), at=paper.at)
    disposition = content_disposition_header(as_attachment=True, filename=f"{paper.application.reference}.pdf")
    return HttpResponse(made, content_type="application/pdf", headers={"Content-Disposition": disposition})


def _own_paper(request: PersonsRequest, reference: str) -> Paper:
    """Return the person's own application as a document; an official reads at the desk."""
    own = access.own_applications_for(request.user).select_related("programme", "submitted_by")
    return _paper.of(get_object_or_404(own, reference=reference), today=timezone.localdate())
