"""From a founder's first visit to the decision and its mail: the whole job, as the people of a case do it."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser import answers, walk
from tests.browser.answers import S01

FOUNDER, PASSWORD = "lin@lumenfox.example", "three strands, one knot"
CASES, TASKS = "/desk/applications/application/", "/desk/applications/reviewtask/"
# Who is asked for an opinion on S01, and how many tasks of it each department has.
ROUTED = {"sti": 2, "msr": 1, "ipe": 1, "iit": 1, "fin": 2}
# Typed into the company step with an error in it, and found again.
TEXTS = ("uscc", "registered_address", "established_on_0", "shareholders-3-name", "subsidies_received-0-programme")
CHECKED = (
    *(S01["case_summary"], S01["company"]["name_zh"], S01["company"]["shareholders"][3]["name"]),
    *(S01["technology"]["summary"], S01["rd"]["milestones"][2]["title"], S01["market"]["competitors"]),
    *("5,000,000 yuan", "Fire acceptance filing of fit-out"),
)
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
    founder.submits().reads_title("Your application").reads("You have completed 0 of 7 steps.").finds_the_page_sound()
    founder.follows("/steps/package/")
    walk.fills_in(founder, "package")
    walk.goes_on(founder, "package")
    fills_in_the_company(founder)
    walk.fills_in_the_steps(founder, "team", "technology", "rd", "market", "workspace", "funding", "approvals")
    founder.reads_title("Declarations and signature")
    walk.fills_in(founder, "declarations")
    walk.goes_on(founder, "declarations")


def fills_in_the_company(founder):
    """Fill it in with a wrong code, go where the error leads, leave, and come back to all that was typed."""
    founder.reads_title("About your company")
    walk.fills_in(founder, "company", uscc="91440305YXDEM016X5")
    founder.submits().reads("Compare the code with the licence").finds_the_page_sound()
    expect(founder.page).to_have_title(re.compile("^Error: "))
    expect(founder.page.locator(".govuk-error-summary")).to_be_focused()
    founder.page.locator(".govuk-error-summary a").click()
    expect(founder.page.locator("[name=uscc]")).to_be_focused()

    founder.fills({"uscc": answers.FREE_CODE}).presses("later")
    founder.reads_title("Your application").reads("Saved. You can come back at any time.")
    comes_back(founder)
    typed = answers.typed("company")
    assert {name: founder.typed(name) for name in TEXTS} == {name: typed[name][0] for name in TEXTS}
    walk.goes_on(founder, "company")


def comes_back(founder):
    """Sign out, as on a machine in a library, and find the step again from the front door."""
    founder.page.locator("header ~ * .incubator-sign-out button").click()
    founder.goes_to("/accounts/login/").fills({"login": FOUNDER, "password": PASSWORD}).submits()
    founder.reads_title("My applications").page.locator("main h2 a").click()
    founder.reads("You have completed 2 of 10 steps.").follows("/steps/company/")


def sends(founder):
    founder.reads_title("Documents").finds_the_page_sound()
    walk.hands_in_what_is_missing(founder)
    founder.reads("Nothing is missing.").finds_the_page_sound().follows(draft_of(founder)).finds_the_page_sound()
    founder.follows("/check/").reads_title("Check your answers").finds_the_page_sound()
    founder.reads(answers.FREE_CODE, *CHECKED, "Signed by", "doc-bp.pdf").submits()

    founder.reads_title("Application sent").reads("The next dates").finds_the_page_sound()
    reference = founder.main.locator(".govuk-panel strong").inner_text()
    assert re.fullmatch(r"NS-[2-9A-Z]{5}-[2-9A-Z]{5}", reference)
    return reference


def draft_of(founder):
    return founder.path.partition("documents/")[0]


def receives_the_receipt(founder, mailbox, reference):
    mail = mailbox.the("application_received", to=FOUNDER)
    assert mail["Subject"] == f"{reference}: we have received your application"
    assert (mail["Auto-Submitted"], mail.get_content_type()) == ("auto-generated", "text/plain")
    assert reference in mail["References"]

    founder.goes_to(urlsplit(re.search(r"https?://\S+", mail.get_content())[0]).path)
    founder.reads_title(S01["company"]["name_en"]).reads("You need to do nothing.", reference, "doc-bp.pdf")
    expect(founder.main.locator(".case-string svg").first).to_be_visible()
    founder.finds_the_page_sound()
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
    lead.reads("These departments have not given their opinion yet:", "doc-bp.pdf").finds_the_page_sound()
    expect(lead.main.locator(".case-string svg").first).to_be_visible()

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
