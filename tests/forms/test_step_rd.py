"""Research and development: years that have ended, the plan, milestones, and the gate that asks for enough of it."""

from datetime import date

import pytest
from django.utils import translation

from applications.forms.steps import STEPS, Floors, summarise
from tests.forms.data import case_of, posted, said, stored, typed

ASKED = ["years-0-year", "years-0-rd_yuan", "years-0-revenue_yuan", "years-0-total_cost_yuan"]


def without(*rows, startup="S02"):
    """Return the POST of a start-up with ``rows`` left out of it."""
    return {name: None for name in typed("rd", startup) if name.startswith(tuple(f"{row}-" for row in rows))}


# Years ---------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("gone", "year"), [(["years-1"], 2023), (["years-2"], 2024), (["years-1", "years-2"], 2023)])
def test_a_gap_between_the_first_year_and_the_last_one_is_told(gone, year):
    form = posted("rd", "S02", **without(*gone))

    assert said(form) == {"years-0-year": [f"Add the year {year}: the years up to 2024 must follow one another"]}


@pytest.mark.parametrize("gone", [["years-0"], ["years-0", "years-1"]])
def test_the_founding_year_and_older_ones_may_be_left_out(gone):
    assert posted("rd", "S02", **without(*gone)).is_valid()


def test_years_are_kept_rising_in_whatever_order_they_are_typed():
    swapped = {"years-0-year": "2024", "years-1-year": "2023", "years-0-rd_yuan": "1", "years-1-rd_yuan": "2"}

    answers = posted("rd", **swapped).to_answers()

    assert [(row["year"], row["rd_yuan"]) for row in answers["years"]] == [(2023, 2), (2024, 1)]


def test_a_fourth_year_does_not_fit():
    row = {"year": "2021", "rd_yuan": "1", "revenue_yuan": "1", "total_cost_yuan": "1"}

    form = posted("rd", "S02", **{f"years-3-{name}": text for name, text in row.items()})

    assert not form.is_valid()
    assert list(said(form)) == ["years-3-year"]


def test_the_last_three_years_move_with_the_day():
    case = case_of("S04")  # the fourth of January 2026

    form = posted("rd", "S04", **{"years-0-year": "2022"})

    assert said(form) == {"years-0-year": ["Enter one of the last 3 years that have ended: 2023 to 2025"]}
    assert "2023 to 2025" in str(STEPS["rd"](case=case).row_forms["years"][0].fields["year"].help_text)


@pytest.mark.parametrize(
    ("established", "today", "asked"),
    [
        (date(2024, 12, 10), date(2025, 12, 9), []),
        (date(2024, 12, 10), date(2025, 12, 10), ASKED),
        (date(2024, 2, 29), date(2025, 2, 27), []),
        (date(2024, 2, 29), date(2025, 2, 28), ASKED),
        (date(2024, 12, 31), date(2025, 1, 2), []),
        (None, date(2025, 12, 10), []),
    ],
)
def test_a_company_without_a_year_is_younger_than_twelve_months(established, today, asked):
    form = posted("rd", "S12", case_of("S12", established_on=established, today=today))
    form.is_valid()

    assert list(said(form)) == asked
    assert form.warnings == {}


def test_a_company_that_is_not_registered_needs_no_year():
    assert posted("rd", "S10").to_answers()["years"] == []


# The plan ------------------------------------------------------------------------------------------------------------


def test_all_costs_may_be_research():
    assert posted("rd", total_cost_plan_next_12m_yuan="14000000").is_valid()


# Milestones ----------------------------------------------------------------------------------------------------------


def test_milestones_are_numbered_as_they_stand():
    answers = posted("rd", **without("milestones-1", startup="S01")).to_answers()

    assert [(row["no"], row["title"]) for row in answers["milestones"]] == [
        (1, "Calibration line accepted"),
        (2, "Chip package rev. 2"),
    ]


def test_a_single_milestone_is_too_few_and_the_second_is_asked_for_in_its_own_row():
    form = posted("rd", **without("milestones-1", "milestones-2", startup="S01"))

    assert not form.is_valid()
    assert list(said(form)) == [f"milestones-1-{name}" for name in ("title", "due_on", "deliverable", "budget_yuan")]


def test_no_milestone_at_all_asks_for_two():
    gone = without("milestones-0", "milestones-1", "milestones-2", startup="S01")

    form = posted("rd", **gone)

    assert not form.is_valid()
    assert {name.rpartition("-")[0] for name in said(form)} == {"milestones-0", "milestones-1"}


def milestones(count):
    row = {"title": "Lot", "deliverable": "samples", "budget_yuan": "1", "due_on_1": "1", "due_on_2": "1"}
    years = {f"milestones-{n}-due_on_0": str(2026 + n) for n in range(count)}
    return years | {f"milestones-{n}-{name}": text for n in range(count) for name, text in row.items()}


