"""Accounts: what allauth does, with our mail and our address."""

from typing import Any
from urllib.parse import urlsplit

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.utils import timezone

from applications.ledger import outbox


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Owes its mails through the outbox, with links from ``SITE_URL`` and never from what a request says."""

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        links = {name: _ours(url) for name, url in context.items() if name.endswith("_url")}
        mail = self.render_mail(template_prefix, email, {**context, **links, "email": email})
        outbox.put_account_mail(
            kind=template_prefix.replace("account/email/", "account_"),
            address=email,
            subject=mail.subject,
            body=str(mail.body),
            at=timezone.now(),
        )


def _ours(url: str) -> str:
    return settings.SITE_URL + urlsplit(url).path
