"""What the lead fills in to decide: one set of fields for each part asked for."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from applications.forms.acts import ActForm, text
from applications.forms.review import complain_of_bare_refusal
from applications.states import Outcome, PartKind
from applications.workflow.decision import PartDecision


class DecisionForm(ActForm):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = {part.kind for part in self.record.parts.all()}
        self.kinds = [kind for kind in PartKind.values if kind in asked]
        for kind in self.kinds:
            name = {"part": PartKind(kind).label}
            self.fields[f"{kind}_outcome"] = forms.ChoiceField(
                label=PartKind(kind).label,
                choices=Outcome,
                widget=forms.RadioSelect,
                error_messages={"required": _("Select granted or refused for: %(part)s.") % name},
            )
            self.fields[f"{kind}_reasons"] = text(_("%(part)s: reasons, as the founder will read them") % name, rows=3)
            self.fields[f"{kind}_remedies"] = text(
                _("%(part)s: remedies") % name,
                required=False,
                help_text=_("For a refusal: what the founder can do about it, where, and until when."),
                rows=2,
            )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        for kind in self.kinds:
            if cleaned.get(f"{kind}_outcome") == Outcome.REFUSED:
                complain_of_bare_refusal(self, f"{kind}_reasons", f"{kind}_remedies")
        return cleaned

    def facts(self) -> dict[str, Any]:
        told = self.cleaned_data
        return {
            "parts": [
                PartDecision(
                    kind=kind,
                    outcome=told[f"{kind}_outcome"],
                    reasons=told[f"{kind}_reasons"],
                    remedies=told[f"{kind}_remedies"],
                )
                for kind in self.kinds
            ]
        }
