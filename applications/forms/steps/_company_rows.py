"""The lists of the company step: who owns it, and what public money it had."""

from django.utils.translation import gettext_lazy as _

from applications.forms._fields import MoneyField, PercentField, TextField, YearField
from applications.forms._rows import RowForm, RowList
from applications.forms.steps._choices import OneOf, PlainSelect

SHAREHOLDER_KINDS = (
    ("", _("Select a kind")),
    ("natural", _("Natural person")),
    ("company", _("Company")),
    ("fund", _("Fund")),
    ("government_fund", _("Government fund")),
    ("foreign", _("Foreign person or company")),
)


class ShareholderRowForm(RowForm):
    name = TextField(label=_("Name"), missing=_("Enter the name of the shareholder"), most=100, width=30)
    # Not radios: five of them in each row make the page of a company with ten shareholders too long to read.
    kind = OneOf(
        label=_("Kind"),
        missing=_("Select the kind of shareholder"),
        choices=SHAREHOLDER_KINDS,
        widget=PlainSelect,
    )
    pct = PercentField(
        label=_("Share"),
        hint=_("All shares together make 100."),
        missing=_("Enter the share in percent, such as 46.5"),
        too_low=_("Enter a share between 0 and 100"),
        too_high=_("Enter a share between 0 and 100"),
    )


class SubsidyRowForm(RowForm):
    programme = TextField(label=_("Programme"), missing=_("Enter the name of the programme"), most=100, width=30)
    year = YearField(label=_("Year"))
    amount_yuan = MoneyField(
        label=_("Amount"),
        missing=_("Enter the amount in whole yuan, such as 400000"),
        too_low=_("Enter an amount of 0 yuan or more"),
    )

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("year", 0) > self.case.today.year:
            self.complain("year", _("Enter a year that is not in the future"))


SHAREHOLDERS = RowList(
    name="shareholders",
    legend=_("Shareholders"),
    row_legend=_("Shareholder %(number)s"),
    add_label=_("Add another shareholder"),
    remove_label=_("Remove shareholder %(number)s"),
    form=ShareholderRowForm,
    shown=1,
    least=1,
    most=50,
    too_many=_("Remove this row: no more than 50 shareholders fit. Name the small ones together"),
)
SUBSIDIES = RowList(
    name="subsidies_received",
    legend=_("Public money received in the last 3 years"),
    row_legend=_("Grant %(number)s"),
    add_label=_("Add public money received"),
    remove_label=_("Remove grant %(number)s"),
    form=SubsidyRowForm,
    most=50,
    too_many=_("Remove this row: no more than 50 grants fit"),
)
