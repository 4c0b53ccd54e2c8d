"""The funding step: the edges of its rules, and limits of funds; the money rules warn and never block (R19)."""

# ruff: noqa: RUF001 -- full-width signs are what Chinese keyboards type

import json
from dataclasses import replace

import pytest
from django.utils import translation

from applications.forms.steps import STEPS, summarise
from applications.states import Instrument
from tests.forms.data import FUNDS, case_of, posted, said, stored, typed

STILL = "You can still send the application; you will get an answer with reasons."
SHARE = (
    "This fund pays at most 50% of your R&D plan for the next 12 months, that is 25,000 yuan. "
    "You can still send the application; you will get an answer with reasons."
)
OWN = (
    "A grant asks for at least as much own or private money: 1,000,000 yuan. You can still send the application; "
    "you will get an answer with reasons."
)
SHARE_ZH = "该项资金最多支持未来12个月研发计划的50%，即25,000元。您仍可提交申请，我们会作出答复并说明理由。"
OWN_ZH = "申请资助的，自筹或社会资金不得少于资助金额，即1,000,000元。您仍可提交申请，我们会作出答复并说明理由。"
LOAN = "loans-0-"


def day(name, year, month, number):
    return {f"{name}_0": str(year), f"{name}_1": str(month), f"{name}_2": str(number)}


def no_rows(name, startup="S01"):
    return {key: None for key in typed("funding", startup) if key.startswith(f"{name}-")}


EDGES = [
    ("S01", {"requests-0-amount_yuan": "500000"}),
    ("S01", {"requests-1-amount_yuan": "100000"}),
    ("S01", {"use_of_funds-0-pct": "45.01"}),
    ("S01", {"use_of_funds-0-item": "other", "use_of_funds-1-item": "other"}),
    ("S01", {"bank_account_masked": ""}),
    ("S04", day("loans-0-end", 2024, 12, 2)),
    ("S04", day("loans-0-end", 2025, 9, 2)),
    ("S04", {"loans-0-interest_paid_yuan": "10000"}),
]


@pytest.mark.parametrize(("startup", "changes"), EDGES)
def test_the_edge_of_a_rule_is_fine(startup, changes):
    form = posted("funding", startup, **changes)

    assert said(form) == {}
    assert form.all_warnings == []


def test_an_application_for_money_names_a_fund_and_a_use():
    form = STEPS["funding"]({}, case=case_of())

    assert not form.is_valid()
    assert list(said(form)) == [
        "requests-0-fund",
        "requests-0-amount_yuan",
        "requests-0-purpose",
        "use_of_funds-0-item",
        "use_of_funds-0-pct",
        "own_money_yuan",
        "other_applications",
    ]


def test_seven_uses_fit_and_a_twenty_first_does_not():
    def uses(*shares):
        rows = {f"use_of_funds-{n}-item": "other" for n in range(len(shares))}
        return no_rows("use_of_funds") | rows | {f"use_of_funds-{n}-pct": share for n, share in enumerate(shares)}

    assert said(posted("funding", **uses("40", *["10"] * 6))) == {}
    assert said(posted("funding", **uses(*["5"] * 20, "0"))) == {
        "use_of_funds-20-item": ["Remove this row: no more than 20 uses fit"]
    }


def test_a_fourth_request_and_a_fourth_loan_do_not_fit():
    request = {"requests-3-fund": "INT", "requests-3-amount_yuan": "10000", "requests-3-purpose": "interest"}
    rest = {"requests-2-fund": "INT", "requests-2-amount_yuan": "10000", "requests-2-purpose": "interest"}
    loan = {key: texts for key, texts in typed("funding", "S04").items() if key.startswith(LOAN)}
    loans = {key.replace("loans-0", f"loans-{n}"): texts for key, texts in loan.items() for n in range(4)}

    form = posted("funding", **rest, **request, **loans)

    assert not form.is_valid()
    assert said(form) == {
        "requests-3-fund": ["Remove this row: no more than 3 funding requests fit in one application"],
        "loans-3-bank": ["Remove this loan: the fund pays for at most 3 loans"],
    }


