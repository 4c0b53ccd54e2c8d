"""What is measured: the bound by commits, the floor, ours with and without the hint to the broker."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.core.management import call_command
from django.db import connection

from bench import district, floor, w1
from bench.district import District
from bench.floor import Commits, Floor
from bench.report import Figures
from bench.rounds import Contestant, run
from bench.w1 import Ours

WARM_UP = 30  # cases that nobody measures: statements get prepared, caches filled


@dataclass(frozen=True, kw_only=True)
class Systems:
    """The contestants in the order of their turns, on one server."""

    contestants: Sequence[Contestant]
    district: District
    server: str


@contextmanager
def systems() -> Iterator[Systems]:
    """Make the tables of ours and of the floor, lay the programme out, and warm everybody up."""
    call_command("migrate", verbosity=0)
    laid_out = district.lay_out()
    with floor.connected(os.environ["DATABASE_URL"]) as line:
        floor.make_tables(line)
        contestants = [Commits(line), Floor(line, laid_out), Ours(laid_out), Ours(laid_out, hints=False)]
        run(contestants, rounds=1, cases=WARM_UP, tick=bool)
        yield Systems(contestants=contestants, district=laid_out, server=_server(line))
    connection.close()


def measured(systems: Systems, *, rounds: int, cases: int, tick: Callable[[], object]) -> Figures:
    watches = run(systems.contestants, rounds=rounds, cases=cases, tick=tick)
    return Figures(watches=watches, queries=w1.queries_by_step(systems.district), server=systems.server)


def _server(line: psycopg.Connection) -> str:
    said = [_shown(line, name) for name in ("server_version", "synchronous_commit", "fsync")]
    python = ".".join(map(str, sys.version_info[:3]))
    return "PostgreSQL {}, synchronous_commit={}, fsync={}; Python {}; {} cores".format(*said, python, os.cpu_count())


def _shown(line: psycopg.Connection, name: str) -> str:
    row = line.execute("select current_setting(%s)", [name]).fetchone()
    return str(row[0]) if row else ""
