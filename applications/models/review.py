"""One department's piece of one application, with its own clock."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from applications.models._constraints import both_or_neither, known
from applications.models.decision import Decision
from applications.models.intake import Application
from applications.models.people import Department
from applications.models.routing import RoutingRule
from applications.states import (
    CLOCK_RUNS,
    ENDED_WORDS,
    REVIEW_MOVES,
    REVIEW_OPEN,
    ClockKind,
    Level,
    Outcome,
    PartKind,
    ReviewState,
    TaskKind,
    Verdict,
)

_NO_CLOCK = [ReviewState.DRAFT, ReviewState.BLOCKED_BY_DEPENDENCY, ReviewState.TERMINATED_WITHDRAWN]
_DECIDED = [ReviewState.DECIDED_GRANTED, ReviewState.DECIDED_REFUSED]


class ReviewTaskQuerySet(models.QuerySet["ReviewTask"]):
    def open(self) -> Self:
        return self.filter(state__in=REVIEW_OPEN)

    def not_in_vain(self) -> Self:
        """Leave out what waits in a case whose approvals were refused: what it waits for will not come."""
        refused = Decision.objects.filter(
            application=OuterRef("application"), part__kind=PartKind.APPROVALS, outcome=Outcome.REFUSED
        )
        return self.exclude(Q(state=ReviewState.BLOCKED_BY_DEPENDENCY) & Exists(refused))

    def ticking(self) -> Self:
        """Return those whose clock runs: only these can be late (R13)."""
        return self.filter(state__in=CLOCK_RUNS)

    def red(self, before: date) -> Self:
        """Return those whose promised date lies ahead of ``before`` and nobody has been told (R14)."""
        return self.ticking().filter(told=Level.NONE, promised_due_on__lt=before)

    def black(self, before: date) -> Self:
        """Return those whose statutory date lies ahead of ``before`` and the leader has not been told (R14)."""
        return self.ticking().filter(told__in=[Level.NONE, Level.RED], statutory_due_on__lt=before)


class ReviewTask(models.Model):
    """A matter (事项): one department's piece of one application, with its own clock.

    ``state`` and everything below it is written by ``workflow`` alone.
    """

    MOVES = REVIEW_MOVES

    application = models.ForeignKey(
        Application, verbose_name=_("application"), related_name="review_tasks", on_delete=models.PROTECT
    )
    rule = models.ForeignKey(RoutingRule, verbose_name=_("routed by"), related_name="+", on_delete=models.PROTECT)
    matched = models.JSONField(_("answers that matched"), default=dict, blank=True)
    department = models.ForeignKey(
        Department, verbose_name=_("department"), related_name="review_tasks", on_delete=models.PROTECT
    )
    kind = models.CharField(_("kind of work"), max_length=20, choices=TaskKind)

    state = models.CharField(_("status"), max_length=24, choices=ReviewState, default=ReviewState.DRAFT, editable=False)
    waits_for = models.JSONField(_("waits for"), default=list, blank=True)
    received_on = models.DateField(_("receipt date"), null=True, blank=True)
    accepted_on = models.DateField(_("accepted"), null=True, blank=True)
    first_answer_due_on = models.DateField(_("first answer due"), null=True, blank=True)
    promised_due_on = models.DateField(_("promised date"), null=True, blank=True)
    statutory_due_on = models.DateField(_("statutory date"), null=True, blank=True)
    promised_is_provisional = models.BooleanField(_("promised date rests on a year not announced"), default=False)
    statutory_is_provisional = models.BooleanField(_("statutory date rests on a year not announced"), default=False)
    told = models.CharField(_("escalated"), max_length=10, choices=Level, default=Level.NONE)
    told_at = models.DateTimeField(_("escalated on"), null=True, blank=True)
    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("holder"),
        related_name="held_tasks",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    first_answer = models.TextField(_("first answer"), blank=True)
    answered_at = models.DateTimeField(_("first answered"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT, null=True, blank=True
    )
    verdict = models.CharField(_("opinion"), max_length=24, choices=Verdict, blank=True)
    reasons = models.TextField(_("reasons"), blank=True)
    conditions = models.TextField(_("conditions"), blank=True)
    remedies = models.TextField(_("remedies"), blank=True)
    decided_at = models.DateTimeField(_("ended"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ended by"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    objects = ReviewTaskQuerySet.as_manager()

    class Meta:
        verbose_name = _("task")
        verbose_name_plural = _("tasks")
        constraints = [
            known("state", ReviewState),
            known("kind", TaskKind),
            known("told", Level),
            known("verdict", Verdict, ""),
            models.CheckConstraint(
                name="applications_reviewtask_conditions_are_said",
                condition=~Q(verdict=Verdict.SUPPORT_WITH_CONDITIONS) | ~Q(conditions=""),
            ),
            both_or_neither("answered_at", "answered_by"),
            both_or_neither("decided_at", "decided_by"),
            models.UniqueConstraint(name="applications_reviewtask_once_per_rule", fields=["application", "rule"]),
            models.CheckConstraint(
                name="applications_reviewtask_has_a_clock_once_it_runs",
                condition=Q(state__in=_NO_CLOCK)
                | Q(received_on__isnull=False, accepted_on__isnull=False, promised_due_on__isnull=False)
                | Q(state__in=[ReviewState.RECEIVED, ReviewState.AWAITING_CORRECTION], received_on__isnull=False)
                | Q(state__in=[ReviewState.TERMINATED_NO_ANSWER, ReviewState.NOT_COMPETENT]),
            ),
            models.CheckConstraint(
                name="applications_reviewtask_blocked_has_no_clock_and_says_why",
                condition=~Q(state=ReviewState.BLOCKED_BY_DEPENDENCY)
                | (Q(promised_due_on__isnull=True, statutory_due_on__isnull=True) & ~Q(waits_for=[])),
            ),
            models.CheckConstraint(
                name="applications_reviewtask_promised_within_statutory",
                condition=Q(promised_due_on__isnull=True)
                | Q(statutory_due_on__isnull=True)
                | Q(promised_due_on__lte=F("statutory_due_on")),
            ),
            models.CheckConstraint(
                name="applications_reviewtask_decided_says_when",
                condition=~Q(state__in=_DECIDED) | Q(decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="applications_reviewtask_opinion_has_verdict",
                condition=~Q(kind=TaskKind.OPINION, state__in=_DECIDED) | ~Q(verdict=""),
            ),
            models.CheckConstraint(
                name="applications_reviewtask_refused_permit_has_reasons_and_remedies",
                condition=~Q(kind=TaskKind.PERMIT, state=ReviewState.DECIDED_REFUSED)
                | (~Q(reasons="") & ~Q(remedies="")),
            ),
        ]
        indexes = [
            # A department's queue, in the order of work; what has ended costs nothing.
            models.Index(
                name="applications_reviewtask_queue",
                fields=["department", "promised_due_on", "id"],
                condition=Q(state__in=REVIEW_OPEN),
            ),
            # Only what the sweep may still escalate: looking costs the same after a million tasks.
            models.Index(
                name="applications_reviewtask_red",
                fields=["promised_due_on"],
                condition=Q(state__in=CLOCK_RUNS, told=Level.NONE),
            ),
            models.Index(
                name="applications_reviewtask_black",
                fields=["statutory_due_on"],
                condition=Q(state__in=CLOCK_RUNS, told__in=[Level.NONE, Level.RED]),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application} / {self.rule}"

    @property
    def status_words(self) -> str:
        return str(ENDED_WORDS.get((self.kind, self.state), self.get_state_display()))


class ClockEvent(models.Model):
    """What changed a task's due dates: who, when, why, and the dates before and after (R30). Never changed."""

    task = models.ForeignKey(ReviewTask, related_name="clock_events", on_delete=models.PROTECT)
    kind = models.CharField(_("event"), max_length=20, choices=ClockKind)
    at = models.DateTimeField(_("at"))
    by = models.ForeignKey(settings.AUTH_USER_MODEL, related_name="+", on_delete=models.PROTECT, null=True, blank=True)
    why = models.TextField(_("why"), blank=True)
    promised_was = models.DateField(_("promised date before"), null=True, blank=True)
    promised_now = models.DateField(_("promised date after"), null=True, blank=True)
    statutory_was = models.DateField(_("statutory date before"), null=True, blank=True)
    statutory_now = models.DateField(_("statutory date after"), null=True, blank=True)

    class Meta:
        verbose_name = _("clock event")
        verbose_name_plural = _("clock events")
        constraints = [known("kind", ClockKind)]

    def __str__(self) -> str:
        return f"{self.task_id}: {self.kind}"
