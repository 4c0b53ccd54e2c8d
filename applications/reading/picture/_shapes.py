"""What both pictures draw with: points, strands, the outlines of beads."""

from dataclasses import dataclass

from applications.reading.string import Mark, Strand


@dataclass(frozen=True, kw_only=True)
class Point:
    x: int
    y: int


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """One strand: its path, and where its name begins."""

    strand: Strand
    path: str
    at: Point


def shape(mark: Mark, radius: int) -> str:
    """Return the outline of a bead around its middle: a bar where a question stops it, a cross where it ended."""
    match mark:
        case Mark.STOPPED:
            reach = radius * 11 // 8
            return f"M0-{reach}V{reach}"
        case Mark.ENDED:
            reach = radius * 3 // 4
            return f"M-{reach}-{reach}L{reach} {reach}M{reach}-{reach}L-{reach} {reach}"
        case _:
            half = f"a{radius} {radius} 0 0 1"
            return f"M-{radius} 0{half} {radius * 2} 0{half}-{radius * 2} 0z"
