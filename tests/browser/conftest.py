"""One demo, one Chromium, and people whose pages are watched for what a browser complains of."""

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.people import Person
from tests.browser.stack import Demo
from tests.servers import chromium
from tests.stack.conftest import new_place

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--no-first-run",
]
PATIENCE = 15  # seconds
LOCALES = {"en": "en-GB", "zh-hans": "zh-CN"}
# Violations survive the page that they happened on as words in its console.
TELL_VIOLATIONS = """
    document.addEventListener("securitypolicyviolation", (event) =>
        console.error(`Content Security Policy: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""


@pytest.hookimpl(tryfirst=True)  # before xdist reads the marks
def pytest_collection_modifyitems(items):
    """Keep the tests of the browser on one worker, so that one demo is started for all of them."""
    for item in items:
        if item.nodeid.startswith("tests/browser/"):
            item.add_marker(pytest.mark.xdist_group("browser"))
            item.add_marker(pytest.mark.enable_socket)


@pytest.fixture(scope="package")
def program():
    """The machine's Chromium; asked for first, so that nothing is started where there is none."""
    return chromium()


@pytest.fixture(scope="package")
def demo(program):
    """The running demo. It ends by Ctrl-C and leaves no process behind."""
    with new_place() as place:
        demo = Demo(place)
        try:
            demo.start()
            yield demo
            ended = demo.stop()
        finally:
            demo.kill()
        assert ended == (0, ["Stopping ...", "Stopped. The data is kept."])
        assert demo.living() == []


# Not for the session: while Playwright's loop runs, Django takes every test on this worker for asynchronous.
@pytest.fixture(scope="package")
def chrome(program):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def remembered():
    """The cookies of those who have signed in: they stay signed in, as people do."""
    return {}


@pytest.fixture
def comes(chrome, demo, remembered):
    """Let a person come with a browser of his own: ``comes("lead", language="zh-hans", width=390)``."""
    contexts, complaints = [], []

    def come(name=None, *, language="en", width=1280, scheme="light", scripts=True):
        context = chrome.new_context(
            base_url=demo.site,
            locale=LOCALES[language],
            viewport={"width": width, "height": 900},
            color_scheme=scheme,
            reduced_motion="reduce",
            java_script_enabled=scripts,
            storage_state=remembered.get(name),
        )
        contexts.append(context)
        _watch(context, complaints)
        person = Person(context.new_page(), language, complaints)
        if name in remembered:
            person.goes_to("/applications/").speaks(language)
        elif name:
            person.signs_in(name).speaks(language)
            remembered[name] = context.storage_state()
        return person

    yield come

    for context in contexts:
        context.close()
    assert complaints == []


def _watch(context, complaints):
    context.set_default_timeout(PATIENCE * 1000)
    context.add_init_script(TELL_VIOLATIONS)
    context.on("console", lambda said: _is_complaint(said) and complaints.append(f"{said.page.url}: {said.text}"))
    context.on("weberror", lambda raised: complaints.append(f"{raised.page.url}: {raised.error}"))


def _is_complaint(said):
    """Tell whether a line of the console is a fault. That a page itself is not found is the test's own business."""
    return said.type in {"error", "warning"} and said.location["url"] != said.page.url
