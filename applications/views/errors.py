"""Pages for requests that cannot be read or trusted."""

from http import HTTPStatus

from django.http import HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.csrf import csrf_failure

from applications.views import _typed_in_vain


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:  # noqa: ARG001 -- Django calls it so
    """Answer without reading anything of the request."""
    return HttpResponseBadRequest(render_to_string("400.html"))


def open_for_too_long(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Show the page once more where a step of our own was posted with an old token, with what was typed."""
    step = request.resolver_match
    ours = request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"
    if step is None or step.url_name != "step" or not ours:
        return csrf_failure(request, reason)
    if _typed_in_vain.keep(request, step.kwargs["slug"]):
        return redirect(request.path)
    return _typed_in_vain.show_back(request, step.kwargs["slug"], taken_over=False, status=HTTPStatus.FORBIDDEN)
