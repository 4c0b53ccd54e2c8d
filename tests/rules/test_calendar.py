import random
from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.calendar import BeyondCalendar, Counted, DueDay, WorkingCalendar
from tests.rules.data import CALENDAR

DAYS_OF_2025_AND_2026 = [date(2025, 1, 1) + timedelta(days=n) for n in range(730)]
days = st.dates(date(2025, 1, 1), date(2026, 12, 31))
limits = st.integers(0, 60)


def announced(day):
    return DueDay(on=day, provisional=False)


def provisional(day):
    return DueDay(on=day, provisional=True)


def by_a_simple_loop(day, working_days):
    """Count as a person with the printed calendar does, day after day."""
    while working_days:
        day += timedelta(days=1)
        working_days -= chinese_calendar.is_workday(day)
    return day


def test_all_days_of_two_years_are_worked_as_chinesecalendar_says():
    ours = [CALENDAR.is_working(day) for day in DAYS_OF_2025_AND_2026]

    assert len(ours) == 730
    assert ours == [chinese_calendar.is_workday(day) for day in DAYS_OF_2025_AND_2026]


def test_two_hundred_limits_end_where_chinesecalendar_ends_them():
    dice = random.Random(20260916)  # noqa: S311 -- the same questions every time
    asked = [(dice.choice(DAYS_OF_2025_AND_2026[:600]), dice.randrange(46)) for _ in range(200)]

    ends = [CALENDAR.after(day, working_days) for day, working_days in asked]

    assert ends == [announced(by_a_simple_loop(day, working_days)) for day, working_days in asked]


@pytest.mark.parametrize(
    ("working_days", "last_day"),
    [
        (0, date(2026, 9, 16)),
        (1, date(2026, 9, 17)),
        (2, date(2026, 9, 18)),
        (3, date(2026, 9, 20)),  # a Sunday that is worked
        (4, date(2026, 9, 21)),
        (7, date(2026, 9, 24)),
        (8, date(2026, 9, 28)),  # over the mid-autumn holiday
        (10, date(2026, 9, 30)),
    ],
)
def test_limit_ends_on_the_nth_working_day_after_the_trigger(working_days, last_day):
    due = CALENDAR.after(date(2026, 9, 16), working_days)

    assert due == announced(last_day)


def test_worked_example_of_a_supplement_across_two_holidays():
    accepted, notice, answer = date(2026, 9, 16), date(2026, 9, 21), date(2026, 9, 29)

    used = CALENDAR.between(accepted, notice)
    excluded = CALENDAR.between(notice, answer)
    due = CALENDAR.after(answer, 10 - used)

    assert (used, excluded, due) == (4, 5, announced(date(2026, 10, 13)))


def test_limit_of_no_days_ends_on_its_own_day_also_on_a_rest_day():
    due = CALENDAR.after(date(2026, 10, 1), 0)

    assert due == announced(date(2026, 10, 1))


@pytest.mark.parametrize("count", [CALENDAR.after, CALENDAR.walk])
def test_limit_does_not_count_backwards(count):
    with pytest.raises(ValueError, match="-1 working days"):
        count(date(2026, 9, 16), -1)


@pytest.mark.parametrize(
    ("working_days", "due"),
    [
        (1, announced(date(2026, 12, 31))),
        (2, provisional(date(2027, 1, 4))),  # Friday 1 January is off by law
        (7, provisional(date(2027, 1, 11))),
    ],
)
def test_count_that_crosses_into_a_year_not_announced_is_provisional(working_days, due):
    assert CALENDAR.after(date(2026, 12, 30), working_days) == due


def test_count_inside_a_year_not_announced_is_provisional():
    assert CALENDAR.after(date(2027, 6, 1), 1) == provisional(date(2027, 6, 2))


@pytest.mark.parametrize(
    ("day", "waits"),
    [(date(2025, 1, 1), False), (date(2026, 12, 31), False), (date(2027, 1, 1), True), (date(2027, 12, 31), True)],
)
def test_day_is_provisional_until_its_year_is_announced(day, waits):
    assert CALENDAR.is_provisional(day) is waits


@pytest.mark.parametrize(
    ("ask", "first_unknown"),
    [
        (lambda: CALENDAR.is_working(date(2028, 1, 3)), date(2028, 1, 3)),
        (lambda: CALENDAR.is_provisional(date(2028, 5, 1)), date(2028, 5, 1)),
        (lambda: CALENDAR.after(date(2027, 12, 30), 2), date(2028, 1, 1)),
        (lambda: CALENDAR.after(date(2027, 12, 31), 1), date(2028, 1, 1)),
        (lambda: CALENDAR.after(date(2029, 5, 4), 1), date(2029, 5, 5)),
        (lambda: CALENDAR.after(date(2024, 12, 30), 1), date(2024, 12, 31)),
        (lambda: CALENDAR.walk(date(2027, 12, 31), 1), date(2028, 1, 1)),
        (lambda: CALENDAR.next_working(date(2027, 12, 31)), date(2028, 1, 1)),
        (lambda: CALENDAR.on_or_after(date(2028, 1, 1)), date(2028, 1, 1)),
        (lambda: CALENDAR.on_or_before(date(2028, 1, 1)), date(2028, 1, 1)),
        (lambda: CALENDAR.on_or_before(date(2025, 1, 1)), date(2024, 12, 31)),
        (lambda: CALENDAR.on_or_before(date(2024, 5, 5)), date(2024, 5, 5)),
        (lambda: CALENDAR.between(date(2027, 12, 30), date(2028, 1, 3)), date(2028, 1, 1)),
        (lambda: CALENDAR.between(date(2024, 12, 30), date(2025, 1, 3)), date(2024, 12, 31)),
    ],
)
def test_calendar_does_not_guess_beyond_the_years_it_knows(ask, first_unknown):
    with pytest.raises(BeyondCalendar) as refused:
        ask()

    assert refused.value.day == first_unknown


