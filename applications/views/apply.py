"""From a new draft to "sent": the task list, the steps, the check, the receipt."""

import re
from collections.abc import Mapping
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications import access
from applications.forms.steps import STEPS, StepForm
from applications.models import Application, Programme
from applications.states import ApplicationState, MembershipRole, TaskKind
from applications.views import _draft, language
from applications.views._draft import Draft
from applications.views._requests import PersonsRequest
from applications.workflow import Refused, clock, intake


@login_required
@require_POST
def start(request: PersonsRequest) -> HttpResponse:
    """Start a draft, or go on with the one that nobody has written into yet."""
    if not access.can_apply(request.user):
        raise Http404
    own = request.user.memberships.filter(role=MembershipRole.OWNER)
    empty = Application.objects.filter(memberships__in=own, state=ApplicationState.DRAFT, steps=None).first()
    try:
        programme = Programme.objects.in_force(timezone.localdate())
    except Programme.DoesNotExist:
        messages.error(request, _("The district offers no programme at the moment. Please come back later."))
        return redirect("home")
    application = empty or intake.start(by=request.user, at=timezone.now(), programme=programme)
    return redirect("application", application.reference)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: PersonsRequest, reference: str, slug: str) -> HttpResponse:
    """Show one step; keep whatever is posted, right or wrong."""
    application = _own(request, reference)
    if application.state != ApplicationState.DRAFT:
        return redirect("application", reference)  # sent meanwhile, or the way back from there
    draft = _draft.load(application, today=timezone.localdate())
    if slug not in draft.slugs:
        raise Http404
    if request.method == "GET":
        return _step_page(request, draft, slug, draft.form(slug))
    form = draft.form(slug, request.POST)
    try:
        _keep(request, draft, form)
    except Refused as refusal:  # sent from another page, a moment ago
        messages.error(request, str(refusal))
        return redirect("application", reference)
    return _further(request, draft, form)


@login_required
@require_http_methods(["GET", "POST"])
def check(request: PersonsRequest, reference: str) -> HttpResponse:
    """Show all answers once more; send them."""
    application = _own(request, reference)
    if request.method == "POST":
        return _send(request, application)
    if application.state != ApplicationState.DRAFT:
        return redirect("application", reference)
    draft = _draft.load(application, today=timezone.localdate())
    forms = [draft.judged(slug) for slug in draft.slugs]
    page = {
        "application": draft.application,
        "forms": forms,
        "may_send": all(form.is_valid() for form in forms),
        "token": uuid4(),
        "editions": draft.editions(),
    }
    return render(request, "founder/check.html", page)


@login_required
@require_GET
def sent(request: PersonsRequest, reference: str) -> HttpResponse:
    """Confirm the sending, with the dates that follow."""
    application = get_object_or_404(
        access.own_applications_for(request.user).filter(submitted_at__isnull=False), reference=reference
    )
    lead = application.review_tasks.filter(kind=TaskKind.CASE_LEAD).first()
    first = application.review_tasks.exclude(first_answer_due_on=None).order_by("first_answer_due_on").first()
    days = {application.received_on, first.first_answer_due_on if first else None} - {None}
    calendar = clock.calendar()
    page = {
        "application": application,
        "lead": lead,
        "first": first,
        "provisional": {day for day in days if day and calendar.is_provisional(day)},
    }
    return render(request, "founder/sent.html", page)


def task_list(request: PersonsRequest, application: Application) -> HttpResponse:
    """Show where the founder is: the steps and how far each is."""
    draft = _draft.load(application, today=timezone.localdate())
    rows = [(slug, draft.rows.get(slug)) for slug in draft.slugs]
    sections = [{"slug": slug, "title": STEPS[slug].title, "row": row} for slug, row in rows]
    done = sum(1 for _slug, row in rows if row is not None and row.is_complete)
    page = {"application": application, "sections": sections, "done": done, "all_done": done == len(sections)}
    return render(request, "founder/task_list.html", page)


def _send(request: PersonsRequest, application: Application) -> HttpResponse:
    reference, token, editions = application.reference, _token(request.POST), _editions(request.POST)
    draft = _draft.load(application, today=timezone.localdate())
    if application.state == ApplicationState.DRAFT and not all(draft.judged(slug).is_valid() for slug in draft.slugs):
        messages.error(request, _("Complete every step before you send."))
        return redirect("check", reference)
    try:
        intake.submit(application=application, by=request.user, at=timezone.now(), token=token, editions=editions)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("check", reference)
    return redirect("sent", reference)


def _own(request: PersonsRequest, reference: str) -> Application:
    """Return the application if the person may write in it; else it does not exist."""
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    if not access.can_edit(request.user, application):
        raise Http404
    return application


def _further(request: PersonsRequest, draft: Draft, form: StepForm) -> HttpResponse:
    """Lead on from a step that has been kept, by the button that was pressed."""
    reference, slug = draft.application.reference, form.slug
    if form.row_action():
        return redirect("step", reference, slug)
    if "switch_language" in request.POST:
        return language.switched(request, request.POST["switch_language"], back=request.path)
    if "later" in request.POST:
        messages.success(request, _("Saved. You can come back at any time."))
        return redirect("application", reference)
    if not form.is_valid():
        return _step_page(request, draft, slug, form)
    # The answers may have changed which steps there are.
    following = _draft.load(draft.application, today=timezone.localdate()).after(slug)
    return redirect("step", reference, following) if following else redirect("check", reference)


def _keep(request: PersonsRequest, draft: Draft, form: StepForm) -> None:
    valid = form.is_valid()
    intake.save_step(
        application=draft.application,
        by=request.user,
        at=timezone.now(),
        slug=form.slug,
        typed={} if valid else form.draft_answers(),
        answers=form.to_answers() if valid else None,
    )


def _step_page(request: PersonsRequest, draft: Draft, slug: str, form: StepForm) -> HttpResponse:
    page = {
        "application": draft.application,
        "form": form,
        "switch_form": "step",
        "number": draft.slugs.index(slug) + 1,
        "total": len(draft.slugs),
    }
    return render(request, "founder/step.html", page)


def _token(data: Mapping[str, str]) -> UUID:
    """Return the posted token; one that was tampered with is as good as a new one."""
    try:
        return UUID(data.get("token", ""))
    except ValueError:
        return uuid4()


def _editions(data: Mapping[str, str]) -> dict[str, int]:
    posted = {slug: data.get(f"edition_{slug}", "") for slug in STEPS}
    return {slug: int(edition) for slug, edition in posted.items() if re.fullmatch("[0-9]{1,9}", edition)}
