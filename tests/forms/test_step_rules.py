"""Each rule of the four steps, broken once: its message stands at its field and nowhere else."""

import pytest

from applications.forms.steps import STEPS
from tests.forms.data import case_of, posted, said, typed

CODE = "Compare the code with the licence: 18 digits and letters, without I, O, S, V and Z"
PHONE = "Enter a phone number such as 13800138000, 0755-20000102 or +33 6 00 00 01 12"
EMAIL = "Enter an e-mail address with one @, such as name@example.com"
INDUSTRY = "Enter the four digits of the industry code, such as 4023"
PERCENT = "Enter the share in percent, such as 46.5"
YEAR = "Enter the year with four digits, such as 2024"
ESTABLISHED = "Enter the date of establishment"
THREE = "Enter the year, the month and the day"
NO_MODE = "Untick the box: this is open only to companies that are on no credit list"
NO_DATE = {"established_on_0": "", "established_on_1": "", "established_on_2": ""}

BROKEN = [
    ("package", "package_parts", {"package_parts": None}, "Select at least one part of the package"),
    ("package", "package_parts", {"package_parts": ["money"]}, "Select at least one part of the package"),
    ("package", "case_summary", {"case_summary": ""}, "Describe the problem in one sentence"),
    ("package", "case_summary", {"case_summary": "Too short"}, "Write at least 10 characters"),
    ("package", "case_summary", {"case_summary": "x" * 281}, "Shorten this to 280 characters or fewer"),
    ("package", "urgency", {"urgency": None}, "Select how urgent it is"),
    ("package", "urgency", {"urgency": "panic"}, "Select how urgent it is"),
    ("package", "urgency_reason", {"urgency_reason": " "}, "Say why it is urgent"),
    ("package", "urgency_reason", {"urgency_reason": "Soon"}, "Write at least 10 characters"),
    ("package", "urgency_reason", {"urgency_reason": "x" * 501}, "Shorten this to 500 characters or fewer"),
    ("company", "has_registration", {"has_registration": None}, "Select yes if the company is registered"),
    ("company", "uscc", {"uscc": ""}, "Enter the credit code of the company"),
    ("company", "uscc", {"uscc": "91440305YXDEM02311"}, CODE),
    ("company", "uscc", {"uscc": "9144030SYXDEM02310"}, CODE),
    ("company", "uscc", {"uscc": "91440305YXDEM0231"}, CODE),
    ("company", "name_zh", {"name_zh": ""}, "Enter the legal name of the company"),
    ("company", "name_zh", {"name_zh": "三个字"}, "Write at least 4 characters"),
    ("company", "name_zh", {"name_zh": "字" * 101}, "Shorten this to 100 characters or fewer"),
    ("company", "name_en", {"name_en": "x" * 151}, "Shorten this to 150 characters or fewer"),
    ("company", "entity_type", {"entity_type": None}, "Select the legal form of the company"),
    ("company", "entity_type", {"entity_type": "not_registered"}, "Select the legal form that stands on the licence"),
    ("company", "established_on", NO_DATE, ESTABLISHED),
    ("company", "established_on", {"established_on_1": ""}, THREE),
    ("company", "established_on", {"established_on_1": "May"}, "Enter the date in numbers, such as 2025, 3 and 27"),
    ("company", "established_on", {"established_on_0": "23"}, "Enter the year with four digits"),
    ("company", "established_on", {"established_on_2": "32"}, "Check the date: the calendar has no such day"),
    (
        "company",
        "established_on",
        {"established_on_0": "2025", "established_on_1": "9", "established_on_2": "26"},
        "Enter a date of establishment that is today or in the past",
    ),
    (
        "company",
        "registered_capital_yuan",
        {"registered_capital_yuan": ""},
        "Enter the registered capital in whole yuan, such as 1000000",
    ),
    (
        "company",
        "registered_capital_yuan",
        {"registered_capital_yuan": "5000000.50"},
        "Enter the registered capital in whole yuan, such as 1000000",
    ),
    (
        "company",
        "registered_capital_yuan",
        {"registered_capital_yuan": "-1"},
        "Enter a registered capital of 0 yuan or more",
    ),
    (
        "company",
        "paid_in_capital_yuan",
        {"paid_in_capital_yuan": ""},
        "Enter the paid-in capital in whole yuan, such as 500000",
    ),
    ("company", "paid_in_capital_yuan", {"paid_in_capital_yuan": "-1"}, "Enter a paid-in capital of 0 yuan or more"),
    (
        "company",
        "paid_in_capital_yuan",
        {"paid_in_capital_yuan": "5000001"},
        "Enter a paid-in capital that is not above the registered capital",
    ),
    ("company", "registered_address", {"registered_address": ""}, "Enter the registered address"),
    ("company", "in_district", {"in_district": None}, "Select yes if the registered address is in this district"),
    (
        "company",
        "commits_to_operate_here",
        {"commits_to_operate_here": None},
        "Select yes if the company will operate in this district",
    ),
    ("company", "industry_code", {"industry_code": ""}, INDUSTRY),
    ("company", "industry_code", {"industry_code": "402"}, INDUSTRY),
    ("company", "industry_code", {"industry_code": "C4023"}, INDUSTRY),
    ("company", "legal_representative", {"legal_representative": ""}, "Enter the name of the legal representative"),
    ("company", "legal_representative", {"legal_representative": "林"}, "Write at least 2 characters"),
    ("company", "contact_name", {"contact_name": ""}, "Enter the name of the contact person"),
    ("company", "contact_name", {"contact_name": "x" * 51}, "Shorten this to 50 characters or fewer"),
    ("company", "contact_phone", {"contact_phone": ""}, "Enter the phone number of the contact person"),
    ("company", "contact_phone", {"contact_phone": "12345"}, PHONE),
    ("company", "contact_phone", {"contact_phone": "12900000101"}, PHONE),
    ("company", "contact_phone", {"contact_phone": "+99912345678"}, PHONE),
    ("company", "contact_email", {"contact_email": ""}, "Enter the e-mail address of the contact person"),
    ("company", "contact_email", {"contact_email": "lin@@lumenfox.example"}, EMAIL),
    ("company", "contact_email", {"contact_email": f"{'x' * 60}@{'y.' * 110}example"}, EMAIL),
    ("company", "employees_total", {"employees_total": ""}, "Enter the number of employees, such as 12"),
    (
        "company",
        "employees_total",
        {"employees_total": "0", "rd_staff": "0", "masters_phd": "0"},
        "Enter 1 or more",
    ),
    (
        "company",
        "rd_staff",
        {"rd_staff": ""},
        "Enter the number of people in research and development, such as 6",
    ),
    ("company", "rd_staff", {"rd_staff": "-1"}, "Enter 0 or more"),
    (
        "company",
        "rd_staff",
        {"rd_staff": "47"},
        "Enter a number of people in research and development that is not above the employees",
    ),
    (
        "company",
        "masters_phd",
        {"masters_phd": "many"},
        "Enter the number of people with a master's degree or a doctorate, such as 4",
    ),
    (
        "company",
        "masters_phd",
        {"masters_phd": "47"},
        "Enter a number of people with these degrees that is not above the employees",
    ),
    ("company", "certifications", {"certifications": ["nobel"]}, "Select recognitions from the list"),
    ("company", "shareholders-1-name", {"shareholders-1-name": ""}, "Enter the name of the shareholder"),
    ("company", "shareholders-1-kind", {"shareholders-1-kind": None}, "Select the kind of shareholder"),
    ("company", "shareholders-1-kind", {"shareholders-1-kind": "ghost"}, "Select the kind of shareholder"),
    ("company", "shareholders-1-pct", {"shareholders-1-pct": "a lot"}, PERCENT),
    ("company", "shareholders-1-pct", {"shareholders-1-pct": "101"}, "Enter a share between 0 and 100"),
    (
        "company",
        "shareholders-0-pct",
        {"shareholders-0-pct": "46.52"},
        "Change the shares so that they add up to 100: now they add up to 100.02",
    ),
    (
        "company",
        "subsidies_received-0-programme",
        {"subsidies_received-0-programme": ""},
        "Enter the name of the programme",
    ),
    ("company", "subsidies_received-0-year", {"subsidies_received-0-year": "last year"}, YEAR),
    ("company", "subsidies_received-0-year", {"subsidies_received-0-year": "24"}, YEAR),
    (
        "company",
        "subsidies_received-0-year",
        {"subsidies_received-0-year": "2026"},
        "Enter a year that is not in the future",
    ),
    (
        "company",
        "subsidies_received-0-amount_yuan",
        {"subsidies_received-0-amount_yuan": "much"},
        "Enter the amount in whole yuan, such as 400000",
    ),
    (
        "approvals",
        "requests-0-permit",
        {"requests-0-permit": ""},
        "Select the permit or registration that you need",
    ),
    (
        "approvals",
        "requests-0-permit",
        {"requests-0-permit": "TIME_TRAVEL"},
        "Select the permit or registration that you need",
    ),
    (
        "approvals",
        "requests-2-permit",
        {"requests-2-permit": "EIA_REG"},
        "Select a different permit or remove this row: this one is already listed",
    ),
    (
        "approvals",
        "requests-1-target_date",
        {"requests-1-target_date_0": "", "requests-1-target_date_1": "", "requests-1-target_date_2": ""},
        "Enter the day by which you need this permit",
    ),
    ("approvals", "requests-1-note", {"requests-1-note": "x" * 201}, "Shorten this to 200 characters or fewer"),
    ("declarations", "truth", {"truth": None}, "Tick the box to declare that all statements are true"),
    (
        "declarations",
        "coi_disclosed",
        {"coi_disclosed": None},
        "Tick the box to declare that all conflicts of interest are disclosed",
    ),
    (
        "declarations",
        "no_duplicate",
        {"no_duplicate": None},
        "Tick the box to declare that no other public money goes to the same purpose: funding needs it",
    ),
    (
        "declarations",
        "safety",
        {"safety": None},
        "Tick the box to promise to keep the safety rules: workspace and approvals need it",
    ),
    (
        "declarations",
        "publicity",
        {"publicity": None},
        "Tick the box to agree to the public notice: funding and workspace need it",
    ),
    ("declarations", "signed_by", {"signed_by": ""}, "Enter the name of the person who signs"),
    (
        "declarations",
        "signed_by",
        {"signed_by": "王示零"},
        "Enter the name of the legal representative or of a founder: 林示一, 何示二",
    ),
]


