"""What hangs on the string of a case, read from its rows."""

from datetime import date, timedelta

import pytest

from applications.models import Application, ReviewTask
from applications.reading import string
from applications.reading.string import MARKS, Mark
from applications.states import ReviewState, TaskKind
from applications.workflow import intake, review
from tests.factories import DepartmentFactory, PermitTypeFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, a_lead, decided, draft, official_of, owner_of, sent, with_every_opinion

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

TODAY = date(2026, 9, 16)
LATER = [{"type": "event", "code": "FITOUT", "state": "completed"}]


@pytest.fixture
def lead():
    """Departments for all parts and for two of them, a permit that waits, and somebody who decides."""
    person = a_lead()
    RoutingRuleFactory(code="LEAD", kind=TaskKind.CASE_LEAD, department=person.department, promised_wd=8)
    RoutingRuleFactory(code="ALL", department=DepartmentFactory(code="STI"))
    RoutingRuleFactory(code="WS-1", part="workspace", department=DepartmentFactory(code="IIT"), promised_wd=3)
    RoutingRuleFactory(code="WS-2", part="workspace", department=DepartmentFactory(code="FIN"), promised_wd=3)
    RoutingRuleFactory(
        code="AP",
        part="approvals",
        kind=TaskKind.PERMIT,
        department=DepartmentFactory(code="HCB"),
        permit_type=PermitTypeFactory(code="FIRE_FILE", requires=LATER),
    )
    return person


def case():
    return sent(parts=("workspace", "funding", "approvals"), permits=("FIRE_FILE",))


def read(application, today=TODAY):
    application.refresh_from_db()
    tasks = application.review_tasks.select_related("rule", "department").order_by("-pk")
    return string.of(application, tasks, today=today)


def hanging(thread):
    return {strand.kind: [(bead.code, bead.mark) for bead in strand.beads] for strand in thread.strands}


@pytest.mark.usefixtures("lead")
def test_string_has_a_strand_for_each_part_and_one_for_what_all_share():
    assert hanging(read(case())) == {
        "common": [("STI", Mark.RUNNING)],
        "workspace": [("IIT", Mark.RUNNING), ("FIN", Mark.RUNNING)],
        "funding": [],
        "approvals": [("HCB", Mark.WAITING)],
    }


@pytest.mark.usefixtures("lead")
def test_decision_of_the_lead_is_the_knot_and_no_bead():
    thread = read(case())

    assert (thread.knot.code, thread.is_tied) == ("IPE", False)
    assert "IPE" not in [bead.code for bead in thread.beads]


@pytest.mark.usefixtures("lead")
def test_case_of_one_part_has_no_other_strands():
    assert list(hanging(read(sent(parts=("workspace",))))) == ["common", "workspace"]


def test_strand_counts_what_is_done_and_says_the_next_date(lead):
    application = case()
    task = application.review_tasks.get(rule__code="WS-1")
    review.give_opinion(task=task, by=official_of(task), at=MONDAY, verdict="support", reasons="Sound.")

    workspace = read(application).strands[1]
    assert (workspace.done, workspace.total, workspace.next_day) == (1, 2, date(2026, 9, 17))


def test_decided_case_is_tied_and_goes_on(lead):
    application = with_every_opinion(case())
    decided(application, by=lead)

    thread = read(application)
    assert (thread.is_tied, thread.goes_on, thread.has_keys, thread.has_arrived) == (True, True, True, False)
    assert thread.today == TODAY


def test_refused_case_ends_at_its_knot_without_what_will_not_come(lead):
    application = with_every_opinion(case())
    decided(application, by=lead, outcome="refused")

    thread = read(application)
    assert (thread.is_tied, thread.goes_on, thread.today) == (True, False, None)
    assert Mark.WAITING not in thread.marks
    assert {strand.kind for strand in thread.strands if strand.is_refused} == {"workspace", "funding", "approvals"}


@pytest.mark.usefixtures("lead")
def test_withdrawn_case_keeps_the_dates_it_had():
    application = case()
    intake.withdraw(application=application, by=owner_of(application), at=MONDAY + timedelta(hours=1))

    thread = read(application)
    assert hanging(thread)["workspace"] == [("IIT", Mark.ENDED), ("FIN", Mark.ENDED)]
    assert hanging(thread)["approvals"] == []
    assert (thread.goes_on, thread.today) == (False, None)


def test_draft_has_no_string():
    assert string.of(draft(), [], today=TODAY) is None


@pytest.mark.usefixtures("lead")
def test_date_that_rests_on_an_unannounced_year_is_marked():
    application = case()
    before = read(application).is_provisional
    ReviewTask.objects.filter(rule__code="WS-1").update(promised_is_provisional=True)

    assert (before, read(application).is_provisional) == (False, True)


def test_every_state_of_a_matter_has_its_bead():
    assert set(MARKS) == set(ReviewState)


@pytest.mark.usefixtures("lead")
def test_string_of_rows_that_are_there_asks_the_database_nothing(django_assert_num_queries):
    case()
    rows = Application.objects.prefetch_related("parts", "decisions", "review_tasks__rule", "review_tasks__department")
    application = rows.get()

    with django_assert_num_queries(0):
        string.of(application, application.review_tasks.all(), today=TODAY)
