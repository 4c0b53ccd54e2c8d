"""The kinds of approval a founder may ask for, and what each needs first."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models._names import NamedInBoth
from applications.models.people import Department


class PermitType(NamedInBoth):
    """One approval. ``decided_by`` names who decides it, ``district_lead`` the department that coaches or decides here.

    ``requires`` and the conditions are those of ``rules.dependencies`` and ``rules.conditions``.
    """

    code = models.CharField(_("code"), max_length=20, unique=True)
    decided_by = models.CharField(_("decided by"), max_length=20)
    district_lead = models.ForeignKey(
        Department, verbose_name=_("department"), related_name="permit_types", on_delete=models.PROTECT
    )
    mode = models.CharField(_("mode"), max_length=30)
    requires = models.JSONField(_("needs first"), default=list, blank=True)
    documents = ArrayField(models.CharField(max_length=30), verbose_name=_("documents"), default=list, blank=True)
    applies_when = models.JSONField(_("applies when"), null=True, blank=True)
    suggested_when = models.JSONField(_("suggested when"), null=True, blank=True)
    statutory_calendar_days = models.PositiveSmallIntegerField(_("statutory calendar days"), null=True, blank=True)
    safety_class = models.BooleanField(_("safety class"), default=False)

    class Meta:
        verbose_name = _("permit type")
        verbose_name_plural = _("permit types")
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name
