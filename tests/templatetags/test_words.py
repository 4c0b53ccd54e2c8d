from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from applications.templatetags import words


@pytest.mark.parametrize(
    ("days", "said"),
    [
        (None, ""),
        (3, "3 working days left"),
        (1, "1 working day left"),
        (0, "due today"),
        (-1, "1 working day late"),
        (-2, "2 working days late"),
    ],
)
def test_what_is_left_of_a_limit_is_said_in_words(days, said):
    assert words.days_left(days) == said


@pytest.mark.parametrize(("language", "day"), [("en", "9 March 2026"), ("zh-hans", "2026年3月9日")])
def test_day_is_written_as_each_language_writes_it(language, day):
    with translation.override(language):
        assert words.day(date(2026, 3, 9)) == day


def test_moment_is_told_in_the_districts_time():
    assert words.moment(datetime(2026, 3, 9, 10, 5, tzinfo=UTC)) == "9 March 2026, 18:05"


def test_nothing_is_written_of_what_has_not_happened():
    assert (words.day(None), words.moment(None)) == ("", "")


def test_rows_are_those_of_a_list_only():
    assert (words.rows(["a", "b"]), words.rows("ab"), words.rows(None)) == (["a", "b"], [], [])


@pytest.mark.parametrize(("colour", "tag"), [("none", "grey"), ("paused", "grey"), ("red", "red"), ("black", "black")])
def test_colour_of_a_clock_has_its_tag(colour, tag):
    assert words.tag_of_colour(colour) == tag
