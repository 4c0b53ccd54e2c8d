"""The founder fills in, hands in, and may take back."""

import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from applications import access
from applications.ledger import audit, outbox
from applications.ledger.audit import Change
from applications.models import Application, Membership, Part, Programme, Snapshot, StepAnswers, User
from applications.rules import clock as law
from applications.states import SENDING, ApplicationState, MembershipRole, PartKind, ReviewState
from applications.workflow import Refused, clock, documents, moves, routing

# Without the signs that people take for one another; ten of thirty give 49 bits, so no reference tells another.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
# The steps of the form in their order, and the part that asks for each.
STEPS: Mapping[str, str | None] = {
    "package": None,
    "company": None,
    "team": None,
    "technology": None,
    "rd": None,
    "market": None,
    "workspace": PartKind.WORKSPACE,
    "funding": PartKind.FUNDING,
    "approvals": PartKind.APPROVALS,
    "declarations": None,
}
MOST_DRAFTS = 10
MOST_SIGNS = 50_000  # of one step as it is kept: five times the longest honest one
# The founder's own word: nobody who fills in for him ticks or signs it.
FOUNDERS_ALONE = {"declarations"}
# Which columns of the application repeat an answer, by step.
COLUMNS: Mapping[str, Mapping[str, str]] = {
    "package": {"urgency": "urgency"},
    "company": {"company_name_zh": "name_zh", "company_name_en": "name_en", "credit_code": "uscc"},
}


class Conflict(Refused):
    """Somebody saved the step meanwhile; ``saved`` is how it stands now."""

    def __init__(self, saved: StepAnswers) -> None:
        super().__init__(_("Somebody saved this step while you were writing."))
        self.saved = saved


def start(*, by: User, at: datetime, programme: Programme) -> Application:
    """Start a draft, owned by ``by``, or go on with the one that nobody has written into yet.

    :raises Refused: if ``by`` has as many drafts as anybody may have (T31).
    """
    with transaction.atomic():
        User.objects.select_for_update(no_key=True).get(pk=by.pk)  # a double click starts one
        own = Membership.objects.filter(person=by, role=MembershipRole.OWNER)
        drafts = Application.objects.filter(memberships__in=own, state=ApplicationState.DRAFT)
        if empty := drafts.filter(steps=None, attachments=None, assisted_at=None).first():
            return empty
        if drafts.count() >= MOST_DRAFTS:
            raise Refused(_("You have %(most)s drafts. Send or withdraw one of them first.") % {"most": MOST_DRAFTS})
        signs = "".join(secrets.choice(ALPHABET) for _sign in range(10))
        application = Application.objects.create(
            reference=f"NS-{signs[:5]}-{signs[5:]}",
            programme=programme,
            created_at=at,
            draft_ends_on=clock.draft_kept_until(at),
        )
        Membership.objects.create(application=application, person=by, role=MembershipRole.OWNER)
    return application


def save_step(
    *,
    application: Application,
    by: User,
    at: datetime,
    slug: str,
    schema: int,
    typed: Mapping[str, Any],
    answers: Mapping[str, Any] | None,
    edition: int,
) -> StepAnswers:
    """Keep what was typed into one step, and the ``answers`` if every rule of the step is kept.

    ``schema`` is the version of the step's questions; ``edition`` is the one that the person had before him,
    0 where nothing was saved yet.

    :raises Conflict: if another edition was saved meanwhile, and says something else.
    :raises Refused: if the application has been sent.
    """
    with transaction.atomic():
        application = moves.locked(application)
        access.require(access.can_send if slug in FOUNDERS_ALONE else access.can_edit, by, application)
        if application.state != ApplicationState.DRAFT:
            raise Refused(_("The application has been sent; its answers cannot be changed."))
        if len(json.dumps([typed, answers], ensure_ascii=False)) > MOST_SIGNS:
            raise Refused(_("This step holds more text than anybody can read. Shorten it and save again."))
        step = StepAnswers.objects.select_related("saved_by").filter(application=application, slug=slug).first()
        step = step or StepAnswers(application=application, slug=slug, edition=0)
        if step.edition != edition:
            if (step.typed, step.answers) == (dict(typed), answers):
                return step
            raise Conflict(step)
        step.typed, step.answers, step.schema = dict(typed), answers, schema
        step.saved_at, step.saved_by, step.edition = at, by, step.edition + 1
        step.save()
        _keep_columns(application, slug, answers)
        clock.prolong_draft(application, by=by, at=at)
    return step


def submit(
    *, application: Application, by: User, at: datetime, token: UUID, editions: Mapping[str, int]
) -> Application:
    """Hand the application in: freeze the answers, issue the receipt, route it to the departments.

    ``editions`` are those of the steps that the founder has checked; ``token`` makes
    a second press of the same button the first one.

    :raises Refused: if it was sent before, a step is missing or was changed meanwhile, or the company has
        another open application.
    """
    try:
        with transaction.atomic():
            application = moves.locked(application)
            access.require(access.can_send, by, application)
            if application.send_token == token:
                return application
            moves.require_possible(application, SENDING[0])
            answers = _checked_answers(application, editions, at)
            documents.require_complete(application, answers)
            answers["documents"] = documents.settle(application, at=at)
            _hand_in(application, answers, by=by, at=at, token=token)
    except IntegrityError as error:
        if "one_open_per_company" not in str(error):
            raise
        raise Refused(_("This company has an open application already.")) from error
    return application


