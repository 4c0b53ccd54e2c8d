"""The founder's form as data: its steps, fields and documents, read once from ``form_fields.json``."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import Final, Literal, NotRequired, TypedDict

from applications.rules._language import Condition

OnFail = Literal["block", "warn"]
Importance = Literal["primary", "secondary"]
AskedAt = Literal["application", "permit", "contract"]


@dataclass(frozen=True, kw_only=True)
class Field:
    """One question of the form; ``used_by`` are the departments and authorities that read the answer."""

    step: str
    path: str
    label_en: str
    label_zh: str
    type: str
    required: str
    rule: str
    on_fail: OnFail
    prefill_from: str
    used_by: frozenset[str]
    sensitive: bool


@dataclass(frozen=True, kw_only=True)
class Document:
    """One paper that may be asked for; without ``required_when`` only the importance says whether it is needed."""

    code: str
    name_en: str
    name_zh: str
    importance: Importance
    asked_at: AskedAt
    required_when: Condition
    prefill: str
    formats: tuple[str, ...]
    max_mb: int
    checks: tuple[str, ...]


class _FieldRow(TypedDict):
    step: str
    path: str
    label_en: str
    label_zh: str
    type: str
    required: str
    rule: str
    on_fail: NotRequired[OnFail]
    prefill_from: str
    used_by: list[str]
    sensitive: bool


class _DocumentRow(TypedDict):
    code: str
    name_en: str
    name_zh: str
    importance: Importance
    asked_at: AskedAt
    required_when: NotRequired[Condition]
    prefill: str
    formats: list[str]
    max_mb: int
    checks: list[str]


class _Form(TypedDict):
    fields: list[_FieldRow]
    documents: list[_DocumentRow]


def fields_of(step: str) -> tuple[Field, ...]:
    """Return the fields of ``step`` in the order of the form.

    :raises KeyError: if the form has no such step.
    """
    if step not in STEPS:
        raise KeyError(step)
    return tuple(field for field in FIELDS if field.step == step)


def readers_of(path: str) -> frozenset[str]:
    """Return the codes of those who read the answer at ``path``.

    A row field counts with its list, and nobody reads a path that the form does not know.
    """
    field = BY_PATH.get(path.partition("[]")[0])
    return field.used_by if field else frozenset()


def _field(row: _FieldRow) -> Field:
    return Field(
        step=row["step"],
        path=row["path"],
        label_en=row["label_en"],
        label_zh=row["label_zh"],
        type=row["type"],
        required=row["required"],
        rule=row["rule"],
        on_fail=row.get("on_fail", "block"),
        prefill_from=row["prefill_from"],
        used_by=frozenset(row["used_by"]),
        sensitive=row["sensitive"],
    )


def _document(row: _DocumentRow) -> Document:
    return Document(
        code=row["code"],
        name_en=row["name_en"],
        name_zh=row["name_zh"],
        importance=row["importance"],
        asked_at=row["asked_at"],
        required_when=row.get("required_when"),
        prefill=row["prefill"],
        formats=tuple(row["formats"]),
        max_mb=row["max_mb"],
        checks=tuple(row["checks"]),
    )


_FORM: Final[_Form] = json.loads(Path(__file__).with_name("form_fields.json").read_text(encoding="utf-8"))

FIELDS: Final[tuple[Field, ...]] = tuple(_field(row) for row in _FORM["fields"])
DOCUMENTS: Final[tuple[Document, ...]] = tuple(_document(row) for row in _FORM["documents"])
STEPS: Final[tuple[str, ...]] = tuple(dict.fromkeys(field.step for field in FIELDS))
BY_PATH: Final[Mapping[str, Field]] = MappingProxyType({field.path: field for field in FIELDS})
PARTS: Final = frozenset({"workspace", "funding", "approvals"})

NEEDED_WHEN: Final[Mapping[str, Condition]] = MappingProxyType(
    {
        "always": None,
        "if part": None,
        "if has_registration": {"field": "company.has_registration", "eq": True},
        "if not has_registration": {"field": "company.has_registration", "eq": False},
        "if urgency=urgent": {"field": "urgency", "eq": "urgent"},
        "optional": {"not": None},
        "before disbursement": {"not": None},
    },
)
"""When a field of the form must be answered before sending, by its ``required``, given that its part is asked for."""
