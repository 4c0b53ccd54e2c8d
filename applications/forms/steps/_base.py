"""The page of a step: what was typed comes in, answers or a draft go out.

**What is kept of a step.** Two JSON objects, and the form takes either or both:

- *typed*: ``{POST name: [texts]}``, everything exactly as it was typed, by ``StepForm.typed(request.POST)``. Only names
  that the step knows, each text up to 5,000 characters, without NUL, other control signs and halves of surrogate pairs.
  ``StepForm(typed=..., case=...)`` shows it again, right or wrong.
- *answers*: the cleaned values in the shape of form_fields.json, by ``to_answers()`` of a valid form.

Whoever has room for one object only keeps ``draft_answers()``: the answers of a valid form, else ``{"typed": {...}}``;
``StepForm(answers=...)`` knows the one from the other, for no step has an answer of the name ``typed``.

``StepForm.again(...)`` judges what is kept as if it had just been posted: for the check page and for sending. What is
typed comes before the answers: it is the newer of the two.
"""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import ClassVar, Self, cast

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout

from applications.forms._fields import Need, Typed, Words
from applications.forms._rows import BoundAnswer, RowForm, RowGroup, RowList, TypedForm, picked
from applications.forms.steps._case import Group, Line, StepCase

DRAFT = "typed"


