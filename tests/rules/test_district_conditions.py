"""What the rules of the demo district say of its twelve start-ups, worked out by hand from the data."""

import pytest

from applications.rules import form
from applications.rules.conditions import check, holds, permit_applies
from tests.rules.data import APPLIES_WHEN, PERMITS, ROUTING_RULES, STARTUPS, UNITS, asked_by, facts_of

FOR_ALL = ["ALL-GSD", "ALL-IPE", "ALL-STI"]
REGISTERED = [*FOR_ALL, "ALL-MSR"]
WORKSPACE = ["WS-IPE", "WS-IIT", "WS-FIN"]
FUNDING = ["FU-STI", "FU-FIN"]

ROUTED = {
    "S01": [*REGISTERED, *WORKSPACE, *FUNDING, "AP-FIRE_FILE", "AP-EIA_REG", "AP-HNTE"],
    "S02": [*REGISTERED, *WORKSPACE, *FUNDING, "AP-FIRE_FILE", "AP-EIA_REG", "AP-MED_DEVICE"],
    "S03": [
        *REGISTERED,
        *WORKSPACE,
        "WS-EMB",
        "WS-HCB",
        *FUNDING,
        "AP-FIRE_REVIEW",
        "AP-EIA_FORM",
        "AP-HAZMAT",
        "AP-SPECIAL_EQUIP",
    ],
    "S04": [*REGISTERED, *WORKSPACE, "WS-EMB", *FUNDING, "AP-FIRE_FILE", "AP-EIA_REG", "AP-SRRC", "AP-UAV_FLIGHT"],
    "S05": [*REGISTERED, *WORKSPACE, "AP-WORK_PERMIT", "AP-MED_DEVICE", "AP-RESIDENCE"],
    "S06": [*REGISTERED, *FUNDING, "AP-TEMP_IMPORT", "AP-HNTE"],
    "S07": [*REGISTERED, *WORKSPACE, *FUNDING],
    "S08": [*REGISTERED, *WORKSPACE, *FUNDING, "AP-FIRE_FILE", "AP-EIA_REG", "AP-SPECIAL_EQUIP"],
    "S09": [*REGISTERED, *WORKSPACE, "AP-SRRC", "AP-ROAD_TEST"],
    "S10": [*FOR_ALL, *WORKSPACE, *FUNDING, "AP-BIZ_REG", "AP-SRRC"],
    "S11": [*REGISTERED, *WORKSPACE, *FUNDING, "AP-CCC"],
    "S12": [
        *REGISTERED,
        *WORKSPACE,
        *FUNDING,
        "AP-FIRE_FILE",
        "AP-TEMP_IMPORT",
        "AP-WORK_PERMIT",
        "AP-RESIDENCE",
    ],
}

SUGGESTED = {
    "S01": {"EIA_REG", "HNTE"},
    "S02": {"EIA_REG", "SRRC", "CCC", "HNTE", "MED_DEVICE"},
    "S03": {"SPECIAL_EQUIP", "HNTE"},
    "S04": {"EIA_REG", "SRRC", "CCC", "UAV_FLIGHT", "SPECIAL_EQUIP", "HNTE"},
    "S05": {"EIA_REG", "SRRC", "TEMP_IMPORT", "WORK_PERMIT", "HNTE", "MED_DEVICE"},
    "S06": {"HNTE"},
    "S07": {"EIA_REG", "HNTE"},
    "S08": {"EIA_REG", "SPECIAL_EQUIP", "HNTE"},
    "S09": {"EIA_REG", "SRRC", "ROAD_TEST", "HNTE"},
    "S10": {"BIZ_REG", "SRRC"},
    "S11": set(),
    "S12": {"EIA_REG", "TEMP_IMPORT", "WORK_PERMIT", "HNTE"},
}

BEFORE_AN_OFFER = {"FIRE_REVIEW": None, "FIRE_FILE": None, "EIA_FORM": False, "HAZMAT": False}
APPLIES = dict.fromkeys(STARTUPS, BEFORE_AN_OFFER) | {
    "S03": {"FIRE_REVIEW": True, "FIRE_FILE": False, "EIA_FORM": True, "HAZMAT": True},
    "S04": {"FIRE_REVIEW": None, "FIRE_FILE": None, "EIA_FORM": False, "HAZMAT": True},
    "S06": {"FIRE_REVIEW": False, "FIRE_FILE": False, "EIA_FORM": False, "HAZMAT": False},
}

