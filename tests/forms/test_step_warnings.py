"""Where a gate begins, and what is told although another answer is wrong (R19)."""

from datetime import date

import pytest

from tests.forms.data import case_of, posted


@pytest.mark.parametrize(
    "changes",
    [
        {"industry_code": "6520"},
        {"industry_code": "7110"},
        {"established_on_0": "2017", "established_on_1": "9", "established_on_2": "25"},
    ],
)
def test_just_inside_a_gate_nothing_is_said(changes):
    form = posted("company", **changes)

    assert form.is_valid()
    assert form.warnings == {}


@pytest.mark.parametrize("status", ["abnormal_list", "seriously_dishonest"])
def test_bad_credit_that_a_team_tells_warns_and_does_not_block(status):
    form = posted("company", "S10", credit_status=status)

    assert form.to_answers()["credit_status"] == status
    assert list(form.warnings) == ["credit_status"]


def test_credit_that_a_registered_company_tells_is_not_heard():
    form = posted("company", credit_status="seriously_dishonest")

    assert form.to_answers()["credit_status"] is None
    assert form.warnings == {}


def test_a_warning_stands_beside_an_error():
    form = posted("company", industry_code="6620", contact_name="")

    assert not form.is_valid()
    assert list(form.warnings) == ["industry_code"]


def test_eight_years_are_counted_to_the_day_also_from_a_29_february():
    leap = {"established_on_0": "2016", "established_on_1": "2", "established_on_2": "29"}

    last = posted("company", case=case_of(today=date(2024, 2, 29)), **leap)
    late = posted("company", case=case_of(today=date(2024, 3, 1)), **leap)

    assert (last.is_valid(), list(last.warnings)) == (True, [])
    assert (late.is_valid(), list(late.warnings)) == (True, ["established_on"])
