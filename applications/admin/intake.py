"""The cases."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from applications import access
from applications.admin._acts import Act, ActsAdmin, person_of
from applications.admin._case import case_page
from applications.forms.decision import DecisionForm
from applications.models import Application
from applications.reading import desk
from applications.states import ApplicationState
from applications.workflow import decision


@admin.register(Application)
class ApplicationAdmin(ActsAdmin):
    subject = "application"
    visible_to = staticmethod(access.applications_for)
    readers = staticmethod(access.can_see_cases)
    page_template = "admin/acts/case.html"
    page_select_related = ("snapshot", "programme")
    change_list_template = "admin/acts/list.html"
    list_display = ("reference", "company_name_zh", "company_name_en", "state", "received_on")
    list_filter = ("state", "urgency")
    search_fields = ("reference", "company_name_zh", "company_name_en", "credit_code")
    ordering = ("-submitted_at", "pk")
    acts = (
        Act(
            slug="decide",
            label=_("Decide on the package"),
            done=_("The package is decided. The founder has a mail."),
            form=DecisionForm,
            offered_in={ApplicationState.IN_ASSESSMENT},
            allowed=access.can_decide,
            perform=decision.decide,
            obstacle=decision.obstacle,
        ),
    )

    def beside(self, request: HttpRequest, record: Application) -> dict[str, object]:
        return {"opinions": desk.opinions_for(person_of(request), record)}

    def page(self, request: HttpRequest, record: Application) -> dict[str, object]:
        return case_page(request, record)
