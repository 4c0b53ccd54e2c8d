# ruff: noqa: INP001 -- a script beside the fonts, no module of a package
"""Cut the typefaces of our PDF down to what people of this country are called and what they write.

``python subset.py .../NotoSansSC_400Regular.ttf .../NotoSans_400Regular.ttf``; see README.md for where they are from.
"""

import sys
from itertools import product
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

SYMBOLS = {*range(0x2000, 0x2300)}  # punctuation, currencies, units, arrows, mathematics
LATIN = {*range(0x20, 0x530), *range(0x1E00, 0x2000)} | SYMBOLS  # with Greek and Cyrillic
CHINESE = {*range(0x20, 0x100), *range(0x3000, 0x3040), *range(0xFF00, 0xFFEF)} | SYMBOLS
# What the table of general standard characters (2013) has in extension A; beyond it, the typeface has little else.
TABLE = (
    "㑇㑊㕮㘎㙍㙘㙦㛃㛚㛹㟃㠇㠓㤘㥄㧐㧑㧟㫰㬊㬎㬚㭎㭕㮾㰀㳇㳘㳚㴔㵐㶲㸆㸌㺄㻬㽏㿠䁖䂮"
    "䃅䃎䅟䌹䎃䎖䏝䏡䏲䐃䓖䓛䓨䓫䓬䗖䗛䗪䗴䜣䝙䢺䢼䣘䥽䦃䲟䲠䲢䴓䴔䴕䴖䴗䴘䴙䶮"
)
RARE = {*map(ord, TABLE), *range(0x20000, 0x40000)}


def gbk() -> set[int]:
    """Return the code points of every two bytes that GBK knows."""
    pairs = map(bytes, product(range(0x81, 0xFF), range(0x40, 0xFF)))
    return {ord(sign) for pair in pairs for sign in pair.decode("gbk", "ignore") if sign.isprintable()}


def cut(whole: str, kept: set[int], name: str) -> None:
    options = Options()
    options.layout_features = ["ccmp", "kern", "locl", "mark", "mkmk"]
    options.drop_tables += ["BASE", "STAT", "vhea", "vmtx"]
    options.hinting, options.name_IDs, options.recalc_timestamp = False, ["*"], False
    with TTFont(whole, recalcTimestamp=False) as font:
        cutter = Subsetter(options)
        cutter.populate(unicodes=kept & set(font.getBestCmap()))
        cutter.subset(font)
        font.save(Path(__file__).with_name(name))


if __name__ == "__main__":
    chinese, latin = sys.argv[1:]
    cut(chinese, gbk() | CHINESE | RARE, "NotoSansSC-Regular.ttf")
    cut(latin, LATIN, "NotoSans-Regular.ttf")
