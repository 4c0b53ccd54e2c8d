from datetime import date

import pytest

from applications.rules.dependencies import BadRequirement, CaseFacts, Requirement, unmet
from tests.rules.data import PERMITS, STARTUPS, UNITS, facts_of

BIZ_REG = Requirement(kind="permit", code="BIZ_REG", state="granted")
LEASE = Requirement(kind="package_part", code="workspace", state="lease_signed")
FIRE_REVIEW = Requirement(kind="permit", code="FIRE_REVIEW", state="granted")
EIA_FORM = Requirement(kind="permit", code="EIA_FORM", state="granted")
FITOUT = Requirement(kind="event", code="FITOUT", state="completed")
EMPLOYER = Requirement(kind="event", code="EMPLOYER_ACCOUNT", state="registered")
REALNAME = Requirement(kind="registration", code="UAV_REALNAME", state="done")
LIABILITY = Requirement(kind="insurance", code="UAV_LIABILITY", state="valid")
ONE_YEAR = Requirement(kind="company", code="AGE_DAYS", state=">=365")
ONE_RIGHT = Requirement(kind="company", code="CLASS_I_OR_II_IP", state=">=1")

TODAY = date(2026, 3, 2)


def case_of(startup_id, *, today=TODAY, granted=(), confirmed=(), lease_signed=False, bound_code="", **known):
    return CaseFacts(
        facts=facts_of(startup_id, **known),
        today=today,
        granted=frozenset(granted),
        confirmed=frozenset(confirmed),
        lease_signed=lease_signed,
        bound_code=bound_code,
    )


def waits_for(code, case):
    return unmet(PERMITS[code]["requires"], case)


def with_answers(startup_id, section, **answers):
    startup = STARTUPS[startup_id]
    return startup | {section: startup[section] | answers}


@pytest.mark.parametrize(
    ("code", "case", "waiting"),
    [
        ("HNTE", case_of("S01"), []),
        ("EIA_REG", case_of("S01"), [LEASE]),
        ("EIA_REG", case_of("S01", lease_signed=True), []),
        ("FIRE_FILE", case_of("S01"), [LEASE, FITOUT]),
        ("FIRE_FILE", case_of("S01", lease_signed=True), [FITOUT]),
        ("FIRE_FILE", case_of("S01", lease_signed=True, confirmed=[FITOUT]), []),
        ("BIZ_REG", case_of("S10"), []),
        ("SRRC", case_of("S10"), [BIZ_REG]),
        ("SRRC", case_of("S10", granted=["BIZ_REG"]), []),
        ("SRRC", case_of("S10", bound_code="91440305YXDEM02310"), []),
        ("SRRC", case_of("S10", bound_code="91440305YXDEM02311"), [BIZ_REG]),
        ("SRRC", case_of("S10", asked={"SRRC"}), [BIZ_REG]),  # not asked for, and yet no company
        ("TEMP_IMPORT", case_of("S12"), []),
        ("WORK_PERMIT", case_of("S12"), [EMPLOYER]),
        ("WORK_PERMIT", case_of("S12", confirmed=[EMPLOYER]), []),
        ("FIRE_FILE", case_of("S12", lease_signed=True, unit=UNITS["HL1-0104"]), [FITOUT]),
        ("UAV_FLIGHT", case_of("S04"), [REALNAME, LIABILITY]),
        ("UAV_FLIGHT", case_of("S04", confirmed=[LIABILITY]), [REALNAME]),
        ("UAV_FLIGHT", case_of("S04", confirmed=[LIABILITY, REALNAME]), []),
    ],
)
def test_permit_waits_for_exactly_what_is_not_met(code, case, waiting):
    assert waits_for(code, case) == waiting


@pytest.mark.parametrize(
    ("startup_id", "reached", "waiting"),
    [
        ("S04", {}, [LEASE, FIRE_REVIEW]),  # whether the unit needs a review is not known
        ("S04", {"lease_signed": True}, [FIRE_REVIEW]),
        ("S04", {"lease_signed": True, "unit": UNITS["DS2-0201"]}, []),  # neither applies
        ("S04", {"lease_signed": True, "unit": {"area_m2": 2501}}, [FIRE_REVIEW]),
        ("S04", {"lease_signed": True, "unit": {"area_m2": 2501}, "granted": ["FIRE_REVIEW"]}, []),
        ("S03", {"lease_signed": True}, [FIRE_REVIEW, EIA_FORM]),
        ("S03", {"lease_signed": True, "granted": ["EIA_FORM"]}, [FIRE_REVIEW]),
        ("S03", {"lease_signed": True, "granted": ["EIA_FORM", "FIRE_REVIEW"]}, []),
    ],
)
def test_hazardous_storage_opens_when_its_permits_are_granted_or_do_not_apply(startup_id, reached, waiting):
    assert waits_for("HAZMAT", case_of(startup_id, **reached)) == waiting