FROM_TRL_4 = "DOC-TRL-EVIDENCE"
PAPERS = {
    "S01": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT", "DOC-UNIV-CONSENT", "DOC-LEASE"},
    "S02": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT", "DOC-LEASE"},
    "S03": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT", "DOC-LEASE"},
    "S04": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT", "DOC-LEASE", "DOC-LOAN"},
    "S05": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT", "DOC-LEASE"},
    "S06": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT"},
    "S07": {FROM_TRL_4, "DOC-ORDERS", "DOC-LEASE", "DOC-LOAN"},
    "S08": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT", "DOC-LEASE"},
    "S09": {FROM_TRL_4, "DOC-INVESTMENT", "DOC-LEASE"},
    "S10": {FROM_TRL_4, "DOC-UNIV-CONSENT", "DOC-LEASE"},
    "S11": {"DOC-LEASE"},
    "S12": {FROM_TRL_4, "DOC-ORDERS", "DOC-INVESTMENT", "DOC-LEASE"},
}
WITHOUT_DATA_SHARING = {"DOC-LICENCE", "DOC-FIN-STATEMENTS", "DOC-RD-AUDIT", "DOC-IP-CERTS", "DOC-SOCIAL-INS"}

CONDITIONS = (
    [(rule["id"], rule["when"]) for rule in ROUTING_RULES]
    + [(code, permit.get("applies_when")) for code, permit in PERMITS.items()]
    + [(code, permit.get("suggested_when")) for code, permit in PERMITS.items()]
    + [(document.code, document.required_when) for document in form.DOCUMENTS]
)


def routed_to(startup_id):
    startup, facts = STARTUPS[startup_id], facts_of(startup_id)
    return [
        rule["id"]
        for rule in ROUTING_RULES
        if rule["part"] in (None, *startup["package_parts"])
        and (rule["permit"] is None or rule["permit"] in asked_by(startup))
        and holds(rule["when"], facts) is True
    ]


def papers_of(facts):
    asked = [document for document in form.DOCUMENTS if document.required_when]
    return {document.code for document in asked if holds(document.required_when, facts) is True}


@pytest.mark.parametrize(("name", "condition"), CONDITIONS)
def test_every_condition_of_the_district_reads(name, condition):
    assert check(condition, permits=APPLIES_WHEN) is None


@pytest.mark.parametrize("condition", [rule["when"] for rule in ROUTING_RULES])
def test_no_routing_rule_waits_for_anything_once_a_case_is_sent(condition):
    assert {holds(condition, facts_of(key)) for key in STARTUPS} <= {True, False}


@pytest.mark.parametrize("startup_id", STARTUPS)
def test_start_up_is_routed_to_its_departments(startup_id):
    assert routed_to(startup_id) == ROUTED[startup_id]


@pytest.mark.parametrize("startup_id", STARTUPS)
def test_start_up_is_given_its_hints(startup_id):
    hints = {code: permit["suggested_when"] for code, permit in PERMITS.items() if "suggested_when" in permit}

    suggested = {code for code, condition in hints.items() if holds(condition, facts_of(startup_id)) is True}

    assert suggested == SUGGESTED[startup_id]


@pytest.mark.parametrize("startup_id", STARTUPS)
def test_start_up_needs_its_permits_before_any_offer(startup_id):
    facts = facts_of(startup_id)

    assert {code: permit_applies(code, facts) for code in BEFORE_AN_OFFER} == APPLIES[startup_id]


@pytest.mark.parametrize("startup_id", STARTUPS)
def test_start_up_hands_in_its_papers(startup_id):
    assert papers_of(facts_of(startup_id)) == PAPERS[startup_id]


@pytest.mark.parametrize(
    ("startup_id", "without"),
    [
        ("S01", WITHOUT_DATA_SHARING),
        ("S05", WITHOUT_DATA_SHARING - {"DOC-RD-AUDIT"}),  # asks for no money
        ("S10", {"DOC-IP-CERTS"}),  # no company, no closed year
        ("S12", WITHOUT_DATA_SHARING - {"DOC-FIN-STATEMENTS", "DOC-RD-AUDIT"}),  # no closed year
    ],
)
def test_start_up_that_shares_no_data_hands_in_what_registries_hold(startup_id, without):
    startup = STARTUPS[startup_id]
    answers = startup | {"declarations": startup["declarations"] | {"data_sharing": False}}

    assert papers_of(facts_of(startup_id, answers=answers)) == PAPERS[startup_id] | without


def test_every_start_up_stands_in_every_table():
    assert set(STARTUPS) == set(ROUTED) == set(SUGGESTED) == set(APPLIES) == set(PAPERS)


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_every_unit_of_the_district_settles_the_fire_review(unit):
    assert permit_applies("FIRE_REVIEW", facts_of("S04", unit=unit)) is False


def test_empty_draft_knows_only_what_always_holds():
    answered = [
        rule["id"]
        for rule in ROUTING_RULES
        if rule["when"] and holds(rule["when"], facts_of("S01", answers={}, complete=False)) is not None
    ]

    assert answered == []
