from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.conditions import (
    BadCondition,
    Facts,
    fields_read,
    holds,
    matched,
    permit_applies,
    permits_read,
)
from tests.rules.data import APPLIES_WHEN, UNITS, facts_of

UNKNOWN = None

TRUE = {"field": "technology.trl", "eq": 5}
FALSE = {"field": "technology.trl", "eq": 6}
OPEN = {"field": "unit.area_m2", "gt": 300}
CASE = Facts(
    answers={
        "package_parts": ["workspace"],
        "case_summary": "",
        "technology": {"trl": 5, "field": "lidar", "uses_radio": True, "chemicals": []},
        "workspace": {"clear_height_m": 2.2, "use": ["office", "rd_lab"]},
        "team": {"founders": [{"work_permit_needed": False, "degree": "phd"}, {"work_permit_needed": True}]},
        "funding": {"requests": [{"fund": "INT"}]},
    },
    complete=True,
)


def draft(**answers):
    return Facts(answers=answers, complete=False)


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        (None, True),
        ({"not": None}, False),
        ({"not": TRUE}, False),
        ({"not": FALSE}, True),
        ({"not": OPEN}, UNKNOWN),
        ({"all": [TRUE, TRUE]}, True),
        ({"all": [TRUE, FALSE]}, False),
        ({"all": [OPEN, FALSE]}, False),
        ({"all": [TRUE, OPEN]}, UNKNOWN),
        ({"any": [FALSE, FALSE]}, False),
        ({"any": [FALSE, TRUE]}, True),
        ({"any": [OPEN, TRUE]}, True),
        ({"any": [FALSE, OPEN]}, UNKNOWN),
        ({"all": [{"any": [FALSE, {"not": FALSE}]}, TRUE]}, True),
    ],
)
def test_three_values_combine(condition, result):
    assert holds(condition, CASE) is result


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        ({"field": "technology.field", "eq": "lidar"}, True),
        ({"field": "technology.field", "ne": "lidar"}, False),
        ({"field": "technology.field", "in": ["drone", "lidar"]}, True),
        ({"field": "technology.field", "in": ["drone"]}, False),
        ({"field": "technology.field", "gt": "drone"}, True),
        ({"field": "technology.field", "lt": "lobe"}, True),
        ({"field": "technology.field", "gt": 3}, False),
        ({"field": "technology.trl", "gt": 5}, False),
        ({"field": "technology.trl", "gt": 4}, True),
        ({"field": "technology.trl", "gte": 5}, True),
        ({"field": "technology.trl", "gte": 4}, True),
        ({"field": "technology.trl", "gte": 6}, False),
        ({"field": "technology.trl", "lt": 5}, False),
        ({"field": "technology.trl", "lt": 6}, True),
        ({"field": "technology.trl", "lte": 5}, True),
        ({"field": "technology.trl", "lte": 6}, True),
        ({"field": "technology.trl", "lte": 4}, False),
        ({"field": "technology.trl", "eq": "5"}, False),
        ({"field": "technology.trl", "contains": 5}, False),
        ({"field": "technology.trl", "empty": False}, True),
        ({"field": "technology.uses_radio", "eq": True}, True),
        ({"field": "technology.uses_radio", "eq": 1}, False),  # true is not 1
        ({"field": "technology.uses_radio", "gt": 0}, False),
        ({"field": "workspace.clear_height_m", "eq": Decimal("2.2")}, True),
        ({"field": "workspace.clear_height_m", "gt": Decimal("2.2")}, False),
        ({"field": "workspace.use", "contains": "rd_lab"}, True),
        ({"field": "workspace.use", "contains": "storage"}, False),
        ({"field": "workspace.use", "eq": "rd_lab"}, False),
    ],
)
def test_operator_compares_an_answer(condition, result):
    assert holds(condition, CASE) is result


@pytest.mark.parametrize("path", ["company.name_en", "case_summary", "technology.chemicals", "company.employees_total"])
@pytest.mark.parametrize(
    ("test", "result"),
    [
        ({"empty": True}, True),
        ({"empty": False}, False),
        ({"ne": "x"}, True),
        ({"eq": "x"}, False),
        ({"eq": 0}, False),
        ({"in": ["", "x"]}, False),
        ({"gt": 0}, False),
        ({"gte": 0}, False),
        ({"lt": 1}, False),
        ({"lte": 0}, False),
        ({"contains": "x"}, False),
    ],
)
def test_empty_answer_of_a_sent_case_is_known(path, test, result):
    assert holds({"field": path} | test, CASE) is result


@pytest.mark.parametrize("value", [0, False])
def test_nought_and_false_are_answers(value):
    case = Facts(answers={"technology": {"trl": value}}, complete=True)

    assert holds({"field": "technology.trl", "empty": False}, case) is True


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        ({"field": "team.founders[].work_permit_needed", "eq": True}, True),
        ({"field": "team.founders[].work_permit_needed", "eq": False}, True),
        ({"field": "team.founders[].degree", "eq": "phd"}, True),
        ({"field": "team.founders[].degree", "empty": True}, True),
        ({"field": "team.founders[].degree", "eq": "master"}, False),
        ({"field": "funding.requests[].fund", "in": ["INT"]}, False),  # the part is not asked for
        ({"field": "company.shareholders[].kind", "ne": "fund"}, False),  # no rows
        ({"field": "technology.trl[].no", "ne": 1}, False),  # no list
        ({"field": "company.shareholders[].kind", "empty": True}, False),
    ],
)
def test_row_field_holds_when_it_holds_for_any_row(condition, result):
    assert holds(condition, CASE) is result


