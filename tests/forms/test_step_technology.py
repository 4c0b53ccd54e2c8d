"""The technology: the edges of its rules, and the gates that warn."""

import pytest

from applications.forms.steps import STEPS, summarise
from tests.forms.data import case_of, posted, said, stored
from tests.forms.test_step_pages import drawn

REASONS = "You can still send the application; you will get an answer with reasons."
COUNTS = ("inventions_granted", "inventions_pending", "ic_layouts", "utility_models", "software_copyrights")
NOTHING = dict.fromkeys(COUNTS, "0") | {"university_source": "none"}


@pytest.mark.parametrize(
    "changes",
    [
        {"product_name": "x" * 80},
        {"summary": "x" * 50},
        {"summary": "x" * 1000},
        {"breakthrough": "x" * 50},
        {"breakthrough": "x" * 2000},
        {"trl": "1"},
        {"trl": "9"},
    ],
)
def test_at_the_limits_nothing_is_said(changes):
    assert posted("technology", **changes).is_valid()


def test_the_level_is_kept_as_a_number():
    answers = posted("technology", trl="9").to_answers()

    assert answers["trl"] == 9


@pytest.mark.parametrize("text", ["616-38-6", " 616-38-6 ", "616386", "616\u201338\u20116", "６１６-３８-６"])  # noqa: RUF001
def test_a_cas_number_is_read_as_people_paste_it(text):
    answers = posted("technology", "S03", **{"chemicals-0-cas": text}).to_answers()

    assert answers["chemicals"][0]["cas"] == "616-38-6"


@pytest.mark.parametrize(
    ("text", "kept"), [("180", 180), ("1,200", 1200), ("0.5", 0.5), ("0.125 kg", 0.125), ("5千克", 5), ("2 公斤", 2)]
)
def test_an_amount_is_read_with_and_without_its_unit(text, kept):
    answers = posted("technology", "S03", **{"chemicals-0-max_kg": text}).to_answers()

    assert answers["chemicals"][0]["max_kg"] == kept


def test_chemicals_may_be_left_out_and_51_do_not_fit():
    row = {"name": "示例", "cas": "616-38-6", "max_kg": "1"}
    rows = {f"chemicals-{n}-{name}": text for n in range(51) for name, text in row.items()}

    form = posted("technology", **rows)

    assert posted("technology").to_answers()["chemicals"] == []
    assert not form.is_valid()
    assert said(form) == {"chemicals-50-name": ["Remove this row: no more than 50 chemicals fit"]}


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"field": "none"}, "field"),
        ({"own_development": "no"}, "own_development"),
        (NOTHING, "inventions_granted"),
    ],
)
def test_a_gate_warns_and_does_not_block(changes, field):
    form = posted("technology", **changes)

    assert form.is_valid()
    assert list(form.warnings) == [field]
    assert form.warnings[field][0].endswith(REASONS)
    assert drawn(form).count(REASONS) == 1


@pytest.mark.parametrize("changes", [*({name: "1"} for name in COUNTS), {"university_source": "other"}])
def test_one_right_or_a_university_is_enough(changes):
    form = posted("technology", **NOTHING | changes)

    assert form.is_valid()
    assert form.all_warnings == []


def test_a_count_that_is_missing_is_not_taken_for_none():
    form = posted("technology", **NOTHING | {"ic_layouts": ""})

    assert not form.is_valid()
    assert form.all_warnings == []


def test_a_warning_stands_beside_an_error():
    form = posted("technology", field="none", product_name="")

    assert list(said(form)) == ["product_name"]
    assert list(form.warnings) == ["field"]


def test_each_level_is_explained_under_its_radio():
    page = drawn(STEPS["technology"](case=case_of()))

    assert page.count('class="govuk-hint govuk-radios__hint"') == 10  # nine levels, and "not sure" of export control
    assert "The product is in use and has proved itself." in page


def test_answers_stand_in_words():
    values = {line.path: line.value for line in summarise("technology", stored("technology", "S03"), case_of("S03"))}

    assert values["technology.field"] == "Battery"
    assert values["technology.trl"] == "Level 5: first sample"
    assert values["technology.laser_class"] == "No laser"
    assert values["technology.chemicals"] == [
        "dimethyl carbonate · CAS number: 616-38-6 · Largest amount kept at one time: 180 kg",
        "lithium sulphide · CAS number: 12136-58-2 · Largest amount kept at one time: 60 kg",
    ]
