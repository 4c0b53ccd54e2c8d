"""The founder's form: one module per step, in the order of the form.

A step is a plain form over the JSON that is kept of it; ``_base`` says how it is kept, ``_case`` what a step knows of
the rest of the case. A new step is a module here, a class with ``slug``, ``title``, ``groups`` and ``lists``, and its
line in ``STEPS``; ``tests/forms`` compares its fields with form_fields.json.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Floors, FundChoice, Line, Offer, PermitChoice, StepCase
from applications.forms.steps.approvals import ApprovalsForm
from applications.forms.steps.company import CompanyForm
from applications.forms.steps.declarations import DeclarationsForm
from applications.forms.steps.funding import FundingForm
from applications.forms.steps.market import MarketForm
from applications.forms.steps.package import PackageForm
from applications.forms.steps.rd import RdForm
from applications.forms.steps.team import TeamForm
from applications.forms.steps.technology import TechnologyForm
from applications.forms.steps.workspace import WorkspaceForm

_IN_ORDER: Final[tuple[type[StepForm], ...]] = (
    PackageForm,
    CompanyForm,
    TeamForm,
    TechnologyForm,
    RdForm,
    MarketForm,
    WorkspaceForm,
    FundingForm,
    ApprovalsForm,
    DeclarationsForm,
)
STEPS: Final[Mapping[str, type[StepForm]]] = MappingProxyType({step.slug: step for step in _IN_ORDER})


def summarise(slug: str, answers: Mapping[str, object] | None, case: StepCase) -> list[Line]:
    """Return what is kept of a step as people read it, in the language of the page, without judging it."""
    return STEPS[slug](answers=answers, case=case).lines()


__all__ = [
    "STEPS",
    "Floors",
    "FundChoice",
    "Line",
    "Offer",
    "PermitChoice",
    "StepCase",
    "StepForm",
    "summarise",
]
