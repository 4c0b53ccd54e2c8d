"""What an official fills in while reviewing."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.acts import ActForm, text
from applications.states import Outcome, Verdict


class TakeForm(ActForm):
    """Taking needs no words."""


class CompleteForm(ActForm):
    """Nor does confirming that nothing is missing."""


class FirstAnswerForm(ActForm):
    answer = text(
        _("Answer to the founder"),
        help_text=_("The founder reads it at once on the status page and gets a mail."),
    )


class OpinionForm(ActForm):
    verdict = forms.ChoiceField(
        label=_("Opinion"),
        choices=Verdict,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select an opinion.")},
    )
    reasons = text(_("Reasons"), help_text=_("The lead reads them. The founder does not."))
    conditions = text(_("Conditions"), required=False, help_text=_("Only for a support with conditions."), rows=3)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("verdict") == Verdict.SUPPORT_WITH_CONDITIONS and not cleaned.get("conditions"):
            self.add_error("conditions", _("Write the conditions of your support."))
        elif cleaned.get("verdict") != Verdict.SUPPORT_WITH_CONDITIONS:
            cleaned["conditions"] = ""
        return cleaned


class PermitForm(ActForm):
    outcome = forms.ChoiceField(
        label=_("Decision on the permit"),
        choices=Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Select granted or refused.")},
    )
    reasons = text(_("Reasons"), required=False, help_text=_("The founder reads them. A refusal needs reasons."))
    remedies = text(
        _("Remedies"),
        required=False,
        help_text=_("For a refusal: what the founder can do about it, where, and until when."),
        rows=3,
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("outcome") == Outcome.REFUSED:
            complain_of_bare_refusal(self, "reasons", "remedies")
        else:
            cleaned["remedies"] = ""
        return cleaned


def complain_of_bare_refusal(form: forms.Form, reasons: str, remedies: str) -> None:
    """Ask for the reasons and remedies that a refusal needs (R15)."""
    if not form.cleaned_data.get(reasons):
        form.add_error(reasons, _("A refusal needs reasons."))
    if not form.cleaned_data.get(remedies):
        form.add_error(remedies, _("A refusal needs to say which remedies there are."))
