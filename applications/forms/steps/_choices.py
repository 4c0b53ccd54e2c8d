"""The fields of the founder's form that offer choices: radios, checkboxes, yes or no, declarations."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms.utils import flatatt
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy as _

from applications.forms._fields import Answer, Typed, Words


class PlainSelect(forms.Select):
    """A list in one piece. Django draws each option by a template, too slow for every country in each of ten rows."""

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        chosen = str(value or "")
        options = format_html_join(
            "\n",
            '<option value="{}"{}>{}</option>',
            ((code, mark_safe(" selected") if str(code) == chosen else "", label) for code, label in self.choices),
        )
        return format_html('<select name="{}"{}>{}</select>', name, flatatt(attrs or {}), options)


class HintedRadios(forms.RadioSelect):
    """Radios with a hint under some of them, by value."""

    def __init__(self, hints: Mapping[str, Words]) -> None:
        super().__init__()
        self.hints = hints


class HintedCheckboxes(forms.CheckboxSelectMultiple):
    """Checkboxes with a hint under some of them, by value."""

    def __init__(self, hints: Mapping[str, Words]) -> None:
        super().__init__()
        self.hints = hints


class OneOf(Answer, forms.ChoiceField):
    """One choice: radios, all in sight. A choice that ``names`` knows reads differently once it is chosen."""

    widget = forms.RadioSelect

    def __init__(self, *, missing: Words, **rest: Any) -> None:
        messages = {"invalid_choice": missing}
        super().__init__(missing=missing, error_messages=messages, **rest)
        self.names: Mapping[str, Words] = {}

    def anchor(self, html_id: str) -> str:
        return f"{html_id}_0" if isinstance(self.widget, forms.RadioSelect) else html_id

    def as_words(self, value: object) -> str:
        return str({**dict(_flat(self.choices)), **self.names}.get(str(value or ""), value or ""))


class YesNo(OneOf):
    """A question that "no" answers too."""

    def __init__(self, **rest: Any) -> None:
        super().__init__(choices=(("yes", _("Yes")), ("no", _("No"))), **rest)
        self.widget.attrs["class"] = "govuk-radios--inline"

    def clean(self, value: object) -> bool | None:
        chosen = super().clean(value)
        return chosen == "yes" if chosen else None

    def as_typed(self, name: str, stored: object) -> Typed:
        return {name: ["yes" if stored else "no"]} if isinstance(stored, bool) else {}

    def as_words(self, value: object) -> str:
        return "" if value is None else str(_("Yes") if value else _("No"))


class SomeOf(Answer, forms.MultipleChoiceField):
    """Any number of choices: checkboxes; kept in the order of the page, each once."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, missing: Words, **rest: Any) -> None:
        messages = {"invalid_choice": missing, "invalid_list": missing}
        super().__init__(missing=missing, error_messages=messages, **rest)

    def anchor(self, html_id: str) -> str:
        return f"{html_id}_0"

    def clean(self, value: object) -> list[str]:
        chosen = super().clean(value)
        return [code for code, _label in _flat(self.choices) if code in chosen]

    def as_json(self, value: object) -> object:
        return value or []

    def as_typed(self, name: str, stored: object) -> Typed:
        return {name: [code for code in stored if isinstance(code, str)]} if isinstance(stored, list) else {}

    def as_words(self, value: Any) -> list[str]:
        return [str(label) for code, label in _flat(self.choices) if code in (value or ())]


def _flat(choices: Any) -> list[tuple[str, Words]]:
    return [(str(code), label) for code, label in choices if code]


class Declaration(Answer, forms.BooleanField):
    """A checkbox under a statement."""

    def as_json(self, value: object) -> object:
        return bool(value)

    def as_typed(self, name: str, stored: object) -> Typed:
        return {name: ["on"]} if stored is True else {}

    def as_words(self, value: object) -> str:
        return str(_("Yes") if value else _("No"))

    def as_it_stands(self, raw: object) -> str:
        return self.as_words(raw)
