"""What people do with a page: sign in, fill in, press, look."""

import re
from collections import Counter
from urllib.parse import urlencode

from axe_playwright_python.base import AxeResults
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from applications.management.commands._papers import paper

PASSWORD = "incubator-demo-2026"
LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe().axe_script
SETTLED = "Promise.allSettled(document.getAnimations().map((moving) => moving.finished)).then(() => true)"
ASK_AXE = "options => axe.run(document, options)"
FIELDS = (
    "main => [...main.querySelectorAll('[name]')].map(({name, type, value, checked}) => [name, type, value, checked])"
)
URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}
# Each page is looked at on a desk and on a phone, by day and by night, once in each language.
SCREENS = {"en": ((1280, "light"), (390, "dark")), "zh-hans": ((390, "light"), (1280, "dark"))}


class Person:
    """Somebody in front of a browser, who reads ``language``; ``complaints`` are those of all browsers of the test."""

    def __init__(self, page, language, complaints):
        self.page, self.language, self.complaints = page, language, complaints

    # Ways ------------------------------------------------------------------------------------------------------------

    def goes_to(self, path):
        self.page.goto(path)
        return self

    def signs_in(self, name):
        self.goes_to("/accounts/login/").fills({"login": f"{name}@demo.example", "password": PASSWORD}).submits()
        self.page.wait_for_url(lambda url: "/accounts/" not in url)
        return self

    def speaks(self, language):
        """Choose a language at the top of the page, unless the page speaks it already."""
        button = self.page.locator(f"header button[value={language}]")
        if button.count():
            with self.page.expect_navigation():
                button.click()
        expect(self.page.locator("html")).to_have_attribute("lang", language, ignore_case=True)
        return self

    def follows(self, ending):
        """Follow the first link of the page's own part whose address ends so."""
        with self.page.expect_navigation():
            self.main.locator(f'a[href$="{ending}"]').first.click()
        return self

    def presses(self, name):
        """Press the button that posts ``name``."""
        with self.page.expect_navigation():
            self.main.locator(f'button[name="{name}"]').click()
        return self

    def submits(self):
        """Press the main button of the page's form."""
        with self.page.expect_navigation():
            self.main.locator("form button:visible:not([name], [type=button], [aria-hidden])").first.click()
        return self

    def answer_to(self, path, *, posting=None):
        """Return the status with which the server answers this person, without going there."""
        if posting is None:
            return self.page.request.get(path, max_redirects=0).status
        token = next(cookie["value"] for cookie in self.page.context.cookies() if cookie["name"] == "csrftoken")
        body = urlencode({**posting, "csrfmiddlewaretoken": token}, doseq=True)
        return self.page.request.post(path, data=body, headers=URLENCODED, max_redirects=0).status

    # Words -----------------------------------------------------------------------------------------------------------

    def fills(self, typed):
        """Fill in fields by their names: texts, a choice of a list, radios and boxes by their values."""
        fields = self.main.evaluate(FIELDS)
        kinds = {name: kind for name, kind, _value, _checked in fields}
        for name, value in typed.items():
            texts, kind, field = [value] if isinstance(value, str) else value, kinds[name], f'[name="{name}"]'
            if kind in {"radio", "checkbox"}:
                self._ticks(fields, name, texts)
            elif kind == "select-one":
                self.main.locator(field).select_option(texts[0])
            else:
                self.main.locator(field).fill(texts[0])
        return self

    def _ticks(self, fields, name, texts):
        boxes = [field for field in fields if field[0] == name]
        for number, (_name, kind, value, checked) in enumerate(boxes):
            wanted = value in texts
            if wanted != checked and (wanted or kind == "checkbox"):
                self.main.locator(f'[name="{name}"]').nth(number).set_checked(wanted)

    def lays_out(self, typed):
        """Add and remove rows until every list that is typed has as many."""
        rows = {name.rpartition("-")[0] for name in typed if re.fullmatch(r"\w+-\d+-\w+", name)}
        for name, many in Counter(row.rpartition("-")[0] for row in rows).items():
            while (there := self.rows(name).count()) < many:
                self.presses(f"add_{name}")
            for number in reversed(range(many, there)):
                self.presses(f"remove_{name}_{number}")
        return self

    def rows(self, name):
        return self.main.locator(f"#rows_{name} .incubator-row")

    def hands_in(self, kind, *names):
        """Choose files for a document and press the button of its card."""
        form = self.main.locator(f"#{kind} form[enctype]")
        files = [{"name": name, "mimeType": "application/pdf", "buffer": paper(kind, name)} for name in names]
        form.locator("[type=file]").set_input_files(files)
        with self.page.expect_navigation():
            form.locator("button").click()
        return self

    def typed(self, name):
        """Return what stands in a field of text."""
        return self.main.locator(f'[name="{name}"]').input_value()

    # Sights ----------------------------------------------------------------------------------------------------------

    @property
    def main(self):
        return self.page.locator("main")

    @property
    def path(self):
        return re.sub(r"^https?://[^/]+", "", self.page.url)

    def reads(self, *texts):
        for text in texts:
            expect(self.main).to_contain_text(text)
        return self

    def reads_title(self, text):
        expect(self.page.locator("h1")).to_have_text(text)
        return self

    def links(self, selector):
        return [link.get_attribute("href") for link in self.main.locator(selector).all()]

    def finds_the_page_sound(self):
        """Let axe judge the page as it stands, and see that it speaks our language and is no wider than the screen."""
        assert self.faults() == ""
        return self

    def faults(self):
        self.page.wait_for_load_state("load")
        self.page.evaluate(SETTLED)
        if not self.page.evaluate("'axe' in window"):
            self.page.evaluate(AXE)
        found = AxeResults(self.page.evaluate(ASK_AXE, {"runOnly": LAW, "resultTypes": ["violations"]}))
        faults = [found.generate_report()] if found.violations_count else []
        wide, screen = self.page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
        if wide > screen:
            faults.append(f"{wide} wide on a screen of {screen}")
        if (language := self.page.locator("html").get_attribute("lang").lower()) != self.language:
            faults.append(f"in {language}")
        return "\n".join([f"{self.path} on {screen}:", *faults]) if faults else ""

    def faults_on_every_screen(self):
        found = []
        for width, scheme in SCREENS[self.language]:
            self.page.set_viewport_size({"width": width, "height": 900})
            self.page.emulate_media(color_scheme=scheme)
            found.append(self.faults())
        return "\n".join(filter(None, found))

    def looks_through(self, *paths):
        """Go to each page; return what is wrong with any of them on any screen."""
        return "\n".join(filter(None, [self.goes_to(path).faults_on_every_screen() for path in paths]))
