"""The lists of the desk: what each shows to whom, what may be asked of them, what they cost."""

from http import HTTPStatus

import pytest
from django.urls import reverse

from applications.models import Application, CalendarDay, Department, OutboxMail, ReviewTask, RoutingRule
from applications.states import ApplicationState, Role
from applications.workflow import review
from tests.admin.pages import CASES, QUEUE, case_url, html, url
from tests.conftest import queries_of
from tests.factories import (
    DepartmentFactory,
    OfficialFactory,
)
from tests.factories.cases import MONDAY, owner_of, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.mark.parametrize(
    ("show", "shown"),
    [
        ("", {"open", "mine"}),
        ("mine", {"mine"}),
        ("unassigned", {"open"}),
        ("late", {"open", "mine"}),
        ("ended", {"ended"}),
        ("waiting", set()),
    ],
)
def test_tabs_of_the_queue(client, task, reviewer, show, shown):
    cases = {"open": task.application, "mine": sent(), "ended": sent()}
    review.take(task=cases["mine"].review_tasks.get(), by=reviewer, at=MONDAY)
    with_every_opinion(cases["ended"])

    text = html(client.get(QUEUE, {"show": show} if show else {}))

    assert {name for name, case in cases.items() if case.reference in text} == shown


@pytest.mark.parametrize(
    ("role", "department", "reads"),
    [
        (
            Role.ADMIN,
            None,
            {
                "Programme",
                "RoutingRule",
                "PermitType",
                "Fund",
                "Department",
                "User",
                "CalendarYear",
                "CalendarDay",
                "OutboxMail",
            },
        ),
        (Role.REVIEWER, "STI", {"ReviewTask", "Application"}),
    ],
)
def test_rooms_show_each_what_concerns_him(client, role, department, reads):
    client.force_login(
        OfficialFactory(role=role, department=DepartmentFactory(code=department) if department else None)
    )

    rooms = client.get(reverse("admin:index")).context["app_list"]

    assert {model["object_name"] for room in rooms for model in room["models"]} == reads


def test_administrator_sees_no_case(client, task):
    client.force_login(OfficialFactory(role=Role.ADMIN, department=None))

    for page in (
        QUEUE,
        CASES,
        url(task),
        case_url(task.application),
        reverse("admin:applications_auditevent_changelist"),
    ):
        assert client.get(page).status_code == HTTPStatus.NOT_FOUND


def test_administrator_reads_set_up_and_envelopes_but_not_the_words_of_mails(client, task):
    client.force_login(OfficialFactory(role=Role.ADMIN, department=None))
    rule, mail = RoutingRule.objects.get(), OutboxMail.objects.first()

    for model in ("programme", "routingrule", "permittype", "department", "user", "calendaryear", "calendarday"):
        assert client.get(reverse(f"admin:applications_{model}_changelist")).status_code == HTTPStatus.OK
    assert rule.code in html(client.get(reverse("admin:applications_routingrule_change", args=[rule.pk])))
    envelope = html(client.get(reverse("admin:applications_outboxmail_change", args=[mail.pk])))
    assert mail.recipient.name in envelope
    assert task.application.reference not in envelope


def test_auditor_reads_the_trail(client, task):
    client.force_login(OfficialFactory(role=Role.AUDITOR, department=None))

    trail = html(client.get(reverse("admin:applications_auditevent_changelist")))
    assert task.application.reference in trail
    assert "With the departments" in trail
    assert client.get(url(task)).status_code == HTTPStatus.OK


@pytest.mark.parametrize("model", [Department, CalendarDay, ReviewTask])
def test_nothing_is_added_changed_or_deleted_by_hand(client, task, model):
    client.force_login(OfficialFactory(role=Role.ADMIN, department=None))
    base = reverse(f"admin:applications_{model._meta.model_name}_changelist")
    pk = model.objects.first().pk
    before = model.objects.count()

    for path in ("add/", f"{pk}/delete/", f"{pk}/history/"):
        assert client.get(base + path).status_code == HTTPStatus.NOT_FOUND
        assert client.post(base + path, {"post": "yes"}).status_code == HTTPStatus.NOT_FOUND
    client.post(base + f"{pk}/change/", {"code": "X", "state": "draft"})
    client.post(base, {"action": "delete_selected", "_selected_action": pk, "post": "yes"})

    assert model.objects.count() == before


def test_desk_pages_stay_in_their_budget_for_three_rows_and_for_three_hundred(client, task, reviewer):
    pages = [
        reverse("admin:index"),
        QUEUE,
        f"{QUEUE}?show=late",
        f"{QUEUE}?q=Example",
        CASES,
        url(task),
        case_url(task.application),
    ]
    sent()
    sent()
    for page in pages:
        client.get(page)
    costs_of_three = [queries_of(lambda page=page: client.get(page)) for page in pages]
    cases = Application.objects.bulk_create(
        Application(
            reference=f"NS-COPY{n:05}",
            programme=task.application.programme,
            created_at=MONDAY,
            state=ApplicationState.IN_ASSESSMENT,
            submitted_at=MONDAY,
            submitted_by=owner_of(task.application),
            received_on=MONDAY.date(),
        )
        for n in range(297)
    )
    facts = {field.name: getattr(task, field.name) for field in ReviewTask._meta.fields if field.name != "id"}
    ReviewTask.objects.bulk_create(ReviewTask(**{**facts, "application": case}) for case in cases)
    assert ReviewTask.objects.filter(department=task.department).count() == 300

    costs_of_many = [queries_of(lambda page=page: client.get(page)) for page in pages]

    assert costs_of_three == costs_of_many
    assert max(costs_of_many) <= 15


@pytest.mark.parametrize(
    ("model", "question"),
    [
        ("user", "password__startswith=pbkdf2"),
        ("outboxmail", "facts__body__regex=key"),
        ("reviewtask", "holder__password__startswith=md5"),
        ("reviewtask", "reasons__startswith=S"),
        ("reviewtask", "kind__exact=%00"),
        ("reviewtask", "kind__regex=(("),
    ],
)
@pytest.mark.parametrize("role", [Role.ADMIN, Role.AUDITOR, Role.REVIEWER])
def test_list_answers_no_question_that_the_page_does_not_offer(client, task, model, question, role):
    departmental = role == Role.REVIEWER
    client.force_login(OfficialFactory(role=role, department=task.department if departmental else None))

    response = client.get(f"{reverse(f'admin:applications_{model}_changelist')}?{question}")

    assert response.status_code in {HTTPStatus.BAD_REQUEST, HTTPStatus.NOT_FOUND, HTTPStatus.FOUND}


def test_list_answers_what_the_page_offers(client, task, reviewer):
    assert task.application.reference in html(client.get(f"{QUEUE}?kind__exact=opinion"))
    assert task.application.reference not in html(client.get(f"{QUEUE}?kind__exact=permit"))
