"""The rules of the fifth and the sixth step: research and development, and the market."""

from tests.forms.violations._row import STILL, at_least, at_most, broken, day, filled, warned, without

LOW = "Enter an amount of 0 yuan or more"
PLAN = "Enter the R&D budget of the next 12 months in whole yuan, such as 3000000"
ALL_COSTS = "Enter the budget of all costs in the next 12 months in whole yuan, such as 4200000"
CLOSED = "Enter one of the last 3 years that have ended: 2022 to 2024"
YEAR_COLUMNS = {
    "year": "Enter the year with four digits, such as 2024",
    "rd_yuan": "Enter what was spent on research and development in whole yuan, such as 400000, or 0",
    "revenue_yuan": "Enter the revenue in whole yuan, such as 900000, or 0",
    "total_cost_yuan": "Enter the total cost in whole yuan, such as 800000",
}
MILESTONE_COLUMNS = {
    "title": "Enter the name of the milestone",
    "due_on": "Enter the day of the milestone",
    "deliverable": "Enter what will show that the milestone is reached",
    "budget_yuan": "Enter the budget of the milestone in whole yuan, such as 250000",
}
LITTLE = {"years-1-rd_yuan": "99", "years-1-revenue_yuan": "10000", "years-1-total_cost_yuan": "1000"}


def year(column, parts, said, says, *, number=1, **rest):
    return broken("rd.years", parts, said, says, at=f"years-{number}-{column}", **rest)


def milestone(column, parts, said, says, *, number=1, **rest):
    return broken("rd.milestones", parts, said, says, at=f"milestones-{number}-{column}", **rest)


