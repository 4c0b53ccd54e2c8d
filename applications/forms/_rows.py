"""What was typed, before anybody judges it, and lists whose rows grow and shrink without JavaScript.

A page posts ``shareholders-0-name``, ``shareholders-1-name`` ... There is no management form: the names themselves say
which rows there are, gaps are closed, and a press on ``add_shareholders`` or ``remove_shareholders_1`` only changes
what was typed.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, cast

from crispy_forms.helper import FormHelper
from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from applications.forms._fields import MOST_SIGNS, Answer, Typed, Words

if TYPE_CHECKING:
    from applications.forms.steps._case import StepCase

MOST_VALUES = 50  # of one name
# Neither PostgreSQL's JSON nor a page can hold NUL and half a surrogate pair, and nobody types control signs.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")


def values(data: Mapping[str, object], name: str) -> list[str]:
    """Return what ``data`` holds under ``name``: texts of a sane length, nothing that cannot be stored or shown."""
    held = data.getlist(name) if isinstance(data, MultiValueDict) else data.get(name)
    several = held if isinstance(held, list | tuple) else [held]
    return [_UNPRINTABLE.sub("", value[:MOST_SIGNS]) for value in several[:MOST_VALUES] if isinstance(value, str)]


def picked(data: Mapping[str, object], answers: Mapping[str, Answer], *, before: str = "") -> Typed:
    """Return the typed values of ``answers``, in ``data`` named with ``before``, as far as they may be kept."""
    found = {
        part: [answer.kept(text) for text in values(data, f"{before}{part}")]
        for name, answer in answers.items()
        for part in answer.parts(name)
    }
    return {part: texts for part, texts in found.items() if texts}


class BoundAnswer(forms.BoundField):
    """A field on a page: what the templates ask beyond Django's."""

    @property
    def anchor(self) -> str:
        return cast("Answer", self.field).anchor(self.auto_id)

    @property
    def warnings(self) -> list[str]:
        return cast("TypedForm", self.form).warnings.get(self.name, [])


class TypedForm(forms.Form):
    """A plain form that shows or judges what was typed; everything it needs comes as ``Typed``."""

    use_required_attribute = False
    bound_field_class = BoundAnswer

    def __init__(self, typed: Typed, *, bound: bool, case: "StepCase", prefix: str | None = None) -> None:
        self.case, self.held, self.warnings = case, MultiValueDict(typed), cast("dict[str, list[str]]", {})
        super().__init__(self.held if bound else None, prefix=prefix, label_suffix="")
        if not bound:
            self.initial = {name: self.raw(name) for name in self.fields}

    @classmethod
    def answers_of(cls) -> dict[str, Answer]:
        return {name: field for name, field in cls.base_fields.items() if isinstance(field, Answer)}

    def raw(self, name: str) -> object:
        return self.fields[name].widget.value_from_datadict(self.held, {}, self.add_prefix(name))

    def as_json(self) -> dict[str, object]:
        return {name: field.as_json(self.cleaned_data.get(name)) for name, field in self.answers_of().items()}

    def words(self, name: str) -> str | list[str]:
        """Return the answer as people read it; what cannot be read as an answer stands as it was typed."""
        answer, raw = cast("Answer", self.fields[name]), self.raw(name)
        try:
            return answer.as_words(answer.clean(raw))
        except ValidationError:
            return answer.as_it_stands(raw)

    def complain(self, name: str, message: Words = "") -> None:
        """Put ``message`` at the field, unless something is wrong there already."""
        if name in self.fields and name not in self.errors:
            self.add_error(name, str(message or cast("Answer", self.fields[name]).missing))

    def insist(self, *names: str) -> None:
        """Ask for answers that are needed because of another answer."""
        for name in names:
            if self.cleaned_data.get(name) in (None, "", []):
                self.complain(name)

    def warn(self, name: str, message: Words) -> None:
        """Put a warning at the field: it stands beside it and stops nobody (R19)."""
        self.warnings.setdefault(name, []).append(str(message))

    def forget(self, *names: str) -> None:
        """Drop answers that another answer made pointless, with all that may be wrong in them."""
        for name in names:
            self.errors.pop(name, None)
            self.cleaned_data[name] = None


