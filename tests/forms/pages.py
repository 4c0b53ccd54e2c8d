"""A demo start-up's draft in the database, and what its pages say."""

import html
import re
from datetime import datetime

from django.urls import reverse

from applications.forms import offer
from applications.forms.steps import STEPS, StepCase
from applications.management.commands import _district
from applications.reading import documents
from applications.views import _draft
from tests.factories import ApplicationFactory
from tests.factories.cases import save
from tests.factories.documents import handed_in
from tests.forms.data import STARTUPS

TAG = re.compile(r"<[^>]+>")


def moment_of(startup):
    """Return when the start-up sends its application: no date of its answers is wrong on that day."""
    return datetime.fromisoformat(STARTUPS[startup]["submitted_at"])


def draft_of(startup):
    """Return the draft of a start-up, with every step saved, in the whole demo district."""
    at = moment_of(startup)
    application = ApplicationFactory(programme=_district.lay_out(at.date()), created_at=at)
    case = case_of(startup)
    for slug in STEPS:
        if STEPS[slug].is_applicable(case):
            keep(application, startup, slug, case=case)
    return application


def case_of(startup):
    answers, today = STARTUPS[startup], moment_of(startup).date()
    return StepCase.of(answers, today=today, received_on=today, offer=offer.of_today(today, answers))


def keep(application, startup, slug, *, case=None, **changes):
    """Save the answers of a step, as its page does."""
    known = STARTUPS[startup] if slug == "package" else STARTUPS[startup][slug]
    answers = STEPS[slug].again({**known, **changes}, case=case or case_of(startup)).to_answers()
    save(application, slug, answers, at=moment_of(startup))


def hand_in_what_is_missing(application, startup):
    today = moment_of(startup).date()
    draft = _draft.load(application, today=today, received_on=today)
    missing = documents.overview(application, draft.answers, complete=True).missing
    handed_in(application, *(card.document.code for card in missing), at=moment_of(startup))


def path(name, application, *more):
    return reverse(name, args=[application.reference, *more])


class Page:
    """What stands on a page, without its markup."""

    def __init__(self, response):
        self.html = response.content.decode()

    def hidden(self):
        """Return the hidden fields, as a browser would post them."""
        return dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', self.html))

    def block(self, id_):
        """Return the text of a remark: an error or a warning beside its field."""
        return self._text(rf'<div id="{re.escape(id_)}"[^>]*>(.*?)</div>')

    def summary(self):
        """Return the lines of the error summary, as words and the id that they lead to."""
        found = re.findall(r'<a href="#([^"]+)">([^<]+)</a></li>', self.html)
        return [(html.unescape(words), id_) for id_, words in found]

    def name_of(self, id_):
        """Return the name of the control with this id; nothing if the page has none."""
        tags = re.findall(rf'<(?:input|select|textarea)\b[^>]*\bid="{re.escape(id_)}"[^>]*>', self.html)
        return next(iter(re.findall(r'\bname="([^"]+)"', tags[0])), "") if len(tags) == 1 else ""

    def links(self):
        """Return where each warning of the check page leads, by its words."""
        found = re.findall(
            r'class="govuk-warning-text__text">(.*?)<a class="govuk-link" href="([^"]+)">', self.html, re.DOTALL
        )
        return {html.unescape(TAG.sub("", words)).removeprefix("Please note:").strip(): href for words, href in found}

    def _text(self, pattern):
        found = re.search(pattern, self.html, re.DOTALL)
        return " ".join(html.unescape(TAG.sub("", found[1])).split()) if found else ""
