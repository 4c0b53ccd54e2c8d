"""What the technology step offers to choose from, and what each choice means."""

from django.utils.translation import gettext_lazy as _

FIELDS = (
    ("", _("Select a field")),
    ("lidar", _("Lidar")),
    ("exoskeleton", _("Exoskeleton")),
    ("battery", _("Battery")),
    ("drone", _("Drone")),
    ("medical_device", _("Medical device")),
    ("chip", _("Chip")),
    ("camera_3d", _("3D camera")),
    ("robot_joint", _("Robot joint")),
    ("delivery_robot", _("Delivery robot")),
    ("haptics", _("Sense of touch for machines")),
    ("actuator", _("Actuator")),
    ("other_hard_tech", _("Another hard technology")),
    ("none", _("No hard technology")),
)
# GB/T 22900
TRL_LEVELS = (
    ("1", _("Level 1: report")),
    ("2", _("Level 2: scheme")),
    ("3", _("Level 3: function")),
    ("4", _("Level 4: simulation")),
    ("5", _("Level 5: first sample")),
    ("6", _("Level 6: final sample")),
    ("7", _("Level 7: real environment")),
    ("8", _("Level 8: product")),
    ("9", _("Level 9: system")),
)
TRL_HINTS = {
    "1": _("The basic principle is found and written down."),
    "2": _("It is clear what the principle is good for, and how."),
    "3": _("Experiments show that the key functions work."),
    "4": _("The main parts work together in the laboratory."),
    "5": _("A first sample works where its later surroundings are simulated."),
    "6": _("A sample like the product works where its later surroundings are simulated."),
    "7": _("A prototype works in its real surroundings."),
    "8": _("The product is finished and has passed its tests."),
    "9": _("The product is in use and has proved itself."),
}
UNIVERSITY_SOURCES = (
    ("none", _("No university")),
    ("tsinghua_sigs", _("Tsinghua Shenzhen International Graduate School")),
    ("hit_shenzhen", _("Harbin Institute of Technology, Shenzhen")),
    ("other", _("Another university")),
)
LASER_CLASSES = (
    ("none", _("No laser")),
    ("1", _("Class 1")),
    ("1M", _("Class 1M")),
    ("2", _("Class 2")),
    ("3R", _("Class 3R")),
    ("3B", _("Class 3B")),
    ("4", _("Class 4")),
)
EXPORT_CONTROLS = (
    ("no", _("No")),
    ("unsure", _("We are not sure")),
    ("yes", _("Yes")),
)
EXPORT_HINTS = {"unsure": _("The department for industry looks at it. This answer costs you nothing.")}
