"""The lists of the R&D step: what was spent in years that have ended, and what comes out next."""

from datetime import date

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import DateField, MoneyField, TextField, Typed, YearField
from applications.forms._rows import RowForm, RowList
from applications.forms.steps._case import StepCase

YEARS_BACK = 3


def closed_years(on: date) -> range:
    """Return the last years that have ended."""
    return range(on.year - YEARS_BACK, on.year)


class YearRowForm(RowForm):
    year = YearField(label=_("Year"))
    rd_yuan = MoneyField(
        label=_("Spent on research and development"),
        hint=_("As in the tax return for the extra deduction, if there is one."),
        missing=_("Enter what was spent on research and development in whole yuan, such as 400000, or 0"),
        too_low=_("Enter an amount of 0 yuan or more"),
    )
    revenue_yuan = MoneyField(
        label=_("Revenue"),
        missing=_("Enter the revenue in whole yuan, such as 900000, or 0"),
        too_low=_("Enter an amount of 0 yuan or more"),
    )
    total_cost_yuan = MoneyField(
        label=_("Total cost"),
        hint=_("All costs of the year, research and development included."),
        missing=_("Enter the total cost in whole yuan, such as 800000"),
        too_low=_("Enter an amount of 0 yuan or more"),
    )

    def __init__(self, typed: Typed, *, bound: bool, case: StepCase, of: RowList, at: int) -> None:
        super().__init__(typed, bound=bound, case=case, of=of, at=at)
        closed = closed_years(case.received_on)
        hint = gettext(
            "One of the last years that have ended, %(first)s to %(last)s. The founding year may be left out."
        )
        self.fields["year"].help_text = hint % {"first": closed[0], "last": closed[-1]}

    def clean(self) -> None:
        super().clean()
        self._clean_year()
        spent, total = self.cleaned_data.get("rd_yuan"), self.cleaned_data.get("total_cost_yuan")
        if spent is not None and total is not None and spent > total:
            self.complain("rd_yuan", _("Enter an amount for research and development that is not above the total cost"))

    def _clean_year(self) -> None:
        year, closed, founded = (
            self.cleaned_data.get("year"),
            closed_years(self.case.received_on),
            self.case.established_on,
        )
        if year is None:
            return
        if year not in closed:
            message = gettext("Enter one of the last 3 years that have ended: %(first)s to %(last)s")
            self.complain("year", message % {"first": closed[0], "last": closed[-1]})
        elif founded and year < founded.year:
            message = gettext("Enter a year in which the company was there: it was established in %(year)s")
            self.complain("year", message % {"year": founded.year})


class MilestoneRowForm(RowForm):
    title = TextField(
        label=_("What will be reached?"),
        missing=_("Enter the name of the milestone"),
        most=100,
        width=30,
    )
    due_on = DateField(
        label=_("When?"),
        hint=_("For example, 27 3 2026. Each milestone comes after the one before."),
        missing=_("Enter the day of the milestone"),
    )
    deliverable = TextField(
        label=_("What will show it?"),
        hint=_("Such as a test report, samples, a filed application."),
        missing=_("Enter what will show that the milestone is reached"),
        most=200,
        width=30,
    )
    budget_yuan = MoneyField(
        label=_("Budget"),
        hint=_("Part of the R&D budget above."),
        missing=_("Enter the budget of the milestone in whole yuan, such as 250000"),
        too_low=_("Enter an amount of 0 yuan or more"),
    )


YEARS = RowList(
    name="years",
    legend=_("R&D spending in the last years"),
    row_legend=_("Year %(number)s"),
    add_label=_("Add another year"),
    remove_label=_("Remove year %(number)s"),
    form=YearRowForm,
    shown=1,
    most=YEARS_BACK,
    too_many=_("Remove this row: only the last 3 years count"),
)
MILESTONES = RowList(
    name="milestones",
    legend=_("Milestones"),
    row_legend=_("Milestone %(number)s"),
    add_label=_("Add another milestone"),
    remove_label=_("Remove milestone %(number)s"),
    form=MilestoneRowForm,
    shown=2,
    least=2,
    most=8,
    too_many=_("Remove this row: no more than 8 milestones fit"),
)
