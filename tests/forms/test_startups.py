"""The twelve demo start-ups go through the steps, and the steps hold every field of the form."""

import re

import pytest
from django.utils import translation

from applications.forms._rows import RowForm
from applications.forms.steps import STEPS, StepForm
from applications.forms.steps._choices import SomeOf
from applications.rules.form import BY_PATH, FIELDS, fields_of
from tests.forms.data import STARTUPS, case_of, posted, said, stored

BOTH = [(startup, slug) for startup in STARTUPS for slug in STEPS if STEPS[slug].is_applicable(case_of(startup))]
STEP_OF = {
    "package": "1_package",
    "company": "2_company",
    "team": "3_team",
    "technology": "4_technology",
    "rd": "5_rd",
    "market": "6_market",
    "workspace": "7_workspace",
    "funding": "8_funding",
    "approvals": "9_approvals",
    "declarations": "10_declarations",
}


@pytest.mark.parametrize(("startup", "slug"), BOTH)
def test_what_a_startup_types_comes_out_as_it_is_in_the_file(startup, slug):
    form = posted(slug, startup)

    answers = form.to_answers()

    assert answers == as_kept(slug, startup)
    assert said(form) == {}


def as_kept(slug, startup):
    """Return the answers of the file as our form keeps them."""
    answers = dict(stored(slug, startup))
    if slug == "company" and answers["has_registration"]:
        answers["credit_status"] = None  # intake enters it, never the founder
    if slug == "approvals":
        answers["dropped"] = []  # ours; the file knows none
    answers.pop("signed_at", None)  # the workflow sets it at sending
    for name, field in STEPS[slug].base_fields.items():
        if isinstance(field, SomeOf):  # in the order of the page
            answers[name] = [code for code, _label in field.choices if code in answers[name]]
    return answers


@pytest.mark.parametrize(("startup", "slug"), [both for both in BOTH if both[0] != "S11"])
def test_only_s11_is_warned(startup, slug):
    form = posted(slug, startup)
    assert form.is_valid()

    assert form.all_warnings == []


@pytest.mark.parametrize(("startup", "slug"), BOTH)
def test_answers_that_are_kept_are_judged_again_with_the_same_result(startup, slug):
    answers = posted(slug, startup).to_answers()

    again = STEPS[slug].again(answers, case=case_of(startup))

    assert again.to_answers() == answers


def test_the_only_demo_startup_without_approvals_has_no_step_for_them():
    without = [startup for startup in STARTUPS if not STEPS["approvals"].is_applicable(case_of(startup))]

    assert without == ["S07"]


def test_s11_is_warned_of_every_gate_and_money_rule_that_it_breaks_and_of_nothing_else():
    found = {slug: posted(slug, "S11", case_of("S11", credit_status="abnormal_list")) for slug in STEPS}

    assert {slug: form.is_valid() for slug, form in found.items()} == dict.fromkeys(STEPS, True)
    assert {slug: [anchor for anchor, _words in form.all_warnings] for slug, form in found.items()} == {
        "package": [],
        "company": ["id_credit_status_0"],
        "team": [],
        "technology": ["id_field", "id_own_development_0", "id_inventions_granted"],
        "rd": ["id_years-1-rd_yuan"],
        "market": [],
        "workspace": [],
        "funding": ["id_requests-0-amount_yuan", "id_own_money_yuan"],
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

    ours = {"approvals.dropped"} if slug == "approvals" else set()
    theirs = {field.path for field in fields_of(STEP_OF[slug]) if "[]" not in field.path}
    expected = theirs - {"declarations.signed_at"} | ours
    assert len(names) == len(set(names))
    assert {f"{step.path}{name}" for name in names} == expected


@pytest.mark.parametrize("slug", STEPS)
def test_every_row_has_the_fields_that_the_form_names(slug):
    step = STEPS[slug]

    rows = {f"{step.path}{rows.name}": [*rows.form.base_fields] for rows in step.lists}

    assert {path: names for path, names in rows.items() if path != "approvals.dropped"} == {
        path: row_fields(path) for path in rows if path in BY_PATH
    }


def row_fields(path):
    """Return the fields of a row: paths of their own, or named in the rule of the list; we count ``no``."""
    own = [field.path.removeprefix(f"{path}[].") for field in FIELDS if field.path.startswith(f"{path}[].")]
    (named,) = re.findall(r"{(.*?)}", BY_PATH[path].rule) or [""]
    return own or [name.partition(":")[0] for name in named.split(", ") if name != "no"]


@pytest.mark.parametrize("slug", STEPS)
def test_no_field_hides_what_a_page_asks_of_its_form(slug):
    step = STEPS[slug]

    assert [name for name in step.base_fields if hasattr(StepForm, name)] == []
    assert [name for rows in step.lists for name in rows.form.base_fields if hasattr(RowForm, name)] == []


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
