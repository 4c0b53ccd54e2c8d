"""The market step: each rule broken once is told at its field; three amounts are one answer."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django.utils import translation

from applications.forms.steps import STEPS, summarise
from applications.templatetags.govuk import error_lines
from tests.forms.data import case_of, posted, said, stored

TAM = "Enter the size of the market in whole yuan a year, such as 900000000"
FORECAST = "Enter the revenue of each of the 3 years in whole yuan, such as 800000, or 0"
SHARE = "Enter a percentage between 0 and 100"
ORDERS = "Enter the sum of signed orders in whole yuan, such as 600000, or 0"
EQUITY = "Enter the equity raised in whole yuan, such as 7000000, or 0"

BROKEN = [
    ("tam_yuan", {"tam_yuan": ""}, TAM),
    ("tam_yuan", {"tam_yuan": "a lot"}, TAM),
    ("tam_yuan", {"tam_yuan": "0"}, "Enter a size of the market above 0 yuan"),
    ("tam_source", {"tam_source": ""}, "Say where the size of the market comes from"),
    ("tam_source", {"tam_source": "own count"}, "Write at least 10 characters"),
    ("tam_source", {"tam_source": "x" * 301}, "Shorten this to 300 characters or fewer"),
    ("target_customers", {"target_customers": ""}, "Describe your customers"),
    ("target_customers", {"target_customers": "hospitals"}, "Write at least 10 characters"),
    ("target_customers", {"target_customers": "x" * 501}, "Shorten this to 500 characters or fewer"),
    ("orders_signed_yuan", {"orders_signed_yuan": ""}, ORDERS),
    ("orders_signed_yuan", {"orders_signed_yuan": "-1"}, "Enter a sum of orders of 0 yuan or more"),
    ("paid_pilots", {"paid_pilots": ""}, "Enter the number of paid pilots, such as 2, or 0"),
    ("paid_pilots", {"paid_pilots": "-1"}, "Enter 0 or more"),
    ("loi_count", {"loi_count": ""}, "Enter the number of letters of intent, such as 3, or 0"),
    ("loi_count", {"loi_count": "-1"}, "Enter 0 or more"),
    ("competitors", {"competitors": ""}, "Describe your competitors"),
    ("competitors", {"competitors": "Two firms"}, "Write at least 10 characters"),
    ("competitors", {"competitors": "x" * 501}, "Shorten this to 500 characters or fewer"),
    ("unit_price_yuan", {"unit_price_yuan": "cheap"}, "Enter the price in whole yuan, such as 2600"),
    ("unit_price_yuan", {"unit_price_yuan": "-1"}, "Enter a price of 0 yuan or more"),
    ("equity_raised_24m_yuan", {"equity_raised_24m_yuan": ""}, EQUITY),
    ("equity_raised_24m_yuan", {"equity_raised_24m_yuan": "-1"}, "Enter an amount of equity of 0 yuan or more"),
    ("revenue_forecast_yuan", {f"revenue_forecast_yuan_{n}": "" for n in range(3)}, FORECAST),
    ("revenue_forecast_yuan", {"revenue_forecast_yuan_1": ""}, FORECAST),
    ("revenue_forecast_yuan", {"revenue_forecast_yuan_1": None}, FORECAST),
    ("revenue_forecast_yuan", {"revenue_forecast_yuan_2": "more"}, FORECAST),
    ("revenue_forecast_yuan", {"revenue_forecast_yuan_2": "10.5"}, FORECAST),
    ("revenue_forecast_yuan", {"revenue_forecast_yuan_0": "-1"}, "Enter a revenue of 0 yuan or more for each year"),
    ("export_share_pct", {"export_share_pct": "some"}, "Enter the exports in percent of your sales, such as 20"),
    ("export_share_pct", {"export_share_pct": "-1"}, SHARE),
    ("export_share_pct", {"export_share_pct": "101"}, SHARE),
]


@pytest.mark.parametrize(("field", "changes", "message"), BROKEN)
def test_a_broken_rule_is_told_at_its_field(field, changes, message):
    form = posted("market", **changes)

    assert not form.is_valid()
    assert said(form) == {field: [message]}


def test_everything_may_be_0_but_the_market_itself():
    zeros = ("orders_signed_yuan", "paid_pilots", "loi_count", "unit_price_yuan", "equity_raised_24m_yuan")
    years = tuple(f"revenue_forecast_yuan_{n}" for n in range(3))

    answers = posted("market", **dict.fromkeys((*zeros, *years, "export_share_pct"), "0"), tam_yuan="1").to_answers()

    assert answers["revenue_forecast_yuan"] == [0, 0, 0]
    assert {name: answers[name] for name in zeros} == dict.fromkeys(zeros, 0)


def test_price_and_exports_may_be_left_out():
    answers = posted("market", unit_price_yuan="", export_share_pct=None).to_answers()

    assert (answers["unit_price_yuan"], answers["export_share_pct"]) == (None, None)


def test_three_amounts_are_read_as_people_write_them():
    years = {"revenue_forecast_yuan_0": "1,000,000", "revenue_forecast_yuan_1": "２００００００元"}

    answers = posted("market", **years, revenue_forecast_yuan_2=" 3000000.00 yuan").to_answers()

    assert answers["revenue_forecast_yuan"] == [1_000_000, 2_000_000, 3_000_000]


def test_amounts_that_are_wrong_stand_in_their_boxes_again():
    form = posted("market", revenue_forecast_yuan_1="a lot")

    again = STEPS["market"](answers=form.draft_answers(), case=case_of())

    assert again["revenue_forecast_yuan"].value() == ["30000000", "a lot", "140000000"]


@pytest.mark.parametrize("spoilt", [None, 5, "x", [], [1], [1, 2, 3, 4], [None, {}, "x"], {"0": 1}])
def test_stored_amounts_of_a_wrong_shape_never_raise(spoilt):
    form = STEPS["market"](answers=stored("market") | {"revenue_forecast_yuan": spoilt}, case=case_of())

    assert len(form["revenue_forecast_yuan"].value()) == 3


def test_each_box_has_its_label_and_the_summary_leads_to_the_first():
    form = posted("market", revenue_forecast_yuan_1="")
    assert not form.is_valid()

    page = render_crispy_form(form)

    labels = re.findall(r'for="(id_revenue_forecast_yuan_[0-9])">([^<]+)</label>', page)
    assert labels == [(f"id_revenue_forecast_yuan_{n}", f"Year {n + 1}") for n in range(3)]
    assert page.count('aria-invalid="true"') == 3
    assert [line.target for line in error_lines(form)] == ["id_revenue_forecast_yuan_0"]
    assert form["revenue_forecast_yuan"].anchor == "id_revenue_forecast_yuan_0"


def test_each_year_is_a_line_of_the_answers():
    with translation.override("en"):
        lines = {line.path: line.value for line in summarise("market", stored("market"), case_of())}

    assert lines["market.revenue_forecast_yuan"] == [
        "Year 1: 30,000,000 yuan",
        "Year 2: 75,000,000 yuan",
        "Year 3: 140,000,000 yuan",
    ]


@pytest.mark.parametrize(
    ("field", "document"),
    [
        ("orders_signed_yuan", "Orders / contracts"),
        ("equity_raised_24m_yuan", "Investment agreement, bank receipt"),
    ],
)
def test_the_hint_names_the_document_that_an_amount_needs(field, document):
    assert document in str(STEPS["market"].base_fields[field].help_text)
