"""Which documents a case must hand in, and which it may: the form's documents, weighed against its answers."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from applications.rules import conditions, form
from applications.rules.conditions import Facts
from applications.rules.form import Document

KINDS: Final[Mapping[str, Document]] = MappingProxyType({document.code: document for document in form.DOCUMENTS})

READ_WITHOUT_CONDITION = frozenset({"technology.summary", "funding.requests"})
# Nearly everybody reads these, so that a document which depends on them is not thereby everybody's.
STEPS_THAT_TELL_NO_READER = {"1_package", "2_company", "10_declarations"}


@dataclass(frozen=True, kw_only=True)
class Need:
    """One document that is asked for with the application, as the case stands.

    ``needed`` is None while that is not known: then it is not asked for yet. A document of less weight
    may be ``promised`` where the founder asked for that (R17).
    """

    document: Document
    needed: bool | None
    optional: bool
    handed_in: bool
    promised: bool

    @property
    def asked(self) -> bool:
        return bool(self.needed) or self.optional

    @property
    def missing(self) -> bool:
        return bool(self.needed) and not self.handed_in

    @property
    def stops(self) -> bool:
        """Tell whether the application cannot be sent for want of it."""
        return self.missing and not self.promised


def needs(facts: Facts, handed_in: AbstractSet[str]) -> list[Need]:
    """Return the documents of the stage ``application`` in the order of the form; ``handed_in`` are codes.

    Without ``required_when`` one of weight is always needed, and one of less weight is optional.
    """
    declared = facts.answers.get("declarations")
    promises = isinstance(declared, Mapping) and declared.get("deficient_mode") is True
    return [
        _need(document, facts, handed_in=document.code in handed_in, promises=promises)
        for document in form.DOCUMENTS
        if document.asked_at == "application"
    ]


def missing(facts: Facts, handed_in: AbstractSet[str]) -> list[Document]:
    """Return the documents for want of which the application cannot be sent."""
    return [need.document for need in needs(facts, handed_in) if need.stops]


def read_with(document: Document) -> frozenset[str]:
    """Return the paths of the form whose readers read the document too; any one of them is enough.

    They are those that its condition tests. What is needed of everybody goes with the technology and the money;
    what is asked for later and of everybody goes with its permit alone.
    """
    if document.required_when is None:
        return READ_WITHOUT_CONDITION if document.asked_at == "application" else frozenset()
    return frozenset(_telling(conditions.fields_read(document.required_when)))


def _telling(paths: Iterable[str]) -> Iterable[str]:
    for path in paths:
        field = form.BY_PATH.get(path) or form.BY_PATH.get(path.partition("[]")[0])
        if field is not None and field.step not in STEPS_THAT_TELL_NO_READER:
            yield field.path


def _need(document: Document, facts: Facts, *, handed_in: bool, promises: bool) -> Need:
    of_weight = document.importance == "primary"
    needed = of_weight if document.required_when is None else conditions.holds(document.required_when, facts)
    return Need(
        document=document,
        needed=needed,
        optional=document.required_when is None and not of_weight,
        handed_in=handed_in,
        promised=promises and not of_weight and bool(needed) and not handed_in,
    )
