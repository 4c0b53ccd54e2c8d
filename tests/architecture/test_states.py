import json
from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

from applications import states
from applications.ledger import outbox
from applications.management.commands import draw_states

TABLES = [
    (states.ApplicationState, states.APPLICATION_MOVES, outbox.FOUNDER_HEARS),
    (states.ReviewState, states.REVIEW_MOVES, outbox.FOUNDER_HEARS_OF_PERMIT),
]


@pytest.mark.parametrize(("enum", "moves", "mails"), TABLES)
def test_every_state_is_in_both_tables(enum, moves, mails):
    assert set(moves) == set(mails) == set(enum)


@pytest.mark.parametrize(("enum", "moves", "mails"), TABLES)
def test_every_state_can_be_reached(enum, moves, mails):
    first = next(iter(moves))
    reached, frontier = {first}, {first}
    while frontier:
        frontier = {after for state in frontier for after in moves[state]} - reached
        reached |= frontier

    assert reached == set(enum)


def test_states_are_those_of_the_district():
    words = json.loads((Path(settings.BASE_DIR) / "district" / "enums.json").read_text(encoding="utf-8"))

    assert set(states.ApplicationState.values) == set(words["application_status"])
    assert set(states.ReviewState.values) == set(words["matter_status"])
    assert states.Verdict.values == words["verdict"]
    assert states.TaskKind.values == words["task_kind"]
    assert states.PartKind.values == words["package_parts"]


def test_every_mail_has_its_words():
    kinds = {*outbox.FOUNDER_HEARS.values(), *outbox.FOUNDER_HEARS_OF_PERMIT.values(), *outbox.OTHER_KINDS} - {None}

    for kind in kinds:
        get_template(f"email/{kind}.txt")

    files = {path.stem for path in (Path(settings.BASE_DIR) / "templates" / "email").glob("[!_]*.txt")}
    assert files == kinds


def test_drawing_of_the_states_is_current():
    assert draw_states.PAGE.read_text(encoding="utf-8") == draw_states.drawing()
