"""The ledgers: what happened, what must be told to whom, and which of our processes are alive."""

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models.intake import Application
from applications.models.review import ReviewTask


class AuditEvent(models.Model):
    """One thing that happened. Rows are added, never changed: a trigger sees to it (R30)."""

    application = models.ForeignKey(
        Application, verbose_name=_("application"), related_name="events", on_delete=models.PROTECT
    )
    task = models.ForeignKey(
        ReviewTask, verbose_name=_("task"), related_name="events", on_delete=models.PROTECT, null=True, blank=True
    )
    act = models.CharField(_("act"), max_length=30)
    was = models.CharField(_("was"), max_length=24, blank=True)
    now = models.CharField(_("now"), max_length=24)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("by"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    at = models.DateTimeField(_("at"))
    why = models.TextField(_("why"), blank=True)

    class Meta:
        verbose_name = _("event")
        verbose_name_plural = _("events")

    def __str__(self) -> str:
        return f"{self.act}: {self.was} > {self.now}"


class OutboxMail(models.Model):
    """A mail that is owed. ``sent_at`` says whether it still is.

    Mails of a case belong to an ``event`` and are written when they are sent; mails
    about an account have none and keep their words in ``facts`` until they are sent.
    """

    kind = models.CharField(_("kind"), max_length=60)
    event = models.ForeignKey(
        AuditEvent, verbose_name=_("event"), related_name="mails", on_delete=models.PROTECT, null=True, blank=True
    )
    recipient = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("recipient"),
        related_name="+",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
    )
    address = models.EmailField(_("address"), blank=True)
    facts = models.JSONField(_("facts"), default=dict, blank=True, encoder=DjangoJSONEncoder)
    owed_at = models.DateTimeField(_("owed since"))
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    tried_at = models.DateTimeField(_("last tried"), null=True, blank=True)
    sent_at = models.DateTimeField(_("sent"), null=True, blank=True)

    class Meta:
        verbose_name = _("mail")
        verbose_name_plural = _("mails")
        constraints = [
            models.UniqueConstraint(
                name="applications_outboxmail_once_per_event_and_recipient", fields=["event", "recipient"]
            ),
            models.CheckConstraint(
                name="applications_outboxmail_goes_to_somebody",
                condition=Q(event__isnull=False, recipient__isnull=False) | (Q(event__isnull=True) & ~Q(address="")),
            ),
        ]
        indexes = [
            # Only what is owed, in the order of delivery: finding it costs the same after a million mails.
            models.Index(
                name="applications_outboxmail_owed", fields=["attempts", "id"], condition=Q(sent_at__isnull=True)
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} > {self.recipient_id or self.address}"


class Heartbeat(models.Model):
    """When a process was last seen alive, told through the queue and not by the process itself."""

    name = models.CharField(_("process"), max_length=20, primary_key=True)
    at = models.DateTimeField(_("last seen"))

    class Meta:
        verbose_name = _("heartbeat")
        verbose_name_plural = _("heartbeats")

    def __str__(self) -> str:
        return self.name
