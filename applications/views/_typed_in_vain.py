"""What somebody posts after his session has ended is kept until he has signed in again."""

import json
from collections.abc import Mapping
from dataclasses import dataclass

from allauth.core import ratelimit
from django.http import HttpRequest

from applications.forms.steps import STEPS
from applications.views._requests import posted_edition

KEPT = "typed_in_vain"
MOST_SIGNS = 200_000  # ten times a long step


@dataclass(frozen=True, kw_only=True)
class TypedInVain:
    """What was posted to a step, and the edition that its writer had before him."""

    typed: Mapping[str, object]
    edition: int


def keep(request: HttpRequest, slug: str) -> None:
    """Keep what was posted to a step: only names that it knows, of a sane size, so that nobody fills our tables."""
    if request.method != "POST" or slug not in STEPS:
        return
    typed = STEPS[slug].typed(request.POST)
    if len(json.dumps(typed)) <= MOST_SIGNS and ratelimit.consume(request, action=KEPT):
        request.session[KEPT] = {"path": request.path, "typed": typed, "edition": posted_edition(request)}


def take(request: HttpRequest) -> TypedInVain | None:
    """Return what was kept for this page, once."""
    kept = request.session.get(KEPT)
    if not kept or kept["path"] != request.path:
        return None
    del request.session[KEPT]
    return TypedInVain(typed=kept["typed"], edition=kept["edition"])
