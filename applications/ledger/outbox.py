"""The mail each change owes."""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from celery import current_app
from django.db import connection, transaction
from kombu.pools import connections

from applications.ledger.letters import letter
from applications.models import Application, AuditEvent, OutboxMail, ReviewTask, User
from applications.states import ApplicationState, ReviewState, TaskKind

# A page may wait this long for the broker and no longer; the rows are safe already.
PATIENCE = 0.1  # seconds
IMPATIENT = {"socket_timeout": PATIENCE, "socket_connect_timeout": PATIENCE, "max_retries": 0}

# Which change a founder hears of, and in which words (templates/email/<name>.txt).
# Every state is listed, so that silence is a decision too. States that no operation reaches yet owe nothing yet.
FOUNDER_HEARS: Mapping[str, str | None] = {
    ApplicationState.DRAFT: None,
    ApplicationState.SUBMITTED: None,
    ApplicationState.RECEIPT_ISSUED: "application_received",
    ApplicationState.IN_ASSESSMENT: None,
    ApplicationState.NOT_ELIGIBLE: None,
    ApplicationState.OFFER_PREPARED: "package_granted",
    ApplicationState.PUBLIC_NOTICE: None,
    ApplicationState.OFFER_MADE: None,
    ApplicationState.OFFER_ACCEPTED: None,
    ApplicationState.IN_DELIVERY: None,
    ApplicationState.MOVED_IN: None,
    ApplicationState.CLOSED: None,
    ApplicationState.WITHDRAWN: "application_withdrawn",
    ApplicationState.REFUSED: "package_refused",
    ApplicationState.OFFER_DECLINED: None,
    ApplicationState.OFFER_LAPSED: None,
    ApplicationState.TERMINATED_NO_ANSWER: None,
}
# Of a department's piece a founder hears when it concerns a permit or asks something of him. An opinion is
# between departments; and each official hears of all the tasks of a new case in one mail (``tasks_opened``).
FOUNDER_HEARS_OF_PERMIT: Mapping[str, str | None] = {
    ReviewState.DRAFT: None,
    ReviewState.RECEIVED: None,
    ReviewState.AWAITING_CORRECTION: None,
    ReviewState.ACCEPTED: None,
    ReviewState.IN_REVIEW: None,
    ReviewState.PAUSED_SUPPLEMENT: None,
    ReviewState.PAUSED_SPECIAL_PROCEDURE: None,
    ReviewState.BLOCKED_BY_DEPENDENCY: None,
    ReviewState.DECIDED_GRANTED: "permit_granted",
    ReviewState.DECIDED_REFUSED: "permit_refused",
    ReviewState.TERMINATED_WITHDRAWN: None,
    ReviewState.TERMINATED_NO_ANSWER: None,
    ReviewState.NOT_COMPETENT: None,
}
# What is told beside the two tables, by the station that knows whom.
OTHER_KINDS = (
    "draft_ends",
    "draft_started_for_you",
    "draft_ready_for_you",
    "tasks_opened",
    "first_answer",
    "opinions_complete",
    "case_withdrawn",
    "task_red",
    "task_black",
)

# Once per event and person, whatever happens. By hand, as the trail (``audit.RECORD``).
OWE = """
    INSERT INTO applications_outboxmail (kind, event_id, recipient_id, owed_at, address, facts, attempts)
    SELECT kind, event, person, at, '', '{}', 0
      FROM jsonb_to_recordset(%(owed)s::jsonb) AS owed (event bigint, kind text, person bigint, at timestamptz)
    ON CONFLICT DO NOTHING
"""
# To the members of the event's application who can still sign in.
OWE_FOUNDERS = """
    INSERT INTO applications_outboxmail (kind, event_id, recipient_id, owed_at, address, facts, attempts)
    SELECT owed.kind, owed.event, member.person_id, owed.at, '', '{}', 0
      FROM jsonb_to_recordset(%(owed)s::jsonb) AS owed (application bigint, event bigint, kind text, at timestamptz)
      JOIN applications_membership AS member ON member.application_id = owed.application
      JOIN applications_user AS person ON person.id = member.person_id AND person.is_active
     ORDER BY owed.event, member.id
    ON CONFLICT DO NOTHING
"""

