"""Step 7: the rooms that the founder needs, as the matching with the district's units must know them."""

from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from applications.forms._fields import CountField, DateField, Need, day_in_words
from applications.forms._numbers import MeasureField
from applications.forms.steps import _workspace_choices as choices
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Group, StepCase
from applications.forms.steps._choices import HintedCheckboxes, HintedRadios, OneOf, SomeOf, YesNo

SMALLEST_M2 = Decimal("0.01")
LARGEST_M2 = 5_000
LEAST_M2_EACH = 4


class WorkspaceForm(StepForm):
    slug = "workspace"
    name = _("Workspace")
    title = _("Which rooms do you need?")
    intro = _(
        "Ask for what the work needs, not for more: each demand rules out rooms. "
        "If you do not know a figure, ask the maker of the machine."
    )
    path = "workspace."
    needs_part = "workspace"
    groups = (
        Group(
            legend=_("Use and people"),
            names=("use", "stage", "headcount", "runs_24h"),
        ),
        Group(
            legend=_("Size and rent"),
            names=("area_min_m2", "area_max_m2", "need_by", "lease_years", "rent_max_yuan_m2_month"),
        ),
        Group(
            legend=_("The building"),
            names=(
                "floor_load_kg_m2",
                "clear_height_m",
                "power_kva",
                "freight_lift_t",
                "ground_floor",
                "dock_distance_max_m",
                "vibration_class",
            ),
        ),
        Group(
            legend=_("Safety and environment"),
            names=("fire_hazard_class", "hazardous_storage", "needs_exhaust", "needs_process_drain", "needs_cleanroom"),
        ),
    )

    use = SomeOf(
        label=_("What will you do in the rooms?"),
        hint=_("Select all that apply. A pilot line, assembly or testing needs an environmental filing as a rule."),
        missing=_("Select what you will do in the rooms"),
        choices=choices.USES,
        widget=HintedCheckboxes(choices.USE_HINTS),
    )
    stage = OneOf(
        label=_("Which stage of incubation do you look for?"),
        missing=_("Select the stage of incubation"),
        choices=choices.STAGES,
        widget=HintedRadios(choices.STAGE_HINTS),
    )
    headcount = CountField(
        label=_("People who will work there"),
        hint=_("1 to 2,000. The largest area must leave 4 m² for each of them."),
        missing=_("Enter the number of people, such as 12"),
        too_low=_("Enter a number of people from 1 to 2,000"),
        too_high=_("Enter a number of people from 1 to 2,000"),
        least=1,
        most=2_000,
    )
    runs_24h = YesNo(
        label=_("Will you work there at night, around the clock?"),
        missing=_("Select yes if you will work around the clock"),
    )
    area_min_m2 = MeasureField(
        label=_("Smallest area"),
        hint=_("In square metres. Less than this would not do."),
        missing=_("Enter the smallest area in square metres, such as 450"),
        too_low=_("Enter an area above 0 and up to 5,000 square metres"),
        too_high=_("Enter an area above 0 and up to 5,000 square metres"),
        unit=_("m²"),
        least=SMALLEST_M2,
        most=LARGEST_M2,
    )
    area_max_m2 = MeasureField(
        label=_("Largest area"),
        hint=_("In square metres, up to 5,000. More than this you would not take."),
        missing=_("Enter the largest area in square metres, such as 650"),
        too_low=_("Enter an area above 0 and up to 5,000 square metres"),
        too_high=_("Enter an area above 0 and up to 5,000 square metres"),
        unit=_("m²"),
        least=SMALLEST_M2,
        most=LARGEST_M2,
    )
    need_by = DateField(
        label=_("When do you need the rooms at the latest?"),
        hint=_("A day after the receipt date. For example, 27 3 2026."),
        missing=_("Enter the day by which you need the rooms"),
    )
    lease_years = CountField(
        label=_("Length of the lease in years"),
        hint=_("1 to 5."),
        missing=_("Enter the length of the lease in years, such as 3"),
        too_low=_("Enter a length of the lease from 1 to 5 years"),
        too_high=_("Enter a length of the lease from 1 to 5 years"),
        least=1,
        most=5,
        width=2,
    )
    rent_max_yuan_m2_month = MeasureField(
        label=_("Highest rent"),
        hint=_("In yuan per square metre and month, up to 500: the market rent, before any subsidy."),
        missing=_("Enter the highest rent in yuan per square metre and month, such as 60"),
        too_low=_("Enter a rent from 0 to 500 yuan per square metre and month"),
        too_high=_("Enter a rent from 0 to 500 yuan per square metre and month"),
        unit=_("yuan per m² and month"),
        most=500,
    )
    floor_load_kg_m2 = MeasureField(
        label=_("Load that the floor must bear"),
        hint=_("In kilograms per square metre, 1 to 5,000. 1 kN/m² is about 102 kg/m². An office needs about 250."),
        missing=_("Enter the floor load in whole kilograms per square metre, such as 650"),
        too_low=_("Enter a floor load from 1 to 5,000 kilograms per square metre"),
        too_high=_("Enter a floor load from 1 to 5,000 kilograms per square metre"),
        unit=_("kg/m²"),
        places=0,
        least=1,
        most=5_000,
    )
    clear_height_m = MeasureField(
        label=_("Clear height"),
        hint=_("In metres, 2.2 to 20: from the floor to the lowest beam or pipe."),
        missing=_("Enter the clear height in metres, such as 4.5"),
        too_low=_("Enter a clear height from 2.2 to 20 metres"),
        too_high=_("Enter a clear height from 2.2 to 20 metres"),
        unit=_("m"),
        least=Decimal("2.2"),
        most=20,
    )
    power_kva = MeasureField(
        label=_("Electric power"),
        hint=_("In kVA, 1 to 5,000: everything that may run at the same time."),
        missing=_("Enter the power in whole kVA, such as 160"),
        too_low=_("Enter a power from 1 to 5,000 kVA"),
        too_high=_("Enter a power from 1 to 5,000 kVA"),
        unit=_("kVA"),
        places=0,
        least=1,
        most=5_000,
    )
    freight_lift_t = MeasureField(
        label=_("Heaviest single item that must go in"),
        hint=_("In tonnes, 0 to 20. From 3 tonnes on you usually need a crane or hoist, which must be registered."),
        missing=_("Enter the weight of the heaviest item in tonnes, such as 2.5"),
        too_low=_("Enter a weight from 0 to 20 tonnes"),
        too_high=_("Enter a weight from 0 to 20 tonnes"),
        unit=_("t"),
        most=20,
    )
    ground_floor = YesNo(
        label=_("Must it be on the ground floor?"),
        missing=_("Select yes if it must be on the ground floor"),
    )
    dock_distance_max_m = MeasureField(
        label=_("Longest way to the loading dock"),
        hint=_("In metres. Leave it out if it does not matter."),
        missing=_("Enter the distance in whole metres, such as 30"),
        too_low=_("Enter a distance of 0 metres or more"),
        unit=_("m"),
        places=0,
        most=100_000,
        need=Need.NEVER,
    )
    vibration_class = OneOf(
        label=_("How still must the floor be?"),
        hint=_("From the loosest class to the strictest. Only rooms of the same or a stricter class fit."),
        missing=_("Select how still the floor must be"),
        choices=choices.VIBRATION_CLASSES,
        widget=HintedRadios(choices.VIBRATION_HINTS),
    )
    fire_hazard_class = OneOf(
        label=_("Fire hazard class of the process"),
        hint=_("After GB 50016. The most dangerous process in the rooms decides."),
        missing=_("Select the fire hazard class of the process"),
        choices=choices.FIRE_HAZARD_CLASSES,
        widget=HintedRadios(choices.FIRE_HAZARD_HINTS),
    )
    hazardous_storage = SomeOf(
        label=_("Hazardous goods that you will store"),
        hint=_("Select all that apply, or none. Each brings a check of how it is stored and used."),
        missing=_("Select hazardous goods from the list"),
        need=Need.NEVER,
        choices=choices.HAZARDOUS_GOODS,
    )
    needs_exhaust = YesNo(
        label=_("Do you need an exhaust shaft?"),
        hint=_("With fire hazard class A or B it needs an environmental report, otherwise an environmental filing."),
        missing=_("Select yes if you need an exhaust shaft"),
    )
    needs_process_drain = YesNo(
        label=_("Do you need a drain for waste water of the process?"),
        hint=_("It needs an environmental filing at least."),
        missing=_("Select yes if you need a drain for waste water of the process"),
    )
    needs_cleanroom = YesNo(
        label=_("Must the rooms be ready for a clean room?"),
        missing=_("Select yes if the rooms must be ready for a clean room"),
    )

    def __init__(self, *args: Any, case: StepCase, **rest: Any) -> None:
        super().__init__(*args, case=case, **rest)
        if case.uses_lithium:
            self.fields["hazardous_storage"].help_text = choices.LITHIUM_HINT

    def clean(self) -> None:
        super().clean()
        self._clean_area()
        need_by = self.cleaned_data.get("need_by")
        if need_by and need_by <= self.case.received_on:
            message = _("Enter a day after the receipt date, which would be %(day)s if you sent the application now")
            self.complain("need_by", message % {"day": day_in_words(self.case.received_on)})

    def _clean_area(self) -> None:
        least, most, people = (self.cleaned_data.get(name) for name in ("area_min_m2", "area_max_m2", "headcount"))
        if least is not None and most is not None and most < least:
            self.complain("area_max_m2", _("Enter a largest area that is not below the smallest area"))
        elif most is not None and people is not None and most < people * LEAST_M2_EACH:
            message = _("Enter fewer people or a larger area: %(people)s people need at least %(area)s square metres")
            self.complain("headcount", message % {"people": f"{people:,}", "area": f"{people * LEAST_M2_EACH:,}"})
