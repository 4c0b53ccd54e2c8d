"""The unified social credit code of a company, GB 32100-2015."""

import unicodedata

from stdnum.cn import uscc


def normalise(text: str) -> str:
    """Return a typed code as it is kept: NFKC, without spaces and hyphens, upper case."""
    signs = unicodedata.normalize("NFKC", text)
    return "".join(sign for sign in signs if not sign.isspace() and unicodedata.category(sign) != "Pd").upper()


def is_valid(code: str) -> bool:
    """Tell whether ``code`` stands in its kept form and carries the right check sign.

    A code that ``normalise`` would change is not valid, so that one company cannot be kept in two spellings.
    """
    return code == normalise(code) and uscc.is_valid(code)
