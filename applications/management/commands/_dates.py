"""A start-up of the file on another day: what it says about time moves with the day of its sending."""

import re
from datetime import date, timedelta
from typing import Any

DAY = re.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}")


def moved(startup: Any, *, sent_on: date) -> Any:
    """Return ``startup`` as if it had been written for ``sent_on``: closed years stay closed, plans lie ahead."""
    written_for = date.fromisoformat(startup["submitted_at"][:10])
    return _moved(startup, by=sent_on - written_for, years=sent_on.year - written_for.year)


def _moved(value: Any, *, by: timedelta, years: int) -> Any:
    if isinstance(value, dict):
        return {key: one + years if key == "year" else _moved(one, by=by, years=years) for key, one in value.items()}
    if isinstance(value, list):
        return [_moved(one, by=by, years=years) for one in value]
    if isinstance(value, str) and DAY.fullmatch(value):
        return (date.fromisoformat(value) + by).isoformat()
    return value
