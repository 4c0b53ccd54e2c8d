"""The market step: what may be 0 or left out; three amounts are one answer."""

import re

import pytest
from crispy_forms.utils import render_crispy_form
from django.utils import translation

from applications.forms.steps import STEPS, summarise
from applications.templatetags.govuk import error_lines
from tests.forms.data import case_of, posted, stored


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
