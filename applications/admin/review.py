"""A department's desk: its tasks, the most urgent first."""

from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from applications import access
from applications.admin._acts import Act, ActsAdmin
from applications.admin._case import case_page
from applications.forms.review import CompleteForm, FirstAnswerForm, OpinionForm, PermitForm, TakeForm
from applications.models import ReviewTask
from applications.reading import cases
from applications.rules import clock as law
from applications.states import REVIEW_OPEN, ReviewState
from applications.workflow import clock, review

if TYPE_CHECKING:
    from applications.models.review import ReviewTaskQuerySet

UNDER_WAY = {ReviewState.ACCEPTED, ReviewState.IN_REVIEW}


class WhoseFilter(admin.SimpleListFilter):
    """The tabs of the queue. Without a choice: what is open."""

    title = _("which tasks")
    parameter_name = "show"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list:
        return [
            ("mine", _("Mine")),
            ("unassigned", _("Unassigned")),
            ("late", _("Overdue")),
            ("waiting", _("Waiting for something else")),
            ("ended", _("Ended")),
        ]

    def choices(self, changelist: Any) -> Any:
        first, *others = super().choices(changelist)
        yield {**first, "display": _("Open")}
        yield from others

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[ReviewTask]:
        tasks = cast("ReviewTaskQuerySet", queryset)
        is_open = tasks.open().not_in_vain()
        match self.value():
            case "mine":
                return is_open.filter(holder=request.user.pk)
            case "unassigned":
                return is_open.filter(holder=None, state__in=UNDER_WAY)
            case "late":
                before = law.overdue_before(timezone.localdate(), clock.calendar())
                return tasks.ticking().filter(promised_due_on__lt=before)
            case "waiting":
                return tasks.not_in_vain().filter(state=ReviewState.BLOCKED_BY_DEPENDENCY)
            case "ended":
                return tasks.exclude(state__in=REVIEW_OPEN)
        return is_open


@admin.register(ReviewTask)
class ReviewTaskAdmin(ActsAdmin):
    subject = "task"
    visible_to = staticmethod(access.review_tasks_for)
    readers = staticmethod(access.can_see_cases)
    page_template = "admin/acts/case.html"
    page_select_related = ("application__snapshot", "application__programme", "department", "rule", "holder")
    change_list_template = "admin/acts/queue.html"
    list_display = ("application", "rule", "state", "promised_due_on", "holder")
    list_display_links = ("application",)
    list_filter = (WhoseFilter, "kind")
    list_select_related = ("application", "department", "rule", "holder")
    search_fields = (
        "application__reference",
        "application__company_name_zh",
        "application__company_name_en",
        "application__credit_code",
    )
    ordering = ("promised_due_on", "pk")
    acts = (
        Act(
            slug="take",
            label=_("Take"),
            done=_("You hold this task now."),
            form=TakeForm,
            at_once=True,
            offered_in={ReviewState.ACCEPTED},
            allowed=access.can_work_on,
            perform=review.take,
        ),
        Act(
            slug="first-answer",
            label=_("Give the first answer"),
            done=_("The founder has your answer."),
            form=FirstAnswerForm,
            offered_in=UNDER_WAY,
            possible=lambda task: task.answered_at is None,
            allowed=access.can_work_on,
            perform=review.answer_first,
        ),
        Act(
            slug="opinion",
            label=_("Give the department's opinion"),
            done=_("The opinion is given."),
            form=OpinionForm,
            offered_in=UNDER_WAY,
            allowed=access.can_give_opinion,
            perform=review.give_opinion,
        ),
        Act(
            slug="complete",
            label=_("Confirm that it is complete"),
            done=_("Completeness is confirmed."),
            form=CompleteForm,
            offered_in=UNDER_WAY,
            allowed=access.can_confirm_complete,
            perform=review.confirm_complete,
        ),
        Act(
            slug="permit",
            label=_("Decide on the permit"),
            done=_("The permit is decided."),
            form=PermitForm,
            offered_in=UNDER_WAY,
            allowed=access.can_decide_permit,
            perform=review.decide_permit,
        ),
    )

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            context["matters"] = cases.read(
                context["cl"].result_list, today=timezone.localdate(), calendar=clock.calendar()
            )
        return response

    def page(self, request: HttpRequest, record: ReviewTask) -> dict[str, object]:
        return case_page(request, record.application, task=record)
