"""What pages read of a request; what ``login_required`` guarantees is said to the type checker."""

import re

from django.http import HttpRequest

from applications.models import User


class PersonsRequest(HttpRequest):
    user: User


def posted_edition(request: HttpRequest) -> int:
    """Return the edition of a step that the page showed; one that was tampered with is that of an empty step."""
    edition = request.POST.get("edition", "")
    return int(edition) if re.fullmatch("[0-9]{1,9}", edition) else 0
