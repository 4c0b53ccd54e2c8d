"""The lists of the funding step: what is asked of which fund, what it is for, and loans."""

from datetime import date
from typing import cast

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import DateField, MoneyField, PercentField, TextField, Typed, Words
from applications.forms._rows import RowForm, RowList
from applications.forms.steps._case import FundChoice, StepCase
from applications.forms.steps._choices import OneOf, PlainSelect, YesNo
from applications.rules.clock import add_months

ITEMS = (
    ("", _("Select a use")),
    ("rd_staff", _("R&D staff")),
    ("equipment", _("Equipment")),
    ("testing", _("Testing")),
    ("materials", _("Materials")),
    ("certification", _("Certification")),
    ("other", _("Other")),
)


class RequestRowForm(RowForm):
    fund = OneOf(
        label=_("Fund of the district"),
        hint=_("Each fund can be asked once."),
        missing=_("Select the fund that you ask"),
        widget=PlainSelect,
    )
    amount_yuan = MoneyField(
        label=_("Amount that you ask for"),
        missing=_("Enter the amount in whole yuan, such as 500000"),
        too_low=_("Enter an amount of 0 yuan or more"),
    )
    purpose = TextField(
        label=_("Purpose"),
        hint=_("In a few words, such as tests for a certificate. Up to 200 characters."),
        missing=_("Say what this money is for"),
        most=200,
        width=30,
    )

    def __init__(self, typed: Typed, *, bound: bool, case: StepCase, of: RowList, at: int) -> None:
        super().__init__(typed, bound=bound, case=case, of=of, at=at)
        fund = cast("OneOf", self.fields["fund"])
        fund.choices = [("", _("Select a fund")), *((fund.code, _with_limits(fund)) for fund in case.funds)]
        fund.names = {fund.code: fund.label for fund in case.funds}

    @property
    def chosen(self) -> FundChoice | None:
        """Return the fund that the row asks, if there is one of that code."""
        code = self.cleaned_data.get("fund")
        return next((fund for fund in self.case.funds if fund.code == code), None)

    @property
    def amount(self) -> int:
        """Return what the row asks for; 0 for an amount that cannot be read or is outside the limits."""
        return self.cleaned_data.get("amount_yuan") or 0

    def clean(self) -> None:
        super().clean()
        fund, amount = self.chosen, self.cleaned_data.get("amount_yuan")
        if fund and amount is not None and not fund.ticket_min_yuan <= amount <= fund.ticket_max_yuan:
            message = _("Enter an amount from %(least)s to %(most)s yuan: these are the limits of this fund")
            self.complain("amount_yuan", message % _limits(fund))

    def warn_of_limits(self) -> None:
        """Warn of an amount above the fund's share of the R&D plan, as far as the plan is known."""
        fund, plan = self.chosen, self.case.rd_plan_yuan
        if fund is None or plan is None or fund.max_share_of_rd_budget_pct is None:
            return
        most = plan * fund.max_share_of_rd_budget_pct // 100
        if self.amount > most:
            share = f"{fund.max_share_of_rd_budget_pct}%"
            self.warn("amount_yuan", SHARE_WARNING % {"share": share, "most": f"{most:,}"})


def _with_limits(fund: FundChoice) -> str:
    return gettext("%(fund)s: %(least)s to %(most)s yuan") % {"fund": fund.label, **_limits(fund)}


def _limits(fund: FundChoice) -> dict[str, str]:
    return {"least": f"{fund.ticket_min_yuan:,}", "most": f"{fund.ticket_max_yuan:,}"}


class UseRowForm(RowForm):
    item = OneOf(label=_("Use"), missing=_("Select what the money is used for"), choices=ITEMS, widget=PlainSelect)
    pct = PercentField(
        label=_("Part of the money"),
        hint=_("All uses together make 100."),
        missing=_("Enter the part of the money in percent, such as 45"),
        too_low=_("Enter a percentage between 0 and 100"),
        too_high=_("Enter a percentage between 0 and 100"),
    )


