from datetime import timedelta

import pytest
from django.db import connection

from applications.models import CalendarYear, OutboxMail, ReviewTask
from applications.states import Level, Role
from applications.workflow import clock, intake, review, sweep
from tests.conftest import queries_of
from tests.factories import DepartmentFactory, OfficialFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, owner_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

# Sent on Monday 14 September 2026, promised in 5 working days, by law in 10: due on Sunday 20 (worked) and on 28.
ON_THE_DAY = MONDAY.replace(day=20)
RED = MONDAY.replace(day=21)
BLACK = MONDAY.replace(day=29)


@pytest.fixture
def head():
    return OfficialFactory(role=Role.HEAD, department=DepartmentFactory(code="STI"))


@pytest.fixture
def supervisor():
    return OfficialFactory(role=Role.SUPERVISOR, department=DepartmentFactory(code="GSD"))


@pytest.fixture
def leader():
    return OfficialFactory(role=Role.LEADER, department=None)


@pytest.fixture
def submitted(head):
    """Hand in ``count`` applications; each has one task."""
    RoutingRuleFactory(department=head.department)

    def submit(count):
        for _count in range(count):
            sent()
        return list(ReviewTask.objects.order_by("-pk")[:count])

    return submit


def poison(task):
    """Make every update of ``task`` fail, as a bad row would."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE FUNCTION poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'poisoned'; END $$")
        cursor.execute(
            "CREATE TRIGGER poison BEFORE UPDATE ON applications_reviewtask"
            f" FOR EACH ROW WHEN (OLD.id = {task.pk}) EXECUTE FUNCTION poison()"
        )


def escalated(at):
    done = sweep.everything(at=at)
    return {what: count for what, count in done.items() if what.startswith("escalated")}


def told(kind):
    return set(OutboxMail.objects.filter(kind=kind).values_list("recipient", flat=True))


def test_red_task_is_told_to_head_and_supervisor_once_however_often_the_sweep_runs(submitted, head, supervisor):
    """R14."""
    [task] = submitted(1)

    assert escalated(at=ON_THE_DAY) == {"escalated_black": 0, "escalated_red": 0}
    runs = [sweep.everything(at=RED)["escalated_red"] for _run in range(3)]

    task.refresh_from_db()
    assert (runs, task.told, task.told_at) == ([1, 0, 0], Level.RED, RED)
    assert told("task_red") == {head.pk, supervisor.pk}
    assert OutboxMail.objects.filter(kind="task_red").count() == 2


def test_black_task_is_told_to_the_district_leader_too(submitted, head, supervisor, leader):
    submitted(1)
    sweep.everything(at=RED)

    runs = [escalated(at=BLACK) for _run in range(2)]

    assert runs == [{"escalated_black": 1, "escalated_red": 0}, {"escalated_black": 0, "escalated_red": 0}]
    assert told("task_black") == {head.pk, supervisor.pk, leader.pk}


def test_task_that_nobody_saw_turn_red_is_told_as_black_at_once(submitted, head, supervisor, leader):
    """Beat stood still for two weeks."""
    submitted(1)

    assert escalated(at=BLACK) == {"escalated_black": 1, "escalated_red": 0}
    assert told("task_red") == set()


def test_nothing_turns_red_on_a_day_off(submitted):
    """R14: the Friday of the bridge is no working day; the task due on Thursday is red from Monday on."""
    [task] = submitted(1)
    ReviewTask.objects.filter(pk=task.pk).update(promised_due_on=MONDAY.replace(day=24).date())

    days = {day: sweep.everything(at=MONDAY.replace(day=day))["escalated_red"] for day in (24, 25, 26, 27, 28)}

    assert days == {24: 0, 25: 0, 26: 0, 27: 0, 28: 1}


def test_black_is_told_on_the_day_after_the_laws_day_even_if_that_is_a_day_off(submitted):
    """R14: the law's day is Thursday the 24th; Friday is a holiday, and the day has passed all the same."""
    [task] = submitted(1)
    thursday = MONDAY.replace(day=24)
    ReviewTask.objects.filter(pk=task.pk).update(statutory_due_on=thursday.date())

    days = {day: sweep.everything(at=MONDAY.replace(day=day))["escalated_black"] for day in (24, 25, 26)}

    assert days == {24: 0, 25: 1, 26: 0}


