"""From moments and limits to receipt dates, due dates and colours (R2, R4, R13, R14)."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from applications.rules.calendar import DueDay, WorkingCalendar

ZONE = ZoneInfo("Asia/Shanghai")
CUT_OFF = time(18)
YELLOW_FROM = 2
MONTHS_A_YEAR = 12


class Colour(StrEnum):
    """How a matter stands against its clock (R14)."""

    NONE = "none"
    GREEN = "green"
    YELLOW = "yellow"
    RED = "red"
    BLACK = "black"
    PAUSED = "paused"


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How long something may take, in one unit; ``Limit()`` has no end (R3, R4)."""

    working_days: int | None = None
    calendar_days: int | None = None
    months: int | None = None

    def __post_init__(self) -> None:
        lengths = [length for length in (self.working_days, self.calendar_days, self.months) if length is not None]
        if len(lengths) > 1:
            raise ValueError("A limit is counted in one unit only.")
        if any(length < 0 for length in lengths):
            raise ValueError("A limit cannot be negative.")


def receipt_date(at: datetime, calendar: WorkingCalendar) -> DueDay:
    """Return the day on which an act that starts a clock counts as received (R2).

    It is the same day up to and including 18:00:00 of a working day in Shanghai, else the next working day.

    :raises BeyondCalendar: if that day is not known.
    :raises ValueError: if ``at`` does not say its zone.
    """
    if at.utcoffset() is None:
        raise ValueError("A moment without a zone has no receipt date.")
    here = at.astimezone(ZONE)
    if here.time() <= CUT_OFF:
        return calendar.on_or_after(here.date())
    return calendar.next_working(here.date())


def end_of(limit: Limit, start: date, calendar: WorkingCalendar) -> DueDay | None:
    """Return the last day of ``limit`` counted from ``start``, or None where there is no limit (R3, R4).

    Limits in calendar days and months that end on a rest day roll to the next working day.

    :raises BeyondCalendar: if the count leaves the years that are known.
    """
    if limit.working_days is not None:
        return calendar.after(start, limit.working_days)
    if limit.calendar_days is not None:
        return calendar.on_or_after(start + timedelta(days=limit.calendar_days))
    if limit.months is not None:
        return calendar.on_or_after(add_months(start, limit.months))
    return None


def service_target(start: date, months: int) -> date:
    """Return the day promised as a service, such as the move-in; it does not roll (R4)."""
    return add_months(start, months)


def add_months(day: date, months: int) -> date:
    """Return the same day number ``months`` on, or the last day of a shorter month (R4)."""
    years, month = divmod(day.month - 1 + months, MONTHS_A_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def working_days_left(today: date, due: date, calendar: WorkingCalendar) -> int:
    """Count the working days in (today, due]: 0 on the last day, -1 one working day late (R14).

    :raises BeyondCalendar: if a day to be counted is not known.
    """
    return calendar.between(today, due)


def overdue_before(today: date, calendar: WorkingCalendar) -> date:
    """Return the day before which a promised due date must lie to be overdue on ``today``.

    Red starts on the first working day after the due date (R14), so on a rest day it is still the last
    working day: what was due then is late only when the office opens again.

    :raises BeyondCalendar: if no working day up to ``today`` is known.
    """
    return calendar.on_or_before(today)


def colour(
    *,
    today: date,
    promised: date | None,
    statutory: date | None,
    running: bool,
    paused: bool,
    calendar: WorkingCalendar,
) -> Colour:
    """Return the colour of a matter on ``today`` (R13, R14).

    Black starts the day after the statutory date, red on the first working day after the promised one. Yellow
    goes by the earlier of the two; a running matter without any date is green.

    :raises BeyondCalendar: if a day to be counted is not known.
    """
    if paused:
        return Colour.PAUSED
    if not running:
        return Colour.NONE
    if statutory is not None and statutory < today:
        return Colour.BLACK
    if promised is not None and promised < overdue_before(today, calendar):
        return Colour.RED
    due = min((day for day in (promised, statutory) if day is not None), default=None)
    is_close = due is not None and working_days_left(today, due, calendar) <= YELLOW_FROM
    return Colour.YELLOW if is_close else Colour.GREEN