@pytest.mark.parametrize(("slug", "field", "changes", "message"), BROKEN)
def test_a_broken_rule_is_told_at_its_field(slug, field, changes, message):
    form = posted(slug, **changes)

    assert not form.is_valid()
    assert said(form) == {field: [message]}
    assert list(form.non_field_errors()) == []


def test_a_team_must_say_the_name_of_its_company():
    form = posted("company", "S10", name_zh="", proposed_name_zh="")

    assert not form.is_valid()
    assert said(form) == {"proposed_name_zh": ["Enter the name that the company will have"]}


def test_a_team_is_not_registered_in_another_legal_form():
    form = posted("company", "S10", entity_type="domestic_llc")

    assert said(form) == {"entity_type": ['Select "Not registered yet", or say above that the company is registered']}


@pytest.mark.parametrize("box", ["name_zh", "proposed_name_zh"])
def test_one_box_is_enough_for_the_name_of_a_company_to_be(box):
    boxes = {"name_zh": "", "proposed_name_zh": ""} | {box: "深圳示例科技有限公司"}

    answers = posted("company", "S10", **boxes).to_answers()

    assert (answers["name_zh"], answers["proposed_name_zh"]) == ("深圳示例科技有限公司", "深圳示例科技有限公司")


def test_what_only_a_registered_company_has_is_dropped_for_a_team_whatever_was_typed():
    rubbish = {"uscc": "rubbish", "established_on_0": "rubbish", "registered_capital_yuan": "rubbish"}

    answers = posted("company", "S10", **rubbish, in_district="rubbish", legal_representative="x").to_answers()

    assert [answers[name] for name in STEPS["company"].registered_only] == [None] * 7


