"""The fields of the founder's form that take numbers: counts, money, shares, measures."""

import re
from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from applications.forms._answer import Answer, Typed, Words, folded


class NumberField(Answer):
    """Digits, also full-width ones, between ``least`` and ``most``."""

    pattern = re.compile(r"-?[0-9]+")
    dropped = re.compile(r"\s")

    def __init__(
        self, *, least: int | Decimal = 0, most: int, too_low: Words = "", too_high: Words = "", **rest: Any
    ) -> None:
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

    def __init__(self, **rest: Any) -> None:
        digits = _("Enter the year with four digits, such as 2024")
        limits = {"least": 1990, "most": 2100, "too_low": digits, "too_high": digits}
        super().__init__(**{"missing": digits, **limits, **rest})


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
        return Decimal(text) or Decimal()  # "-0" is a Decimal of its own

    def as_json(self, value: object) -> object:
        return float(value) if isinstance(value, Decimal) else None

    def as_typed(self, name: str, stored: object) -> Typed:
        return _as_plain(name, stored)

    def as_words(self, value: object) -> str:
        return f"{_plain(value)}%" if isinstance(value, Decimal) else ""


class MeasureField(NumberField):
    """A quantity with its unit, with up to ``places`` places: 1200, 1,200 and 1200.00 m² are one area."""

    dropped = re.compile(
        "\\s|(?:m2|m|t|kg|kg/m2|kVA|yuan|\u5343\u514b|\u516c\u65a4|\u5e73\u65b9\u7c73|\u7c73|\u5428|\u5143)$",
        re.IGNORECASE,
    )
    width = 5

    def __init__(self, *, unit: Words, places: int = 2, **rest: Any) -> None:
        self.unit = unit
        fraction = rf"(?:\.[0-9]{{1,{places}}})?" if places else r"(?:\.0+)?"
        self.pattern = re.compile(rf"-?(?:[0-9]+|[0-9]{{1,3}}(?:,[0-9]{{3}})+){fraction}")
        attrs: dict[str, Words] = {"data-suffix": unit, "inputmode": "decimal" if places else "numeric"}
        super().__init__(**{"attrs": attrs, **rest})

    def number(self, text: str) -> int | Decimal:
        return _whole(Decimal(text.replace(",", "")))

    def as_json(self, value: object) -> object:
        return float(value) if isinstance(value, Decimal) else value

    def as_typed(self, name: str, stored: object) -> Typed:
        return _as_plain(name, stored)

    def as_words(self, value: object) -> str:
        return f"{value:,} {self.unit}" if isinstance(value, int | Decimal) else ""


class BoxesWidget(forms.MultiWidget):
    """Boxes side by side, each under its own label; their names end in _0, _1 ..."""

    template_name = "govuk/widgets/boxes.html"
    use_fieldset = True

    def __init__(self, labels: Sequence[Words], suffix: Words = "", attrs: dict[str, object] | None = None) -> None:
        self.labels, self.suffix = labels, suffix
        box = {"class": "govuk-input--width-10", "inputmode": "numeric", "autocomplete": "off"}
        super().__init__([forms.TextInput(box) for _label in labels], attrs)

    def decompress(self, value: Sequence[object] | None) -> list[object]:
        return list(value) if value else [None] * len(self.labels)

    def get_context(self, name: str, value: object, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        boxes = context["widget"]["subwidgets"]
        context["widget"]["subwidgets"] = [
            box | {"label": label, "suffix": self.suffix} for box, label in zip(boxes, self.labels, strict=True)
        ]
        return context


class AmountsField(Answer):
    """Several amounts of money in whole yuan, all of them needed."""

    def __init__(self, *, labels: Sequence[Words], missing: Words, too_low: Words, **rest: Any) -> None:
        self.labels, self.too_low = labels, too_low
        self.each = MoneyField(label="", missing=missing, too_low=too_low)
        super().__init__(missing=missing, widget=BoxesWidget(labels, suffix=_("yuan")), **rest)

    def anchor(self, html_id: str) -> str:
        return f"{html_id}_0"

    def parts(self, name: str) -> list[str]:
        return [f"{name}_{n}" for n in range(len(self.labels))]

    def to_python(self, value: object) -> list[int | Decimal] | None:
        boxes = value if isinstance(value, list) else []
        amounts = [self.each.to_python(box) for box in boxes]
        if all(amount is None for amount in amounts):
            return None
        known = [amount for amount in amounts if amount is not None]
        if len(known) < len(self.labels):
            raise ValidationError(str(self.missing), code="incomplete")
        return known

    def as_typed(self, name: str, stored: object) -> Typed:
        amounts = stored if isinstance(stored, list) else []
        boxes = zip(self.parts(name), amounts, strict=False)
        return {part: texts for box, amount in boxes for part, texts in self.each.as_typed(box, amount).items()}

    def as_words(self, value: object) -> list[str]:
        amounts = value if isinstance(value, list) else []
        return [
            gettext("%(label)s: %(words)s") % {"label": label, "words": self.each.as_words(amount)}
            for label, amount in zip(self.labels, amounts, strict=False)
        ]


def _whole(number: Decimal) -> int | Decimal:
    return int(number) if number == number.to_integral_value() else number.normalize()


def _as_plain(name: str, stored: object) -> Typed:
    try:
        return {name: [_plain(Decimal(str(stored)))]}
    except InvalidOperation:
        return {}


def _plain(number: Decimal) -> str:
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
