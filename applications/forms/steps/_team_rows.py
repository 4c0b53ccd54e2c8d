"""One founder of the team step: who it is, what he does in the company, what must be known of him.

The form cannot know of a valid work permit. A founder from abroad who answers "no" to ``work_permit_needed`` therefore
says that he holds one: the answer is kept, and a warning at it says when it must be "yes". A permanent residence card
is known from the identity document, and so are the people of the mainland, Hong Kong, Macao and Taiwan from the
nationality: nothing is said to them.
"""

import re
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.forms import _countries
from applications.forms._fields import Need, PatternField, PercentField, TextField, TextOrNoneField, folded
from applications.forms._rows import RowForm, RowList
from applications.forms.steps._choices import OneOf, PlainSelect, YesNo

ROLES = (
    ("", _("Select a position")),
    ("ceo", _("Chief executive")),
    ("cto", _("Chief technology officer")),
    ("coo", _("Chief operating officer")),
    ("cso", _("Chief scientist")),
    ("other", _("Another position")),
)
ID_DOC_TYPES = (
    ("", _("Select a document")),
    ("resident_id", _("Resident identity card")),
    ("hk_macau_permit", _("Mainland travel permit for Hong Kong and Macao residents")),
    ("taiwan_permit", _("Mainland travel permit for Taiwan residents")),
    ("passport", _("Passport")),
    ("foreign_pr_card", _("Foreign permanent resident identity card")),
)
DEGREES = (
    ("", _("Select a degree")),
    ("bachelor", _("Bachelor")),
    ("master", _("Master")),
    ("phd", _("Doctor")),
    ("other", _("Another degree or none")),
)
SHOWN_BEFORE, SHOWN_AFTER = 4, 2


def nationalities() -> list[tuple[str, Any]]:
    return [("", _("Select a nationality")), *_countries.choices()]


def masked(text: str) -> str:
    """Return the first 4 and the last 2 signs, with a star for each between; of a shorter text only stars."""
    signs = re.sub("[^0-9A-Z]", "*", re.sub(r"[\s()\-]", "", folded(text)).upper())
    hidden = len(signs) - SHOWN_BEFORE - SHOWN_AFTER
    return signs[:SHOWN_BEFORE] + "*" * hidden + signs[-SHOWN_AFTER:] if hidden > 0 else "*" * len(signs)


class MaskedField(PatternField):
    """The number of an identity document: whole or masked when it is typed, masked before anything is kept."""

    tidy = staticmethod(masked)
    width = 20

    def __init__(self, **rest: Any) -> None:
        super().__init__(pattern=rf"[0-9A-Z]{{{SHOWN_BEFORE}}}\*+[0-9A-Z]{{{SHOWN_AFTER}}}", **rest)

    def kept(self, text: str) -> str:
        return masked(text)


class FounderRowForm(RowForm):
    name = TextField(
        label=_("Full name"),
        missing=_("Enter the full name"),
        least=2,
        most=60,
        width=20,
        attrs={"autocomplete": "off"},
    )
    # Not radios: with the next three questions they would make the page of ten founders too long to read.
    role = OneOf(
        label=_("Position in the company"),
        missing=_("Select the position of the founder"),
        choices=ROLES,
        widget=PlainSelect,
    )
    nationality = OneOf(
        label=_("Nationality"),
        missing=_("Select the nationality of the founder"),
        choices=nationalities,
        widget=PlainSelect,
    )
    id_doc_type = OneOf(
        label=_("Identity document"),
        missing=_("Select the identity document of the founder"),
        choices=ID_DOC_TYPES,
        widget=PlainSelect,
    )
    id_doc_masked = MaskedField(
        label=_("Number of the document"),
        hint=_("We keep only the first 4 and the last 2 signs, such as 4403************11. You may type it so."),
        missing=_("Enter the whole number of the document, or its first 4 and last 2 signs with stars between"),
        attrs={"autocomplete": "off", "spellcheck": "false"},
    )
    full_time = YesNo(
        label=_("Works full time in the company"),
        hint=_("At least one founder does."),
        missing=_("Select yes if the founder works full time in the company"),
    )
    degree = OneOf(
        label=_("Highest degree"),
        missing=_("Select the highest degree of the founder"),
        choices=DEGREES,
        widget=PlainSelect,
    )
    institution = TextField(label=_("University or school of the degree"), need=Need.NEVER, most=100, width=30)
    university_post = YesNo(
        label=_("Holds a post at a university"),
        hint=_("If yes, we ask for the consent of the university among the documents."),
        missing=_("Select yes if the founder holds a post at a university"),
    )
    equity_pct = PercentField(
        label=_("Share in the company"),
        hint=_("The founders together hold at most 100. Enter 0 if the founder holds nothing."),
        missing=_("Enter the share of the founder in percent, such as 46.5"),
        too_low=_("Enter a share between 0 and 100"),
        too_high=_("Enter a share between 0 and 100"),
    )
    work_permit_needed = YesNo(
        label=_("Needs a work permit for foreigners"),
        hint=_(
            "No for people from the mainland, Hong Kong, Macao and Taiwan. For anybody else, no only with "
            "a valid work permit or a foreign permanent resident identity card."
        ),
        missing=_("Select yes if the founder needs a work permit"),
    )
    related_officials = TextOrNoneField(
        label=_("Relation to an official or a member of the panel"),
        hint=_('Write "none" if there is none. Otherwise say who and how: that person will take no part in the case.'),
        missing=_('Write "none", or say who the official is and how the founder is related'),
        most=200,
        width=30,
    )

    def may_need_permit(self) -> bool:
        """Tell whether only a valid work permit, of which the form cannot know, makes this "no" right."""
        answers = self.cleaned_data
        abroad = answers.get("nationality") and answers["nationality"] not in _countries.FIRST
        permanent = answers.get("id_doc_type") == "foreign_pr_card"
        return bool(abroad and not permanent and answers.get("work_permit_needed") is False)


FOUNDERS = RowList(
    name="founders",
    legend=_("Founders"),
    row_legend=_("Founder %(number)s"),
    add_label=_("Add another founder"),
    remove_label=_("Remove founder %(number)s"),
    form=FounderRowForm,
    shown=1,
    least=1,
    most=10,
    too_many=_("Remove this row: no more than 10 founders fit"),
)
