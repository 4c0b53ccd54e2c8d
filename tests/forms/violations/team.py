"""The rules of the third and the fourth step: the founders, and the technology."""

from tests.forms.data import typed
from tests.forms.violations._row import SHARE, STILL, at_least, at_most, broken, choices, filled, warned, without

NUMBER = "Enter the whole number of the document, or its first 4 and last 2 signs with stars between"
EQUITY = "Enter the share of the founder in percent, such as 46.5"
OFFICIALS = 'Write "none", or say who the official is and how the founder is related'
POST = "Select yes if the founder holds a post at a university"
CAS = "Enter the CAS number as on the safety data sheet, such as 616-38-6"
KILOGRAMS = "Enter the largest amount in kilograms, such as 180 or 0.5"
CHOSEN = {
    "role": "Select the position of the founder",
    "nationality": "Select the nationality of the founder",
    "id_doc_type": "Select the identity document of the founder",
    "full_time": "Select yes if the founder works full time in the company",
    "degree": "Select the highest degree of the founder",
    "university_post": POST,
    "work_permit_needed": "Select yes if the founder needs a work permit",
}
COLUMNS = CHOSEN | {
    "name": "Enter the full name",
    "id_doc_masked": NUMBER,
    "equity_pct": EQUITY,
    "related_officials": OFFICIALS,
}
FIRST = {name.removeprefix("founders-0-"): text for name, (text,) in typed("team").items() if "-0-" in name}


def founder(column, parts, said, says, *, number=1, **rest):
    return broken(f"team.founders[].{column}", parts, said, says, at=f"founders-{number}-{column}", **rest)


