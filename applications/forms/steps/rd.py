"""Step 5: what the company spends on research and development, and what it plans."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, cast

from django.utils.translation import gettext_lazy as _

from applications.forms._fields import MoneyField, TextField, Words, day_in_words
from applications.forms.steps import _rd_rows as rows
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Group, StepCase
from applications.rules.clock import add_months

if TYPE_CHECKING:
    from applications.forms._rows import RowForm


class RdForm(StepForm):
    """The years of the accounts may come in any order and are kept rising; milestones are numbered as they stand."""

    slug = "rd"
    name = _("Research and development")
    title = _("What do you spend on research and development?")
    intro = _("Give whole yuan, as in the accounts of the company. What is planned may be an estimate.")
    path = "rd."
    groups = (
        Group(
            legend=_("Plan for the next 12 months"),
            names=("plan_next_12m_yuan", "total_cost_plan_next_12m_yuan"),
        ),
        Group(legend=_("Who leads it"), names=("lead",)),
    )
    lists = (rows.YEARS, rows.MILESTONES)

    plan_next_12m_yuan = MoneyField(
        label=_("R&D budget, next 12 months"),
        hint=_("Research and development only."),
        missing=_("Enter the R&D budget of the next 12 months in whole yuan, such as 3000000"),
        too_low=_("Enter an amount above 0 yuan"),
        least=1,
    )
    total_cost_plan_next_12m_yuan = MoneyField(
        label=_("Budget of all costs, next 12 months"),
        hint=_("Research and development included."),
        missing=_("Enter the budget of all costs in the next 12 months in whole yuan, such as 4200000"),
        too_low=_("Enter an amount above 0 yuan"),
        least=1,
    )
    lead = TextField(
        label=_("Head of research and development"),
        missing=_("Enter the name of the head of research and development"),
        most=60,
        width=20,
        attrs={"autocomplete": "off"},
    )

    def clean(self) -> None:
        super().clean()
        plan, total = self._plan()
        if plan is not None and total is not None and total < plan:
            self.complain(
                "total_cost_plan_next_12m_yuan", _("Enter a budget of all costs that is not below the R&D budget")
            )

    def _plan(self) -> tuple[int | None, int | None]:
        answers = self.cleaned_data
        return answers.get("plan_next_12m_yuan"), answers.get("total_cost_plan_next_12m_yuan")

    def clean_rows(self) -> None:
        if not self.filled("years") and _has_closed_a_year(self.case):
            self.insist_on_rows("years", 1)
        self._clean_years()
        self._clean_dates()
        self._clean_budgets()

    def _clean_years(self) -> None:
        known: dict[int, RowForm] = {}
        for row in self.filled("years"):
            year = row.cleaned_data.get("year")
            if year in known:
                row.complain("year", _("Enter a different year or remove this row: this one is already listed"))
            elif year is not None:
                known[year] = row
        last = rows.closed_years(self.case.received_on)[-1]
        gaps = [year for year in range(min(known, default=last + 1), last + 1) if year not in known]
        if gaps and not any("year" in row.errors for row in self.filled("years")):
            message = _("Add the year %(year)s: the years up to %(last)s must follow one another")
            known[min(known)].complain("year", message % {"year": gaps[0], "last": last})

    def _clean_dates(self) -> None:
        before = None
        for row in self.filled("milestones"):
            day = row.cleaned_data.get("due_on")
            if before and day and day <= before:
                message = _("Enter a day after that of the milestone before, %(day)s")
                row.complain("due_on", message % {"day": day_in_words(before)})
            before = day or before

    def _clean_budgets(self) -> None:
        plan, _total = self._plan()
        budgets = [row.cleaned_data.get("budget_yuan") or 0 for row in self.filled("milestones")]
        if plan is not None and sum(budgets) > plan:
            message = _(
                "Change the budgets so that they add up to the R&D budget of %(plan)s yuan or less: "
                "now they add up to %(total)s yuan"
            )
            first = self.filled("milestones")[0]
            first.complain("budget_yuan", message % {"plan": f"{plan:,}", "total": f"{sum(budgets):,}"})

    def find_warnings(self) -> Iterator[tuple[str, Words]]:
        plan, total = self._plan()
        floor = self.case.offer.floors.cost_pct
        waits_for_years = self.filled("years") or _has_closed_a_year(self.case)
        if not waits_for_years and plan is not None and total is not None and not _reaches(floor, plan, total):
            yield "plan_next_12m_yuan", PLAN_WARNING % {"cost": floor}

    def warn_rows(self) -> None:
        whole = [row for row in self.filled("years") if not row.errors]
        last = max(whole, key=lambda row: cast("int", row.cleaned_data["year"]), default=None)
        if last and not self._is_intense(last.cleaned_data):
            floors = self.case.offer.floors
            last.warn("rd_yuan", YEAR_WARNING % {"revenue": floors.revenue_pct, "cost": floors.cost_pct})

    def _is_intense(self, year: Mapping[str, Any]) -> bool:
        """Tell whether the year reaches one of the two floors of gate G3."""
        floors, spent = self.case.offer.floors, year["rd_yuan"]
        return _reaches(floors.revenue_pct, spent, year["revenue_yuan"]) or _reaches(
            floors.cost_pct, spent, year["total_cost_yuan"]
        )

    def to_answers(self) -> dict[str, object]:
        answers = super().to_answers()
        years = sorted(cast("list[dict[str, int]]", answers["years"]), key=lambda row: row["year"])
        milestones = enumerate(cast("list[dict[str, object]]", answers["milestones"]), start=1)
        return answers | {"years": years, "milestones": [{"no": number, **row} for number, row in milestones]}


def _has_closed_a_year(case: StepCase) -> bool:
    """Tell whether the company is known to be a year old: from then on at least one year of its accounts is closed."""
    established = case.established_on
    return bool(case.has_registration and established and add_months(established, 12) <= case.received_on)


def _reaches(floor: int, part: int, whole: int) -> bool:
    return whole > 0 and part * 100 >= floor * whole


PLAN_WARNING = _(
    "The programme asks for an R&D budget of at least %(cost)s%% of all costs. You can still send the application; "
    "you will get an answer with reasons."
)
YEAR_WARNING = _(
    "The programme asks for R&D spending of at least %(revenue)s%% of revenue or %(cost)s%% of total cost in the last "
    "year. You can still send the application; you will get an answer with reasons."
)
