"""The district's instruments of early-stage money, as far as the form must know them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from applications.models._constraints import known
from applications.models._names import NamedInBoth
from applications.states import Instrument


class Fund(NamedInBoth):
    """One fund. Its limits are the programme's law of money: an application outside them is told so in the form."""

    code = models.CharField(_("code"), max_length=10, unique=True)
    instrument = models.CharField(_("instrument"), max_length=20, choices=Instrument)
    ticket_min_yuan = models.PositiveBigIntegerField(_("smallest amount, yuan"))
    ticket_max_yuan = models.PositiveBigIntegerField(_("largest amount, yuan"))
    max_share_of_rd_budget_pct = models.PositiveSmallIntegerField(
        _("largest share of the R&D budget, %"), null=True, blank=True
    )
    max_loans = models.PositiveSmallIntegerField(_("loans, at most"), null=True, blank=True)
    loan_months_min = models.PositiveSmallIntegerField(_("shortest loan, months"), null=True, blank=True)
    loan_months_max = models.PositiveSmallIntegerField(_("longest loan, months"), null=True, blank=True)
    min_interest_per_loan_yuan = models.PositiveBigIntegerField(
        _("least interest of a loan, yuan"), null=True, blank=True
    )

    class Meta:
        verbose_name = _("fund")
        verbose_name_plural = _("funds")
        ordering = ["pk"]
        constraints = [
            known("instrument", Instrument),
            models.CheckConstraint(
                name="applications_fund_smallest_is_not_above_largest",
                condition=Q(ticket_min_yuan__lte=F("ticket_max_yuan")),
            ),
        ]

    def __str__(self) -> str:
        return self.name
