"""The whole case on one page: answers on the left, clocks and acts on the right."""

from typing import Any

from django.db.models import prefetch_related_objects
from django.http import HttpRequest
from django.utils import timezone

from applications.admin._acts import person_of
from applications.forms import offer, steps
from applications.forms.steps import StepCase
from applications.models import Application, ReviewTask
from applications.reading import cases, desk, documents, picture, string
from applications.workflow import clock


def case_page(request: HttpRequest, application: Application, task: ReviewTask | None = None) -> dict[str, object]:
    """Return what the page shows; of the answers only what the viewer may read."""
    today = timezone.localdate()
    prefetch_related_objects([application], "parts", "decisions")
    matters = cases.matters(application, today=today, calendar=clock.calendar())
    return {
        "application": application,
        "task": task,
        "matched": desk.matched_for(person_of(request), task) if task else {},
        "matter": next((matter for matter in matters if task is not None and matter.task.pk == task.pk), None),
        "matters": matters,
        "parts": cases.parts(application),
        "steps": _answers(request, application),
        "withdrawn_because": desk.withdrawn_because(application),
        "opinions": desk.opinions_among(person_of(request), [one.task for one in matters]),
        "documents": documents.readable(person_of(request), application),
        **picture.for_page(string.of(application, [one.task for one in matters], today=today), picture.DESK),
    }


def _answers(request: HttpRequest, application: Application) -> list[dict[str, Any]]:
    answers, readable = desk.answers_for(person_of(request), application)
    if not answers:
        return []
    received_on = application.received_on or timezone.localdate()
    offered = offer.of(application.programme, answers)
    case = StepCase.of(answers, today=received_on, received_on=received_on, offer=offered)
    shown: list[dict[str, Any]] = []
    for slug, form in steps.STEPS.items():
        kept = answers if slug == "package" else answers.get(slug)
        lines = [line for line in steps.summarise(slug, kept, case) if line.path in readable] if kept else []
        if lines:
            shown.append({"title": form.name, "lines": lines})
    return shown
