# ruff: noqa: INP001 -- a script beside the documents, no module of a package
"""Measure the pages that every founder meets, by Lighthouse and axe: start a demo, walk through it, write quality.md.

Ends with 1 if a page stays below the floor.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from visitors import DESK, PHONE, PROJECT, browser_and_demo, chromium, switch_to, visit

RESULT = PROJECT / "docs" / "quality.md"
LIGHTHOUSE = PROJECT / "frontend" / "lighthouse" / "node_modules" / "lighthouse" / "cli" / "index.js"
FLAGS = (
    *("--output=json", "--quiet", "--no-enable-error-reporting"),
    "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
)
JUDGED = {"accessibility": "Accessibility", "best-practices": "Best practices", "performance": "Performance"}
FLOOR, TRIES = 95, 3
POINTS_LOST = 0.95  # an audit below this is told
LANGUAGES = {"en": "English", "zh-hans": "Chinese"}
# Lighthouse plays a slow phone on a slow line unless told otherwise.
SCREENS: Mapping[str, tuple[tuple[int, int], Sequence[str]]] = {
    "phone": (PHONE, ()),
    "desktop": (DESK, ("--preset=desktop",)),
}
LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
HEAD = """\
# Quality of the pages

Measured on {day} by `make quality`: Lighthouse {lighthouse}, {chromium}, on the demo. The phone is slow and on a slow \
line, as Lighthouse simulates it. Accessibility, best practices and performance must reach {floor} of 100 everywhere, \
and axe must find nothing against WCAG 2.2 AA or good practice; a page that is slower is measured {tries} times and \
the middle result counts. SEO is judged where search engines come. "Seen" is when the largest part of the page stands.

| Page | Language | Screen | {judged} | SEO | axe | Seen | Sent |
| --- | --- | --- | {lines} | ---: | ---: | ---: | ---: |
"""


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One page in one language on one screen; ``report`` is what Lighthouse said."""

    name: str
    language: str
    screen: str
    report: Mapping[str, Any]
    violations: int
    is_public: bool

    @property
    def passes(self) -> bool:
        return not self.violations and all(score(self.report, category) >= FLOOR for category in JUDGED)

    def row(self) -> str:
        audits = self.report["audits"]
        seen = audits["largest-contentful-paint"]["numericValue"] / 1000
        sent = audits["total-byte-weight"]["numericValue"] / 1024
        scores = [str(score(self.report, category)) for category in JUDGED]
        seo = str(score(self.report, "seo")) if self.is_public else ""
        cells = [self.name, LANGUAGES[self.language], self.screen, *scores, seo, str(self.violations)]
        return f"| {' | '.join([*cells, f'{seen:.1f} s', f'{sent:.0f} KB'])} |\n"


def main() -> int:
    with browser_and_demo() as (browser, site):
        found = list(walk(browser, site))
    RESULT.write_text(head(found[0].report) + "".join(one.row() for one in found), encoding="utf-8")
    return 0 if all(one.passes for one in found) else 1


def walk(browser: Browser, site: str) -> Iterator[Measured]:
    """Visit what is measured: the start page as a stranger, a draft and a case that was sent as their founders."""
    for language in LANGUAGES:
        with visit(browser, site) as page:
            page.goto("/")
            switch_to(page, language)
            yield from measured("Start", page, language, is_public=True)
        with visit(browser, site, who="founder-05") as page:
            switch_to(page, language)
            begin(page)
            yield from measured("Task list", page, language)
            page.click("main a[href$='/steps/company/']")
            yield from measured("A long step", page, language)
        with visit(browser, site, who="founder-03") as page:
            switch_to(page, language)
            page.click("main h2 a")
            yield from measured("Status", page, language)


