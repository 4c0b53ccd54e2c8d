"""What people paste is read kindly; what nobody means never breaks a page or another field."""

# ruff: noqa: RUF001 -- full-width signs are what Chinese keyboards type

import json
import re

import pytest
from django.utils.datastructures import MultiValueDict

from applications.forms.steps import STEPS, summarise
from tests.forms.data import case_of, posted, said, stored, typed

READ = [
    ("uscc", " 9144 0305-yxdem-1015 6 ", "91440305YXDEM10156"),
    ("uscc", "９１440305YXDEM10156", "91440305YXDEM10156"),
    ("name_zh", "  深圳示例（集团）有限公司　", "深圳示例（集团）有限公司"),
    ("name_en", "Ｌｕｍｅｎ ﬁeld", "Lumen field"),
    ("name_en", "\u202eLumen\u200b field\ufeff", "Lumen field"),
    ("uscc", "\u202d91440305YXDEM10156\u202c", "91440305YXDEM10156"),
    ("registered_capital_yuan", "5,000,000", 5000000),
    ("registered_capital_yuan", "５，０００，０００", 5000000),
    ("registered_capital_yuan", "¥ 5 000 000.00", 5000000),
    ("registered_capital_yuan", "5000000元", 5000000),
    ("contact_phone", "199 0000 0101", "19900000101"),
    ("contact_phone", "+86 199-0000-0101", "19900000101"),
    ("contact_phone", "0755 20000102", "0755-20000102"),
    ("contact_phone", "+86 755 20000102", "0755-20000102"),
    ("contact_phone", "010-12345678", "010-12345678"),
    ("contact_phone", "0033 6 00 00 01 12", "+33600000112"),
    ("contact_email", " ｌin@lumenfox.example ", "lin@lumenfox.example"),
    ("industry_code", "４０２３", "4023"),
    ("employees_total", " １０００", 1000),
]
PASTED = ["2025-03-27", "2025/3/27", "2025.03.27", "27/3/2025", "27-03-2025", "2025年3月27日", "２０２５年３月２７日"]
BAD = [
    *("", " ", "\x00", "a\x00b", "\ud800", "\udfff\ud800", "x" * 1_000_000, "9" * 1_000_000, "字" * 6_000, "\r\n\r\n"),
    *("-1", "1e309", "NaN", "Infinity", "٣٤", "²", "½", "0x10", "1,2,3", "--", "9" * 21, "null", "[]", '{"a": 1}'),
    *("<script>alert(1)</script>", "' OR 1=1 --", "%s %(x)s {0}", "\u202e\u200b", "🦊" * 300, "2025-02-30", "0/0/0000"),
    *("+" * 300, "a@" * 2_000, "on", "yes", "2026-13-45", "99999999999-99-99"),
]
NOT_TEXT = [None, 5, 1.5, True, b"x", [], {}, ["a", 5, None], {"a": 1}, object(), [["a"]], ("a",)]


@pytest.mark.parametrize(("field", "text", "read"), READ)
def test_what_people_paste_is_read(field, text, read):
    assert posted("company", **{field: text}).to_answers()[field] == read


@pytest.mark.parametrize("box", [0, 2])
@pytest.mark.parametrize("text", PASTED)
def test_a_date_is_read_whole_from_one_box(text, box):
    boxes = {f"established_on_{n}": text if n == box else "" for n in range(3)}

    assert posted("company", **boxes).to_answers()["established_on"] == "2025-03-27"


def test_percentages_may_miss_100_by_a_hundredth():
    thirds = {f"shareholders-{n}-pct": "33.33%" if n < 3 else "0" for n in range(4)}

    assert [row["pct"] for row in posted("company", **thirds).to_answers()["shareholders"]] == [33.33, 33.33, 33.33, 0]


def test_choices_are_kept_once_and_in_the_order_of_the_page():
    answers = posted("package", package_parts=["approvals", "workspace", "approvals"]).to_answers()

    assert answers["package_parts"] == ["workspace", "approvals"]


def test_a_signature_is_kept_as_the_name_is_known():
    answers = posted("declarations", "S12", signed_by="claire  EXEMPLE").to_answers()

    assert answers["signed_by"] == "Claire Exemple"


def walk(form, case):
    """Do with a form all that a page does, and return what is kept of it."""
    form.is_valid()
    draft = form.draft_answers()
    text = json.dumps(draft, ensure_ascii=False)
    assert not re.search("[\x00\ud800-\udfff]|\\\\u0000", text)
    assert len(text) < 1_000_000
    form.lines()
    summarise(form.slug, draft, case)
    type(form)(answers=draft, case=case).lines()
    type(form).again(draft, case=case).is_valid()
    return draft


SPOILT = [*NOT_TEXT, "garbage", -1, "\x00", [{}], [None], [{"permit": []}], [[[]]]]


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("bad", BAD, ids=range(len(BAD)))
def test_bad_text_in_every_field_never_raises(slug, bad):
    case = case_of()

    walk(STEPS[slug](MultiValueDict({name: [bad] for name in typed(slug)}), case=case), case)


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("bad", NOT_TEXT, ids=range(len(NOT_TEXT)))
def test_what_is_no_text_never_raises(slug, bad):
    case = case_of()

    walk(STEPS[slug](dict.fromkeys(typed(slug), bad), case=case), case)


@pytest.mark.parametrize("slug", STEPS)
@pytest.mark.parametrize("bad", SPOILT, ids=range(len(SPOILT)))
def test_spoilt_answers_never_raise(slug, bad):
    case = case_of()

    spoilt = STEPS[slug](answers=dict.fromkeys(stored(slug), bad), case=case)

    walk(spoilt, case)
    walk(STEPS[slug](answers={"typed": bad}, case=case), case)


@pytest.mark.parametrize("slug", STEPS)
def test_bad_text_in_one_field_changes_no_other(slug):
    good = typed(slug)

    for name in good:
        for bad in ("\x00\ud800", "x" * 10_000, "🦊"):
            kept = STEPS[slug].typed(good | {name: [bad]})
            assert {other: texts for other, texts in kept.items() if other != name} == {
                other: texts for other, texts in good.items() if other != name
            }


@pytest.mark.parametrize("slug", STEPS)
def test_unknown_fields_are_dropped(slug):
    names = (
        *("signed_at", "state", "csrfmiddlewaretoken", "typed", "__proto__", "id", ""),
        *("shareholders-0-voting", "shareholders--1-name", "shareholders-01-name", "shareholders-99999-name"),
        *("shareholders-１-name", "xshareholders-0-name", "requests-0-permit-0", "requests-0-permit\n"),
    )
    forged = {name: ["x"] for name in names}

    assert STEPS[slug].typed(typed(slug) | forged) == typed(slug)


def test_forged_numbers_of_rows_are_closed_up_and_cut_off():
    rows = {f"shareholders-{n}-name": f"No {n}" for n in range(3, 9_000, 7)}

    names = [name for name in STEPS["company"].typed(rows) if name.startswith("shareholders-")]

    assert names == [f"shareholders-{n}-name" for n in range(51)]


@pytest.mark.parametrize(
    "button", ["remove_shareholders_-1", "remove_shareholders_x", "add_company", "add_", "remove_"]
)
def test_a_forged_button_is_none(button):
    form = posted("company", **{button: ""})

    assert not form.row_action()
    assert form.is_valid()


def test_a_button_for_a_row_that_is_not_there_only_shows_the_page_again():
    form = posted("company", remove_shareholders_9999="")

    assert form.row_action()
    assert len(form.row_forms["shareholders"]) == 4
    assert said(form) == {}
