"""Step 4: the product, what is new in it, the rights to it, and what in it needs care."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from stdnum import casrn

from applications.forms._fields import MOST_SIGNS, CountField, TextField, Words, folded
from applications.forms._numbers import MeasureField
from applications.forms._rows import RowForm, RowList
from applications.forms.steps import _technology_choices as choices
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Group
from applications.forms.steps._choices import HintedRadios, OneOf, YesNo

RIGHTS = ("inventions_granted", "inventions_pending", "ic_layouts", "utility_models", "software_copyrights")


class LevelField(OneOf):
    """A choice among whole numbers."""

    def clean(self, value: object) -> int | None:
        chosen = super().clean(value)
        return int(chosen) if chosen else None


class CasNumberField(TextField):
    """The number of a substance at the Chemical Abstracts Service, with its check digit."""

    width = 10

    def __init__(self, **rest: Any) -> None:
        super().__init__(most=MOST_SIGNS, **rest)

    @staticmethod
    def tidy(text: str) -> str:
        number = folded(text)
        return casrn.compact(number) if number else ""

    def validate(self, value: str) -> None:
        super().validate(value)
        if value and not casrn.is_valid(value):
            raise ValidationError(str(self.missing), code="invalid")


class ChemicalRowForm(RowForm):
    name = TextField(
        label=_("Name of the chemical"),
        missing=_("Enter the name of the chemical"),
        most=100,
        width=30,
    )
    cas = CasNumberField(
        label=_("CAS number"),
        hint=_("It stands on the safety data sheet. Of a mixture, give the number of its main component."),
        missing=_("Enter the CAS number as on the safety data sheet, such as 616-38-6"),
        attrs={"autocomplete": "off", "spellcheck": "false"},
    )
    max_kg = MeasureField(
        label=_("Largest amount kept at one time"),
        missing=_("Enter the largest amount in kilograms, such as 180 or 0.5"),
        too_low=_("Enter an amount of 0 kilograms or more"),
        unit=_("kg"),
        places=3,
        most=1_000_000,
    )


class TechnologyForm(StepForm):
    slug = "technology"
    name = _("Technology")
    title = _("What is your technology?")
    intro = _("Experts of the panel read this page. Write so that an engineer of another field understands it.")
    path = "technology."
    groups = (
        Group(
            legend=_("The product"),
            names=("product_name", "field", "summary", "breakthrough", "own_development", "trl"),
        ),
        Group(legend=_("Rights to intellectual property"), names=(*RIGHTS, "ip_dispute")),
        Group(legend=_("Universities"), names=("university_source", "joint_lab")),
        Group(legend=_("What needs care"), names=("uses_radio", "uses_lithium", "laser_class", "export_control")),
    )
    lists = (
        RowList(
            name="chemicals",
            legend=_("Hazardous chemicals that you use"),
            row_legend=_("Chemical %(number)s"),
            add_label=_("Add a hazardous chemical"),
            remove_label=_("Remove chemical %(number)s"),
            form=ChemicalRowForm,
            most=50,
            too_many=_("Remove this row: no more than 50 chemicals fit"),
        ),
    )

    product_name = TextField(
        label=_("Name of the product"),
        missing=_("Enter the name of the product"),
        least=2,
        most=80,
        width=30,
    )
    field = OneOf(
        label=_("Field of technology"),
        missing=_("Select the field of technology"),
        choices=choices.FIELDS,
        widget=forms.Select,
    )
    summary = TextField(
        label=_("What is the product?"),
        hint=_("50 to 1,000 characters: what it does, for whom, and how."),
        missing=_("Describe the product"),
        least=50,
        most=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    breakthrough = TextField(
        label=_("What is the breakthrough?"),
        hint=_("50 to 2,000 characters. Give figures, beside those of the best product that you know."),
        missing=_("Describe the breakthrough, with figures against the best known product"),
        least=50,
        most=2000,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    own_development = YesNo(
        label=_("Is the technology your own development?"),
        hint=_("Also yes if you develop further what a university licensed to you."),
        missing=_("Select yes if the technology is your own development"),
    )
    trl = LevelField(
        label=_("How mature is the technology?"),
        hint=_("The levels of GB/T 22900. From level 4 on, we ask for a test report among the documents."),
        missing=_("Select how mature the technology is"),
        choices=choices.TRL_LEVELS,
        widget=HintedRadios(choices.TRL_HINTS),
    )
    inventions_granted = CountField(
        label=_("Invention patents granted"),
        hint=_("Count rights that belong to the company or are licensed to it. Enter 0 if there are none."),
        missing=_("Enter the number of invention patents granted, such as 2, or 0"),
    )
    inventions_pending = CountField(
        label=_("Invention patents applied for"),
        missing=_("Enter the number of invention patents applied for, such as 3, or 0"),
    )
    ic_layouts = CountField(
        label=_("Layout designs of integrated circuits"),
        missing=_("Enter the number of layout designs, such as 1, or 0"),
    )
    utility_models = CountField(
        label=_("Utility models"),
        missing=_("Enter the number of utility models, such as 4, or 0"),
    )
    software_copyrights = CountField(
        label=_("Software copyrights"),
        missing=_("Enter the number of software copyrights, such as 5, or 0"),
    )
    ip_dispute = YesNo(
        label=_("Is any of these rights in dispute?"),
        hint=_("Rights in dispute do not count in the assessment."),
        missing=_("Select yes if any of these rights is in dispute"),
    )
    university_source = OneOf(
        label=_("Does the technology come from a university?"),
        hint=_("Without rights of your own, we ask for the licence or the consent of the university."),
        missing=_("Select the university from which the technology comes"),
        choices=choices.UNIVERSITY_SOURCES,
    )
    joint_lab = YesNo(
        label=_("Do you run a laboratory together with a university?"),
        missing=_("Select yes if you run a laboratory together with a university"),
    )
    uses_radio = YesNo(
        label=_("Does the product emit radio waves?"),
        hint=_("If yes, we suggest the radio type approval among the approvals."),
        missing=_("Select yes if the product emits radio waves"),
    )
    uses_lithium = YesNo(
        label=_("Does the product use lithium batteries?"),
        hint=_("If yes, the workspace step asks whether you store or test them."),
        missing=_("Select yes if the product uses lithium batteries"),
    )
    laser_class = OneOf(
        label=_("Which laser class does the product have?"),
        hint=_("By GB/T 7247.1. It stands on the label of the laser."),
        missing=_("Select the laser class of the product"),
        choices=choices.LASER_CLASSES,
    )
    export_control = OneOf(
        label=_("Is the technology under export control?"),
        missing=_("Select whether the technology is under export control"),
        choices=choices.EXPORT_CONTROLS,
        widget=HintedRadios(choices.EXPORT_HINTS),
    )

    def find_warnings(self) -> Iterator[tuple[str, Words]]:
        answers = self.cleaned_data
        if answers.get("field") == "none":
            yield "field", FIELD_WARNING
        if answers.get("own_development") is False:
            yield "own_development", DEVELOPMENT_WARNING
        if answers.get("university_source") == "none" and all(answers.get(right) == 0 for right in RIGHTS):
            yield "inventions_granted", RIGHTS_WARNING


FIELD_WARNING = _(
    "The programme is for companies with a hard technology. You can still send the application; "
    "you will get an answer with reasons."
)
DEVELOPMENT_WARNING = _(
    "The programme is for companies that develop their technology themselves. You can still send the application; "
    "you will get an answer with reasons."
)
RIGHTS_WARNING = _(
    "The programme asks for at least one right to intellectual property, or for a technology from a university. "
    "You can still send the application; you will get an answer with reasons."
)
