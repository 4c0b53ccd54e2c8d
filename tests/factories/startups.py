"""Drafts that keep every rule of the form: a start-up of the demo as it would be filled in today."""

from applications.forms import offer
from applications.forms.steps import STEPS, StepCase
from applications.management.commands._dates import moved
from applications.management.commands._district import read
from applications.models import Fund
from tests.factories import MONDAY, ApplicationFactory, DepartmentFactory, PermitTypeFactory
from tests.factories.cases import save
from tests.factories.documents import handed_in


def district():
    """Lay out the permits and funds that the form offers."""
    for row in read("permit_types"):
        PermitTypeFactory(code=row["code"], district_lead=DepartmentFactory(code=row["district_lead"]))
    for row in read("funds"):
        limits = {field.name: row.get(field.name) for field in Fund._meta.fields if field.name not in {"id", "code"}}
        Fund.objects.update_or_create(code=row["code"], defaults=limits)


def as_of(name, today):
    """Return the start-up of the file as if it applied on ``today``."""
    startup = next(one for one in read("startups") if one["id"] == name)
    return moved(startup, sent_on=today)


def case_of(startup, programme, *, today):
    return StepCase.of(startup, today=today, received_on=today, offer=offer.of(programme, startup))


def filled_in(name="S01", *, today, founder=None, at=MONDAY):
    """Return a draft with every step and document of the start-up."""
    district()
    startup, application = as_of(name, today), ApplicationFactory(founder=founder)
    case = case_of(startup, application.programme, today=today)
    for slug, step in STEPS.items():
        if step.is_applicable(case):
            kept = startup if slug == "package" else startup[slug]
            save(application, slug, step.again(kept, case=case).to_answers(), at=at)
    handed_in(application, *startup["documents"], at=at)
    return application
