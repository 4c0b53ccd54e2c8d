"""Every page in both languages, on a desk and on a phone, by day and in the dark.

axe finds nothing, the browser complains of nothing, nothing is wider than the screen.
"""

import pytest

from applications.forms.steps import STEPS
from tests.browser import answers, walk
from tests.browser.answers import STARTUPS

TASKS, CASES = "/desk/applications/reviewtask/", "/desk/applications/application/"
CHECKED = "company=old&technology=no&rights=own&research=unsure&sector=no&place=yes&credit=repair"
OUTSIDE = [
    "/",
    "/check/",
    "/check/?asked=company",
    f"/check/?{CHECKED}",
    "/help/",
    "/privacy/",
    "/accessibility/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/confirm-email/",
    "/accounts/confirm-email/too-old/",
    "/nothing-stands-here/",
]
ACCOUNT = ["/accounts/email/", "/accounts/password/change/", "/accounts/logout/"]
AROUND = ["", "documents/", "check/", "answers/", "withdraw/"]
# The lists of the desk are made by one template: one without filters, one with filters and dates.
RECORDS = ["/desk/applications/outboxmail/", "/desk/applications/calendarday/"]

languages = pytest.mark.parametrize("language", ["en", "zh-hans"])


def test_the_watch_notices_what_the_policy_forbids(comes):
    anybody = comes().goes_to("/")

    with anybody.page.expect_console_message(lambda said: said.text.startswith("Content Security Policy: img-src")):
        anybody.page.evaluate("document.body.append(Object.assign(new Image(), {src: 'https://elsewhere.example/'}))")

    assert any("Content Security Policy: img-src" in complaint for complaint in anybody.complaints)
    assert "image-alt" in anybody.faults()
    anybody.complaints.clear()


@languages
def test_the_pages_for_everybody_are_sound(comes, language):
    anybody = comes(language=language)

    assert anybody.looks_through(*OUTSIDE) == ""


@languages
def test_forms_that_were_filled_in_wrongly_are_sound(comes, language):
    anybody = comes(language=language)

    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        anybody.goes_to(path).submits().page.locator(".govuk-error-summary").wait_for()
        anybody.finds_the_page_sound()


@languages
def test_the_pages_of_a_founder_are_sound(comes, language):
    founder = comes("founder-a", language=language)
    case = founder.links("h2 a")[-1]
    pages = [f"{case}{page}" for page in ("", "sent/", "answers/", "withdraw/")]

    assert founder.looks_through("/applications/", *pages, *ACCOUNT) == ""


@languages
def test_the_ends_of_a_case_are_sound(comes, language):
    for name in ("founder-06", "founder-11", "founder-10"):  # granted, refused, withdrawn
        founder = comes(name, language=language)

        assert founder.looks_through(*founder.links("h2 a")) == ""


@languages
def test_the_steps_are_sound_while_they_are_empty_and_with_every_error(comes, language):
    founder = comes("founder-12", language=language)
    draft = walk.begins(founder)
    walk.keeps(founder, draft, steps=["package"])
    pages = [f"{draft}steps/{slug}/" for slug in STEPS if slug != "package"]

    assert founder.looks_through(*(f"{draft}{page}" for page in AROUND), *pages) == ""
    assert "\n".join(filter(None, [with_errors(founder, page) for page in pages])) == ""


def with_errors(founder, page):
    founder.goes_to(page).submits().page.locator(".govuk-error-summary").wait_for()
    return founder.faults_on_every_screen()


@languages
def test_a_draft_is_sound_with_warnings_and_documents_and_when_two_wrote_in_it(comes, language):
    founder = comes("founder-06", language=language)
    draft = walk.begins(founder)
    walk.keeps(founder, draft, STARTUPS["S11"])  # breaks two rules on money, which stops nobody
    founder.goes_to(f"{draft}documents/")
    walk.hands_in_what_is_missing(founder)
    founder.hands_in("DOC-BP", "more.pdf", "too-much.pdf").main.locator("#DOC-BP form button").last.click()
    founder.follows("#DOC-BP")
    pages = [f"{draft}steps/{slug}/" for slug in STEPS]

    assert founder.faults_on_every_screen() == ""
    assert founder.looks_through(*pages, *(f"{draft}{page}" for page in AROUND)) == ""
    assert conflict(founder, f"{draft}steps/company/") == ""


def conflict(founder, page):
    founder.goes_to(page)
    founder.answer_to(page, posting=answers.typed("company", STARTUPS["S11"], name_en="Another Ltd") | {"edition": "1"})
    founder.fills({"name_en": "A Third Ltd"}).submits().reads("Another Ltd", "A Third Ltd")
    return founder.faults_on_every_screen()


@languages
def test_filling_in_for_a_founder_is_sound(comes, language):
    clerk = comes("intake", language=language)
    clerk.goes_to("/applications/assist/").submits().page.locator(".govuk-error-summary").wait_for()
    wrong = clerk.faults_on_every_screen()
    draft = walk.assists(clerk, name="Founder 11", email="founder-11@demo.example")
    founder = comes("founder-11", language=language)

    assert wrong + clerk.looks_through("/applications/assist/", draft, f"{draft}steps/package/", f"{draft}check/") == ""
    assert founder.looks_through("/applications/", draft) == ""


@languages
def test_the_desk_of_a_reviewer_is_sound(comes, language):
    reviewer = comes("reviewer-iit", language=language)
    queue = [TASKS, f"{TASKS}?show=ended", f"{TASKS}?q=nothing+is+called+so"]
    task = reviewer.goes_to(TASKS).links("#result_list tbody a")[0]
    pages = ["/desk/", *queue, task, *(task.replace("change", act) for act in ("take", "first-answer", "opinion"))]

    assert reviewer.looks_through(*pages) == ""
    reviewer.submits().page.locator(".govuk-error-summary").wait_for()
    reviewer.finds_the_page_sound()


@languages
def test_the_desk_of_intake_and_of_who_decides_a_permit_is_sound(comes, language):
    intake, permits = comes("intake", language=language), comes("reviewer-psb", language=language)
    check = intake.goes_to(TASKS).links("#result_list tbody a")[0]
    permit = permits.goes_to(f"{TASKS}?kind__exact=permit").links("#result_list tbody a")[0]

    assert intake.looks_through(check, check.replace("change", "complete")) == ""
    assert permits.looks_through(permit, permit.replace("change", "permit")) == ""


@languages
def test_the_desk_of_a_lead_is_sound(comes, language):
    lead = comes("lead", language=language)
    case = lead.goes_to(f"{CASES}?state__exact=in_assessment").links("#result_list tbody a")[0].partition("?")[0]

    assert lead.looks_through("/desk/", CASES, case, case.replace("change", "decide")) == ""
    lead.submits().page.locator(".govuk-error-summary").wait_for()
    lead.finds_the_page_sound()


@languages
def test_the_records_are_sound(comes, language):
    auditor = comes("auditor", language=language)
    record = auditor.goes_to(RECORDS[0]).links("#result_list tbody a")[0].partition("?")[0]

    assert auditor.looks_through("/desk/", *RECORDS, record) == ""
