"""Buttons that do things: a desk page whose states change by acts, never by fields."""

from collections.abc import Callable
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from applications import access
from applications.forms.acts import ActForm
from applications.models import User
from applications.workflow import Refused

HIDDEN = {"id", "password", "first_name", "last_name", "is_superuser"}

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, kw_only=True)
class Act:
    """One thing an official may do to a record while it is in one of the states ``offered_in``.

    ``obstacle`` says in words what stands in the way for now; an act done
    ``at_once`` is a button on the record's page and asks nothing.
    """

    slug: str
    label: "StrOrPromise"
    done: "StrOrPromise"
    form: type[ActForm]
    offered_in: AbstractSet[str]
    allowed: Callable[[Any, Any], bool]
    perform: Callable[..., object]
    possible: Callable[[Any], bool] = lambda _record: True
    obstacle: Callable[[Any], str] = lambda _record: ""
    at_once: bool = False

    def offered(self, person: object, record: Any) -> bool:
        return record.state in self.offered_in and self.possible(record) and self.allowed(person, record)


class ActsAdmin(admin.ModelAdmin):
    """A page to read, with the acts its viewer may do.

    ``subject`` is the keyword by which the operations know the record,
    ``readers`` who may open the list at all, and ``visible_to`` the query of what
    a person may see. What one may not see does not exist.
    """

    acts: ClassVar[tuple[Act, ...]] = ()
    subject: ClassVar[str]
    visible_to: ClassVar[Callable[..., QuerySet]]
    readers: ClassVar[Callable[..., bool]] = staticmethod(access.can_enter_desk)
    page_select_related: ClassVar[tuple[str, ...]] = ()
    page_template: ClassVar[str] = "admin/acts/record.html"
    list_per_page = 50
    show_full_result_count = False

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.has_view_permission(request)

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return type(self).readers(person_of(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return type(self).visible_to(person_of(request))

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Let a list be filtered by what the page offers, and by nothing else: a filter is a question, too."""
        name, _sign, rest = lookup.partition("__")
        offered = {getattr(choice, "parameter_name", choice) for choice in self.list_filter}
        asked = name in offered and rest.rpartition("__")[2] in {"", "exact", "isnull"} and "\0" not in value
        return asked and super().lookup_allowed(lookup, value, request)

    def get_actions(self, request: HttpRequest) -> dict:
        return {}

    def get_urls(self) -> list:
        info = (self.opts.app_label, self.opts.model_name)
        act_urls = [
            path(
                f"<path:object_id>/{act.slug}/",
                self.admin_site.admin_view(partial(self.act_view, act=act)),
                name="{}_{}_{}".format(*info, act.slug),
            )
            for act in self.acts
        ]
        shown = {"changelist", "change"}
        kept = [url for url in super().get_urls() if (url.name or "").removeprefix("{}_{}_".format(*info)) in shown]
        return act_urls + kept

    def changelist_view(self, request: HttpRequest, extra_context: dict | None = None) -> HttpResponse:
        if not self.has_view_permission(request):
            raise Http404
        title = capfirst(self.opts.verbose_name_plural)
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict | None = None
    ) -> HttpResponse:
        """Show the record and the acts that are possible now."""
        record = self._record(request, object_id)
        offered = [act for act in self.acts if act.offered(person_of(request), record)]
        acts = [{"act": act, "obstacle": act.obstacle(record)} for act in offered]
        context = {**self._context(request, record), "acts": acts, **self.page(request, record)}
        return TemplateResponse(request, self.page_template, context)

    def page(self, request: HttpRequest, record: Any) -> dict[str, object]:
        """Return what ``page_template`` shows of the record."""
        shown = [field for field in self.opts.fields if field.name not in HIDDEN]
        return {"fields": [(field.verbose_name, _words(record, field.name)) for field in shown]}

    def act_view(self, request: HttpRequest, object_id: str, *, act: Act) -> HttpResponse:
        """Show the act's form, perform the act, say what came of it."""
        record = self._record(request, object_id)
        if not act.allowed(person_of(request), record):
            raise Http404
        form = act.form(request.POST if request.method == "POST" else None, record=record)
        if form.is_valid():
            try:
                act.perform(**{self.subject: record}, by=request.user, at=timezone.now(), **form.facts())
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                self.message_user(request, str(act.done), messages.SUCCESS)
                return redirect(self.page_url(record))
        context = {
            **self._context(request, record),
            **self.beside(request, record),
            "act": act,
            "form": form,
            "back": self.page_url(record),
        }
        return TemplateResponse(request, "admin/acts/act.html", context)

    def beside(self, request: HttpRequest, record: Any) -> dict[str, object]:
        """Return what an act's page shows beside the form."""
        return {}

    def page_url(self, record: Model) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[record.pk])

    def _record(self, request: HttpRequest, object_id: str) -> Any:
        if not self.has_view_permission(request):
            raise Http404
        records = self.get_queryset(request).select_related(*self.page_select_related)
        try:
            return records.get(pk=unquote(object_id))
        except (ValueError, OverflowError, self.model.DoesNotExist) as error:
            raise Http404 from error

    def _context(self, request: HttpRequest, record: Model) -> dict[str, object]:
        return {**self.admin_site.each_context(request), "opts": self.opts, "original": record, "title": str(record)}


def person_of(request: HttpRequest) -> User:
    """Return who asks; the desk lets nobody in who is not a person it knows."""
    return cast("User", request.user)


def _words(record: Any, name: str) -> object:
    display = getattr(record, f"get_{name}_display", None)
    value = display() if display else getattr(record, name)
    return {True: _("Yes"), False: _("No")}.get(value, value) if isinstance(value, bool) else value
