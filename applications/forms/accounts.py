"""What we ask for beside an address and a password when somebody signs up."""

from django import forms
from django.conf import settings
from django.http import HttpRequest  # noqa: TID251 -- allauth hands it to every sign-up form
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.models import User


class SignupForm(forms.Form):
    name = forms.CharField(label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))

    def signup(self, _request: HttpRequest, user: User) -> None:
        """Keep the name, and the language of the page for the mails to come."""
        user.name = self.cleaned_data["name"]
        user.language = get_language() or settings.LANGUAGE_CODE
        user.save(update_fields=["name", "language"])
