"""What a row of the table of violations says, and the few words that the rows share."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from tests.forms.data import typed

STILL = "You can still send the application; you will get an answer with reasons."
SHARE = "Enter a share between 0 and 100"


@dataclass(frozen=True, kw_only=True)
class Violation:
    """One rule of form_fields.json, broken once by what a start-up types.

    ``parts`` are the parts of the rule that break, ``changes`` what is typed instead, ``given`` other answers of other
    steps. ``says`` stands at the field ``at``; ``also`` are messages that cannot but stand elsewhere as well.
    """

    path: str
    parts: frozenset[str]
    changes: Mapping[str, Any]
    at: str
    says: str
    startup: str = "S01"
    given: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    also: Mapping[str, str] = field(default_factory=dict)
    warns: bool = False

    @property
    def slug(self):
        return self.path.partition(".")[0] if "." in self.path else "package"

    @property
    def messages(self):
        return {self.at: self.says, **self.also}

    def __str__(self):
        return f"{self.path}-{'-'.join(sorted(self.parts))}"


def broken(path, parts, said, says, *, at="", **rest):
    """Return a row that blocks; ``said`` is what stands in the field, or all that is typed differently."""
    at = at or path.rpartition(".")[2]
    changes = said if isinstance(said, dict) else {at: said}
    return Violation(path=path, parts=frozenset(parts.split()), changes=changes, at=at, says=says, **rest)


def warned(path, parts, said, says, *, at="", **rest):
    """Return a row that is told beside the field and stops nobody (R19)."""
    return replace(broken(path, parts, said, says, at=at, **rest), warns=True)


def choices(paths):
    """Return two rows for each question that is answered by choosing: nothing chosen, and what is not offered."""
    return [
        broken(path, parts, said, says)
        for path, says in paths.items()
        for parts, said in (("required", None), ("choice", "what-nobody-offers"))
    ]


def at_least(signs):
    return f"Write at least {signs} characters"


def at_most(signs):
    return f"Shorten this to {signs} characters or fewer"


def day(name, *boxes):
    """Return three boxes of a date: year, month and day, or nothing."""
    return {f"{name}_{n}": str(box) for n, box in enumerate(boxes or ("", "", ""))}


def without(slug, *rows, startup="S01"):
    """Return what a start-up types with ``rows`` left out."""
    return {name: None for name in typed(slug, startup) if name.startswith(tuple(f"{row}-" for row in rows))}


def filled(name, count, row, **of_each):
    """Return ``count`` rows that say the same; ``of_each`` differs by the number of the row."""
    same = {f"{name}-{n}-{column}": text for n in range(count) for column, text in row.items()}
    return same | {f"{name}-{n}-{column}": of_each[column](n) for n in range(count) for column in of_each}
