"""The rules of the last three steps: the money, the approvals, and the declarations."""

from tests.forms.data import PERMITS, typed
from tests.forms.violations._row import STILL, at_least, at_most, broken, day, filled, warned, without

OWN = "Enter your own money in whole yuan, such as 3000000, or 0"
PART = "Enter the part of the money in percent, such as 45"
PERCENTAGE = "Enter a percentage between 0 and 100"
USE = "Select what the money is used for"
ACCOUNT = "Enter the whole account number, 8 to 32 digits, or its last four digits"
PERMIT = "Select the permit or registration that you need"
LISTED = "Select a different permit or remove this row: this one is already listed"
UNWANTED = "Select the suggested approval that you do not need"
NO_MODE = "Untick the box: this is open only to companies that are on no credit list"
REQUEST_COLUMNS = {
    "fund": "Select the fund that you ask",
    "amount_yuan": "Enter the amount in whole yuan, such as 500000",
    "purpose": "Say what this money is for",
}
LOAN_COLUMNS = {
    "bank": "Enter the name of the bank",
    "principal_yuan": "Enter the amount of the loan in whole yuan, such as 3000000",
    "interest_paid_yuan": "Enter the interest paid in whole yuan, such as 150000",
    "settled": "Select yes if the loan is settled",
}
SUGGESTED = ", ".join(permit.label for permit in PERMITS if permit.code in {"CCC", "HAZMAT", "HNTE", "SPECIAL_EQUIP"})
LOAN = {
    name.removeprefix("loans-0-"): text
    for name, (text,) in typed("funding", "S04").items()
    if name.startswith("loans-0")
}


def request(column, parts, said, says, *, number=0, **rest):
    return broken("funding.requests", parts, said, says, at=f"requests-{number}-{column}", **rest)


def use(column, parts, said, says, *, number=0, **rest):
    return broken("funding.use_of_funds", parts, said, says, at=f"use_of_funds-{number}-{column}", **rest)


def loan(column, parts, said, says, *, number=0):
    return broken("funding.loans", parts, said, says, at=f"loans-{number}-{column}", startup="S04")


REQUESTS = [
    request(
        "fund",
        "required least",
        without("funding", "requests"),
        REQUEST_COLUMNS["fund"],
        also={f"requests-0-{column}": says for column, says in REQUEST_COLUMNS.items()},
    ),
    *(request(column, "required", " ", says) for column, says in REQUEST_COLUMNS.items()),
    request("fund", "choice", "MOON", REQUEST_COLUMNS["fund"]),
    request("fund", "once", "SEED", "Select a different fund or remove this row: it is already listed", number=1),
    request(
        "fund",
        "most",
        filled(
            "requests",
            4,
            {"amount_yuan": "500000", "purpose": "tests"},
            fund=("SEED", "RDG", "INT", "SEED").__getitem__,
        ),
        "Remove this row: no more than 3 funding requests fit in one application",
        number=3,
    ),
    request("amount_yuan", "form", "5 million", REQUEST_COLUMNS["amount_yuan"]),
    request("amount_yuan", "least", "-1", "Enter an amount of 0 yuan or more"),
    *(
        request(
            "amount_yuan",
            "limits",
            amount,
            "Enter an amount from 500,000 to 5,000,000 yuan: these are the limits of this fund",
        )
        for amount in ("499999", "5000001")
    ),
    *(
        request(
            "amount_yuan",
            "limits",
            amount,
            "Enter an amount from 100,000 to 1,000,000 yuan: these are the limits of this fund",
            number=1,
        )
        for amount in ("99999", "1000001")
    ),
    request("purpose", "most", "x" * 201, at_most(200)),
    warned(
        "funding.requests",
        "gate",
        {"requests-0-amount_yuan": "300001", "own_money_yuan": "300001"},
        f"This fund pays at most 50% of your R&D plan for the next 12 months, that is 300,000 yuan. {STILL}",
        at="requests-0-amount_yuan",
        startup="S10",
    ),
    warned(
        "funding.requests",
        "gate",
        without("funding", "loans", startup="S04"),
        f"This fund pays back interest on loans, and no loan is listed below. {STILL}",
        at="requests-0-fund",
        startup="S04",
    ),
]
MONEY = [
    broken("funding.own_money_yuan", "required", "", OWN),
    broken("funding.own_money_yuan", "form", "enough", OWN),
    broken("funding.own_money_yuan", "least", "-1", "Enter an amount of your own money of 0 yuan or more"),
    warned(
        "funding.own_money_yuan",
        "gate order",
        "299999",
        f"A grant asks for at least as much own or private money: 300,000 yuan. {STILL}",
        startup="S10",
    ),
    warned(
        "funding.own_money_yuan",
        "gate order",
        "4999999",
        "A fund that takes shares asks private investors to put in at least as much: 5,000,000 yuan. " + STILL,
    ),
    use(
        "item",
        "required least",
        without("funding", "use_of_funds"),
        USE,
        also={"use_of_funds-0-pct": PART},
    ),
    use("item", "required", "", USE),
    use("item", "choice", "party", USE),
    use("pct", "required", "", PART),
    use("pct", "form", "half", PART),
    use("pct", "least", "-1", PERCENTAGE),
    use("pct", "most", "100.01", PERCENTAGE),
    *(
        use(
            "pct",
            "sum",
            share,
            f"Change the percentages so that they add up to 100: now they add up to {total}",
        )
        for share, total in (("45.02", "100.02"), ("44.98", "99.98"))
    ),
    broken("funding.other_applications", "required", " ", 'Name the other applications, or write "none"'),
    broken("funding.other_applications", "most", "x" * 1001, at_most(1000)),
    *(
        broken("funding.bank_account_masked", "masked", account, ACCOUNT)
        for account in ("6222020", "4" * 33, "ICBC 1101")
    ),
]
LOANS = [
    *(loan(column, "required", "", says) for column, says in LOAN_COLUMNS.items()),
    loan("start", "required", day("loans-0-start"), "Enter the first day of the loan"),
    loan("end", "required", day("loans-0-end"), "Enter the last day of the loan"),
    loan("bank", "most", "x" * 101, at_most(100)),
    loan("principal_yuan", "form", "plenty", LOAN_COLUMNS["principal_yuan"]),
    loan("principal_yuan", "least", "0", "Enter an amount of the loan above 0 yuan"),
    loan("start", "form", {"loans-0-start_1": ""}, "Enter the year, the month and the day"),
    loan("end", "order", day("loans-0-end", 2024, 9, 1), "Enter a last day that is not before the first day"),
    loan(
        "end",
        "limits least",
        day("loans-0-end", 2024, 12, 1),
        "Check the dates or remove this loan: the fund pays for loans of 3 months or more",
    ),
    loan(
        "end",
        "limits most",
        day("loans-0-end", 2025, 9, 3),
        "Check the dates or remove this loan: the fund pays for loans of 12 months or less",
    ),
    loan("interest_paid_yuan", "form", "little", LOAN_COLUMNS["interest_paid_yuan"]),
    loan("interest_paid_yuan", "least", "-1", "Enter an interest paid of 0 yuan or more"),
    loan(
        "interest_paid_yuan",
        "limits least",
        "9999",
        "Remove this loan: the fund asks for interest of 10,000 yuan or more for each loan",
    ),
    loan("settled", "limits", "no", "Remove this loan until it is settled: the fund pays for settled loans only"),
    loan(
        "bank",
        "limits most",
        filled("loans", 4, LOAN),
        "Remove this loan: the fund pays for at most 3 loans",
        number=3,
    ),
]


