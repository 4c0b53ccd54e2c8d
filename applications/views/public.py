"""What anybody may read."""

from collections.abc import Mapping
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from applications.forms import eligibility
from applications.forms.steps import STEPS, Floors
from applications.models import Department, Programme
from applications.reading import promises
from applications.rules import form
from applications.views import _at_hand
from applications.workflow import clock, drafts

OPEN_TO_ALL = ("start", "eligibility", "help", "privacy", "accessibility")
READ_BY_ALL = {"package", "company"}  # steps that every department of a case reads


@require_safe
def start(request: HttpRequest) -> HttpResponse:
    page = {
        "promises": promises.in_force(timezone.localdate()),
        "steps": _at_hand.steps(),
        "documents": _at_hand.documents(),
        "draft_days": clock.DRAFT_DAYS,
    }
    return render(request, "public/start.html", page)


@require_safe
def check(request: HttpRequest) -> HttpResponse:
    """Ask the next question, or say what will be asked about. The answers travel in the address."""
    floors = _floors()
    so_far = eligibility.read(request.GET, floors=floors)
    again = {name: _way(so_far.answers, name) for name in eligibility.BY_NAME}
    if so_far.form and so_far.question:
        page = {
            "check": so_far,
            "form": so_far.form,
            "field": so_far.form[so_far.question.name],
            "total": len(eligibility.QUESTIONS),
            "back": again[so_far.before.name] if so_far.before else reverse("start"),
        }
        return render(request, "public/question.html", page)
    lines = [(question, words, again[question.name]) for question, words in so_far.lines]
    return render(request, "public/result.html", {"lines": lines, "points": so_far.points(floors)})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    page = {
        "promises": promises.in_force(timezone.localdate()),
        "draft_days": clock.DRAFT_DAYS,
        "warn_days": drafts.WARN_DAYS,
    }
    return render(request, "public/help.html", page)


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    page = {
        "readers": _readers(),
        "cookies": _cookies(),
        "draft_days": clock.DRAFT_DAYS,
        "warn_days": drafts.WARN_DAYS,
    }
    return render(request, "public/privacy.html", page)


@require_safe
def accessibility(request: HttpRequest) -> HttpResponse:
    return render(request, "public/accessibility.html")


@require_safe
def robots(_request: HttpRequest) -> HttpResponse:
    """Let search engines find the pages for everybody, and nothing of anybody's case."""
    allowed = [*(f"{reverse(name)}$" for name in OPEN_TO_ALL), settings.STATIC_URL]
    lines = ["User-agent: *", *(f"Allow: {path}" for path in allowed), "Disallow: /"]
    return HttpResponse("\n".join([*lines, ""]), content_type="text/plain; charset=utf-8")


def _floors() -> Floors:
    try:
        programme = Programme.objects.in_force(timezone.localdate())
    except Programme.DoesNotExist:
        return Floors()
    return Floors(revenue_pct=programme.rd_floor_revenue_pct, cost_pct=programme.rd_floor_cost_pct)


def _way(answers: Mapping[str, str], name: str) -> str:
    return f"{reverse('eligibility')}?{urlencode({**answers, eligibility.CHANGE: name})}"


def _readers() -> list[tuple[Department, list[str]]]:
    """Return each department with the steps of which it reads answers, beside those that all of them read."""
    read = {slug: frozenset[str]() for slug in STEPS if slug not in READ_BY_ALL}
    for field in form.FIELDS:
        slug = field.step.partition("_")[2]
        if slug in read:
            read[slug] |= field.used_by
    return [
        (department, [str(STEPS[slug].name) for slug, codes in read.items() if department.code in codes])
        for department in Department.objects.all()
    ]


def _cookies() -> list[tuple[str, str, str]]:
    """Return all cookies that the site sets: name, purpose, and how long they stay."""
    hours = settings.SESSION_COOKIE_AGE // 3600
    return [
        (
            settings.SESSION_COOKIE_NAME,
            _("Knows you again while you are signed in"),
            _("%(hours)s hours after your last page, or until you sign out") % {"hours": hours},
        ),
        (settings.CSRF_COOKIE_NAME, _("Keeps other sites from sending forms in your name"), _("1 year")),
        (settings.LANGUAGE_COOKIE_NAME, _("Remembers the language that you chose"), _("1 year")),
    ]