@pytest.mark.parametrize(("count", "errors"), [(8, []), (9, ["milestones-8-title"])])
def test_eight_milestones_fit_and_a_ninth_does_not(count, errors):
    form = posted("rd", **milestones(count))
    form.is_valid()

    assert list(said(form)) == errors


def test_a_day_later_is_enough_and_the_past_too():
    old = {"milestones-0-due_on_0": "2020", "milestones-1-due_on_1": "4", "milestones-1-due_on_2": "1"}

    assert posted("rd", **old).is_valid()


def test_the_milestone_before_is_named_in_the_language_of_the_page():
    with translation.override("zh-hans"):
        (message,) = said(posted("rd", **{"milestones-1-due_on_0": "2025"}))["milestones-1-due_on"]

    assert "2026年3月31日" in message


def test_budgets_of_milestones_may_use_up_the_plan():
    assert posted("rd", plan_next_12m_yuan="13000000").is_valid()


# Gate G3 -------------------------------------------------------------------------------------------------------------

YEAR_WARNING = (
    "The programme asks for R&D spending of at least 2% of revenue or 10% of total cost in the last year. "
    "You can still send the application; you will get an answer with reasons."
)
PLAN_WARNING = (
    "The programme asks for an R&D budget of at least 10% of all costs. "
    "You can still send the application; you will get an answer with reasons."
)


def year_warnings(rd, revenue, cost, **known):
    changes = {"years-1-rd_yuan": rd, "years-1-revenue_yuan": revenue, "years-1-total_cost_yuan": cost}
    form = posted("rd", "S11", case_of("S11", **known), **changes)
    assert form.is_valid()
    return form.all_warnings


@pytest.mark.parametrize(
    ("rd", "revenue", "cost"),
    [("199", "10000", "10000"), ("99", "0", "1000"), ("0", "0", "0"), ("0", "0", "1"), ("0", "1", "1")],
)
def test_a_last_year_below_both_floors_is_warned_and_not_stopped(rd, revenue, cost):
    assert year_warnings(rd, revenue, cost) == [("id_years-1-rd_yuan", YEAR_WARNING)]


@pytest.mark.parametrize(
    ("rd", "revenue", "cost"), [("200", "10000", "10000"), ("100", "0", "1000"), ("100", "9000", "1000")]
)
def test_one_floor_is_enough(rd, revenue, cost):
    assert year_warnings(rd, revenue, cost) == []


def test_the_floors_are_those_of_the_programme():
    found = year_warnings("200", "10000", "10000", floors=Floors(revenue_pct=3, cost_pct=12))

    ((_anchor, words),) = found
    assert words.startswith("The programme asks for R&D spending of at least 3% of revenue or 12% of total cost")


def test_the_last_year_counts_wherever_it_stands():
    swapped = {"years-0-year": "2024", "years-1-year": "2023", "years-0-rd_yuan": "9999999"}

    assert posted("rd", "S11", **swapped).all_warnings == []


def test_a_year_that_is_wrong_is_not_measured():
    form = posted("rd", "S11", **{"years-0-revenue_yuan": "", "years-1-revenue_yuan": ""})

    assert not form.is_valid()
    assert form.all_warnings == []


@pytest.mark.parametrize(
    ("total", "warnings"), [("6000000", []), ("6000001", [("id_plan_next_12m_yuan", PLAN_WARNING)])]
)
def test_without_a_year_the_plan_is_measured(total, warnings):
    form = posted("rd", "S10", total_cost_plan_next_12m_yuan=total)

    assert form.is_valid()
    assert form.all_warnings == warnings


def test_with_a_year_the_plan_is_not_measured():
    assert posted("rd", total_cost_plan_next_12m_yuan="9000000000").all_warnings == []


# How it reads --------------------------------------------------------------------------------------------------------


def test_answers_stand_in_words():
    values = {line.path: line.value for line in summarise("rd", stored("rd"), case_of())}

    assert values["rd.years"][1] == (
        "2024 · Spent on research and development: 9,400,000 yuan · Revenue: 12,600,000 yuan"
        " · Total cost: 18,300,000 yuan"
    )
    assert values["rd.plan_next_12m_yuan"] == "14,000,000 yuan"
    assert values["rd.lead"] == "何示二"
    assert values["rd.milestones"][0] == (
        "Calibration line accepted · When? 31 March 2026 · What will show it? line report · Budget: 5,000,000 yuan"
    )


def test_what_was_typed_into_rows_comes_back():
    form = posted("rd", **{"years-1-year": "next", "milestones-2-budget_yuan": "some"})

    again = STEPS["rd"](answers=form.draft_answers(), case=case_of())

    assert again.row_forms["years"][1]["year"].value() == "next"
    assert again.row_forms["milestones"][2]["budget_yuan"].value() == "some"
    assert again["lead"].value() == "何示二"
