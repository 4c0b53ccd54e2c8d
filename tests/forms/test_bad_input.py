"""Bad input in any field never breaks a page, and never touches another field."""

# ruff: noqa: RUF001 -- signs that look like others are the point

import json

import pytest
from django.utils.datastructures import MultiValueDict

from applications.forms.steps import STEPS, summarise
from tests.forms.bad_input import ANYWHERE, NO_TEXT, OF_TYPE, SEVERAL
from tests.forms.data import case_of, posted, said, stored, typed

# Start-ups that type something into every list.
FULL = {"technology": "S03", "funding": "S04"}
DROPPED = {"dropped-0-permit": "CCC", "dropped-0-reason": "We do not want it."}


def good(slug):
    """Return a POST with at least one row in every list, and every name that the step knows."""
    return typed(slug, FULL.get(slug, "S01"), **(DROPPED if slug == "approvals" else {}))


def names_of(slug):
    """Return the names that the step posts, of each list those of the first row, with the fields that they are of."""
    step = STEPS[slug]
    own = {part: (name, answer) for name, answer in step.answers_of().items() for part in answer.parts(name)}
    return own | {
        f"{rows.name}-0-{part}": (f"{rows.name}-0-{name}", answer)
        for rows in step.lists
        for name, answer in rows.form.answers_of().items()
        for part in answer.parts(name)
    }


NAMES = [(slug, name) for slug in STEPS for name in names_of(slug)]
BAD = ANYWHERE | {label: text for texts in OF_TYPE.values() for label, text in texts.items()}


def bad_for(slug, name):
    _name, answer = names_of(slug)[name]
    return ANYWHERE | OF_TYPE[type(answer)]


def test_every_kind_of_field_gets_more_than_thirty_bad_inputs():
    kinds = {type(answer) for slug in STEPS for _name, answer in names_of(slug).values()}

    assert kinds == set(OF_TYPE)
    assert min(len(ANYWHERE | texts) for texts in OF_TYPE.values()) > 30


@pytest.mark.parametrize(("slug", "name"), NAMES)
def test_bad_input_in_one_field_is_told_there_and_changes_no_other(slug, name):
    case, before = case_of(FULL.get(slug, "S01")), good(slug)
    field = names_of(slug)[name][0]
    answers = flat(STEPS[slug](before, case=case).to_answers(), without=field)

    for label, text in bad_for(slug, name).items():
        form = STEPS[slug](before | {name: [text]}, case=case)

        if form.is_valid():
            assert flat(form.to_answers(), without=field) == answers, label
        assert set(said(form)) == {field} or field not in said(form), label
        assert stored_text(form) == {**before, name: form.held.getlist(name)}, label


def stored_text(form):
    """Return what is stored of a page whatever is wrong on it, as the database can hold it."""
    draft = dict(form.held.lists())
    text = json.dumps(draft, ensure_ascii=False)
    text.encode()  # no half of a surrogate pair
    assert "\\u0000" not in text
    return draft


def flat(answers, *, without):
    """Return the answers by the name of their field, those of rows by theirs."""
    found = {}
    for name, value in answers.items():
        rows = value if isinstance(value, list) and any(isinstance(row, dict) for row in value) else []
        columns = {f"{name}-{n}-{column}": answer for n, row in enumerate(rows) for column, answer in row.items()}
        found |= columns or {name: value}
    return {name: value for name, value in found.items() if name != without}


@pytest.mark.parametrize("zero", ["-0", "-0.00"])
def test_less_than_nothing_is_not_kept(zero):
    answers = posted("market", export_share_pct=zero).to_answers()

    assert str(answers["export_share_pct"]) == "0.0"
    assert posted("workspace", freight_lift_t=zero).to_answers()["freight_lift_t"] == 0


# Everything at once --------------------------------------------------------------------------------------------------


def walk(form):
    """Do with a form all that its pages do, and return what is kept of it."""
    form.is_valid()
    draft = form.draft_answers()
    stored_text(form)
    assert len(json.dumps(draft, ensure_ascii=False)) < 1_000_000
    assert [line.path for line in form.lines()]
    summarise(form.slug, draft, form.case)
    assert type(form).again(draft, case=form.case).is_valid() == form.is_valid()
    return draft


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("label", BAD)
def test_bad_input_in_every_field_never_raises(slug, label):
    form = STEPS[slug](MultiValueDict({name: [BAD[label]] for name in good(slug)}), case=case_of())

    walk(form)


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("label", SEVERAL)
def test_several_values_of_one_name_never_raise(slug, label):
    form = STEPS[slug](MultiValueDict(dict.fromkeys(good(slug), SEVERAL[label])), case=case_of())

    walk(form)


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("label", NO_TEXT)
def test_what_is_no_text_never_raises(slug, label):
    form = STEPS[slug](dict.fromkeys(good(slug), NO_TEXT[label]), case=case_of())

    walk(form)


