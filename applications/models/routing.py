"""The programme: what the district offers, under which limits, and who is asked about what."""

from datetime import date

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.models._constraints import known
from applications.models._names import NamedInBoth
from applications.models.people import Department
from applications.models.permits import PermitType
from applications.states import PartKind, TaskKind


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def in_force(self, today: date) -> "Programme":
        """Return the version that applications start under today.

        :raises Programme.DoesNotExist: if nothing has been published yet.
        """
        return self.filter(published_on__lte=today).latest("published_on", "version")


class Programme(NamedInBoth):
    """One version of the district's offer. A published version never changes: cases were sent under it."""

    code = models.CharField(_("code"), max_length=20)
    version = models.PositiveSmallIntegerField(_("version"), default=1)
    parts = ArrayField(models.CharField(max_length=20, choices=PartKind), verbose_name=_("parts offered"))
    published_on = models.DateField(_("published"), null=True, blank=True)
    # Gate G3: below both floors the form warns.
    rd_floor_revenue_pct = models.PositiveSmallIntegerField(_("least R&D by revenue, %"), default=2)
    rd_floor_cost_pct = models.PositiveSmallIntegerField(_("least R&D by total cost, %"), default=10)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("programme")
        verbose_name_plural = _("programmes")
        constraints = [
            models.UniqueConstraint(name="applications_programme_version_once", fields=["code", "version"]),
            models.CheckConstraint(name="applications_programme_offers_something", condition=Q(parts__len__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.version}"


class RoutingRule(models.Model):
    """If the case asks for ``part`` and ``permit`` and meets ``condition``, ``department`` gets one task."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programme"), related_name="routing_rules", on_delete=models.PROTECT
    )
    code = models.CharField(_("code"), max_length=30)
    part = models.CharField(_("part"), max_length=20, choices=PartKind, null=True, blank=True)
    permit_type = models.ForeignKey(
        PermitType, verbose_name=_("permit"), on_delete=models.PROTECT, null=True, blank=True
    )
    condition = models.JSONField(_("condition"), null=True, blank=True)
    department = models.ForeignKey(Department, verbose_name=_("department"), on_delete=models.PROTECT)
    kind = models.CharField(_("kind of work"), max_length=20, choices=TaskKind)
    title_zh = models.CharField(_("Chinese title"), max_length=120)
    title_en = models.CharField(_("English title"), max_length=120)
    promised_wd = models.PositiveSmallIntegerField(_("promised working days"))
    statutory_wd = models.PositiveSmallIntegerField(_("statutory working days"), null=True, blank=True)
    statutory_calendar_days = models.PositiveSmallIntegerField(_("statutory calendar days"), null=True, blank=True)
    can_tacit = models.BooleanField(_("silence may count as consent"), default=False)
    safety_class = models.BooleanField(_("safety class"), default=False)

    class Meta:
        verbose_name = _("routing rule")
        verbose_name_plural = _("routing rules")
        constraints = [
            known("kind", TaskKind),
            known("part", PartKind),
            models.UniqueConstraint(name="applications_routingrule_code_once", fields=["programme", "code"]),
            models.CheckConstraint(
                name="applications_routingrule_permit_goes_with_the_kind",
                condition=Q(kind=TaskKind.PERMIT, permit_type__isnull=False)
                | (~Q(kind=TaskKind.PERMIT) & Q(permit_type__isnull=True)),
            ),
            models.CheckConstraint(
                name="applications_routingrule_one_statutory_limit_at_most",
                condition=Q(statutory_wd__isnull=True) | Q(statutory_calendar_days__isnull=True),
            ),
            models.CheckConstraint(
                name="applications_routingrule_silence_never_grants_safety_or_permits",
                condition=Q(can_tacit=False) | Q(kind=TaskKind.OPINION, safety_class=False),
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def title(self) -> str:
        return self.title_zh if (get_language() or "").startswith("zh") else self.title_en