def test_loans_are_free_where_no_fund_pays_their_interest():
    loan = {key: texts for key, texts in typed("funding", "S04").items() if key.startswith(LOAN)}
    changes = {f"{LOAN}settled": "no", f"{LOAN}interest_paid_yuan": "0", **day(f"{LOAN}end", 2034, 9, 2)}

    answers = posted("funding", **loan | changes).to_answers()

    assert [(row["settled"], row["end"]) for row in answers["loans"]] == [(False, "2034-09-02")]


def test_limits_are_those_of_the_funds_of_the_district_today():
    funds = tuple(replace(fund, ticket_max_yuan=900_000) for fund in FUNDS)

    form = posted("funding", "S11", case=case_of("S11", funds=funds))

    assert said(form) == {
        "requests-0-amount_yuan": ["Enter an amount from 100,000 to 900,000 yuan: these are the limits of this fund"]
    }


def test_a_fund_without_limits_for_loans_takes_any_loan():
    free = {"max_loans": None, "loan_months_min": None, "loan_months_max": None, "min_interest_per_loan_yuan": None}
    funds = tuple(replace(fund, **free) for fund in FUNDS)
    changes = {f"{LOAN}interest_paid_yuan": "0", **day(f"{LOAN}end", 2034, 9, 2)}

    form = posted("funding", "S04", case=case_of("S04", funds=funds), **changes)

    assert form.is_valid()


def test_a_select_shows_the_limits_and_the_answer_only_the_name():
    form = STEPS["funding"](case=case_of())

    lines = {line.path: line.value for line in summarise("funding", stored("funding"), case_of())}

    offered = [str(label) for _code, label in form.row_forms["requests"][0].fields["fund"].choices]
    assert offered[2] == "Start-up R&D Grant (demo): 100,000 to 1,000,000 yuan"
    assert lines["funding.requests"][1] == (
        "Start-up R&D Grant (demo) · Amount that you ask for: 1,000,000 yuan · Purpose: automotive-grade test"
    )


# The money rules -----------------------------------------------------------------------------------------------------


def test_the_two_money_rules_that_s11_breaks_are_warned_at_their_fields_and_block_nothing():
    form = posted("funding", "S11")

    assert form.to_answers() == stored("funding", "S11")
    assert form.all_warnings == [("id_requests-0-amount_yuan", SHARE), ("id_own_money_yuan", OWN)]


def test_the_two_money_rules_are_warned_in_chinese_too():
    with translation.override("zh-hans"):
        form = posted("funding", "S11")

        assert form.is_valid()
        assert form.all_warnings == [("id_requests-0-amount_yuan", SHARE_ZH), ("id_own_money_yuan", OWN_ZH)]


@pytest.mark.parametrize(
    ("own", "anchors"),
    [
        ("1000000", ["id_own_money_yuan"]),
        ("4999999", ["id_own_money_yuan"]),
        ("5000000", []),
    ],
)
def test_a_fund_that_takes_shares_asks_for_as_much_private_money(own, anchors):
    form = posted("funding", own_money_yuan=own)

    assert form.is_valid()
    assert [anchor for anchor, _words in form.all_warnings] == anchors


def test_both_kinds_of_money_may_be_missing():
    form = posted("funding", own_money_yuan="999999")

    assert form.is_valid()
    grant, equity = form.warnings["own_money_yuan"]
    assert grant.startswith("A grant asks for at least as much own or private money: 1,000,000 yuan.")
    assert equity.startswith("A fund that takes shares asks private investors to put in at least as much: 5,000,000")


def test_grants_are_counted_together():
    second = replace(FUNDS[1], code="RD2")
    more = {"requests-2-fund": "RD2", "requests-2-amount_yuan": "1000000", "requests-2-purpose": "tests"}
    case = case_of(funds=(*FUNDS, second))

    form = posted("funding", case=case, own_money_yuan="1999999", **more | {"requests-0-amount_yuan": "500000"})

    assert form.is_valid()
    assert [anchor for anchor, _words in form.all_warnings] == ["id_own_money_yuan"]
    assert "2,000,000 yuan" in form.warnings["own_money_yuan"][0]


