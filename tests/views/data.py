"""A whole form as a browser posts it: a small team without a company that asks for rooms."""

from datetime import date, timedelta

from tests.forms.data import typed

PACKAGE = {"package_parts": ["workspace"], "case_summary": "Our rooms are too small for us.", "urgency": "normal"}
COMPANY = {
    "has_registration": "no",
    "name_zh": "深圳初光触觉科技有限公司",
    "proposed_name_zh": "深圳初光触觉科技有限公司",
    "entity_type": "not_registered",
    "commits_to_operate_here": "yes",
    "industry_code": "3983",
    "contact_name": "沈示十四",
    "contact_phone": "19900000110",
    "contact_email": "shen@firstlight.example",
    "employees_total": "3",
    "rd_staff": "3",
    "masters_phd": "3",
    "shareholders-0-name": "沈示十四",
    "shareholders-0-kind": "natural",
    "shareholders-0-pct": "100",
}
DECLARED = ("truth", "data_sharing", "no_duplicate", "coi_disclosed", "safety", "publicity")
DECLARATIONS = {"signed_by": "沈示十四", **dict.fromkeys(DECLARED, "on")}


def posts(today=None):
    """Return what is posted to each step, in order. The rest is what start-up S10 would type."""
    need_by = (today or date.today()) + timedelta(days=120)  # noqa: DTZ011 -- the pages read the clock too
    day = {f"need_by_{n}": str(part) for n, part in enumerate((need_by.year, need_by.month, need_by.day))}
    return {
        "package": PACKAGE,
        "company": COMPANY,
        **{slug: typed(slug, "S10") for slug in ("team", "technology", "rd", "market")},
        "workspace": typed("workspace", "S10") | day,
        "declarations": DECLARATIONS,
    }
