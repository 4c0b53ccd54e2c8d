"""Which language a page speaks: the person's own, else the cookie's, else the browser's."""

from django.http import HttpRequest
from django.middleware.locale import LocaleMiddleware
from django.utils import translation


class PersonsLanguageMiddleware(LocaleMiddleware):
    """Stands behind the authentication, because a person's own choice counts most."""

    def process_request(self, request: HttpRequest) -> None:
        super().process_request(request)
        if request.user.is_authenticated:
            translation.activate(request.user.language)
            request.LANGUAGE_CODE = translation.get_language()
