"""The template pack draws every step: each name is posted once, and each link of a summary leads somewhere."""

import re
from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form
from django.utils import translation

from applications.forms._fields import DateWidget
from applications.forms.steps import STEPS
from tests.forms.data import case_of, posted, said, typed


def drawn(form):
    return "".join(render_crispy_form(one) for one in form.all_forms())


@pytest.mark.parametrize("language", ["en", "zh-hans"])
@pytest.mark.parametrize("slug", STEPS)
def test_a_page_posts_back_every_name_of_its_step_and_no_other(slug, language):
    case = case_of("S10")
    with translation.override(language):
        page = drawn(STEPS[slug](case=case))

    names = set(re.findall(r'name="([^"]+)"', page))
    step = STEPS[slug]
    own = {part for name, answer in step.answers_of().items() for part in answer.parts(name)}
    rows = {f"{rows.name}-{n}-{part}" for rows in step.lists for n in range(rows.shown) for part in rows.form.parts()}
    assert names == own | rows


@pytest.mark.parametrize("slug", STEPS)
def test_a_page_full_of_errors_has_a_place_for_each_of_them(slug):
    form = STEPS[slug](dict.fromkeys(typed(slug), "\U0001f98a<"), case=case_of())
    assert not form.is_valid()

    page = drawn(form)

    ids = re.findall(r'\bid="([^"]+)"', page)
    anchors = {bound.anchor for one in form.all_forms() for bound in one if bound.errors}
    assert said(form)
    assert anchors <= set(ids)
    assert len(ids) == len(set(ids))
    assert "\U0001f98a<" not in page


def test_a_field_that_another_answer_decides_is_not_marked_as_optional():
    page = drawn(STEPS["company"](case=case_of("S10")))

    optional = re.findall(r">\s*([^<]+?)\s*<span class=\"incubator-optional\"", page)
    assert optional == ["Company name in English", "Recognitions that the company holds"]


def test_a_warning_is_drawn_beside_its_field():
    page = drawn(posted("company", industry_code="6620"))

    assert page.count("The programme does not cover finance and real estate.") == 1


def test_credit_is_not_asked_of_a_registered_company():
    assert 'name="credit_status"' not in drawn(posted("company"))


def test_a_date_that_a_form_starts_with_stands_in_its_boxes():
    page = DateWidget().render("day", date(2026, 3, 9), {"id": "id_day"})

    boxes = re.findall(r'name="(day_[0-9])"\s+value="([0-9]+)"', page)
    assert boxes == [("day_2", "9"), ("day_1", "3"), ("day_0", "2026")]
