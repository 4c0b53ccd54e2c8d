"""The officials' desk: one app, shown as the rooms officials know. Who may not enter finds nothing here."""

from typing import TYPE_CHECKING, cast

from django.contrib import admin
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme, urlencode
from django.utils.translation import gettext_lazy as _

from applications import access
from applications.reading import desk
from applications.workflow import clock

if TYPE_CHECKING:
    from applications.models import User

ROOMS = {
    _("Casework"): ["ReviewTask", "Application"],
    _("Set-up"): [
        "Programme",
        "RoutingRule",
        "PermitType",
        "Fund",
        "Department",
        "User",
        "CalendarYear",
        "CalendarDay",
    ],
    _("Records"): ["AuditEvent", "OutboxMail"],
}


class DeskSite(admin.AdminSite):
    site_title = _("Incubator desk")
    site_header = _("Incubator desk")
    index_title = _("Your desk")
    enable_nav_sidebar = False

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in officials; for a founder the desk does not exist."""
        if request.user.is_authenticated and not access.can_enter_desk(request.user):
            raise Http404
        return access.can_enter_desk(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:
        """Send everybody to the one sign-in page there is, and from there to the page that was asked for."""
        asked = request.GET.get("next", "")
        ours = url_has_allowed_host_and_scheme(asked, allowed_hosts=None) and asked.startswith("/")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': asked if ours else reverse('admin:index')})}")

    def password_change(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> HttpResponse:  # type: ignore[override]
        """Send everybody to the one page where a password is changed: it counts the tries."""
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Answer nobody: no page of the desk completes anything."""
        raise Http404

    def index(self, request: HttpRequest, extra_context: dict[str, object] | None = None) -> TemplateResponse:
        """Show what is most urgent in the person's department, then the rooms."""
        urgent = None
        person = cast("User", request.user)
        if access.can_see_cases(person):
            urgent = desk.most_urgent(person, today=timezone.localdate(), calendar=clock.calendar())
        more = {"urgent": urgent, "may_assist": access.can_assist(person)}
        return super().index(request, {**(extra_context or {}), **more})

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list:
        """Group the models by room instead of by Django app."""
        shown = {model["object_name"]: model for app in super().get_app_list(request) for model in app["models"]}
        rooms = [
            {
                "name": room,
                "app_label": "applications",
                "app_url": "",
                "has_module_perms": True,
                "models": [shown[name] for name in names if name in shown],
            }
            for room, names in ROOMS.items()
        ]
        return [room for room in rooms if room["models"]]
