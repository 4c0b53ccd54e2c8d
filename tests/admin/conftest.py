"""What the tests of the desk share: a task, an official who has it, and years to count in."""

import pytest

from tests.factories import DepartmentFactory, OfficialFactory, RoutingRuleFactory
from tests.factories.cases import sent


@pytest.fixture(autouse=True)
def from_today_on(years):
    """Pages count from today on."""


@pytest.fixture
def task():
    RoutingRuleFactory(department=DepartmentFactory(code="STI"))
    return sent().review_tasks.get()


@pytest.fixture
def reviewer(task, client):
    official = OfficialFactory(department=task.department)
    client.force_login(official)
    return official