class LoanRowForm(RowForm):
    bank = TextField(label=_("Bank"), missing=_("Enter the name of the bank"), most=100, width=30)
    principal_yuan = MoneyField(
        label=_("Amount of the loan"),
        missing=_("Enter the amount of the loan in whole yuan, such as 3000000"),
        too_low=_("Enter an amount of the loan above 0 yuan"),
        least=1,
    )
    start = DateField(
        label=_("First day"),
        hint=_("For example, 4 11 2024."),
        missing=_("Enter the first day of the loan"),
    )
    end = DateField(
        label=_("Last day"),
        hint=_("For example, 31 10 2025."),
        missing=_("Enter the last day of the loan"),
    )
    interest_paid_yuan = MoneyField(
        label=_("Interest paid"),
        missing=_("Enter the interest paid in whole yuan, such as 150000"),
        too_low=_("Enter an interest paid of 0 yuan or more"),
    )
    settled = YesNo(
        label=_("Is the loan settled?"),
        hint=_("It is settled once it has been paid back in full."),
        missing=_("Select yes if the loan is settled"),
    )

    def clean(self) -> None:
        super().clean()
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end and end < start:
            self.complain("end", _("Enter a last day that is not before the first day"))

    def keep_limits_of(self, fund: FundChoice) -> None:
        """Complain about what the interest subsidy ``fund`` does not pay for."""
        if self.cleaned_data.get("settled") is False:
            self.complain("settled", _("Remove this loan until it is settled: the fund pays for settled loans only"))
        paid, least = self.cleaned_data.get("interest_paid_yuan"), fund.min_interest_per_loan_yuan
        if paid is not None and least is not None and paid < least:
            message = _("Remove this loan: the fund asks for interest of %(least)s yuan or more for each loan")
            self.complain("interest_paid_yuan", message % {"least": f"{least:,}"})
        start, end = self.cleaned_data.get("start"), self.cleaned_data.get("end")
        if start and end:
            self._keep_length(start, end, fund)

    def _keep_length(self, start: date, end: date, fund: FundChoice) -> None:
        least, most = fund.loan_months_min, fund.loan_months_max
        if least is not None and end < add_months(start, least):
            message = _("Check the dates or remove this loan: the fund pays for loans of %(months)s months or more")
            self.complain("end", message % {"months": least})
        if most is not None and end > add_months(start, most):
            message = _("Check the dates or remove this loan: the fund pays for loans of %(months)s months or less")
            self.complain("end", message % {"months": most})


SHARE_WARNING: Words = _(
    "This fund pays at most %(share)s of your R&D plan for the next 12 months, that is %(most)s yuan. "
    "You can still send the application; you will get an answer with reasons."
)

REQUESTS = RowList(
    name="requests",
    legend=_("Funding that you ask for"),
    row_legend=_("Funding request %(number)s"),
    add_label=_("Add another funding request"),
    remove_label=_("Remove funding request %(number)s"),
    form=RequestRowForm,
    shown=1,
    least=1,
    most=3,
    too_many=_("Remove this row: no more than 3 funding requests fit in one application"),
)
USES = RowList(
    name="use_of_funds",
    legend=_("What the money is used for"),
    row_legend=_("Use %(number)s"),
    add_label=_("Add another use"),
    remove_label=_("Remove use %(number)s"),
    form=UseRowForm,
    shown=1,
    least=1,
    most=20,
    too_many=_("Remove this row: no more than 20 uses fit"),
)
LOANS = RowList(
    name="loans",
    legend=_("Loans whose interest you want back"),
    row_legend=_("Loan %(number)s"),
    add_label=_("Add a loan"),
    remove_label=_("Remove loan %(number)s"),
    form=LoanRowForm,
    most=20,
    too_many=_("Remove this row: no more than 20 loans fit"),
)
