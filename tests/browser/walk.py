"""The way through the form that several tests take."""

from applications.forms.steps import STEPS
from tests.browser import answers
from tests.browser.answers import S01


def begins(founder):
    """Start an application from the list of one's own; return the address of the draft."""
    founder.submits().page.wait_for_url("**/applications/NS-*/")
    return founder.path


def keeps(founder, draft, startup=S01, *, steps=tuple(STEPS)):
    """Save steps of a new draft without a page, where the form itself is not what a test looks at."""
    for slug in steps:
        posted = answers.typed(slug, startup) | {"edition": "0"}
        assert founder.answer_to(f"{draft}steps/{slug}/", posting=posted) in {200, 302}


def fills_in(founder, slug, startup=S01, **changes):
    """Fill in the step that stands on the page."""
    typed = answers.typed(slug, startup, **changes)
    founder.lays_out(typed).fills(typed)


def goes_on(founder, following):
    """Save and continue; where notes stand beside the answers, once more."""
    founder.submits()
    if not founder.path.endswith(following):
        founder.main.locator(".incubator-warning").first.wait_for()
        founder.submits()
    assert founder.path.endswith(following)


def fills_in_every_step(founder, startup=S01, *, at_each=lambda _slug: None):
    """Fill in the ten steps from the first page to the documents; ``at_each`` may look at what was filled in."""
    slugs = list(STEPS)
    for slug, following in zip(slugs, [*(f"/steps/{slug}/" for slug in slugs[1:]), "/documents/"], strict=True):
        fills_in(founder, slug, startup)
        at_each(slug)
        goes_on(founder, following)


def missing(founder):
    """Return the documents without which the application cannot be sent."""
    cards = founder.main.locator(".incubator-document", has=founder.page.locator(".govuk-tag--yellow"))
    return [card.get_attribute("id") for card in cards.all()]


def hands_in_what_is_missing(founder):
    for kind in missing(founder):
        founder.hands_in(kind, f"{kind.lower()}.pdf")
    assert missing(founder) == []