YEARS = [
    year(
        "year",
        "required",
        without("rd", "years"),
        YEAR_COLUMNS["year"],
        number=0,
        also={f"years-0-{column}": says for column, says in YEAR_COLUMNS.items()},
    ),
    *(year(column, "required", "", says) for column, says in YEAR_COLUMNS.items()),
    *(year(column, "form", "some", says) for column, says in YEAR_COLUMNS.items()),
    *(year(column, "least", "-1", LOW) for column in YEAR_COLUMNS if column != "year"),
    year("year", "least", "24", YEAR_COLUMNS["year"]),
    year("year", "order", "2025", CLOSED),
    year("year", "order most", "2021", CLOSED, number=0),
    year("year", "order", "2022", "Enter a year in which the company was there: it was established in 2023", number=0),
    year("year", "once", "2023", "Enter a different year or remove this row: this one is already listed"),
    *(
        year(
            "year",
            "gap",
            without("rd", *gone, startup="S02"),
            f"Add the year {missing}: the years up to 2024 must follow one another",
            number=0,
            startup="S02",
        )
        for gone, missing in ((["years-1"], 2023), (["years-2"], 2024))
    ),
    year(
        "rd_yuan",
        "order",
        "18300001",
        "Enter an amount for research and development that is not above the total cost",
    ),
    year(
        "year",
        "most",
        {f"years-3-{column}": "2021" for column in YEAR_COLUMNS},
        "Enter one of the last 3 years that have ended: 2022 to 2024",
        number=3,
        startup="S02",
    ),
    warned(
        "rd.years",
        "gate",
        LITTLE,
        f"The programme asks for R&D spending of at least 2% of revenue or 10% of total cost in the last year. {STILL}",
        at="years-1-rd_yuan",
    ),
]
PLANS = [
    broken("rd.plan_next_12m_yuan", "required", "", PLAN),
    broken("rd.plan_next_12m_yuan", "form", "14000000.50", PLAN),
    broken("rd.plan_next_12m_yuan", "least", "0", "Enter an amount above 0 yuan"),
    warned(
        "rd.plan_next_12m_yuan",
        "gate",
        {"total_cost_plan_next_12m_yuan": "6000001"},
        f"The programme asks for an R&D budget of at least 10% of all costs. {STILL}",
        startup="S10",
    ),
    broken("rd.total_cost_plan_next_12m_yuan", "required", "", ALL_COSTS),
    broken("rd.total_cost_plan_next_12m_yuan", "form", "twice as much", ALL_COSTS),
    broken("rd.total_cost_plan_next_12m_yuan", "least", "0", "Enter an amount above 0 yuan"),
    broken(
        "rd.total_cost_plan_next_12m_yuan",
        "order",
        "13999999",
        "Enter a budget of all costs that is not below the R&D budget",
    ),
    broken("rd.lead", "required", "", "Enter the name of the head of research and development"),
    broken("rd.lead", "most", "x" * 61, at_most(60)),
]
MILESTONES = [
    milestone(
        "title",
        "required least",
        without("rd", "milestones-1", "milestones-2"),
        MILESTONE_COLUMNS["title"],
        also={f"milestones-1-{column}": says for column, says in MILESTONE_COLUMNS.items()},
    ),
    *(
        milestone(column, "required", day("milestones-1-due_on") if column == "due_on" else "", says)
        for column, says in MILESTONE_COLUMNS.items()
        if column != "due_on"
    ),
    milestone("due_on", "required", day("milestones-1-due_on"), MILESTONE_COLUMNS["due_on"]),
    milestone("title", "most", "x" * 101, at_most(100)),
    milestone("due_on", "form", {"milestones-1-due_on_1": ""}, "Enter the year, the month and the day"),
    milestone("due_on", "form", {"milestones-1-due_on_1": "13"}, "Check the date: the calendar has no such day"),
    milestone("deliverable", "most", "x" * 201, at_most(200)),
    milestone("budget_yuan", "form", "some", MILESTONE_COLUMNS["budget_yuan"]),
    milestone("budget_yuan", "least", "-1", LOW),
    *(
        milestone(
            "due_on",
            "order",
            day("milestones-1-due_on", 2026, 3, same_or_earlier),
            "Enter a day after that of the milestone before, 31 March 2026",
        )
        for same_or_earlier in (30, 31)
    ),
    milestone(
        "title",
        "most",
        filled(
            "milestones",
            9,
            {"title": "Lot", "deliverable": "samples", "budget_yuan": "1", "due_on_1": "1", "due_on_2": "1"},
            due_on_0=lambda n: str(2026 + n),
        ),
        "Remove this row: no more than 8 milestones fit",
        number=8,
    ),
    milestone(
        "budget_yuan",
        "sum",
        "6000001",
        "Change the budgets so that they add up to the R&D budget of 14,000,000 yuan or less: "
        "now they add up to 14,000,001 yuan",
        number=0,
    ),
]
TAM = "Enter the size of the market in whole yuan a year, such as 900000000"
FORECAST = "Enter the revenue of each of the 3 years in whole yuan, such as 800000, or 0"
EXPORTS = "Enter the exports in percent of your sales, such as 20"
PERCENTAGE = "Enter a percentage between 0 and 100"
AMOUNTS = {
    "market.orders_signed_yuan": (
        "Enter the sum of signed orders in whole yuan, such as 600000, or 0",
        "Enter a sum of orders of 0 yuan or more",
    ),
    "market.equity_raised_24m_yuan": (
        "Enter the equity raised in whole yuan, such as 7000000, or 0",
        "Enter an amount of equity of 0 yuan or more",
    ),
    "market.paid_pilots": ("Enter the number of paid pilots, such as 2, or 0", "Enter 0 or more"),
    "market.loi_count": ("Enter the number of letters of intent, such as 3, or 0", "Enter 0 or more"),
}
TEXTS = {
    "market.tam_source": ("Say where the size of the market comes from", 300),
    "market.target_customers": ("Describe your customers", 500),
    "market.competitors": ("Describe your competitors", 500),
}
MARKET = [
    broken("market.tam_yuan", "required", "", TAM),
    broken("market.tam_yuan", "form", "a lot", TAM),
    broken("market.tam_yuan", "least", "0", "Enter a size of the market above 0 yuan"),
    broken("market.tam_yuan", "most", "10000000000000", "Enter 9,999,999,999,999 or less"),
    *(broken(path, "required", "", missing) for path, (missing, _most) in TEXTS.items()),
    *(broken(path, "least", "too short", at_least(10)) for path in TEXTS),
    *(broken(path, "most", "x" * (most + 1), at_most(most)) for path, (_missing, most) in TEXTS.items()),
    *(broken(path, "required", "", missing) for path, (missing, _low) in AMOUNTS.items()),
    *(broken(path, "form", "several", missing) for path, (missing, _low) in AMOUNTS.items()),
    *(broken(path, "least", "-1", low) for path, (_missing, low) in AMOUNTS.items()),
    broken("market.unit_price_yuan", "form", "cheap", "Enter the price in whole yuan, such as 2600"),
    broken("market.unit_price_yuan", "least", "-1", "Enter a price of 0 yuan or more"),
    broken("market.revenue_forecast_yuan", "required", day("revenue_forecast_yuan"), FORECAST),
    broken("market.revenue_forecast_yuan", "required", {"revenue_forecast_yuan_1": ""}, FORECAST),
    broken("market.revenue_forecast_yuan", "form", {"revenue_forecast_yuan_2": "10.5"}, FORECAST),
    broken(
        "market.revenue_forecast_yuan",
        "least",
        {"revenue_forecast_yuan_0": "-1"},
        "Enter a revenue of 0 yuan or more for each year",
    ),
    broken("market.export_share_pct", "form", "some", EXPORTS),
    broken("market.export_share_pct", "least", "-1", PERCENTAGE),
    broken("market.export_share_pct", "most", "100.01", PERCENTAGE),
]
ROWS = [*YEARS, *PLANS, *MILESTONES, *MARKET]