def test_count_may_start_on_the_eve_of_the_first_known_year():
    assert CALENDAR.after(date(2024, 12, 31), 1) == announced(date(2025, 1, 2))


def test_count_does_not_jump_over_a_missing_year():
    gap = WorkingCalendar(days_off=frozenset(), make_up_days=frozenset(), years={2025: True, 2027: True})

    with pytest.raises(BeyondCalendar) as refused:
        gap.after(date(2025, 12, 31), 1)

    assert refused.value.day == date(2026, 1, 1)


@pytest.mark.parametrize("ask", ["after", "between"])
def test_empty_calendar_knows_no_day(ask):
    empty = WorkingCalendar(days_off=frozenset(), make_up_days=frozenset(), years={})
    questions = {
        "after": lambda: empty.after(date(2026, 5, 5), 1),
        "between": lambda: empty.between(date(2026, 5, 5), date(2026, 5, 6)),
    }

    with pytest.raises(BeyondCalendar) as refused:
        questions[ask]()

    assert str(refused.value) == "There is no calendar for 2026; 2026-05-06 cannot be counted."


def test_next_working_day_is_never_the_day_itself():
    assert CALENDAR.next_working(date(2026, 9, 18)) == announced(date(2026, 9, 20))


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2026, 9, 24), announced(date(2026, 9, 24))),
        (date(2026, 9, 25), announced(date(2026, 9, 28))),
        (date(2026, 9, 20), announced(date(2026, 9, 20))),
        (date(2025, 1, 1), announced(date(2025, 1, 2))),
        (date(2027, 1, 2), provisional(date(2027, 1, 4))),
    ],
)
def test_rest_day_rolls_to_the_next_working_day(day, rolled):
    assert CALENDAR.on_or_after(day) == rolled


@pytest.mark.parametrize(
    ("day", "rolled"),
    [
        (date(2026, 9, 24), date(2026, 9, 24)),
        (date(2026, 9, 27), date(2026, 9, 24)),
        (date(2026, 10, 7), date(2026, 9, 30)),
        (date(2027, 1, 3), date(2026, 12, 31)),
        (date(2025, 1, 2), date(2025, 1, 2)),  # the first one there is
    ],
)
def test_rest_day_rolls_back_to_the_latest_working_day(day, rolled):
    assert CALENDAR.on_or_before(day) == rolled


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 9, 16), date(2026, 9, 16), 0),
        (date(2026, 9, 16), date(2026, 9, 21), 4),
        (date(2026, 9, 21), date(2026, 9, 16), -4),
        (date(2026, 9, 24), date(2026, 9, 27), 0),
        (date(2026, 9, 25), date(2026, 9, 28), 1),
    ],
)
def test_working_days_between_leave_out_the_start_and_count_the_end(start, end, count):
    assert CALENDAR.between(start, end) == count


def test_walk_names_each_day_counted_and_skipped():
    steps = CALENDAR.walk(date(2026, 12, 30), 2)

    assert steps == (
        Counted(day=date(2026, 12, 31), counts=True, provisional=False),
        Counted(day=date(2027, 1, 1), counts=False, provisional=True),
        Counted(day=date(2027, 1, 2), counts=False, provisional=True),
        Counted(day=date(2027, 1, 3), counts=False, provisional=True),
        Counted(day=date(2027, 1, 4), counts=True, provisional=True),
    )


def test_make_up_day_is_worked_even_if_it_stands_among_the_days_off():
    day = date(2026, 9, 20)
    calendar = WorkingCalendar(days_off={day}, make_up_days={day}, years={2026: True})

    assert calendar.is_working(day) is True


@given(days, limits)
def test_as_many_days_lie_between_as_were_counted(day, working_days):
    due = CALENDAR.after(day, working_days)

    assert CALENDAR.between(day, due.on) == working_days
    assert CALENDAR.between(due.on, day) == -working_days


@given(days, limits, limits)
def test_limit_may_be_counted_in_two_stretches(day, one, other):
    in_two = CALENDAR.after(CALENDAR.after(day, one).on, other)

    assert in_two.on == CALENDAR.after(day, one + other).on


@given(days, st.integers(1, 60))
def test_walk_ends_on_the_due_day_and_counts_the_limit(day, working_days):
    steps = CALENDAR.walk(day, working_days)

    assert sum(step.counts for step in steps) == working_days
    assert DueDay(on=steps[-1].day, provisional=any(step.provisional for step in steps)) == CALENDAR.after(
        day, working_days
    )


@given(days)
def test_working_day_rolls_nowhere_and_a_rest_day_both_ways(day):
    rolls = day != CALENDAR.on_or_after(day).on

    assert rolls is not CALENDAR.is_working(day)
    if day > date(2025, 1, 1):
        assert CALENDAR.is_working(CALENDAR.on_or_before(day)) is True
        assert CALENDAR.between(CALENDAR.on_or_before(day), day) == 0


@given(days, days, days)
def test_counts_between_add_up(one, two, three):
    assert CALENDAR.between(one, two) + CALENDAR.between(two, three) == CALENDAR.between(one, three)