@pytest.mark.parametrize(("plan", "warned"), [(1_999_999, True), (2_000_000, False), (None, False)])
def test_the_share_of_the_plan_is_counted_once_the_plan_is_known(plan, warned):
    form = posted("funding", case=case_of(rd_plan_yuan=plan))

    assert form.is_valid()
    assert bool(form.row_forms["requests"][1].warnings) is warned
    assert form.row_forms["requests"][0].warnings == {}


def test_any_fund_with_a_share_warns_whatever_its_kind():
    funds = tuple(replace(fund, max_share_of_rd_budget_pct=10) for fund in FUNDS)

    form = posted("funding", case=case_of(funds=funds, rd_plan_yuan=1_000_000))

    assert form.is_valid()
    assert FUNDS[0].instrument == Instrument.EQUITY
    assert [list(row.warnings) for row in form.row_forms["requests"]] == [["amount_yuan"], ["amount_yuan"]]


def test_interest_without_a_loan_is_warned_and_not_blocked():
    form = posted("funding", "S04", **no_rows("loans", "S04"))

    assert form.is_valid()
    ((anchor, words),) = form.all_warnings
    assert anchor == "id_requests-0-fund"
    assert words == f"This fund pays back interest on loans, and no loan is listed below. {STILL}"


# What is kept --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["none", "None.", " NONE ", "无", "无。", "没有", "暂无"])
def test_nothing_elsewhere_is_kept_as_one_word(text):
    assert posted("funding", other_applications=text).to_answers()["other_applications"] == "none"


def test_nothing_elsewhere_comes_back_in_the_language_of_the_page():
    with translation.override("zh-hans"):
        shown = STEPS["funding"](answers=stored("funding"), case=case_of())["other_applications"].value()
        said_in_words = {line.path: line.value for line in summarise("funding", stored("funding"), case_of())}

        again = posted("funding", other_applications=shown).to_answers()["other_applications"]

    assert (shown, said_in_words["funding.other_applications"], again) == ("无", "无", "none")


@pytest.mark.parametrize(
    "text",
    [
        "6222020200112231101",
        "6222 0202 0011 2231 101",
        "6222-0202-0011-2231-101",
        "６２２２０２０２００１１２２３１１０１",
        "00001101",
        "1101",
        "**** **** **** 1101",
    ],
)
def test_an_account_is_kept_by_its_last_four_digits(text):
    assert posted("funding", bank_account_masked=text).to_answers()["bank_account_masked"] == "**** **** **** 1101"


@pytest.mark.parametrize(
    "text",
    [
        "6222020200112231101",
        "6222 0202 0011 2231 x101",
        "６２２２０２０２００１１２２３１１０１",
        "账号6222020200112231101",
    ],
)
def test_the_whole_account_is_kept_nowhere(text):
    wrong = posted("funding", bank_account_masked=text, own_money_yuan="a lot")
    pressed = posted("funding", bank_account_masked=text, add_loans="")

    for form in (wrong, pressed):
        kept = json.dumps(form.draft_answers(), ensure_ascii=False) + json.dumps(STEPS["funding"].typed(form.held))
        again = STEPS["funding"](answers=form.draft_answers(), case=case_of())
        assert "2223" not in kept
        assert "223" not in str(again["bank_account_masked"].value())
        assert [sign for sign in again["bank_account_masked"].value() if sign.isdigit()] == list(text)[
            -4:
        ] or "x" in text


def test_rows_that_are_wrong_are_kept_as_they_were_typed():
    form = posted("funding", **{"requests-0-amount_yuan": "5 million", "use_of_funds-0-pct": "most"})

    again = STEPS["funding"](answers=form.draft_answers(), case=case_of())

    assert again.row_forms["requests"][0]["amount_yuan"].value() == "5 million"
    assert again.row_forms["use_of_funds"][0]["pct"].value() == "most"
