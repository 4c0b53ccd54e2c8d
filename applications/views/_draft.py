"""A draft as its pages need it: what is kept of each step, and the forms over it."""

from collections.abc import Iterable, Mapping
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

    @property
    def slugs(self) -> list[str]:
        """Return the steps that the ticked parts ask for, in order."""
        return [slug for slug, form in steps.STEPS.items() if form.is_applicable(self.case)]

    def kept(self, slug: str) -> Mapping[str, Any] | None:
        row = self.rows.get(slug)
        return None if row is None else row.answers if row.is_complete else row.typed

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


def load(application: Application, *, today: date) -> Draft:
    """Read the steps of ``application`` and what they must know (five queries)."""
    rows = {row.slug: row for row in application.steps.select_related("saved_by")}
    answers = answers_of(rows.values())
    return Draft(
        application=application,
        rows=rows,
        answers=answers,
        case=StepCase.of(answers, today=today, offer=offer.of_today(today, answers)),
    )


def answers_of(rows: Iterable[StepAnswers]) -> dict[str, Any]:
    """Return the answers of the complete steps as one document, shaped by the paths of the form."""
    complete = {row.slug: row.answers for row in rows if row.answers is not None}
    return {**(complete.pop("package", None) or {}), **complete}
