"""Assisted filing (帮办代办): intake starts a draft for a founder, fills it in with him and hands it over."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from applications import access
from applications.forms.assist import AssistForm
from applications.models import Programme
from applications.reading import home as listing
from applications.views._requests import PersonsRequest, home_from
from applications.workflow import Gone, Refused
from applications.workflow import assist as operations


@login_required
@require_http_methods(["GET", "POST"])
def start(request: PersonsRequest) -> HttpResponse:
    """Ask for whom, start the draft; show the drafts under way."""
    if not access.can_assist(request.user):
        raise Http404
    form = AssistForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            application = operations.start_for(
                by=request.user,
                at=timezone.now(),
                programme=Programme.objects.in_force(timezone.localdate()),
                **form.cleaned_data,
            )
        except Refused as refusal:
            form.add_error("email", str(refusal))
        except Programme.DoesNotExist:
            form.add_error(None, _("The district offers no programme at the moment. Please come back later."))
        else:
            return redirect("application", application.reference)
    under_way = listing.listed(access.own_applications_for(request.user), behind=request.GET.get("behind", ""))
    return render(request, "founder/assist.html", {"form": form, "under_way": under_way})


@login_required
@require_POST
def hand_over(request: PersonsRequest, reference: str) -> HttpResponse:
    """Give the draft to the founder."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if not access.fills_in_for_founder(request.user, application):
        raise Http404
    try:
        operations.hand_over(application=application, by=request.user, at=timezone.now())
    except Gone as gone:
        return home_from(request, gone)
    messages.success(request, _("The draft is the founder's now. The founder has a mail and sends it."))
    return redirect("assist")


@login_required
@require_POST
def take_over(request: PersonsRequest, reference: str) -> HttpResponse:
    """Let the founder go on alone."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if not access.can_send(request.user, application):
        raise Http404
    try:
        operations.take_over(application=application, by=request.user, at=timezone.now())
    except Gone as gone:
        return home_from(request, gone)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("application", reference)
