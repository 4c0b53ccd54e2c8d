"""An official fills in for a founder who came by: he finds the draft by the link of a mail and goes on himself."""

import re
from urllib.parse import urlsplit

from playwright.sync_api import expect

from tests.browser import answers, walk

FOUNDER, PASSWORD = "meng@firstlight.example", "fingertips feel three forces"


def test_a_founder_takes_over_what_intake_has_filled_in(comes, demo):
    clerk, founder = comes("intake"), comes()

    draft = intake_begins(clerk)
    founder_comes_in(founder, demo.mailbox)
    founder.page.locator("main h2 a").click()
    founder.reads_title("Your application").reads("Intake GSD of the service desk filled in this application for you.")
    founder.reads("You have completed 1 of 10 steps.").finds_the_page_sound()
    clerk.fills({"name_zh": "深圳初光触觉科技有限公司"})
    founder.submits()

    expect(founder.main.get_by_text("The service desk can still write in it")).to_have_count(0)
    clerk.submits().reads_title("What you typed is not saved").reads("深圳初光触觉科技有限公司").finds_the_page_sound()
    assert clerk.answer_to(draft) == 404
    founder.follows("/steps/package/")
    assert founder.typed("case_summary") == answers.S01["case_summary"]
    walk.goes_on(founder, "package")


def test_after_handing_over_the_draft_is_the_founders_alone(comes, demo):
    clerk = comes("intake")
    draft = walk.assists(clerk, name="Founder 10", email="founder-10@demo.example")
    reference = draft.strip("/").rpartition("/")[2]

    clerk.submits().reads("The draft is the founder's now. The founder has a mail and sends it.")

    assert clerk.answer_to(draft) == 404
    mail = demo.mailbox.the("draft_ready_for_you", to="founder-10@demo.example", about=reference)
    assert mail["Subject"] == f"{reference}: check your application and send it"
    assert "You have no password yet." not in mail.get_content()
    assert comes("founder-10").answer_to(draft) == 200


def intake_begins(clerk):
    """Go there from the desk, say for whom, and fill in the first step."""
    clerk.goes_to("/desk/").page.locator('a[href="/applications/assist/"]').first.click()
    clerk.reads_title("Fill in for a founder").finds_the_page_sound()
    clerk.submits().page.locator(".govuk-error-summary").wait_for()
    clerk.finds_the_page_sound()
    draft = walk.assists(clerk, name="Meng Shiliu", email=FOUNDER)
    clerk.reads_title("Application of Meng Shiliu").finds_the_page_sound().follows("/steps/package/")
    walk.fills_in(clerk, "package")
    walk.goes_on(clerk, "package")
    return draft


def founder_comes_in(founder, mailbox):
    """Follow the mail to a page that sends the link by which one chooses a password, and sign in with it."""
    told = mailbox.the("draft_started_for_you", to=FOUNDER)
    founder.goes_to(link_in(told, "/accounts/password/reset/")).fills({"email": FOUNDER}).submits()
    founder.goes_to(link_in(mailbox.the("account_password_reset_key", to=FOUNDER), "/accounts/password/reset/key/"))
    founder.reads_title("Set a new password").finds_the_page_sound()
    founder.fills({"password1": PASSWORD, "password2": PASSWORD}).submits()
    founder.goes_to("/accounts/login/").fills({"login": FOUNDER, "password": PASSWORD}).submits()
    founder.reads_title("My applications")


def link_in(mail, beginning):
    """Return the path of the link in a mail that begins so."""
    return urlsplit(re.search(rf"https?://[^/]+{beginning}\S*", mail.get_content())[0]).path
