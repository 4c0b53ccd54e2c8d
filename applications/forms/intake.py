"""What a founder fills in beside the steps."""

from django import forms
from django.utils.translation import gettext_lazy as _


class WithdrawForm(forms.Form):
    why = forms.CharField(
        label=_("Why do you withdraw?"),
        help_text=_("It helps the district to do better."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
