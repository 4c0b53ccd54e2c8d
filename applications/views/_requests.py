"""What pages read of a request, and where they lead when it asks for what is not there (any more).

What ``login_required`` guarantees is said to the type checker.
"""

import re

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from applications import access
from applications.models import Application, User
from applications.workflow import Gone


class PersonsRequest(HttpRequest):
    user: User


def editable_or_404(request: PersonsRequest, reference: str) -> Application:
    """Return the application if the person may write in it; else it does not exist."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if not access.can_edit(request.user, application):
        raise Http404
    return application


def home_from(request: PersonsRequest, gone: Gone) -> HttpResponse:
    """Lead from a draft that has been deleted meanwhile to the applications that are left."""
    messages.error(request, str(gone))
    return redirect("home")


def posted_edition(request: HttpRequest) -> int:
    """Return the edition of a step that the page showed; one that was tampered with is that of an empty step."""
    edition = request.POST.get("edition", "")
    return int(edition) if re.fullmatch("[0-9]{1,9}", edition) else 0
