"""Where the string is drawn: nothing covers anything, and every day keeps its place."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from applications.reading import picture
from applications.reading.picture import DESK, LIST, PAGE
from applications.reading.string import COMMON, Mark
from tests.reading.strings import bead, on, startup_string, string_of
from tests.rules.data import STARTUPS

STRANDS = (COMMON, "workspace", "funding", "approvals")
SIZES = pytest.mark.parametrize("sizes", [PAGE, DESK, LIST], ids=["page", "desk", "list"])

days = st.one_of(st.none(), st.integers(0, 60))
beads = st.builds(bead, st.sampled_from(["STI", "MSR", "IPE"]), days, st.sampled_from(STRANDS))
strings = st.builds(
    string_of,
    st.just(bead("GSD", 1, COMMON)),
    *[beads] * 8,
    knot=st.one_of(st.none(), st.integers(0, 60)),
    today=st.one_of(st.none(), st.integers(-5, 400)),
    goes_on=st.booleans(),
)


def lines(drawn):
    """Return the places of the beads along each line, from left to right."""
    found = {}
    for placed in drawn.beads:
        found.setdefault(placed.at.y, []).append(placed.at.x)
    return [sorted(xs) for xs in found.values()]


def places(drawn):
    return {placed.bead.code: placed.at for placed in drawn.beads}


def dated(drawn):
    return [tick for tick in drawn.ticks if tick.day]


def test_beads_follow_their_promised_dates():
    drawn = picture.wide(string_of(bead("FIN", 7), bead("STI", 3), bead("IIT", 10), bead("GSD", 1, COMMON)))

    at = places(drawn)
    assert at["GSD"].x < at["STI"].x < at["FIN"].x < at["IIT"].x < drawn.knot.x
    assert [tick.day for tick in dated(drawn)] == [on(n) for n in (0, 1, 3, 7, 10, 28)]


def test_longer_time_is_drawn_longer():
    drawn = picture.wide(string_of(bead("FIN", 3), bead("STI", 5), bead("IIT", 15)))

    at = places(drawn)
    assert at["STI"].x - at["FIN"].x < at["IIT"].x - at["STI"].x < drawn.knot.x - at["IIT"].x + PAGE.bend


def test_matters_of_one_day_on_one_strand_lie_side_by_side_around_their_date():
    drawn = picture.wide(string_of(bead("EMB", 7), bead("HCB", 7), bead("IIT", 7)))

    xs = [placed.at.x for placed in drawn.beads]
    assert xs == [xs[1] - PAGE.slot, xs[1], xs[1] + PAGE.slot]
    assert dated(drawn)[1].at.x == xs[1]


def test_parts_are_strands_above_one_another_in_their_order():
    drawn = picture.wide(string_of(*(bead("STI", 5, strand) for strand in STRANDS)))

    assert [one.strand.kind for one in drawn.strands] == list(STRANDS)
    assert [placed.at.y for placed in drawn.beads] == [PAGE.top + PAGE.pitch * n for n in range(4)]
    assert drawn.origin.y == drawn.knot.y == PAGE.top + PAGE.pitch * 3 // 2


def test_one_strand_is_a_straight_line():
    drawn = picture.wide(string_of(bead("IPE", 4), bead("IIT", 7)))

    assert {placed.at.y for placed in drawn.beads} == {drawn.origin.y} == {drawn.knot.y}


def test_case_without_any_matter_is_still_a_string():
    drawn = picture.wide(string_of(knot=None))

    assert (drawn.beads, drawn.strands) == ([], [])
    assert drawn.origin.x < drawn.knot.x < drawn.end.x


def test_what_has_no_date_yet_hangs_behind_the_offer():
    drawn = picture.wide(string_of(bead("IPE", 4), bead("HCB", None, "approvals", Mark.WAITING)))

    assert drawn.knot.x < places(drawn)["HCB"].x < drawn.end.x
    assert places(drawn)["HCB"].y == drawn.knot.y
    assert drawn.ticks[-1].day is None


def test_what_is_promised_after_the_offer_hangs_behind_it_before_what_has_no_date():
    drawn = picture.wide(string_of(bead("EMB", 40, "approvals"), bead("HCB", None, "approvals", Mark.WAITING)))

    assert drawn.knot.x < places(drawn)["EMB"].x < places(drawn)["HCB"].x


def test_what_is_promised_for_the_day_of_the_offer_comes_before_it():
    drawn = picture.wide(string_of(bead("EMB", 28)))

    assert places(drawn)["EMB"].x < drawn.knot.x


def test_strand_of_a_refused_part_does_not_reach_the_knot():
    drawn = picture.wide(string_of(bead("STI", 5, "funding"), bead("IPE", 5), refused=["funding"]))

    ends = {one.strand.kind: one.path.endswith(f" {drawn.knot.x} {drawn.knot.y}") for one in drawn.strands}
    assert ends == {"workspace": True, "funding": False}


def test_case_that_has_ended_stops_at_its_knot():
    drawn = picture.wide(string_of(bead("IPE", 4), goes_on=False, today=None))

    assert (drawn.end, drawn.tail, drawn.today) == (None, "", None)


@pytest.mark.parametrize(
    ("today", "before", "behind"),
    [(0, None, "GSD"), (1, None, "GSD"), (2, "GSD", "STI"), (3, "GSD", "STI"), (4, "STI", "FIN"), (9, "FIN", None)],
)
def test_today_stands_before_what_is_due_today_and_behind_what_was_due(today, before, behind):
    drawn = picture.wide(string_of(bead("GSD", 1), bead("STI", 3), bead("FIN", 8), today=today))

    at = places(drawn)
    assert (drawn.origin.x if before is None else at[before].x) < drawn.today.x
    assert drawn.today.x < (drawn.knot.x if behind is None else at[behind].x)


@SIZES
def test_today_stands_at_the_receipt_while_that_is_still_to_come(sizes):
    """What is sent on a Friday evening is received on Monday."""
    drawn = picture.wide(string_of(bead("GSD", 1), today=-3), sizes)

    assert 0 < drawn.today.x <= drawn.origin.x


def test_on_a_phone_today_stands_above_a_receipt_that_is_still_to_come():
    drawn = picture.tall(string_of(bead("GSD", 1), today=-3))

    assert [(row.what, row.day) for row in drawn.rows][:3] == [
        ("today", on(-3)),
        ("origin", on(0)),
        ("bead", on(1)),
    ]
    assert drawn.strands[0].path.startswith(f"M{drawn.rows[1].at.x} {drawn.rows[1].at.y}")


def test_today_stands_behind_the_knot_once_the_offer_is_late():
    drawn = picture.wide(string_of(bead("GSD", 1), today=60))

    assert drawn.knot.x < drawn.today.x < drawn.end.x


def test_year_is_named_where_it_changes():
    drawn = picture.wide(string_of(bead("GSD", 1), bead("STI", 304), bead("FIN", 305), knot=320))

    assert [(tick.day.year, tick.names_year) for tick in dated(drawn)] == [
        (2026, False),
        (2026, False),
        (2026, False),
        (2027, True),
        (2027, False),
    ]


@SIZES
@given(string=strings)
def test_nothing_covers_anything(sizes, string):
    drawn = picture.wide(string, sizes)

    assert all(b - a >= sizes.slot for line in lines(drawn) for a, b in pairwise(line))
    assert all(b.left - a.right >= sizes.gap for a, b in pairwise(drawn.ticks))
    assert all(b.at.x - a.at.x >= sizes.day for a, b in pairwise(drawn.ticks))
    assert all(0 < placed.at.x < drawn.width and 0 < placed.at.y < drawn.height for placed in drawn.beads)


@SIZES
@given(string=strings)
def test_days_never_change_places_and_today_is_in_the_picture(sizes, string):
    drawn = picture.wide(string, sizes)

    assert [tick.at.x for tick in drawn.ticks] == sorted(tick.at.x for tick in drawn.ticks)
    assert [tick.day for tick in dated(drawn)] == sorted(tick.day for tick in dated(drawn))
    if drawn.today:
        assert 0 < drawn.today.x < drawn.width
        assert all(not tick.left <= drawn.today.x <= tick.right for tick in dated(drawn)[1:])


@given(string=strings)
def test_on_a_phone_every_matter_has_a_row_of_its_own(string):
    drawn = picture.tall(string)

    rows = [row.at.y for row in drawn.rows]
    assert all(b - a >= picture.PHONE.row for a, b in pairwise(rows))
    assert sorted(row.bead.code for row in drawn.rows if row.what == "bead") == sorted(b.code for b in string.beads)
    assert [row.what for row in drawn.rows].count("today") == (string.today is not None)
    shown = [row.day for row in drawn.rows if row.day and row.what != "today"]
    assert shown == sorted(shown)
    assert all(0 < row.at.x < drawn.words_x for row in drawn.rows)


def test_on_a_phone_a_date_is_said_once():
    drawn = picture.tall(string_of(bead("IPE", 4), bead("FIN", 4), bead("IIT", 7), today=5))

    assert [(row.what, row.begins_day) for row in drawn.rows] == [
        ("origin", True),
        ("bead", True),
        ("bead", False),
        ("today", True),
        ("bead", True),
        ("knot", True),
        ("end", True),
    ]


@SIZES
@pytest.mark.parametrize("startup_id", STARTUPS)
def test_start_up_fits_the_column_of_its_page(startup_id, sizes):
    drawn = picture.wide(startup_string(startup_id), sizes)

    assert drawn.width <= sizes.width * 1.1
    assert len(drawn.beads) == len(startup_string(startup_id).beads)
    assert all(b - a >= sizes.slot for line in lines(drawn) for a, b in pairwise(line))


def test_small_picture_is_240_by_48():
    drawn = picture.wide(startup_string("S01"), LIST)

    assert (drawn.width, drawn.height) == (240, 48)


def test_page_without_a_string_has_no_picture():
    assert picture.for_page(None) == {}
