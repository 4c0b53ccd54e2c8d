"""The conditions of rules, permits and documents, answered with true, false or unknown (None)."""

import re
from collections.abc import Callable, Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from decimal import Decimal
from enum import Enum, auto
from typing import Final

from applications.rules import form
from applications.rules._language import (
    AllOf,
    BadCondition,
    Condition,
    FieldTest,
    Negation,
    Node,
    PermitTest,
    is_number,
    parse,
    pieces,
)

__all__ = [
    "BadCondition",
    "Condition",
    "Facts",
    "check",
    "fields_read",
    "holds",
    "matched",
    "permit_applies",
    "permits_read",
]

RECORDED_PATH = re.compile(r"fact\.\w+\.\w+")
UNIT_PATH = re.compile(r"unit\.\w+")


class _Open(Enum):
    """Stands where an answer is not known yet; an empty answer is None."""

    UNKNOWN = auto()


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What is known of one case.

    ``answers`` are nested as the form's paths. ``asked`` holds the codes of the permits asked for, and
    ``applies_when`` the condition of each permit that has one. ``unit`` is the unit leased, else held, else
    offered, with the keys of ``units.json``. ``recorded`` maps an event to the data recorded with it.
    ``complete`` says that the case was sent: only a draft still waits for answers.
    """

    answers: Mapping[str, object]
    complete: bool
    asked: AbstractSet[str] = frozenset()
    applies_when: Mapping[str, Condition] = field(default_factory=dict)
    unit: Mapping[str, object] | None = None
    recorded: Mapping[str, Mapping[str, object]] = field(default_factory=dict)


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Tell whether ``condition`` is true for this case; None where it is not known yet.

    :raises BadCondition: if it is not written in the language, or permits depend on each other in a circle.
    """
    return _holds(parse(condition), facts, ())


def permit_applies(code: str, facts: Facts) -> bool | None:
    """Tell whether the case needs permit ``code``; without a condition, whether it is asked for.

    :raises BadCondition: as ``holds``.
    """
    return _applies(code, facts, ())


def fields_read(condition: Condition) -> frozenset[str]:
    """Return the paths that ``condition`` itself tests; what the permits it names rest on is not among them.

    :raises BadCondition: if it is not written in the language.
    """
    return frozenset(piece.path for piece in pieces(parse(condition)) if isinstance(piece, FieldTest))


def permits_read(condition: Condition) -> frozenset[str]:
    """Return the codes of the permits that ``condition`` names.

    :raises BadCondition: if it is not written in the language.
    """
    return frozenset(piece.code for piece in pieces(parse(condition)) if isinstance(piece, PermitTest))


def matched(condition: Condition, facts: Facts) -> dict[str, object]:
    """Return what ``condition`` read, for the trail: each path with its value, each permit with its result.

    The permits it names bring along what they read. A row path has the list of its rows' values. What is
    not known is left out.

    :raises BadCondition: as ``holds``.
    """
    found: dict[str, object] = {}
    for piece in pieces(parse(condition)):
        if isinstance(piece, FieldTest):
            known = [value for value in _values(piece.path, facts) if value is not _Open.UNKNOWN]
            if "[]" in piece.path:
                found[piece.path] = known
            elif known:
                found[piece.path] = known[0]
            continue
        applies = permit_applies(piece.code, facts)
        if applies is not None:
            found[f"permit.{piece.code}"] = applies
        found |= matched(facts.applies_when.get(piece.code), facts)
    return found


def check(condition: object, *, permits: Mapping[str, Condition] | None = None) -> None:
    """Refuse a condition that no case could answer, before an official may save it.

    ``permits`` are the known permits with their conditions, the edited one with its new condition; given
    them, a permit that is not among them and a circle of permits are refused too.

    :raises BadCondition: with words for the official.
    """
    for piece in pieces(parse(condition)):
        if isinstance(piece, FieldTest):
            _refuse_unknown_path(piece.path)
        elif permits is not None:
            _follow(piece.code, permits, ())


def _holds(node: Node, facts: Facts, way: tuple[str, ...]) -> bool | None:
    match node:
        case FieldTest():
            return _any(_test(node, value) for value in _values(node.path, facts))
        case PermitTest():
            applies = _applies(node.code, facts, way)
            return None if applies is None else applies is node.applies
        case Negation():
            return _not(_holds(node.part, facts, way))
        case AllOf():
            return _not(_any(_not(_holds(part, facts, way)) for part in node.parts))
        case _:
            return _any(_holds(part, facts, way) for part in node.parts)


def _applies(code: str, facts: Facts, way: tuple[str, ...]) -> bool | None:
    way = _refuse_circle(code, way)
    condition = facts.applies_when.get(code)
    return code in facts.asked if condition is None else _holds(parse(condition), facts, way)


def _not(result: bool | None) -> bool | None:  # noqa: FBT001 -- the three values are what it turns
    return None if result is None else not result


def _any(results: Iterable[bool | None]) -> bool | None:
    """Return true when one is true, else unknown when one is unknown."""
    seen = set(results)
    return True if True in seen else None if None in seen else False


def _test(test: FieldTest, value: object) -> bool | None:
    return None if value is _Open.UNKNOWN else _TESTS[test.operator](value, test.operand)


