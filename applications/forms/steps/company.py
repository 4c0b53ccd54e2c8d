"""Step 2: the company, registered or not yet, and the people who own it."""

from collections.abc import Iterator
from datetime import date

from django.utils.translation import gettext_lazy as _

from applications.forms._fields import (
    CountField,
    CreditCodeField,
    DateField,
    EmailField,
    MoneyField,
    Need,
    PatternField,
    PhoneField,
    TextField,
    Words,
)
from applications.forms.steps import _company_rows as rows
from applications.forms.steps._base import StepForm
from applications.forms.steps._case import Group
from applications.forms.steps._choices import OneOf, SomeOf, YesNo

ENTITY_TYPES = (
    ("domestic_llc", _("Limited liability company")),
    ("joint_stock", _("Joint-stock company")),
    ("foreign_invested_llc", _("Limited liability company with foreign investment")),
    ("partnership", _("Partnership")),
    ("branch", _("Branch of a company")),
    ("not_registered", _("Not registered yet")),
)
CREDIT_STATUSES = (
    ("clear", _("On no list")),
    ("under_repair", _("Credit repair under way")),
    ("abnormal_list", _("On the list of abnormal operations")),
    ("seriously_dishonest", _("On the list of serious dishonesty")),
)
CERTIFICATIONS = (
    ("tech_sme", _("Technology-based small or medium enterprise")),
    ("hnte", _("High-tech enterprise")),
    ("innovative_sme", _("Innovative small or medium enterprise")),
    ("specialised_sme", _("Specialised and innovative enterprise")),
    ("little_giant", _("Little giant")),
    ("gazelle", _("Gazelle")),
)
BAD_CREDIT = frozenset({"abnormal_list", "seriously_dishonest"})
EXCLUDED_DIVISIONS = frozenset({"66", "67", "68", "69", "70"})
OLDEST_YEARS = 8
ONLY_REGISTERED = _("Only if the company is registered.")


