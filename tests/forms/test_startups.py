"""The twelve demo start-ups go through the four steps, and the steps hold every field of the form."""

import pytest
from django.utils import translation

from applications.forms.steps import STEPS
from applications.rules.form import fields_of
from tests.forms.data import STARTUPS, case_of, posted, stored

BOTH = [(startup, slug) for startup in STARTUPS for slug in STEPS if STEPS[slug].is_applicable(case_of(startup))]
STEP_OF = {
    "package": "1_package",
    "company": "2_company",
    "approvals": "9_approvals",
    "declarations": "10_declarations",
}


@pytest.mark.parametrize(("startup", "slug"), BOTH)
def test_what_a_startup_types_comes_out_as_it_is_in_the_file(startup, slug):
    form = posted(slug, startup)

    answers = form.to_answers()

    expected = dict(stored(slug, startup))
    if slug == "company" and expected["has_registration"]:
        expected["credit_status"] = None  # intake enters it, never the founder
    expected.pop("signed_at", None)  # the workflow sets it at sending
    assert answers == expected
    assert form.errors == {}
    assert form.warnings == {}


@pytest.mark.parametrize(("startup", "slug"), BOTH)
def test_answers_that_are_kept_are_judged_again_with_the_same_result(startup, slug):
    answers = posted(slug, startup).to_answers()

    again = STEPS[slug].again(answers, case=case_of(startup))

    assert again.to_answers() == answers


def test_the_only_demo_startup_without_approvals_has_no_step_for_them():
    without = [startup for startup in STARTUPS if not STEPS["approvals"].is_applicable(case_of(startup))]

    assert without == ["S07"]


def test_s11_is_warned_of_its_credit_once_the_district_knows_it_and_of_nothing_else():
    found = {slug: posted(slug, "S11", case_of("S11", credit_status="abnormal_list")) for slug in STEPS}

    assert {slug: form.is_valid() for slug, form in found.items()} == dict.fromkeys(STEPS, True)
    assert {slug: list(form.warnings) for slug, form in found.items()} == {
        "package": [],
        "company": ["credit_status"],
        "approvals": [],
        "declarations": [],
    }
    (warning,) = found["company"].warnings["credit_status"]
    assert warning == (
        "The programme asks for a company that is on no credit list. You can still send the application; "
        "you will get an answer with reasons."
    )


def test_a_team_without_a_company_counts_as_clear_and_may_choose_both_modes():
    company = posted("company", "S10", credit_status=None).to_answers()
    declarations = posted(
        "declarations",
        "S10",
        case_of("S10", credit_status=company["credit_status"]),
        commitment_mode="on",
        deficient_mode="on",
    )

    assert company["credit_status"] == "clear"
    assert declarations.is_valid()


@pytest.mark.parametrize("slug", STEPS)
def test_every_path_of_the_form_has_exactly_one_field_and_every_field_its_path(slug):
    step = STEPS[slug]

    names = [*step.base_fields, *(rows.name for rows in step.lists)]

    expected = {field.path for field in fields_of(STEP_OF[slug])} - {"declarations.signed_at"}
    assert len(names) == len(set(names))
    assert {f"{step.path}{name}" for name in names} == expected


@pytest.mark.parametrize("slug", STEPS)
def test_every_field_stands_once_in_the_layout(slug):
    step = STEPS[slug]

    in_groups = [name for group in step.groups for name in group.names]

    assert sorted(in_groups) == sorted(step.base_fields)


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_every_step_has_a_title_and_answers_with_labels(slug, language):
    with translation.override(language):
        lines = posted(slug).lines()

        assert str(STEPS[slug].title)
        assert all(line.label and line.anchor for line in lines)
