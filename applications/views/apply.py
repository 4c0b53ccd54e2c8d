"""From a new draft to "sent": the task list, the steps, the check, the receipt."""

import re
from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import cast
from uuid import UUID, uuid4

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from applications import access
from applications.forms.steps import STEPS, StepForm
from applications.models import Application, Programme, StepAnswers
from applications.reading import documents
from applications.rules import clock as law
from applications.states import ApplicationState, TaskKind
from applications.views import _draft, _typed_in_vain, language
from applications.views._draft import Draft
from applications.views._requests import PersonsRequest, editable_or_404, home_from, posted_edition
from applications.workflow import Gone, Refused, assist, clock, intake
from applications.workflow.intake import Conflict

# The task list, in three parts.
SECTIONS: Mapping[Promise, Sequence[str]] = {
    gettext_lazy("You and your idea"): ("package", "company", "team", "technology", "rd", "market"),
    gettext_lazy("What you ask for"): ("workspace", "funding", "approvals"),
    gettext_lazy("To finish"): ("declarations",),
}


@login_required
@require_POST
def start(request: PersonsRequest) -> HttpResponse:
    """Start a draft, or go on with the one that nobody has written into yet."""
    if not access.can_apply(request.user):
        raise Http404
    try:
        programme = Programme.objects.in_force(timezone.localdate())
        application = intake.start(by=request.user, at=timezone.now(), programme=programme)
    except Programme.DoesNotExist:
        messages.error(request, _("The district offers no programme at the moment. Please come back later."))
        return redirect("home")
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("home")
    return redirect("application", application.reference)


@require_http_methods(["GET", "POST"])
def step(request: HttpRequest, reference: str, slug: str) -> HttpResponse:
    """Show one step; keep whatever is posted, right or wrong, even of somebody whose session has ended."""
    if request.user.is_authenticated:
        return _step(cast("PersonsRequest", request), reference, slug)
    if _typed_in_vain.keep(request, slug):
        return redirect_to_login(request.path)
    return _typed_in_vain.show_back(request, slug, taken_over=False, status=HTTPStatus.FORBIDDEN)


def _step(request: PersonsRequest, reference: str, slug: str) -> HttpResponse:
    if request.method == "POST" and slug in STEPS and access.has_handed_over(request.user, reference):
        return _typed_in_vain.show_back(request, slug, taken_over=True, status=HTTPStatus.CONFLICT)
    application = editable_or_404(request, reference)
    if application.state != ApplicationState.DRAFT:
        return redirect("application", reference)  # sent meanwhile, or the way back from there
    draft = _load(request, application)
    if slug not in draft.slugs:
        raise Http404
    if request.method == "POST":
        return _posted(request, draft, draft.form(slug, request.POST))
    if in_vain := _typed_in_vain.take(request):
        messages.warning(request, _("You had been signed out. What you typed is here, but it is not saved yet."))
        return _step_page(request, draft, draft.form(slug, in_vain.typed), edition=in_vain.edition)
    # Warnings stand beside the fields of what is complete; what is not shows what is missing when asked.
    judged = slug in draft.rows and (draft.rows[slug].is_complete or "missing" in request.GET)
    form = draft.judged(slug) if judged else draft.form(slug)
    return _step_page(request, draft, form, edition=draft.edition(slug))


def _posted(request: PersonsRequest, draft: Draft, form: StepForm) -> HttpResponse:
    """Keep a posted step and lead on."""
    try:
        saved = _keep(request, draft, form)
    except Conflict as conflict:
        return _conflict_page(request, draft, form, conflict.saved)
    except Refused as refusal:  # sent from another page, ended a moment ago, or far too long
        messages.error(request, str(refusal))
        return _after_refusal(request, draft, form)
    if "autosave" in request.POST:
        return JsonResponse({"edition": saved.edition})
    return _further(request, draft, form, saved)


def _after_refusal(request: PersonsRequest, draft: Draft, form: StepForm) -> HttpResponse:
    """Lead to where the case stands now; where it is a draft as before, show again what was typed."""
    now = Application.objects.filter(pk=draft.application.pk).first()
    if now is None:
        return redirect("home")
    if now.state != ApplicationState.DRAFT:
        return redirect("application", now.reference)
    return _step_page(request, draft, form, edition=posted_edition(request))


