"""For whom an official fills in."""

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import EmailField, TextField
from applications.forms.steps._choices import Declaration, OneOf


class AssistForm(forms.Form):
    """Asks for no more than the mail and the account need."""

    use_required_attribute = False

    name = TextField(
        label=_("Name of the founder"), missing=_("Enter the name of the founder"), least=2, most=50, width=20
    )
    email = EmailField(
        label=_("E-mail address of the founder"),
        hint=_("The founder gets the draft at this address, checks it and sends it."),
        missing=_("Enter the e-mail address of the founder"),
        attrs={"autocomplete": "off", "spellcheck": "false"},
    )
    language = OneOf(label=_("Language of the founder"), missing=_("Select a language"), choices=settings.LANGUAGES)
    asked = Declaration(
        label=_("The founder asked for this and knows that the answers are stored"),
        missing=_("Tick the box: without the founder's consent nothing may be stored"),
    )

    def clean(self) -> dict[str, Any]:
        facts = super().clean() or self.cleaned_data
        facts.pop("asked", None)
        return facts
