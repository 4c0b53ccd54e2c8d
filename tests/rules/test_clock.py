from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.rules.calendar import BeyondCalendar, DueDay
from applications.rules.clock import (
    ZONE,
    Colour,
    Limit,
    add_months,
    colour,
    end_of,
    overdue_before,
    receipt_date,
    service_target,
    working_days_left,
)
from tests.rules.data import CALENDAR, STARTUPS, load

RECEIPT_DATES = {
    "S01": date(2025, 9, 25),
    "S02": date(2025, 11, 12),
    "S03": date(2025, 12, 18),
    "S04": date(2026, 1, 4),  # a make-up Sunday
    "S05": date(2025, 10, 20),
    "S06": date(2025, 12, 29),
    "S07": date(2025, 11, 12),  # 17:59
    "S08": date(2026, 2, 24),  # sent during the Spring Festival
    "S09": date(2025, 12, 1),  # sent on a Friday at 18:30
    "S10": date(2025, 10, 11),  # a make-up Saturday
    "S11": date(2025, 12, 2),
    "S12": date(2025, 10, 9),  # sent on 1 October at 22:10
}


def shanghai(*moment):
    return datetime(*moment, tzinfo=ZONE)


def test_every_start_up_is_received_on_its_day():
    received = {
        key: receipt_date(datetime.fromisoformat(startup["submitted_at"]), CALENDAR)
        for key, startup in STARTUPS.items()
    }

    assert received == {key: DueDay(on=day, provisional=False) for key, day in RECEIPT_DATES.items()}


@pytest.mark.parametrize(
    ("at", "received"),
    [
        (shanghai(2026, 9, 17, 0, 0), date(2026, 9, 17)),
        (shanghai(2026, 9, 17, 18, 0, 0), date(2026, 9, 17)),
        (shanghai(2026, 9, 17, 18, 0, 0, 1), date(2026, 9, 18)),
        (shanghai(2026, 9, 17, 23, 59, 59), date(2026, 9, 18)),
        (shanghai(2026, 9, 19, 9, 0), date(2026, 9, 20)),  # Saturday; the Sunday is worked
        (shanghai(2026, 9, 20, 18, 0), date(2026, 9, 20)),
        (shanghai(2026, 9, 24, 18, 1), date(2026, 9, 28)),
        (datetime(2026, 9, 17, 10, 0, 0, tzinfo=UTC), date(2026, 9, 17)),
        (datetime(2026, 9, 17, 10, 0, 0, 1, tzinfo=UTC), date(2026, 9, 18)),
        (datetime(2026, 9, 17, 16, 30, tzinfo=UTC), date(2026, 9, 18)),  # already the 18th in Shanghai
        (datetime(2026, 9, 17, 20, 0, tzinfo=timezone(timedelta(hours=-7))), date(2026, 9, 18)),
    ],
)
def test_act_is_received_the_same_day_until_six_in_shanghai(at, received):
    assert receipt_date(at, CALENDAR) == DueDay(on=received, provisional=False)


def test_receipt_that_rests_on_a_year_not_announced_is_provisional():
    assert receipt_date(shanghai(2026, 12, 31, 19), CALENDAR) == DueDay(on=date(2027, 1, 4), provisional=True)


def test_moment_without_a_zone_has_no_receipt_date():
    with pytest.raises(ValueError, match="without a zone"):
        receipt_date(datetime(2026, 9, 17, 10), CALENDAR)  # noqa: DTZ001 -- the case at hand


@pytest.mark.parametrize(
    ("limit", "start", "end"),
    [
        (Limit(working_days=10), date(2026, 9, 16), DueDay(on=date(2026, 9, 30), provisional=False)),
        (Limit(working_days=0), date(2026, 10, 1), DueDay(on=date(2026, 10, 1), provisional=False)),
        (Limit(calendar_days=30), date(2026, 3, 2), DueDay(on=date(2026, 4, 1), provisional=False)),
        (Limit(calendar_days=30), date(2026, 9, 1), DueDay(on=date(2026, 10, 8), provisional=False)),
        (Limit(months=1), date(2026, 1, 31), DueDay(on=date(2026, 2, 28), provisional=False)),  # a make-up Saturday
        (Limit(months=3), date(2025, 11, 30), DueDay(on=date(2026, 2, 28), provisional=False)),
        (Limit(months=6), date(2026, 4, 3), DueDay(on=date(2026, 10, 8), provisional=False)),
        (Limit(calendar_days=90), date(2026, 12, 1), DueDay(on=date(2027, 3, 1), provisional=True)),
        (Limit(), date(2026, 9, 16), None),
    ],
)
def test_limit_set_by_law_ends_on_a_working_day(limit, start, end):
    assert end_of(limit, start, CALENDAR) == end


@pytest.mark.parametrize(
    ("lengths", "words"),
    [
        ({"working_days": 1, "months": 1}, "one unit only"),
        ({"working_days": 0, "calendar_days": 0}, "one unit only"),
        ({"working_days": -1}, "negative"),
        ({"months": -1}, "negative"),
    ],
)
def test_limit_is_one_length_forward(lengths, words):
    with pytest.raises(ValueError, match=words):
        Limit(**lengths)


