"""The form without a mouse."""

from playwright.sync_api import expect

from tests.browser import answers, walk
from tests.browser.answers import S10

OWNERS = {"shareholders-0-name": "Lin", "shareholders-0-kind": "natural", "shareholders-0-pct": "40"}


def test_enter_in_a_field_saves_and_continues_and_removes_no_row(comes):
    founder = comes("founder-05")
    draft = walk.begins(founder)
    company = {name: texts for name, texts in answers.typed("company", S10).items() if not name.startswith("share")}
    founder.goes_to(f"{draft}steps/company/").fills(company).fills(OWNERS)
    founder.presses("add_shareholders")
    founder.fills({"shareholders-1-name": "He", "shareholders-1-kind": "natural"})
    expect(founder.rows("shareholders")).to_have_count(2)

    founder.main.locator("[name=shareholders-1-pct]").press_sequentially("55")
    founder.page.keyboard.press("Enter")
    founder.reads("Change the shares so that they add up to 100: now they add up to 95")
    share = founder.main.locator("[name=shareholders-1-pct]")
    expect(share).to_have_value("55")
    share.fill("60")
    share.press("Enter")

    founder.reads_title("Who founds the company?")
    founder.goes_to(f"{draft}steps/company/")
    assert [founder.typed(f"shareholders-{n}-name") for n in range(2)] == ["Lin", "He"]


def test_the_first_press_of_tab_offers_to_skip_to_the_content(comes):
    anybody = comes().goes_to("/accounts/login/")

    anybody.page.keyboard.press("Tab")
    expect(anybody.page.locator(".govuk-skip-link")).to_be_focused()
    anybody.page.keyboard.press("Enter")
    anybody.page.keyboard.press("Tab")

    expect(anybody.main.locator("[name=login]")).to_be_focused()


def test_the_package_step_can_be_filled_in_with_the_keyboard_alone(comes):
    founder = comes("founder-06").submits().follows("/steps/package/")
    keys = founder.page.keyboard
    founder.main.locator("[name=package_parts]").first.focus()

    keys.press("Space")
    keys.press("Tab")
    keys.press("Tab")
    keys.press("Tab")
    keys.type("We need a clean room before the winter.")
    keys.press("Tab")
    keys.press("Space")
    keys.press("Enter")

    founder.reads_title("About your company")


def test_the_check_before_an_account_can_be_answered_with_the_keyboard_alone(comes):
    anybody = comes().goes_to("/check/")
    keys = anybody.page.keyboard

    for question in ("company", "technology", "rights", "research", "sector", "place", "credit"):
        anybody.main.locator(f"[name={question}]").first.focus()
        keys.press("Space")
        with anybody.page.expect_navigation():
            keys.press("Enter")

    anybody.reads_title("You can apply; some points will be asked about")
    anybody.reads("Sector: the package does not cover finance and real estate.")
