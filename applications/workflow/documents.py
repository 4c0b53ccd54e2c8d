"""The papers of a draft: handed in, replaced, removed and taken back, until the founder sends."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.db.models import Count, QuerySet, Sum
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications import access
from applications.ledger import files
from applications.ledger.files import Written
from applications.models import Application, Attachment, LooseFile, User
from applications.models.documents import name_of_kind
from applications.rules import documents as rules
from applications.rules.conditions import Facts
from applications.states import ApplicationState
from applications.workflow import Refused, clock, moves

if TYPE_CHECKING:
    from django.core.files import File

MOST_FILES = 50
MEGABYTE = 1024 * 1024
MOST_MEGABYTES = 200

logger = logging.getLogger(__name__)


def upload(
    *, application: Application, by: User, at: datetime, kind: str, content: "File[bytes]", name: str, file_type: str
) -> Attachment:
    """Keep one file of the document ``kind``. The caller has looked into it: it is what ``file_type`` says.

    :raises Refused: if the application has been sent or has no room for it, or the file cannot be stored.
    """
    attachment = Attachment(kind=kind, name=name, file_type=file_type, uploaded_at=at, uploaded_by=by)
    return _hand_in(application, attachment, content, by=by, at=at)


def replace(
    *, attachment: Attachment, by: User, at: datetime, content: "File[bytes]", name: str, file_type: str
) -> Attachment:
    """Keep a new file in the place of ``attachment``, which is set aside.

    :raises Refused: as ``upload``, or if the old one has been removed.
    """
    new = Attachment(kind=attachment.kind, name=name, file_type=file_type, uploaded_at=at, uploaded_by=by)
    return _hand_in(attachment.application, new, content, by=by, at=at, instead_of=attachment)


def set_aside(*, attachment: Attachment, by: User, at: datetime) -> Attachment:
    """Remove a file; until the founder sends, he can take it back.

    :raises Refused: if it has been removed, or the application has been sent.
    """
    with transaction.atomic():
        application = _draft(attachment.application, by)
        attachment = _set_aside(application, attachment, by=by, at=at)
        clock.prolong_draft(application, by=by, at=at)
    return attachment


def take_back(*, attachment: Attachment, by: User, at: datetime) -> Attachment:
    """Put a removed file back into the application.

    :raises Refused: if it was not removed, or there is no room for it any more.
    """
    with transaction.atomic():
        application = _draft(attachment.application, by)
        attachment = _found(application.attachments.exclude(set_aside_at=None), attachment)
        _require_room(application.attachments.in_use(), attachment.size)
        attachment.set_aside_at = attachment.set_aside_by = None
        attachment.save(update_fields=["set_aside_at", "set_aside_by"])
        clock.prolong_draft(application, by=by, at=at)
    return attachment


def settle(application: Application, *, at: datetime) -> list[dict[str, object]]:
    """Let go of what was set aside and return the list of what is handed in, in one order, for the snapshot.

    Called in the transaction that sends the application.
    """
    _let_go(application.attachments.exclude(set_aside_at=None), at=at)
    columns = ("kind", "name", "size", "sha256", "file_type")
    return list(application.attachments.in_use().order_by("kind", "pk").values(*columns))


def require_complete(application: Application, answers: Mapping[str, Any]) -> None:
    """Stop a sending for which a document is missing that is needed and cannot be promised.

    :raises Refused: naming the documents.
    """
    handed_in = set(application.attachments.in_use().values_list("kind", flat=True))
    missing = rules.missing(Facts(answers=answers, complete=True), handed_in)
    if missing:
        names = pgettext("between the items of a list", "; ").join(name_of_kind(one.code) for one in missing)
        raise Refused(_("Hand in these documents before you send: %(documents)s.") % {"documents": names})


def discard_all(applications: Sequence[Application], *, at: datetime) -> None:
    """Let go of every file of drafts that are deleted, in the same transaction."""
    _let_go(Attachment.objects.filter(application__in=applications), at=at)


def _hand_in(
    application: Application,
    attachment: Attachment,
    content: "File[bytes]",
    *,
    by: User,
    at: datetime,
    instead_of: Attachment | None = None,
) -> Attachment:
    """Ask first, then write, then ask again: nobody is locked out while the bytes come in."""
    with transaction.atomic():
        _require_room(_others(_draft(application, by), instead_of), content.size)
        key = files.reserve(at=at)
    try:
        written = files.write(key, content)
        with transaction.atomic():
            return _keep(_draft(application, by), attachment, written, instead_of=instead_of, by=by, at=at)
    except OSError as error:
        files.drop(key)
        logger.exception("The storage did not take a file")
        raise Refused(_("The file could not be stored on our side. Nothing else is lost. Try again later.")) from error
    except Exception:
        files.drop(key)
        raise


def _keep(
    application: Application,
    attachment: Attachment,
    written: Written,
    *,
    instead_of: Attachment | None,
    by: User,
    at: datetime,
) -> Attachment:
    """Give the written file to the application. The caller holds the lock."""
    _require_room(_others(application, instead_of), written.size)
    if instead_of is not None:
        _set_aside(application, instead_of, by=by, at=at)
    try:
        files.claim(written.key)
    except LooseFile.DoesNotExist as error:
        raise Refused(_("The upload took too long. Choose the file again.")) from error
    clock.prolong_draft(application, by=by, at=at)
    attachment.application = application
    attachment.key, attachment.size, attachment.sha256 = written.key, written.size, written.sha256
    attachment.save()
    return attachment


def _set_aside(application: Application, attachment: Attachment, *, by: User, at: datetime) -> Attachment:
    attachment = _found(application.attachments.in_use(), attachment)
    attachment.set_aside_at, attachment.set_aside_by = at, by
    attachment.save(update_fields=["set_aside_at", "set_aside_by"])
    _forget_the_oldest(application, at=at)
    return attachment


def _draft(application: Application, by: User) -> Application:
    """Return the application, locked.

    :raises Refused: if it is no draft any more.
    """
    application = moves.locked(application)
    access.require(access.can_edit, by, application)
    if application.state != ApplicationState.DRAFT:
        raise Refused(_("The application has been sent; its documents cannot be changed."))
    return application


def _found(attachments: QuerySet[Attachment], wanted: Attachment) -> Attachment:
    """Return the file as it stands now.

    :raises Refused: if somebody has been faster.
    """
    found = attachments.filter(pk=wanted.pk).first()
    if found is None:
        raise Refused(_("This was done already. Look at the list of your documents."))
    return found


def _others(application: Application, instead_of: Attachment | None) -> QuerySet[Attachment]:
    in_use = application.attachments.in_use()
    return in_use.exclude(pk=instead_of.pk) if instead_of else in_use


def _require_room(beside: QuerySet[Attachment], size: int) -> None:
    """:raises Refused: if a file of ``size`` would be one too many, or too much (T31)."""
    there = beside.aggregate(files=Count("pk"), size=Sum("size", default=0))
    if there["files"] >= MOST_FILES:
        raise Refused(
            _("An application may hold %(most)s files. Remove one that you do not need.") % {"most": MOST_FILES}
        )
    if there["size"] + size > MOST_MEGABYTES * MEGABYTE:
        raise Refused(
            _("The files of an application may have %(most)s MB together. Remove or shrink one of them.")
            % {"most": MOST_MEGABYTES}
        )


def _forget_the_oldest(application: Application, *, at: datetime) -> None:
    """Keep no more of what was set aside than an application may hold: the oldest goes first."""
    room, gone = MOST_MEGABYTES * MEGABYTE, []
    aside = application.attachments.exclude(set_aside_at=None).order_by("-set_aside_at", "-pk")
    for number, attachment in enumerate(aside):
        room -= attachment.size
        if number >= MOST_FILES or room < 0:
            gone.append(attachment.pk)
    _let_go(Attachment.objects.filter(pk__in=gone), at=at)


def _let_go(attachments: QuerySet[Attachment], *, at: datetime) -> None:
    files.loosen(list(attachments.values_list("key", flat=True)), at=at)
    attachments.delete()
