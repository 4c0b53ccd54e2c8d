"""The documents of a case as its pages show them: what is asked for, what is there, what is still missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications import access
from applications.models import Application, Attachment, PermitType, User
from applications.models.documents import name_of_kind
from applications.rules import documents as rules
from applications.rules.conditions import Facts
from applications.rules.documents import KINDS, Need
from applications.rules.form import Document

COMPLETE, MISSING, PROMISED, OPTIONAL, EARLY = "complete", "missing", "promised", "optional", "early"


@dataclass(frozen=True, kw_only=True)
class Card:
    """One kind of document with its files; ``aside`` are those that the founder may take back."""

    document: Document
    status: str
    files: list[Attachment]
    aside: list[Attachment]

    @property
    def name(self) -> str:
        return name_of_kind(self.document.code)

    @property
    def formats(self) -> str:
        return formats_in_words(self.document)


@dataclass(frozen=True, kw_only=True)
class Overview:
    """All about the documents of a draft.

    ``cards`` are asked for now, ``early`` were handed in before anybody asks; ``waiting`` are the names of those
    that depend on answers still to come. The codes ``for_permits`` and ``others`` may be handed in early.
    """

    cards: list[Card]
    early: list[Card]
    waiting: list[str]
    for_permits: list[str]
    others: list[str]

    @property
    def missing(self) -> list[Card]:
        """Return the cards for want of which the application cannot be sent."""
        return [card for card in self.cards if card.status == MISSING]

    @property
    def promised(self) -> list[Card]:
        return [card for card in self.cards if card.status == PROMISED]

    @property
    def is_complete(self) -> bool:
        return not self.missing

    @property
    def file_count(self) -> int:
        return sum(len(card.files) for card in [*self.cards, *self.early])

    @property
    def names_missing(self) -> str:
        return pgettext("between the items of a list", "; ").join(card.name for card in self.missing)


def overview(application: Application, answers: Mapping[str, Any], *, complete: bool) -> Overview:
    """Return the documents of a draft whose complete steps say ``answers`` (two queries, however many files).

    ``complete`` says that no answer is still to come.
    """
    attachments = list(application.attachments.order_by("uploaded_at", "pk"))
    handed_in = {attachment.kind for attachment in attachments if attachment.set_aside_at is None}
    needs = rules.needs(Facts(answers=answers, complete=complete), handed_in)
    asked = [_card(need.document, _status(need), attachments) for need in needs if need.asked]
    rest = [code for code in KINDS if code not in {card.document.code for card in asked}]
    touched = {attachment.kind for attachment in attachments}
    of_permits = _of_permits(answers)
    return Overview(
        cards=asked,
        early=[_card(KINDS[code], EARLY, attachments) for code in rest if code in touched],
        waiting=[name_of_kind(need.document.code) for need in needs if need.needed is None and not need.handed_in],
        for_permits=[code for code in rest if code in of_permits],
        others=[code for code in rest if code not in of_permits],
    )


def readable(person: User, application: Application) -> list[Attachment]:
    """Return the documents of a case that ``person`` may read, in the order of the form."""
    order = {code: number for number, code in enumerate(KINDS)}
    found = access.attachments_for(person, application).in_use()
    return sorted(found, key=lambda attachment: (order[attachment.kind], attachment.pk))


def formats_in_words(document: Document) -> str:
    """Return what a file of the document may be: PDF, JPG or PNG."""
    *first, last = (file_type.upper() for file_type in document.formats)
    joined = pgettext("between names", ", ").join(first)
    return _("%(first)s or %(last)s") % {"first": joined, "last": last} if first else last


def _card(document: Document, status: str, attachments: Iterable[Attachment]) -> Card:
    own = [attachment for attachment in attachments if attachment.kind == document.code]
    return Card(
        document=document,
        status=status,
        files=[attachment for attachment in own if attachment.set_aside_at is None],
        aside=[attachment for attachment in own if attachment.set_aside_at is not None],
    )


def _status(need: Need) -> str:
    if need.handed_in:
        return COMPLETE
    return MISSING if need.stops else PROMISED if need.promised else OPTIONAL


def _of_permits(answers: Mapping[str, Any]) -> set[str]:
    """Return the codes of the documents that the approvals asked for will need."""
    requests = (answers.get("approvals") or {}).get("requests") or []
    codes = {request.get("permit") for request in requests}
    types = PermitType.objects.filter(code__in=codes) if codes else PermitType.objects.none()
    return {code for kinds in types.values_list("documents", flat=True) for code in kinds}
