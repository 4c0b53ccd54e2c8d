"""Signing up and in: allauth's forms, with messages that say what to do."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.http import HttpRequest  # noqa: TID251 -- allauth hands it to every sign-up form
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.models import User

MISSING = {
    "login": _("Enter your e-mail address"),
    "email": _("Enter your e-mail address"),
    "password": _("Enter your password"),
    "password1": _("Choose a password"),
    "name": _("Enter your name"),
}


def say_what_to_do(form: forms.Form) -> None:
    """Replace "this field is required", which says neither which nor what to do."""
    for name, field in form.fields.items():
        field.error_messages["required"] = MISSING.get(name, field.error_messages["required"])
        if isinstance(field, forms.EmailField):
            field.error_messages["invalid"] = _("Enter an e-mail address with one @, such as name@example.com")


class SignupForm(allauth.SignupForm):  # type: ignore[misc]
    """Asks for a name beside the address and a password."""

    name = forms.CharField(label=_("Your name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "name"}))
    field_order = ("name", "email", "password1")
    account_already_exists: bool

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = _("E-mail address")
        say_what_to_do(self)

    def try_save(self, request: HttpRequest) -> Any:
        """Save the person whole. Whoever comes a moment too late is told what everybody is told who has an account."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])  # or the time of the answer would tell that there is one
        try:
            with transaction.atomic():
                return super().try_save(request)
        except IntegrityError:
            self.account_already_exists = True
            return super().try_save(request)

    def custom_signup(self, request: HttpRequest, user: User) -> None:
        """Keep the name, and the language of the page for the mails to come."""
        super().custom_signup(request, user)
        user.name = self.cleaned_data["name"]
        user.language = get_language() or settings.LANGUAGE_CODE
        user.save(update_fields=["name", "language"])


class LoginForm(allauth.LoginForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].label = _("E-mail address")
        say_what_to_do(self)
