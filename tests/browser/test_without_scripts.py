"""The form in a browser that runs no scripts: lists grow and shrink, files go in, the application is sent."""

from playwright.sync_api import expect

from tests.browser import walk
from tests.browser.answers import S10

OWNERS = [("林示一", "natural", "50"), ("何示二", "natural", "20"), ("示例创投", "fund", "30")]


def test_an_application_is_filled_in_and_sent_without_scripts(comes):
    founder = comes("founder-07", scripts=False)
    draft = walk.begins(founder)
    founder.follows("/steps/package/")
    walk.fills_in_the_steps(founder, startup=S10)
    hands_in_takes_back_and_replaces(founder)
    walk.hands_in_what_is_missing(founder)

    founder.follows(draft).follows("/check/").reads(S10["case_summary"], "doc-trl-evidence.pdf").submits()

    founder.reads_title("Application sent")


def hands_in_takes_back_and_replaces(founder):
    """Go through all that may be done to a file, and leave one there."""
    founder.hands_in("DOC-BP", "plan.pdf", "figures.pdf").reads("plan.pdf", "figures.pdf")
    plan, figures = (founder.main.locator("#DOC-BP .incubator-files__file", has_text=name) for name in FILES)

    figures.get_by_role("button").click()
    founder.reads("Removed: figures.pdf. You can take it back until you send.")
    figures.get_by_role("button").click()
    founder.reads("Taken back: figures.pdf.")
    plan.get_by_role("link", name="Replace").click()
    founder.hands_in("DOC-BP", "new plan.pdf")

    expect(founder.main.locator("#DOC-BP .incubator-files").first.locator("a[href^='/files/']")).to_have_text(
        ["figures.pdf", "new plan.pdf"]
    )


def test_rows_are_added_and_removed_without_scripts_and_keep_what_was_typed(comes):
    founder = comes("founder-08", scripts=False)
    draft = walk.begins(founder)
    founder.goes_to(f"{draft}steps/company/")

    for number, owner in enumerate(OWNERS):
        if number:
            founder.presses("add_shareholders")
        founder.fills(
            dict(zip([f"shareholders-{number}-{part}" for part in ("name", "kind", "pct")], owner, strict=True))
        )
    founder.presses("remove_shareholders_1")

    expect(founder.rows("shareholders")).to_have_count(2)
    assert [founder.typed(f"shareholders-{n}-name") for n in range(2)] == ["林示一", "示例创投"]
    assert [founder.typed(f"shareholders-{n}-pct") for n in range(2)] == ["50", "30"]
    founder.presses("later").goes_to(f"{draft}steps/company/")
    assert founder.typed("shareholders-1-name") == "示例创投"


FILES = ("plan.pdf", "figures.pdf")
