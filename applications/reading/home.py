"""The list of a person's cases: a page of them, newest first, and how far each draft is."""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from applications.models import Application, StepAnswers
from applications.states import ApplicationState

PER_PAGE = 50
REFERENCE = re.compile("[A-Z0-9-]{1,16}")


@dataclass(frozen=True, kw_only=True)
class Listed:
    """One page; ``older`` is the reference behind which the next one begins, empty on the last."""

    applications: Sequence[Application]
    older: str


def listed(own: QuerySet[Application], *, behind: str = "") -> Listed:
    """Return a page of ``own``, newest first, that begins behind the application ``behind``.

    A page costs the same however far behind it is. A reference that is not among ``own`` begins at the newest.
    """
    known = own.filter(reference=behind) if REFERENCE.fullmatch(behind) else own.none()
    last = known.only("created_at").first()
    older = Q(created_at__lt=last.created_at) | Q(created_at=last.created_at, pk__lt=last.pk) if last else Q()
    rows = (
        own.filter(older)
        .prefetch_related("parts", "decisions", "review_tasks__rule", "review_tasks__department")
        .order_by("-created_at", "-pk")
    )
    found = list(rows[: PER_PAGE + 1])
    shown = found[:PER_PAGE]
    return Listed(applications=shown, older=shown[-1].reference if len(found) > PER_PAGE else "")


def complete_steps(applications: Iterable[Application]) -> Mapping[int, Mapping[str, Sequence[str]]]:
    """Return the complete steps of each draft, and at the package step the parts that are ticked there."""
    rows: QuerySet[StepAnswers, tuple[int, str, Any]] = StepAnswers.objects.filter(
        application__in=[application.pk for application in applications],
        application__state=ApplicationState.DRAFT,
        answers__isnull=False,
    ).values_list("application_id", "slug", "answers__package_parts")
    steps: dict[int, dict[str, Sequence[str]]] = defaultdict(dict)
    for application, slug, parts in rows:
        steps[application][slug] = parts or ()
    return steps
