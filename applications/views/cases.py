"""What a founder sees of his cases, and taking one back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.db.models import prefetch_related_objects
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from applications import access
from applications.forms.intake import WithdrawForm
from applications.forms.steps import STEPS, Offer, StepCase
from applications.models import Application
from applications.reading import cases, documents, picture, string, timeline
from applications.reading import home as listing
from applications.reading.cases import Now
from applications.reading.picture import Picture
from applications.states import APPLICATION_MOVES, ApplicationState
from applications.views import apply
from applications.views._requests import PersonsRequest, home_from
from applications.workflow import Gone, Refused, clock, intake


@dataclass(frozen=True, kw_only=True)
class Row:
    """One case in the list; ``done`` of ``total`` steps of a draft."""

    application: Application
    now: Now
    picture: Picture | None
    done: int
    total: int


@login_required
@require_GET
def home(request: PersonsRequest) -> HttpResponse:
    """List the person's own applications, fifty a page; an official goes to the desk."""
    if access.can_enter_desk(request.user):
        return redirect("admin:index")
    behind = request.GET.get("behind", "")
    page = listing.listed(access.own_applications_for(request.user), behind=behind)
    steps, today = listing.complete_steps(page.applications), timezone.localdate()
    rows = [_row(application, steps.get(application.pk, {}), today=today) for application in page.applications]
    return render(request, "founder/home.html", {"rows": rows, "older": page.older, "is_older": bool(behind)})


@login_required
@require_GET
def detail(request: PersonsRequest, reference: str) -> HttpResponse:
    """Show where the case stands: the task list of a draft, the status of what was sent."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if application.state == ApplicationState.DRAFT:
        return apply.task_list(request, application)
    prefetch_related_objects([application], "parts", "decisions")
    today = timezone.localdate()
    matters = cases.matters(application, today=today, calendar=clock.calendar())
    tasks = [matter.task for matter in matters]
    page = {
        "application": application,
        "now": cases.what_now(application, tasks),
        "parts": cases.parts(application, matters),
        "matters": matters,
        "entries": timeline.entries(application),
        "documents": documents.readable(request.user, application),
        "may_withdraw": _may_withdraw(request, application),
        **picture.for_page(string.of(application, tasks, today=today)),
    }
    return render(request, "founder/status.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: PersonsRequest, reference: str) -> HttpResponse:
    """Ask once more, then take the application back."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if not access.can_send(request.user, application):
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            intake.withdraw(application=application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Gone as gone:
            return home_from(request, gone)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The application is withdrawn."))
        return redirect("application", reference)
    return render(request, "founder/withdraw.html", {"application": application, "form": form})


def _may_withdraw(request: PersonsRequest, application: Application) -> bool:
    return ApplicationState.WITHDRAWN in APPLICATION_MOVES[application.state] and access.can_send(
        request.user, application
    )


def _row(application: Application, steps: Mapping[str, Sequence[str]], *, today: date) -> Row:
    tasks = list(application.review_tasks.all())
    thread = string.of(application, tasks, today=today)
    asked = StepCase(parts=frozenset(steps.get("package", ())), today=today, received_on=today, offer=Offer())
    applicable = [slug for slug, form in STEPS.items() if form.is_applicable(asked)]
    return Row(
        application=application,
        now=cases.what_now(application, tasks),
        picture=picture.wide(thread, picture.LIST) if thread else None,
        done=sum(slug in steps for slug in applicable),
        total=len(applicable),
    )
