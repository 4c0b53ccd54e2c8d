"""The page for a request that cannot be read. It reads nothing of the request either."""

from django.http import HttpRequest, HttpResponseBadRequest
from django.template.loader import render_to_string


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponseBadRequest:  # noqa: ARG001 -- Django calls it so
    return HttpResponseBadRequest(render_to_string("400.html"))
