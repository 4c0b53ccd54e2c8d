"""Step 3: the people who found the company."""

from decimal import Decimal

from django.utils.translation import gettext_lazy as _

from applications.forms.steps import _team_rows as rows
from applications.forms.steps._base import StepForm


class TeamForm(StepForm):
    slug = "team"
    name = _("Team")
    title = _("Who founds the company?")
    intro = _("Name every founder, also those who do not work full time.")
    path = "team."
    lists = (rows.FOUNDERS,)

    def clean_rows(self) -> None:
        founders = self.filled("founders")
        if founders and all(founder.cleaned_data.get("full_time") is False for founder in founders):
            founders[0].complain("full_time", _("Select yes for at least one founder: somebody must work full time"))
        shares = [founder.cleaned_data.get("equity_pct") for founder in founders]
        total = sum((share for share in shares if isinstance(share, Decimal)), Decimal())
        if total > 100:  # noqa: PLR2004 -- percent
            message = _("Change the shares so that they add up to 100 or less: now they add up to %(total)s")
            founders[0].complain("equity_pct", message % {"total": f"{total:f}"})

    def warn_rows(self) -> None:
        for founder in self.filled("founders"):
            if isinstance(founder, rows.FounderRowForm) and founder.may_need_permit():
                founder.warn("work_permit_needed", PERMIT_WARNING)


PERMIT_WARNING = _(
    "A founder from abroad works here only with a valid work permit or a foreign permanent resident identity card. "
    "If this founder holds neither, change the answer to yes."
)
