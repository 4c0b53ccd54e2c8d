"""The approvals step: what is suggested, asked for and dropped with a reason; and the offer that suggests it."""

import pytest
from crispy_forms.utils import render_crispy_form
from django.utils import translation

from applications.forms import offer
from applications.forms.steps import STEPS, PermitChoice, summarise
from tests.factories import DepartmentFactory, PermitTypeFactory, ProgrammeFactory
from tests.forms.data import case_of

STEP = STEPS["approvals"]
CASE = case_of(
    permits=(
        PermitChoice(code="SRRC", label="Radio", suggested=True),
        PermitChoice(code="CCC", label="Product", suggested=False),
        PermitChoice(code="FIRE_FILE", label="Fire", suggested=None),
        PermitChoice(code="HNTE", label="High-tech", suggested=True),
    )
)

EXHAUST = {"package_parts": ["workspace"], "workspace": {"needs_exhaust": True}}


def asked(*permits):
    """Return the POST of a page that asks for these permits."""
    return {
        f"requests-{n}-{part}": text
        for n, permit in enumerate(permits)
        for part, text in (
            ("permit", permit),
            ("target_date_0", "2026"),
            ("target_date_1", "6"),
            ("target_date_2", "30"),
            ("note", ""),
        )
    }


def dropped(*permits, reason="Our product sends nothing by radio."):
    return {
        f"dropped-{n}-{part}": text
        for n, permit in enumerate(permits)
        for part, text in (("permit", permit), ("reason", reason))
    }


def page(*parts, case=CASE):
    return STEP({name: text for part in parts for name, text in part.items()}, case=case)


@pytest.mark.parametrize("reason", ["x" * 5, "x" * 300])
def test_a_reason_of_5_to_300_characters_is_kept(reason):
    answers = page(asked("HNTE"), dropped("SRRC", reason=reason)).to_answers()

    assert answers["dropped"] == [{"permit": "SRRC", "reason": reason}]


def test_only_suggested_permits_are_offered_to_be_dropped():
    row = page(asked("HNTE"), dropped("SRRC")).row_forms["dropped"][0]

    assert [code for code, _label in row.fields["permit"].choices] == ["", "SRRC", "HNTE"]


def test_a_reason_stays_good_when_its_permit_is_suggested_no_more():
    form = page(asked("HNTE"), dropped("CCC"))

    assert form.to_answers()["dropped"][0]["permit"] == "CCC"


@pytest.mark.parametrize(
    ("rows", "missing"),
    [
        ((asked("CCC"),), "Radio, High-tech"),
        ((asked("CCC", "SRRC"),), "High-tech"),
        ((asked("CCC"), dropped("HNTE")), "Radio"),
        (({"requests-0-note": ""},), "Radio, High-tech"),
    ],
)
def test_a_suggested_permit_that_stands_nowhere_is_warned_of_at_the_first_row(rows, missing):
    ((anchor, words),) = page(*rows).all_warnings

    assert anchor == "id_requests-0-permit"
    assert words == (
        f"We suggest these approvals too: {missing}. Add each of them, or say below why you do not need it. "
        "You can still send the application without them."
    )


def test_the_warning_stops_nobody_and_stands_beside_its_field():
    form = page(asked("CCC"))

    assert form.is_valid()
    assert "We suggest these approvals too" in render_crispy_form(form.row_forms["requests"][0])


@pytest.mark.parametrize(
    "rows", [(asked("SRRC", "HNTE"),), (asked("SRRC"), dropped("HNTE")), (asked("CCC"), dropped("HNTE", "SRRC"))]
)
def test_nothing_is_warned_of_where_each_suggested_permit_stands_in_a_list(rows):
    form = page(*rows)

    assert form.is_valid()
    assert form.all_warnings == []


def test_where_nothing_is_suggested_nothing_can_be_dropped():
    form = STEP(case=case_of())
    kept = STEP(answers={"dropped": [{"permit": "SRRC", "reason": "No radio."}]}, case=case_of())

    assert [group.name for group in form.rows] == ["requests"]
    assert [line.path for line in form.lines()] == ["approvals.requests"]
    assert [group.name for group in kept.rows] == ["requests", "dropped"]


def test_answers_name_the_permit_and_the_reason():
    answers = page(asked("HNTE"), dropped("SRRC")).to_answers()

    lines = {line.path: line.value for line in summarise("approvals", answers, CASE)}

    assert lines == {
        "approvals.requests": ["High-tech · When do you need it? 30 June 2026"],
        "approvals.dropped": ["Radio · Why do you not need it? Our product sends nothing by radio."],
    }


# What the district suggests ------------------------------------------------------------------------------------------


@pytest.fixture
def programme(db):
    return ProgrammeFactory()


def suggestion(programme, answers):
    (permit,) = offer.of(programme, answers).permits
    return permit.suggested, permit.hint


def test_a_suggestion_says_from_which_answers_it_comes_and_who_decides(programme):
    lead = DepartmentFactory(code="EEB")
    condition = {"any": [{"field": "workspace.needs_exhaust", "eq": True}, {"field": "market.loi_count", "gt": 5}]}
    PermitTypeFactory(code="EIA_REG", district_lead=lead, suggested_when=condition)

    assert suggestion(programme, EXHAUST) == (
        True,
        "Suggested from your answers on: Market, Workspace. Decided by: Department EEB.",
    )
    with translation.override("zh-hans"):
        assert "EEB局" in suggestion(programme, EXHAUST)[1]


def test_a_permit_that_is_not_suggested_says_who_decides(programme):
    PermitTypeFactory(
        code="SRRC",
        district_lead=DepartmentFactory(code="IIT"),
        decided_by="MIIT",
        suggested_when={"field": "market.loi_count", "gt": 5},
    )

    assert suggestion(programme, {"market": {"loi_count": 5}}) == (
        False,
        "Decided by an authority outside the district; this department helps you: Department IIT.",
    )


@pytest.mark.parametrize(
    ("answers", "suggested"),
    [
        ({"hazardous_storage": ["ELECTROLYTE"]}, True),
        ({"hazardous_storage": []}, None),
        ({}, None),
    ],
)
def test_a_permit_that_the_answers_make_necessary_is_suggested(programme, answers, suggested):
    PermitTypeFactory(code="HAZMAT", applies_when={"field": "workspace.hazardous_storage", "empty": False})

    assert suggestion(programme, {"package_parts": ["workspace"], "workspace": answers})[0] is suggested


def test_an_offer_takes_two_queries_however_many_permits(programme, django_assert_num_queries):
    for n in range(5):
        PermitTypeFactory(code=f"P{n}")

    with django_assert_num_queries(2):
        permits = offer.of(programme, {}).permits

    assert len(permits) == 5
