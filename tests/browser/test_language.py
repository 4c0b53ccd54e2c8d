"""Two languages: the switch keeps the page, and the choice keeps to the person."""

import pytest


@pytest.mark.parametrize("path", ["/", "/accounts/signup/?next=/applications/"])
def test_the_switch_keeps_the_page_of_who_has_not_signed_in(comes, path):
    anybody = comes().goes_to(path)
    english = anybody.page.locator("h1").inner_text()

    anybody.speaks("zh-hans")

    assert anybody.path == path
    assert anybody.page.locator("h1").inner_text() != english
    anybody.speaks("en").reads_title(english)
    assert anybody.path == path


def test_the_switch_keeps_a_page_of_the_desk_with_its_filter(comes):
    path = "/desk/applications/reviewtask/?show=unassigned"
    official = comes("head-sti").goes_to(path)

    official.speaks("zh-hans")

    assert official.path == path
    assert official.page.locator("#changelist-filter .selected a").first.inner_text() != "Open"


def test_the_choice_goes_with_the_person_to_another_browser(comes):
    comes("member-a").speaks("zh-hans")

    elsewhere = comes().signs_in("member-a")

    assert elsewhere.page.locator("html").get_attribute("lang") == "zh-Hans"


def test_a_browser_that_asks_for_chinese_gets_it_at_once(comes):
    anybody = comes(language="zh-hans").goes_to("/")

    assert anybody.page.locator("html").get_attribute("lang") == "zh-Hans"
    assert anybody.page.locator("header [aria-current=true]").inner_text() == "简体中文"
