"""The form of an act at the desk: it knows the record, and says what the operation is told."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_SIGNS = 4000


class ActForm(forms.Form):
    """The base of every act's form. One without fields asks only for confirmation."""

    def __init__(self, *args: Any, record: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.record = record

    def facts(self) -> dict[str, Any]:
        """Return the keywords of the operation."""
        return self.cleaned_data


def text(label: Any, *, required: bool = True, help_text: Any = "", rows: int = 4) -> forms.CharField:
    """Return a field for some sentences."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=MOST_SIGNS,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": _("Write at least a sentence.")},
    )
