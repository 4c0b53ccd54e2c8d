"""Paper: words and a template of Typst become an accessible PDF (PDF/UA-1) in typefaces of our own.

Words come as data, never as source, so what people wrote stays text. For a sign that the typefaces lack (fonts/README)
the printer's 〓 stands, because the standard allows no empty boxes.
"""

import json
import re
import unicodedata
from collections.abc import Mapping
from datetime import datetime
from functools import cache
from pathlib import Path
from threading import Lock

import typst
from fontTools.ttLib import TTFont

FONTS = Path(__file__).with_name("fonts")
TEMPLATES = Path(__file__).resolve().parents[1] / "templates" / "pdf"
LACKING = "〓"
# What a line cannot be broken in, such as a hash or an address without spaces.
_UNBROKEN = re.compile(r"[!-\u2dff]{32}(?=[!-\u2dff])")
_ONE_AT_A_TIME = Lock()  # a long paper takes a quarter of a gigabyte
_UNPRINTED = {"Cc", "Cf", "Cs"}  # controls, formats such as joiners, halves of pairs
_VARIATIONS = {*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)}


def pdf(template: str, words: Mapping[str, object], *, at: datetime) -> bytes:
    """Return ``template`` filled in with ``words``; the same words at the same moment give the same bytes.

    The template finds them as JSON in ``sys.inputs.data``; ``sys.inputs.lacking`` is the sign that stands for those
    that the typefaces lack, or empty if they lack none.
    """
    data = json.dumps(_printable(words), ensure_ascii=False)
    with _ONE_AT_A_TIME:
        return typst.compile(
            TEMPLATES / template,
            root=TEMPLATES,
            font_paths=_fonts(),
            sys_inputs={"data": data, "lacking": LACKING if LACKING in data else ""},
            pdf_standards="ua-1",
            timestamp=int(at.timestamp()),
        )


def _printable(words: object) -> object:
    if isinstance(words, Mapping):
        return {name: _printable(value) for name, value in words.items()}
    if isinstance(words, list | tuple):
        return [_printable(value) for value in words]
    return _set(str(words))


def _set(text: str) -> str:
    """Return ``text`` as the typefaces can set it."""
    text = unicodedata.normalize("NFC", re.sub(r"\s", " ", text))
    kept = (sign for sign in text if unicodedata.category(sign) not in _UNPRINTED and ord(sign) not in _VARIATIONS)
    return _UNBROKEN.sub("\\g<0>\u200b", "".join(sign if ord(sign) in _signs() else LACKING for sign in kept))


@cache
def _signs() -> frozenset[int]:
    signs: set[int] = set()
    for path in FONTS.glob("*.ttf"):
        with TTFont(path, lazy=True) as font:
            signs.update(font.getBestCmap())
    return frozenset(signs)


@cache
def _fonts() -> typst.Fonts:
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=[FONTS])
