"""Step 1: what the founder asks for, and why."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import Need, TextField
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Group, StepCase
from applications.forms.steps._choices import OneOf, SomeOf

PARTS = (
    ("workspace", _("Workspace: rooms to work in")),
    ("funding", _("Funding: public money")),
    ("approvals", _("Approvals: permits and registrations")),
)
URGENCIES = (("normal", _("Normal")), ("urgent", _("Urgent")))


class PackageForm(StepForm):
    slug = "package"
    name = _("Request")
    title = _("What do you ask the district for?")
    intro = _("Your answers here decide which questions come next. You can change them until you send the application.")
    groups = (
        Group(legend=_("Your request"), names=("package_parts", "case_summary")),
        Group(legend=_("How urgent it is"), names=("urgency", "urgency_reason")),
    )

    package_parts = SomeOf(
        label=_("Parts of the package"),
        hint=_("Select all that you need. You can ask for one, two or all three."),
        missing=_("Select at least one part of the package"),
        choices=PARTS,
    )
    case_summary = TextField(
        label=_("What is the problem, in one sentence?"),
        hint=_("10 to 280 characters. Every department reads this sentence first."),
        missing=_("Describe the problem in one sentence"),
        least=10,
        most=280,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    urgency = OneOf(
        label=_("How urgent is it?"),
        missing=_("Select how urgent it is"),
        choices=URGENCIES,
    )
    urgency_reason = TextField(
        label=_("Why is it urgent?"),
        hint=_("Only if it is urgent. 10 to 500 characters."),
        missing=_("Say why it is urgent"),
        need=Need.SOMETIMES,
        least=10,
        most=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, case: StepCase, **rest: Any) -> None:
        super().__init__(*args, case=case, **rest)
        parts = cast("SomeOf", self.fields["package_parts"])
        parts.choices = [(part, words) for part, words in PARTS if part in case.offer.parts]

    def clean(self) -> None:
        super().clean()
        urgency = self.cleaned_data.get("urgency")
        if urgency == "urgent":
            self.insist("urgency_reason")
        elif urgency:
            self.forget("urgency_reason")
