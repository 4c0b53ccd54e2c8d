"""The countries and regions of ISO 3166-1, by their names in the language of the page."""

import unicodedata
from collections.abc import Mapping
from functools import cache
from types import MappingProxyType
from typing import Final

from babel import Locale
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.forms._answer import Words

FIRST: Final = ("CN", "HK", "MO", "TW")  # their people need no work permit
# CLDR knows more codes of two letters than ISO 3166-1: reserved ones, unions, tests.
NOT_IN_ISO: Final = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "XK", "ZZ")
)
AS_THE_STATE_SAYS: Final[Mapping[str, Words]] = MappingProxyType(
    {
        "HK": _("Hong Kong, China"),
        "MO": _("Macao, China"),
        "TW": _("Taiwan, China"),
        "PS": _("Palestine"),
    }
)
# GB 2312 orders its common signs by their sound; these three are not among them and stand in for others of that sound.
_COMMON: Final = str.maketrans("\u6590\u68b5\u7459", "\u532a\u996d\u8111")


def choices() -> tuple[tuple[str, str], ...]:
    """Return alpha-2 code and name: China and its regions, then all others by name."""
    return _choices(get_language() or "en")


@cache
def _choices(language: str) -> tuple[tuple[str, str], ...]:
    territories = Locale.parse(language, sep="-").territories
    names = {code: name for code, name in territories.items() if len(code) == len("CN") and code not in NOT_IN_ISO}
    names |= {code: str(name) for code, name in AS_THE_STATE_SAYS.items()}
    others = sorted(names.keys() - set(FIRST), key=lambda code: _by_name(names[code]))
    return tuple((code, names[code]) for code in (*FIRST, *others))


def _by_name(name: str) -> bytes:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore")
    return plain.lower() if plain[:1].isalpha() else name.translate(_COMMON).encode("gb18030")
