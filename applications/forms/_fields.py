"""The fields of the founder's form: each knows its way from typed text to JSON, back, and to words for a page."""

import re
import unicodedata
from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import Enum
from typing import TYPE_CHECKING, Any, TypeAlias

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applications.rules import uscc

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


class TextField(Answer, forms.CharField):
    """Names and sentences."""

    tidy: Callable[[str], str] = staticmethod(tidied)

    def __init__(self, *, least: int = 1, most: int, blank: str | None = None, **rest: Any) -> None:
        self.blank = blank
        messages = {
            "min_length": _("Write at least %(limit_value)s characters"),
            "max_length": _("Shorten this to %(limit_value)s characters or fewer"),
        }
        super().__init__(min_length=least, max_length=most, error_messages=messages, **rest)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        # The template pack makes a character count of it and does not hand it to the browser.
        count = {"maxlength": self.max_length} if isinstance(widget, forms.Textarea) else {}
        return super().widget_attrs(widget) | count

    def to_python(self, value: object) -> str:
        return self.tidy(str(super().to_python(value)))

    def as_json(self, value: object) -> object:
        return value or self.blank


class PatternField(TextField):
    """A code with a form of its own."""

    tidy = staticmethod(folded)

    def __init__(self, *, pattern: str, **rest: Any) -> None:
        self.pattern = re.compile(pattern)
        super().__init__(most=254, **rest)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not self.pattern.fullmatch(value):
            raise ValidationError(str(self.missing), code="invalid")


class CreditCodeField(TextField):
    """The unified social credit code (GB 32100)."""

    width = 20

    def __init__(self, **rest: Any) -> None:
        super().__init__(most=MOST_SIGNS, **rest)

    @staticmethod
    def tidy(text: str) -> str:
        return uscc.normalise(folded(text))

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not uscc.is_valid(value):
            message = gettext("Compare the code with the licence: 18 digits and letters, without I, O, S, V and Z")
            raise ValidationError(message, code="invalid")


class EmailField(Answer, forms.EmailField):
    width = 30

    def __init__(self, **rest: Any) -> None:
        self.wrong = _("Enter an e-mail address with one @, such as name@example.com")
        super().__init__(max_length=254, error_messages={"invalid": self.wrong, "max_length": self.wrong}, **rest)

    def to_python(self, value: object) -> str:
        return folded(str(super().to_python(value)))


class PhoneField(TextField):
    """Three forms: a mainland mobile, a landline with its area code, a number of another country with +."""

    FORMS = (r"1[3-9][0-9]{9}", r"0[0-9]{2,3}-[0-9]{7,8}", r"\+[1-9][0-9]{6,14}")
    width = 20

    @staticmethod
    def tidy(text: str) -> str:
        """Return the number as it is stored: no spaces or brackets, +86 dropped, one hyphen in a landline."""
        number = re.sub(r"[\s().\-\u2010-\u2015\u2212]", "", folded(text))
        number = re.sub(r"^00(?=[1-9])", "+", number)
        number = re.sub(r"^\+86(?=1[3-9][0-9]{9}$)", "", number)
        number = re.sub(r"^\+860?(?=[1-9])", "0", number)
        return re.sub(r"^(0(?:10|2[0-9]|[3-9][0-9]{2}))(?=[0-9]{7,8}$)", r"\1-", number)

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not (any(re.fullmatch(form, value) for form in self.FORMS) and _possible(value)):
            raise ValidationError(
                gettext("Enter a phone number such as 13800138000, 0755-20000102 or +33 6 00 00 01 12"), code="invalid"
            )


def _possible(number: str) -> bool:
    # Not is_valid_number: the numbers of tests and demos are well-formed, but nobody has them.
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(number, "CN"))
    except phonenumbers.NumberParseException:
        return False


class NumberField(Answer):
    """Digits, also full-width ones, between ``least`` and ``most``."""

    pattern = re.compile(r"-?[0-9]+")
    dropped = re.compile(r"\s")

    def __init__(self, *, least: int = 0, most: int, too_low: Words = "", too_high: Words = "", **rest: Any) -> None:
        self.least, self.most = least, most
        self.too_low = too_low or _("Enter %(least)s or more")
        self.too_high = too_high or _("Enter %(most)s or less")
        attrs = {"inputmode": "numeric", "autocomplete": "off", **rest.pop("attrs", {})}
        super().__init__(widget=forms.TextInput, attrs=attrs, **rest)

    def number(self, text: str) -> int | Decimal:
        return int(text)

    def to_python(self, value: object) -> int | Decimal | None:
        text = self.dropped.sub("", folded(value if isinstance(value, str) else ""))
        if not text:
            return None
        if not self.pattern.fullmatch(text) or len(text) > 20:  # noqa: PLR2004 -- nobody counts that far
            raise ValidationError(str(self.missing), code="invalid")
        number = self.number(text)
        for refused, message in ((number < self.least, self.too_low), (number > self.most, self.too_high)):
            if refused:
                raise ValidationError(message % {"least": f"{self.least:,}", "most": f"{self.most:,}"}, code="range")
        return number


class YearField(NumberField):
    width = 4


class CountField(NumberField):
    width = 5

    def __init__(self, **rest: Any) -> None:
        super().__init__(**{"most": 1_000_000, **rest})

    def as_words(self, value: object) -> str:
        return "" if value is None else f"{value:,}"


