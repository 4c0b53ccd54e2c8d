"""The trail and the outbox, to read."""

from django.contrib import admin

from applications import access
from applications.admin._acts import ActsAdmin
from applications.admin.setup import everything_of
from applications.models import AuditEvent, OutboxMail


@admin.register(AuditEvent)
class AuditEventAdmin(ActsAdmin):
    visible_to = everything_of(AuditEvent)
    readers = staticmethod(access.can_read_trail)
    change_list_template = "admin/acts/list.html"
    list_display = ("at", "application", "act", "was", "now", "by")
    list_select_related = ("application", "by")
    ordering = ("-pk",)


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
