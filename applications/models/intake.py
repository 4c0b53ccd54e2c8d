"""The founder's one request for the whole package."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from applications.models._constraints import both_or_neither, known
from applications.models.routing import Programme
from applications.states import (
    APPLICATION_MOVES,
    APPLICATION_OPEN,
    ApplicationState,
    MembershipRole,
    PartKind,
    Urgency,
)

_BEFORE_SENDING = [ApplicationState.DRAFT, ApplicationState.WITHDRAWN]


class Application(models.Model):
    """One founder, one request, up to three parts: workspace, funding, approvals.

    ``state`` and everything below it is written by ``workflow`` alone.
    """

    MOVES = APPLICATION_MOVES

    reference = models.CharField(_("reference"), max_length=16, unique=True)
    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), related_name="applications", on_delete=models.PROTECT
    )
    members = models.ManyToManyField(
        settings.AUTH_USER_MODEL, through="Membership", related_name="applications", verbose_name=_("members")
    )
    company_name_zh = models.CharField(_("company, Chinese name"), max_length=100, blank=True)
    company_name_en = models.CharField(_("company, English name"), max_length=150, blank=True)
    credit_code = models.CharField(_("unified social credit code"), max_length=18, blank=True)
    urgency = models.CharField(_("urgency"), max_length=10, choices=Urgency, default=Urgency.NORMAL)

    state = models.CharField(
        _("status"), max_length=24, choices=ApplicationState, default=ApplicationState.DRAFT, editable=False
    )
    created_at = models.DateTimeField(_("started"))
    # A draft nobody touches is deleted after this day; each saving moves it on.
    draft_ends_on = models.DateField(_("draft kept until"), null=True, blank=True)
    draft_end_told_at = models.DateTimeField(_("end of the draft told"), null=True, blank=True)
    # An official who fills in for a founder (帮办代办) may write until the founder takes over.
    assisted_at = models.DateTimeField(_("filled in by the district"), null=True, blank=True)
    assisted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("filled in by"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    taken_over_at = models.DateTimeField(_("taken over by the founder"), null=True, blank=True)
    send_token = models.UUIDField(_("token of the sending"), null=True, blank=True, editable=False)
    submitted_at = models.DateTimeField(pgettext_lazy("application", "sent"), null=True, blank=True)
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("sent by"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    received_on = models.DateField(_("receipt date"), null=True, blank=True)
    decided_at = models.DateTimeField(_("decided"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("decided by"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    class Meta:
        verbose_name = _("application")
        verbose_name_plural = _("applications")
        constraints = [
            known("state", ApplicationState),
            known("urgency", Urgency),
            both_or_neither("assisted_at", "assisted_by"),
            both_or_neither("submitted_at", "submitted_by"),
            both_or_neither("decided_at", "decided_by"),
            models.CheckConstraint(
                name="applications_application_received_once_it_left_draft",
                condition=Q(submitted_at__isnull=False, received_on__isnull=False) | Q(state__in=_BEFORE_SENDING),
            ),
            models.CheckConstraint(
                name="applications_application_draft_has_an_end",
                condition=Q(draft_ends_on__isnull=False) | ~Q(state=ApplicationState.DRAFT),
            ),
            models.UniqueConstraint(
                name="applications_application_one_open_per_company",
                fields=["credit_code"],
                condition=Q(state__in=[state for state in APPLICATION_OPEN if state != ApplicationState.DRAFT])
                & ~Q(credit_code=""),
                violation_error_message=_("This company has an open application already."),
            ),
        ]
        indexes = [
            models.Index(fields=["state", "-submitted_at"], name="applications_app_by_state"),
            models.Index(
                fields=["draft_ends_on", "id"],
                name="applications_app_drafts_by_end",
                condition=Q(state=ApplicationState.DRAFT),
            ),
            models.Index(
                fields=["assisted_by", "id"],
                name="applications_app_assisted",
                condition=Q(state=ApplicationState.DRAFT, assisted_by__isnull=False, taken_over_at__isnull=True),
            ),
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def application_id(self) -> int:
        """Return its own key, so that the trail can ask any record for its case."""
        return self.pk

    @property
    def status_words(self) -> str:
        return self.get_state_display()

    @property
    def company(self) -> str:
        """Return the company's name in the language at hand, or in the other one."""
        zh, en = self.company_name_zh, self.company_name_en
        return (zh or en) if (get_language() or "").startswith("zh") else (en or zh)


class Membership(models.Model):
    """Who of the founders may see and edit an application."""

    application = models.ForeignKey(Application, related_name="memberships", on_delete=models.CASCADE)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="memberships", on_delete=models.CASCADE)
    role = models.CharField(_("role"), max_length=10, choices=MembershipRole)

    class Meta:
        verbose_name = _("membership")
        verbose_name_plural = _("memberships")
        constraints = [
            known("role", MembershipRole),
            models.UniqueConstraint(name="applications_membership_once_per_person", fields=["application", "person"]),
            models.UniqueConstraint(
                name="applications_membership_one_owner",
                fields=["application"],
                condition=Q(role=MembershipRole.OWNER),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}/{self.person_id}: {self.role}"


class Part(models.Model):
    """One thing asked for; decided on its own."""

    application = models.ForeignKey(Application, related_name="parts", on_delete=models.CASCADE)
    kind = models.CharField(_("part"), max_length=20, choices=PartKind)

    class Meta:
        verbose_name = _("part")
        verbose_name_plural = _("parts")
        ordering = ["-kind"]  # workspace, funding, approvals: the order of the strands
        constraints = [
            known("kind", PartKind),
            models.UniqueConstraint(name="applications_part_once_per_kind", fields=["application", "kind"]),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.kind}"


class StepAnswers(models.Model):
    """What stands in one step of the form: ``answers`` when every rule is kept, ``typed`` as it was typed."""

    application = models.ForeignKey(Application, related_name="steps", on_delete=models.CASCADE)
    slug = models.CharField(_("step"), max_length=20)
    schema = models.PositiveSmallIntegerField(_("version of the form"), default=1)
    answers = models.JSONField(_("answers"), null=True, blank=True)
    typed = models.JSONField(_("as typed"), default=dict, blank=True)
    edition = models.PositiveIntegerField(_("edition"), default=1)
    saved_at = models.DateTimeField(_("saved"))
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT)

    class Meta:
        verbose_name = _("step")
        verbose_name_plural = _("steps")
        constraints = [
            both_or_neither("saved_at", "saved_by"),
            models.UniqueConstraint(name="applications_stepanswers_once", fields=["application", "slug"]),
        ]

    def __str__(self) -> str:
        return f"{self.application_id}: {self.slug}"

    @property
    def is_complete(self) -> bool:
        return self.answers is not None


class Snapshot(models.Model):
    """The answers as they were sent, and their SHA-256 over the canonical JSON. Never changed."""

    application = models.OneToOneField(Application, related_name="snapshot", on_delete=models.PROTECT)
    answers = models.JSONField(_("answers"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    taken_at = models.DateTimeField(_("taken"))

    class Meta:
        verbose_name = _("snapshot")
        verbose_name_plural = _("snapshots")

    def __str__(self) -> str:
        return self.sha256
