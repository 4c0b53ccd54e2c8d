"""Posts that no page of ours sends, by what is bad in them: each is a function of client, address, step and edition."""

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart
from django.utils.http import urlencode

from applications.forms.steps import STEPS
from tests.forms.bad_input import ANYWHERE
from tests.forms.data import typed

STARTUP = "S04"
URLENCODED = "application/x-www-form-urlencoded"
TEXTS = (
    *("nothing", "a megabyte", "NUL in a text", "right to left", "emoji", "towers of accents", "a template"),
    *("signs that grow eighteenfold", "an attribute", "the end of a box", "SQL", "400 digits", "Arabic-Indic digits"),
)
# What a founder must not set, by the names that our tables and rules use.
NOT_HIS = {
    "state": "approved",
    "reference": "NS-OTHER",
    "submitted_at": "2020-01-01",
    "submitted_by": "1",
    "members": ["1", "2"],
    "role": "owner",
    "founder": "1",
    "assisted_at": "2020-01-01",
    "assisted_by": "1",
    "taken_over_at": "2020-01-01",
    "decided_by": "1",
    "send_token": "0" * 32,
    "programme": "1",
    "credit_code": "91440305YXDEM02310",
    "company_name_en": "Another Ltd",
    "draft_ends_on": "2099-12-31",
    "application": "1",
    "slug": "company",
    "typed": "{}",
    "answers": '{"truth": true}',
    "is_complete": "1",
    "saved_by": "1",
    "signed_at": "2020-01-01",
    "schema": "9",
    "id": "1",
    "pk": "1",
    "is_staff": "on",
}


def good(slug, **changes):
    return typed(slug, STARTUP, **changes)


def everywhere(text):
    """Return a post with ``text`` in every field."""
    return lambda client, url, slug, edition: client.post(url, dict.fromkeys(good(slug), text) | edition)


def beside(**more):
    """Return a post of the good step with more names in it."""
    return lambda client, url, slug, edition: client.post(url, good(slug) | edition | more)


def raw(body, content_type=URLENCODED):
    """Return a post of bytes; ``GOOD`` in them stands for the good step."""

    def post(client, url, slug, edition):
        kept = urlencode(good(slug) | edition, doseq=True).encode()
        return client.generic("POST", url, body.replace(b"GOOD", kept), content_type=content_type)

    return post


def multipart(change):
    """Return a post of the good step as a browser with files would send it, changed by ``change``."""

    def post(client, url, slug, edition):
        body = change(encode_multipart(BOUNDARY, good(slug) | edition))
        return client.generic("POST", url, body, content_type=MULTIPART_CONTENT)

    return post


def nothing_at_all(client, url, slug, edition):
    return client.post(url, edition)


def a_megabyte_in_one(client, url, slug, edition):
    return client.post(url, good(slug) | {list(good(slug))[-1]: ANYWHERE["a megabyte"]} | edition)


def several_of_each(client, url, slug, edition):
    return client.post(url, {name: [*texts, "another", ""] * 3 for name, texts in good(slug).items()} | edition)


def other_shapes(client, url, slug, edition):
    """Post the step under names that other frameworks would read."""
    shapes = ("{}[]", "{}[0]", "form[{}]", "{}.value", "{}__in", "{}\x00", " {}", "data-{}")
    return client.post(url, {shape.format(name): "x" for name in good(slug) for shape in shapes} | edition)


def files_for_texts(client, url, slug, edition):
    files = {name: SimpleUploadedFile("a.svg", b"<svg onload=alert(1)>", "image/svg+xml") for name in good(slug)}
    return client.post(url, files | edition)


def rows(numbers, *, only_names=False):
    """Return a post with rows of these numbers in every list of the step."""

    def post(client, url, slug, edition):
        kept = {} if only_names else good(slug)
        parts = [(each.name, part) for each in STEPS[slug].lists for part in each.form.parts()]
        return client.post(url, kept | {f"{name}-{n}-{part}": "1" for name, part in parts for n in numbers} | edition)

    return post


def all_buttons(client, url, slug, edition):
    names = [f"{press}_{each.name}{number}" for each in STEPS[slug].lists for press, number in BUTTONS]
    return client.post(url, good(slug) | {name: ["1", "1"] for name in (*names, "later")} | edition)


BUTTONS = (("add", ""), ("remove", "_0"), ("remove", "_0"), ("remove", "_9999"), ("remove", "_-1"))
PART = f"--{BOUNDARY}\r\n".encode()
BAD_POSTS = {
    **{f"{label} in every field": everywhere(ANYWHERE[label]) for label in TEXTS},
    "nothing at all": nothing_at_all,
    "a megabyte in one field": a_megabyte_in_one,
    "several of each": several_of_each,
    "names of other shapes": other_shapes,
    "names that are not his": beside(**NOT_HIS),
    "files where texts belong": files_for_texts,
    "rows of forged numbers": rows(["-1", "00", "007", "99999", "1e3", "٣", "[0]", "", "__class__"]),
    "rows far apart": rows([9_999, 500, 77]),
    "a hundred rows": rows(range(100), only_names=True),
    "3000 rows": rows(range(3_000), only_names=True),
    "all buttons at once": all_buttons,
    "a forged autosave": beside(autosave="\x00"),
    "a language that is none": beside(switch_language="../../xx"),
    "a forged mark": beside(warned="x" * 10_000),
    "no edition": beside(edition=""),
    "an edition that is no number": beside(edition=["NaN", "1e3", "٣"]),
    "an edition far away": beside(edition="9" * 400),
    "an empty body": raw(b""),
    "no UTF-8": raw(b"GOOD&a=%ff%fe&case_summary=\xff\xfe&name_en=%ED%A0%80&purpose=%C0%80&lead=%F5%80%80%80"),
    "no UTF-8 in names": raw(b"GOOD&%ff%fe=1&\xff=2&%ED%A0%80=3&\x00=4"),
    "broken signs of percent": raw(b"%zz&%&=&&&===;&%u0041=1&a=%"),
    "JSON": raw(b'{"package_parts": ["workspace"], "edition": 1}', "application/json"),
    "XML": raw(b'<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>', "text/xml"),
    "text": raw(b"GOOD", "text/plain"),
    "another charset": raw(b"GOOD", f"{URLENCODED}; charset=utf-16"),
    "a charset that is none": raw(b"GOOD", f"{URLENCODED}; charset=x-none"),
    "no type": raw(b"GOOD", ""),
    "no boundary": raw(b"GOOD", "multipart/form-data"),
    "a boundary of another": raw(b"GOOD", "multipart/form-data; boundary=another"),
    "a boundary of bytes": raw(b"GOOD", "multipart/form-data; boundary=\u00e9\u00e8"),
    "half a multipart": multipart(lambda body: body[: len(body) // 2]),
    "a part without a name": multipart(lambda body: PART + b"Content-Disposition: form-data\r\n\r\nx\r\n" + body),
    "a part without a head": multipart(lambda body: PART + b"\r\n\r\nx\r\n" + body),
    "a part of bytes": multipart(
        lambda body: PART + b'Content-Disposition: form-data; name="lead"\r\n\r\n\xff\xfe\xed\xa0\x80\r\n' + body
    ),
    "a part that is no base64": multipart(
        lambda body: (
            PART
            + b'Content-Disposition: form-data; name="lead"\r\nContent-Transfer-Encoding: base64\r\n\r\n*!\r\n'
            + body
        )
    ),
    "a name of bytes": multipart(
        lambda body: PART + b'Content-Disposition: form-data; name="\xff\xed\xa0\x80"\r\n\r\nx\r\n' + body
    ),
}
