"""Strings of cases without a database: beads by department, strand, day and mark."""

from datetime import date, timedelta

from applications.models import Application, Department, ReviewTask, RoutingRule
from applications.reading.string import COMMON, MARKS, Bead, CaseString, Mark, Strand
from applications.rules.dependencies import CaseFacts, unmet
from applications.states import TaskKind
from tests.rules.data import CALENDAR, PERMITS, ROUTING_RULES, STARTUPS, facts_of
from tests.rules.test_district_conditions import routed_to

RECEIVED = date(2026, 3, 2)
STATES = {mark: state for state, mark in reversed(MARKS.items())}


def on(days):
    return RECEIVED + timedelta(days=days)


def bead(code, days, strand="workspace", mark=Mark.RUNNING, kind=TaskKind.OPINION):
    """Return a matter promised ``days`` after the receipt; None is no date yet."""
    task = ReviewTask(
        application=Application(reference="NS-TEST"),
        rule=RoutingRule(code=f"{strand}-{code}", part=None if strand == COMMON else strand),
        department=Department(code=code),
        kind=kind,
        state=STATES[mark],
        promised_due_on=None if days is None else on(days),
    )
    return Bead(task=task, strand=strand, mark=mark)


def lead(days, mark=Mark.RUNNING):
    return bead("IPE", days, COMMON, mark, TaskKind.CASE_LEAD)


def string_of(*beads, knot=28, today=1, refused=(), **facts):
    kinds = [kind for kind in (COMMON, "workspace", "funding", "approvals") if any(b.strand == kind for b in beads)]
    ordered = sorted(beads, key=lambda one: one.day or date.max)
    strands = [
        Strand(kind=kind, beads=[b for b in ordered if b.strand == kind], is_refused=kind in refused) for kind in kinds
    ]
    return CaseString(
        received_on=RECEIVED,
        strands=strands,
        knot=None if knot is None else lead(knot),
        today=None if today is None else on(today),
        **{"goes_on": True, "has_keys": True, "has_arrived": False} | facts,
    )


def startup_string(startup_id, today=2):
    """Return the string of a start-up of the demo on its second day, as its departments promise it."""
    routed = set(routed_to(startup_id))
    rules = [rule for rule in ROUTING_RULES if rule["id"] in routed]
    beads = [_promised(rule, startup_id) for rule in rules if rule["kind"] != TaskKind.CASE_LEAD]
    offer = next(rule["promised_wd"] for rule in rules if rule["kind"] == TaskKind.CASE_LEAD)
    assert STARTUPS[startup_id]["package_parts"]
    return string_of(*beads, knot=_days(offer), today=today)


def _promised(rule, startup_id):
    permit = PERMITS.get(rule["permit"])
    facts = CaseFacts(facts=facts_of(startup_id), today=RECEIVED)
    waits = permit is not None and unmet(permit["requires"], facts)
    mark = Mark.WAITING if waits else Mark.RUNNING
    return bead(rule["department"], None if waits else _days(rule["promised_wd"]), rule["part"] or COMMON, mark)


def _days(working_days):
    return (CALENDAR.after(RECEIVED, working_days).on - RECEIVED).days