def test_the_reason_is_dropped_when_nothing_is_urgent():
    answers = posted("package", urgency="normal", urgency_reason="x").to_answers()

    assert answers["urgency_reason"] is None


def test_no_shareholder_at_all_is_told_in_the_empty_row():
    gone = {name: None for name in typed("company") if name.startswith("shareholders-")}

    form = posted("company", **gone)

    assert not form.is_valid()
    assert said(form) == {
        "shareholders-0-name": ["Enter the name of the shareholder"],
        "shareholders-0-kind": ["Select the kind of shareholder"],
        "shareholders-0-pct": ["Enter the share in percent, such as 46.5"],
    }


def test_a_51st_shareholder_does_not_fit():
    row = {"name": "示", "kind": "fund", "pct": "1.96"}
    rows = {f"shareholders-{n}-{name}": value for n in range(51) for name, value in row.items()}

    form = posted("company", **rows)

    message = "Remove this row: no more than 50 shareholders fit. Name the small ones together"
    assert not form.is_valid()
    assert said(form)["shareholders-50-name"] == [message]


def test_50_shareholders_and_a_company_founded_today_are_fine():
    row = {"name": "示", "kind": "fund", "pct": "2"}
    rows = {f"shareholders-{n}-{name}": value for n in range(50) for name, value in row.items()}

    form = posted("company", **rows, established_on_0="2025", established_on_1="9", established_on_2="25")

    assert form.is_valid()
    assert len(form.to_answers()["shareholders"]) == 50


