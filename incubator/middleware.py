"""What every request passes: how large it may be, whose language it speaks, that nobody keeps a person's pages."""

import contextlib
from collections.abc import Callable
from http import HTTPStatus
from time import time

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.middleware.locale import LocaleMiddleware
from django.template.loader import render_to_string
from django.utils import translation

SEEN, SESSION_STEP = "seen", 10 * 60  # seconds


class PersonsLanguageMiddleware(LocaleMiddleware):
    """The person's own choice, else the cookie's, else the browser's. Stands behind the authentication."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()


def nobody_keeps(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Let neither a cache nor the back button show the page of somebody who has signed out."""

    def answer(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.user.is_authenticated:
            response.headers.setdefault("Cache-Control", "no-store, private")
        return response

    return answer


def session_rolls(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Count the time of a session from the last page, not from the signing in; written once in ten minutes at most."""

    def answer(request: HttpRequest) -> HttpResponse:
        now = int(time())
        if request.user.is_authenticated and now - request.session.get(SEEN, 0) > SESSION_STEP:
            request.session[SEEN] = now
            request.session.set_expiry(None)  # somebody who has signed in stays longer than a stranger
        return get_response(request)

    return answer


def not_too_large(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Refuse a request before anything of it is stored. Stands before whatever reads a form, as the CSRF check does.

    A little more than the limit is read and thrown away: a browser shows an answer only after it has sent everything.
    """

    def answer(request: HttpRequest) -> HttpResponse:
        sent = request.headers.get("Content-Length", "")
        if not sent.isdecimal() or int(sent) <= settings.REQUEST_MAX_SIZE:
            return get_response(request)
        if int(sent) <= 4 * settings.REQUEST_MAX_SIZE:
            with contextlib.suppress(OSError):
                while request.read(64 * 1024):
                    pass
        page = render_to_string("413.html", {"limit": settings.REQUEST_MAX_SIZE // 1024**2})
        return HttpResponse(page, status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)

    return answer
