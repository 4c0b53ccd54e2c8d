"""Step 6: who buys, what has been sold, and what is expected."""

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import CountField, MoneyField, Need, PercentField, TextField
from applications.forms._numbers import AmountsField
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Group


class MarketForm(StepForm):
    slug = "market"
    name = _("Market")
    title = _("Your market and your sales")
    intro = _("Say what there is today and what you expect. Where there is nothing yet, enter 0.")
    path = "market."
    groups = (
        Group(
            legend=_("The market"),
            names=("tam_yuan", "tam_source", "target_customers", "competitors"),
        ),
        Group(
            legend=_("Sales so far"),
            names=("orders_signed_yuan", "paid_pilots", "loi_count", "unit_price_yuan"),
        ),
        Group(
            legend=_("Money raised and expected"),
            names=("equity_raised_24m_yuan", "revenue_forecast_yuan", "export_share_pct"),
        ),
    )

    tam_yuan = MoneyField(
        label=_("Size of the market"),
        hint=_("What all customers together spend in a year on what you offer, in yuan."),
        missing=_("Enter the size of the market in whole yuan a year, such as 900000000"),
        too_low=_("Enter a size of the market above 0 yuan"),
        least=1,
        width=20,
    )
    tam_source = TextField(
        label=_("Where does this figure come from?"),
        hint=_("10 to 300 characters. A study, a statistic, or your own count and how you counted."),
        missing=_("Say where the size of the market comes from"),
        least=10,
        most=300,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    target_customers = TextField(
        label=_("Who are your customers?"),
        hint=_("10 to 500 characters."),
        missing=_("Describe your customers"),
        least=10,
        most=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    competitors = TextField(
        label=_("Who are your competitors?"),
        hint=_("10 to 500 characters. Say how you differ from them."),
        missing=_("Describe your competitors"),
        least=10,
        most=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    orders_signed_yuan = MoneyField(
        label=_("Signed orders"),
        hint=_('All of them together. Above 0, upload the document "Orders / contracts" as well.'),
        missing=_("Enter the sum of signed orders in whole yuan, such as 600000, or 0"),
        too_low=_("Enter a sum of orders of 0 yuan or more"),
    )
    paid_pilots = CountField(
        label=_("Pilots that customers pay for"),
        missing=_("Enter the number of paid pilots, such as 2, or 0"),
    )
    loi_count = CountField(
        label=_("Letters of intent"),
        missing=_("Enter the number of letters of intent, such as 3, or 0"),
    )
    unit_price_yuan = MoneyField(
        label=_("Price of one unit"),
        missing=_("Enter the price in whole yuan, such as 2600"),
        too_low=_("Enter a price of 0 yuan or more"),
        need=Need.NEVER,
    )
    equity_raised_24m_yuan = MoneyField(
        label=_("Equity raised in the last 24 months"),
        hint=_('Above 0, upload the document "Investment agreement, bank receipt" as well.'),
        missing=_("Enter the equity raised in whole yuan, such as 7000000, or 0"),
        too_low=_("Enter an amount of equity of 0 yuan or more"),
    )
    revenue_forecast_yuan = AmountsField(
        label=_("Revenue that you expect in the next 3 years"),
        hint=_("Year 1 begins when you apply."),
        missing=_("Enter the revenue of each of the 3 years in whole yuan, such as 800000, or 0"),
        too_low=_("Enter a revenue of 0 yuan or more for each year"),
        labels=(_("Year 1"), _("Year 2"), _("Year 3")),
    )
    export_share_pct = PercentField(
        label=_("Exports"),
        hint=_("The part of your sales that goes abroad, in percent."),
        missing=_("Enter the exports in percent of your sales, such as 20"),
        too_low=_("Enter a percentage between 0 and 100"),
        too_high=_("Enter a percentage between 0 and 100"),
        need=Need.NEVER,
    )
