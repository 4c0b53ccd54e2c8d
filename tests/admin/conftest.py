"""What the tests of the desk share: a task, an official who has it, and years to count in."""

import pytest
from django.utils import timezone

from tests.factories import CalendarYearFactory, DepartmentFactory, OfficialFactory, RoutingRuleFactory
from tests.factories.cases import sent


@pytest.fixture(autouse=True)
def years():
    """Pages count from today on, whenever the suite runs."""
    for year in range(2026, timezone.localdate().year + 3):
        CalendarYearFactory(year=year)


@pytest.fixture
def task():
    RoutingRuleFactory(department=DepartmentFactory(code="STI"))
    return sent().review_tasks.get()


@pytest.fixture
def reviewer(task, client):
    official = OfficialFactory(department=task.department)
    client.force_login(official)
    return official
