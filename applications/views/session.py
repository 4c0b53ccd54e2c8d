"""Staying signed in, asked for by the page before the time is over."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

# Seconds before the end at which a page warns.
WARNED = 5 * 60


@login_required
@require_POST
def stay(request: HttpRequest) -> HttpResponse:
    """Begin the time anew."""
    request.session.modified = True
    return HttpResponse(status=204)