TEAM = [
    broken(
        "team.founders",
        "required least",
        without("team", "founders"),
        COLUMNS["name"],
        at="founders-0-name",
        also={f"founders-0-{column}": says for column, says in COLUMNS.items()},
    ),
    broken(
        "team.founders",
        "most",
        filled("founders", 11, FIRST | {"equity_pct": "5"}),
        "Remove this row: no more than 10 founders fit",
        at="founders-10-name",
    ),
    *(founder(column, "required", "", says) for column, says in COLUMNS.items()),
    *(founder(column, "choice", "what-nobody-offers", says) for column, says in CHOSEN.items()),
    founder("name", "least", "林", at_least(2)),
    founder("name", "most", "x" * 61, at_most(60)),
    *(founder("nationality", "choice", code, CHOSEN["nationality"]) for code in ("XX", "EU", "CHN", "cn")),
    *(founder("id_doc_masked", "masked", number, NUMBER) for number in ("440301", "**********", "<b>44030119")),
    founder("id_doc_masked", "most", "1" * 255, at_most(254)),
    founder(
        "full_time",
        "someone",
        {"founders-0-full_time": "no", "founders-1-full_time": "no"},
        "Select yes for at least one founder: somebody must work full time",
        number=0,
    ),
    founder("institution", "most", "x" * 101, at_most(100)),
    founder("equity_pct", "form", "18.505", EQUITY),
    founder("equity_pct", "least", "-1", SHARE),
    founder("equity_pct", "most", "100.01", SHARE),
    founder(
        "equity_pct",
        "sum",
        "81.51",
        "Change the shares so that they add up to 100 or less: now they add up to 100.01",
        number=0,
    ),
    warned(
        "team.founders[].work_permit_needed",
        "forced",
        "no",
        "A founder from abroad works here only with a valid work permit or a foreign permanent resident identity "
        "card. If this founder holds neither, change the answer to yes.",
        at="founders-0-work_permit_needed",
        startup="S12",
    ),
    founder("related_officials", "most", "x" * 201, at_most(200)),
]
COUNTS = {
    "technology.inventions_granted": "Enter the number of invention patents granted, such as 2, or 0",
    "technology.inventions_pending": "Enter the number of invention patents applied for, such as 3, or 0",
    "technology.ic_layouts": "Enter the number of layout designs, such as 1, or 0",
    "technology.utility_models": "Enter the number of utility models, such as 4, or 0",
    "technology.software_copyrights": "Enter the number of software copyrights, such as 5, or 0",
}
CHOICES = {
    "technology.field": "Select the field of technology",
    "technology.own_development": "Select yes if the technology is your own development",
    "technology.trl": "Select how mature the technology is",
    "technology.ip_dispute": "Select yes if any of these rights is in dispute",
    "technology.university_source": "Select the university from which the technology comes",
    "technology.joint_lab": "Select yes if you run a laboratory together with a university",
    "technology.uses_radio": "Select yes if the product emits radio waves",
    "technology.uses_lithium": "Select yes if the product uses lithium batteries",
    "technology.laser_class": "Select the laser class of the product",
    "technology.export_control": "Select whether the technology is under export control",
}
NO_RIGHT = {path.rpartition(".")[2]: "0" for path in COUNTS} | {"university_source": "none"}
TECHNOLOGY = [
    *choices(CHOICES),
    broken("technology.product_name", "required", "", "Enter the name of the product"),
    broken("technology.product_name", "least", "x", at_least(2)),
    broken("technology.product_name", "most", "x" * 81, at_most(80)),
    warned(
        "technology.field",
        "gate",
        "none",
        f"The programme is for companies with a hard technology. {STILL}",
    ),
    broken("technology.summary", "required", "", "Describe the product"),
    broken("technology.summary", "least", "x" * 49, at_least(50)),
    broken("technology.summary", "most", "x" * 1001, at_most(1000)),
    broken(
        "technology.breakthrough",
        "required",
        "",
        "Describe the breakthrough, with figures against the best known product",
    ),
    broken("technology.breakthrough", "least", "x" * 49, at_least(50)),
    broken("technology.breakthrough", "most", "x" * 2001, at_most(2000)),
    warned(
        "technology.own_development",
        "gate",
        "no",
        f"The programme is for companies that develop their technology themselves. {STILL}",
    ),
    broken("technology.trl", "form", "high", CHOICES["technology.trl"]),
    broken("technology.trl", "least", "0", CHOICES["technology.trl"]),
    broken("technology.trl", "most", "10", CHOICES["technology.trl"]),
    *(broken(path, "required", "", says) for path, says in COUNTS.items()),
    *(broken(path, "form", "1.5", says) for path, says in COUNTS.items()),
    *(broken(path, "least", "-1", "Enter 0 or more") for path in COUNTS),
    *(broken(path, "most", "1000001", "Enter 1,000,000 or less") for path in COUNTS),
    warned(
        "technology.inventions_granted",
        "gate",
        NO_RIGHT,
        "The programme asks for at least one right to intellectual property, or for a technology from a university. "
        f"{STILL}",
    ),
]
CHEMICALS = [
    broken("technology.chemicals", parts, said, says, at=f"chemicals-1-{column}", startup="S03")
    for column, parts, said, says in (
        ("name", "required", "", "Enter the name of the chemical"),
        ("name", "most", "x" * 101, at_most(100)),
        ("cas", "required", "", CAS),
        ("cas", "form", "616-38-7", CAS),
        ("cas", "form", "water", CAS),
        ("max_kg", "required", "", KILOGRAMS),
        ("max_kg", "form", "a lot", KILOGRAMS),
        ("max_kg", "form", "0.0005", KILOGRAMS),
        ("max_kg", "least", "-1", "Enter an amount of 0 kilograms or more"),
        ("max_kg", "most", "1000001", "Enter 1,000,000 or less"),
    )
] + [
    broken(
        "technology.chemicals",
        "most",
        filled("chemicals", 51, {"name": "示例", "cas": "616-38-6", "max_kg": "1"}),
        "Remove this row: no more than 50 chemicals fit",
        at="chemicals-50-name",
    )
]
ROWS = [*TEAM, *TECHNOLOGY, *CHEMICALS]
