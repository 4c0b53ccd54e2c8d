"""The rules of the seventh step: the rooms."""

from tests.forms.violations._row import broken, choices, day

AREA = "Enter an area above 0 and up to 5,000 square metres"
NUMBERS = {
    # path: what is missing, what is out of bounds, just below, just above
    "workspace.area_min_m2": ("Enter the smallest area in square metres, such as 450", AREA, "0", "5000.01"),
    "workspace.area_max_m2": ("Enter the largest area in square metres, such as 650", AREA, "0", "5000.01"),
    "workspace.floor_load_kg_m2": (
        "Enter the floor load in whole kilograms per square metre, such as 650",
        "Enter a floor load from 1 to 5,000 kilograms per square metre",
        "0",
        "5001",
    ),
    "workspace.clear_height_m": (
        "Enter the clear height in metres, such as 4.5",
        "Enter a clear height from 2.2 to 20 metres",
        "2.19",
        "20.01",
    ),
    "workspace.power_kva": (
        "Enter the power in whole kVA, such as 160",
        "Enter a power from 1 to 5,000 kVA",
        "0",
        "5001",
    ),
    "workspace.freight_lift_t": (
        "Enter the weight of the heaviest item in tonnes, such as 2.5",
        "Enter a weight from 0 to 20 tonnes",
        "-0.5",
        "20.5",
    ),
    "workspace.lease_years": (
        "Enter the length of the lease in years, such as 3",
        "Enter a length of the lease from 1 to 5 years",
        "0",
        "6",
    ),
    "workspace.rent_max_yuan_m2_month": (
        "Enter the highest rent in yuan per square metre and month, such as 60",
        "Enter a rent from 0 to 500 yuan per square metre and month",
        "-1",
        "500.01",
    ),
    "workspace.headcount": (
        "Enter the number of people, such as 12",
        "Enter a number of people from 1 to 2,000",
        "0",
        "2001",
    ),
}
CHOICES = {
    "workspace.vibration_class": "Select how still the floor must be",
    "workspace.fire_hazard_class": "Select the fire hazard class of the process",
    "workspace.needs_exhaust": "Select yes if you need an exhaust shaft",
    "workspace.needs_process_drain": "Select yes if you need a drain for waste water of the process",
    "workspace.needs_cleanroom": "Select yes if the rooms must be ready for a clean room",
    "workspace.ground_floor": "Select yes if it must be on the ground floor",
    "workspace.runs_24h": "Select yes if you will work around the clock",
    "workspace.stage": "Select the stage of incubation",
}
ROWS = [
    *choices(CHOICES),
    *(broken(path, "required", "", missing) for path, (missing, *_bounds) in NUMBERS.items()),
    *(broken(path, "form", "4,5", missing) for path, (missing, *_bounds) in NUMBERS.items()),
    *(broken(path, "least", below, says) for path, (_missing, says, below, _above) in NUMBERS.items()),
    *(broken(path, "most", above, says) for path, (_missing, says, _below, above) in NUMBERS.items()),
    broken("workspace.use", "required", None, "Select what you will do in the rooms"),
    broken("workspace.use", "choice", ["office", "casino"], "Select what you will do in the rooms"),
    broken("workspace.area_max_m2", "order", "699.99", "Enter a largest area that is not below the smallest area"),
    broken("workspace.hazardous_storage", "choice", ["CAKE"], "Select hazardous goods from the list"),
    broken("workspace.dock_distance_max_m", "form", "near", "Enter the distance in whole metres, such as 30"),
    broken("workspace.dock_distance_max_m", "least", "-1", "Enter a distance of 0 metres or more"),
    broken("workspace.need_by", "required", day("need_by"), "Enter the day by which you need the rooms"),
    broken("workspace.need_by", "form", {"need_by_1": ""}, "Enter the year, the month and the day"),
    broken(
        "workspace.need_by",
        "order",
        day("need_by", 2025, 9, 25),
        "Enter a day after the receipt date, which would be 25 September 2025 if you sent the application now",
    ),
    broken(
        "workspace.headcount",
        "order",
        "301",
        "Enter fewer people or a larger area: 301 people need at least 1,204 square metres",
    ),
]
