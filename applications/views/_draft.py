"""A draft as its pages need it: what is kept of each step, and the forms over it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from applications.forms import steps
from applications.forms.steps import PermitChoice, StepCase, StepForm
from applications.models import Application, PermitType, Programme, StepAnswers
from applications.rules import conditions
from applications.rules.conditions import Facts


@dataclass(frozen=True, kw_only=True)
class Draft:
    """One application, the rows of its steps, and what each step must know of the others."""

    application: Application
    rows: Mapping[str, StepAnswers]
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
    """Read the steps of ``application`` and what they must know (three queries)."""
    rows = {row.slug: row for row in application.steps.all()}
    offered = Programme.objects.in_force(today).parts
    return Draft(application=application, rows=rows, case=_case(rows, offered, today=today))


def _case(rows: Mapping[str, StepAnswers], offered: Iterable[str], *, today: date) -> StepCase:
    package, company = (_answers(rows, slug) for slug in ("package", "company"))
    parts = frozenset(package.get("package_parts") or ())
    return StepCase(
        parts=parts,
        today=today,
        offered=frozenset(offered),
        has_registration=company.get("has_registration"),
        credit_status=company.get("credit_status"),
        signatories=tuple(name for name in [company.get("legal_representative")] if name),
        permits=tuple(_choices({**package, "company": company})) if "approvals" in parts else (),
    )


def _answers(rows: Mapping[str, StepAnswers], slug: str) -> Mapping[str, Any]:
    row = rows.get(slug)
    return row.answers if row is not None and row.answers is not None else {}


def _choices(answers: Mapping[str, Any]) -> list[PermitChoice]:
    """Return the permit types that may be asked for, and which of them the answers so far suggest."""
    permits = list(PermitType.objects.select_related("district_lead"))
    facts = Facts(
        answers=answers, complete=False, applies_when={permit.code: permit.applies_when for permit in permits}
    )
    return [
        PermitChoice(
            code=permit.code,
            label=permit.name,
            suggested=conditions.holds(permit.suggested_when, facts) if permit.suggested_when else None,
        )
        for permit in permits
    ]
