"""Working days, by the published calendar and never by guess (R1, R3)."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property

SATURDAY = 5
ONE_DAY = timedelta(days=1)


class BeyondCalendar(Exception):
    """Not even a provisional calendar exists for the year of ``day`` (R1)."""

    def __init__(self, day: date) -> None:
        super().__init__(f"There is no calendar for {day.year}; {day.isoformat()} cannot be counted.")
        self.day = day


@dataclass(frozen=True, kw_only=True)
class DueDay:
    """A counted day; ``provisional`` when the count rested on a day of a year not announced yet (R1)."""

    on: date
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class Counted:
    """One day of a count, for showing how a due date came about."""

    day: date
    counts: bool
    provisional: bool


@dataclass(frozen=True, kw_only=True)
class WorkingCalendar:
    """The days on which offices work, for the years that are known.

    ``years`` maps each known year to whether the State Council has announced it; the days of a year that is
    not announced count, and everything that rests on them is marked provisional (R1). A make-up day is worked
    whatever the weekday.
    """

    days_off: AbstractSet[date]
    make_up_days: AbstractSet[date]
    years: Mapping[int, bool]

    def is_working(self, day: date) -> bool:
        """Tell whether offices work on ``day`` (R1).

        :raises BeyondCalendar: if the year of ``day`` is not known.
        """
        if day.year not in self.years:
            raise BeyondCalendar(day)
        if day in self.make_up_days:
            return True
        return day.weekday() < SATURDAY and day not in self.days_off

    def is_provisional(self, day: date) -> bool:
        """Tell whether the year of ``day`` still waits for its announcement (R1).

        :raises BeyondCalendar: if the year of ``day`` is not known.
        """
        return self._rests_on_provisional(day, day)

    def after(self, day: date, working_days: int) -> DueDay:
        """Return the last day of a limit; the day of the trigger is not counted (R3).

        A limit of 0 working days counts nothing: it ends on ``day`` itself, also on a rest day.

        :raises BeyondCalendar: if the count leaves the years that are known.
        :raises ValueError: if ``working_days`` is negative.
        """
        _refuse_negative(working_days)
        if working_days == 0:
            return DueDay(on=day, provisional=False)
        first = day + ONE_DAY
        worked = self._working_days
        place = bisect_right(worked, day) + working_days - 1
        # A count that finds no day runs to the end of time, and so into a year that the next line refuses.
        last = worked[place] if place < len(worked) else date.max
        return DueDay(on=last, provisional=self._rests_on_provisional(first, last))

    def next_working(self, day: date) -> DueDay:
        """Return the first working day strictly after ``day``.

        :raises BeyondCalendar: if it lies beyond the years that are known.
        """
        return self.after(day, 1)

    def on_or_after(self, day: date) -> DueDay:
        """Return ``day`` if it is a working day, else the next one.

        :raises BeyondCalendar: if it lies beyond the years that are known.
        """
        return self.after(day - ONE_DAY, 1)

    def on_or_before(self, day: date) -> date:
        """Return ``day`` if it is a working day, else the latest one before it.

        :raises BeyondCalendar: if ``day`` or the day found lies outside the years that are known.
        """
        while not self.is_working(day):
            day -= ONE_DAY
        return day

    def between(self, start: date, end: date) -> int:
        """Count the working days in (start, end]; the negative of (end, start] when ``end`` comes first.

        :raises BeyondCalendar: if a day to be counted lies outside the years that are known.
        """
        if end < start:
            return -self.between(end, start)
        if end == start:
            return 0
        self._rests_on_provisional(start + ONE_DAY, end)
        return bisect_right(self._working_days, end) - bisect_right(self._working_days, start)

    def walk(self, day: date, working_days: int) -> tuple[Counted, ...]:
        """List each day that ``after`` counts or skips, in order.

        :raises BeyondCalendar: if the count leaves the years that are known.
        :raises ValueError: if ``working_days`` is negative.
        """
        _refuse_negative(working_days)
        steps: list[Counted] = []
        while working_days:
            day += ONE_DAY
            counts = self.is_working(day)
            steps.append(Counted(day=day, counts=counts, provisional=self.is_provisional(day)))
            working_days -= counts
        return tuple(steps)

    @cached_property
    def _working_days(self) -> tuple[date, ...]:
        """Every working day of the known years in order: counting is then two look-ups, whatever the length."""
        return tuple(day for year in sorted(self.years) for day in _days_of(year) if self.is_working(day))

    def _rests_on_provisional(self, first: date, last: date) -> bool:
        """Tell whether a day from ``first`` to ``last`` belongs to a year that is not announced.

        :raises BeyondCalendar: with the first day of theirs that belongs to a year that is not known.
        """
        provisional = False
        for year in range(first.year, last.year + 1):
            if year not in self.years:
                raise BeyondCalendar(max(first, date(year, 1, 1)))
            provisional = provisional or not self.years[year]
        return provisional


def _refuse_negative(working_days: int) -> None:
    if working_days < 0:
        raise ValueError(f"A limit counts forward; {working_days} working days do not.")


def _days_of(year: int) -> Iterator[date]:
    ordinals = range(date(year, 1, 1).toordinal(), date(year, 12, 31).toordinal() + 1)
    return map(date.fromordinal, ordinals)
