"""What every test may lean on."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone, translation
from hypothesis import settings as hypothesis

from applications.workflow import Refused, clock
from tests.factories import CalendarDayFactory, CalendarYearFactory

# No test times anything: a busy machine is no fault.
hypothesis.register_profile("suite", deadline=None)
hypothesis.load_profile("suite")

HOLIDAYS = [date(2026, 9, day) for day in (25, 26, 27)] + [date(2026, 10, day) for day in range(1, 8)]
MAKE_UP_DAYS = [date(2026, 9, 20), date(2026, 10, 10)]


def at_once(*calls):
    """Run each call in its own thread and connection; return their outcomes."""

    def run(call):
        try:
            return call()
        except (Refused, PermissionDenied) as refusal:
            return type(refusal).__name__
        finally:
            connection.close()

    with ThreadPoolExecutor(len(calls)) as pool:
        return list(pool.map(run, calls))


def without_waiting(call):
    """Let ``call`` fail where it would wait for a lock, so that it does not hang the suite."""

    def run():
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout TO '2s'")
        return call()

    return run


def queries_of(call):
    """Return how many queries ``call`` costs."""
    with CaptureQueriesContext(connection) as queries:
        call()
    return len(queries)


@pytest.fixture(autouse=True)
def plain_settings(settings, tmp_path_factory):
    """Files in a place of their own, static ones neither hashed nor served, passwords that cost nothing."""
    settings.MEDIA_ROOT = str(tmp_path_factory.getbasetemp() / "media")
    settings.STATIC_ROOT = ""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture(autouse=True)
def nothing_remembered():
    """A process remembers the days of a revision, and the language of its last page."""
    clock._calendar.cache_clear()
    translation.deactivate()


@pytest.fixture
def years():
    """Pages count from today on, whenever the suite runs."""
    for year in range(2026, timezone.localdate().year + 3):
        CalendarYearFactory(year=year)


@pytest.fixture
def calendar():
    """The autumn of 2026 as announced, and 2027 as nobody has announced it."""
    CalendarYearFactory(year=2026)
    CalendarYearFactory(year=2027, announced=False)
    for day in HOLIDAYS:
        CalendarDayFactory(day=day)
    for day in MAKE_UP_DAYS:
        CalendarDayFactory(day=day, is_working=True, name_zh="调休", name_en="Make-up day")
