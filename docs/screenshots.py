# ruff: noqa: INP001 -- a script beside the documents, no module of a package
"""Take the README's pictures: start a demo of its own, walk through it, write docs/pictures/*.png."""

import contextlib
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

PROJECT = Path(__file__).resolve().parents[1]
PICTURES = PROJECT / "docs" / "pictures"
PASSWORD = "incubator-demo-2026"  # noqa: S105 -- the documented password of the demo
DESK, PHONE = (1280, 960), (390, 780)
CASES = "/desk/applications/application/"
MOST_BYTES = 200_000
SERVERS = {"DATABASE_URL", "REDIS_URL", "SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY"}


def main() -> int:
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        sys.stderr.write("Chromium is missing: sudo apt-get install -y chromium fonts-noto-cjk\n")
        return 1
    PICTURES.mkdir(exist_ok=True)
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        walk(browser, site)
        browser.close()
    return 0


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """Run a demo with data of its own and lend its address."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="incubator-pictures-") as var:
        Path(var).chmod(0o711)  # for the account that PostgreSQL runs as under root
        kept = {name: value for name, value in os.environ.items() if name not in SERVERS}
        process = subprocess.Popen(
            [sys.executable, "-m", "incubator.demo"],
            env=kept | {"INCUBATOR_VAR": var, "PORT": str(port), "MAKELEVEL": "1"},
            cwd=PROJECT,
            stdout=subprocess.PIPE,
            text=True,
        )
        try:
            for said in process.stdout or ():
                sys.stdout.write(said)
                if said.startswith("Ready: "):
                    break
            else:
                sys.exit("The demo did not get ready.")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.send_signal(signal.SIGINT)
            process.communicate()


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


@contextlib.contextmanager
def visit(browser: Browser, site: str, *, who: str = "", size: tuple[int, int] = DESK) -> Iterator[Page]:
    """Lend a page of a browser of its own, signed in as one of the demo's people."""
    width, height = size
    context = browser.new_context(
        base_url=site,
        locale="en-GB",
        color_scheme="light",
        reduced_motion="reduce",
        viewport={"width": width, "height": height},
    )
    page = context.new_page()
    if who:
        page.goto("/accounts/login/")
        page.fill("[name=login]", f"{who}@demo.example")
        page.fill("[name=password]", PASSWORD)
        page.click("main form [type=submit]")
        page.wait_for_url(lambda url: "/accounts/" not in url)
    yield page
    context.close()


def switch_to(page: Page, language: str) -> None:
    """Change the language, unless the page speaks it already."""
    button = page.locator(f"header button[value={language}]")
    if button.count():
        button.click()


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
