"""What the database refuses, whoever asks."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import translation

from applications.models import (
    Application,
    AuditEvent,
    CalendarDay,
    ClockEvent,
    Decision,
    OutboxMail,
    ReviewTask,
    Snapshot,
    User,
)
from applications.states import Role
from tests.factories import (
    ApplicationFactory,
    CalendarYearFactory,
    DepartmentFactory,
    FounderFactory,
    MembershipFactory,
    OfficialFactory,
    RoutingRuleFactory,
)
from tests.factories.cases import MONDAY, a_lead, decided, official_of, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def refuses(name, act):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        act()


@pytest.fixture
def task():
    RoutingRuleFactory()
    return sent().review_tasks.get()


def change(record, **facts):
    return lambda: type(record).objects.filter(pk=record.pk).update(**facts)


def test_unknown_state_is_refused(task):
    refuses("reviewtask_state_known", change(task, state="lost"))
    refuses("application_state_known", change(task.application, state="lost"))


def test_running_task_without_dates_is_refused(task):
    refuses("has_a_clock_once_it_runs", change(task, promised_due_on=None))


def test_blocked_task_with_a_clock_or_without_a_reason_is_refused(task):
    refuses("blocked_has_no_clock", change(task, state="blocked_by_dependency"))
    refuses(
        "blocked_has_no_clock",
        change(task, state="blocked_by_dependency", promised_due_on=None, statutory_due_on=None, waits_for=[]),
    )


def test_promise_later_than_the_law_is_refused(task):
    refuses("promised_within_statutory", change(task, promised_due_on=date(2027, 1, 1)))


def test_end_without_a_moment_and_opinion_without_a_verdict_are_refused(task):
    official = official_of(task)

    refuses("decided_says_when", change(task, state="decided_granted", verdict="support"))
    refuses(
        "opinion_has_verdict", change(task, state="decided_granted", decided_at=MONDAY, decided_by=official, verdict="")
    )
    refuses("decided_at_with_decided_by", change(task, decided_at=MONDAY))


def test_sent_application_without_receipt_is_refused(task):
    refuses("received_once_it_left_draft", change(task.application, received_on=None))


def test_second_task_of_a_rule_is_refused(task):
    refuses(
        "once_per_rule",
        lambda: ReviewTask.objects.create(
            application=task.application, rule=task.rule, department=task.department, kind=task.kind
        ),
    )


def test_second_owner_is_refused():
    application = ApplicationFactory()

    refuses("membership_one_owner", lambda: MembershipFactory(application=application, role="owner"))


def test_trail_clock_and_snapshot_are_only_added_to(task):
    for rows in (AuditEvent.objects.all(), ClockEvent.objects.all(), Snapshot.objects.all()):
        refuses("is only added to", lambda rows=rows: rows.update(id=F("id")))
        refuses("is only added to", lambda rows=rows: rows._raw_delete(rows.db))


def test_mail_is_owed_once_per_event_and_person(task):
    mail = OutboxMail.objects.first()

    refuses(
        "once_per_event_and_recipient",
        lambda: OutboxMail.objects.create(kind="x", event=mail.event, recipient=mail.recipient, owed_at=MONDAY),
    )
    refuses("goes_to_somebody", lambda: OutboxMail.objects.create(kind="x", owed_at=MONDAY))


def test_refusal_without_remedies_is_refused():
    lead = a_lead()
    RoutingRuleFactory(department=lead.department, kind="case_lead")
    decided(with_every_opinion(sent()), by=lead)

    [given] = Decision.objects.all()
    for name, facts in (
        ("refusal_has_remedies", {"outcome": "refused", "remedies": ""}),
        ("has_reasons", {"reasons": ""}),
    ):
        copy = {field.name: getattr(given, field.name) for field in Decision._meta.fields if field.name != "id"}
        refuses(name, lambda copy=copy, facts=facts: Decision.objects.create(**{**copy, **facts}))


def test_official_without_department_and_founder_with_one_are_refused():
    refuses("department_goes_with_the_role", lambda: OfficialFactory(department=None))
    refuses("department_goes_with_the_role", lambda: FounderFactory(department=DepartmentFactory()))
    refuses("officials_are_staff", lambda: FounderFactory(is_staff=True))


def test_address_in_other_letters_is_the_same_address():
    FounderFactory(email="lin@firm.example")

    refuses("one_per_address", lambda: FounderFactory(email="LIN@firm.example"))


def test_day_stands_in_its_year():
    year = CalendarYearFactory(year=2026)

    refuses(
        "stands_in_its_year",
        lambda: CalendarDay.objects.create(
            year=year, day=date(2027, 1, 1), is_working=False, name_zh="元旦", name_en=""
        ),
    )


def test_silence_grants_neither_safety_nor_permits():
    """R16."""
    refuses("silence_never_grants", lambda: RoutingRuleFactory(can_tacit=True, safety_class=True))


def test_superuser_made_by_command_is_an_administrator_without_case_rights():
    admin = User.objects.create_superuser("Root@District.example", "a long password")

    assert (admin.email, admin.role, admin.is_staff, admin.is_superuser) == (
        "root@district.example",
        Role.ADMIN,
        True,
        False,
    )
    assert User.objects.get_by_natural_key("ROOT@district.example") == admin


def test_names_come_in_the_language_at_hand():
    application = Application(company_name_zh="狐光", company_name_en="Lumenfox")

    with translation.override("zh-hans"):
        assert application.company == "狐光"
    with translation.override("en"):
        assert application.company == "Lumenfox"


def test_opinion_that_nobody_knows_and_conditions_left_out_are_refused(task):
    refuses("verdict_known", change(task, verdict="nonsense"))
    refuses("conditions_are_said", change(task, verdict="support_with_conditions", conditions=""))
    refuses("urgency_known", change(task.application, urgency="rather"))
