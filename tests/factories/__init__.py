"""Plain rows. Nothing here is surprising, so that nobody has to read it."""

from datetime import datetime
from zoneinfo import ZoneInfo

import factory
from factory.django import DjangoModelFactory

from applications.models import (
    Application,
    CalendarDay,
    CalendarYear,
    Department,
    Membership,
    PermitType,
    Programme,
    RoutingRule,
    User,
)
from applications.states import MembershipRole, PartKind, Role, TaskKind

SHANGHAI = ZoneInfo("Asia/Shanghai")
# The week before the Mid-Autumn bridge of 2026: Sunday 20 September is worked, 25-27 September are not.
MONDAY = datetime(2026, 9, 14, 10, tzinfo=SHANGHAI)


class CalendarYearFactory(DjangoModelFactory):
    class Meta:
        model = CalendarYear
        django_get_or_create = ("year",)

    year = 2026
    announced = True
    source = "a test"


class CalendarDayFactory(DjangoModelFactory):
    class Meta:
        model = CalendarDay

    day = datetime(2026, 10, 1, tzinfo=SHANGHAI).date()
    year = factory.LazyAttribute(lambda day: CalendarYearFactory(year=day.day.year))
    is_working = False
    name_zh = "国庆节"
    name_en = "National Day"


class DepartmentFactory(DjangoModelFactory):
    class Meta:
        model = Department
        django_get_or_create = ("code",)

    code = factory.Sequence(lambda n: f"D{n}")
    name_zh = factory.LazyAttribute(lambda department: f"{department.code}局")
    name_en = factory.LazyAttribute(lambda department: f"Department {department.code}")


class FounderFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"founder{n}@firm.example")
    name = factory.Sequence(lambda n: f"Founder {n}")


class OfficialFactory(DjangoModelFactory):
    class Meta:
        model = User

    email = factory.Sequence(lambda n: f"official{n}@district.example")
    name = factory.Sequence(lambda n: f"Official {n}")
    role = Role.REVIEWER
    is_staff = True
    department = factory.SubFactory(DepartmentFactory)


class PermitTypeFactory(DjangoModelFactory):
    class Meta:
        model = PermitType
        django_get_or_create = ("code",)

    code = "BIZ_REG"
    name_zh = factory.LazyAttribute(lambda permit: f"{permit.code}许可")
    name_en = factory.LazyAttribute(lambda permit: f"Permit {permit.code}")
    decided_by = factory.LazyAttribute(lambda permit: permit.district_lead.code)
    district_lead = factory.SubFactory(DepartmentFactory)
    mode = "standard"


class ProgrammeFactory(DjangoModelFactory):
    class Meta:
        model = Programme
        django_get_or_create = ("code", "version")

    code = "demo"
    version = 1
    name_zh = "创业孵化一揽子支持"
    name_en = "Incubation package"
    parts = PartKind.values
    published_on = datetime(2025, 1, 1, tzinfo=SHANGHAI).date()


class RoutingRuleFactory(DjangoModelFactory):
    class Meta:
        model = RoutingRule

    programme = factory.SubFactory(ProgrammeFactory)
    code = factory.Sequence(lambda n: f"RULE-{n}")
    department = factory.SubFactory(DepartmentFactory)
    kind = TaskKind.OPINION
    title_zh = factory.LazyAttribute(lambda rule: f"{rule.code}意见")
    title_en = factory.LazyAttribute(lambda rule: f"Opinion {rule.code}")
    promised_wd = 5
    statutory_wd = 10


class ApplicationFactory(DjangoModelFactory):
    """A draft with its owner; ``founder=`` names another one."""

    class Meta:
        model = Application
        skip_postgeneration_save = True

    reference = factory.Sequence(lambda n: f"NS-TEST{n:05}")
    programme = factory.SubFactory(ProgrammeFactory)
    created_at = datetime(2026, 9, 14, 9, tzinfo=SHANGHAI)
    draft_ends_on = datetime(2026, 12, 13, tzinfo=SHANGHAI).date()

    @factory.post_generation
    def founder(self, create, person, **_facts):
        MembershipFactory(application=self, person=person or FounderFactory(), role=MembershipRole.OWNER)


class MembershipFactory(DjangoModelFactory):
    class Meta:
        model = Membership

    application = factory.SubFactory(ApplicationFactory)
    person = factory.SubFactory(FounderFactory)
    role = MembershipRole.EDITOR


def owner_of(application):
    return User.objects.get(memberships__application=application, memberships__role=MembershipRole.OWNER)
