"""Every rule of the form, broken once: its message stands at its field, on the form and on the page."""

import re
from collections import defaultdict
from contextlib import contextmanager
from dataclasses import replace
from http import HTTPStatus

import pytest
from django.db import transaction

from applications.forms.steps import STEPS
from applications.rules import conditions
from applications.rules.conditions import Facts
from applications.rules.form import BY_PATH, FIELDS
from tests.forms.data import PERMITS, STARTUPS, case_of, load, said, typed
from tests.forms.pages import Page, draft_of, hand_in_what_is_missing, keep, moment_of, path
from tests.forms.violations import VIOLATIONS

BLOCKS = [row for row in VIOLATIONS if not row.warns]
WARNS = [row for row in VIOLATIONS if row.warns]

WANTED = {permit["code"]: permit.get("suggested_when") or permit.get("applies_when") for permit in load("permit_types")}

# What a rule of form_fields.json says, by the words in which it says it.
NUMBERS = {"int", "money", "decimal", "percent", "list_money"}
SAYS = {
    "least": r"> ?0|>= ?\d|\d\.\.|0 <=",
    "most": r"<= ?\d|\.\.\d|at most",
    "sum": r"\bsum\b",
    "order": r"[<>]= ?[a-z]|rising|not in the future|after the|/ headcount",
    "once": r"each once",
    "gap": r"no gap",
    "limits": r"within ticket|settled, 3\.\.12",
    "someone": r"at least one",
    "masked": r"are kept|last 4",
    "forced": r"forced true",
    "reason": r"with a reason",
    "only": r"only when credit",
    "signer": r"legal representative or",
    "must": r"must be true",
    "choice": r"\w ?\| ?\w| in permit_types| in SEED",
}
UNBROKEN = {
    ("package_parts", "most"): "there are three boxes, and each counts once",
    ("company.credit_status", "required"): "intake enters it; of a team that says nothing nobody is on a list",
    ("declarations.data_sharing", "required"): "a box that stays empty is an answer",
    ("declarations.commitment_mode", "required"): "a box that stays empty is an answer",
    ("declarations.deficient_mode", "required"): "a box that stays empty is an answer",
    ("declarations.signed_at", "required"): "nobody types it: it is the moment of sending",
}


def case_for(row):
    """Return the case as the page would know it, with the permits that the district suggests for it."""
    known = STARTUPS[row.startup]
    answers = known | {slug: known[slug] | more for slug, more in row.given.items()}
    facts = Facts(answers=answers, complete=False, applies_when=dict.fromkeys(WANTED))
    permits = tuple(
        replace(permit, suggested=conditions.holds(WANTED[permit.code], facts) or None) for permit in PERMITS
    )
    credit = {} if known["company"]["has_registration"] else {"credit_status": answers["company"]["credit_status"]}
    return case_of(row.startup, permits=permits, **credit)


def posted(row):
    return STEPS[row.slug](typed(row.slug, row.startup, **row.changes), case=case_for(row))


# Parts of rules about which no field can be wrong while it is typed, and who minds them.
ELSEWHERE = {
    "company.uscc": ("unique among active applications", "sending: two drafts of one company may stand side by side"),
    "company.name_zh": ("equals the register", "intake, until the register can be asked"),
    "company.contact_email": ("confirmed by a link", "mail"),
    "company.credit_status": ("never typed by the applicant when has_registration", "intake"),
    "team.founders[].id_doc_masked": ("checked by the identity service", "a service of the district"),
    "team.founders[].related_officials": ("opens a conflict-of-interest check", "the panel"),
    "technology.ip_dispute": ("do not score", "the panel"),
    "funding.other_applications": ("duplicate items are refused by FIN", "the department's opinion"),
    "funding.bank_account_masked": ("same name as the code", "the department that pays"),
    "declarations.signed_at": ("not after submission", "nobody types it: it is the moment of sending"),
}
PAPERS = {
    "team.founders[].university_post": "DOC-UNIV-CONSENT",
    "technology.trl": "DOC-TRL-EVIDENCE",
    "market.orders_signed_yuan": "DOC-ORDERS",
    "market.equity_raised_24m_yuan": "DOC-INVESTMENT",
}


def parts_of(field):
    """Return the parts of a rule that somebody can break by typing."""
    found = {part for part, words in SAYS.items() if re.search(words, field.rule)}
    if field.required not in {"optional", "before disbursement"}:
        found.add("required")
    if field.type in NUMBERS | {"code18", "code4", "phone", "email", "date"}:
        found.add("form")
    if field.type in {"enum", "multi_enum", "iso2"}:
        found.add("choice")
    return found | ({"gate"} if field.on_fail == "warn" else set())


@pytest.mark.parametrize("field", FIELDS, ids=lambda field: field.path)
def test_every_part_of_every_rule_is_broken(field):
    broken = {part for row in VIOLATIONS if row.path == field.path for part in row.parts}

    asked = {part for part in parts_of(field) if (field.path, part) not in UNBROKEN}

    assert asked - broken == set()
    assert broken or not field.rule or field.path in {path for path, _part in UNBROKEN}


@pytest.mark.parametrize("path", ELSEWHERE)
def test_what_is_minded_elsewhere_still_stands_in_its_rule(path):
    words, _who = ELSEWHERE[path]

    assert words in BY_PATH[path].rule


