"""Small words for the templates: days, moments, what is left of a limit, the colour of a status."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.dateformat import format as formatted
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from applications.states import ApplicationState

register = template.Library()

TAG_OF_STATE = {
    ApplicationState.DRAFT: "grey",
    ApplicationState.IN_ASSESSMENT: "blue",
    ApplicationState.OFFER_PREPARED: "green",
    ApplicationState.REFUSED: "red",
    ApplicationState.WITHDRAWN: "grey",
}


@register.filter
def day(value: date | None) -> str:
    """Return a day as founders write it: 9 March 2026, 2026年3月9日."""
    return formatted(value, pgettext("date format", "j F Y")) if value else ""


@register.filter
def short_day(value: date | None) -> str:
    """Return a day where there is little room and the year is known: 9 Mar, 3月9日."""
    return formatted(value, pgettext("date format", "j M")) if value else ""


@register.filter
def moment(value: datetime | None) -> str:
    """Return a moment in the district's time."""
    return formatted(timezone.localtime(value), pgettext("date format", "j F Y, H:i")) if value else ""


@register.filter
def days_left(days: int | None) -> str:
    """Return what is left of a limit in words: 2 working days left, due today, 1 working day late."""
    if days is None:
        return ""
    if days == 0:
        return _("due today")
    if days < 0:
        return ngettext("%(n)d working day late", "%(n)d working days late", -days) % {"n": -days}
    return ngettext("%(n)d working day left", "%(n)d working days left", days) % {"n": days}


@register.filter
def tag_of_state(state: str) -> str:
    return TAG_OF_STATE.get(ApplicationState(state), "blue")


@register.filter
def tag_of_colour(colour: str) -> str:
    """Return the tag for the colour of a clock (R14)."""
    return {"none": "grey", "paused": "grey"}.get(colour, colour)


@register.filter
def rows(value: object) -> list[str]:
    """Return the rows of an answer that is a list, and nothing for one that is not."""
    return value if isinstance(value, list) else []