@pytest.mark.parametrize(
    ("answers", "waiting"),
    [
        ({"uscc": "91440305YXDEM02310"}, []),
        ({"uscc": "\uff19\uff11440305yxdem 02310"}, []),
        ({"uscc": "91440305YXDEM02311"}, [BIZ_REG]),
        ({"uscc": None}, [BIZ_REG]),
        ({"uscc": "91440305YXDEM02310", "has_registration": False}, [BIZ_REG]),
    ],
)
def test_case_that_holds_a_valid_code_is_registered(answers, waiting):
    case = case_of("S12", answers=with_answers("S12", "company", **answers))

    assert waits_for("TEMP_IMPORT", case) == waiting


@pytest.mark.parametrize(
    ("established_on", "today", "waiting"),
    [
        ("2024-12-10", date(2025, 12, 9), [ONE_YEAR]),
        ("2024-12-10", date(2025, 12, 10), []),
        (date(2024, 12, 10), date(2025, 12, 10), []),
        ("", date(2025, 12, 10), [ONE_YEAR]),
        ("2024-02-30", date(2025, 12, 10), [ONE_YEAR]),
        (None, date(2025, 12, 10), [ONE_YEAR]),
    ],
)
def test_company_is_old_enough_after_365_days(established_on, today, waiting):
    case = case_of("S12", today=today, answers=with_answers("S12", "company", established_on=established_on))

    assert waits_for("HNTE", case) == waiting


@pytest.mark.parametrize(
    ("rights", "waiting"),
    [
        ((1, 0, 0, 0), []),
        ((0, 1, 0, 0), []),
        ((0, 0, 1, 0), []),
        ((0, 0, 0, 1), []),
        ((None, 1, None, None), []),
        ((0, 0, 0, 0), [ONE_RIGHT]),
        ((0, None, 0, 0), [ONE_RIGHT]),
        ((None, None, None, None), [ONE_RIGHT]),
    ],
)
def test_company_has_a_right_of_class_one_or_two(rights, waiting):
    names = ("inventions_granted", "ic_layouts", "utility_models", "software_copyrights")
    answers = with_answers("S01", "technology", **dict(zip(names, rights, strict=True)))

    assert waits_for("HNTE", case_of("S01", answers=answers)) == waiting


def test_pending_inventions_are_no_rights_yet():
    assert STARTUPS["S10"]["technology"]["inventions_pending"] == 2
    assert waits_for("HNTE", case_of("S10")) == [BIZ_REG, ONE_YEAR, ONE_RIGHT]


def test_case_that_says_nothing_yet_waits_for_everything():
    case = case_of("S01", answers={}, complete=False)

    assert waits_for("HNTE", case) == [BIZ_REG, ONE_YEAR, ONE_RIGHT]
    assert waits_for("HAZMAT", case) == [BIZ_REG, LEASE, FIRE_REVIEW, EIA_FORM]


def test_fact_in_another_state_does_not_count():
    begun = Requirement(kind="event", code="FITOUT", state="begun")

    assert waits_for("FIRE_FILE", case_of("S01", lease_signed=True, confirmed=[begun])) == [FITOUT]


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ({"type": "wish", "code": "X", "state": "done"}, "Not known: wish X in state done."),
        ({"type": "permit", "code": "SRRC", "state": "asked"}, "Not known: permit SRRC in state asked."),
        (
            {"type": "package_part", "code": "funding", "state": "paid"},
            "Not known: package_part funding in state paid.",
        ),
        ({"type": "company", "code": "SIZE", "state": ">=1"}, "Nothing of the company is computed as SIZE."),
        (
            {"type": "company", "code": "AGE_DAYS", "state": "365"},
            "A company's figure is required as >= and a number, not 365.",
        ),
    ],
)
def test_requirement_that_no_case_can_reach_is_refused_with_words(row, words):
    with pytest.raises(BadRequirement) as refused:
        unmet([row], case_of("S01"))

    assert str(refused.value) == words


@pytest.mark.parametrize("code", PERMITS)
def test_team_at_the_start_waits_for_all_that_a_permit_requires(code):
    required = [
        Requirement(kind=row["type"], code=row["code"], state=row["state"]) for row in PERMITS[code]["requires"]
    ]

    waiting = waits_for(code, case_of("S10"))

    assert waiting == [requirement for requirement in required if requirement != EIA_FORM]  # no exhaust, no form
