"""The string for a phone: a row for each bead, as in the history of a text."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from applications.reading.picture._shapes import Drawn, Point, shape
from applications.reading.string import Bead, CaseString, Strand


@dataclass(frozen=True, kw_only=True)
class TallMeasures:
    """The sizes of the picture for a phone: a row for each bead, the strands side by side before it."""

    width: int = 340
    margin: int = 16
    pitch: int = 24
    row: int = 30
    bend: int = 40
    bead: int = 8


PHONE = TallMeasures()


@dataclass(frozen=True, kw_only=True)
class Row:
    """One line of the picture for a phone; ``what`` is origin, bead, today, knot or end."""

    what: str
    at: Point
    bead: Bead | None = None
    day: date | None = None
    begins_day: bool = False
    shape: str = ""

    @property
    def is_provisional(self) -> bool:
        return self.bead is not None and self.bead.is_provisional


@dataclass(frozen=True, kw_only=True)
class TallPicture:
    string: CaseString
    width: int
    height: int
    words_x: int
    strands: Sequence[Drawn]
    rows: Sequence[Row]
    tail: str


def tall(string: CaseString, sizes: TallMeasures = PHONE) -> TallPicture:
    """Return the picture from top to bottom: every bead has a row of its own for its words."""
    lanes = {strand.kind: sizes.margin + sizes.pitch * n for n, strand in enumerate(string.strands)}
    middle = sizes.margin + sizes.pitch * max(0, len(lanes) - 1) // 2
    rows = list(_rows(string, lanes, middle, sizes))
    origin, knot = (next(row.at for row in rows if row.what == what) for what in ("origin", "knot"))
    return TallPicture(
        string=string,
        width=sizes.width,
        height=rows[-1].at.y + sizes.row * 2 // 3,
        words_x=sizes.margin + sizes.pitch * len(lanes),
        strands=[_down(strand, lanes[strand.kind], origin, knot, sizes) for strand in string.strands],
        rows=rows,
        tail=f"M{middle} {knot.y}V{rows[-1].at.y}" if rows[-1].at != knot else "",
    )


def _rows(string: CaseString, lanes: Mapping[str, int], middle: int, sizes: TallMeasures) -> Iterator[Row]:
    y, was, tied = sizes.row * 2 // 3, "", False
    shown: date | None = string.received_on
    for what, bead, day in _lines(string):
        if was:
            y += sizes.bend + 8 if was == "origin" or what == "knot" else sizes.row
        tied = tied or what == "knot"
        x = lanes[bead.strand] if bead and what == "bead" and not tied else middle
        yield Row(
            what=what,
            at=Point(x=x, y=y),
            bead=bead,
            day=day,
            begins_day=what == "origin" or day != shown,
            shape=shape(bead.mark, sizes.bead) if bead else "",
        )
        was, shown = what, day if what != "today" else shown


def _lines(string: CaseString) -> list[tuple[str, Bead | None, date | None]]:
    """Return what stands below one another: all by date, the knot after the beads of its day, no date after all."""
    offer = string.knot.day if string.knot else None
    beads = sorted(string.beads, key=lambda bead: bead.day or date.max)  # strand by strand within a day
    lines: list[tuple[str, Bead | None, date | None]] = [("origin", None, string.received_on)]
    lines += [("bead", bead, bead.day) for bead in beads if bead.day and (offer is None or bead.day <= offer)]
    lines.append(("knot", string.knot, offer))
    lines += [("bead", bead, bead.day) for bead in beads if (bead.day is None) or (offer and bead.day > offer)]
    if string.goes_on:
        lines.append(("end", None, None))
    if string.today:
        behind = [
            n
            for n, (_what, _bead, day) in enumerate(lines)
            if day and (day >= string.today if n else day > string.today)
        ]
        dated = [n for n, (_what, _bead, day) in enumerate(lines) if day]
        lines.insert(behind[0] if behind else dated[-1] + 1, ("today", None, string.today))
    return lines


def _down(strand: Strand, x: int, origin: Point, knot: Point, sizes: TallMeasures) -> Drawn:
    start, join = origin.y + sizes.bend, knot.y - sizes.bend
    half = sizes.bend // 2
    path = f"M{origin.x} {origin.y}C{origin.x} {origin.y + half} {x} {start - half} {x} {start}V{join}"
    if not strand.is_refused:
        path += f"C{x} {join + half} {knot.x} {knot.y - half} {knot.x} {knot.y}"
    return Drawn(strand=strand, path=path, at=Point(x=x, y=start))