class CompanyForm(StepForm):
    slug = "company"
    name = _("Company")
    title = _("About your company")
    intro = _("If the company is not registered yet, answer as it is planned and leave out what does not exist.")
    path = "company."
    groups = (
        Group(
            legend=_("Registration"),
            names=(
                "has_registration",
                "uscc",
                "name_zh",
                "name_en",
                "proposed_name_zh",
                "entity_type",
                "established_on",
                "registered_capital_yuan",
                "paid_in_capital_yuan",
                "registered_address",
                "in_district",
                "commits_to_operate_here",
                "industry_code",
                "legal_representative",
                "credit_status",
            ),
        ),
        Group(legend=_("Contact"), names=("contact_name", "contact_phone", "contact_email")),
        Group(legend=_("People"), names=("employees_total", "rd_staff", "masters_phd")),
        Group(legend=_("Recognitions"), names=("certifications",)),
    )
    lists = (rows.SHAREHOLDERS, rows.SUBSIDIES)
    registered_only = (
        "uscc",
        "established_on",
        "registered_capital_yuan",
        "paid_in_capital_yuan",
        "registered_address",
        "in_district",
        "legal_representative",
    )

    has_registration = YesNo(
        label=_("Is the company registered?"),
        hint=_("It is registered if it has a business licence with a credit code."),
        missing=_("Select yes if the company is registered"),
    )
    uscc = CreditCodeField(
        label=_("Unified social credit code"),
        hint=_("Only if the company is registered. 18 signs, as on the licence; spaces do not matter."),
        missing=_("Enter the credit code of the company"),
        need=Need.SOMETIMES,
        attrs={"autocomplete": "off", "spellcheck": "false"},
    )
    name_zh = TextField(
        label=_("Company name in Chinese"),
        hint=_("As in the register. If the company is not registered yet, the proposed name below is enough."),
        missing=_("Enter the legal name of the company"),
        need=Need.SOMETIMES,
        least=4,
        most=100,
        attrs={"autocomplete": "organization"},
    )
    name_en = TextField(label=_("Company name in English"), need=Need.NEVER, most=150)
    proposed_name_zh = TextField(
        label=_("Proposed name in Chinese"),
        hint=_("Only if the company is not registered yet."),
        missing=_("Enter the name that the company will have"),
        need=Need.SOMETIMES,
        least=4,
        most=100,
    )
    entity_type = OneOf(
        label=_("Legal form"),
        missing=_("Select the legal form of the company"),
        choices=ENTITY_TYPES,
    )
    established_on = DateField(
        label=_("Date of establishment"),
        hint=_("Only if the company is registered. For example, 27 3 2023."),
        missing=_("Enter the date of establishment"),
        need=Need.SOMETIMES,
    )
    registered_capital_yuan = MoneyField(
        label=_("Registered capital"),
        hint=ONLY_REGISTERED,
        missing=_("Enter the registered capital in whole yuan, such as 1000000"),
        too_low=_("Enter a registered capital of 0 yuan or more"),
        need=Need.SOMETIMES,
    )
    paid_in_capital_yuan = MoneyField(
        label=_("Paid-in capital"),
        hint=_("Only if the company is registered. What the shareholders have paid so far."),
        missing=_("Enter the paid-in capital in whole yuan, such as 500000"),
        too_low=_("Enter a paid-in capital of 0 yuan or more"),
        need=Need.SOMETIMES,
    )
    registered_address = TextField(
        label=_("Registered address"),
        hint=ONLY_REGISTERED,
        missing=_("Enter the registered address"),
        need=Need.SOMETIMES,
        most=200,
        attrs={"autocomplete": "street-address"},
    )
    in_district = YesNo(
        label=_("Is the registered address in this district?"),
        hint=ONLY_REGISTERED,
        missing=_("Select yes if the registered address is in this district"),
        need=Need.SOMETIMES,
    )
    commits_to_operate_here = YesNo(
        label=_("Will the company operate in this district?"),
        hint=_("The package is for companies whose people and work are here."),
        missing=_("Select yes if the company will operate in this district"),
    )
    industry_code = PatternField(
        label=_("Industry code"),
        hint=_("The four digits of GB/T 4754-2017, such as 4023."),
        missing=_("Enter the four digits of the industry code, such as 4023"),
        pattern="[0-9]{4}",
        width=4,
        attrs={"inputmode": "numeric", "autocomplete": "off"},
    )
    legal_representative = TextField(
        label=_("Legal representative"),
        hint=ONLY_REGISTERED,
        missing=_("Enter the name of the legal representative"),
        need=Need.SOMETIMES,
        least=2,
        most=50,
        width=20,
        attrs={"autocomplete": "off"},
    )
    credit_status = OneOf(
        label=_("Credit status"),
        hint=_(
            "Only if the company is not registered yet and somebody in the team is on a credit list. "
            "For a registered company the district looks it up."
        ),
        missing=_("Select the credit status"),
        need=Need.SOMETIMES,
        choices=CREDIT_STATUSES,
    )
    contact_name = TextField(
        label=_("Contact person"),
        missing=_("Enter the name of the contact person"),
        least=2,
        most=50,
        width=20,
        attrs={"autocomplete": "name"},
    )
    contact_phone = PhoneField(
        label=_("Phone"),
        hint=_("A mobile, a landline with its area code, or a number abroad with +."),
        missing=_("Enter the phone number of the contact person"),
        most=40,
        attrs={"autocomplete": "tel", "inputmode": "tel"},
    )
    contact_email = EmailField(
        label=_("E-mail address"),
        missing=_("Enter the e-mail address of the contact person"),
        attrs={"autocomplete": "email", "spellcheck": "false"},
    )
    employees_total = CountField(
        label=_("Employees"),
        hint=_("All people who work in the company, founders included."),
        missing=_("Enter the number of employees, such as 12"),
        least=1,
    )
    rd_staff = CountField(
        label=_("People in research and development"),
        hint=_("Part of the employees."),
        missing=_("Enter the number of people in research and development, such as 6"),
    )
    masters_phd = CountField(
        label=_("People with a master's degree or a doctorate"),
        hint=_("Part of the employees."),
        missing=_("Enter the number of people with a master's degree or a doctorate, such as 4"),
    )
    certifications = SomeOf(
        label=_("Recognitions that the company holds"),
        hint=_("Select all that apply."),
        missing=_("Select recognitions from the list"),
        need=Need.NEVER,
        choices=CERTIFICATIONS,
    )

    def unasked(self) -> frozenset[str]:
        # The founder of a registered company never types its credit status: intake enters and verifies it. Until then
        # it is unknown, which stops nobody.
        registered = self.raw("has_registration")
        if registered not in {"yes", "no"}:
            registered = "yes" if self.case.has_registration else "no"
        return frozenset({"credit_status"} if registered == "yes" else ())

    def clean(self) -> None:
        super().clean()
        if self.cleaned_data.get("has_registration") is True:
            self._clean_registered()
        elif self.cleaned_data.get("has_registration") is False:
            self._clean_planned()
        self._clean_people()

    def _clean_registered(self) -> None:
        self.insist("name_zh", *self.registered_only)
        self.forget("proposed_name_zh")
        if self.cleaned_data.get("entity_type") == "not_registered":
            self.complain("entity_type", _("Select the legal form that stands on the licence"))
        established = self.cleaned_data.get("established_on")
        if established and established > self.case.today:
            self.complain("established_on", _("Enter a date of establishment that is today or in the past"))
        registered, paid = (self.cleaned_data.get(f"{which}_capital_yuan") for which in ("registered", "paid_in"))
        if registered is not None and paid is not None and paid > registered:
            self.complain("paid_in_capital_yuan", _("Enter a paid-in capital that is not above the registered capital"))

    def _clean_planned(self) -> None:
        self.forget(*self.registered_only)
        self._clean_planned_name()
        if self.cleaned_data.get("entity_type", "not_registered") != "not_registered":
            self.complain("entity_type", _('Select "Not registered yet", or say above that the company is registered'))
        # A company that does not exist stands on no list, and the modes of R17 and R18 are open to "clear" only.
        if "credit_status" not in self.errors:
            self.cleaned_data["credit_status"] = self.cleaned_data.get("credit_status") or "clear"

    def _clean_planned_name(self) -> None:
        # One name for one company: until it is registered, the proposed name is its name, typed in either box.
        proposed = self.cleaned_data.get("proposed_name_zh")
        if proposed:
            self.forget("name_zh")
            self.cleaned_data["name_zh"] = proposed
        elif (name := self.cleaned_data.get("name_zh")) and "proposed_name_zh" not in self.errors:
            self.cleaned_data["proposed_name_zh"] = name
        else:
            self.insist("proposed_name_zh")

    def _clean_people(self) -> None:
        total = self.cleaned_data.get("employees_total")
        for name, message in (
            ("rd_staff", _("Enter a number of people in research and development that is not above the employees")),
            ("masters_phd", _("Enter a number of people with these degrees that is not above the employees")),
        ):
            count = self.cleaned_data.get(name)
            if total is not None and count is not None and count > total:
                self.complain(name, message)

    def clean_rows(self) -> None:
        message = _("Change the shares so that they add up to 100: now they add up to %(total)s")
        self.add_up_to_100("shareholders", "pct", message)

    def find_warnings(self) -> Iterator[tuple[str, Words]]:
        answers = self.cleaned_data
        if {answers.get("credit_status"), answers.get("has_registration") and self.case.credit_status} & BAD_CREDIT:
            yield "credit_status", CREDIT_WARNING
        if answers.get("commits_to_operate_here") is False:
            yield "commits_to_operate_here", PLACE_WARNING
        if (answers.get("industry_code") or "")[:2] in EXCLUDED_DIVISIONS:
            yield "industry_code", SECTOR_WARNING
        if (established := answers.get("established_on")) and _too_old(established, self.case.received_on):
            yield "established_on", AGE_WARNING


def _too_old(established: date, on: date) -> bool:
    return (on.year - established.year, on.month, on.day) > (OLDEST_YEARS, established.month, established.day)


CREDIT_WARNING = _(
    "The programme asks for a company that is on no credit list. You can still send the application; "
    "you will get an answer with reasons."
)
PLACE_WARNING = _(
    "The programme is for companies that operate in this district. You can still send the application; "
    "you will get an answer with reasons."
)
SECTOR_WARNING = _(
    "The programme does not cover finance and real estate. You can still send the application; "
    "you will get an answer with reasons."
)
AGE_WARNING = _(
    "The programme is for companies that are at most 8 years old. You can still send the application; "
    "you will get an answer with reasons."
)
