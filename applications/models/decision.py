"""What the district decided about each part of a case."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from applications.models._constraints import both_or_neither, known
from applications.models.intake import Application, Part
from applications.states import Outcome


class Decision(models.Model):
    """The lead's decision on one part. A refusal says why and what can be done about it (R15)."""

    application = models.ForeignKey(Application, related_name="decisions", on_delete=models.PROTECT)
    part = models.OneToOneField(Part, related_name="decision", on_delete=models.PROTECT)
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome)
    reasons = models.TextField(_("reasons"))
    remedies = models.TextField(_("remedies"), blank=True)
    decided_at = models.DateTimeField(_("decided"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("decided by"), related_name="+", on_delete=models.PROTECT
    )

    class Meta:
        verbose_name = _("decision")
        verbose_name_plural = _("decisions")
        constraints = [
            known("outcome", Outcome),
            both_or_neither("decided_at", "decided_by"),
            models.CheckConstraint(name="applications_decision_has_reasons", condition=~Q(reasons="")),
            models.CheckConstraint(
                name="applications_decision_refusal_has_remedies",
                condition=Q(outcome=Outcome.GRANTED) | ~Q(remedies=""),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.part}: {self.outcome}"
