"""The founders: how many there may be, what is kept of a document's number, who may need a work permit."""

# ruff: noqa: RUF001 -- full-width signs are what Chinese keyboards type

import json
import re

import pytest
from django.utils import translation

from applications.forms import _countries
from applications.forms.steps import STEPS, summarise
from applications.forms.steps._team_rows import masked
from tests.forms.data import case_of, posted, said, stored, typed
from tests.forms.test_step_pages import drawn

WHOLE = "440301199001011234"
PERMIT = (
    "A founder from abroad works here only with a valid work permit or a foreign permanent resident identity card. "
    "If this founder holds neither, change the answer to yes."
)


def test_one_founder_who_works_full_time_is_enough():
    assert posted("team", **{"founders-0-full_time": "no"}).is_valid()


def test_nothing_is_said_of_full_time_while_an_answer_is_missing():
    form = posted("team", **{"founders-0-full_time": "no", "founders-1-full_time": None})

    assert not form.is_valid()
    assert list(said(form)) == ["founders-1-full_time"]


@pytest.mark.parametrize("share", ["81.5", "81.50", "0"])
def test_shares_may_add_up_to_100_or_less(share):
    assert posted("team", **{"founders-0-equity_pct": share}).is_valid()


def test_no_founder_at_all_is_told_in_the_empty_row():
    form = STEPS["team"]({}, case=case_of())

    assert not form.is_valid()
    assert list(said(form)) == [
        f"founders-0-{name}"
        for name in form.row_forms["founders"][0].fields
        if name != "institution"  # optional
    ]


@pytest.mark.parametrize(("founders", "errors"), [(10, []), (11, ["founders-10-name"])])
def test_ten_founders_fit_and_an_eleventh_does_not(founders, errors):
    first = {name.removeprefix("founders-0-"): texts for name, texts in typed("team").items() if "-0-" in name}
    rows = {f"founders-{n}-{name}": texts for n in range(founders) for name, texts in first.items()}
    shares = {f"founders-{n}-equity_pct": "5" for n in range(founders)}

    form = STEPS["team"](rows | shares, case=case_of())
    form.is_valid()

    assert list(said(form)) == errors


# The number of the document ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "kept"),
    [
        (WHOLE, "4403************34"),
        (" 4403 0119 9001 0112 34 ", "4403************34"),
        ("４４０３０１１９９００１０１１２３４", "4403************34"),
        ("4403**********11", "4403**********11"),
        ("4403••••••••••11", "4403**********11"),
        ("44030119900101123x", "4403************3X"),
        ("c01x00219", "C01X***19"),
        ("H0123456(7)", "H012***67"),
        ("1234567", "1234*67"),
        ("123456", "******"),
        ("12", "**"),
        ("", ""),
        ("字" * 8, "*" * 8),
    ],
)
def test_of_a_number_the_first_four_and_the_last_two_signs_are_kept(number, kept):
    assert masked(number) == kept
    assert masked(kept) == kept


@pytest.mark.parametrize("number", [WHOLE, "C01X00219", "H01234567"])
def test_a_whole_number_is_stored_masked(number):
    form = posted("team", **{"founders-0-id_doc_masked": number})

    answers = form.to_answers()

    assert answers["founders"][0]["id_doc_masked"] == masked(number)
    assert number not in json.dumps(answers)


@pytest.mark.parametrize(
    "beside",
    [{"founders-0-name": ""}, {"add_founders": ""}, {"remove_founders_1": ""}, {}],
    ids=lambda pressed: [*pressed],
)
def test_a_whole_number_is_nowhere_on_the_page_and_in_no_draft(beside):
    form = posted("team", **{"founders-0-id_doc_masked": WHOLE}, **beside)

    assert WHOLE[4:-2] not in json.dumps(form.draft_answers())
    assert WHOLE[4:-2] not in json.dumps(STEPS["team"].typed({"founders-0-id_doc_masked": WHOLE}))
    assert WHOLE[4:-2] not in drawn(form)
    assert WHOLE[4:-2] not in str(form.lines())


def test_a_short_number_is_not_kept_whole_either():
    form = posted("team", **{"founders-0-id_doc_masked": "AB1234"})

    assert not form.is_valid()
    assert form.draft_answers()["typed"]["founders-0-id_doc_masked"] == ["******"]


