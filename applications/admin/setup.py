"""What an administrator sets up. To read; the programme's rules are edited where they are versioned."""

from typing import ClassVar

from django.contrib import admin
from django.db.models import Model, QuerySet

from applications import access
from applications.admin._acts import ActsAdmin
from applications.models import CalendarDay, CalendarYear, Department, Fund, PermitType, Programme, RoutingRule, User


def everything_of(model: type[Model]) -> staticmethod:
    """Return the query of all rows of ``model``, for whoever may open the list."""

    def visible_to(_person: User) -> QuerySet:
        return model._default_manager.all()

    return staticmethod(visible_to)


class SetUpAdmin(ActsAdmin):
    readers = staticmethod(access.can_read_set_up)
    change_list_template: ClassVar[str] = "admin/acts/list.html"


@admin.register(Programme)
class ProgrammeAdmin(SetUpAdmin):
    visible_to = everything_of(Programme)
    list_display = ("code", "version", "name_zh", "name_en", "published_on")
    ordering = ("code", "-version")


@admin.register(RoutingRule)
class RoutingRuleAdmin(SetUpAdmin):
    visible_to = everything_of(RoutingRule)
    list_display = ("code", "part", "permit_type", "department", "kind", "promised_wd", "statutory_wd")
    list_filter = ("kind", "part")
    list_select_related = ("department", "permit_type")
    ordering = ("pk",)


@admin.register(PermitType)
class PermitTypeAdmin(SetUpAdmin):
    visible_to = everything_of(PermitType)
    list_display = ("code", "name_zh", "name_en", "decided_by", "district_lead", "mode")
    list_select_related = ("district_lead",)
    ordering = ("pk",)


@admin.register(Fund)
class FundAdmin(SetUpAdmin):
    visible_to = everything_of(Fund)
    list_display = ("code", "name_zh", "name_en", "instrument", "ticket_min_yuan", "ticket_max_yuan")
    ordering = ("pk",)


@admin.register(Department)
class DepartmentAdmin(SetUpAdmin):
    visible_to = everything_of(Department)
    list_display = ("code", "name_zh", "name_en", "first_answer_wd", "safety_veto")
    ordering = ("code",)


@admin.register(User)
class UserAdmin(SetUpAdmin):
    visible_to = everything_of(User)
    list_display = ("email", "name", "role", "department", "is_active")
    list_filter = ("role", "department")
    list_select_related = ("department",)
    search_fields = ("email", "name")
    ordering = ("email",)


@admin.register(CalendarYear)
class CalendarYearAdmin(SetUpAdmin):
    visible_to = everything_of(CalendarYear)
    list_display = ("year", "announced", "source")
    ordering = ("-year",)


@admin.register(CalendarDay)
class CalendarDayAdmin(SetUpAdmin):
    visible_to = everything_of(CalendarDay)
    list_display = ("day", "is_working", "name_zh", "name_en")
    list_filter = ("year", "is_working")
    ordering = ("day",)
