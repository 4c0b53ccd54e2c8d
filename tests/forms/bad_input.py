"""What no founder means: more than thirty bad texts for every kind of field."""

# ruff: noqa: RUF001 -- signs that look like others are the point

from applications.forms import _fields, _numbers
from applications.forms.steps import _choices, _team_rows, technology

ANYWHERE = {
    # nothing, and far too much
    "nothing": "",
    "a space": " ",
    "an ideographic space": "\u3000",
    "empty lines": "\r\n\r\n\r\n",
    "a megabyte": "x" * 1_000_000,
    "a megabyte of digits": "9" * 1_000_000,
    "a megabyte of Chinese": "字" * 330_000,
    "a megabyte of lines": "\n" * 1_000_000,
    # signs that cannot be stored, are not seen, or turn the line around
    "NUL": "\x00",
    "NUL in a text": "a\x00b",
    "control signs": "\x01\x02\x07\x08\x1b[31m\x7f",
    "half a surrogate": "\ud800",
    "surrogates turned round": "\udfff\ud800",
    "right to left": "\u202egnp.exe\u202c",
    "zero width": "\u200bzero\u200bwidth\u2060",
    "a byte order mark": "\ufeffabc",
    "a private sign": "\ue000\U0010fffd",
    "no character": "\uffff\ufdd0",
    "emoji": "🦊" * 300,
    "a family of emoji": "👩\u200d👩\u200d👧\u200d👦",
    "towers of accents": "Z\u0351\u036b\u0343\u036a\u0302" * 200,
    "signs that grow eighteenfold": "\ufdfa" * 300,
    # texts for other machines
    "a script": "<script>alert(1)</script>",
    "an attribute": '" onfocus="alert(1)" autofocus="',
    "the end of a box": "</textarea></select><img src=x onerror=alert(1)>",
    "a comment": "<!-- ]]> --> --!>",
    "a template": "{{ request.user.password }}{% debug %}{% include 'base.html' %}",
    "a format": "%s %(x)s %n {0} {0.__class__} ${HOME}",
    "SQL": "'; DROP TABLE applications_application; --",
    "more SQL": "' OR 1=1 --",
    "a shell": "$(id) `id` ; rm -rf /",
    "a path": "../../../../etc/passwd\x00.pdf",
    "a header": "x\r\nSet-Cookie: sessionid=1\r\n\r\n",
    "a formula": "=HYPERLINK('http://evil.example')",
    "JSON null": "null",
    "a JSON list": '["a", {"b": 1}]',
    "a JSON object": '{"$ne": null, "__proto__": {"a": 1}}',
    "a Python object": "__import__('os').system('id')",
    # numbers that are none
    "an exponent": "1e999",
    "not a number": "NaN",
    "infinity": "Infinity",
    "less than infinity": "-inf",
    "minus zero": "-0",
    "minus one": "-1",
    "400 digits": str(10**400),
    "400 digits below zero": str(-(10**400)),
    "a thousand places": "0." + "3" * 1000,
    "21 digits": "9" * 21,
    "hexadecimal": "0x10",
    "underscores": "1_000",
    "too many commas": "1,2,3",
    "two signs": "--1",
    "Arabic-Indic digits": "٣٤",
    "Devanagari digits": "१२३",
    "a square": "²",
    "a half": "½",
    "a Roman number": "Ⅻ",
    "a Chinese number": "一千万",
    # answers of other fields
    "on": "on",
    "true": "true",
    "a long list of signs": "+" * 300,
    "no such day": "2025-02-30",
    "a day of zeros": "0/0/0000",
    "a day far away": "99999999999-99-99",
}
MONEY = {
    "a fen": "1000000.01",
    "a comma for a point": "1.000.000,50",
    "more money than there is": "10000000000000",
    "debts": "-1000000",
    "two currencies": "1000 USD",
    "ten thousands": "100万",
}
NUMBER = {
    "a fraction": "1.5",
    "a unit of nothing": "m²",
    "a range": "1-2",
    "about": "~3",
    "a point": ".",
    "two points": "1..2",
}
BOX = {
    "a month of words": "May",
    "the 32nd": "32",
    "the 13th month": "13",
    "a year of two digits": "25",
    "the year 0": "0",
    "the year 10000": "10000",
    "half a day": "27.5",
}
CODE = {
    "a letter too few": "9144030",
    "letters": "abcd",
    "full-width letters": "ＡＢＣＤ",
    "quotes": "''''",
    "a star": "*",
}
CHOICE = {
    "a number": "0",
    "another case": "YES",
    "a list in brackets": "['yes']",
    "the words": "Yes",
    "a comma": "yes,no",
}
OF_TYPE = {
    _fields.TextField: {},
    _fields.TextOrNoneField: {"none, and more": "none none", "a word too many": "无无"},
    _fields.AccountField: CODE | {"four Arabic-Indic digits": "١١٠١", "four squares": "²²²²", "33 digits": "4" * 33},
    _team_rows.MaskedField: CODE | {"a short number": "123456", "stars": "*" * 18},
    _fields.PatternField: CODE,
    _fields.CreditCodeField: CODE | {"a sign that no code has": "9144030IYXDEM10156"},
    technology.CasNumberField: CODE | {"Arabic-Indic digits in it": "6١٦-٣٨-٦", "a wrong check sign": "616-38-7"},
    _fields.EmailField: {
        "two at signs": "a@b@c.example",
        "no place": "a@",
        "nobody": "@b.example",
        "very long": "a@" + "b." * 2_000 + "example",
        "two addresses": "a@b.example, c@d.example",
        "a header in it": "a@b.example\nBcc: c@d.example",
    },
    _fields.PhoneField: CODE
    | {"a country that is none": "+99912345678", "many": "1" * 5_000, "an extension": "13800138000;ext=1"},
    _fields.DateField: BOX,
    _numbers.CountField: NUMBER,
    _numbers.YearField: NUMBER | BOX,
    _numbers.MoneyField: NUMBER | MONEY,
    _numbers.AmountsField: NUMBER | MONEY,
    _numbers.MeasureField: NUMBER | {"an exponent that fits": "1e2", "a comma for a point": "4,5"},
    _numbers.PercentField: NUMBER | {"too much": "100.01", "two signs of percent": "%%", "per mille": "5‰"},
    _choices.OneOf: CHOICE,
    _choices.YesNo: CHOICE,
    technology.LevelField: CHOICE | {"level 10": "10"},
    _choices.SomeOf: CHOICE,
    _choices.Declaration: CHOICE | {"off": "off", "False": "False"},
}
# Of one name several values, or what is no text at all: a forged post, or a draft that somebody spoilt.
SEVERAL = {
    "twice": ["a", "b"],
    "two hundred times": ["x"] * 200,
    "nothing but empty ones": [""] * 60,
    "none": [],
    "no texts": ["a", 5, None],
    "lists": [["a"], [["b"]]],
    "objects": [{"a": 1}],
}
NO_TEXT = {
    "None": None,
    "an int": 5,
    "a float": float("nan"),
    "true": True,
    "bytes": b"\xff\xfe",
    "an object": {"a": 1},
    "a tuple": ("a",),
    "anything": object(),
}
