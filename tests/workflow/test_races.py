import time
from collections import Counter
from uuid import uuid4

import pytest
from django.db import connection, transaction

from applications.ledger import audit
from applications.models import Application, AuditEvent, OutboxMail, ReviewTask, User
from applications.states import Level, Role, TaskKind
from applications.workflow import assist, intake, moves, review, sweep
from tests.conftest import at_once, without_waiting
from tests.factories import DepartmentFactory, OfficialFactory, ProgrammeFactory, RoutingRuleFactory
from tests.factories.cases import CODE, MONDAY, a_lead, draft, editions, official_of, owner_of, send, sent

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calendar")]

LATE = MONDAY.replace(day=21)


def test_send_pressed_eight_times_at_once_sends_once():
    RoutingRuleFactory()
    application, token = draft(), uuid4()

    outcomes = at_once(*[lambda: send(application, token=token)] * 8)

    assert outcomes == [application] * 8
    assert (ReviewTask.objects.count(), AuditEvent.objects.filter(now="submitted").count()) == (1, 1)
    assert OutboxMail.objects.filter(kind="application_received").count() == 1


def test_send_pressed_on_eight_pages_at_once_sends_once():
    """Each page has a token of its own: one is first, the others are told."""
    RoutingRuleFactory()
    application = draft()
    founder, checked = owner_of(application), editions(application)

    outcomes = at_once(
        *[lambda: intake.submit(application=application, by=founder, at=MONDAY, token=uuid4(), editions=checked)] * 8
    )

    assert (outcomes.count("Refused"), ReviewTask.objects.count()) == (7, 1)


def test_two_drafts_of_one_company_sent_at_once_leave_one_open():
    RoutingRuleFactory()
    drafts = [draft(code=CODE) for _draft in range(2)]

    outcomes = at_once(*[lambda application=application: send(application) for application in drafts])

    assert outcomes.count("Refused") == 1
    assert ReviewTask.objects.count() == 1


def test_four_last_opinions_at_once_call_the_lead_once():
    lead = a_lead()
    RoutingRuleFactory(code="ALL-IPE", kind=TaskKind.CASE_LEAD, department=lead.department)
    RoutingRuleFactory.create_batch(4)
    for _round in range(5):
        application = sent()
        tasks = application.review_tasks.filter(kind=TaskKind.OPINION)
        officials = {task: official_of(task) for task in tasks}
        at_once(
            *[
                lambda task=task, officials=officials: review.give_opinion(
                    task=task, by=officials[task], at=MONDAY, verdict="support", reasons="Yes."
                )
                for task in tasks
            ]
        )

    assert OutboxMail.objects.filter(kind="opinions_complete").count() == 5


@pytest.mark.parametrize("round_", range(10))
def test_two_officials_of_a_department_at_once_give_one_opinion(round_):
    department = DepartmentFactory(code="STI")
    RoutingRuleFactory(department=department)
    task = sent().review_tasks.get()
    yes, no = OfficialFactory.create_batch(2, department=department)

    outcomes = at_once(
        lambda: review.give_opinion(task=task, by=yes, at=MONDAY, verdict="support", reasons="Yes."),
        lambda: review.give_opinion(task=task, by=no, at=MONDAY, verdict="object", reasons="No."),
    )

    task.refresh_from_db()
    assert outcomes.count("Refused") == 1
    assert (task.verdict, task.decided_by) in {("support", yes), ("object", no)}
    assert task.events.filter(was="in_review").count() == 1


@pytest.mark.parametrize("round_", range(5))
def test_late_opinion_and_the_sweep_do_not_deadlock(round_):
    official = OfficialFactory()
    RoutingRuleFactory(department=official.department)
    task = sent().review_tasks.get()

    at_once(
        lambda: review.give_opinion(task=task, by=official, at=LATE, verdict="support", reasons="Sound."),
        lambda: sweep.everything(at=LATE),
    )

    task.refresh_from_db()
    assert task.verdict == "support"


def test_two_sweeps_at_once_escalate_each_task_once(monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 3)  # many batches, so that the two meet
    head = OfficialFactory(role=Role.HEAD, department=DepartmentFactory(code="STI"))
    RoutingRuleFactory(department=head.department)
    for _case in range(20):
        sent()

    escalated = at_once(*[lambda: sweep.everything(at=LATE)["escalated_red"]] * 2)

    trail = AuditEvent.objects.filter(act="escalated_red").values_list("task", flat=True)
    assert sum(escalated) == 20
    assert Counter(trail) == {task.pk: 1 for task in ReviewTask.objects.all()}
    assert OutboxMail.objects.filter(kind="task_red", recipient=head).count() == 20


@pytest.mark.parametrize("held", [lambda task: task.application, lambda task: task], ids=["application", "task"])
def test_sweep_passes_over_what_a_person_holds_and_does_not_wait(held, caplog):
    RoutingRuleFactory()
    for _case in range(2):
        sent()
    busy, free = ReviewTask.objects.order_by("pk")
    sweep_again = without_waiting(lambda: sweep.everything(at=LATE))

    with transaction.atomic():
        moves.locked(held(busy))
        at_once(sweep_again)
        assert list(ReviewTask.objects.filter(told=Level.RED)) == [free]
    at_once(sweep_again)

    assert set(ReviewTask.objects.filter(told=Level.RED)) == {busy, free}
    assert [record for record in caplog.records if record.levelname == "ERROR"] == []


def test_trail_may_be_written_while_somebody_holds_the_case():
    """Decision 0006: a full lock would make a row that points here wait, and can deadlock with the sweep."""
    RoutingRuleFactory()
    application = sent()

    with transaction.atomic():
        moves.locked(application)
        [event] = at_once(without_waiting(lambda: audit.record(application, act="noted", by=None, at=MONDAY)))

    assert application.events.filter(pk=event.pk).exists()


def test_sweep_looks_again_at_what_it_has_locked():
    """Two sweeps may read the same list; the second finds what the first has done."""
    RoutingRuleFactory()
    sent()
    [escalation] = [one for one in sweep.ESCALATIONS if one.level == Level.RED]
    keys = list(ReviewTask.objects.values_list("pk", flat=True))

    assert [sweep._escalate(escalation, LATE.date(), keys, at=LATE) for _run in range(2)] == [1, 0]


def until_somebody_waits():
    """Return once a statement waits for another transaction."""
    waiting = "SELECT count(*) FROM pg_locks WHERE NOT granted"
    for _look in range(500):
        with connection.cursor() as cursor:
            cursor.execute(waiting)
            if cursor.fetchone()[0]:
                return
        time.sleep(0.01)


def test_a_founder_who_signs_up_while_the_clerk_starts_for_him_gets_the_draft():
    clerk = OfficialFactory(role=Role.INTAKE, department=DepartmentFactory(code="GSD"))
    facts = {"programme": ProgrammeFactory(), "email": "lin@firm.example", "name": "Lin", "language": "en"}

    def sign_up():
        with transaction.atomic():
            person = User.objects.create_user("lin@firm.example", "correct horse battery")
            until_somebody_waits()
        return person

    def start():
        time.sleep(0.2)  # the other one is first
        return assist.start_for(by=clerk, at=MONDAY, **facts)

    person, application = at_once(sign_up, start)

    assert Application.objects.get() == application
    assert assist.founder_of(application) == person
    assert not User.objects.get(pk=person.pk).has_usable_password()
