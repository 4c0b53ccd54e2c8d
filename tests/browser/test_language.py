"""Two languages: the switch keeps the page, and the choice keeps to the person."""

import pytest


@pytest.mark.parametrize("page", ["/", "/accounts/signup/?next=/applications/"])
def test_the_switch_keeps_the_page_of_who_has_not_signed_in(comes, page):
    anybody = comes().goes_to(page)
    english = anybody.page.locator("h1").inner_text()

    anybody.speaks("zh-hans")

    assert anybody.path == page
    assert anybody.page.locator("h1").inner_text() != english
    anybody.speaks("en").reads_title(english)
    assert anybody.path == page


def test_the_switch_keeps_a_page_of_the_desk_with_its_filter(comes):
    page = "/desk/applications/reviewtask/?show=unassigned"
    official = comes("head-sti").goes_to(page)

    official.speaks("zh-hans")

    assert official.path == page
    assert official.page.locator("#changelist-filter .selected a").first.inner_text() != "Open"


def test_the_choice_goes_with_the_person_to_another_browser(comes):
    comes("member-a").speaks("zh-hans")

    elsewhere = comes("member-a", switching=False)

    assert elsewhere.page.locator("html").get_attribute("lang") == "zh-Hans"
    elsewhere.speaks("en")


def test_a_browser_that_asks_for_chinese_gets_it_at_once(comes):
    anybody = comes(language="zh-hans").goes_to("/")

    assert anybody.page.locator("html").get_attribute("lang") == "zh-Hans"
    assert anybody.page.locator("header [aria-current=true]").inner_text() == "简体中文"
