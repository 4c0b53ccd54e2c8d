"""What the workspace step offers to choose from, and what each choice means and raises."""

from django.utils.translation import gettext_lazy as _

USES = (
    ("office", _("Office")),
    ("rd_lab", _("Research laboratory")),
    ("pilot_line", _("Pilot line")),
    ("assembly", _("Assembly")),
    ("testing", _("Testing")),
    ("storage", _("Storage")),
)
USE_HINTS = {
    "rd_lab": _("Research and trials, nothing for sale is made."),
    "pilot_line": _("Small series of your own product, to make the process ready."),
    "assembly": _("Putting parts together, for sale."),
    "testing": _("Tests of parts, batteries, radio or whole machines."),
    "storage": _("Goods and parts, in the same rooms."),
}
STAGES = (
    ("pre_incubator", _("Pre-incubator stage")),
    ("incubator", _("Incubator stage")),
    ("accelerator", _("Accelerator stage")),
    ("any", _("Any stage")),
)
STAGE_HINTS = {
    "pre_incubator": _("Desks for a team that has no company yet."),
    "incubator": _("Rooms and a laboratory for a young company."),
    "accelerator": _("Rooms for a company that grows and makes larger numbers."),
}
VIBRATION_CLASSES = (
    ("workshop", _("Workshop class")),
    ("office", _("Office class")),
    ("op_theatre", _("Operating theatre class")),
    ("VC-A", _("Class VC-A")),
    ("VC-B", _("Class VC-B")),
    ("VC-C", _("Class VC-C")),
    ("VC-D", _("Class VC-D")),
    ("VC-E", _("Class VC-E")),
)
VIBRATION_HINTS = {
    "workshop": _("Vibration may be felt clearly. Machining, heavy assembly."),
    "office": _("Vibration may just be felt. Desk work, ordinary assembly."),
    "op_theatre": _("Vibration is not felt. Fine assembly, microscopes up to 100 times."),
    "VC-A": _("Optical benches, fine balances, microscopes up to 400 times."),
    "VC-B": _("Inspection and lithography down to 3 micrometres."),
    "VC-C": _("Inspection and lithography down to 1 micrometre."),
    "VC-D": _("Most electron microscopes, lithography below 1 micrometre."),
    "VC-E": _("Long laser paths, work on the scale of nanometres. Very few buildings reach it."),
}
FIRE_HAZARD_CLASSES = (
    ("A", _("Class A (jia)")),
    ("B", _("Class B (yi)")),
    ("C", _("Class C (bing)")),
    ("D", _("Class D (ding)")),
    ("E", _("Class E (wu)")),
)
FIRE_HAZARD_HINTS = {
    "A": _(
        "Liquids with a flash point below 28 °C, such as alcohol and acetone, gases that explode easily, substances "
        "that ignite by themselves. "
        "It needs a fire design review before works start."
    ),
    "B": _(
        "Liquids with a flash point from 28 °C to below 60 °C, such as kerosene and turpentine, oxidising agents. "
        "It needs a fire design review before works start."
    ),
    "C": _("Liquids with a flash point of 60 °C or more, solids that burn, such as plastics, fabrics and wood."),
    "D": _("Welding, melting or heating what does not burn; working on what hardly burns."),
    "E": _("Working on what does not burn, at ordinary temperatures."),
}
HAZARDOUS_GOODS = (
    ("SOLVENT_A", _("Flammable solvents of class A")),
    ("ELECTROLYTE", _("Battery electrolyte")),
    ("LITHIUM_TEST", _("Lithium cells under test")),
    ("LITHIUM_FINISHED", _("Finished lithium batteries and products with them")),
)
LITHIUM_HINT = _(
    "Your product uses lithium batteries: select what you will store of them in these rooms. "
    "Leave it empty if you store none of this here. Each brings a check of how it is stored and used."
)
