"""Rules that look at another answer: the names of a company, the parts of the package, the credit status."""

import pytest

from applications.forms.steps import STEPS
from tests.forms.data import case_of, posted, said

NO_MODE = "Untick the box: this is open only to companies that are on no credit list"


@pytest.mark.parametrize("box", ["name_zh", "proposed_name_zh"])
def test_one_box_is_enough_for_the_name_of_a_company_to_be(box):
    boxes = {"name_zh": "", "proposed_name_zh": ""} | {box: "深圳示例科技有限公司"}

    answers = posted("company", "S10", **boxes).to_answers()

    assert (answers["name_zh"], answers["proposed_name_zh"]) == ("深圳示例科技有限公司", "深圳示例科技有限公司")


def test_what_only_a_registered_company_has_is_dropped_for_a_team_whatever_was_typed():
    rubbish = {"uscc": "rubbish", "established_on_0": "rubbish", "registered_capital_yuan": "rubbish"}

    answers = posted("company", "S10", **rubbish, in_district="rubbish", legal_representative="x").to_answers()

    assert [answers[name] for name in STEPS["company"].registered_only] == [None] * 7


def test_the_reason_is_dropped_when_nothing_is_urgent():
    answers = posted("package", urgency="normal", urgency_reason="x").to_answers()

    assert answers["urgency_reason"] is None


def test_50_shareholders_and_a_company_founded_today_are_fine():
    row = {"name": "示", "kind": "fund", "pct": "2"}
    rows = {f"shareholders-{n}-{name}": value for n in range(50) for name, value in row.items()}

    form = posted("company", **rows, established_on_0="2025", established_on_1="9", established_on_2="25")

    assert form.is_valid()
    assert len(form.to_answers()["shareholders"]) == 50


@pytest.mark.parametrize(
    ("parts", "needed"),
    [
        ({"workspace"}, ["publicity", "safety"]),
        ({"funding"}, ["no_duplicate", "publicity"]),
        ({"approvals"}, ["safety"]),
    ],
)
def test_which_declarations_block_depends_on_the_parts(parts, needed):
    form = posted("declarations", case=case_of(parts=frozenset(parts)), no_duplicate=None, safety=None, publicity=None)

    assert not form.is_valid()
    assert sorted(form.errors) == needed


@pytest.mark.parametrize("status", ["under_repair", "abnormal_list", "seriously_dishonest"])
def test_both_modes_are_closed_to_credit_known_to_be_bad(status):
    form = posted("declarations", case=case_of(credit_status=status), commitment_mode="on", deficient_mode="on")

    assert said(form) == {"commitment_mode": [NO_MODE], "deficient_mode": [NO_MODE]}


@pytest.mark.parametrize("status", [None, "clear"])
def test_both_modes_are_open_while_the_credit_is_clear_or_unknown(status):
    form = posted("declarations", case=case_of(credit_status=status), commitment_mode="on", deficient_mode="on")

    assert form.is_valid()


def test_anybody_signs_while_no_names_are_known():
    assert posted("declarations", case=case_of(signatories=()), signed_by="王示零").is_valid()


def test_data_sharing_is_free():
    answers = posted("declarations", data_sharing=None).to_answers()

    assert answers["data_sharing"] is False