def test_a_team_has_a_credit_status_of_the_list():
    form = posted("company", "S10", credit_status="splendid")

    assert not form.is_valid()
    assert said(form) == {"credit_status": ["Select the credit status"]}


def test_an_application_for_approvals_names_at_least_one():
    form = STEPS["approvals"]({}, case=case_of())

    assert not form.is_valid()
    assert said(form) == {
        "requests-0-permit": ["Select the permit or registration that you need"],
        "requests-0-target_date": ["Enter the day by which you need this permit"],
    }


@pytest.mark.parametrize(
    ("parts", "needed"),
    [
        ({"workspace"}, ["publicity", "safety"]),
        ({"funding"}, ["no_duplicate", "publicity"]),
        ({"approvals"}, ["safety"]),
    ],
)
def test_which_declarations_block_depends_on_the_parts(parts, needed):
    form = posted("declarations", case=case_of(parts=frozenset(parts)), no_duplicate=None, safety=None, publicity=None)

    assert not form.is_valid()
    assert sorted(form.errors) == needed


@pytest.mark.parametrize("status", ["under_repair", "abnormal_list", "seriously_dishonest"])
def test_both_modes_are_closed_to_credit_known_to_be_bad(status):
    form = posted("declarations", case=case_of(credit_status=status), commitment_mode="on", deficient_mode="on")

    assert said(form) == {"commitment_mode": [NO_MODE], "deficient_mode": [NO_MODE]}


@pytest.mark.parametrize("status", [None, "clear"])
def test_both_modes_are_open_while_the_credit_is_clear_or_unknown(status):
    form = posted("declarations", case=case_of(credit_status=status), commitment_mode="on", deficient_mode="on")

    assert form.is_valid()


def test_anybody_signs_while_no_names_are_known():
    assert posted("declarations", case=case_of(signatories=()), signed_by="王示零").is_valid()


def test_data_sharing_is_free():
    answers = posted("declarations", data_sharing=None).to_answers()

    assert answers["data_sharing"] is False