@pytest.mark.parametrize("row", BLOCKS, ids=str)
def test_a_broken_rule_is_told_at_its_field_and_nowhere_else(row):
    form = posted(row)

    assert not form.is_valid()
    assert said(form) == {name: [words] for name, words in row.messages.items()}
    assert list(form.non_field_errors()) == []


@pytest.mark.parametrize("row", WARNS, ids=str)
def test_a_warning_stands_at_its_field_and_stops_nobody(row):
    form = posted(row)

    assert form.is_valid()
    assert told(form) == {row.at: [row.says]}


def told(form):
    """Return every warning of a page by the name of its field."""
    return {bound.html_name: bound.warnings for one in form.all_forms() for bound in one if bound.warnings}


def test_every_field_of_every_step_is_broken_somewhere():
    broken = {re.sub(r"-\d+-", "-0-", f"{row.slug}.{row.at}") for row in VIOLATIONS}
    rows = {
        f"{slug}.{rows.name}-0-{name}"
        for slug, step in STEPS.items()
        for rows in step.lists
        for name in rows.form.base_fields
    }
    own = {f"{slug}.{name}" for slug, step in STEPS.items() for name in step.base_fields}

    assert (rows | own) - broken == {"declarations.data_sharing"}  # free to stay empty, and nothing else can be typed


# On the page ---------------------------------------------------------------------------------------------------------

BY_PAGE = defaultdict(list)
for violation in VIOLATIONS:
    BY_PAGE[violation.slug, violation.startup].append(violation)


@contextmanager
def only_for_now():
    """Let the rows of one start-up use its draft one after the other."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(("slug", "startup"), BY_PAGE)
def test_the_page_shows_every_message_at_its_field(client, time_machine, slug, startup):
    time_machine.move_to(moment_of(startup), tick=False)
    application = draft_of(startup)
    client.force_login(application.members.get())

    found = []
    for row in BY_PAGE[slug, startup]:
        with only_for_now():
            for other, answers in row.given.items():
                keep(application, startup, other, **answers)
            judge = warned_on_the_pages if row.warns else told_on_the_page
            if problem := judge(client, application, row):
                found.append(f"{row} {row.says}: {problem}")

    assert "\n".join(found) == ""


@pytest.mark.django_db
def test_every_rule_that_asks_for_a_document_is_told_on_the_check_page_and_stops_the_sending(client, time_machine):
    """Start-up S01 says all four things that must be shown by a document."""
    time_machine.move_to(moment_of("S01"), tick=False)
    application = draft_of("S01")
    client.force_login(application.members.get())

    check = client.get(path("check", application))
    client.post(path("check", application), Page(check).hidden() | editions_of(application))

    application.refresh_from_db()
    asked = {field.path: re.findall(r"DOC-[A-Z-]+", field.rule) for field in FIELDS}
    missing = {card.document.code: card.name for card in check.context["papers"].missing}
    assert {path: codes for path, codes in asked.items() if codes} == {path: [code] for path, code in PAPERS.items()}
    assert set(PAPERS.values()) <= missing.keys()
    assert all(name in check.content.decode() for name in missing.values())
    assert application.submitted_at is None


def editions_of(application):
    return {f"edition_{slug}": edition for slug, edition in application.steps.values_list("slug", "edition")}


def post(client, application, row, **more):
    edition = application.steps.get(slug=row.slug).edition
    data = typed(row.slug, row.startup, **row.changes) | {"edition": edition, **more}
    return client.post(path("step", application, row.slug), data)


def told_on_the_page(client, application, row):
    """Return what is wrong with a page that must tell of a broken rule."""
    response = post(client, application, row)
    if response.status_code != HTTPStatus.OK:
        return f"status {response.status_code}"
    page, kept = Page(response), application.steps.get(slug=row.slug)
    controls = [(words, re.sub(r"(?<!-)_\d$", "", page.name_of(id_))) for words, id_ in page.summary()]
    if sorted(controls) != sorted((words, name) for name, words in row.messages.items()):
        return f"the summary leads from words to controls: {controls}"
    beside = {name: page.block(f"id_{name}_error").removeprefix("Error:").strip() for name in row.messages}
    if beside != row.messages:
        return f"beside the fields stands {beside}"
    return "it counts as complete" if kept.is_complete else ""


def warned_on_the_pages(client, application, row):
    """Return what is wrong with pages that must warn and let the founder send."""
    shown = post(client, application, row)
    page = Page(shown)
    if page.summary() or row.says not in page.block(f"id_{row.at}_warning"):
        return f"beside the field stands {page.block(f'id_{row.at}_warning')!r}"
    further = post(client, application, row, warned=page.hidden()["warned"])
    if further.status_code != HTTPStatus.FOUND:
        return f"read and confirmed: status {further.status_code}"
    hand_in_what_is_missing(application, row.startup)
    check = Page(client.get(path("check", application)))
    step, _, anchor = check.links().get(row.says, "").partition("#")
    if step != path("step", application, row.slug) or row.at not in page.name_of(anchor):
        return f"the check page leads to {step}#{anchor}"
    client.post(path("check", application), check.hidden())
    application.refresh_from_db()
    return "" if application.submitted_at else "it is not sent"
