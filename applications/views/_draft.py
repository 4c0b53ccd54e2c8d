"""A draft as its pages need it: what is kept of each step, and the forms over it."""

import hashlib
from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.forms import offer, steps
from applications.forms.steps import StepCase, StepForm
from applications.models import Application, StepAnswers


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One application, the rows of its steps, and what each step must know of the others."""

    application: Application
    rows: Mapping[str, StepAnswers]
    answers: Mapping[str, Any]
    case: StepCase
    left_out: AbstractSet[str] = frozenset()

    @property
    def slugs(self) -> list[str]:
        """Return the steps that the ticked parts ask for, in order, but those that are not for who fills in."""
        asked = [slug for slug, form in steps.STEPS.items() if form.is_applicable(self.case)]
        return [slug for slug in asked if slug not in self.left_out]

    @property
    def complete(self) -> list[str]:
        return [slug for slug in self.slugs if slug in self.rows and self.rows[slug].is_complete]

    @property
    def all_answered(self) -> bool:
        return all_answered(self.rows.values())

    def kept(self, slug: str) -> Mapping[str, Any] | None:
        return kept_of(self.rows[slug]) if slug in self.rows else None

    def edition(self, slug: str) -> int:
        return self.rows[slug].edition if slug in self.rows else 0

    def form(self, slug: str, data: Mapping[str, Any] | None = None) -> StepForm:
        """Return the step as it stands, or as it was just posted."""
        form = steps.STEPS[slug]
        return form(data, case=self.case) if data is not None else form(answers=self.kept(slug), case=self.case)

    def judged(self, slug: str) -> StepForm:
        """Return the step as if it had just been posted: the other steps may have changed since."""
        return steps.STEPS[slug].again(self.kept(slug), case=self.case)

    def editions(self) -> dict[str, int]:
        return {slug: self.rows[slug].edition for slug in self.slugs if slug in self.rows}

    def after(self, slug: str) -> str | None:
        """Return the step that follows, or nothing after the last."""
        later = self.slugs[self.slugs.index(slug) + 1 :]
        return later[0] if later else None


@dataclass(frozen=True, kw_only=True)
class Difference:
    """One answer that two people wrote differently."""

    label: str
    saved: str | list[str]
    typed: str | list[str]


def mark_of(form: StepForm) -> str:
    """Return a short mark of the warnings that stand on a page; empty where there are none."""
    warnings = "\n".join(words for _anchor, words in form.all_warnings) if form.is_bound else ""
    return hashlib.sha256(warnings.encode()).hexdigest()[:16] if warnings else ""


def kept_of(row: StepAnswers) -> Mapping[str, Any] | None:
    """Return what is kept of a step: the answers, or what was typed where they are not right yet."""
    kept: Mapping[str, Any] | None = row.answers if row.is_complete else row.typed
    return kept


def differences(saved: StepForm, typed: StepForm) -> list[Difference]:
    """Return the answers that differ between two editions of one step, in the order of the page."""
    theirs, ours = ({line.path: line for line in form.lines()} for form in (saved, typed))
    nothing = ""
    return [
        Difference(
            label=(theirs.get(path) or ours[path]).label,
            saved=theirs[path].value if path in theirs else nothing,
            typed=ours[path].value if path in ours else nothing,
        )
        for path in dict.fromkeys([*theirs, *ours])
        if path not in theirs or path not in ours or theirs[path].value != ours[path].value
    ]


def load(
    application: Application, *, today: date, received_on: date, left_out: AbstractSet[str] = frozenset()
) -> Draft:
    """Read the steps of ``application`` and what they must know (five queries)."""
    rows = {row.slug: row for row in application.steps.select_related("saved_by")}
    answers = answers_of(rows.values())
    offered = offer.of_today(today, answers)
    return Draft(
        application=application,
        rows=rows,
        answers=answers,
        case=StepCase.of(answers, today=today, received_on=received_on, offer=offered),
        left_out=left_out,
    )


def all_answered(rows: Iterable[StepAnswers]) -> bool:
    """Tell whether no answer is still to come: every step that the ticked parts ask for is complete."""
    answers = {row.slug: row.answers for row in rows if row.answers is not None}
    parts = answers.get("package", {}).get("package_parts", ())
    return all(slug in answers for slug, form in steps.STEPS.items() if not form.needs_part or form.needs_part in parts)


def answers_of(rows: Iterable[StepAnswers]) -> dict[str, Any]:
    """Return the answers of the complete steps as one document, shaped by the paths of the form."""
    complete = {row.slug: row.answers for row in rows if row.answers is not None}
    return {**(complete.pop("package", None) or {}), **complete}
