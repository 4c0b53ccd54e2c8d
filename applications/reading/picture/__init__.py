"""Where the string of a case is drawn: along a time line on a wide page and in a list, in rows on a phone.

Only arithmetic: templates draw what stands here. No label covers another, whatever the dates.
"""

from applications.reading.picture._tall import PHONE, TallPicture, tall
from applications.reading.picture._wide import DESK, LIST, PAGE, Measures, Picture, wide
from applications.reading.string import CaseString


def for_page(string: CaseString | None, sizes: Measures = PAGE) -> dict[str, object]:
    """Return what the templates of the string need, for wide screens and for phones; nothing without a string."""
    return {"picture": wide(string, sizes), "tall": tall(string)} if string else {}


__all__ = ["DESK", "LIST", "PAGE", "PHONE", "Measures", "Picture", "TallPicture", "for_page", "tall", "wide"]
