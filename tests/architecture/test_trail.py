"""What is written into the trail can be read by those who read the trail."""

import ast

from applications.admin.records import ACTS
from applications.ledger import audit
from applications.states import Level
from tests.architecture.test_house import CODE, name_of

LEVELS = [level for level in Level if level != Level.NONE]


def acts_of(path):
    """Yield the acts that a module writes, as they stand in the trail."""
    for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(call, ast.Call) and ast.unparse(call.func) in {"audit.record", "audit.record_all"}:
            (act,) = (keyword.value for keyword in call.keywords if keyword.arg == "act")
            yield from values_of(act)


def values_of(act):
    match act:
        case ast.Constant(value=str(value)):
            return [value]
        case ast.Attribute(value=ast.Name(id="audit"), attr=name):
            return [getattr(audit, name)]
        case ast.JoinedStr(values=[ast.Constant(value=begin), ast.FormattedValue(value=ast.Attribute(attr="level"))]):
            return [f"{begin}{level}" for level in LEVELS]
    raise AssertionError(f"Nobody can tell which act this is: {ast.unparse(act)}")


def test_every_act_of_the_trail_has_words_and_no_words_are_left_over():
    written = {act: name_of(path) for path in CODE for act in acts_of(path)}

    assert set(written) == set(ACTS)
