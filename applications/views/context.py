"""What every page may name."""

from django.conf import settings
from django.http import HttpRequest

from applications.views.session import WARNED
from incubator.middleware import SESSION_STEP


def session(request: HttpRequest) -> dict[str, int]:
    """Tell the page for how many seconds it may rely on the session, if somebody is signed in."""
    if not getattr(request, "user", None) or not request.user.is_authenticated:
        return {}
    return {"session_seconds": settings.SESSION_COOKIE_AGE - SESSION_STEP, "session_warned": WARNED}


def district(_request: HttpRequest) -> dict[str, str]:
    return {
        "district_name": settings.DISTRICT_NAME,
        "district_phone": settings.DISTRICT_PHONE,
        "district_email": settings.DISTRICT_EMAIL,
    }
