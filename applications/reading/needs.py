"""What a blocked matter waits for, in words (R22)."""

from collections.abc import Iterable, Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from applications.models import PermitType

# The requirements that are not permits, by code.
WORDS: Mapping[str, Promise] = {
    "workspace": gettext_lazy("the lease of the workspace is signed"),
    "FITOUT": gettext_lazy("the fit-out is completed"),
    "PRODUCTION_SITE": gettext_lazy("the production site is ready"),
    "UAV_REALNAME": gettext_lazy("the drone is registered with its owner's real name"),
    "UAV_LIABILITY": gettext_lazy("the liability insurance of the drone is valid"),
    "EQUIPMENT_INSTALLED": gettext_lazy("the equipment is installed and has passed its inspection"),
    "VEHICLE_LIABILITY": gettext_lazy("the liability insurance of the vehicle is valid"),
    "CLOSED_SITE_TEST": gettext_lazy("the test on a closed site is passed"),
    "EMPLOYER_ACCOUNT": gettext_lazy("the employer's account is registered"),
    "AGE_DAYS": gettext_lazy("the company is at least a year old"),
    "CLASS_I_OR_II_IP": gettext_lazy("the company holds an intellectual property right of class I or II"),
}


def in_words(needs: Iterable[Mapping[str, str]], permits: Mapping[str, str]) -> str:
    """Return the needs as half a sentence that follows "once". ``permits`` maps codes to names."""
    return pgettext("between the items of a list", "; ").join(
        _("%(permit)s is granted") % {"permit": permits.get(need["code"], need["code"])}
        if need["kind"] == "permit"
        else str(WORDS.get(need["code"], need["code"]))
        for need in needs
    )


def permit_names() -> dict[str, str]:
    """Return the names of the permit types in the language at hand. Ask once a page: it is a query."""
    return {permit.code: permit.name for permit in PermitType.objects.only("code", "name_zh", "name_en")}
