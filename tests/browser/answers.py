"""The answers of a demo start-up, as somebody who applies today types them into the pages."""

from django.utils import timezone

from applications.forms.steps import STEPS
from applications.management.commands._dates import moved
from tests.forms.data import PACKAGE, STARTUPS, case_of

S01, S10 = STARTUPS["S01"], STARTUPS["S10"]
# Valid, and no start-up of the demo has it: the code of S01 belongs to a case that is open.
FREE_CODE = "91440305YXDEM016X4"


def typed(slug, startup=S01, **changes):
    """Return the texts under each name that the step posts."""
    today = moved(startup, sent_on=timezone.localdate())
    kept = {name: today[name] for name in PACKAGE} if slug == "package" else today[slug]
    form = STEPS[slug](answers=kept, case=case_of(startup["id"]))
    if startup is S01 and slug == "company":
        changes = {"uscc": [FREE_CODE], **changes}
    return {name: texts for name, texts in form.held.lists() if name not in form.unasked()} | changes
