"""What every field of the founder's form can do: judge a typed text, make JSON of it, and say it in words."""

import re
import unicodedata
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

from django import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

Words: TypeAlias = "str | _StrPromise"
Typed: TypeAlias = dict[str, list[str]]

MOST_SIGNS = 5_000  # of one typed value; nothing longer is read or kept

# Full-width punctuation, the ellipsis and the per mille sign belong to Chinese writing and to the names of companies:
# NFKC would change a registered name. Letters, digits and spaces are folded everywhere.
_KEPT_SIGNS = re.compile("([\u2026\u2030\uff01-\uff0f\uff1a-\uff20\uff3b-\uff40\uff5b-\uff65]+)")


# Pasted text carries them unseen; those that turn the direction of writing can make a name look like another.
_UNSEEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def folded(text: str) -> str:
    """Return ``text`` as codes, numbers and addresses are read: NFKC, without space at the ends."""
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", text)).strip()


def tidied(text: str) -> str:
    """Return ``text`` as names and sentences are kept: folded, but with its Chinese punctuation."""
    parts = _KEPT_SIGNS.split(_UNSEEN.sub("", text).replace("\r\n", "\n").replace("\r", "\n"))
    return "".join(part if n % 2 else unicodedata.normalize("NFKC", part) for n, part in enumerate(parts)).strip()


class Need(Enum):
    """When an answer is needed. To Django, and to a page that marks what is optional, SOMETIMES is required too."""

    ALWAYS = "always"
    SOMETIMES = "sometimes"  # another answer decides, and the form's ``clean`` asks for it
    NEVER = "never"


class Answer(forms.Field):
    """A field with its words: ``missing`` says what to do when nothing usable is there."""

    width = 0

    def __init__(
        self,
        *,
        label: Words,
        missing: Words = "",
        need: Need = Need.ALWAYS,
        hint: Words = "",
        width: int = 0,
        attrs: dict[str, Words] | None = None,
        **rest: Any,
    ) -> None:
        self.need, self.missing = need, missing
        self.extra_attrs = dict(attrs or {})
        if width or self.width:
            self.extra_attrs["class"] = f"govuk-input--width-{width or self.width}"
        rest["error_messages"] = {"required": missing, **rest.pop("error_messages", {})}
        super().__init__(label=label, help_text=hint, required=need is not Need.NEVER, **rest)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # Not Django's minlength and maxlength: a browser would cut a pasted text without a word.
        return dict(self.extra_attrs)

    def validate(self, value: Any) -> None:
        if value or self.need is not Need.SOMETIMES:
            super().validate(value)

    def kept(self, text: str) -> str:
        """Return what may be kept of a typed text, right or wrong. Twice comes to the same as once."""
        return text

    def anchor(self, html_id: str) -> str:
        """Return the id of the element that a link to this field leads to."""
        return html_id

    def parts(self, name: str) -> list[str]:
        """Return the names that the field posts."""
        return [name]

    def as_json(self, value: object) -> object:
        return None if value in ("", None) else value

    def as_typed(self, name: str, stored: object) -> Typed:
        """Return what a person would have typed to answer ``stored``; nothing for a value of a wrong type."""
        usable = isinstance(stored, str | int | float) and not isinstance(stored, bool)
        return {name: [str(stored)]} if usable else {}

    def as_words(self, value: object) -> str | list[str]:
        return "" if value is None else str(value)

    def as_it_stands(self, raw: object) -> str:
        """Return the words for something typed that is no answer."""
        return " ".join(text for text in raw if text) if isinstance(raw, list) else str(raw or "")