def test_a_whole_number_in_a_draft_of_old_is_masked_when_it_is_read():
    old = {"typed": {"founders-0-id_doc_masked": [WHOLE]}}

    form = STEPS["team"](answers=old, case=case_of())

    assert form.draft_answers() == {"typed": {"founders-0-id_doc_masked": ["4403************34"]}}


# Work permits --------------------------------------------------------------------------------------------------------


def permit_warnings(**changes):
    form = posted("team", "S12", **{f"founders-0-{name}": text for name, text in changes.items()})
    assert form.is_valid()
    return form.all_warnings


def test_a_founder_from_abroad_without_a_permit_is_warned_and_not_stopped():
    warnings = permit_warnings(work_permit_needed="no")

    assert warnings == [("id_founders-0-work_permit_needed_0", PERMIT)]


@pytest.mark.parametrize("nationality", ["CN", "HK", "MO", "TW"])
def test_nobody_from_china_and_its_regions_is_warned(nationality):
    assert permit_warnings(work_permit_needed="no", nationality=nationality) == []


def test_a_permanent_residence_card_needs_no_permit():
    assert permit_warnings(work_permit_needed="no", id_doc_type="foreign_pr_card") == []


def test_a_founder_from_abroad_who_needs_a_permit_says_so_without_a_warning():
    assert permit_warnings(work_permit_needed="yes") == []


# Nationalities -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "first", "last"),
    [
        (
            "en",
            ["China", "Hong Kong, China", "Macao, China", "Taiwan, China", "Afghanistan", "Åland Islands"],
            "Zimbabwe",
        ),
        ("zh-hans", ["中国"], "中非共和国"),
    ],
)
def test_countries_stand_in_the_language_of_the_page_china_first(language, first, last):
    with translation.override(language):
        names = [name for _code, name in _countries.choices()]

    assert names[: len(first)] == first
    assert names[-1] == last


def test_the_countries_are_those_of_the_standard_in_both_languages():
    english = dict(_countries.choices())
    with translation.override("zh-hans"):
        chinese = dict(_countries.choices())

    assert len(english) == 249
    assert english.keys() == chinese.keys()
    assert {code for code in english if not re.fullmatch("[A-Z]{2}", code)} == set()
    assert (english["DE"], chinese["DE"]) == ("Germany", "德国")


def test_chinese_names_stand_by_their_sound():
    with translation.override("zh-hans"):
        names = [name for _code, name in _countries.choices()]

    ordered = [
        "阿富汗",
        "德国",
        "法国",
        "梵蒂冈",
        "菲律宾",
        "斐济",
        "芬兰",
        "南苏丹",
        "瑙鲁",
        "尼泊尔",
        "日本",
        "中非共和国",
    ]
    assert [name for name in names if name in ordered] == ordered


# Relations to officials ----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["none", "None.", " NONE ", "no", "无", "无。", "没有", "否", "ｎｏｎｅ"])
def test_no_relation_is_one_answer_however_it_is_said(text):
    answers = posted("team", **{"founders-0-related_officials": text}).to_answers()

    assert answers["founders"][0]["related_officials"] == "none"


@pytest.mark.parametrize("text", ["nobody but my cousin", "无锡市某局工作人员的亲属", "none of your business"])
def test_a_relation_is_kept_as_it_was_told(text):
    answers = posted("team", **{"founders-0-related_officials": text}).to_answers()

    assert answers["founders"][0]["related_officials"] == text


def test_founders_stand_in_words():
    (founders,) = summarise("team", stored("team", "S12"), case_of("S12"))

    assert founders.path == "team.founders"
    assert founders.anchor == "id_founders-0-name"
    assert founders.value[0] == (
        "Claire Exemple · Position in the company: Chief executive · Nationality: France · Identity document: Passport"
        " · Number of the document: 19EX****07 · Works full time in the company: Yes · Highest degree: Doctor"
        " · University or school of the degree: École d'exemple · Holds a post at a university: No"
        " · Share in the company: 60% · Needs a work permit for foreigners: Yes"
        " · Relation to an official or a member of the panel: none"
    )
