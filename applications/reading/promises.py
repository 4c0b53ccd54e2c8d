"""What the district promises to everybody, before anybody has applied."""

from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Max, Q

from applications.models import Programme
from applications.states import TaskKind


@dataclass(frozen=True, kw_only=True)
class Promises:
    """The figures of the start page. Without a programme in force they are the published targets."""

    first_answer_wd: int = 1
    offer_wd: int = 20
    keys_months: int = 3


TARGETS: Final = Promises()


def in_force(today: date) -> Promises:
    """Return what the rules in force promise; where they differ, what holds for everybody (two queries)."""
    try:
        programme = Programme.objects.in_force(today)
    except Programme.DoesNotExist:
        return TARGETS
    longest = programme.routing_rules.aggregate(
        first_answer=Max("department__first_answer_wd"),
        offer=Max("promised_wd", filter=Q(kind=TaskKind.CASE_LEAD)),
    )
    return Promises(
        first_answer_wd=longest["first_answer"] or TARGETS.first_answer_wd,
        offer_wd=longest["offer"] or TARGETS.offer_wd,
    )