class MoneyField(NumberField):
    """Whole yuan: 1000000, 1,000,000 and 1000000.00 are one amount."""

    pattern = re.compile(r"-?[0-9]+(?:\.0{1,2})?")
    dropped = re.compile("[\\s,\u00a5\u5143]|yuan|RMB|CNY", re.IGNORECASE)
    width = 10

    def __init__(self, **rest: Any) -> None:
        attrs: dict[str, Words] = {"data-suffix": _("yuan")}
        super().__init__(**{"most": 9_999_999_999_999, "attrs": attrs, **rest})

    def number(self, text: str) -> int:
        return int(text.partition(".")[0])

    def as_words(self, value: object) -> str:
        return "" if value is None else gettext("%(amount)s yuan") % {"amount": f"{value:,}"}


class PercentField(NumberField):
    """A share with up to two places."""

    pattern = re.compile(r"-?[0-9]+(?:\.[0-9]{1,2})?")
    dropped = re.compile(r"[\s%]")
    width = 5

    def __init__(self, **rest: Any) -> None:
        attrs: dict[str, Words] = {"data-suffix": "%", "inputmode": "decimal"}
        super().__init__(**{"most": 100, "attrs": attrs, **rest})

    def number(self, text: str) -> Decimal:
        return Decimal(text)

    def as_json(self, value: object) -> object:
        return float(value) if isinstance(value, Decimal) else None

    def as_typed(self, name: str, stored: object) -> Typed:
        try:
            return {name: [_plain(Decimal(str(stored)))]}
        except InvalidOperation:
            return {}

    def as_words(self, value: object) -> str:
        return f"{_plain(value)}%" if isinstance(value, Decimal) else ""


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


class DateWidget(forms.MultiWidget):
    """Three boxes. Their names never move: _0 is the year, _1 the month, _2 the day; their order is the page's."""

    template_name = "govuk/widgets/date.html"
    use_fieldset = True

    def __init__(self, attrs: dict[str, object] | None = None) -> None:
        widths = (4, 2, 2)
        super().__init__([forms.TextInput(_numeric(f"govuk-input--width-{width}")) for width in widths], attrs)

    def decompress(self, value: date | None) -> list[object]:
        return [value.year, value.month, value.day] if value else [None, None, None]


def _numeric(width: str) -> dict[str, object]:
    return {"class": width, "inputmode": "numeric", "autocomplete": "off"}


def year_first() -> bool:
    return (get_language() or "").startswith("zh")


class DateField(Answer):
    """A day, typed in three boxes or pasted whole into one."""

    widget = DateWidget
    wholes = (
        re.compile("(?P<y>[0-9]{4})[-/.\u5e74](?P<m>[0-9]{1,2})[-/.\u6708](?P<d>[0-9]{1,2})\u65e5?"),
        re.compile(r"(?P<d>[0-9]{1,2})[-/.](?P<m>[0-9]{1,2})[-/.](?P<y>[0-9]{4})"),
    )
    years = range(1900, 2101)

    def anchor(self, html_id: str) -> str:
        return f"{html_id}_0" if year_first() else f"{html_id}_2"

    def parts(self, name: str) -> list[str]:
        return [f"{name}_{n}" for n in range(3)]

    def to_python(self, value: object) -> date | None:
        boxes = [re.sub(r"\s", "", folded(box or "")) for box in value] if isinstance(value, list) else []
        typed = [box for box in boxes if box]
        if not typed:
            return None
        if len(typed) == 1:
            boxes = self._taken_apart(typed[0])
        elif len(typed) < len(boxes):
            raise ValidationError(gettext("Enter the year, the month and the day"), code="incomplete")
        return self._day(boxes)

    def _taken_apart(self, text: str) -> list[str]:
        for whole in self.wholes:
            if found := whole.fullmatch(text):
                return [found["y"], found["m"], found["d"]]
        raise ValidationError(gettext("Enter the year, the month and the day"), code="incomplete")

    def _day(self, boxes: list[str]) -> date:
        if not all(re.fullmatch(r"[0-9]{1,4}", box) for box in boxes):
            raise ValidationError(gettext("Enter the date in numbers, such as 2025, 3 and 27"), code="invalid")
        year, month, day = map(int, boxes)
        if year not in self.years:
            raise ValidationError(gettext("Enter the year with four digits"), code="invalid")
        try:
            return date(year, month, day)
        except ValueError:
            raise ValidationError(gettext("Check the date: the calendar has no such day"), code="invalid") from None

    def as_json(self, value: object) -> object:
        return value.isoformat() if isinstance(value, date) else None

    def as_typed(self, name: str, stored: object) -> Typed:
        try:
            day = date.fromisoformat(stored if isinstance(stored, str) else "")
        except ValueError:
            return {}
        return dict(zip(self.parts(name), ([str(day.year)], [str(day.month)], [str(day.day)]), strict=True))

    def as_words(self, value: object) -> str:
        return day_in_words(value) if isinstance(value, date) else ""


def day_in_words(day: date) -> str:
    """Return the day as founders read it: 9 March 2026, or year, month, day with their Chinese signs."""
    if year_first():
        return f"{day.year}\u5e74{day.month}\u6708{day.day}\u65e5"
    return f"{day.day} {MONTHS[day.month]} {day.year}"
