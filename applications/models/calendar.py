"""The official working-day calendar: one row a year, one row for each day that differs from Monday to Friday (R1)."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from applications.models._names import NamedInBoth


class CalendarYear(models.Model):
    """A year that limits may be counted in. Not announced means provisional: every date that rests on it says so."""

    year = models.PositiveSmallIntegerField(_("year"), primary_key=True)
    announced = models.BooleanField(_("announced by the State Council"), default=False)
    source = models.CharField(_("source"), max_length=200)
    revision = models.PositiveIntegerField(_("revision"), default=1, help_text=_("Grows with each change of a day."))

    class Meta:
        verbose_name = _("calendar year")
        verbose_name_plural = _("calendar years")

    def __str__(self) -> str:
        return str(self.year)


class CalendarDay(NamedInBoth):
    year = models.ForeignKey(CalendarYear, verbose_name=_("year"), related_name="days", on_delete=models.CASCADE)
    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("make-up working day"))

    class Meta:
        verbose_name = _("calendar day")
        verbose_name_plural = _("calendar days")
        constraints = [
            models.CheckConstraint(
                name="applications_calendarday_stands_in_its_year", condition=models.Q(day__year=models.F("year"))
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day:%Y-%m-%d}"
