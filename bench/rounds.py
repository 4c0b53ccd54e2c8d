"""Measuring in turns: whatever disturbs the machine disturbs everybody."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from statistics import median
from time import perf_counter, process_time
from typing import Protocol

Meter = Callable[[str], AbstractContextManager[None]]


class Contestant(Protocol):
    """Somebody who can live the life of a case; only what he does inside of ``meter`` counts."""

    name: str

    def prepare(self, cases: int) -> None: ...

    def live(self, meter: Meter) -> None: ...


@dataclass(kw_only=True)
class Watch:
    """Seconds spent, by step, and the CPU that this process used meanwhile."""

    cases: int = 0
    seconds: dict[str, float] = field(default_factory=dict)
    cpu: float = 0.0

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        begin, cpu = perf_counter(), process_time()
        yield
        self.cpu += process_time() - cpu
        self.seconds[step] = self.seconds.get(step, 0.0) + perf_counter() - begin

    @property
    def rate(self) -> float:
        return self.cases / sum(self.seconds.values())

    @property
    def cpu_ms(self) -> float:
        return 1000 * self.cpu / self.cases

    def step_ms(self, step: str) -> float:
        return 1000 * self.seconds[step] / self.cases


def run(
    contestants: Sequence[Contestant], *, rounds: int, cases: int, tick: Callable[[], object]
) -> dict[str, list[Watch]]:
    """Let everybody live ``cases`` cases in each round, one after the other; return the watches by name."""
    watches: dict[str, list[Watch]] = {contestant.name: [] for contestant in contestants}
    for _round in range(rounds):
        for contestant in contestants:
            watches[contestant.name].append(_measured(contestant, cases))
            tick()
    return watches


def _measured(contestant: Contestant, cases: int) -> Watch:
    contestant.prepare(cases)
    watch = Watch(cases=cases)
    for _case in range(cases):
        contestant.live(watch)
    return watch


def median_of(watches: Sequence[Watch], of: Callable[[Watch], float]) -> float:
    return median(of(watch) for watch in watches)
