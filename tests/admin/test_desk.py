"""The desk through its pages: who sees what, which acts are offered, what they do."""

from http import HTTPStatus
from urllib.parse import quote

import pytest
from django.urls import reverse

from applications.models import AuditEvent
from applications.states import ApplicationState, Outcome, ReviewState, Role, TaskKind
from applications.workflow import intake, review
from tests.admin.pages import CASES, QUEUE, case_url, html, url
from tests.factories import (
    DepartmentFactory,
    FounderFactory,
    OfficialFactory,
    PermitTypeFactory,
    RoutingRuleFactory,
)
from tests.factories.cases import MONDAY, a_lead, decided, draft, official_of, owner_of, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def test_official_finds_the_task_on_front_page_and_queue(client, task, reviewer):
    for page in (reverse("admin:index"), QUEUE):
        assert task.application.reference in html(client.get(page))


def test_case_page_shows_answers_clock_departments_and_acts(client, task, reviewer):
    text = html(client.get(url(task)))

    for words in ("Example Ltd", "2026-09-20", "2026-09-28", "working days late", "Take", "Give the first answer"):
        assert words in text
    assert "Decide on the permit" not in text
    assert "Confirm that it is complete" not in text


def test_official_takes_answers_and_gives_the_opinion(client, task, reviewer):
    taken = client.post(url(task, "take"), follow=True)
    client.post(url(task, "first-answer"), {"answer": "We look at it."})
    given = client.post(url(task, "opinion"), {"verdict": "support", "reasons": "Sound optics."}, follow=True)

    task.refresh_from_db()
    assert "You hold this task now." in html(taken)
    assert (task.state, task.holder, task.verdict) == (ReviewState.DECIDED_GRANTED, reviewer, "support")
    assert "Give the department&#x27;s opinion" not in html(given)


def test_opinion_without_words_is_asked_for_again_and_changes_nothing(client, task, reviewer):
    response = client.post(url(task, "opinion"), {"verdict": "support_with_conditions", "reasons": ""})

    task.refresh_from_db()
    assert response.status_code == HTTPStatus.OK
    assert set(response.context["form"].errors) == {"reasons", "conditions"}
    assert task.state == ReviewState.ACCEPTED


def test_act_that_is_not_possible_any_more_says_why(client, task, reviewer):
    review.give_opinion(task=task, by=reviewer, at=MONDAY, verdict="support", reasons="Yes.")

    response = client.post(url(task, "opinion"), {"verdict": "object", "reasons": "No."})

    assert "Not possible now. Status: Opinion given." in html(response)


@pytest.mark.parametrize("slug", ["change", "take", "first-answer", "opinion", "complete", "permit"])
def test_unrouted_reviewer_finds_nothing(client, task, slug):
    client.force_login(OfficialFactory(department=DepartmentFactory(code="EMB")))

    for method in (client.get, client.post):
        assert method(url(task, slug)).status_code in {HTTPStatus.NOT_FOUND, HTTPStatus.METHOD_NOT_ALLOWED}
    assert client.get(case_url(task.application)).status_code == HTTPStatus.NOT_FOUND
    for page in (QUEUE, CASES, f"{QUEUE}?q={task.application.reference}", f"{QUEUE}?show=ended", f"{CASES}?q=Example"):
        assert "Example Ltd" not in html(client.get(page))
    assert AuditEvent.objects.filter(now="in_review").count() == 0


def test_founder_finds_no_desk(client, task):
    client.force_login(FounderFactory())

    for page in (reverse("admin:index"), QUEUE, CASES, url(task), url(task, "opinion"), case_url(task.application)):
        assert client.get(page).status_code == HTTPStatus.NOT_FOUND


def test_nobody_is_asked_to_sign_in_at_the_one_place(client, task):
    response = client.get(url(task), follow=True)

    assert response.redirect_chain[-1][0].startswith(reverse("account_login"))


def test_autocomplete_answers_nobody(client, task, reviewer):
    ask = reverse("admin:autocomplete")
    for person in (reviewer, FounderFactory()):
        client.force_login(person)
        response = client.get(
            ask, {"app_label": "applications", "model_name": "reviewtask", "field_name": "application", "term": "NS"}
        )
        assert response.status_code == HTTPStatus.NOT_FOUND


def test_draft_is_not_on_any_desk(client, task):
    application = draft()
    client.force_login(a_lead())

    assert client.get(case_url(application)).status_code == HTTPStatus.NOT_FOUND
    assert application.reference not in html(client.get(CASES))


def test_department_does_not_read_anothers_opinion(client, task, reviewer):
    RoutingRuleFactory(department=DepartmentFactory(code="FIN"))
    RoutingRuleFactory(department=task.department)
    application = sent()
    theirs = application.review_tasks.get(department__code="FIN")
    review.give_opinion(task=theirs, by=official_of(theirs), at=MONDAY, verdict="object", reasons="SECRET doubts")
    mine = application.review_tasks.filter(department=task.department).first()

    text = html(client.get(url(mine)))

    assert "Opinion given" in text
    assert "SECRET" not in text