# To those of each department whose role does a kind of work, each once, however much there is for him.
OWE_OFFICIALS = """
    INSERT INTO applications_outboxmail (kind, event_id, recipient_id, owed_at, address, facts, attempts)
    SELECT DISTINCT desk.kind, desk.event, person.id, desk.at, '', '{}'::jsonb, 0
      FROM jsonb_to_recordset(%(owed)s::jsonb)
        AS desk (event bigint, kind text, at timestamptz, department bigint, role text)
      JOIN applications_user AS person ON person.department_id = desk.department AND person.role = desk.role
       AND person.is_active
     ORDER BY person.id
    ON CONFLICT DO NOTHING
"""

Owed = tuple[AuditEvent, str, Collection[int]]


def post_for_all(changes: Sequence[tuple[AuditEvent, Application | ReviewTask]]) -> None:
    """Put into the outbox whatever mail the changes owe to founders, in as many queries as for one."""
    _put(OWE_FOUNDERS, [_row(event, kind) for event, record in changes if (kind := _kind(event, record))])


def post_to_founders(event: AuditEvent, kind: str) -> None:
    """Owe ``kind`` to the founders of the event's case, whatever the tables say."""
    _put(OWE_FOUNDERS, [_row(event, kind)])


def post_to_officials(event: AuditEvent, kind: str, desks: Iterable[tuple[int, str]]) -> None:
    """Owe ``kind`` to whoever sits at one of ``desks`` (department and role), once each."""
    _put(OWE_OFFICIALS, [{**_row(event, kind), "department": desk, "role": role} for desk, role in sorted(desks)])


def put(owed: Iterable[Owed]) -> None:
    """Put the rows in, once per event and person, whatever happens, and ask a worker to look."""
    _put(OWE, [{**_row(event, kind), "person": person} for event, kind, people in owed for person in people])


def put_account_mail(*, kind: str, address: str, subject: str, body: str, at: datetime) -> None:
    """Owe a mail about an account, with its words: the links in them cannot be made again."""
    OutboxMail.objects.create(kind=kind, address=address, facts={"subject": subject, "body": body}, owed_at=at)
    _hint()


def put_draft_mails(kind: str, people: Iterable[tuple[Application, User]], *, at: datetime, **facts: object) -> None:
    """Owe a mail about a draft, with its words: a draft has no trail that an event could be in, and may be deleted."""
    mails = []
    for application, person in people:
        subject, body = letter(kind, person, {**facts, "application": application})
        mails.append(OutboxMail(kind=kind, address=person.email, facts={"subject": subject, "body": body}, owed_at=at))
    OutboxMail.objects.bulk_create(mails)
    _hint()


def wake_delivery() -> None:
    """Wake a worker. Losing this message delays mail by one sweep and loses nothing."""
    line = current_app.connection_for_write(transport_options=IMPATIENT)
    # Kept open: opening one costs more than all else of a hint. A broken one opens itself anew.
    with connections[line].acquire(block=True, timeout=PATIENCE) as open_line:
        current_app.send_task("applications.deliver_mail", connection=open_line, retry=False)


def _kind(event: AuditEvent, record: Application | ReviewTask) -> str | None:
    if isinstance(record, Application):
        return FOUNDER_HEARS[event.now]
    return FOUNDER_HEARS_OF_PERMIT[event.now] if record.kind == TaskKind.PERMIT else None


def _row(event: AuditEvent, kind: str) -> dict[str, object]:
    return {"application": event.application_id, "event": event.pk, "kind": kind, "at": event.at.isoformat()}


def _put(statement: str, rows: Sequence[Mapping[str, object]]) -> None:
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(statement, {"owed": json.dumps(rows)})
    _hint()


def _hint() -> None:
    # A hint, not the delivery, and one per transaction: the rows are safe, the sweep finds them.
    if wake_delivery not in [hook for _, hook, _ in transaction.get_connection().run_on_commit]:
        transaction.on_commit(wake_delivery, robust=True)


def active(**who: object) -> list[int]:
    """Return the keys of the officials described by ``who`` (fields of ``User``) who can still sign in."""
    return list(User.objects.filter(is_active=True, **who).order_by("pk").values_list("pk", flat=True))