def begin(page: Page) -> None:
    """Start an application for everything and stay on its task list."""
    page.click("main form[action$='/start/'] button")
    page.click("main a[href$='/steps/package/']")
    for part in ("workspace", "funding", "approvals"):
        page.check(f"[value={part}]")
    page.check("[name=urgency][value=normal]")
    page.fill("[name=case_summary]", "We need a clean room of 300 m2 before the winter, and a permit for the furnace.")
    page.click("main form [name=later]")


def measured(name: str, page: Page, language: str, *, is_public: bool = False) -> Iterator[Measured]:
    """Measure the page that stands in the browser, on every screen."""
    page.wait_for_load_state("networkidle")
    categories = ",".join((*JUDGED, "seo") if is_public else JUDGED)
    for screen, (size, flags) in SCREENS.items():
        width, height = size
        page.set_viewport_size({"width": width, "height": height})
        violations = Axe().run(page, options={"runOnly": LAW}).response["violations"]
        one = Measured(
            name=name,
            language=language,
            screen=screen,
            report=settled(page, [*flags, f"--only-categories={categories}"]),
            violations=len(violations),
            is_public=is_public,
        )
        sys.stdout.write(one.row())
        sys.stdout.writelines(f"  axe: {violation['id']}\n" for violation in violations)
        sys.stdout.writelines(f"  {finding}\n" for finding in findings(one.report))
        sys.stdout.flush()
        yield one


def settled(page: Page, flags: Sequence[str]) -> Mapping[str, Any]:
    """Return what Lighthouse says, the middle of three if the machine or the page was slow."""
    reports = [lighthouse(page, flags)]
    while score(reports[0], "performance") < FLOOR and len(reports) < TRIES:
        reports.append(lighthouse(page, flags))
    return sorted(reports, key=lambda report: score(report, "performance"))[len(reports) // 2]


def lighthouse(page: Page, flags: Sequence[str]) -> Mapping[str, Any]:
    """Let Lighthouse look at the page as the person who is signed in; it may lose its browser once or twice.

    :raises SystemExit: if it cannot.
    """
    cookies = "; ".join(f"{cookie['name']}={cookie['value']}" for cookie in page.context.cookies())
    headers = f"--extra-headers={json.dumps({'Cookie': cookies})}"
    for _try in range(TRIES):
        report, said = one_run(page.url, *FLAGS, *flags, headers)
        if report and not report.get("runtimeError") and report["finalDisplayedUrl"] == page.url:
            return report
    sys.exit(f"Lighthouse could not measure {page.url}: {report.get('runtimeError') or said}")


def one_run(url: str, *flags: str) -> tuple[dict[str, Any], str]:
    with tempfile.NamedTemporaryFile(suffix=".json") as file:  # its own pipe would be cut off at 64 KB
        done = subprocess.run(  # noqa: S603 -- our own
            ["node", LIGHTHOUSE, url, *flags, f"--output-path={file.name}"],  # noqa: S607 -- wherever it is
            env={**os.environ, "CHROME_PATH": chromium()},
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
        return json.loads(file.read() or "{}"), done.stderr


def score(report: Mapping[str, Any], category: str) -> int:
    return round(report["categories"][category]["score"] * 100)


def findings(report: Mapping[str, Any]) -> Iterator[str]:
    """Yield what costs points."""
    for category in report["categories"].values():
        for part in category["auditRefs"]:
            audit = report["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < POINTS_LOST:
                yield f"{category['id']}: {part['id']} {audit['score']:.2f} {audit.get('displayValue', '')}"


def head(report: Mapping[str, Any]) -> str:
    browser = report["environment"]["hostUserAgent"].partition("Chrome/")[2].partition(".")[0]
    return HEAD.format(
        day=report["fetchTime"][:10],
        lighthouse=report["lighthouseVersion"],
        chromium=f"Chromium {browser}",
        floor=FLOOR,
        tries=TRIES,
        judged=" | ".join(JUDGED.values()),
        lines=" | ".join("---:" for _category in JUDGED),
    )


if __name__ == "__main__":
    sys.exit(main())
