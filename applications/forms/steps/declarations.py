"""Step 10: what the applicant declares, and who signs.

``signed_at`` is not typed: the workflow sets it at the moment of sending, so ``to_answers`` leaves it out.
"""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from applications.forms._fields import Need, TextField, tidied
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Group
from applications.forms.steps._choices import Declaration


class DeclarationsForm(StepForm):
    slug = "declarations"
    name = _("Declarations")
    title = _("Declarations and signature")
    intro = _("Read each statement and tick it if it is true. Without the needed ones the application is not signed.")
    path = "declarations."
    groups = (
        Group(
            legend=_("You declare"),
            names=("truth", "coi_disclosed", "no_duplicate", "safety", "publicity"),
        ),
        Group(legend=_("You may choose"), names=("data_sharing", "commitment_mode", "deficient_mode")),
        Group(legend=_("Signature"), names=("signed_by",)),
    )
    needed_for = (
        ("no_duplicate", frozenset({"funding"})),
        ("safety", frozenset({"workspace", "approvals"})),
        ("publicity", frozenset({"funding", "workspace"})),
    )

    truth = Declaration(
        label=_("All statements in this application are true"),
        missing=_("Tick the box to declare that all statements are true"),
    )
    data_sharing = Declaration(
        label=_("The district may take data about the company from government registers"),
        hint=_("If you do not tick this, upload the documents yourself. It costs you no points."),
        need=Need.NEVER,
    )
    no_duplicate = Declaration(
        label=_("No other public money was asked for or received for the same purpose"),
        hint=_("Needed if you ask for funding."),
        missing=_("Tick the box to declare that no other public money goes to the same purpose: funding needs it"),
        need=Need.SOMETIMES,
    )
    coi_disclosed = Declaration(
        label=_("All conflicts of interest are disclosed, or there are none"),
        missing=_("Tick the box to declare that all conflicts of interest are disclosed"),
    )
    safety = Declaration(
        label=_("The company keeps the rules of work safety and fire safety"),
        hint=_("Needed if you ask for workspace or approvals."),
        missing=_("Tick the box to promise to keep the safety rules: workspace and approvals need it"),
        need=Need.SOMETIMES,
    )
    publicity = Declaration(
        label=_("The district may publish the company's name, the amount and the rooms"),
        hint=_("Needed if you ask for funding or workspace."),
        missing=_("Tick the box to agree to the public notice: funding and workspace need it"),
        need=Need.SOMETIMES,
    )
    commitment_mode = Declaration(
        label=_("Decide on a written commitment where that is possible, and check afterwards"),
        hint=_("Open to companies that are on no credit list. A false commitment is recorded and ends the permit."),
        need=Need.NEVER,
    )
    deficient_mode = Declaration(
        label=_("Accept the application while documents of less weight are missing"),
        hint=_("Open to companies that are on no credit list. You promise to hand the documents in later."),
        need=Need.NEVER,
    )
    signed_by = TextField(
        label=_("Signed by"),
        hint=_("The name of the legal representative or of a founder."),
        missing=_("Enter the name of the person who signs"),
        least=2,
        most=60,
        width=20,
        attrs={"autocomplete": "name"},
    )

    def clean(self) -> None:
        super().clean()
        for name, parts in self.needed_for:
            if parts & self.case.parts and not self.cleaned_data.get(name):
                self.complain(name)
        self._clean_modes()
        self._clean_signature()

    def _clean_modes(self) -> None:
        # Unknown does not block: intake enters the credit status of a registered company after sending.
        if self.case.credit_status in {None, "", "clear"}:
            return
        for name in ("commitment_mode", "deficient_mode"):
            if self.cleaned_data.get(name):
                self.complain(name, _("Untick the box: this is open only to companies that are on no credit list"))

    def _clean_signature(self) -> None:
        signed = self.cleaned_data.get("signed_by")
        known = {_same(name): tidied(name) for name in self.case.signatories if name}
        if not signed or not known:
            return
        if _same(signed) in known:
            self.cleaned_data["signed_by"] = known[_same(signed)]
        else:
            message = _("Enter the name of the legal representative or of a founder: %(names)s")
            names = pgettext("between names", ", ").join(known.values())
            self.complain("signed_by", message % {"names": names})


def _same(name: str) -> str:
    return "".join(tidied(name).casefold().split())