def approval(column, parts, said, says, *, name="requests", number=0, **rest):
    return broken("approvals.requests", parts, said, says, at=f"{name}-{number}-{column}", **rest)


def dropped(column, parts, says, *permits, reason="We do not want it."):
    """Return a row about suggested permits that are removed: start-up S04 would get a certificate."""
    said = {f"dropped-{n}-permit": permit for n, permit in enumerate(permits)}
    said |= {f"dropped-{n}-reason": reason for n in range(len(permits))}
    return approval(column, parts, said, says, name="dropped", number=len(permits) - 1, startup="S04")


APPROVALS = [
    approval(
        "permit",
        "required least",
        without("approvals", "requests"),
        PERMIT,
        also={"requests-0-target_date": "Enter the day by which you need this permit"},
    ),
    approval("permit", "required", "", PERMIT),
    approval("permit", "choice", "TIME_TRAVEL", PERMIT),
    approval("permit", "once", "EIA_REG", LISTED, number=2),
    approval(
        "target_date",
        "required",
        day("requests-1-target_date"),
        "Enter the day by which you need this permit",
        number=1,
    ),
    approval(
        "target_date",
        "form",
        {"requests-1-target_date_1": "13"},
        "Check the date: the calendar has no such day",
        number=1,
    ),
    approval("note", "most", "x" * 201, at_most(200), number=1),
    dropped("permit", "reason", UNWANTED, ""),
    dropped("permit", "reason", UNWANTED, "TIME_TRAVEL"),
    dropped("permit", "reason", "Remove this row, or the same permit among those that you ask for", "SRRC"),
    dropped("permit", "reason", LISTED, "CCC", "CCC"),
    dropped("reason", "reason", "Say why you do not need this approval", "CCC", reason=""),
    dropped("reason", "reason", at_least(5), "CCC", reason="none"),
    dropped("reason", "reason", at_most(300), "CCC", reason="x" * 301),
    warned(
        "approvals.requests",
        "suggested",
        {},
        f"We suggest these approvals too: {SUGGESTED}. Add each of them, or say below why you do "
        "not need it. You can still send the application without them.",
        at="requests-0-permit",
        startup="S04",
    ),
]
TICKED = {
    "declarations.truth": "Tick the box to declare that all statements are true",
    "declarations.coi_disclosed": "Tick the box to declare that all conflicts of interest are disclosed",
    "declarations.no_duplicate": (
        "Tick the box to declare that no other public money goes to the same purpose: funding needs it"
    ),
    "declarations.safety": "Tick the box to promise to keep the safety rules: workspace and approvals need it",
    "declarations.publicity": "Tick the box to agree to the public notice: funding and workspace need it",
}
DECLARATIONS = [
    *(broken(path, "required must", None, says) for path, says in TICKED.items()),
    *(
        broken(
            f"declarations.{mode}_mode",
            "only",
            {"commitment_mode": None, "deficient_mode": None, f"{mode}_mode": "on"},
            NO_MODE,
            at=f"{mode}_mode",
            startup="S10",
            given={"company": {"credit_status": status}},
        )
        for mode in ("commitment", "deficient")
        for status in ("under_repair", "abnormal_list", "seriously_dishonest")
    ),
    broken("declarations.signed_by", "required", "", "Enter the name of the person who signs"),
    broken("declarations.signed_by", "least", "林", at_least(2)),
    broken("declarations.signed_by", "most", "x" * 61, at_most(60)),
    broken(
        "declarations.signed_by",
        "signer",
        "王示零",
        "Enter the name of the legal representative or of a founder: 林示一, 何示二",
    ),
]
ROWS = [*REQUESTS, *MONEY, *LOANS, *APPROVALS, *DECLARATIONS]
