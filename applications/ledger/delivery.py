"""From the outbox to the mail server."""

import logging
from datetime import datetime, timedelta
from time import monotonic
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import connection

from applications.ledger.letters import letter
from applications.models import Application, AuditEvent, OutboxMail, ReviewTask, User
from applications.states import TaskKind

BATCH = 100
# Six attempts, three minutes apart: a mail that cannot go out is put aside after a quarter of an hour.
MAX_ATTEMPTS = 6
# Longer than a worker lives (CELERY_TASK_TIME_LIMIT), so that nobody takes what another is still sending.
RETRY_AFTER = timedelta(minutes=3)

# Seconds, shorter than either: a run ends by itself, and what it has claimed and not sent is free again in time.
LONGEST_RUN = 100

# One statement: counted before the work, so that a crash cannot loop for ever, and locked only while it runs.
# ARRAY, because the planner may run the subquery of an IN more than once and take more than a batch.
CLAIM = """
    UPDATE applications_outboxmail
       SET attempts = attempts + 1, tried_at = %(at)s
     WHERE id = ANY(ARRAY(
           SELECT id
             FROM applications_outboxmail
            WHERE sent_at IS NULL
              AND attempts BETWEEN %(fewest)s AND %(most)s
              AND (tried_at IS NULL OR tried_at <= %(free_since)s)
            ORDER BY attempts, id
            LIMIT %(batch)s
              FOR UPDATE SKIP LOCKED))
    RETURNING *
"""

# Do not wait for the disk: a killed worker repeats at most one mail, a crashed database a few. ``set_config`` with
# true is SET LOCAL synchronous_commit TO off, but needs no transaction around it and no second trip. The words of
# an account mail hold a link that lets somebody in: they go with the sending.
MARK_SENT = """
    WITH hasty AS MATERIALIZED (SELECT set_config('synchronous_commit', 'off', true))
    UPDATE applications_outboxmail SET sent_at = %(at)s, facts = '{}' FROM hasty WHERE id = %(mail)s
"""

# Mails that name the dates which follow a sending (R20).
TELL_THE_NEXT_DATES = {"application_received", "tasks_opened"}

logger = logging.getLogger(__name__)


def deliver_due(*, at: datetime) -> int:
    """Send what is owed over one line and return how many mails went out."""
    if not OutboxMail.objects.filter(sent_at=None, attempts__lt=MAX_ATTEMPTS).exists():
        return 0
    sent, end = 0, monotonic() + LONGEST_RUN
    # The line before the claim: while the mail server is away, no mail loses an attempt.
    with get_connection() as line:
        while monotonic() < end and (mails := _fresh(at=at) or _tried_before(at=at)):
            sent += sum(_deliver(mail, line, at=at) for mail in mails if monotonic() < end)
    return sent


def _fresh(*, at: datetime) -> list[OutboxMail]:
    return _claim(fewest=0, most=0, batch=BATCH, at=at)


def _tried_before(*, at: datetime) -> list[OutboxMail]:
    """Take one alone: if it was this mail that stopped the worker, it stops no other mail with it."""
    return _claim(fewest=1, most=MAX_ATTEMPTS - 1, batch=1, at=at)


def _claim(*, fewest: int, most: int, batch: int, at: datetime) -> list[OutboxMail]:
    """Take what is owed and free, the fewest attempts first, and count the attempt."""
    facts = {"fewest": fewest, "most": most, "batch": batch, "at": at, "free_since": at - RETRY_AFTER}
    mails = OutboxMail.objects.raw(CLAIM, facts).prefetch_related(
        "event__application", "event__task__rule", "event__task__department", "recipient"
    )
    return sorted(mails, key=lambda mail: (mail.attempts, mail.pk))


def _deliver(mail: OutboxMail, line: BaseEmailBackend, *, at: datetime) -> bool:
    """Send one mail and mark it. One that fails stops nobody and is tried again after a while."""
    try:
        line.send_messages([written(mail)])
    except Exception:
        logger.exception("Mail %s did not go out at attempt %s", mail.pk, mail.attempts)
        # The line may be cut: a new one or, if the server is gone, the end of this run.
        line.close()
        line.open()
        return False
    _mark_sent(mail, at=at)
    return True


def written(mail: OutboxMail) -> EmailMessage:
    """Return the mail in its receiver's language, its headers so that mail programs show one thread for a case."""
    host = urlsplit(settings.SITE_URL).hostname
    headers = {
        "Message-ID": f"<mail-{mail.pk}@{host}>",
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "OOF, AutoReply",
        "X-Mail-Kind": mail.kind,
    }
    if mail.event is None or mail.recipient is None:
        return EmailMessage(mail.facts["subject"], mail.facts["body"], to=[mail.address], headers=headers)
    thread = f"<case-{mail.event.application.reference}@{host}>"
    headers |= {"In-Reply-To": thread, "References": thread, "X-Event-Key": f"{mail.event_id}:{mail.recipient_id}"}
    subject, body = words(mail.kind, mail.event, mail.recipient)
    return EmailMessage(subject, body, to=[mail.recipient.email], headers=headers)


def words(kind: str, event: AuditEvent, recipient: User) -> tuple[str, str]:
    """Return subject and body of a case's mail."""
    facts: dict[str, object] = {"application": event.application, "event": event, "task": event.task}
    if kind in TELL_THE_NEXT_DATES:
        facts |= next_dates(event.application, department=recipient.department_id)
    return letter(kind, recipient, facts)


def next_dates(application: Application, *, department: int | None) -> dict[str, ReviewTask | None]:
    """Return the tasks whose first answer, and whose decision, is next: of one's own department, or of the case."""
    tasks = application.review_tasks.exclude(first_answer_due_on=None)
    own = tasks.filter(department=department) if department else tasks
    return {
        "answers": own.order_by("first_answer_due_on").first(),
        "decides": tasks.filter(kind=TaskKind.CASE_LEAD).first(),
    }


def _mark_sent(mail: OutboxMail, *, at: datetime) -> None:
    with connection.cursor() as cursor:
        cursor.execute(MARK_SENT, {"at": at, "mail": mail.pk})
