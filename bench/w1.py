"""W1, the life of one case, by our own operations: permission checks, trail, clock events, outbox, all of it."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from typing import Any
from unittest.mock import patch

from django.db import connection

from applications.ledger import outbox
from applications.models import Application, ReviewTask, User
from applications.states import Outcome, PartKind, TaskKind, Verdict
from applications.workflow import decision, intake, review
from bench.district import AT, EDITIONS, REASONS, District, Draft, drafts
from bench.rounds import Meter

SUBMIT, OPINION, LAST_OPINION, DECIDE = STEPS = ("submit", "opinion", "last opinion", "decide")


class Ours:
    """Six operations, each on a record as a page has fetched it. The fetching is the page's and is not measured."""

    def __init__(self, district: District, *, hints: bool = True) -> None:
        self.name = "ours" if hints else "ours, no hint"
        self._district = district
        self._hints = hints
        self._drafts: list[Draft] = []

    def prepare(self, cases: int) -> None:
        self._drafts += drafts(self._district, cases)

    def live(self, meter: Meter) -> None:
        draft = self._drafts.pop()
        with nullcontext() if self._hints else patch.object(outbox, "wake_delivery", _let_sleep):
            with meter(SUBMIT):
                application = submit(draft, by=self._district.founder)
            tasks = ReviewTask.objects.filter(application=application, kind=TaskKind.OPINION).order_by("pk")
            for left, task in reversed(list(enumerate(reversed(tasks)))):
                with meter(OPINION if left else LAST_OPINION):
                    give_opinion(task, by=self._district.official_of(task.department_id))
            with meter(DECIDE):
                decide(application, by=self._district.lead)


def _let_sleep() -> None:
    """Wake nobody: the next sweep finds the mails."""


def submit(draft: Draft, *, by: User) -> Application:
    return intake.submit(application=draft.application, by=by, at=AT, token=draft.token, editions=EDITIONS)


def give_opinion(task: ReviewTask, *, by: User) -> ReviewTask:
    return review.give_opinion(task=task, by=by, at=AT, verdict=Verdict.SUPPORT, reasons=REASONS)


def decide(application: Application, *, by: User) -> Application:
    parts = [decision.PartDecision(kind=PartKind.WORKSPACE, outcome=Outcome.GRANTED, reasons=REASONS)]
    return decision.decide(application=application, by=by, at=AT, parts=parts)


class QueryCount:
    """A meter that counts the statements of each step, BEGIN and COMMIT left out."""

    def __init__(self) -> None:
        self.queries: dict[str, int] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        self.queries[step] = 0

        def count(execute: Any, *statement: Any) -> Any:
            self.queries[step] += 1
            return execute(*statement)

        with connection.execute_wrapper(count):
            yield


def queries_by_step(district: District) -> dict[str, int]:
    """Let one case live and return how many statements each step takes."""
    ours, meter = Ours(district), QueryCount()
    ours.prepare(1)
    ours.live(meter)
    return meter.queries
