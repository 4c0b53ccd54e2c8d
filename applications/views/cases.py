"""What a founder sees of his cases, and taking one back."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from applications import access
from applications.forms.intake import WithdrawForm
from applications.models import Application
from applications.reading import cases, timeline
from applications.states import APPLICATION_MOVES, ApplicationState
from applications.views import apply
from applications.views._requests import PersonsRequest
from applications.workflow import Refused, clock, intake


@login_required
@require_GET
def home(request: PersonsRequest) -> HttpResponse:
    """List the person's own applications; an official goes to the desk."""
    if access.can_enter_desk(request.user):
        return redirect("admin:index")
    applications = access.applications_for(request.user).prefetch_related("parts").order_by("-created_at", "-pk")
    return render(request, "founder/home.html", {"applications": applications[:50]})


@login_required
@require_GET
def detail(request: PersonsRequest, reference: str) -> HttpResponse:
    """Show where the case stands: the task list of a draft, the status of what was sent."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if application.state == ApplicationState.DRAFT:
        return apply.task_list(request, application)
    page = {
        "application": application,
        "parts": cases.parts(application),
        "matters": cases.matters(application, today=timezone.localdate(), calendar=clock.calendar()),
        "entries": timeline.entries(application),
        "may_withdraw": _may_withdraw(request, application),
    }
    return render(request, "founder/status.html", page)


@login_required
@require_http_methods(["GET", "POST"])
def withdraw(request: PersonsRequest, reference: str) -> HttpResponse:
    """Ask once more, then take the application back."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if not access.can_edit(request.user, application):
        raise Http404
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            intake.withdraw(application=application, by=request.user, at=timezone.now(), **form.cleaned_data)
        except Refused as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, _("The application is withdrawn."))
        return redirect("application", reference)
    return render(request, "founder/withdraw.html", {"application": application, "form": form})


def _may_withdraw(request: PersonsRequest, application: Application) -> bool:
    return ApplicationState.WITHDRAWN in APPLICATION_MOVES[application.state] and access.can_edit(
        request.user, application
    )