def withdraw(*, application: Application, by: User, at: datetime, why: str = "") -> Application:
    """Take the application back; every open task ends with it.

    :raises Refused: if it has been decided or withdrawn.
    """
    with transaction.atomic():
        application = moves.locked(application)
        access.require(access.can_send, by, application)
        tasks = list(
            application.review_tasks.open().select_for_update(no_key=True, of=("self",)).select_related("rule")
        )
        if application.state == ApplicationState.DRAFT:
            _forget(application, at=at)
        event = moves.move(application, ApplicationState.WITHDRAWN, by=by, at=at, why=why)
        moves.move_all(tasks, ReviewState.TERMINATED_WITHDRAWN, by=by, at=at, why=why)
        outbox.post_to_officials(event, "case_withdrawn", routing.desks(tasks))
    return application


def _forget(application: Application, *, at: datetime) -> None:
    """Delete what stands in a draft that nobody will send: nobody but the founder has ever read it."""
    application.steps.all().delete()
    documents.discard_all([application], at=at)
    columns = [column for columns in COLUMNS.values() for column in columns if column != "urgency"]
    for column in columns:
        setattr(application, column, "")
    application.save(update_fields=columns)


def _hand_in(application: Application, answers: Mapping[str, Any], *, by: User, at: datetime, token: UUID) -> None:
    """Send, issue the receipt and route, in one go. The caller holds the lock."""
    calendar = clock.calendar()
    receipt_day = law.receipt_date(at, calendar)
    application.programme = _programme_for(answers["package_parts"], at=at)
    application.send_token, application.received_on = token, receipt_day.on
    application.submitted_at, application.submitted_by = at, by
    Part.objects.bulk_create(Part(application=application, kind=kind) for kind in answers["package_parts"])
    frozen = canonical(answers)
    Snapshot.objects.create(
        application=application, answers=answers, sha256=hashlib.sha256(frozen).hexdigest(), taken_at=at
    )
    _note_in_trail(application, answers, by=by, at=at)
    receipt = moves.move(application, *SENDING, by=by, at=at)
    routing.route(application, answers, receipt, received_on=receipt_day.on, calendar=calendar)


def _note_in_trail(application: Application, answers: Mapping[str, Any], *, by: User, at: datetime) -> None:
    """Write down what happened to the draft, which had no trail: it could have been deleted."""
    if application.assisted_at:
        audit.record(application, act="assisted", by=application.assisted_by, at=application.assisted_at)
    dropped = (answers.get("approvals") or {}).get("dropped") or []
    reasons = [f"{permit['permit']}: {permit['reason']}" for permit in dropped]
    state = application.state
    changes = [Change(record=application, was=state, now=state, why=why) for why in reasons]
    audit.record_all(changes, act="permit_dropped", by=by, at=at)


def _programme_for(parts: Sequence[str], *, at: datetime) -> Programme:
    """Return the version in force: the case keeps it from now on, whatever the district changes later.

    :raises Refused: if the version does not offer all that is asked for.
    """
    programme = Programme.objects.in_force(timezone.localdate(at))
    if not set(parts) <= set(programme.parts):
        raise Refused(_("The programme does not offer every part that you ask for any more. Change what you ask for."))
    return programme


def canonical(answers: Mapping[str, Any]) -> bytes:
    """Return the one spelling of ``answers`` that the snapshot's hash is taken of."""
    return json.dumps(answers, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _checked_answers(application: Application, editions: Mapping[str, int], at: datetime) -> dict[str, Any]:
    """Return the answers of all steps as one document, shaped by the paths of ``rules.form``.

    A step that no ticked part asks for leaves nothing in it.
    """
    steps = {step.slug: step for step in application.steps.all()}
    if any(slug not in steps or steps[slug].edition != edition for slug, edition in editions.items()):
        raise Refused(_("The answers have changed since you checked them. Check them again."))
    checked: dict[str, Any] = {slug: steps[slug].answers for slug in editions}
    package = checked.pop("package", None) or {"package_parts": []}
    asked = {slug for slug, part in STEPS.items() if part is None or part in package["package_parts"]}
    answers: dict[str, Any] = {slug: checked.get(slug) if slug in asked else None for slug in STEPS}
    del answers["package"]
    if not package["package_parts"] or any(answers[slug] is None for slug in asked - {"package"}):
        raise Refused(_("Complete every step before you send."))
    answers["declarations"] = {**answers["declarations"], "signed_at": at.isoformat(timespec="seconds")}
    return {**package, **answers, "schemas": {slug: steps[slug].schema for slug in STEPS if slug in asked}}


def _keep_columns(application: Application, slug: str, answers: Mapping[str, Any] | None) -> None:
    """Copy what lists, rules and searches read into columns of the application."""
    if answers is None or slug not in COLUMNS:
        return
    for column, path in COLUMNS[slug].items():
        setattr(application, column, answers[path] or "")
    application.save(update_fields=[*COLUMNS[slug]])