class RowForm(TypedForm):
    """One row of a list."""

    def __init__(self, typed: Typed, *, bound: bool, case: "StepCase", of: "RowList", at: int) -> None:
        super().__init__(typed, bound=bound, case=case, prefix=f"{of.name}-{at}")
        self.legend = of.row_legend % {"number": at + 1}
        self.remove_name = f"remove_{of.name}_{at}"
        self.remove_label = of.remove_label % {"number": at + 1}
        self.helper = FormHelper()
        self.helper.form_tag, self.helper.disable_csrf = False, True

    @classmethod
    def parts(cls) -> list[str]:
        return [part for name, answer in cls.answers_of().items() for part in answer.parts(name)]

    def is_blank(self) -> bool:
        return not any(text.strip() for _name, texts in self.held.lists() for text in texts)

    def full_clean(self) -> None:
        """Judge the row. An empty row is none: nothing is asked of it."""
        if self.is_bound and self.is_blank():
            self._errors, self.cleaned_data = forms.utils.ErrorDict(), {}
        else:
            super().full_clean()

    def in_words(self) -> str:
        """Return the row in one line: what it is about, then each answer with its label."""
        first, *rest = self.fields
        said = [self._said(name) for name in rest if self.words(name)]
        return " · ".join(part for part in (_joined(self.words(first)), *said) if part)

    def _said(self, name: str) -> str:
        label, words = str(self.fields[name].label), _joined(self.words(name))
        # A question has its sign already, and a Chinese one its space.
        signs = {"?": "{} {}", "\uff1f": "{}{}"}
        if label[-1] in signs:
            return signs[label[-1]].format(label, words)
        return _("%(label)s: %(words)s") % {"label": label, "words": words}


def _joined(words: str | list[str]) -> str:
    return words if isinstance(words, str) else pgettext("between names", ", ").join(words)


class RowGroup(NamedTuple):
    """A list on a page: everything between its legend and its "Add another"."""

    name: str
    legend: Words
    forms: list[RowForm]
    add_label: Words  # empty when no row more fits


@dataclass(frozen=True, kw_only=True)
class RowList:
    """What a step says about one of its lists. ``shown`` rows stand on the page even when nothing was typed."""

    name: str
    legend: Words
    row_legend: Words
    add_label: Words
    remove_label: Words
    form: type[RowForm]
    shown: int = 0
    least: int = 0
    most: int = 50
    too_many: Words = ""
    _button: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_button", re.compile(rf"add_{self.name}|remove_{self.name}_(0|[1-9][0-9]{{0,3}})"))

    def press(self, data: Mapping[str, object]) -> re.Match[str] | None:
        """Return the button of this list that was pressed, if one was."""
        presses = (self._button.fullmatch(name) for name in data if isinstance(name, str))
        return next((press for press in presses if press), None)

    def typed(self, data: Mapping[str, object]) -> Typed:
        """Return the rows as typed, a pressed button done, numbered from 0. One row too many stays, to be seen."""
        rows = self._rows(data)
        press = self.press(data)
        if press and press[1]:
            rows.pop(int(press[1]), None)
        kept = list(rows.values())[: self.most + 1]
        if press and not press[1] and len(kept) < self.most:
            kept.append({part: [""] for part in self.form.parts()})
        return self.numbered(kept)

    def numbered(self, rows: list[Typed]) -> Typed:
        return {f"{self.name}-{n}-{part}": texts for n, row in enumerate(rows) for part, texts in row.items()}

    def _rows(self, data: Mapping[str, object]) -> dict[int, Typed]:
        numbers = sorted({number for number, _part in self._names(data)})
        answers = self.form.answers_of()
        return {number: picked(data, answers, before=f"{self.name}-{number}-") for number in numbers}

    def _names(self, data: Mapping[str, object]) -> Iterator[tuple[int, str]]:
        name = re.compile(rf"{self.name}-(0|[1-9][0-9]{{0,3}})-({'|'.join(map(re.escape, self.form.parts()))})")
        for posted in data:
            if isinstance(posted, str) and (found := name.fullmatch(posted)):
                yield int(found[1]), found[2]

    def spread(self, stored: object) -> Typed:
        """Return what a person would have typed for the stored rows; nothing for what is no row."""
        rows = [row for row in stored if isinstance(row, Mapping)] if isinstance(stored, list) else []
        return self.numbered([self._typed_row(row) for row in rows[: self.most + 1]])

    def _typed_row(self, row: Mapping[str, object]) -> Typed:
        typed: Typed = {}
        for name, answer in self.form.answers_of().items():
            typed |= {part: [""] for part in answer.parts(name)} | answer.as_typed(name, row.get(name))
        return typed

    def row_forms(self, typed: Typed, *, bound: bool, case: "StepCase") -> list[RowForm]:
        rows = self._rows(typed)
        make = partial(self.form, bound=bound, case=case, of=self)
        return [make(self._again(rows.get(n, {}), n), at=n) for n in range(max(len(rows), self.shown))]

    def _again(self, row: Typed, at: int) -> Typed:
        return {f"{self.name}-{at}-{part}": texts for part, texts in row.items()}