@pytest.mark.parametrize("end", ["opinion", "withdrawal"])
def test_task_that_has_ended_is_never_late(submitted, end):
    [task] = submitted(1)
    if end == "opinion":
        official = OfficialFactory(department=task.department)
        review.give_opinion(task=task, by=official, at=MONDAY, verdict="support", reasons="Yes.")
    else:
        intake.withdraw(application=task.application, by=owner_of(task.application), at=MONDAY)

    assert escalated(at=BLACK) == {"escalated_black": 0, "escalated_red": 0}


def test_head_of_another_department_hears_nothing(submitted, head, supervisor):
    other = OfficialFactory(role=Role.HEAD)
    submitted(1)

    sweep.everything(at=RED)

    assert other.pk not in told("task_red")


def test_supervisor_who_is_head_of_the_late_department_hears_once(submitted, head, supervisor):
    supervisor.department = head.department
    supervisor.save()
    submitted(1)

    sweep.everything(at=RED)

    assert OutboxMail.objects.filter(kind="task_red", recipient=supervisor).count() == 1


def test_thirty_late_tasks_cost_as_many_queries_as_three(submitted, supervisor):
    sweep.everything(at=MONDAY)  # provides the years, once
    submitted(3)
    cost_of_three = queries_of(lambda: sweep.everything(at=RED))
    submitted(30)
    cost_of_thirty = queries_of(lambda: sweep.everything(at=RED))

    assert ReviewTask.objects.filter(told=Level.RED).count() == 33
    assert cost_of_thirty == cost_of_three


def test_what_does_not_fit_into_one_batch_goes_into_the_next(submitted, monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 2)
    submitted(5)

    assert sweep.everything(at=RED)["escalated_red"] == 5


def test_poisoned_task_stops_no_other_and_is_left_for_the_next_sweep(submitted, caplog):
    healthy, poisoned, other = submitted(3)
    poison(poisoned)

    assert [sweep.everything(at=RED)["escalated_red"] for _run in range(2)] == [2, 0]

    assert set(ReviewTask.objects.filter(told=Level.RED)) == {healthy, other}
    assert [record.getMessage() for record in caplog.records if record.levelname == "ERROR"] == [
        f"Row {poisoned.pk} is left for the next sweep"
    ] * 2


def test_sweep_provides_the_years_that_nobody_has_announced_once():
    """R1: provisional, with the statutory days off of that year."""
    runs = [escalated(at=MONDAY) for _run in range(2)]

    year = CalendarYear.objects.get(year=2028)
    assert len(runs) == 2
    assert (year.announced, year.days.filter(day="2028-10-01").get().name_zh) == (False, "国庆节")
    assert not year.days.filter(is_working=True).exists()


def test_calendar_is_read_again_after_a_change_and_not_before():
    first = clock.calendar()

    cost_of_the_same = queries_of(clock.calendar)
    CalendarYear.objects.filter(year=2027).update(announced=True, revision=2)

    assert cost_of_the_same == 1
    assert clock.calendar().years[2027] is True
    assert first.years[2027] is False


def test_gap_of_three_days_loses_nothing(submitted):
    submitted(1)

    assert sweep.everything(at=RED + timedelta(days=3))["escalated_red"] == 1


def test_year_that_another_sweep_has_provided_a_moment_ago_is_left_as_it_is():
    clock._provide(2031)
    days = CalendarYear.objects.get(year=2031).days.count()

    clock._provide(2031)

    assert CalendarYear.objects.get(year=2031).days.count() == days > 0