class StepForm(TypedForm):
    """One step. A founder reads its ``title``, an official its ``name``.

    ``needs_part`` names the part of the package without which the step does not exist.
    """

    slug: ClassVar[str]
    name: ClassVar[Words]
    title: ClassVar[Words]
    intro: ClassVar[Words] = ""
    schema: ClassVar[int] = 1
    path: ClassVar[str] = ""
    needs_part: ClassVar[str] = ""
    groups: ClassVar[tuple[Group, ...]] = ()
    lists: ClassVar[tuple[RowList, ...]] = ()
    lists_first: ClassVar[bool] = False

    def __init__(
        self,
        data: Mapping[str, object] | None = None,
        *,
        answers: Mapping[str, object] | None = None,
        typed: Mapping[str, object] | None = None,
        case: StepCase,
    ) -> None:
        self._pressed = next((rows.name for rows in self.lists if rows.press(data)), "") if data is not None else ""
        bound = data is not None and not self._pressed
        held = self.kept(answers, typed, case=case) if data is None else self.typed(data)
        super().__init__(held, bound=bound, case=case)
        self.row_forms = {rows.name: rows.row_forms(held, bound=bound, case=case) for rows in self.lists}
        self.helper = self._helper()

    @classmethod
    def again(
        cls,
        answers: Mapping[str, object] | None = None,
        *,
        typed: Mapping[str, object] | None = None,
        case: StepCase,
    ) -> Self:
        """Return the form as if what is kept had just been posted."""
        return cls(cls.kept(answers, typed, case=case), case=case)

    @classmethod
    def is_applicable(cls, case: StepCase) -> bool:
        return not cls.needs_part or cls.needs_part in case.parts

    # What was typed --------------------------------------------------------------------------------------------------

    @classmethod
    def typed(cls, data: Mapping[str, object]) -> Typed:
        """Return what ``data`` holds for this step, with a pressed row button done."""
        typed = picked(data, cls.answers_of())
        for rows in cls.lists:
            typed |= rows.typed(data)
        return typed

    @classmethod
    def kept(
        cls, answers: Mapping[str, object] | None, typed: Mapping[str, object] | None = None, *, case: StepCase
    ) -> Typed:
        """Return what is kept of the step as typed text, or what the step proposes."""
        answers = answers or {}
        draft = answers.get(DRAFT, typed)
        # Nothing typed at all says something only where there is nothing else: all suggested rows were removed.
        if isinstance(draft, Mapping) and (draft or answers.keys() <= {DRAFT}):
            return cls.typed(draft)
        return cls.typed(cls._spread(answers)) if answers else cls.proposed(case)

    @classmethod
    def proposed(cls, case: StepCase) -> Typed:  # noqa: ARG003 -- a step may look at it
        """Return what stands on the page before anybody has typed."""
        return {}

    @classmethod
    def _spread(cls, answers: Mapping[str, object]) -> Typed:
        typed: Typed = {}
        for name, answer in cls.answers_of().items():
            typed |= answer.as_typed(name, answers.get(name))
        for rows in cls.lists:
            typed |= rows.spread(answers.get(rows.name))
        return typed

    def row_action(self) -> str:
        """Return the list in which a row was added or removed, if one was: keep the draft and show the page again."""
        return self._pressed

    # Rows ------------------------------------------------------------------------------------------------------------

    @property
    def rows(self) -> list[RowGroup]:
        return [
            RowGroup(rows.name, rows.legend, forms, rows.add_label if len(forms) < rows.most else "")
            for rows, forms in zip(self.lists, self.row_forms.values(), strict=True)
        ]

    def all_forms(self) -> list[TypedForm]:
        """Return the page's forms in its order: its own fields, and each row; judged, if they are to be."""
        self.errors  # noqa: B018 -- judges the rows too, and what they say together
        rows = [row for rows in self.row_forms.values() for row in rows]
        return [*rows, self] if self.lists_first else [self, *rows]

    def filled(self, name: str) -> list[RowForm]:
        return [row for row in self.row_forms[name] if not row.is_blank()]

    # Judging ---------------------------------------------------------------------------------------------------------

    def is_valid(self) -> bool:
        return self.is_bound and not any(form.errors for form in self.all_forms())

    def full_clean(self) -> None:
        """Judge the fields, then the rows, then what they say together; then look for warnings."""
        super().full_clean()
        if not self.is_bound:
            return
        for row in (form for form in self.all_forms() if form is not self):
            row.full_clean()
        for rows in self.lists:
            self._clean_length(rows)
        self.clean_rows()
        for form in self.all_forms():
            form.warnings = {}
        for name, message in self.find_warnings():
            self.warn(name, message)
        self.warn_rows()

    @property
    def all_warnings(self) -> list[tuple[str, str]]:
        """Judge the page and return anchor and words of each warning, in the order of the page."""
        self.is_valid()
        bounds = [cast("BoundAnswer", bound) for form in self.all_forms() for bound in form]
        return [(bound.anchor, words) for bound in bounds for words in bound.warnings]

    def _clean_length(self, rows: RowList) -> None:
        filled = self.filled(rows.name)
        self.insist_on_rows(rows.name, rows.least - len(filled))
        if len(filled) > rows.most:
            filled[-1].complain(next(iter(filled[-1].fields)), rows.too_many)

    def insist_on_rows(self, name: str, missing: int) -> None:
        """Ask for as many rows more, in those that stand empty on the page."""
        empty = [row for row in self.row_forms[name] if row.is_blank()]
        for row in empty[: max(missing, 0)]:
            for field in (field for field in row.fields if row.fields[field].required):
                row.complain(field)

    def clean(self) -> None:
        """Judge the fields together. What the page does not ask is not heard."""
        super().clean()
        self.forget(*self.unasked())

    def clean_rows(self) -> None:
        """Complain about rows that do not go together."""

    def each_once(self, name: str, field: str, message: Words) -> set[str]:
        """Complain about a row that chooses what an earlier one has chosen; return all that was chosen."""
        chosen: set[str] = set()
        for row in self.filled(name):
            choice = row.cleaned_data.get(field)
            if choice in chosen:
                row.complain(field, message)
            elif choice:
                chosen.add(choice)
        return chosen

    def add_up_to_100(self, name: str, field: str, message: Words) -> None:
        """Complain at the first row if the shares of the list miss 100 by more than a hundredth."""
        shares = [row.cleaned_data.get(field) for row in self.filled(name)]
        known = [share for share in shares if isinstance(share, Decimal)]
        total = sum(known, Decimal())
        if known and len(known) == len(shares) and abs(total - 100) > Decimal("0.01"):
            self.filled(name)[0].complain(field, message % {"total": f"{total:f}"})

    def find_warnings(self) -> Iterator[tuple[str, Words]]:
        """Yield field name and message of each gate that these answers miss. A warning stops nobody (R19)."""
        yield from ()

    def warn_rows(self) -> None:
        """Warn in rows: with ``warn`` of the row that it is about."""

    # What goes out ---------------------------------------------------------------------------------------------------

    def to_answers(self) -> dict[str, object]:
        """Return the cleaned answers as JSON.

        :raises ValueError: if the form is not valid.
        """
        if not self.is_valid():
            raise ValueError(f"The step {self.slug} is not valid.")
        return self.as_json() | {name: [row.as_json() for row in self.filled(name)] for name in self.row_forms}

    def draft_answers(self) -> dict[str, object]:
        """Return what to keep: the answers where they are valid, else everything as typed."""
        return self.to_answers() if self.is_valid() else {DRAFT: dict(self.held.lists())}

    # How it looks ----------------------------------------------------------------------------------------------------

    def _helper(self) -> FormHelper:
        helper = FormHelper()
        helper.form_tag, helper.disable_csrf = False, True
        unasked = self.unasked()
        shown = [(group, [name for name in group.names if name not in unasked]) for group in self.groups]
        helper.layout = Layout(*(Fieldset(group.legend, *names) for group, names in shown if names))
        return helper

    def unasked(self) -> frozenset[str]:
        """Return the fields that are not on this page, because somebody else answers them."""
        return frozenset()

    def lines(self) -> list[Line]:
        """Return the answers as people read them, valid or not; what another answer made pointless is left out."""
        own = [self._line(name) for name in self.fields if self.words(name) or not self._may_be_left_out(name)]
        lists = [self._row_lines(rows) for rows in self.lists]
        return lists + own if self.lists_first else own + lists

    def _may_be_left_out(self, name: str) -> bool:
        return self.answers_of()[name].need is Need.SOMETIMES

    def _line(self, name: str) -> Line:
        bound = cast("BoundAnswer", self[name])
        return self._said(name, bound.label, self.words(name), bound.anchor)

    def _row_lines(self, rows: RowList) -> Line:
        forms = self.row_forms[rows.name]
        first = next((form[name] for form in forms for name in form.fields), None)
        anchor = cast("BoundAnswer", first).anchor if first else f"id_add_{rows.name}"
        return self._said(rows.name, rows.legend, [row.in_words() for row in self.filled(rows.name)], anchor)

    def _said(self, name: str, label: Words, value: str | list[str], anchor: str) -> Line:
        return Line(path=f"{self.path}{name}", label=str(label), value=value, anchor=anchor)
