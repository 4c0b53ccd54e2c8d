"""What people do with a page: sign in, fill in, press, look."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

PASSWORD = "incubator-demo-2026"
LAW = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
AXE = Axe()


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
        form = posting | {"csrfmiddlewaretoken": token}
        return self.page.request.post(path, form=form, max_redirects=0).status

    # Words -----------------------------------------------------------------------------------------------------------

    def fills(self, typed):
        """Fill in fields by their names: texts, a choice of a list, radios and boxes by their values."""
        for name, value in typed.items():
            fields = self.main.locator(f'[name="{name}"]')
            kind = fields.first.get_attribute("type") or fields.first.evaluate("field => field.type")
            if kind in {"radio", "checkbox"}:
                for box in fields.all():
                    if kind == "checkbox" or box.input_value() == value:
                        box.set_checked(box.input_value() in value)
            elif kind == "select-one":
                fields.first.select_option(value)
            else:
                fields.first.fill(value)
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
        found = AXE.run(self.page, options={"runOnly": LAW, "resultTypes": ["violations"]})
        faults = [found.generate_report()] if found.violations_count else []
        wide, screen = self.page.evaluate("[document.scrollingElement.scrollWidth, window.innerWidth]")
        if wide > screen:
            faults.append(f"{wide} wide on a screen of {screen}")
        if (language := self.page.locator("html").get_attribute("lang").lower()) != self.language:
            faults.append(f"in {language}")
        return "\n".join([f"{self.path}:", *faults]) if faults else ""

    def looks_through(self, *paths):
        """Go to each page; return what is wrong with any of them."""
        return "\n".join(filter(None, [self.goes_to(path).faults() for path in paths]))
