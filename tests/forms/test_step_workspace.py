"""The workspace step: the edges of its rules are fine, and measures are read as people write them."""

# ruff: noqa: RUF001 -- full-width signs are what Chinese keyboards type

from datetime import date

import pytest
from crispy_forms.utils import render_crispy_form

from applications.forms.steps import STEPS, summarise
from tests.forms.data import case_of, load, posted, said, stored, typed

TODAY = date(2025, 9, 25)


def need_by(day):
    return {"need_by_0": str(day.year), "need_by_1": str(day.month), "need_by_2": str(day.day)}


EDGES = [
    {"area_min_m2": "0.01"},
    {"area_max_m2": "5000"},
    {"area_min_m2": "1200", "area_max_m2": "1200"},
    {"floor_load_kg_m2": "1"},
    {"floor_load_kg_m2": "5000"},
    {"clear_height_m": "2.2"},
    {"clear_height_m": "20"},
    {"power_kva": "1"},
    {"power_kva": "5000"},
    {"freight_lift_t": "0"},
    {"freight_lift_t": "20"},
    {"dock_distance_max_m": "0"},
    {"dock_distance_max_m": ""},
    {"lease_years": "1"},
    {"lease_years": "5"},
    {"rent_max_yuan_m2_month": "0"},
    {"rent_max_yuan_m2_month": "500"},
    {"headcount": "1"},
    {"headcount": "300"},
    {"headcount": "1250", "area_max_m2": "5000"},
    {"hazardous_storage": None},
    need_by(date(2025, 9, 26)),
]


@pytest.mark.parametrize("changes", EDGES)
def test_the_edge_of_a_rule_is_fine(changes):
    form = posted("workspace", case=case_of(today=TODAY), **changes)

    assert said(form) == {}
    assert form.is_valid()


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("1,200", 1200),
        ("１，２００．５", 1200.5),
        ("1 200 m²", 1200),
        ("1200㎡", 1200),
        ("1200平方米", 1200),
        ("1200.50", 1200.5),
        ("1200.00", 1200),
    ],
)
def test_an_area_is_read_as_people_write_it_and_kept_as_a_plain_number(text, read):
    area = posted("workspace", area_max_m2=text).to_answers()["area_max_m2"]

    assert (area, type(area)) == (read, type(read))


@pytest.mark.parametrize("text", ["12,00", "1,2,3", "1.234", "1e3", "½", "--5", "0x10"])
def test_what_may_mean_two_areas_is_not_guessed_at(text):
    assert said(posted("workspace", area_max_m2=text)) == {
        "area_max_m2": ["Enter the largest area in square metres, such as 650"]
    }


def test_classes_stand_in_the_order_of_the_district():
    enums = load("enums")
    fields = STEPS["workspace"].base_fields

    vibration = [code for code, _label in fields["vibration_class"].choices]
    fire = [code for code, _label in fields["fire_hazard_class"].choices]

    assert vibration == enums["vibration_class_order_loose_to_strict"]
    assert fire == list(enums["fire_hazard_class"])
    assert [code for code, _label in fields["stage"].choices] == [*enums["stage"], "any"]


@pytest.mark.parametrize("field", ["vibration_class", "fire_hazard_class"])
def test_each_class_is_explained_beside_its_button(field):
    choices = [code for code, _label in STEPS["workspace"].base_fields[field].choices]

    page = render_crispy_form(STEPS["workspace"](case=case_of()))

    assert [f'id="id_{field}_{n}_hint"' in page for n in range(len(choices))] == [True] * len(choices)


@pytest.mark.parametrize(("lithium", "said_so"), [(True, True), (False, False), (None, False)])
def test_lithium_in_the_product_is_recalled_where_goods_are_stored(lithium, said_so):
    form = STEPS["workspace"](case=case_of(uses_lithium=lithium))

    assert ("Your product uses lithium batteries" in str(form["hazardous_storage"].help_text)) is said_so


def test_hazardous_goods_may_stay_empty_also_with_lithium():
    form = posted("workspace", "S04", case=case_of("S04", uses_lithium=True), hazardous_storage=None)

    assert form.to_answers()["hazardous_storage"] == []


def test_the_step_is_there_only_with_its_part():
    step = STEPS["workspace"]

    assert step.is_applicable(case_of(parts=frozenset({"workspace"})))
    assert not step.is_applicable(case_of(parts=frozenset({"funding", "approvals"})))


def test_measures_stand_with_their_units():
    lines = {line.path: line.value for line in summarise("workspace", stored("workspace"), case_of())}

    assert lines["workspace.area_max_m2"] == "1,200 m²"
    assert lines["workspace.freight_lift_t"] == "2.5 t"
    assert lines["workspace.floor_load_kg_m2"] == "800 kg/m²"
    assert lines["workspace.rent_max_yuan_m2_month"] == "60 yuan per m² and month"
    assert lines["workspace.use"] == ["Research laboratory", "Pilot line", "Assembly"]


def test_a_draft_keeps_measures_as_they_were_typed():
    form = posted("workspace", area_max_m2="about 1200", clear_height_m="４,5")

    again = STEPS["workspace"](answers=form.draft_answers(), case=case_of())

    assert (again["area_max_m2"].value(), again["clear_height_m"].value()) == ("about 1200", "４,5")
    assert again.draft_answers() == {"typed": typed("workspace", area_max_m2="about 1200", clear_height_m="４,5")}