@pytest.mark.parametrize(
    ("facts", "result"),
    [
        (Facts(answers={"package_parts": ["workspace"]}, complete=True), UNKNOWN),
        (Facts(answers={"package_parts": ["workspace"]}, complete=True, unit={"area_m2": 301}), True),
        (Facts(answers={"package_parts": ["workspace"]}, complete=True, unit={"area_m2": 300}), False),
        (Facts(answers={"package_parts": ["workspace"]}, complete=True, unit={}), False),
        (Facts(answers={"package_parts": ["funding"]}, complete=True), False),
        (Facts(answers={"package_parts": ["funding"]}, complete=True, unit={"area_m2": 301}), False),
        (Facts(answers={"package_parts": ["funding"]}, complete=False), False),
        (Facts(answers={}, complete=True), False),
        (Facts(answers={}, complete=False), UNKNOWN),
    ],
)
def test_unit_is_unknown_until_one_is_offered_and_empty_without_the_workspace_part(facts, result):
    assert holds({"field": "unit.area_m2", "gt": 300}, facts) is result


@pytest.mark.parametrize(
    ("recorded", "result"),
    [
        ({}, UNKNOWN),
        ({"FITOUT": {}}, UNKNOWN),
        ({"FITOUT": {"investment_yuan": None}}, False),
        ({"FITOUT": {"investment_yuan": 300000}}, False),
        ({"FITOUT": {"investment_yuan": 300001}}, True),
    ],
)
def test_fact_is_unknown_until_it_is_recorded(recorded, result):
    case = Facts(answers={"package_parts": ["workspace"]}, complete=True, recorded=recorded)

    assert holds({"field": "fact.FITOUT.investment_yuan", "gt": 300000}, case) is result


@pytest.mark.parametrize(
    ("facts", "path", "result"),
    [
        (draft(), "package_parts", UNKNOWN),
        (draft(), "technology.trl", UNKNOWN),
        (draft(technology={}), "technology.trl", UNKNOWN),
        (draft(technology={"trl": 5}), "technology.trl", False),
        (draft(), "technology.chemicals", UNKNOWN),  # the step is not reached
        (draft(technology={}), "technology.chemicals", True),  # optional, and passed by
        (draft(company={}), "company.uscc", UNKNOWN),  # depends on an open answer
        (draft(company={"has_registration": False}), "company.uscc", True),
        (draft(company={"has_registration": True}), "company.uscc", UNKNOWN),
        (draft(company={"has_registration": True}), "company.proposed_name_zh", True),
        (draft(company={"has_registration": False}), "company.proposed_name_zh", UNKNOWN),
        (draft(), "urgency_reason", UNKNOWN),
        (draft(urgency="normal"), "urgency_reason", True),
        (draft(urgency="urgent"), "urgency_reason", UNKNOWN),
        (draft(), "workspace.fire_hazard_class", UNKNOWN),
        (draft(package_parts=["funding"]), "workspace.fire_hazard_class", True),
        (
            draft(package_parts=["funding"], workspace={"fire_hazard_class": "A"}),
            "workspace.fire_hazard_class",
            True,  # ticked off again: what was typed does not count
        ),
        (draft(package_parts=["workspace"]), "workspace.fire_hazard_class", UNKNOWN),
        (draft(package_parts=["funding"], funding={}), "funding.bank_account_masked", True),
        (draft(company={}), "company.not_in_the_form", UNKNOWN),
    ],
)
def test_draft_waits_for_what_it_needs(facts, path, result):
    assert holds({"field": path, "empty": True}, facts) is result


@pytest.mark.parametrize(
    ("founders", "result"),
    [
        (None, UNKNOWN),
        ([], UNKNOWN),
        ([{"work_permit_needed": False}], False),
        ([{"work_permit_needed": False}, {}], UNKNOWN),
        ([{"work_permit_needed": True}, {}], True),
    ],
)
def test_draft_waits_for_its_rows(founders, result):
    condition = {"field": "team.founders[].work_permit_needed", "eq": True}

    assert holds(condition, draft(team={"founders": founders})) is result


@pytest.mark.parametrize(
    ("unit", "investment", "review", "filing"),
    [
        (None, None, UNKNOWN, UNKNOWN),
        ({"area_m2": 300}, None, False, False),
        ({"area_m2": 301}, None, False, UNKNOWN),
        ({"area_m2": 301}, 300000, False, False),
        ({"area_m2": 301}, 300001, False, True),
        ({"area_m2": 2500}, 300001, False, True),
        ({"area_m2": 2501}, 300001, True, False),
    ],
)
def test_fire_papers_of_a_harmless_process_depend_on_the_unit_and_the_fit_out(unit, investment, review, filing):
    recorded = {} if investment is None else {"FITOUT": {"investment_yuan": investment}}
    facts = facts_of("S12", unit=unit, recorded=recorded)

    assert permit_applies("FIRE_REVIEW", facts) is review
    assert permit_applies("FIRE_FILE", facts) is filing


