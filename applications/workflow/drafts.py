"""The end of drafts: told in time, then deleted with all that is in them."""

import logging
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from applications.ledger import outbox
from applications.models import Application, Membership
from applications.states import ApplicationState, MembershipRole
from applications.workflow import documents

# Told two weeks before. Whoever was told late, because nothing swept, still has one week.
WARN_DAYS = 14
LEAST_NOTICE = timedelta(days=7)

logger = logging.getLogger(__name__)


def ending(today: date) -> QuerySet[Application]:
    """Return the drafts whose end is near and not told yet."""
    near = Application.objects.filter(
        state=ApplicationState.DRAFT, draft_ends_on__lte=today + timedelta(days=WARN_DAYS)
    )
    return near.filter(draft_end_told_at=None)


def ended(at: datetime) -> QuerySet[Application]:
    """Return the drafts that nobody touched until their end, though told in time."""
    over = Application.objects.filter(state=ApplicationState.DRAFT, draft_ends_on__lt=timezone.localdate(at))
    return over.filter(draft_end_told_at__lte=at - LEAST_NOTICE)


@transaction.atomic
def tell_end(keys: Sequence[int], *, at: datetime) -> int:
    """Tell those who can still save them; return how many drafts."""
    drafts = {draft.pk: draft for draft in _free(ending(timezone.localdate(at)).filter(pk__in=keys))}
    soonest = timezone.localdate(at) + LEAST_NOTICE
    for draft in drafts.values():
        draft.draft_ends_on, draft.draft_end_told_at = max(draft.draft_ends_on or soonest, soonest), at
    Application.objects.bulk_update(drafts.values(), ["draft_ends_on", "draft_end_told_at"])
    writers = Membership.objects.filter(
        application__in=drafts, role__in=[MembershipRole.OWNER, MembershipRole.EDITOR], person__is_active=True
    ).select_related("person")
    people = [(drafts[one.application_id], one.person) for one in writers.order_by("pk")]
    outbox.put_draft_mails("draft_ends", people, at=at)
    return len(drafts)


@transaction.atomic
def delete(keys: Sequence[int], *, at: datetime) -> int:
    """Delete them with their answers and files; return how many drafts."""
    drafts = _free(ended(at).filter(pk__in=keys))
    documents.discard_all(drafts, at=at)
    Application.objects.filter(pk__in=[draft.pk for draft in drafts]).delete()
    logger.info("%s drafts reached their end and are deleted", len(drafts))
    return len(drafts)


def _free(drafts: QuerySet[Application]) -> list[Application]:
    return list(drafts.order_by("pk").select_for_update(skip_locked=True))
