"""What somebody posts to a step and nobody can save now: kept until he has signed in again, or shown back to him."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from applications.forms.steps import STEPS, StepCase
from applications.states import PartKind
from applications.views._requests import posted_edition
from applications.workflow.intake import MOST_SIGNS

KEPT = "typed_in_vain"
AN_HOUR = 60 * 60  # seconds


@dataclass(frozen=True, kw_only=True)
class TypedInVain:
    """What was posted to a step, and the edition that its writer had before him."""

    typed: Mapping[str, object]
    edition: int


def keep(request: HttpRequest, slug: str) -> bool:
    """Keep what was posted to a step; tell whether nothing of it is lost.

    Only names that the step knows, of a sane size and for an hour, so that nobody fills our tables.
    """
    if request.method != "POST" or slug not in STEPS:
        return True
    typed = STEPS[slug].typed(request.POST)
    if len(json.dumps(typed, ensure_ascii=False)) > MOST_SIGNS or not ratelimit.consume(request, action=KEPT):
        return False
    if not request.user.is_authenticated:
        request.session.set_expiry(AN_HOUR)
    request.session[KEPT] = {"path": request.path, "typed": typed, "edition": posted_edition(request)}
    return True


def take(request: HttpRequest) -> TypedInVain | None:
    """Return what was kept for this page, once."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return TypedInVain(typed=kept["typed"], edition=kept["edition"])


def show_back(request: HttpRequest, slug: str, *, taken_over: bool, status: int) -> HttpResponse:
    """Show somebody what he typed and we cannot keep, so that he can copy it."""
    today = timezone.localdate()
    everything = StepCase(parts=frozenset(PartKind.values), today=today, received_on=today)
    lines = STEPS[slug](request.POST, case=everything).lines()
    page = {"title": STEPS[slug].title, "lines": lines, "taken_over": taken_over}
    return render(request, "founder/unsaved.html", page, status=status)
