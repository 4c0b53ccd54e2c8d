"""Mail without a mail server: one file a mail, so that people can open them."""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend


class MailFiles(BaseEmailBackend):
    """Write each mail to ``settings.MAIL_FOLDER`` as an ``.eml`` file: which mail, to whom, and a number of its own."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.folder = Path(settings.MAIL_FOLDER)

    def open(self) -> bool:
        self.folder.mkdir(parents=True, exist_ok=True)
        return True

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        self.open()
        for mail in email_messages:
            kind = mail.extra_headers.get("X-Mail-Kind", "mail")
            name = re.sub(r"[^\w@.-]+", "_", f"{kind}-{mail.to[0]}")[:120]
            (self.folder / f"{name}-{uuid4().hex[:8]}.eml").write_bytes(mail.message().as_bytes())
        return len(email_messages)
