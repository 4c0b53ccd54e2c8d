"""The mail each change owes."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import datetime

from celery import current_app
from django.db import transaction

from applications.models import Application, AuditEvent, Membership, OutboxMail, ReviewTask, User
from applications.states import ApplicationState, ReviewState, TaskKind

# A page may wait this long for the broker and no longer; the rows are safe already.
IMPATIENT = {"socket_timeout": 0.1, "socket_connect_timeout": 0.1, "max_retries": 0}

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
OTHER_KINDS = ("tasks_opened", "first_answer", "opinions_complete", "case_withdrawn", "task_red", "task_black")

Owed = tuple[AuditEvent, str, Collection[int]]


def post_for_all(changes: Sequence[tuple[AuditEvent, Application | ReviewTask]]) -> None:
    """Put into the outbox whatever mail the changes owe to founders, in as many queries as for one."""
    owed = [(event, kind) for event, record in changes if (kind := _kind(event, record))]
    if not owed:
        return
    founders = _founders({event.application_id for event, _ in owed})
    put([(event, kind, founders.get(event.application_id, ())) for event, kind in owed])


def post_to_founders(event: AuditEvent, kind: str) -> None:
    """Owe ``kind`` to the founders of the event's case, whatever the tables say."""
    put([(event, kind, _founders({event.application_id}).get(event.application_id, ()))])


def put(owed: Iterable[Owed]) -> None:
    """Put the rows in, once per event and person, whatever happens, and ask a worker to look."""
    mails = [
        OutboxMail(kind=kind, event=event, recipient_id=person, owed_at=event.at)
        for event, kind, people in owed
        for person in people
    ]
    _put(mails)


def put_account_mail(*, kind: str, address: str, subject: str, body: str, at: datetime) -> None:
    """Owe a mail about an account, with its words: the links in them cannot be made again."""
    _put([OutboxMail(kind=kind, address=address, facts={"subject": subject, "body": body}, owed_at=at)])


def wake_delivery() -> None:
    """Wake a worker. Losing this message delays mail by one sweep and loses nothing."""
    with current_app.connection_for_write(transport_options=IMPATIENT) as connection:
        current_app.send_task("applications.deliver_mail", connection=connection, retry=False)


def _kind(event: AuditEvent, record: Application | ReviewTask) -> str | None:
    if isinstance(record, Application):
        return FOUNDER_HEARS[event.now]
    return FOUNDER_HEARS_OF_PERMIT[event.now] if record.kind == TaskKind.PERMIT else None


def _founders(applications: Collection[int]) -> dict[int, list[int]]:
    """Return the members of each application who can still sign in."""
    members: dict[int, list[int]] = {}
    rows = Membership.objects.filter(application__in=applications, person__is_active=True).order_by("pk")
    for application, person in rows.values_list("application", "person"):
        members.setdefault(application, []).append(person)
    return members


def _put(mails: list[OutboxMail]) -> None:
    if not mails:
        return
    OutboxMail.objects.bulk_create(mails, ignore_conflicts=True)
    # A hint, not the delivery, and one per transaction: the rows are safe, the sweep finds them.
    if wake_delivery not in [hook for _, hook, _ in transaction.get_connection().run_on_commit]:
        transaction.on_commit(wake_delivery, robust=True)


def active(**who: object) -> list[int]:
    """Return the keys of the officials described by ``who`` (fields of ``User``) who can still sign in."""
    return list(User.objects.filter(is_active=True, **who).order_by("pk").values_list("pk", flat=True))
