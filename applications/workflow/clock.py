"""When a task is due. The only writer of due dates; the arithmetic stands in ``rules``."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from functools import lru_cache
from importlib.metadata import version

import holidays
from django.db import transaction
from django.utils import timezone

from applications.models import Application, CalendarDay, CalendarYear, ClockEvent, ReviewTask, User
from applications.rules import clock as law
from applications.rules.calendar import WorkingCalendar
from applications.rules.clock import Limit
from applications.states import ClockKind

# A draft that nobody touches so long is deleted. Calendar days: no authority has to do anything in them.
DRAFT_DAYS = 90

Revisions = tuple[tuple[int, bool, int], ...]


def calendar() -> WorkingCalendar:
    """Return the official calendar. Ask once per operation and hand it on: it is a query."""
    return _calendar(tuple(CalendarYear.objects.order_by("year").values_list("year", "announced", "revision")))


def start(task: ReviewTask, *, received_on: date, calendar: WorkingCalendar) -> None:
    """Set the dates of a complete matter, accepted on receipt: first answer (R20), promised and statutory (R9)."""
    rule = task.rule
    first = calendar.after(received_on, task.department.first_answer_wd)
    promised = calendar.after(received_on, rule.promised_wd)
    limit = Limit(working_days=rule.statutory_wd, calendar_days=rule.statutory_calendar_days)
    statutory = law.end_of(limit, received_on, calendar)
    task.received_on = task.accepted_on = received_on
    task.first_answer_due_on, task.promised_due_on = first.on, promised.on
    task.statutory_due_on = statutory.on if statutory else None
    task.promised_is_provisional = promised.provisional
    task.statutory_is_provisional = statutory is not None and statutory.provisional


def record_started(tasks: Iterable[ReviewTask], *, at: datetime) -> None:
    """Write down that the clocks of ``tasks`` run (R30). The caller has saved them."""
    ClockEvent.objects.bulk_create(
        ClockEvent(
            task=task,
            kind=ClockKind.STARTED,
            at=at,
            promised_now=task.promised_due_on,
            statutory_now=task.statutory_due_on,
        )
        for task in tasks
    )


def provide_years(first: int, last: int) -> None:
    """Enter the years that are missing as provisional: Monday to Friday less the statutory days off (R1)."""
    there = set(CalendarYear.objects.filter(year__range=(first, last)).values_list("year", flat=True))
    for year in sorted(set(range(first, last + 1)) - there):
        _provide(year)


@transaction.atomic
def _provide(year: int) -> None:
    row, made = CalendarYear.objects.get_or_create(
        year=year, defaults={"announced": False, "source": f"holidays {version('holidays')}"}
    )
    if not made:  # by another sweep, a moment ago
        return
    chinese, english = (holidays.country_holidays("CN", years=year, language=of) for of in ("zh_CN", "en_US"))
    CalendarDay.objects.bulk_create(
        CalendarDay(year=row, day=day, is_working=False, name_zh=name, name_en=english[day])
        for day, name in sorted(chinese.items())
    )


@lru_cache(maxsize=2)
def _calendar(revisions: Revisions) -> WorkingCalendar:
    """Read the days once for each revision of the calendar."""
    days = dict(CalendarDay.objects.values_list("day", "is_working"))
    return WorkingCalendar(
        days_off=frozenset(day for day, working in days.items() if not working),
        make_up_days=frozenset(day for day, working in days.items() if working),
        years={year: announced for year, announced, _revision in revisions},
    )


def draft_kept_until(at: datetime) -> date:
    """Return the last day of a draft that is touched at ``at`` and then no more."""
    return timezone.localdate(at) + timedelta(days=DRAFT_DAYS)


def prolong_draft(application: Application, *, by: User, at: datetime) -> None:
    """Keep a touched draft longer. Whom an official has filled in for has taken over with the first touch."""
    application.draft_ends_on, application.draft_end_told_at = draft_kept_until(at), None
    if application.assisted_by_id not in {None, by.pk}:
        application.taken_over_at = application.taken_over_at or at
    application.save(update_fields=["draft_ends_on", "draft_end_told_at", "taken_over_at"])
