"""Which conditions an official may save, and with which words the others are refused."""

import pytest

from applications.rules.conditions import BadCondition, check

TRUE = {"field": "technology.trl", "eq": 5}


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ("workspace", "A condition is an object or null, not 'workspace'."),
        ([], "A condition is an object or null, not []."),
        ({}, "A condition says exactly one of all, any, not, field, permit; this one has nothing."),
        (
            {"all": [TRUE], "any": [TRUE]},
            "A condition says exactly one of all, any, not, field, permit; this one has all, any.",
        ),
        ({"all": []}, '"all" needs a list with at least one condition.'),
        ({"any": TRUE}, '"any" needs a list with at least one condition.'),
        ({"all": [TRUE], "note": "x"}, "Not known here: note."),
        ({"not": TRUE, "note": "x"}, "Not known here: note."),
        ({"any": [TRUE, {"not": {"trl": 5}}]}, "A condition says exactly one of all, any, not, field, permit; "),
        ({"field": ""}, '"field" needs the path of a field.'),
        ({"field": 5, "eq": 5}, '"field" needs the path of a field.'),
        ({"field": "technology.trl"}, "The test of technology.trl needs exactly one operator of eq, ne, in, gt, "),
        ({"field": "technology.trl", "gt": 1, "lt": 9}, "The test of technology.trl needs exactly one operator of "),
        ({"field": "technology.trl", "above": 5}, "Not known here: above."),
        ({"field": "technology.trl", "eq": None}, 'The operator "eq" of technology.trl needs a text, a number, true '),
        ({"field": "technology.trl", "ne": [5]}, 'The operator "ne" of technology.trl needs a text, a number, true '),
        ({"field": "technology.trl", "in": 5}, 'The operator "in" of technology.trl needs a list of values, not 5.'),
        ({"field": "technology.trl", "in": []}, 'The operator "in" of technology.trl needs a list of values, not [].'),
        ({"field": "technology.trl", "in": [None]}, 'The operator "in" of technology.trl needs a list of values, '),
        ({"field": "technology.trl", "gt": True}, 'The operator "gt" of technology.trl needs a number or a text, '),
        ({"field": "technology.trl", "gt": float("nan")}, 'The operator "gt" of technology.trl needs a number or a '),
        ({"field": "technology.trl", "empty": 1}, 'The operator "empty" of technology.trl needs true or false, not 1.'),
        ({"field": "technology.tlr", "eq": 5}, "The form has no field technology.tlr."),
        ({"field": "technology.trl[].no", "eq": 5}, "The form has no field technology.trl[].no."),
        ({"field": "team.founders[].", "eq": 5}, "The form has no field team.founders[]."),
        ({"field": "unit.", "eq": 5}, "The form has no field unit.."),
        ({"field": "fact.FITOUT", "eq": 5}, "The form has no field fact.FITOUT."),
        ({"permit": "", "applies": True}, '"permit" needs the code of a permit.'),
        ({"permit": "HAZMAT"}, 'The test of permit HAZMAT needs "applies": true or false.'),
        ({"permit": "HAZMAT", "applies": "no"}, 'The test of permit HAZMAT needs "applies": true or false.'),
        ({"permit": "HAZMAT", "applies": True, "eq": 1}, "Not known here: eq."),
    ],
)
def test_condition_that_nobody_could_answer_is_refused_with_words(condition, words):
    with pytest.raises(BadCondition) as refused:
        check(condition)

    assert str(refused.value).startswith(words)


@pytest.mark.parametrize(
    ("condition", "words"),
    [
        ({"permit": "FIRE", "applies": True}, "There is no permit FIRE."),
        ({"permit": "A", "applies": True}, "Permits depend on each other in a circle: A -> B -> A."),
        ({"permit": "C", "applies": True}, "Permits depend on each other in a circle: C -> C."),
        ({"permit": "D", "applies": True}, "There is no permit GONE."),
    ],
)
def test_condition_that_leads_nowhere_is_refused_with_words(condition, words):
    permits = {
        "A": {"permit": "B", "applies": True},
        "B": {"permit": "A", "applies": False},
        "C": {"permit": "C", "applies": True},
        "D": {"permit": "GONE", "applies": True},
    }

    with pytest.raises(BadCondition) as refused:
        check(condition, permits=permits)

    assert str(refused.value) == words


@pytest.mark.parametrize(
    "condition",
    [
        {"field": "company.shareholders[].kind", "eq": "fund"},
        {"field": "unit.area_m2", "gt": 300},
        {"field": "fact.FITOUT.investment_yuan", "gt": 300000},
        {"permit": "NOT_LOOKED_UP", "applies": True},
    ],
)
def test_condition_that_can_be_answered_is_accepted(condition):
    assert check(condition) is None
