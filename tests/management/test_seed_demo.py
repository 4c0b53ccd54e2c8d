"""The demo district stands whole on whatever day it is loaded."""

import json
from datetime import date, datetime
from io import StringIO
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth import authenticate
from django.core.management import CommandError, call_command
from django.utils import timezone

from applications.models import Application, AuditEvent, OutboxMail, PermitType, ReviewTask, RoutingRule, User
from applications.reading import cases
from applications.states import ApplicationState, Role
from applications.workflow import clock, sweep
from tests.factories import SHANGHAI, ApplicationFactory

pytestmark = pytest.mark.django_db

DAYS = {
    "an ordinary Wednesday": datetime(2026, 11, 25, 6, 40, tzinfo=SHANGHAI),
    "the day before the National Day": datetime(2026, 9, 30, 20, tzinfo=SHANGHAI),
    "in the Spring Festival": datetime(2026, 2, 18, 12, tzinfo=SHANGHAI),
    "the first day after it": datetime(2026, 2, 24, 9, 5, tzinfo=SHANGHAI),
    "a make-up Saturday": datetime(2026, 10, 10, 10, tzinfo=SHANGHAI),
    "in a year that is not announced": datetime(2027, 1, 15, 15, tzinfo=SHANGHAI),
}


def seed(*options):
    out = StringIO()
    call_command("seed_demo", "--i-know", *options, stdout=out)
    return out.getvalue()


@pytest.mark.parametrize("moment", DAYS.values(), ids=DAYS.keys())
def test_each_colour_stands_somewhere_after_one_sweep(time_machine, moment):
    """R14."""
    time_machine.move_to(moment, tick=False)
    seed()

    sweep.everything(at=moment)

    running = ReviewTask.objects.filter(application__state=ApplicationState.IN_ASSESSMENT)
    calendar = clock.calendar()
    colours = {cases.colour_of(task, calendar, today=timezone.localdate(moment)) for task in running}
    assert {"green", "yellow", "red", "black"} <= colours
    assert not AuditEvent.objects.filter(at__gt=moment).exists()


def test_at_least_four_have_ended_on_the_days_of_the_file_and_six_are_running(time_machine):
    time_machine.move_to(DAYS["an ordinary Wednesday"], tick=False)
    seed()

    ended = Application.objects.exclude(state=ApplicationState.IN_ASSESSMENT)
    startups = json.loads((Path(settings.BASE_DIR) / "district" / "startups.json").read_text(encoding="utf-8"))
    sent_at = {startup["company"]["name_zh"]: startup["submitted_at"] for startup in startups}
    assert (ended.count(), Application.objects.filter(state=ApplicationState.IN_ASSESSMENT).count()) == (6, 6)
    assert set(ended.values_list("state", flat=True)) == {"offer_prepared", "refused", "withdrawn"}
    for application in ended:
        assert application.submitted_at == datetime.fromisoformat(sent_at[application.company_name_zh])
    assert not ReviewTask.objects.ticking().filter(application__in=ended).exclude(kind="completeness").exists()


def test_second_seeding_changes_nothing():
    seed()
    before = [model.objects.count() for model in (User, Application, ReviewTask, AuditEvent, OutboxMail, RoutingRule)]

    seed()

    after = [model.objects.count() for model in (User, Application, ReviewTask, AuditEvent, OutboxMail, RoutingRule)]
    assert after == before


def test_logins_are_those_of_the_contract(settings):
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    printed = json.loads(seed("--json"))

    logins = {login["email"].split("@")[0]: login for login in printed["logins"]}
    assert {"founder-a", "founder-b", "member-a", "lead", "spaces", "intake", "supervisor", "funds"} <= set(logins)
    assert {"leader", "auditor", "admin", "reviewer-sti", "deputy-psb", "head-gsd"} <= set(logins)
    assert logins["lead"] == {"email": "lead@demo.example", "role": Role.LEAD, "department": "IPE"}
    assert authenticate(email="reviewer-hcb@demo.example", password=printed["password"]).department.code == "HCB"


def test_owners_are_those_of_the_contract():
    seed()

    owned = {
        name: [case.company_name_en for case in User.objects.get(email=f"{name}@demo.example").applications.all()]
        for name in ("founder-a", "founder-b", "member-a")
    }
    assert owned == {
        "founder-a": ["Lumenfox Ranging Ltd (demo)"],
        "founder-b": ["Kestrelstep Exo Ltd (demo)"],
        "member-a": ["Lumenfox Ranging Ltd (demo)"],
    }


def test_district_is_loaded_whole_and_law_in_calendar_days_stays_that():
    seed()

    assert (PermitType.objects.count(), RoutingRule.objects.count()) == (15, 27)
    law = dict(RoutingRule.objects.exclude(statutory_calendar_days=None).values_list("code", "statutory_calendar_days"))
    assert law == {"AP-EIA_FORM": 30, "AP-HAZMAT": 45}


def test_no_mail_of_the_past_is_owed():
    seed()

    assert OutboxMail.objects.exists()
    assert not OutboxMail.objects.filter(sent_at=None).exists()


def test_database_of_somebody_else_is_not_touched():
    with pytest.raises(CommandError, match="--i-know"):
        call_command("seed_demo")

    assert not User.objects.exists()


def test_place_where_an_application_stands_is_left_alone():
    ApplicationFactory()

    seed("--only-if-empty")

    assert Application.objects.count() == 1


def test_calendar_that_a_sweep_made_provisional_is_announced_by_the_seeding(time_machine):
    """R1: a sweep may run before anybody has loaded the official calendar."""
    moment = DAYS["an ordinary Wednesday"]
    time_machine.move_to(moment, tick=False)
    sweep.everything(at=moment)

    seed()

    calendar = clock.calendar()
    assert (calendar.years[2026], calendar.years[2027]) == (True, False)
    assert calendar.is_working(date(2026, 10, 10))  # a make-up Saturday
    assert not ReviewTask.objects.filter(promised_is_provisional=True, promised_due_on__year=2026).exists()


def test_demo_stands_in_later_years_too(time_machine):
    time_machine.move_to(datetime(2031, 12, 31, 12, tzinfo=SHANGHAI), tick=False)

    seed()

    assert Application.objects.count() == 12
