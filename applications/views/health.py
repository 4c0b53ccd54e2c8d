"""Whether the process lives, and whether it can do its work."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from applications.reading import health


@require_safe
def alive(_request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def ready(_request: HttpRequest) -> JsonResponse:
    """Answer 503 and name what is missing, unless database, migrations, broker and heartbeats are all well."""
    checks = health.checks(at=timezone.now())
    return JsonResponse(checks, status=200 if all(check == "ok" for check in checks.values()) else 503)
