"""The string along a time line, from left to right.

Days keep their order and, where there is room, their distances; what would lie on top of one another is moved apart.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import pairwise

from applications.reading.picture._shapes import Drawn, Point, shape
from applications.reading.string import Bead, CaseString, Mark, Strand


@dataclass(frozen=True, kw_only=True)
class Measures:
    """The sizes of one kind of picture, in its own units."""

    width: int
    margin: int  # left of the origin, right of the end
    top: int  # above the first strand
    foot: int  # below the last strand
    dates: int  # of it, below the time line
    pitch: int  # from strand to strand
    slot: int  # one bead with its code
    day: int  # a date beneath
    gap: int  # between two dates; today finds room in it
    bend: int  # what the strands need to part and to join
    names: int  # their names, before the first bead
    bead: int  # the radius of one
    knot: int
    end: int  # after the last bead or the knot
    stop: int  # after a knot that nothing follows: the word for it


PAGE = Measures(
    width=960,
    margin=20,
    top=72,
    foot=88,
    dates=48,
    pitch=56,
    slot=36,
    day=52,
    gap=22,
    bend=92,
    names=176,
    bead=8,
    knot=44,
    end=96,
    stop=120,
)
DESK = replace(PAGE, top=56, foot=84, pitch=48)
LIST = Measures(
    width=240,
    margin=5,
    top=6,
    foot=6,
    dates=0,
    pitch=12,
    slot=9,
    day=9,
    gap=5,
    bend=22,
    names=0,
    bead=3,
    knot=12,
    end=20,
    stop=0,
)


@dataclass(frozen=True, kw_only=True)
class Placed:
    """A bead, where it hangs, and its outline around that point."""

    bead: Bead
    at: Point
    shape: str


@dataclass(frozen=True, kw_only=True)
class Tick:
    """A date beside its beads. ``left`` and ``right`` are how far they reach."""

    day: date | None
    at: Point
    left: int
    right: int
    is_provisional: bool = False
    names_year: bool = False


@dataclass(frozen=True, kw_only=True)
class Picture:
    string: CaseString
    width: int
    height: int
    strands: Sequence[Drawn]
    beads: Sequence[Placed]
    ticks: Sequence[Tick]
    origin: Point
    knot: Point
    end: Point | None
    tail: str
    axis: str
    today: Point | None

    @property
    def signs(self) -> list[tuple[Mark, str]]:
        """Return the marks that a legend has to explain, with their outlines."""
        return [(mark, shape(mark, PAGE.bead)) for mark in self.string.marks]


@dataclass(kw_only=True)
class _Column:
    """What is due on one day, side by side; the first holds the origin, one the knot, the last has no date."""

    day: date | None
    lanes: dict[int, list[Bead]] = field(default_factory=dict)
    is_origin: bool = False
    is_knot: bool = False
    is_provisional: bool = False
    width: int = 0
    left: int = 0

    @property
    def middle(self) -> int:
        return self.left + self.width // 2

    @property
    def right(self) -> int:
        return self.left + self.width


def wide(string: CaseString, sizes: Measures = PAGE) -> Picture:
    """Return the picture along a time line, from left to right."""
    before, knot, after = _columns(string, sizes)
    columns = [*before, knot, *after]
    width = _spread(columns, sizes, ends=string.goes_on or bool(after))
    lanes = [sizes.top + sizes.pitch * number for number in range(len(string.strands))]
    middle = (sizes.top * 2 + sizes.pitch * max(0, len(lanes) - 1)) // 2
    origin, tied = Point(x=before[0].left, y=middle), Point(x=knot.middle, y=middle)
    end = Point(x=width - sizes.margin, y=middle) if string.goes_on or after else None
    floor = (lanes[-1] if lanes else middle) + sizes.foot - sizes.dates
    today = _today(string, columns, sizes, y=floor)
    dated = max(column.right for column in columns if column.day)
    return Picture(
        string=string,
        width=width,
        height=floor + sizes.dates,
        strands=[_across(strand, y, origin, tied, sizes) for strand, y in zip(string.strands, lanes, strict=True)],
        beads=[*_placed(before, lanes, sizes), *_placed(after, [middle] * len(lanes), sizes)],
        ticks=list(_ticks(columns, y=floor)),
        origin=origin,
        knot=tied,
        end=end,
        tail=f"M{tied.x} {middle}H{end.x}" if end else "",
        axis=f"M{origin.x} {floor}H{max(dated, today.x) if today else dated}",
        today=today,
    )


def _columns(string: CaseString, sizes: Measures) -> tuple[list[_Column], _Column, list[_Column]]:
    """Sort the beads by date: what is promised until the offer, the offer itself, what comes after or has no date."""
    offer = string.knot.day if string.knot else None
    by_day: dict[date, _Column] = {}
    undated = _Column(day=None)
    for lane, strand in enumerate(string.strands):
        for bead in strand.beads:
            column = by_day.setdefault(bead.day, _Column(day=bead.day)) if bead.day else undated
            column.lanes.setdefault(lane, []).append(bead)
            column.is_provisional |= bead.is_provisional
    dated = [by_day[day] for day in sorted(by_day)]
    before = [column for column in dated if offer is None or (column.day and column.day <= offer)]
    after = [column for column in dated if column not in before] + ([undated] if undated.lanes else [])
    for column in before:
        column.width = max(sizes.day, sizes.slot * max(map(len, column.lanes.values())))
    for column in after:
        column.width = max(sizes.day, sizes.slot * sum(map(len, column.lanes.values())))
    origin = _Column(day=string.received_on, is_origin=True)
    provisional = bool(string.knot and string.knot.is_provisional)
    knot = _Column(day=offer, is_knot=True, is_provisional=provisional, width=sizes.knot)
    return [origin, *before], knot, after


def _spread(columns: Sequence[_Column], sizes: Measures, *, ends: bool) -> int:
    """Set the columns apart by the days between them, never closer than they can be read; return the width."""
    gaps = [sizes.bend if left.is_origin or right.is_knot else sizes.gap for left, right in pairwise(columns)]
    gaps[0] += sizes.names + sizes.bend * columns[1].is_knot  # nothing promised before it: they part and join at once
    days = [(right.day - left.day).days if left.day and right.day else 2 for left, right in pairwise(columns)]
    last = sizes.end if ends else sizes.stop
    used = 2 * sizes.margin + sum(column.width for column in columns) + sum(gaps) + last
    spare, total = max(0, sizes.width - used), max(1, sum(days))
    x = sizes.margin
    for column, gap, length in zip(columns, (0, *gaps), (0, *days), strict=True):
        x += gap + spare * length // total
        column.left = x
        x += column.width
    return max(x + last + sizes.margin, sizes.width)


def _across(strand: Strand, y: int, origin: Point, knot: Point, sizes: Measures) -> Drawn:
    """Draw one strand from the origin to the knot; the strand of a refused part ends before it."""
    start, join = origin.x + sizes.bend, knot.x - sizes.bend
    half = sizes.bend // 2
    path = f"M{origin.x} {origin.y}C{origin.x + half} {origin.y} {start - half} {y} {start} {y}H{join}"
    if not strand.is_refused:
        path += f"C{join + half} {y} {knot.x - half} {knot.y} {knot.x} {knot.y}"
    return Drawn(strand=strand, path=path, at=Point(x=start + sizes.bend // 16, y=y))


def _placed(columns: Sequence[_Column], lanes: Sequence[int], sizes: Measures) -> Iterator[Placed]:
    """String the beads of each column side by side; on one line, those of several strands follow one another."""
    for column in columns:
        lines: dict[int, list[Bead]] = {}
        for lane, beads in sorted(column.lanes.items()):
            lines.setdefault(lanes[lane], []).extend(beads)
        for y, beads in lines.items():
            first = column.middle - sizes.slot * (len(beads) - 1) // 2
            for number, bead in enumerate(beads):
                at = Point(x=first + sizes.slot * number, y=y)
                yield Placed(bead=bead, at=at, shape=shape(bead.mark, sizes.bead))


def _ticks(columns: Sequence[_Column], *, y: int) -> Iterator[Tick]:
    year = None
    for column in columns:
        yield Tick(
            day=column.day,
            at=Point(x=column.middle, y=y),
            left=column.left,
            right=column.right,
            is_provisional=column.is_provisional,
            names_year=column.day is not None and year is not None and column.day.year != year,
        )
        year = column.day.year if column.day else year


def _today(string: CaseString, columns: Sequence[_Column], sizes: Measures, *, y: int) -> Point | None:
    """Return the foot of today's line: before what is due today or later, after what was due before.

    While the receipt itself is still to come, as over a weekend, it stands there.
    """
    if string.today is None:
        return None
    aside = sizes.gap // 2
    dated = [(column.day, column) for column in columns if column.day]
    if string.today < string.received_on:
        return Point(x=dated[0][1].left, y=y)
    for (was, left), (day, right) in pairwise(dated):
        if was < string.today <= day:
            room = right.left - left.right - 2 * aside
            return Point(x=left.right + aside + room * (string.today - was).days // (day - was).days, y=y)
    _day, beside = dated[0] if string.today <= dated[0][0] else dated[-1]
    return Point(x=beside.right + aside, y=y)
