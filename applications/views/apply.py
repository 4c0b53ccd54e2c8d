"""From a new draft to "sent": the task list, the steps, the check, the receipt."""

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
from applications.states import ApplicationState, TaskKind
from applications.views import _draft, language
from applications.views._draft import Draft
from applications.views._requests import PersonsRequest
from applications.workflow import Refused, intake


@login_required
@require_POST
def start(request: PersonsRequest) -> HttpResponse:
    """Start a draft, or go on with the one that nobody has written into yet."""
    if not access.can_apply(request.user):
        raise Http404
    empty = access.own_applications_for(request.user).filter(state=ApplicationState.DRAFT, steps=None).first()
    application = empty or intake.start(
        by=request.user, at=timezone.now(), programme=Programme.objects.in_force(timezone.localdate())
    )
    return redirect("application", application.reference)


@login_required
@require_http_methods(["GET", "POST"])
def step(request: PersonsRequest, reference: str, slug: str) -> HttpResponse:
    """Show one step; keep whatever is posted, right or wrong."""
    draft = _editable(request, reference)
    if slug not in draft.slugs:
        raise Http404
    if request.method == "GET":
        return _step_page(request, draft, slug, draft.form(slug))
    form = draft.form(slug, request.POST)
    _keep(request, draft, form)
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


@login_required
@require_http_methods(["GET", "POST"])
def check(request: PersonsRequest, reference: str) -> HttpResponse:
    """Show all answers once more; send them."""
    if request.method == "POST":
        return _send(request, reference)
    draft = _editable(request, reference)
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
    return render(request, "founder/sent.html", {"application": application, "lead": lead, "first": first})


def task_list(request: PersonsRequest, application: Application) -> HttpResponse:
    """Show where the founder is: the steps and how far each is."""
    draft = _draft.load(application, today=timezone.localdate())
    rows = [(slug, draft.rows.get(slug)) for slug in draft.slugs]
    sections = [{"slug": slug, "title": STEPS[slug].title, "row": row} for slug, row in rows]
    done = sum(1 for _slug, row in rows if row is not None and row.is_complete)
    page = {"application": application, "sections": sections, "done": done, "all_done": done == len(sections)}
    return render(request, "founder/task_list.html", page)


def _send(request: PersonsRequest, reference: str) -> HttpResponse:
    application = get_object_or_404(access.own_applications_for(request.user), reference=reference)
    token, editions = _token(request.POST), _editions(request.POST)
    draft = _draft.load(application, today=timezone.localdate())
    if application.state == ApplicationState.DRAFT and not all(draft.judged(slug).is_valid() for slug in draft.slugs):
        messages.error(request, _("Complete every step before you send."))
        return redirect("check", reference)
    try:
        intake.submit(application=application, by=request.user, at=timezone.now(), token=token, editions=editions)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("check" if application.state == ApplicationState.DRAFT else "application", reference)
    return redirect("sent", reference)


def _editable(request: PersonsRequest, reference: str) -> Draft:
    """Return the draft if it is one and the person may write in it; else it does not exist."""
    drafts = access.own_applications_for(request.user).filter(state=ApplicationState.DRAFT)
    application = get_object_or_404(drafts, reference=reference)
    if not access.can_edit(request.user, application):
        raise Http404
    return _draft.load(application, today=timezone.localdate())


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
    return {slug: int(edition) for slug, edition in posted.items() if edition.isascii() and edition.isdigit()}
