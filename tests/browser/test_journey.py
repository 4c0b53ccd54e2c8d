"""From a founder's first visit to the decision and its mail: the whole job, as the people of a case do it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser import answers
from tests.browser.answers import S01

FOUNDER, PASSWORD = "lin@lumenfox.example", "three strands, one knot"
CASES, TASKS = "/desk/applications/application/", "/desk/applications/reviewtask/"
# Who is asked for an opinion on S01, and how many tasks of it each department has.
ROUTED = {"sti": 2, "msr": 1, "ipe": 1, "iit": 1, "fin": 2}
FIRST_ANSWER = "We have your plans. The panel meets on Thursday; nothing is missing from our side."
REASONS = {
    "workspace": "Nine hundred square metres stand free in time.",
    "funding": "The order book carries the sum.",
    "approvals": "The line needs an environmental report first.",
}
REMEDIES = "Ask the district government to reconsider within 60 days."


def test_a_founder_goes_from_the_first_visit_to_the_decision(comes, demo):
    founder = comes()

    signs_up(founder, demo.mailbox)
    fills_in_the_form(founder)
    reference = sends(founder)
    receives_the_receipt(founder, demo.mailbox, reference)
    the_desk_begins(comes, demo.mailbox, reference)
    the_departments_give_their_opinions(comes, reference)
    the_lead_decides(comes, demo.mailbox, reference)
    reads_the_decision(founder, demo.mailbox, reference)


def signs_up(founder, mailbox):
    founder.goes_to("/").follows("/accounts/signup/")
    founder.fills({"email": FOUNDER, "name": "Lin Shiyi", "password1": PASSWORD}).submits()
    founder.reads_title("Check your mail").finds_the_page_sound()

    mail = mailbox.the("account_email_confirmation_signup", to=FOUNDER)
    link = re.search(r"https?://\S+/accounts/confirm-email/\S+", mail.get_content())[0]

    founder.goes_to(urlsplit(link).path)
    founder.reads_title("Confirm your email address").reads(FOUNDER).finds_the_page_sound().submits()
    founder.reads_title("My applications").reads("You have no application yet.").finds_the_page_sound()


def fills_in_the_form(founder):
    founder.submits().reads_title("Your application").reads("You have completed 0 of 3 steps.")
    founder.follows("/steps/package/").fills(answers.package(S01)).submits()
    fills_in_the_company(founder)
    fills_in_the_approvals(founder)
    founder.reads_title("Declarations and signature").fills(answers.declarations(S01)).submits()


def fills_in_the_company(founder):
    founder.reads_title("About your company").fills(answers.company(S01) | {"uscc": "91440305YXDEM016X5"})
    owners = S01["company"]["shareholders"]
    for number, owner in enumerate(owners):
        if number:
            founder.presses("add_shareholders")
        founder.fills(answers.row("shareholders", number, owner))
    founder.presses("add_subsidies_received")
    founder.fills(answers.row("subsidies_received", 0, S01["company"]["subsidies_received"][0]))

    founder.submits().reads("Compare the code with the licence").finds_the_page_sound()
    expect(founder.page).to_have_title(re.compile("^Error: "))
    expect(founder.page.locator(".govuk-error-summary")).to_be_focused()
    founder.page.locator(".govuk-error-summary a").click()
    expect(founder.page.locator("[name=uscc]")).to_be_focused()

    founder.fills({"uscc": answers.FREE_CODE}).presses("later")
    founder.reads_title("Your application").reads("Saved. You can come back at any time.")
    comes_back(founder)
    assert founder.typed("uscc") == answers.FREE_CODE
    assert founder.typed(f"shareholders-{len(owners) - 1}-name") == owners[-1]["name"]
    founder.submits()


def comes_back(founder):
    """Sign out, as on a machine in a library, and find the step again from the front door."""
    founder.page.locator("header ~ * .incubator-sign-out button").click()
    founder.goes_to("/accounts/login/").fills({"login": FOUNDER, "password": PASSWORD}).submits()
    founder.reads_title("My applications").page.locator("main h2 a").click()
    founder.reads("You have completed 2 of 4 steps.").follows("/steps/company/")


def fills_in_the_approvals(founder):
    founder.reads_title("Which approvals do you need?")
    for number, request in enumerate(S01["approvals"]["requests"]):
        if not founder.main.locator(f'[name="requests-{number}-permit"]').count():
            founder.presses("add_requests")
        founder.fills(answers.row("requests", number, request))
    founder.submits()


def sends(founder):
    company = S01["company"]
    founder.reads_title("Check your answers").finds_the_page_sound()
    founder.reads(answers.FREE_CODE, company["name_zh"], company["shareholders"][3]["name"], "18 May 2023")
    founder.reads("5,000,000 yuan", "Fire acceptance filing of fit-out", S01["case_summary"], "Signed by").submits()

    founder.reads_title("Application sent")
    reference = founder.main.locator(".govuk-panel strong").inner_text()
    assert re.fullmatch(r"NS-[2-9A-Z]{5}-[2-9A-Z]{5}", reference)
    return reference


def receives_the_receipt(founder, mailbox, reference):
    mail = mailbox.the("application_received", to=FOUNDER)
    assert mail["Subject"] == f"{reference}: we have received your application"
    assert (mail["Auto-Submitted"], mail.get_content_type()) == ("auto-generated", "text/plain")
    assert reference in mail["References"]

    founder.goes_to(urlsplit(re.search(r"https?://\S+", mail.get_content())[0]).path)
    founder.reads_title(S01["company"]["name_en"]).reads("You need to do nothing.", reference)
    expect(founder.main.locator(".incubator-matters tbody tr")).to_have_count(2 + sum(ROUTED.values()) + 3)


def the_desk_begins(comes, mailbox, reference):
    """Intake confirms, one reviewer takes a task, and gives the first answer to another one."""
    for name in ("intake", "reviewer-sti", "reviewer-iit", "lead"):
        mail = mailbox.the("tasks_opened", to=f"{name}@demo.example", about=reference)
        assert mail["Subject"] == f"{reference}: a new case for your department"

    intake = comes("intake")
    act(intake, tasks_of(intake, reference)[0], "complete")
    intake.reads("Completeness is confirmed.")

    reviewer = comes("reviewer-sti")
    first, second = tasks_of(reviewer, reference)[:2]
    act(reviewer, first, "take")
    reviewer.reads("You hold this task now.", "Reviewer STI")
    act(reviewer, second, "first-answer", {"answer": FIRST_ANSWER})
    reviewer.reads("The founder has your answer.")

    mail = mailbox.the("first_answer", to=FOUNDER)
    assert mail["Subject"] == f"{reference}: a department answered"


def the_departments_give_their_opinions(comes, reference):
    lead = comes("lead")
    lead.goes_to(f"{CASES}?q={reference}").main.locator("#result_list tbody a").first.click()
    lead.reads("These departments have not given their opinion yet:").finds_the_page_sound()

    for code, many in ROUTED.items():
        reviewer = comes(f"reviewer-{code}")
        given = [task for task in tasks_of(reviewer, reference) if gives_an_opinion(reviewer, task)]
        assert len(given) == many


def gives_an_opinion(reviewer, task):
    reviewer.goes_to(task)
    if not reviewer.links('.desk-acts a[href$="/opinion/"]'):
        return False
    act(reviewer, task, "opinion", {"verdict": "support", "reasons": "Checked; nothing stands against it."})
    reviewer.reads("The opinion is given.")
    return True


def the_lead_decides(comes, mailbox, reference):
    mail = mailbox.the("opinions_complete", to="lead@demo.example", about=reference)
    assert mail["Subject"] == f"{reference}: every opinion is in"

    lead = comes("lead")
    lead.goes_to(urlsplit(re.search(r"https?://\S+", mail.get_content())[0]).path)
    lead.reads("Checked; nothing stands against it.").finds_the_page_sound()
    lead.follows("/decide/").submits().reads("Select granted or refused for: Workspace.")
    decides(lead, going=False)
    lead.reads("The package is decided. The founder has a mail.").finds_the_page_sound()


def decides(lead, *, going=True):
    if going:
        lead.follows("/decide/")
    for part, reasons in REASONS.items():
        refused = part == "approvals"
        lead.fills({f"{part}_outcome": "refused" if refused else "granted", f"{part}_reasons": reasons})
        lead.fills({f"{part}_remedies": REMEDIES} if refused else {})
    lead.submits()


def reads_the_decision(founder, mailbox, reference):
    mail = mailbox.the("package_granted", to=FOUNDER)
    assert mail["Subject"] == f"{reference}: your application is granted"
    assert mailbox.to(FOUNDER, "package_refused") == []

    founder.goes_to(f"/applications/{reference}/")
    founder.reads("You need to do nothing.", *REASONS.values(), REMEDIES, FIRST_ANSWER).finds_the_page_sound()
    assert "Checked; nothing stands against it." not in founder.main.inner_text()
    assert not founder.links('a[href$="/withdraw/"]')


def tasks_of(official, reference):
    """Return the addresses of a case's open tasks in the official's queue, the most urgent first."""
    return official.goes_to(f"{TASKS}?q={reference}").links("#result_list tbody a")


def act(official, task, slug, typed=None):
    official.goes_to(task)
    if slug == "take":
        official.main.get_by_role("button", name="Take", exact=True).click()
    else:
        official.follows(f"/{slug}/").fills(typed or {}).submits()
    official.page.wait_for_url(lambda url: url.endswith("/change/"))
