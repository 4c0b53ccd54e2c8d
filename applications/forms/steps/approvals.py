"""Step 9: the permits that the founder wants, and the suggested ones that he does not."""

from typing import cast

from django import forms
from django.utils.translation import gettext, pgettext
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import DateField, Need, TextField, Typed
from applications.forms._rows import RowForm, RowGroup, RowList
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Line, PermitChoice, StepCase
from applications.forms.steps._choices import OneOf, PlainSelect


class PermitRowForm(RowForm):
    permit = OneOf(
        label=_("Permit or registration"),
        missing=_("Select the permit or registration that you need"),
        widget=PlainSelect,
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
        permit = cast("OneOf", self.fields["permit"])
        permit.choices = [("", _("Select a permit")), *((each.code, _offered(each)) for each in case.permits)]
        permit.names = {each.code: each.label for each in case.permits}


def _offered(permit: PermitChoice) -> str:
    return gettext("%(permit)s (suggested for you)") % {"permit": permit.label} if permit.suggested else permit.label


class DroppedRowForm(RowForm):
    """A suggested permit that is not wanted. One that is suggested no more stays, with its reason."""

    permit = OneOf(
        label=_("Suggested approval"),
        missing=_("Select the suggested approval that you do not need"),
        widget=PlainSelect,
    )
    reason = TextField(
        label=_("Why do you not need it?"),
        hint=_("5 to 300 characters. The reason is kept with your application."),
        missing=_("Say why you do not need this approval"),
        least=5,
        most=300,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(self, typed: Typed, *, bound: bool, case: StepCase, of: RowList, at: int) -> None:
        super().__init__(typed, bound=bound, case=case, of=of, at=at)
        chosen = self.raw("permit")
        offered = [(each.code, each.label) for each in case.permits if each.suggested or each.code == chosen]
        cast("OneOf", self.fields["permit"]).choices = [("", _("Select a permit")), *offered]


class ApprovalsForm(StepForm):
    slug = "approvals"
    name = _("Approvals")
    title = _("Which approvals do you need?")
    intro = _(
        "We suggest approvals from your other answers. Remove what you do not need, say why, and add what is missing. "
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
        RowList(
            name="dropped",
            legend=_("Suggested approvals that you do not need"),
            row_legend=_("Unneeded approval %(number)s"),
            add_label=_("Say why you do not need a suggested approval"),
            remove_label=_("Remove unneeded approval %(number)s"),
            form=DroppedRowForm,
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

    @property
    def rows(self) -> list[RowGroup]:
        return [group for group in super().rows if group.name == "requests" or self._may_drop]

    def lines(self) -> list[Line]:
        return [line for line in super().lines() if line.path != "approvals.dropped" or self._may_drop]

    @property
    def _may_drop(self) -> bool:
        return bool(self.suggestions or self.row_forms["dropped"])

    def clean_rows(self) -> None:
        asked = self.each_once("requests", "permit", LISTED)
        for row in self.filled("dropped"):
            if row.cleaned_data.get("permit") in asked:
                row.complain("permit", _("Remove this row, or the same permit among those that you ask for"))
        self.each_once("dropped", "permit", LISTED)

    def warn_rows(self) -> None:
        rows = [*self.filled("requests"), *self.filled("dropped")]
        named = {row.raw("permit") for row in rows}
        missing = [permit.label for permit in self.suggestions if permit.code not in named]
        if missing:
            names = pgettext("between names", ", ").join(missing)
            self.row_forms["requests"][0].warn("permit", MISSING_WARNING % {"permits": names})


LISTED = _("Select a different permit or remove this row: this one is already listed")
MISSING_WARNING = _(
    "We suggest these approvals too: %(permits)s. Add each of them, or say below why you do not need it. "
    "You can still send the application without them."
)