SPOILT = [*SEVERAL.values(), *NO_TEXT.values(), "garbage", -1, "\x00", [{}], [None], [{"permit": []}], [[[]]]]


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("spoilt", SPOILT, ids=range(len(SPOILT)))
def test_spoilt_answers_never_raise(slug, spoilt):
    case = case_of()

    for answers in (
        dict.fromkeys(stored(slug), spoilt),
        {"typed": spoilt},
        {"typed": dict.fromkeys(good(slug), spoilt)},
    ):
        form = STEPS[slug](answers=answers, case=case)
        form.lines()
        walk(STEPS[slug].again(answers, case=case))


# Names and rows that the page does not have --------------------------------------------------------------------------

FORGED = (
    *("signed_at", "state", "csrfmiddlewaretoken", "typed", "__proto__", "id", "", "edition", "schema", "answers"),
    *("reference", "submitted_at", "submitted_by", "members", "assisted_by", "programme", "documents", "x" * 10_000),
    *("[]", "a[b][c]", "company[uscc]", "company.uscc", "typed[uscc]", "\x00", "\ud800", "uscc\x00", " uscc", "USCC"),
)
NO_ROWS = (
    "-1",
    "00",
    "01",
    "007",
    "1e3",
    "+1",
    "0x1",
    "1.0",
    "０",
    "٣",
    "[0]",
    "",
    " 0",
    "0 ",
    "0-0",
    "99999",
    "9" * 400,
)


@pytest.mark.parametrize("slug", STEPS)
def test_names_that_the_step_does_not_know_are_dropped(slug):
    lists = [(rows.name, part) for rows in STEPS[slug].lists for part in (*rows.form.parts(), "voting", "id")]
    rows = [f"{name}-{number}-{part}" for name, part in lists for number in NO_ROWS]
    columns = [f"{name}-0-{part}" for name, part in lists if part in {"voting", "id"}]
    shapes = [
        f"{prefix}{name}{suffix}" for name in good(slug) for prefix, suffix in (("x", ""), ("", "\n"), ("", "-0"))
    ]
    forged = {name: ["x"] for name in (*FORGED, *rows, *columns, *shapes)}

    assert STEPS[slug].typed({**forged, **good(slug)}) == good(slug)
    assert STEPS[slug].typed({5: ["x"], None: ["x"], ("a",): ["x"], **good(slug)}) == good(slug)


LISTS = [(slug, rows) for slug in STEPS for rows in STEPS[slug].lists]


@pytest.mark.parametrize(("slug", "rows"), LISTS, ids=lambda value: getattr(value, "name", value))
def test_gaps_between_rows_are_closed_and_too_many_are_cut_off(slug, rows):
    part = rows.form.parts()[0]
    forged = {f"{rows.name}-{n}-{part}": [f"No {n}"] for n in range(9_997, 0, -3)}

    kept = STEPS[slug].typed(others(good(slug), rows.name) | forged)

    assert kept == others(good(slug), rows.name) | {
        f"{rows.name}-{n}-{part}": [f"No {1 + 3 * n}"] for n in range(rows.most + 1)
    }


def others(texts, rows):
    """Return what stands on the page beside a list."""
    return {name: kept for name, kept in texts.items() if not name.startswith(f"{rows}-")}


@pytest.mark.parametrize(("slug", "rows"), LISTS, ids=lambda value: getattr(value, "name", value))
def test_a_forged_button_is_none(slug, rows):
    numbers = ("-1", "x", "01", "00", "+1", "１", "99999", "0 ", "", "0_0", "add")
    forged = [f"remove_{rows.name}_{number}" for number in numbers] + ["add_", "remove_", "add_company", "remove_x_0"]

    form = STEPS[slug](good(slug) | {name: [""] for name in forged}, case=case_of(FULL.get(slug, "S01")))

    assert not form.row_action()
    assert form.is_valid()


@pytest.mark.parametrize(("slug", "rows"), LISTS, ids=lambda value: getattr(value, "name", value))
def test_several_buttons_at_once_change_one_row_at_most_and_nothing_else(slug, rows):
    count = len(STEPS[slug](good(slug), case=case_of()).row_forms[rows.name])
    buttons = [f"remove_{rows.name}_0", f"remove_{rows.name}_1", f"add_{rows.name}", f"remove_{rows.name}_9999"]

    for pressed in (buttons, buttons[::-1], buttons[3:]):
        form = STEPS[slug](good(slug) | {name: ["1", "1"] for name in pressed}, case=case_of())
        kept = dict(form.held.lists())

        assert form.row_action() == rows.name
        assert abs(len(form.row_forms[rows.name]) - count) <= 1
        assert others(kept, rows.name) == others(good(slug), rows.name)
        assert said(form) == {}
