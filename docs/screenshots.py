# ruff: noqa: INP001 -- a script beside the documents, no module of a package
"""Take the README's pictures: start a demo of its own, walk through it, write docs/pictures/*.png."""

import sys

from playwright.sync_api import Browser, Page
from visitors import PHONE, PROJECT, browser_and_demo, switch_to, visit

PICTURES = PROJECT / "docs" / "pictures"
CASES = "/desk/applications/application/"
MOST_BYTES = 200_000


def main() -> int:
    PICTURES.mkdir(exist_ok=True)
    with browser_and_demo() as (browser, site):
        walk(browser, site)
    return 0


def walk(browser: Browser, site: str) -> None:
    """Visit what the README shows."""
    with visit(browser, site) as page:
        page.goto("/")
        take(page, "start")
    with visit(browser, site, who="founder-05") as page:
        fill_in_the_first_step(page)
        take(page, "step")
    with visit(browser, site, who="founder-03") as page:
        page.click("main h2 a")
        take(page, "status")
    with visit(browser, site, who="founder-b", size=PHONE) as page:
        switch_to(page, "en")
        page.click("main h2 a")
        take(page, "phone")
    with visit(browser, site, who="founder-03") as page:
        switch_to(page, "zh-hans")
        page.click("main h2 a")
        take(page, "status-chinese")
    with visit(browser, site, who="reviewer-sti") as page:
        page.goto("/desk/applications/reviewtask/")
        take(page, "queue")
        page.click("#result_list tbody a >> nth=0")
        take(page, "case")
    with visit(browser, site, who="lead") as page:
        page.goto(f"{CASES}?q=91440305YXDEM5489D")  # S05: all opinions are in
        page.click("#result_list tbody a >> nth=0")
        page.click('main a[href$="/decide/"]')
        fill_in_the_decision(page)
        take(page, "decision")


def fill_in_the_first_step(page: Page) -> None:
    page.click("main form[action$='/start/'] button")
    page.click("main a[href$='/steps/package/']")
    for part in ("workspace", "approvals"):
        page.check(f"[value={part}]")
    page.fill("[name=case_summary]", "We need a clean room of 300 m2 before the winter, and a permit for the furnace.")


def fill_in_the_decision(page: Page) -> None:
    page.check("[name=workspace_outcome][value=granted]")
    page.fill("[name=workspace_reasons]", "Rooms of the size asked for stand free in time.")


def take(page: Page, name: str) -> None:
    """Write one picture, as large as the screen.

    :raises SystemExit: if it is too heavy for a README.
    """
    page.wait_for_load_state("networkidle")
    page.evaluate("document.activeElement.blur(); window.scrollTo(0, 0)")
    page.mouse.move(0, 0)
    path = PICTURES / f"{name}.png"
    page.screenshot(path=path, animations="disabled")
    size = path.stat().st_size
    sys.stdout.write(f"{path.relative_to(PROJECT)}  {size // 1000} kB\n")
    if size > MOST_BYTES:
        sys.exit(f"{path.name} is above {MOST_BYTES // 1000} kB.")


if __name__ == "__main__":
    sys.exit(main())
