"""The way through the form that several tests take."""

from applications.forms.steps import STEPS
from tests.browser import answers
from tests.browser.answers import S01

AFTER = dict(zip(STEPS, [*(f"/steps/{slug}/" for slug in list(STEPS)[1:]), "/documents/"], strict=True))


def begins(founder):
    """Start an application from the list of one's own; return the address of the draft."""
    founder.submits().page.wait_for_url("**/applications/NS-*/")
    return founder.path


def keeps(founder, draft, startup=S01, *, steps=STEPS):
    """Save steps of a new draft without their pages, where they are not what a test looks at."""
    for slug in steps:
        posted = answers.typed(slug, startup) | {"edition": "0"}
        assert founder.answer_to(f"{draft}steps/{slug}/", posting=posted) in {200, 302}


def fills_in(founder, slug, startup=S01, **changes):
    """Fill in the step that stands on the page."""
    typed = answers.typed(slug, startup, **changes)
    founder.lays_out(typed).fills(typed)


def goes_on(founder, slug):
    """Save the step and continue; where notes stand beside the answers, once more."""
    founder.submits()
    if not founder.path.endswith(AFTER[slug]):
        founder.main.locator(".incubator-warning").first.wait_for()
        founder.submits()
    assert founder.path.endswith(AFTER[slug])


def fills_in_the_steps(founder, *slugs, startup=S01, at_each=lambda: None):
    """Fill in these steps, or all; ``at_each`` may look at what was filled in."""
    for slug in slugs or STEPS:
        fills_in(founder, slug, startup)
        at_each()
        goes_on(founder, slug)


def hands_in_what_is_missing(founder):
    for kind in missing(founder):
        founder.hands_in(kind, f"{kind.lower()}.pdf")
    assert missing(founder) == []


def missing(founder):
    """Return the documents without which the application cannot be sent."""
    cards = founder.main.locator(".incubator-document", has=founder.page.locator(".govuk-tag--yellow"))
    return [card.get_attribute("id") for card in cards.all()]


def assists(clerk, *, name, email, language="en"):
    """Start a draft for a founder who has called; return its address."""
    clerk.goes_to("/applications/assist/")
    clerk.fills({"name": name, "email": email, "language": language, "asked": "on"}).submits()
    clerk.page.wait_for_url("**/applications/NS-*/")
    return clerk.path
