import io
import json

import pytest
from django.db import connection
from rich.console import Console

from bench import district, floor, report, w1
from bench.floor import TABLES, Commits, Floor
from bench.report import Figures
from bench.rounds import Watch, run
from bench.w1 import STEPS, Ours

CASES = 3


@pytest.fixture
def laid_out(db):
    floor.make_tables(connection.connection)
    return district.lay_out()


@pytest.fixture
def watches(laid_out):
    """All on one connection, inside of the test's transaction."""
    line = connection.connection
    return run([Commits(line), Floor(line, laid_out), Ours(laid_out)], rounds=1, cases=CASES, tick=bool)


def rows_of(query, facts=None):
    with connection.cursor() as cursor:
        cursor.execute(query, facts)
        return cursor.fetchall()


def count_of(table):
    return rows_of(f"SELECT count(*) FROM {table}")[0][0]  # noqa: S608 -- our own tables


def ends_of(table, column):
    """Return how often each value stands in ``column``."""
    return rows_of(f"SELECT {column}, count(*) FROM {table} GROUP BY 1 ORDER BY 1")  # noqa: S608 -- our own tables


def indexes_of(table):
    """Return of each index whether it is unique, how many columns it has, whether it leaves rows out."""
    return rows_of(
        "SELECT indisunique, indnatts, indpred IS NOT NULL FROM pg_index"
        " WHERE indrelid = %s::text::regclass ORDER BY 1, 2, 3",
        [table],
    )


def test_ours_and_the_floor_leave_the_same_number_of_rows(watches):
    ours = {table: count_of(table) for table in TABLES}
    floors = {ours: count_of(table) for ours, table in TABLES.items()}

    assert ours == floors
    assert ours["applications_application"] == CASES
    assert ours["applications_outboxmail"] == 8 * CASES


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("applications_application", "state"),
        ("applications_reviewtask", "state"),
        ("applications_auditevent", "now"),
        ("applications_outboxmail", "kind"),
    ],
)
def test_ours_and_the_floor_end_in_the_same_states_and_owe_the_same_mails(watches, table, column):
    assert ends_of(table, column) == ends_of(TABLES[table], column)


@pytest.mark.parametrize("table", TABLES)
def test_the_floor_has_our_indexes(laid_out, table):
    assert indexes_of(TABLES[table]) == indexes_of(table)


def test_queries_are_counted_by_step(laid_out):
    queries = w1.queries_by_step(laid_out)

    assert list(queries) == list(STEPS)
    assert all(queries.values())


def test_ours_wakes_nobody_without_hints(laid_out, monkeypatch, django_capture_on_commit_callbacks):
    ours = Ours(laid_out, hints=False)
    ours.prepare(1)

    with django_capture_on_commit_callbacks() as hints:
        ours.live(Watch(cases=1))

    assert {hint.__module__ for hint in hints} == {"bench.w1"}


def test_report_says_the_ratio_and_writes_the_figures(tmp_path):
    def watch(seconds):
        return Watch(cases=10, seconds=dict.fromkeys(STEPS, seconds / len(STEPS)), cpu=seconds / 2)

    names = {Commits.name: 1.0, Floor.name: 2.0, "ours": 8.0}
    watches = {name: [watch(seconds)] * 3 for name, seconds in names.items()}
    figures = Figures(watches=watches, queries=dict.fromkeys(STEPS, 4), server="PostgreSQL")
    console = Console(record=True, width=120, file=io.StringIO())

    report.show(figures, console)
    report.write(figures, tmp_path / "figures.json")

    said = console.export_text()
    assert "Ours is 4.0 x slower than the floor (at most 5, the aim is 3): the goal is reached." in said
    assert "The floor stands at 0.50 of the bound by commits (0.3 at least): sound." in said
    written = json.loads((tmp_path / "figures.json").read_text())
    assert written["systems"]["ours"]["times_slower_than_the_floor"] == 4.0
    assert written["floor_of_bound_by_commits"] == 0.5