@login_required
@require_http_methods(["GET", "POST"])
def check(request: PersonsRequest, reference: str) -> HttpResponse:
    """Show all answers once more; send them."""
    application = editable_or_404(request, reference)
    if request.method == "POST":
        if not access.can_send(request.user, application):
            raise Http404
        return _send(request, application)
    if application.state != ApplicationState.DRAFT:
        return redirect("application", reference)
    draft = _load(request, application)
    forms = [draft.judged(slug) for slug in draft.slugs]
    papers = documents.overview(application, draft.answers, complete=draft.all_answered)
    # What another step has mended meanwhile is still to be saved as an answer.
    right = {form.slug for form in forms if form.is_valid()} & set(draft.complete)
    page = {
        "application": draft.application,
        "forms": forms,
        "right": right,
        "papers": papers,
        "may_send": papers.is_complete and len(right) == len(forms),
        "may_send_it": access.can_send(request.user, application),
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
    draft = _load(request, application)
    papers = documents.overview(application, draft.answers, complete=draft.all_answered)
    page = {
        "application": application,
        "sections": [
            {"title": title, "steps": [_step_line(draft, slug) for slug in draft.slugs if slug in slugs]}
            for title, slugs in SECTIONS.items()
        ],
        "papers": papers,
        "done": len(draft.complete),
        "total": len(draft.slugs),
        "all_done": len(draft.complete) == len(draft.slugs) and papers.is_complete,
        "fills_in": access.fills_in_for_founder(request.user, application),
        "founder": assist.founder_of(application) if application.assisted_at else None,
    }
    return render(request, "founder/task_list.html", page)


def _step_line(draft: Draft, slug: str) -> dict[str, object]:
    return {"slug": slug, "title": STEPS[slug].title, "row": draft.rows.get(slug)}


def _send(request: PersonsRequest, application: Application) -> HttpResponse:
    reference, token, editions = application.reference, _token(request.POST), _editions(request.POST)
    draft = _load(request, application)
    if application.state == ApplicationState.DRAFT and not all(draft.judged(slug).is_valid() for slug in draft.slugs):
        messages.error(request, _("Complete every step before you send."))
        return redirect("check", reference)
    try:
        intake.submit(application=application, by=request.user, at=timezone.now(), token=token, editions=editions)
    except Gone as gone:
        return home_from(request, gone)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("check", reference)
    return redirect("sent", reference)


def _load(request: PersonsRequest, application: Application) -> Draft:
    """Read the draft as it stands now, for this person."""
    now = timezone.now()
    return _draft.load(
        application,
        today=timezone.localdate(now),
        received_on=law.receipt_date(now, clock.calendar()).on,
        left_out=intake.FOUNDERS_ALONE if access.can_assist(request.user) else frozenset(),
    )


def _further(request: PersonsRequest, draft: Draft, form: StepForm, saved: StepAnswers) -> HttpResponse:
    """Lead on from a step that has been kept, by the button that was pressed."""
    reference, slug = draft.application.reference, form.slug
    if press := form.row_action():
        return redirect(reverse("step", args=[reference, slug]) + f"#rows_{press}")
    if "switch_language" in request.POST:
        return language.switched(request, request.POST["switch_language"], back=request.path)
    if "later" in request.POST:
        messages.success(request, _("Saved. You can come back at any time."))
        return redirect("application", reference)
    unread = form.is_valid() and request.POST.get("warned", "") != _draft.mark_of(form)
    if unread:
        messages.info(request, _("Saved. Read the notes beside your answers; you may change them or go on."))
    if unread or not form.is_valid():
        return _step_page(request, draft, form, edition=saved.edition)
    # The answers may have changed which steps there are.
    following = _load(request, draft.application).after(slug)
    return redirect("step", reference, following) if following else redirect("documents", reference)


def _keep(request: PersonsRequest, draft: Draft, form: StepForm) -> StepAnswers:
    valid = form.is_valid()
    return intake.save_step(
        application=draft.application,
        by=request.user,
        at=timezone.now(),
        slug=form.slug,
        schema=form.schema,
        typed={} if valid else form.draft_answers(),
        answers=form.to_answers() if valid else None,
        edition=posted_edition(request),
    )


def _step_page(request: PersonsRequest, draft: Draft, form: StepForm, *, edition: int) -> HttpResponse:
    page = {
        "application": draft.application,
        "form": form,
        "edition": edition,
        "warned": _draft.mark_of(form),
        "switch_form": "step",
        "number": draft.slugs.index(form.slug) + 1,
        "total": len(draft.slugs),
    }
    return render(request, "founder/step.html", page)


def _conflict_page(request: PersonsRequest, draft: Draft, form: StepForm, saved: StepAnswers) -> HttpResponse:
    """Show what was saved meanwhile beside what was posted. Nothing is overwritten before somebody has chosen."""
    theirs = STEPS[form.slug](answers=_draft.kept_of(saved), case=draft.case)
    page = {
        "application": draft.application,
        "form": form,
        "saved": saved,
        "own": saved.saved_by_id == request.user.pk,
        "differences": _draft.differences(theirs, form),
    }
    return render(request, "founder/conflict.html", page, status=HTTPStatus.CONFLICT)


def _token(data: Mapping[str, str]) -> UUID:
    """Return the posted token; one that was tampered with is as good as a new one."""
    try:
        return UUID(data.get("token", ""))
    except ValueError:
        return uuid4()


def _editions(data: Mapping[str, str]) -> dict[str, int]:
    posted = {slug: data.get(f"edition_{slug}", "") for slug in STEPS}
    return {slug: int(edition) for slug, edition in posted.items() if re.fullmatch("[0-9]{1,9}", edition)}