def test_lead_reads_opinions_and_decides_part_by_part(client, task):
    lead = a_lead()
    RoutingRuleFactory(department=lead.department, kind=TaskKind.CASE_LEAD)
    application = with_every_opinion(sent(parts=("workspace", "funding")))
    client.force_login(lead)

    page = client.get(case_url(application))
    response = client.post(
        case_url(application, "decide"),
        {
            "workspace_outcome": "granted",
            "workspace_reasons": "A unit fits.",
            "funding_outcome": "refused",
            "funding_reasons": "Too early.",
            "funding_remedies": "Reconsideration within 60 days.",
        },
        follow=True,
    )

    application.refresh_from_db()
    assert "Sound optics." in html(page)
    assert "The package is decided." in html(response)
    assert application.state == ApplicationState.OFFER_PREPARED
    assert dict(application.decisions.values_list("part__kind", "outcome")) == {
        "workspace": Outcome.GRANTED,
        "funding": Outcome.REFUSED,
    }


def test_decision_names_each_missing_thing_at_its_field(client, task):
    lead = a_lead()
    application = with_every_opinion(task.application)
    client.force_login(lead)

    response = client.post(
        case_url(application, "decide"), {"workspace_outcome": "refused", "workspace_reasons": "No."}
    )

    assert response.context["form"].errors == {
        "workspace_remedies": ["A refusal needs to say which remedies there are."]
    }


def test_lead_is_told_which_opinion_is_missing(client, task):
    client.force_login(a_lead())

    page = client.get(case_url(task.application))
    response = client.post(
        case_url(task.application, "decide"), {"workspace_outcome": "granted", "workspace_reasons": "Yes."}
    )

    for text in (html(page), html(response)):
        assert "These departments have not given their opinion yet: Department STI." in text
    assert case_url(task.application, "decide") not in html(page)


def test_intake_confirms_completeness(client):
    RoutingRuleFactory(department=DepartmentFactory(code="GSD"), kind=TaskKind.COMPLETENESS)
    task = sent().review_tasks.get()
    client.force_login(OfficialFactory(department=task.department, role=Role.INTAKE))

    response = client.post(url(task, "complete"), follow=True)

    task.refresh_from_db()
    assert "Completeness is confirmed." in html(response)
    assert task.state == ReviewState.DECIDED_GRANTED


def test_department_decides_a_permit(client):
    RoutingRuleFactory(part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="BIZ_REG"))
    task = sent(parts=("approvals",), permits=("BIZ_REG",)).review_tasks.get()
    client.force_login(official_of(task))

    refused = client.post(url(task, "permit"), {"outcome": "refused"})
    client.post(url(task, "permit"), {"outcome": "granted"})

    task.refresh_from_db()
    assert set(refused.context["form"].errors) == {"reasons", "remedies"}
    assert task.state == ReviewState.DECIDED_GRANTED


def test_blocked_permit_offers_no_act_and_says_why(client):
    needs = [{"type": "package_part", "code": "workspace", "state": "lease_signed"}]
    RoutingRuleFactory(
        part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="EIA_REG", requires=needs)
    )
    task = sent(parts=("approvals",), permits=("EIA_REG",)).review_tasks.get()
    client.force_login(official_of(task))

    text = html(client.get(url(task)))

    assert "Starts once the lease of the workspace is signed." in text
    assert "What you can do" not in text


def test_owner_of_the_case_is_no_official_of_it(client, task):
    client.force_login(owner_of(task.application))

    assert client.get(url(task)).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("key", ["nonsense", "9" * 40, "0", "1_2F", "-1"])
def test_key_that_cannot_be_is_not_found(client, task, reviewer, key):
    assert client.get(f"{QUEUE}{key}/change/").status_code == HTTPStatus.NOT_FOUND


def test_link_of_a_mail_leads_there_after_signing_in(client, task):
    response = client.get(url(task), follow=True)

    assert response.redirect_chain[-1][0] == f"{reverse('account_login')}?next={quote(url(task), safe='')}"


def test_password_is_changed_at_the_one_place_that_counts_the_tries(client, reviewer):
    assert client.get(reverse("admin:password_change")).url == reverse("account_change_password")


def test_conditions_belong_to_a_support_with_conditions(client, task, reviewer):
    client.post(url(task, "opinion"), {"verdict": "object", "reasons": "No.", "conditions": "Left over."})

    task.refresh_from_db()
    assert (task.verdict, task.conditions) == ("object", "")


def test_departments_read_why_the_founder_withdrew(client, task, reviewer):
    intake.withdraw(application=task.application, by=owner_of(task.application), at=MONDAY, why="We move away.")

    assert "The founder withdrew and wrote: We move away." in html(client.get(url(task)))


def test_permit_that_waits_in_vain_is_in_no_queue(client):
    lead = a_lead()
    needs = [{"type": "event", "code": "FITOUT", "state": "completed"}]
    RoutingRuleFactory(department=lead.department, kind=TaskKind.CASE_LEAD)
    RoutingRuleFactory(
        part="approvals", kind=TaskKind.PERMIT, permit_type=PermitTypeFactory(code="FIRE_FILE", requires=needs)
    )
    application = sent(parts=("approvals",), permits=("FIRE_FILE",))
    client.force_login(official_of(application.review_tasks.get(kind=TaskKind.PERMIT)))
    assert application.reference in html(client.get(QUEUE))

    decided(application, by=lead, outcome="refused")

    assert application.reference not in html(client.get(QUEUE))
