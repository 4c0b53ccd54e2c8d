"""Every page in both languages: axe finds nothing, the browser complains of nothing, nothing is cut off."""

import pytest

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
STEPS = ["", "steps/package/", "steps/company/", "steps/approvals/", "steps/declarations/", "check/", "withdraw/"]
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
@pytest.mark.parametrize(("width", "scheme"), [(1280, "light"), (390, "dark")])
def test_the_pages_for_everybody_are_sound(comes, language, width, scheme):
    anybody = comes(language=language, width=width, scheme=scheme)

    assert anybody.looks_through(*OUTSIDE) == ""


@languages
def test_forms_that_were_filled_in_wrongly_are_sound(comes, language):
    anybody = comes(language=language)

    for path in ("/accounts/login/", "/accounts/signup/", "/accounts/password/reset/"):
        anybody.goes_to(path).submits().page.locator(".govuk-error-summary").wait_for()
        anybody.finds_the_page_sound()


@languages
def test_the_pages_of_a_founder_are_sound(comes, language):
    founder = comes("founder-b", language=language)
    (case,) = founder.links("h2 a")

    assert founder.looks_through("/applications/", case, f"{case}sent/", f"{case}withdraw/", *ACCOUNT) == ""


@languages
def test_the_ends_of_a_case_are_sound(comes, language):
    for name in ("founder-06", "founder-11", "founder-10"):  # granted, refused, withdrawn
        founder = comes(name, language=language)

        assert founder.looks_through(*founder.links("h2 a")) == ""


def test_the_steps_of_a_draft_are_sound(comes):  # in Chinese: test_phone.py
    founder = comes("founder-12").submits()
    draft = founder.path
    founder.goes_to(f"{draft}steps/package/").fills({"package_parts": ["approvals"]}).submits()
    founder.page.locator(".govuk-error-summary").wait_for()
    wrong = founder.faults()
    founder.fills({"case_summary": "We need a permit for our test flights.", "urgency": "normal"}).submits()
    founder.page.wait_for_url("**/company/")

    assert wrong + founder.looks_through(*(f"{draft}{step}" for step in STEPS)) == ""


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


def test_pages_that_are_read_in_the_dark_are_sound(comes):
    founder, reviewer = comes("founder-a", scheme="dark"), comes("reviewer-iit", scheme="dark")
    task = reviewer.goes_to(TASKS).links("#result_list tbody a")[0]

    assert founder.looks_through("/", *founder.goes_to("/applications/").links("h2 a"), "/accounts/email/") == ""
    assert reviewer.looks_through("/desk/", TASKS, task, task.replace("change", "opinion")) == ""
    reviewer.submits().page.locator(".govuk-error-summary").wait_for()
    reviewer.finds_the_page_sound()
