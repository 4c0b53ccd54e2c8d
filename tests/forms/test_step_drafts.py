"""What was typed is kept and shown again; rows come and go without JavaScript."""

# ruff: noqa: RUF001 -- full-width signs are what Chinese keyboards type

import pytest

from applications.forms.steps import STEPS, PermitChoice
from tests.forms.data import case_of, posted, said, stored, typed

GARBAGE = "  <b>９ \t ＸＹ（示例）\r\nzwei "


def shown(form):
    """Return what stands in the boxes of a page, by name."""
    boxes = {}
    for bound in (bound for one in form.all_forms() for bound in one):
        value = bound.value()
        if bound.field.parts("x") == ["x"]:
            boxes[bound.html_name] = value
        else:
            boxes |= dict(zip(bound.field.parts(bound.html_name), value, strict=True))
    return boxes


@pytest.mark.parametrize("slug", STEPS)
def test_garbage_is_shown_again_exactly_as_it_was_typed(slug):
    garbage = {name: [GARBAGE] for name in typed(slug) if not name.endswith("-id_doc_masked")}
    form = STEPS[slug](garbage, case=case_of())
    assert not form.is_valid()

    again = STEPS[slug](answers=form.draft_answers(), case=case_of())

    assert again.draft_answers() == {"typed": garbage}
    assert shown(again) == shown(form)
    assert said(again) == {}
    texts = [value for value in shown(again).values() if isinstance(value, str)]
    assert set(texts) <= {GARBAGE}


@pytest.mark.parametrize("slug", STEPS)
def test_what_is_kept_as_typed_text_is_shown_like_a_draft(slug):
    kept = STEPS[slug].typed({name: [GARBAGE] for name in typed(slug)})

    assert shown(STEPS[slug](typed=kept, case=case_of())) == shown(STEPS[slug](answers={"typed": kept}, case=case_of()))


@pytest.mark.parametrize("slug", STEPS)
def test_what_is_typed_comes_before_older_answers(slug):
    form = STEPS[slug](answers=stored(slug, "S02"), typed=typed(slug, "S04"), case=case_of())

    assert form.draft_answers() == {"typed": typed(slug, "S04")}


@pytest.mark.parametrize("slug", STEPS)
def test_a_valid_page_is_kept_as_its_answers(slug):
    form = posted(slug)

    assert form.draft_answers() == form.to_answers()


def test_answers_of_a_page_that_is_wrong_are_not_to_be_had():
    form = posted("package", urgency=None)

    with pytest.raises(ValueError, match="package"):
        form.to_answers()


def test_half_a_page_is_kept_too():
    form = STEPS["company"]({"has_registration": "yes", "established_on_0": "2023"}, case=case_of())

    again = STEPS["company"](answers=form.draft_answers(), case=case_of())

    assert again.draft_answers() == {"typed": {"has_registration": ["yes"], "established_on_0": ["2023"]}}
    assert again["established_on"].value() == ["2023", None, None]


def test_a_row_more_is_empty_and_everything_else_stays():
    form = posted("company", add_shareholders="", contact_phone="not a phone")

    assert form.row_action()
    assert said(form) == {}
    assert not form.is_valid()
    assert form.draft_answers() == {
        "typed": typed("company", contact_phone="not a phone")
        | {"shareholders-4-name": [""], "shareholders-4-kind": [""], "shareholders-4-pct": [""]}
    }
    assert len(STEPS["company"](answers=form.draft_answers(), case=case_of()).row_forms["shareholders"]) == 5


def test_a_row_less_closes_the_gap_and_everything_else_stays():
    form = posted("company", remove_shareholders_1="")

    assert form.row_action()
    assert [row["name"].value() for row in form.row_forms["shareholders"]] == ["林示一", "示例创投一期", "员工持股平台"]
    assert form["contact_phone"].value() == "19900000101"
    assert [row["programme"].value() for row in form.row_forms["subsidies_received"]] == ["初创企业研发资助（示例）"]


def test_the_last_row_of_a_list_that_needs_one_is_emptied():
    form = posted("company", "S09", remove_shareholders_0="")

    assert [row["name"].value() for row in form.row_forms["shareholders"]] == [None]


def test_an_optional_list_starts_without_rows_and_gets_its_first():
    form = posted("company", "S02", add_subsidies_received="")

    assert len(posted("company", "S02").row_forms["subsidies_received"]) == 0
    assert len(form.row_forms["subsidies_received"]) == 1


def test_an_empty_row_is_no_row():
    form = posted("company", **{"shareholders-4-name": " ", "subsidies_received-1-year": ""})

    assert len(form.to_answers()["shareholders"]) == 4
    assert len(form.to_answers()["subsidies_received"]) == 1


def test_a_full_list_offers_no_row_more_and_takes_none():
    rows = {f"shareholders-{n}-name": "示例" for n in range(50)}

    form = STEPS["company"](rows | {"add_shareholders": ""}, case=case_of())

    assert [(group.name, len(group.forms), str(group.add_label)) for group in form.rows] == [
        ("shareholders", 50, ""),
        ("subsidies_received", 0, "Add public money received"),
    ]


def test_a_page_names_its_rows_and_their_buttons():
    (name, legend, rows, add_label), _subsidies = posted("company").rows

    assert (name, str(legend), str(add_label)) == ("shareholders", "Shareholders", "Add another shareholder")
    assert [(row.legend, row.remove_name, row.remove_label) for row in rows[:2]] == [
        ("Shareholder 1", "remove_shareholders_0", "Remove shareholder 1"),
        ("Shareholder 2", "remove_shareholders_1", "Remove shareholder 2"),
    ]


SUGGESTED = (
    PermitChoice(code="SRRC", label="Radio", suggested=True),
    PermitChoice(code="CCC", label="Product", suggested=False),
    PermitChoice(code="FIRE_FILE", label="Fire", suggested=None),
    PermitChoice(code="HNTE", label="High-tech", suggested=True),
)


def test_suggested_permits_stand_on_the_page_before_anybody_has_typed():
    form = STEPS["approvals"](case=case_of(permits=SUGGESTED))

    assert [row["permit"].value() for row in form.row_forms["requests"]] == ["SRRC", "HNTE"]
    assert [permit.code for permit in form.suggestions] == ["SRRC", "HNTE"]


def test_suggested_permits_that_were_removed_do_not_come_back():
    case = case_of(permits=SUGGESTED)
    once = STEPS["approvals"]({"requests-0-permit": "SRRC", "remove_requests_0": ""}, case=case)

    again = STEPS["approvals"](answers=once.draft_answers(), case=case)
    kept = STEPS["approvals"](typed={}, case=case)

    assert [row["permit"].value() for row in again.row_forms["requests"]] == [None]
    assert [row["permit"].value() for row in kept.row_forms["requests"]] == [None]


def test_credit_is_asked_only_while_the_company_is_not_registered():
    company = STEPS["company"]

    asked = {
        "unknown": company(case=case_of(has_registration=None)),
        "known": company(case=case_of(has_registration=True)),
        "team": company(case=case_of(has_registration=False)),
        "just said": company({"has_registration": "yes"}, case=case_of(has_registration=False)),
    }

    assert {why: "credit_status" not in form.unasked() for why, form in asked.items()} == {
        "unknown": True,
        "known": False,
        "team": True,
        "just said": False,
    }