def test_unit_of_exactly_300_m2_needs_no_fire_filing():
    facts = facts_of("S12", unit=UNITS["HL1-0104"])

    assert UNITS["HL1-0104"]["area_m2"] == 300
    assert permit_applies("FIRE_FILE", facts) is False


@pytest.mark.parametrize(("code", "applies"), [("SRRC", True), ("BIZ_REG", True), ("HNTE", False)])
def test_permit_without_a_condition_applies_when_it_is_asked_for(code, applies):
    assert permit_applies(code, facts_of("S10")) is applies


@pytest.mark.parametrize(
    ("condition", "result"),
    [
        ({"permit": "HAZMAT", "applies": True}, True),
        ({"permit": "HAZMAT", "applies": False}, False),
        ({"permit": "EIA_FORM", "applies": False}, True),
        ({"permit": "FIRE_REVIEW", "applies": False}, UNKNOWN),
        ({"permit": "FIRE_REVIEW", "applies": True}, UNKNOWN),
    ],
)
def test_permit_test_takes_the_result_of_the_permit(condition, result):
    assert holds(condition, facts_of("S04")) is result


def test_circle_of_permits_is_refused_when_it_is_asked():
    circle = {
        "A": {"permit": "B", "applies": True},
        "B": {"not": {"permit": "A", "applies": True}},
    }
    facts = Facts(answers={}, complete=True, applies_when=circle)
    words = r"Permits depend on each other in a circle: A -> B -> A\."

    with pytest.raises(BadCondition, match=words):
        permit_applies("A", facts)
    with pytest.raises(BadCondition, match=words):
        holds({"permit": "A", "applies": True}, facts)
    with pytest.raises(BadCondition, match=words):
        matched({"permit": "A", "applies": True}, facts)


def test_permit_named_twice_is_no_circle():
    facts = facts_of("S03")
    condition = {"all": [{"permit": "FIRE_FILE", "applies": False}, {"permit": "FIRE_REVIEW", "applies": True}]}

    assert holds(condition, facts) is True


def test_fields_and_permits_of_a_condition_are_those_it_names():
    condition = {"any": [APPLIES_WHEN["FIRE_FILE"], {"not": {"field": "technology.trl", "gte": 4}}, None]}

    assert fields_read(condition) == {"unit.area_m2", "fact.FITOUT.investment_yuan", "technology.trl"}
    assert permits_read(condition) == {"FIRE_REVIEW"}
    assert fields_read(None) == frozenset()


@pytest.mark.parametrize(
    ("startup", "condition", "found"),
    [
        ("S03", None, {}),
        (
            "S03",
            {"field": "workspace.hazardous_storage", "empty": False},
            {"workspace.hazardous_storage": ["ELECTROLYTE", "LITHIUM_TEST"]},
        ),
        (
            "S12",
            {"field": "team.founders[].work_permit_needed", "eq": True},
            {"team.founders[].work_permit_needed": [True, False]},
        ),
        ("S06", {"field": "workspace.needs_exhaust", "eq": True}, {"workspace.needs_exhaust": None}),
        (
            "S03",
            APPLIES_WHEN["FIRE_FILE"],
            {"permit.FIRE_REVIEW": True, "workspace.fire_hazard_class": "B"},  # the unit is not known yet
        ),
        ("S04", {"permit": "FIRE_REVIEW", "applies": False}, {"workspace.fire_hazard_class": "C"}),
        ("S10", {"permit": "SRRC", "applies": True}, {"permit.SRRC": True}),
    ],
)
def test_trail_keeps_what_was_read(startup, condition, found):
    assert matched(condition, facts_of(startup)) == found


tests_of_one_field = st.sampled_from([TRUE, FALSE, OPEN])
conditions = st.recursive(
    tests_of_one_field,
    lambda part: (
        st.builds(lambda parts: {"all": parts}, st.lists(part, min_size=1, max_size=4))
        | st.builds(lambda parts: {"any": parts}, st.lists(part, min_size=1, max_size=4))
        | st.builds(lambda one: {"not": one}, part)
    ),
    max_leaves=12,
)


@given(conditions)
def test_what_is_known_stays_when_the_unit_comes(condition):
    known = holds(condition, CASE)
    later = {holds(condition, Facts(answers=CASE.answers, complete=True, unit={"area_m2": area})) for area in (1, 999)}

    assert UNKNOWN not in later
    assert known is UNKNOWN or later == {known}


@given(st.lists(conditions, min_size=1, max_size=4))
def test_not_any_is_all_not(parts):
    one = holds({"not": {"any": parts}}, CASE)
    other = holds({"all": [{"not": part} for part in parts]}, CASE)

    assert one is other
