"""Bad input in any field never breaks a page, and never touches another field."""

import json
import re

import pytest
from django.utils.datastructures import MultiValueDict

from applications.forms.steps import STEPS, summarise
from tests.forms.bad_input import ANYWHERE, NO_TEXT, OF_TYPE, SEVERAL
from tests.forms.data import case_of, said, stored, typed

# Start-ups that type something into every list.
FULL = {"technology": "S03", "funding": "S04"}
DROPPED = {"dropped-0-permit": "CCC", "dropped-0-reason": "We do not want it."}


def good(slug):
    """Return a POST with at least one row in every list, and every name that the step knows."""
    empty = {name: [] for name in STEPS[slug].base_fields if name == "bank_account_masked"}
    return empty | typed(slug, FULL.get(slug, "S01"), **(DROPPED if slug == "approvals" else {}))


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


def walk(form):
    """Do with a form all that its pages do, and return what is kept of it."""
    form.is_valid()
    draft = form.draft_answers()
    text = json.dumps(draft, ensure_ascii=False)
    text.encode()  # no halves of surrogate pairs
    assert not re.search(r"[\x00\ud800-\udfff]|\\u0000", text)
    assert len(text) < 1_000_000
    form.all_warnings, form.lines()  # noqa: B018 -- they must not raise
    summarise(form.slug, draft, form.case)
    again = type(form)(answers=draft, case=form.case)
    again.lines()
    type(form).again(draft, case=form.case).is_valid()
    return draft


def test_every_kind_of_field_gets_more_than_thirty_bad_inputs():
    kinds = {type(answer) for slug in STEPS for _name, answer in names_of(slug).values()}

    assert kinds == set(OF_TYPE)
    assert min(len(ANYWHERE | texts) for texts in OF_TYPE.values()) > 30


@pytest.mark.parametrize(("slug", "name"), NAMES)
def test_bad_input_in_one_field_is_told_there_and_changes_no_other(slug, name):
    case, before = case_of(FULL.get(slug, "S01")), good(slug)
    field, _answer = names_of(slug)[name]

    for label, text in bad_for(slug, name).items():
        form = STEPS[slug](before | {name: [text]}, case=case)
        walk(form)

        assert others(form.held, name) == others(before, name), label
        assert set(said(form)) == {field} or field not in said(form), label


def others(held, name):
    texts = dict(held.lists()) if isinstance(held, MultiValueDict) else held
    return {other: texts[other] for other in texts if other != name}


@pytest.mark.parametrize(("slug", "name"), NAMES)
def test_what_is_accepted_changes_no_other_answer(slug, name):
    case, field = case_of(FULL.get(slug, "S01")), names_of(slug)[name][0]
    before = STEPS[slug](good(slug), case=case).to_answers()

    for label, text in bad_for(slug, name).items():
        form = STEPS[slug](good(slug) | {name: [text]}, case=case)
        if form.is_valid():
            assert flat(form.to_answers(), without=field) == flat(before, without=field), label


def flat(answers, *, without):
    """Return the answers by the name of their field, rows by that of theirs."""
    found = {name: value for name, value in answers.items() if not is_rows(value)}
    for name, rows in answers.items():
        for number, row in enumerate(rows if is_rows(rows) else ()):
            found |= {f"{name}-{number}-{column}": value for column, value in row.items()}
    return {name: value for name, value in found.items() if name != without}


def is_rows(value):
    return isinstance(value, list) and any(isinstance(row, dict) for row in value)
