"""An official fills in for a founder who calls or comes by (帮办代办): the founder confirms and sends it himself."""

from datetime import datetime

from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from applications import access
from applications.ledger import outbox
from applications.models import Application, Programme, User
from applications.states import ApplicationState, MembershipRole, Role
from applications.workflow import Refused, intake, moves


def start_for(*, by: User, at: datetime, programme: Programme, email: str, name: str, language: str) -> Application:
    """Start a draft for the founder with this address and tell him; where he has no account, make him one.

    :raises Refused: if the address is an official's, or the founder has too many drafts.
    """
    if not access.can_assist(by):
        raise PermissionDenied
    with transaction.atomic():
        founder = _founder(email, name=name, language=language)
        application = intake.start(by=founder, at=at, programme=programme)
        application.assisted_by, application.assisted_at = by, at
        application.save(update_fields=["assisted_by", "assisted_at"])
        outbox.put_draft_mails("draft_started_for_you", [(application, founder)], at=at, by=by)
    return application


def _founder(email: str, *, name: str, language: str) -> User:
    """Return the founder with this address.

    An account whose address nobody has proved may be a stranger's who signed up with it: its password ends here.
    Without a password only the owner of the mailbox gets in, by "forgotten password".
    """
    founder = _by_address(email) or _made(email, name=name, language=language)
    if founder.role != Role.FOUNDER or not founder.is_active:
        raise Refused(_("This address belongs to somebody who cannot apply. Ask for another one."))
    if not EmailAddress.objects.filter(user=founder, verified=True).exists():
        founder.name, founder.language = name, language
        founder.set_unusable_password()
        founder.save()
        EmailAddress.objects.filter(user=founder).delete()
        EmailAddress.objects.create(user=founder, email=founder.email, primary=True, verified=True)
    return founder


def _by_address(email: str) -> User | None:
    return User.objects.select_for_update(no_key=True).filter(email__iexact=email).first()


def _made(email: str, *, name: str, language: str) -> User:
    try:
        with transaction.atomic():
            return User.objects.create_user(email, name=name, language=language)
    except IntegrityError:  # somebody made it a moment ago
        return User.objects.select_for_update(no_key=True).get(email__iexact=email)


def hand_over(*, application: Application, by: User, at: datetime) -> Application:
    """Give the draft to the founder, who checks and sends it; the official cannot write in it any more."""
    with transaction.atomic():
        application = moves.locked(application)
        access.require(access.fills_in_for_founder, by, application)
        application.taken_over_at = at
        application.save(update_fields=["taken_over_at"])
        outbox.put_draft_mails("draft_ready_for_you", [(application, founder_of(application))], at=at, by=by)
    return application


def take_over(*, application: Application, by: User, at: datetime) -> Application:
    """Let the founder go on alone. A draft that nobody assists with stays as it is.

    :raises Refused: if it is no draft any more.
    """
    with transaction.atomic():
        application = moves.locked(application)
        access.require(access.can_send, by, application)
        if application.state != ApplicationState.DRAFT:
            raise Refused(_("The application has been sent."))
        if application.assisted_at:
            application.taken_over_at = application.taken_over_at or at
        application.save(update_fields=["taken_over_at"])
    return application


def founder_of(application: Application) -> User:
    """Return the founder who owns the application."""
    return User.objects.get(memberships__application=application, memberships__role=MembershipRole.OWNER)