def _values(path: str, facts: Facts) -> tuple[object, ...]:
    """Return the value at ``path``, or one for each row of a row path; an empty one is None."""
    if path.startswith("unit."):
        return (_of_unit(path.removeprefix("unit."), facts),)
    if path.startswith("fact."):
        event, _, key = path.removeprefix("fact.").partition(".")
        return (facts.recorded.get(event, {}).get(key, _Open.UNKNOWN),)
    return _of_form(path, facts)


def _of_unit(key: str, facts: Facts) -> object:
    """Return a value of the unit; without the workspace part it is empty, before an offer unknown."""
    if _is_wanted("workspace", facts) is False:
        return None
    return _Open.UNKNOWN if facts.unit is None else facts.unit.get(key)


def _of_form(path: str, facts: Facts) -> tuple[object, ...]:
    """Return the answers at ``path``; those of a part that is not asked for are empty, whatever was typed."""
    head, rows, key = path.partition("[].")
    part = head.partition(".")[0]
    wanted = _is_wanted(part, facts) if part in form.PARTS else True
    answer = _dig(facts.answers, head) if wanted else None
    if _is_empty(answer):
        waits = wanted is None or (wanted and _waits_for(head, facts))
        return (_Open.UNKNOWN,) if waits else () if rows else (None,)
    if not rows:
        return (answer,)
    empty = _Open.UNKNOWN if _waits_for(path, facts) else None
    values = [_dig(row, key) for row in answer] if isinstance(answer, list | tuple) else []
    return tuple(empty if _is_empty(value) else value for value in values)


def _is_wanted(part: str, facts: Facts) -> bool | None:
    """Tell whether ``part`` is asked for; unknown in a draft that does not say yet."""
    parts = facts.answers.get("package_parts")
    if _is_empty(parts):
        return False if facts.complete else None
    return _holds_value(parts, part)


def _waits_for(path: str, facts: Facts) -> bool:
    """Tell whether an empty answer at ``path`` is one that a draft has still to give.

    It is so for a needed field, and for any field of a section that the draft has not reached.
    """
    if facts.complete:
        return False
    section, nested, _ = path.partition(".")
    if nested and section not in facts.answers:
        return True
    known = form.BY_PATH.get(path)
    return known is None or holds(form.NEEDED_WHEN[known.required], facts) is not False


def _dig(answers: object, path: str) -> object:
    for key in path.split("."):
        answers = answers.get(key) if isinstance(answers, Mapping) else None
    return answers


def _is_empty(value: object) -> bool:
    return value is None or value in ("", [], (), {})


def _is_same(value: object, operand: object) -> bool:
    """Compare as JSON does: true is not 1."""
    order = _order(value, operand)
    if order is not None:
        return order == 0
    return isinstance(value, bool) is isinstance(operand, bool) and value == operand


def _holds_value(values: object, operand: object) -> bool:
    return isinstance(values, list | tuple) and any(_is_same(value, operand) for value in values)


def _ordered(*orders: int) -> Callable[[object, object], bool]:
    """Return the test that ``value`` stands to the operand in one of ``orders``."""
    return lambda value, operand: _order(value, operand) in orders


def _order(value: object, operand: object) -> int | None:
    """Return -1, 0 or 1 for smaller, equal or greater; None for what has no order, such as an empty answer.

    Numbers compare as they are written, so that 2.2 from a form equals 2.2 from a table.
    """
    if is_number(value) and is_number(operand):
        left, right = Decimal(str(value)), Decimal(str(operand))
        return (left > right) - (left < right)
    if isinstance(value, str) and isinstance(operand, str):
        return (value > operand) - (value < operand)
    return None


_TESTS: Final[Mapping[str, Callable[[object, object], bool]]] = {
    "eq": _is_same,
    "ne": lambda value, operand: not _is_same(value, operand),
    "in": lambda value, operand: _holds_value(operand, value),
    "gt": _ordered(1),
    "gte": _ordered(0, 1),
    "lt": _ordered(-1),
    "lte": _ordered(-1, 0),
    "empty": lambda value, operand: _is_empty(value) is operand,
    "contains": _holds_value,
}


def _refuse_unknown_path(path: str) -> None:
    head, rows, key = path.partition("[].")
    known = form.BY_PATH.get(head)
    if path in form.BY_PATH or (rows and key and known is not None and known.type == "list"):
        return
    if not (UNIT_PATH.fullmatch(path) or RECORDED_PATH.fullmatch(path)):
        raise BadCondition(f"The form has no field {path}.")


def _follow(code: str, permits: Mapping[str, Condition], way: tuple[str, ...]) -> None:
    """Refuse ``code`` if it is not known or leads back to itself."""
    if code not in permits:
        raise BadCondition(f"There is no permit {code}.")
    way = _refuse_circle(code, way)
    for named in sorted(permits_read(permits[code])):
        _follow(named, permits, way)


def _refuse_circle(code: str, way: tuple[str, ...]) -> tuple[str, ...]:
    if code in way:
        raise BadCondition(f"Permits depend on each other in a circle: {' -> '.join((*way, code))}.")
    return (*way, code)
