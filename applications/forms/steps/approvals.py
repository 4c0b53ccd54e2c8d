"""Step 9: the permits that the founder wants."""

from typing import cast

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import DateField, Need, TextField, Typed
from applications.forms._rows import RowForm, RowList
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import PermitChoice, StepCase
from applications.forms.steps._choices import OneOf


class PermitRowForm(RowForm):
    permit = OneOf(
        label=_("Permit or registration"),
        missing=_("Select the permit or registration that you need"),
        widget=forms.Select,
    )
    target_date = DateField(
        label=_("When do you need it?"),
        hint=_("For example, 27 3 2026. A good guess is enough."),
        missing=_("Enter the day by which you need this permit"),
    )
    note = TextField(
        label=_("Note"),
        hint=_("Anything the department should know, such as a class or a reason."),
        need=Need.NEVER,
        most=200,
        blank="",
    )

    def __init__(self, typed: Typed, *, bound: bool, case: StepCase, of: RowList, at: int) -> None:
        super().__init__(typed, bound=bound, case=case, of=of, at=at)
        choices = [(permit.code, _offered(permit)) for permit in case.permits]
        cast("OneOf", self.fields["permit"]).choices = [("", _("Select a permit")), *choices]


def _offered(permit: PermitChoice) -> str:
    return gettext("%(permit)s (suggested for you)") % {"permit": permit.label} if permit.suggested else permit.label


class ApprovalsForm(StepForm):
    slug = "approvals"
    name = _("Approvals")
    title = _("Which approvals do you need?")
    lead = _(
        "We suggest approvals from your other answers. Remove what you do not need and add what is missing. "
        "Each approval is asked for once."
    )
    path = "approvals."
    needs_part = "approvals"
    lists = (
        RowList(
            name="requests",
            legend=_("Approvals you ask for"),
            row_legend=_("Approval %(number)s"),
            add_label=_("Add another approval"),
            remove_label=_("Remove approval %(number)s"),
            form=PermitRowForm,
            shown=1,
            least=1,
            most=40,
            too_many=_("Remove this row: no more than 40 approvals fit in one application"),
        ),
    )

    @classmethod
    def proposed(cls, case: StepCase) -> Typed:
        suggested = [permit for permit in case.permits if permit.suggested]
        return cls.lists[0].spread([{"permit": permit.code} for permit in suggested])

    @property
    def suggestions(self) -> tuple[PermitChoice, ...]:
        return tuple(permit for permit in self.case.permits if permit.suggested)

    def clean_rows(self) -> None:
        seen: set[str] = set()
        for row in self.filled("requests"):
            permit = row.cleaned_data.get("permit")
            if permit in seen:
                row.complain("permit", _("Select a different permit or remove this row: this one is already listed"))
            elif permit:
                seen.add(permit)
