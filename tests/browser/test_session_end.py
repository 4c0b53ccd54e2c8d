"""A session ends after eight hours without a page: the page warns in time, and nothing that was typed is lost."""

import re

import pytest
from playwright.sync_api import expect

from tests.browser import answers, walk
from tests.browser.people import PASSWORD

TYPED = "We need a clean room before the winter, and nobody has pressed a button yet."


@pytest.fixture
def founder(comes):
    """Somebody who has typed into the first step of a draft."""
    founder = comes("founder-03")
    draft = walk.begins(founder)
    founder.page.clock.install()
    return founder.goes_to(f"{draft}steps/package/").fills(answers.typed("package", case_summary=TYPED))


def warning(founder):
    return founder.page.get_by_role("dialog", name="Are you still there?")


def signs_in_again(founder):
    assert founder.path.startswith("/accounts/login/?next=/applications/")
    founder.fills({"login": "founder-03@demo.example", "password": PASSWORD}).submits()


def test_the_page_saves_the_step_and_warns_and_the_founder_stays(founder):
    founder.page.clock.fast_forward("07:44:00")
    expect(warning(founder)).to_be_hidden()

    founder.page.clock.fast_forward("02:00")

    expect(warning(founder)).to_be_visible()
    expect(warning(founder).get_by_role("link")).to_have_count(0)
    founder.finds_the_page_sound()
    kept = founder.page.context.new_page()
    kept.goto(founder.path)
    expect(kept.locator("[name=case_summary]")).to_have_value(TYPED)
    warning(founder).get_by_role("button", name="Stay signed in").click()
    expect(warning(founder)).to_be_hidden()
    walk.goes_on(founder, "package")


def test_the_time_begins_anew_for_whoever_stays(founder):
    founder.page.clock.fast_forward("07:46:00")
    warning(founder).get_by_role("button", name="Stay signed in").click()
    expect(warning(founder)).to_be_hidden()

    founder.page.clock.fast_forward("07:44:00")
    expect(warning(founder)).to_be_hidden()
    founder.page.clock.fast_forward("02:00")

    expect(warning(founder)).to_be_visible()


def test_whoever_is_not_there_is_told_and_finds_everything_after_signing_in(founder):
    founder.page.clock.fast_forward("07:46:00")
    expect(warning(founder)).to_be_visible()
    founder.page.clock.fast_forward("05:01")
    founder.page.context.clear_cookies(name="sessionid")

    expect(warning(founder)).to_have_text(re.compile("You are signed out."), use_inner_text=True)
    expect(warning(founder)).to_have_text(re.compile("What you typed is saved."), use_inner_text=True)
    expect(warning(founder).get_by_role("button")).to_have_count(0)
    founder.finds_the_page_sound()
    warning(founder).get_by_role("link", name="Sign in again").click()
    signs_in_again(founder)

    assert founder.typed("case_summary") == TYPED


def test_what_is_saved_after_the_end_waits_behind_the_sign_in(founder):
    founder.page.context.clear_cookies(name="sessionid")

    founder.submits()
    signs_in_again(founder)

    founder.reads("You had been signed out. What you typed is here, but it is not saved yet.").finds_the_page_sound()
    assert founder.typed("case_summary") == TYPED
    page = founder.path
    walk.goes_on(founder, "package")
    assert founder.goes_to(page).typed("case_summary") == TYPED
