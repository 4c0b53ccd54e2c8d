"""The rules of the first two steps: the request, and the company."""

from tests.forms.violations._row import SHARE, STILL, at_least, at_most, broken, choices, day, filled, warned, without

CODE = "Compare the code with the licence: 18 digits and letters, without I, O, S, V and Z"
PHONE = "Enter a phone number such as 13800138000, 0755-20000102 or +33 6 00 00 01 12"
EMAIL = "Enter an e-mail address with one @, such as name@example.com"
INDUSTRY = "Enter the four digits of the industry code, such as 4023"
REGISTERED = "Enter the registered capital in whole yuan, such as 1000000"
PAID_IN = "Enter the paid-in capital in whole yuan, such as 500000"
EMPLOYEES = "Enter the number of employees, such as 12"
RD_STAFF = "Enter the number of people in research and development, such as 6"
DEGREES = "Enter the number of people with a master's degree or a doctorate, such as 4"
PERCENT = "Enter the share in percent, such as 46.5"
YEAR = "Enter the year with four digits, such as 2024"
AMOUNT = "Enter the amount in whole yuan, such as 400000"
FINANCE = f"The programme does not cover finance and real estate. {STILL}"
CREDIT = f"The programme asks for a company that is on no credit list. {STILL}"
WITHOUT_MODES = {"declarations": {"commitment_mode": False, "deficient_mode": False}}
NOBODY = {"employees_total": "0", "rd_staff": "0", "masters_phd": "0"}

