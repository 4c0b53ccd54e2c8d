"""What is told of the figures: a table, the steps, the check on the floor itself."""

import json
import os
import platform
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

from bench.floor import Commits, Floor
from bench.rounds import Watch, median_of
from bench.w1 import STEPS

OURS = "ours"
GOAL, AIM = 5, 3
# Below this share of the bound by commits alone the floor itself is broken, and its ratios say nothing.
SOUND_FLOOR = 0.3


@dataclass(frozen=True, kw_only=True)
class Figures:
    """The medians of all rounds."""

    watches: Mapping[str, Sequence[Watch]]
    queries: Mapping[str, int]
    server: str

    def rate(self, name: str) -> float:
        return median_of(self.watches[name], lambda watch: watch.rate)

    def times_slower(self, name: str) -> float:
        """Return the median of the rounds' ratios: within one round both met the same disk."""
        pairs = zip(self.watches[Floor.name], self.watches[name], strict=True)
        ratios = sorted(floor.rate / watch.rate for floor, watch in pairs)
        return ratios[len(ratios) // 2]

    def cpu_ms(self, name: str) -> float:
        return median_of(self.watches[name], lambda watch: watch.cpu_ms)

    def step_ms(self, name: str, step: str) -> float:
        return median_of(self.watches[name], lambda watch: watch.step_ms(step))

    @property
    def floor_of_bound(self) -> float:
        return self.times_slower(Commits.name)


def show(figures: Figures, console: Console) -> None:
    console.print(_contestants(figures))
    console.print(_steps(figures))
    share = figures.floor_of_bound
    sound = "sound" if share >= SOUND_FLOOR else "BROKEN: mend the floor before you believe a ratio"
    console.print(f"The floor stands at {share:.2f} of the bound by commits ({SOUND_FLOOR} at least): {sound}.")
    times = figures.times_slower(OURS)
    reached = "the aim is reached" if times <= AIM else "the goal is reached" if times <= GOAL else "MISSED"
    console.print(f"Ours is {times:.1f} x slower than the floor (at most {GOAL}, the aim is {AIM}): {reached}.")


def _contestants(figures: Figures) -> Table:
    rounds = len(figures.watches[OURS])
    table = Table(
        title=f"W1, the life of one case: medians of {rounds} rounds of {figures.watches[OURS][0].cases} cases",
        caption="commits alone: six single rows a case; floor: one SQL statement a step;\n"
        f"no hint: the broker is not told of owed mail\n{figures.server}",
    )
    table.add_column("system")
    for heading in ("cases/s, 1 client", "x slower than floor", "client CPU ms/case"):
        table.add_column(heading, justify="right")
    for name in figures.watches:
        times = f"{figures.times_slower(name):.2f}"
        table.add_row(name, f"{figures.rate(name):.0f}", times, f"{figures.cpu_ms(name):.2f}")
    return table


def _steps(figures: Figures) -> Table:
    table = Table(title="Ours, step by step", caption="BEGIN and COMMIT are not counted")
    table.add_column("step")
    for heading in ("queries", "ms in a case", "the floor's"):
        table.add_column(heading, justify="right")
    for step in STEPS:
        row = (figures.step_ms(OURS, step), figures.step_ms(Floor.name, step))
        count = f"3 x {figures.queries[step]}" if step == "opinion" else str(figures.queries[step])
        table.add_row(step, count, *(f"{ms:.2f}" for ms in row))
    total = sum(count * (3 if step == "opinion" else 1) for step, count in figures.queries.items())
    table.add_row("all", str(total), *(f"{1000 / figures.rate(name):.2f}" for name in (OURS, Floor.name)))
    return table


def write(figures: Figures, path: Path) -> None:
    """Write everything that was measured as JSON."""
    content = {
        "server": figures.server,
        "python": platform.python_version(),
        "cores": os.cpu_count(),
        "floor_of_bound_by_commits": round(figures.floor_of_bound, 3),
        "queries": dict(figures.queries),
        "systems": {name: _told(figures, name) for name in figures.watches},
    }
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n")


def _told(figures: Figures, name: str) -> dict[str, object]:
    rounds = figures.watches[name]
    return {
        "cases_per_second": round(figures.rate(name), 1),
        "times_slower_than_the_floor": round(figures.times_slower(name), 3),
        "client_cpu_ms_per_case": round(figures.cpu_ms(name), 3),
        "ms_per_case_by_step": {step: round(figures.step_ms(name, step), 3) for step in rounds[0].seconds},
        "rounds": [{"cases": watch.cases, "cases_per_second": round(watch.rate, 1)} for watch in rounds],
    }
