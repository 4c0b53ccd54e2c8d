"""The grammar of conditions: what an official may write in a rule, read into small typed pieces."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from math import isfinite
from typing import Final, TypeAlias

Condition: TypeAlias = Mapping[str, object] | None

OPERATORS: Final = ("eq", "ne", "in", "gt", "gte", "lt", "lte", "empty", "contains")


class BadCondition(Exception):
    """The condition cannot be read; the message says why, fit to show to the official who wrote it."""


@dataclass(frozen=True, kw_only=True)
class FieldTest:
    path: str
    operator: str
    operand: object


@dataclass(frozen=True, kw_only=True)
class PermitTest:
    code: str
    applies: bool


@dataclass(frozen=True, kw_only=True)
class AllOf:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, kw_only=True)
class AnyOf:
    parts: "tuple[Node, ...]"


@dataclass(frozen=True, kw_only=True)
class Negation:
    part: "Node"


Node: TypeAlias = FieldTest | PermitTest | AllOf | AnyOf | Negation

ALWAYS: Final = AllOf(parts=())


def parse(condition: object) -> Node:
    """Return ``condition`` as typed pieces; ``null`` is always true.

    :raises BadCondition: if it is not written in the language.
    """
    if condition is None:
        return ALWAYS
    if not isinstance(condition, Mapping):
        raise BadCondition(f"A condition is an object or null, not {condition!r}.")
    heads = [head for head in FORMS if head in condition]
    if len(heads) != 1:
        raise BadCondition(f"A condition says exactly one of {_listed(FORMS)}; this one has {_listed(condition)}.")
    return FORMS[heads[0]](condition)


def pieces(node: Node) -> "tuple[FieldTest | PermitTest, ...]":
    """Return the tests on which ``node`` rests, in the order in which they are written."""
    match node:
        case AllOf() | AnyOf():
            return tuple(piece for part in node.parts for piece in pieces(part))
        case Negation():
            return pieces(node.part)
        case _:
            return (node,)


def is_number(value: object) -> bool:
    """Tell whether ``value`` is a finite number; true and false are none."""
    if isinstance(value, float | Decimal):
        return isfinite(value)
    return isinstance(value, int) and not isinstance(value, bool)


def _all(condition: Mapping[str, object]) -> Node:
    return AllOf(parts=_parts(condition, "all"))


def _any(condition: Mapping[str, object]) -> Node:
    return AnyOf(parts=_parts(condition, "any"))


def _not(condition: Mapping[str, object]) -> Node:
    _refuse_other_keys(condition, {"not"})
    return Negation(part=parse(condition["not"]))


def _parts(condition: Mapping[str, object], head: str) -> tuple[Node, ...]:
    _refuse_other_keys(condition, {head})
    parts = condition[head]
    if not isinstance(parts, list | tuple) or not parts:
        raise BadCondition(f'"{head}" needs a list with at least one condition.')
    return tuple(parse(part) for part in parts)


def _permit(condition: Mapping[str, object]) -> Node:
    _refuse_other_keys(condition, {"permit", "applies"})
    code, applies = condition["permit"], condition.get("applies")
    if not isinstance(code, str) or not code:
        raise BadCondition('"permit" needs the code of a permit.')
    if not isinstance(applies, bool):
        raise BadCondition(f'The test of permit {code} needs "applies": true or false.')
    return PermitTest(code=code, applies=applies)


def _field(condition: Mapping[str, object]) -> Node:
    path = condition["field"]
    if not isinstance(path, str) or not path:
        raise BadCondition('"field" needs the path of a field.')
    _refuse_other_keys(condition, {"field", *OPERATORS})
    operators = [key for key in condition if key != "field"]
    if len(operators) != 1:
        raise BadCondition(f"The test of {path} needs exactly one operator of {_listed(OPERATORS)}.")
    operator, operand = operators[0], condition[operators[0]]
    wanted, fits = _OPERANDS[operator]
    if not fits(operand):
        raise BadCondition(f'The operator "{operator}" of {path} needs {wanted}, not {operand!r}.')
    return FieldTest(path=path, operator=operator, operand=operand)


def _refuse_other_keys(condition: Mapping[str, object], known: set[str]) -> None:
    unknown = [key for key in condition if key not in known]
    if unknown:
        raise BadCondition(f"Not known here: {_listed(unknown)}.")


def _listed(words: "Mapping[str, object] | tuple[str, ...] | list[str]") -> str:
    return ", ".join(map(str, words)) or "nothing"


def _is_value(operand: object) -> bool:
    return isinstance(operand, str | bool) or is_number(operand)


def _is_ordered(operand: object) -> bool:
    return isinstance(operand, str) or is_number(operand)


def _is_values(operand: object) -> bool:
    return isinstance(operand, list | tuple) and bool(operand) and all(_is_value(value) for value in operand)


def _is_bool(operand: object) -> bool:
    return isinstance(operand, bool)


FORMS: Final[Mapping[str, Callable[[Mapping[str, object]], Node]]] = {
    "all": _all,
    "any": _any,
    "not": _not,
    "field": _field,
    "permit": _permit,
}

_VALUE = ("a text, a number, true or false", _is_value)
_ORDERED = ("a number or a text", _is_ordered)
_OPERANDS: Final[Mapping[str, tuple[str, Callable[[object], bool]]]] = {
    "eq": _VALUE,
    "ne": _VALUE,
    "in": ("a list of values", _is_values),
    "gt": _ORDERED,
    "gte": _ORDERED,
    "lt": _ORDERED,
    "lte": _ORDERED,
    "empty": ("true or false", _is_bool),
    "contains": _VALUE,
}
