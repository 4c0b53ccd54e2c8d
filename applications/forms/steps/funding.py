"""Step 8: the money that the founder asks for, and what he has himself."""

from collections.abc import Iterator
from typing import cast

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import AccountField, MoneyField, Need, TextOrNoneField, Words
from applications.forms.steps import _funding_rows as rows
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import FundChoice, Group
from applications.states import Instrument


class FundingForm(StepForm):
    slug = "funding"
    name = _("Funding")
    title = _("Which money do you ask for?")
    intro = _("You can ask each fund of the district once. The figures behind the name of a fund are its limits.")
    path = "funding."
    needs_part = "funding"
    groups = (
        Group(legend=_("Your own money"), names=("own_money_yuan",)),
        Group(legend=_("Other public money, and your account"), names=("other_applications", "bank_account_masked")),
    )
    lists = (rows.REQUESTS, rows.USES, rows.LOANS)
    lists_first = True

    own_money_yuan = MoneyField(
        label=_("Own or private money for the same purpose"),
        hint=_(
            "What the company and private investors put in themselves. A grant asks for at least as much; "
            "a fund that takes shares asks for at least as much from private investors."
        ),
        missing=_("Enter your own money in whole yuan, such as 3000000, or 0"),
        too_low=_("Enter an amount of your own money of 0 yuan or more"),
    )
    other_applications = TextOrNoneField(
        label=_("Have you asked for public money for the same project elsewhere?"),
        hint=_('Name each programme and what you asked it for, or write "none". What is paid twice is refused.'),
        missing=_('Name the other applications, or write "none"'),
        most=1_000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    bank_account_masked = AccountField(
        label=_("Bank account of the company"),
        hint=_(
            "Needed before money is paid, not for sending. It must be in the name of the company. "
            "We keep the last four digits only."
        ),
        missing=_("Enter the whole account number, 8 to 32 digits, or its last four digits"),
        need=Need.NEVER,
        attrs={"autocomplete": "off", "inputmode": "numeric", "spellcheck": "false"},
    )

    def clean_rows(self) -> None:
        self.each_once("requests", "fund", _("Select a different fund or remove this row: it is already listed"))
        percentages = _("Change the percentages so that they add up to 100: now they add up to %(total)s")
        self.add_up_to_100("use_of_funds", "pct", percentages)
        for fund in self._asked(Instrument.INTEREST_SUBSIDY):
            self._clean_loans(fund)

    def _clean_loans(self, fund: FundChoice) -> None:
        for loan in self._loans:
            loan.keep_limits_of(fund)
        if fund.max_loans is not None and len(self._loans) > fund.max_loans:
            message = _("Remove this loan: the fund pays for at most %(most)s loans")
            self._loans[fund.max_loans].complain("bank", message % {"most": fund.max_loans})

    def find_warnings(self) -> Iterator[tuple[str, Words]]:
        own = self.cleaned_data.get("own_money_yuan")
        if own is None:
            return
        for instrument, message in ((Instrument.GRANT, GRANT_WARNING), (Instrument.EQUITY, EQUITY_WARNING)):
            asked = sum(self._asked(instrument).values())
            if own < asked:
                yield "own_money_yuan", message % {"asked": f"{asked:,}"}

    def warn_rows(self) -> None:
        for row in self._requests:
            row.warn_of_limits()
            fund = row.chosen
            if fund and fund.instrument == Instrument.INTEREST_SUBSIDY and not self._loans:
                row.warn("fund", LOAN_WARNING)

    def _asked(self, instrument: str) -> dict[FundChoice, int]:
        """Return the funds of this kind that are asked, each with the amount."""
        asked = [(row.chosen, row.amount) for row in self._requests]
        return {fund: amount for fund, amount in asked if fund and fund.instrument == instrument}

    @property
    def _requests(self) -> list[rows.RequestRowForm]:
        return cast("list[rows.RequestRowForm]", self.filled("requests"))

    @property
    def _loans(self) -> list[rows.LoanRowForm]:
        return cast("list[rows.LoanRowForm]", self.filled("loans"))


GRANT_WARNING = _(
    "A grant asks for at least as much own or private money: %(asked)s yuan. You can still send the application; "
    "you will get an answer with reasons."
)
EQUITY_WARNING = _(
    "A fund that takes shares asks private investors to put in at least as much: %(asked)s yuan. "
    "You can still send the application; you will get an answer with reasons."
)
LOAN_WARNING = _(
    "This fund pays back interest on loans, and no loan is listed below. You can still send the application; "
    "you will get an answer with reasons."
)
