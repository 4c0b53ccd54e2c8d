# ruff: noqa: INP001 -- beside the scripts that use it, no module of a package
"""What the scripts of this folder share: a demo of their own, and people who visit it with a browser."""

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
PASSWORD = "incubator-demo-2026"  # noqa: S105 -- the documented password of the demo
DESK, PHONE = (1280, 960), (390, 780)
SERVERS = {"DATABASE_URL", "REDIS_URL", "SITE_URL", "ALLOWED_HOSTS", "SECRET_KEY"}


def chromium() -> str:
    """Return the machine's Chromium.

    :raises SystemExit: if it has none.
    """
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return program or sys.exit("Chromium is missing: sudo apt-get install -y chromium fonts-noto-cjk")


@contextlib.contextmanager
def browser_and_demo() -> Iterator[tuple[Browser, str]]:
    """Lend a browser, and the address of a demo to look at."""
    program = chromium()
    with demo() as site, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield browser, site
        browser.close()


@contextlib.contextmanager
def demo() -> Iterator[str]:
    """Run a demo with data of its own and lend its address."""
    with socket.socket() as line:
        line.bind(("127.0.0.1", 0))
        port = line.getsockname()[1]
    with tempfile.TemporaryDirectory(prefix="incubator-docs-") as var:
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