PACKAGE = [
    broken("package_parts", "required least", None, "Select at least one part of the package"),
    broken("package_parts", "choice", ["workspace", "money"], "Select at least one part of the package"),
    broken("case_summary", "required", "", "Describe the problem in one sentence"),
    broken("case_summary", "least", "Too short", at_least(10)),
    broken("case_summary", "most", "x" * 281, at_most(280)),
    *choices({"urgency": "Select how urgent it is"}),
    broken("urgency_reason", "required", " ", "Say why it is urgent"),
    broken("urgency_reason", "least", "Soon", at_least(10)),
    broken("urgency_reason", "most", "x" * 501, at_most(500)),
]
YES_OR_NO = {
    "company.has_registration": "Select yes if the company is registered",
    "company.in_district": "Select yes if the registered address is in this district",
    "company.commits_to_operate_here": "Select yes if the company will operate in this district",
}
COMPANY = [
    *choices(YES_OR_NO | {"company.entity_type": "Select the legal form of the company"}),
    broken("company.uscc", "required", "", "Enter the credit code of the company"),
    *(
        broken("company.uscc", "form", wrong, CODE)
        for wrong in (
            "91440305YXDEM02311",  # the check sign
            "9144030SYXDEM02310",  # a sign that no code has
            "91A40305YXDEM02310",  # a letter in the place
            "91440305YXDEM0231",  # a sign short
            "91440305YXDEM023101",
        )
    ),
    broken("company.name_zh", "required", "", "Enter the legal name of the company"),
    broken("company.name_zh", "least", "三个字", at_least(4)),
    broken("company.name_zh", "most", "字" * 101, at_most(100)),
    broken("company.name_en", "most", "x" * 151, at_most(150)),
    broken(
        "company.proposed_name_zh",
        "required",
        {"name_zh": "", "proposed_name_zh": ""},
        "Enter the name that the company will have",
        startup="S10",
    ),
    broken("company.proposed_name_zh", "least", "三个字", at_least(4), startup="S10"),
    broken("company.proposed_name_zh", "most", "字" * 101, at_most(100), startup="S10"),
    broken("company.entity_type", "order", "not_registered", "Select the legal form that stands on the licence"),
    broken(
        "company.entity_type",
        "order",
        "domestic_llc",
        'Select "Not registered yet", or say above that the company is registered',
        startup="S10",
    ),
    broken("company.established_on", "required", day("established_on"), "Enter the date of establishment"),
    broken(
        "company.established_on",
        "form",
        {"established_on_1": ""},
        "Enter the year, the month and the day",
    ),
    broken(
        "company.established_on",
        "form",
        {"established_on_1": "May"},
        "Enter the date in numbers, such as 2025, 3 and 27",
    ),
    broken("company.established_on", "form", {"established_on_0": "23"}, "Enter the year with four digits"),
    broken(
        "company.established_on",
        "form",
        day("established_on", 2023, 2, 29),
        "Check the date: the calendar has no such day",
    ),
    broken(
        "company.established_on",
        "order",
        day("established_on", 2025, 9, 26),
        "Enter a date of establishment that is today or in the past",
    ),
    warned(
        "company.established_on",
        "gate most",
        day("established_on", 2017, 9, 24),
        f"The programme is for companies that are at most 8 years old. {STILL}",
    ),
    broken("company.registered_capital_yuan", "required", "", REGISTERED),
    broken("company.registered_capital_yuan", "form", "5000000.50", REGISTERED),
    broken("company.registered_capital_yuan", "least", "-1", "Enter a registered capital of 0 yuan or more"),
    broken("company.paid_in_capital_yuan", "required", "", PAID_IN),
    broken("company.paid_in_capital_yuan", "form", "half a million", PAID_IN),
    broken("company.paid_in_capital_yuan", "least", "-1", "Enter a paid-in capital of 0 yuan or more"),
    broken(
        "company.paid_in_capital_yuan",
        "order",
        "5000001",
        "Enter a paid-in capital that is not above the registered capital",
    ),
    broken("company.registered_address", "required", "", "Enter the registered address"),
    broken("company.registered_address", "most", "x" * 201, at_most(200)),
    warned(
        "company.commits_to_operate_here",
        "gate must",
        "no",
        f"The programme is for companies that operate in this district. {STILL}",
    ),
    broken("company.industry_code", "required", "", INDUSTRY),
    broken("company.industry_code", "form", "402", INDUSTRY),
    broken("company.industry_code", "form", "C4023", INDUSTRY),
    *(warned("company.industry_code", "gate", code, FINANCE) for code in ("6620", "6999", "7010")),
    broken("company.legal_representative", "required", "", "Enter the name of the legal representative"),
    broken("company.legal_representative", "least", "林", at_least(2)),
    broken("company.legal_representative", "most", "x" * 51, at_most(50)),
    broken("company.contact_name", "required", "", "Enter the name of the contact person"),
    broken("company.contact_name", "least", "林", at_least(2)),
    broken("company.contact_name", "most", "x" * 51, at_most(50)),
    broken("company.contact_phone", "required", "", "Enter the phone number of the contact person"),
    *(
        broken("company.contact_phone", "form", wrong, PHONE)
        for wrong in ("12345", "12900000101", "1990000010", "0755-123456", "+0123456789", "+99912345678")
    ),
    broken("company.contact_email", "required", "", "Enter the e-mail address of the contact person"),
    broken("company.contact_email", "form", "lin.lumenfox.example", EMAIL),
    broken("company.contact_email", "form", "lin@@lumenfox.example", EMAIL),
    broken("company.contact_email", "most", f"{'x' * 60}@{'y.' * 110}example", EMAIL),
    broken("company.employees_total", "required", "", EMPLOYEES),
    broken("company.employees_total", "form", "three", EMPLOYEES),
    broken("company.employees_total", "least", NOBODY, "Enter 1 or more"),
    broken("company.rd_staff", "required", "", RD_STAFF),
    broken("company.rd_staff", "form", "1.5", RD_STAFF),
    broken("company.rd_staff", "least", "-1", "Enter 0 or more"),
    broken(
        "company.rd_staff",
        "order",
        "47",
        "Enter a number of people in research and development that is not above the employees",
    ),
    broken("company.masters_phd", "required", "", DEGREES),
    broken("company.masters_phd", "form", "many", DEGREES),
    broken("company.masters_phd", "least", "-1", "Enter 0 or more"),
    broken(
        "company.masters_phd",
        "order",
        "47",
        "Enter a number of people with these degrees that is not above the employees",
    ),
    broken("company.credit_status", "choice", "splendid", "Select the credit status", startup="S10"),
    *(
        warned("company.credit_status", "gate", status, CREDIT, startup="S10", given=WITHOUT_MODES)
        for status in ("abnormal_list", "seriously_dishonest")
    ),
    broken("company.certifications", "choice", ["hnte", "nobel"], "Select recognitions from the list"),
]
SHAREHOLDERS = [
    broken(
        "company.shareholders",
        "required least",
        without("company", "shareholders"),
        "Enter the name of the shareholder",
        at="shareholders-0-name",
        also={"shareholders-0-kind": "Select the kind of shareholder", "shareholders-0-pct": PERCENT},
    ),
    broken(
        "company.shareholders",
        "most",
        filled("shareholders", 51, {"name": "示", "kind": "fund"}, pct=lambda n: "2" if n else "0"),
        "Remove this row: no more than 50 shareholders fit. Name the small ones together",
        at="shareholders-50-name",
    ),
    broken("company.shareholders", "required", "", "Enter the name of the shareholder", at="shareholders-1-name"),
    broken("company.shareholders", "most", "x" * 101, at_most(100), at="shareholders-1-name"),
    broken("company.shareholders", "required", "", "Select the kind of shareholder", at="shareholders-1-kind"),
    broken("company.shareholders", "choice", "ghost", "Select the kind of shareholder", at="shareholders-1-kind"),
    broken("company.shareholders", "required", "", PERCENT, at="shareholders-1-pct"),
    broken("company.shareholders", "form", "18.505", PERCENT, at="shareholders-1-pct"),
    broken("company.shareholders", "least", "-1", SHARE, at="shareholders-1-pct"),
    broken("company.shareholders", "most", "100.01", SHARE, at="shareholders-1-pct"),
    *(
        broken(
            "company.shareholders",
            "sum",
            share,
            f"Change the shares so that they add up to 100: now they add up to {total}",
            at="shareholders-0-pct",
        )
        for share, total in (("46.52", "100.02"), ("46.48", "99.98"))
    ),
]
SUBSIDY = "subsidies_received-0-"
SUBSIDIES = [
    broken("company.subsidies_received", "required", "", "Enter the name of the programme", at=f"{SUBSIDY}programme"),
    broken("company.subsidies_received", "most", "x" * 101, at_most(100), at=f"{SUBSIDY}programme"),
    broken("company.subsidies_received", "required", "", YEAR, at=f"{SUBSIDY}year"),
    broken("company.subsidies_received", "form", "last year", YEAR, at=f"{SUBSIDY}year"),
    broken("company.subsidies_received", "least", "24", YEAR, at=f"{SUBSIDY}year"),
    broken(
        "company.subsidies_received", "order", "2026", "Enter a year that is not in the future", at=f"{SUBSIDY}year"
    ),
    broken("company.subsidies_received", "required", "", AMOUNT, at=f"{SUBSIDY}amount_yuan"),
    broken("company.subsidies_received", "form", "much", AMOUNT, at=f"{SUBSIDY}amount_yuan"),
    broken(
        "company.subsidies_received", "least", "-1", "Enter an amount of 0 yuan or more", at=f"{SUBSIDY}amount_yuan"
    ),
    broken(
        "company.subsidies_received",
        "most",
        filled("subsidies_received", 51, {"programme": "示例", "year": "2024", "amount_yuan": "1"}),
        "Remove this row: no more than 50 grants fit",
        at="subsidies_received-50-programme",
    ),
]
ROWS = [*PACKAGE, *COMPANY, *SHAREHOLDERS, *SUBSIDIES]