def test_service_target_does_not_roll():
    assert service_target(date(2026, 7, 3), 3) == date(2026, 10, 3)


@pytest.mark.parametrize(
    ("day", "months", "reached"),
    [
        (date(2026, 1, 15), 0, date(2026, 1, 15)),
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 12, 31), 2, date(2027, 2, 28)),
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2026, 6, 30), 6, date(2026, 12, 30)),
        (date(2026, 3, 31), 12, date(2027, 3, 31)),
        (date(2026, 1, 31), -2, date(2025, 11, 30)),
    ],
)
def test_month_keeps_the_day_number_or_ends_a_shorter_month(day, months, reached):
    assert add_months(day, months) == reached


@given(st.dates(date(1990, 1, 1), date(2100, 1, 1)), st.integers(0, 120))
def test_months_on_lies_in_the_right_month_and_never_past_the_day_number(day, months):
    reached = add_months(day, months)

    assert (reached.year * 12 + reached.month) - (day.year * 12 + day.month) == months
    assert reached.day == day.day or (reached + timedelta(days=1)).day == 1


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2026, 9, 16), 10),
        (date(2026, 9, 25), 3),  # a holiday: 28, 29 and 30 September are left
        (date(2026, 9, 30), 0),
        (date(2026, 10, 3), 0),
        (date(2026, 10, 8), -1),
        (date(2026, 10, 10), -3),
    ],
)
def test_days_left_turn_negative_with_each_working_day_late(today, left):
    assert working_days_left(today, date(2026, 9, 30), CALENDAR) == left


@pytest.mark.parametrize(
    ("today", "day"),
    [
        (date(2026, 9, 24), date(2026, 9, 24)),
        (date(2026, 9, 27), date(2026, 9, 24)),
        (date(2026, 9, 28), date(2026, 9, 28)),
    ],
)
def test_only_a_working_day_makes_something_overdue(today, day):
    assert overdue_before(today, CALENDAR) == day


@pytest.mark.parametrize(
    ("today", "shown"),
    [
        (date(2026, 9, 16), Colour.GREEN),
        (date(2026, 9, 24), Colour.GREEN),  # 28, 29, 30 September are left
        (date(2026, 9, 27), Colour.GREEN),
        (date(2026, 9, 28), Colour.YELLOW),
        (date(2026, 9, 30), Colour.YELLOW),
        (date(2026, 10, 1), Colour.YELLOW),  # the promise has passed, the office has not opened since
        (date(2026, 10, 7), Colour.YELLOW),
        (date(2026, 10, 8), Colour.RED),
        (date(2026, 10, 20), Colour.RED),
        (date(2026, 10, 21), Colour.BLACK),
        (date(2026, 10, 24), Colour.BLACK),
    ],
)
def test_colour_follows_the_two_due_dates(today, shown):
    seen = colour(
        today=today,
        promised=date(2026, 9, 30),
        statutory=date(2026, 10, 20),
        running=True,
        paused=False,
        calendar=CALENDAR,
    )

    assert seen is shown


@pytest.mark.parametrize(
    ("promised", "statutory", "shown"),
    [
        (None, None, Colour.GREEN),
        (None, date(2026, 9, 30), Colour.GREEN),
        (None, date(2026, 9, 18), Colour.YELLOW),
        (None, date(2026, 9, 15), Colour.BLACK),
        (date(2026, 9, 20), None, Colour.GREEN),  # 17, 18 and the worked Sunday
        (date(2026, 9, 18), None, Colour.YELLOW),
        (date(2026, 9, 15), None, Colour.RED),
        (date(2026, 9, 30), date(2026, 9, 18), Colour.YELLOW),  # the law ends before the promise
    ],
)
def test_colour_goes_by_the_dates_there_are(promised, statutory, shown):
    seen = colour(
        today=date(2026, 9, 16),
        promised=promised,
        statutory=statutory,
        running=True,
        paused=False,
        calendar=CALENDAR,
    )

    assert seen is shown


@pytest.mark.parametrize(
    ("running", "paused", "shown"),
    [(False, False, Colour.NONE), (False, True, Colour.PAUSED), (True, True, Colour.PAUSED)],
)
def test_nothing_is_overdue_while_paused_or_not_running(running, paused, shown):
    seen = colour(
        today=date(2026, 11, 20),
        promised=date(2026, 9, 30),
        statutory=date(2026, 10, 20),
        running=running,
        paused=paused,
        calendar=CALENDAR,
    )

    assert seen is shown


def test_colour_does_not_guess_beyond_the_calendar():
    with pytest.raises(BeyondCalendar):
        colour(
            today=date(2027, 12, 31),
            promised=date(2028, 2, 1),
            statutory=None,
            running=True,
            paused=False,
            calendar=CALENDAR,
        )


@given(st.dates(date(2025, 2, 1), date(2026, 12, 31)), st.dates(date(2025, 2, 1), date(2026, 12, 31)))
def test_overdue_is_what_lies_a_working_day_behind(today, due):
    is_late = due < overdue_before(today, CALENDAR)

    assert is_late is (working_days_left(today, due, CALENDAR) < 0)


def test_colours_are_those_of_the_district():
    assert [shown.value for shown in Colour] == load("enums")["colour"]
