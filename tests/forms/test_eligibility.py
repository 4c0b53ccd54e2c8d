"""The short check before an account: what an address says, and what will be asked about."""

import json
from pathlib import Path

import pytest
from django.conf import settings

from applications.forms import eligibility
from applications.forms.eligibility import QUESTIONS
from applications.forms.steps import Floors

FLOORS = Floors(revenue_pct=2, cost_pct=10)
GOOD = {
    "company": "young",
    "technology": "yes",
    "rights": "own",
    "research": "yes",
    "sector": "no",
    "place": "yes",
    "credit": "clear",
}


def read(**data):
    return eligibility.read(data, floors=FLOORS)


def points(**answers):
    return read(**{**GOOD, **answers}).points(FLOORS)


def test_check_asks_for_every_gate_but_the_declarations():
    rubric = json.loads((Path(settings.BASE_DIR) / "district" / "rubric.json").read_text(encoding="utf-8"))

    gates = {gate["code"] for gate in rubric["gates"]}

    assert {question.gate for question in QUESTIONS} == gates - {"G7"}


def test_first_question_without_an_answer_is_asked():
    assert read().question == QUESTIONS[0]
    assert read(company="old", rights="own").question.name == "technology"


def test_nothing_is_asked_when_all_is_answered():
    check = read(**GOOD)

    assert (check.question, check.form) == (None, None)
    assert check.answers == GOOD


def test_answers_stand_in_the_order_of_the_questions():
    check = read(**dict(reversed(GOOD.items())))

    assert list(check.answers) == list(GOOD)


@pytest.mark.parametrize("name", list(GOOD))
def test_answer_that_no_question_offers_is_asked_for_again(name):
    check = read(**{**GOOD, name: "forged"})

    assert check.question.name == name
    assert check.form.errors == {name: [str(check.question.missing)]}
    assert name not in check.carried


def test_page_that_was_just_opened_has_no_error():
    assert read(company="young").form.errors == {}


def test_page_sent_without_an_answer_says_what_to_do():
    assert read(company="young", asked="technology").form.errors == {
        "technology": ["Select yes if you have developed the technology yourselves"]
    }


def test_question_that_is_changed_shows_its_answer_and_carries_the_others():
    check = read(**GOOD, change="rights")

    assert check.question.name == "rights"
    assert check.form["rights"].value() == "own"
    assert check.carried == {name: answer for name, answer in GOOD.items() if name != "rights"}


def test_good_answers_leave_nothing_to_ask_about():
    assert points() == []
    assert points(company="planned", rights="licence") == []


@pytest.mark.parametrize(
    ("answer", "begins"),
    [
        ({"company": "old"}, "Age:"),
        ({"technology": "no"}, "Own technology:"),
        ({"rights": "none"}, "Rights:"),
        ({"research": "no"}, "Research and development: the package asks for at least 2% of the revenue or 10%"),
        ({"research": "unsure"}, "Research and development: have your spending"),
        ({"sector": "yes"}, "Sector:"),
        ({"place": "no"}, "Place:"),
        ({"credit": "repair"}, "Credit repair: you can apply"),
        ({"credit": "listed"}, "Credit:"),
    ],
)
def test_answer_beside_the_rule_is_named(answer, begins):
    (point,) = points(**answer)

    assert point.startswith(begins)


def test_every_point_is_named_at_once():
    worst = {question.name: list(question.points)[-1] for question in QUESTIONS}

    assert len(points(**worst)) == len(QUESTIONS)


def test_every_answer_that_has_a_point_is_offered():
    for question in QUESTIONS:
        assert set(question.points) < {value for value, _words in question.choices}
