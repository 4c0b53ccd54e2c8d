"""The words of a mail, in its receiver's language."""

from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation

from applications.models import User


def letter(kind: str, recipient: User, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Return subject and body. The first line of a template is the subject."""
    with translation.override(recipient.language):
        text = render_to_string(f"email/{kind}.txt", {**facts, "recipient": recipient, "site": settings.SITE_URL})
    subject, _, body = text.partition("\n\n")
    return " ".join(subject.split()), body.strip() + "\n"
