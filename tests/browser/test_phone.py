"""The founder's way on a phone, in Chinese: nothing is wider than the screen, and axe finds nothing."""

from playwright.sync_api import expect

from tests.browser import answers


def test_a_founder_fills_in_the_form_on_a_phone_in_chinese(comes):
    founder = comes("founder-09", language="zh-hans", width=390).finds_the_page_sound()

    founder.submits().page.wait_for_url("**/applications/NS-*/")
    draft = founder.finds_the_page_sound().path
    expect(founder.main.locator(".govuk-task-list__item")).to_have_count(4)

    founder.follows("/steps/package/").finds_the_page_sound().fills({"urgency": "urgent"}).submits()
    summary = founder.page.locator(".govuk-error-summary")
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(3)
    founder.finds_the_page_sound()
    summary.locator("a").first.click()
    expect(founder.main.locator("[name=package_parts]").first).to_be_focused()

    founder.fills(answers.package(answers.S01)).submits()
    founder.page.wait_for_url("**/steps/company/")
    founder.finds_the_page_sound().submits()
    expect(summary).to_be_focused()
    founder.finds_the_page_sound()

    others = (f"{draft}{page}" for page in ("", "steps/approvals/", "steps/declarations/", "check/", "withdraw/"))
    assert founder.looks_through(*others) == ""
    founder.goes_to(f"{draft}check/").reads(answers.S01["case_summary"])
    expect(founder.main.locator("form button")).to_have_count(0)  # not all steps are complete: nothing to send


def test_a_founder_sees_where_the_case_stands_on_a_phone(comes):
    for name in ("founder-a", "founder-11"):
        founder = comes(name, language="zh-hans", width=390)

        assert founder.looks_through("/", *founder.links("h2 a"), "/accounts/email/") == ""


def test_the_menu_of_a_phone_opens_at_a_press(comes):
    founder = comes("founder-a", language="zh-hans", width=390)
    way = founder.page.locator("#navigation a[href='/accounts/email/']")
    expect(way).to_be_hidden()

    founder.page.locator(".govuk-service-navigation__toggle").click()

    expect(way).to_be_visible()
    founder.finds_the_page_sound()
