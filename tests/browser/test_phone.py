"""The founder's way on a phone, in Chinese: nothing is wider than the screen, and axe finds nothing."""

import re

from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.answers import S10


def test_a_founder_applies_on_a_phone_in_chinese(comes):
    founder = comes("founder-09", language="zh-hans", width=390).finds_the_page_sound()

    draft = walk.begins(founder)
    expect(founder.finds_the_page_sound().main.locator(".govuk-task-list__item")).to_have_count(9)
    founder.follows("/steps/package/")
    is_led_to_what_is_missing(founder)
    walk.fills_in_the_steps(founder, startup=S10, at_each=founder.finds_the_page_sound)
    walk.hands_in_what_is_missing(founder)
    founder.finds_the_page_sound().follows(draft).finds_the_page_sound()
    expect(founder.main.locator(".govuk-task-list__item")).to_have_count(12)
    founder.follows("/check/").finds_the_page_sound().reads(S10["case_summary"], S10["team"]["founders"][2]["name"])
    founder.submits().finds_the_page_sound()

    reference = founder.main.locator(".govuk-panel strong").inner_text()
    founder.follows(f"/{reference}/")
    founder.reads_title(S10["company"]["name_zh"]).finds_the_page_sound()
    expect(founder.main.locator(".case-string svg:visible").first).to_be_visible()


def is_led_to_what_is_missing(founder):
    """Post the first step half empty: the summary has the focus, and leads to the first option of a group."""
    founder.fills({"urgency": "urgent"}).submits()
    summary = founder.page.locator(".govuk-error-summary")
    expect(founder.page).to_have_title(re.compile("^错误："))
    expect(summary).to_be_focused()
    expect(summary.locator("a")).to_have_count(3)
    founder.finds_the_page_sound()
    summary.locator("a").first.click()
    expect(founder.main.locator("[name=package_parts]").first).to_be_focused()


def test_the_menu_of_a_phone_opens_at_a_press(comes):
    founder = comes("founder-a", language="zh-hans", width=390)
    way = founder.page.locator("#navigation a[href='/accounts/email/']")
    expect(way).to_be_hidden()

    founder.page.locator(".govuk-service-navigation__toggle").click()

    expect(way).to_be_visible()
    founder.finds_the_page_sound()
