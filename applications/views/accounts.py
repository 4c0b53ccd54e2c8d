"""Accounts: what allauth does, with our mail and our address."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmation
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

from applications.ledger import outbox


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Owes its mails through the outbox, and builds links from ``SITE_URL``, never from what a request says."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        mail = self.render_mail(template_prefix, email, {**context, "email": email, "site": settings.SITE_URL})
        outbox.put_account_mail(
            kind=template_prefix.replace("account/email/", "account_"),
            address=email,
            subject=mail.subject,
            body=str(mail.body),
            at=timezone.now(),
        )

    def get_email_confirmation_url(self, request: HttpRequest, emailconfirmation: EmailConfirmation) -> str:
        return _ours(super().get_email_confirmation_url(request, emailconfirmation))

    def get_reset_password_from_key_url(self, key: str) -> str:
        return _ours(super().get_reset_password_from_key_url(key))


def _ours(url: str) -> str:
    return settings.SITE_URL + urlsplit(url).path
