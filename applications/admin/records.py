"""The trail and the outbox, to read."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from applications import access
from applications.admin._acts import ActsAdmin
from applications.admin.setup import everything_of
from applications.models import AuditEvent, OutboxMail
from applications.states import ApplicationState, ReviewState

STATES = {**dict(ApplicationState.choices), **dict(ReviewState.choices)}
ACTS = {
    "moved": _("Status changed"),
    "assisted": _("Filled in by the service desk"),
    "permit_dropped": _("Suggested approval not asked for"),
    "first_answer": _("First answer given"),
    "escalated_red": _("Told as late: promised date passed"),
    "escalated_black": _("Told as late: statutory date passed"),
}


@admin.register(AuditEvent)
class AuditEventAdmin(ActsAdmin):
    visible_to = everything_of(AuditEvent)
    readers = staticmethod(access.can_read_trail)
    change_list_template = "admin/acts/list.html"
    list_display = ("at", "application", "act_words", "was_words", "now_words", "by")
    list_select_related = ("application", "by")
    ordering = ("-pk",)

    @admin.display(description=_("act"))
    def act_words(self, event: AuditEvent) -> str:
        return str(ACTS.get(event.act, event.act))

    @admin.display(description=_("was"))
    def was_words(self, event: AuditEvent) -> str:
        return str(STATES.get(event.was, event.was))

    @admin.display(description=_("now"))
    def now_words(self, event: AuditEvent) -> str:
        return str(STATES.get(event.now, event.now))


@admin.register(OutboxMail)
class OutboxMailAdmin(ActsAdmin):
    """The envelopes. The words of a mail are its case's."""

    visible_to = everything_of(OutboxMail)
    readers = staticmethod(access.can_read_outbox)
    change_list_template = "admin/acts/list.html"
    list_display = ("kind", "recipient", "address", "owed_at", "attempts", "sent_at")
    list_select_related = ("recipient",)
    ordering = ("-pk",)

    def page(self, request: object, record: OutboxMail) -> dict[str, object]:
        hidden = {"id", "event", "facts"}
        shown = [field for field in OutboxMail._meta.fields if field.name not in hidden]
        return {"fields": [(field.verbose_name, getattr(record, field.name)) for field in shown]}
