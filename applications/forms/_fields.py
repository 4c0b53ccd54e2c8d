"""The fields of the founder's form: each knows its way from typed text to JSON, back, and to words for a page."""

import re
from collections.abc import Callable
from datetime import date
from typing import Any

import phonenumbers
from django import forms
from django.core.exceptions import ValidationError
from django.utils.dates import MONTHS
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from applications.forms._answer import MOST_SIGNS, Answer, Need, Typed, Words, folded, tidied
from applications.forms._numbers import CountField, MoneyField, NumberField, PercentField, YearField
from applications.rules import uscc

__all__ = [
    "MOST_SIGNS",
    "AccountField",
    "Answer",
    "CountField",
    "CreditCodeField",
    "DateField",
    "DateWidget",
    "EmailField",
    "MoneyField",
    "Need",
    "NumberField",
    "PatternField",
    "PercentField",
    "PhoneField",
    "TextField",
    "TextOrNoneField",
    "Typed",
    "Words",
    "YearField",
    "day_in_words",
    "folded",
    "tidied",
    "year_first",
]


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


class TextOrNoneField(TextField):
    """A text, or the word that there is nothing to tell: kept as ``none``, shown in the language of the page."""

    NONE = frozenset({"none", "no", "\u65e0", "\u6ca1\u6709", "\u6682\u65e0", "\u5426"})

    @staticmethod
    def tidy(text: str) -> str:
        kept = tidied(text)
        return "none" if kept.casefold().strip(" .\u3002") in TextOrNoneField.NONE else kept

    def as_typed(self, name: str, stored: object) -> Typed:
        return super().as_typed(name, gettext("none") if stored == "none" else stored)

    def as_words(self, value: object) -> str | list[str]:
        return gettext("none") if value == "none" else super().as_words(value)


class AccountField(TextField):
    """A bank account, of which nothing but the last four digits is ever kept."""

    width = 20
    whole = re.compile(r"(?:\*{4,28})?([0-9]{4})")
    shown = 4

    def __init__(self, **rest: Any) -> None:
        super().__init__(most=MOST_SIGNS, **rest)

    def kept(self, text: str) -> str:
        digits = [at for at, sign in enumerate(text) if sign.isdigit()]
        hidden = set(digits[: -self.shown])
        return "".join("*" if at in hidden else sign for at, sign in enumerate(text))

    def to_python(self, value: object) -> str:
        return self._masked(super().to_python(self.kept(value) if isinstance(value, str) else ""))

    def _masked(self, text: str) -> str:
        last = self.whole.fullmatch(re.sub(r"[\s-]", "", folded(text)))
        if text and not last:
            raise ValidationError(str(self.missing), code="invalid")
        return f"**** **** **** {last[1]}" if last else ""


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
