"""The floor: what PostgreSQL needs at least for the same rows. It knows everything beforehand and checks no one."""

import json
import re
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

import psycopg

from applications.states import TaskKind
from bench.district import AT, OPINIONS, REASONS, District, answers, credit_code
from bench.rounds import Meter

FOLDER = Path(__file__).parent
STEP = re.compile(r"^-- step: (\w+)$", re.MULTILINE)
# Where ours puts its rows, and the floor the same number of rows.
TABLES = {
    "applications_application": "fl_case",
    "applications_part": "fl_part",
    "applications_snapshot": "fl_snapshot",
    "applications_reviewtask": "fl_task",
    "applications_auditevent": "fl_audit",
    "applications_clockevent": "fl_clock",
    "applications_outboxmail": "fl_outbox",
    "applications_decision": "fl_decision",
}


def connected(url: str) -> psycopg.Connection:
    """Return a connection that prepares each statement at its first use and commits after each."""
    return psycopg.connect(url, autocommit=True, prepare_threshold=0)


def make_tables(line: psycopg.Connection) -> None:
    line.execute((FOLDER / "w1_tables.sql").read_bytes(), prepare=False)


def steps() -> dict[str, bytes]:
    """Return the statement of each step."""
    _comment, *found = STEP.split((FOLDER / "w1_steps.sql").read_text())
    return {name: text.strip().encode() for name, text in zip(found[::2], found[1::2], strict=True)}


class Floor:
    """One statement and one commit a step."""

    name = "floor"

    def __init__(self, line: psycopg.Connection, district: District) -> None:
        self._line = line
        self._steps = steps()
        self._district = district
        self._cases: list[tuple[int, dict[str, object]]] = []
        self._made = 0

    def prepare(self, cases: int) -> None:
        for number in range(self._made, self._made + cases):
            company = answers(number)["company"]
            row = self._line.execute(
                "insert into fl_case (reference, company_name_zh, company_name_en, credit_code, created_at, programme)"
                " values (%s, %s, %s, %s, %s, %s) returning id",
                [f"FL-{number}", company["name_zh"], company["name_en"], credit_code(number), AT, self._programme],
            ).fetchone()
            if row:
                self._cases.append((row[0], self._submission(row[0], number)))
        self._made += cases

    def live(self, meter: Meter) -> None:
        case, submission = self._cases.pop()
        lead, officials = self._district.lead.pk, self._district.officials[:OPINIONS]
        with meter("submit"):
            tasks = self._line.execute(self._steps["submit"], submission).fetchall()
        for left, (task, person) in zip(reversed(range(OPINIONS)), zip(tasks, officials, strict=True), strict=True):
            opinion = {"task": task[0], "by": person.pk, "lead": lead, "reasons": REASONS, "at": AT}
            with meter("opinion" if left else "last opinion"):
                self._line.execute(self._steps["opinion"], opinion).fetchall()
        facts = {"case": case, "by": lead, "founder": self._district.founder.pk, "reasons": REASONS, "at": AT}
        with meter("decide"):
            self._line.execute(self._steps["decide"], facts).fetchall()

    @property
    def _programme(self) -> int:
        return self._district.programme.pk

    def _submission(self, case: int, number: int) -> dict[str, object]:
        frozen = json.dumps(answers(number), ensure_ascii=False)
        day = AT.date()
        rules = self._district.rules
        return {
            "case": case,
            "by": self._district.founder.pk,
            "at": AT,
            "token": uuid4(),
            "answers": frozen,
            "sha256": sha256(frozen.encode()).hexdigest(),
            "received_on": day,
            "first_due": day + timedelta(days=1),
            "promised": day + timedelta(days=7),
            "statutory": day + timedelta(days=14),
            "rules": [rule.pk for rule in rules],
            "departments": [rule.department_id for rule in rules],
            "kinds": [str(rule.kind) for rule in rules],
            "opinions": sum(rule.kind == TaskKind.OPINION for rule in rules),
            "officials": [person.pk for person in self._district.officials],
        }


class Commits:
    """The bound by commits alone: six single rows a case."""

    name = "commits alone"

    def __init__(self, line: psycopg.Connection) -> None:
        self._line = line

    def prepare(self, cases: int) -> None:
        """Nothing."""

    def live(self, meter: Meter) -> None:
        for step in range(OPINIONS + 2):
            with meter("commit"):
                self._line.execute("insert into fl_commit (n) values (%s)", [step])
