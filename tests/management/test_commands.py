"""What an operator runs by hand."""

import json
from datetime import timedelta
from io import StringIO

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from applications.management.commands import draw_states
from applications.models import Heartbeat, OutboxMail
from applications.workflow import clock
from tests.factories import OfficialFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("years")]


def run(*words):
    out = StringIO()
    call_command(*words, stdout=out)
    return out.getvalue()


def beat():
    for name in ("worker", "beat"):
        Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now()})


def test_sweep_escalates_and_sends_what_is_owed(calendar):
    RoutingRuleFactory(department=OfficialFactory(role="head").department)
    sent()

    done = json.loads(run("sweep", "--json"))

    nothing = {"drafts_told": 0, "drafts_deleted": 0, "files_deleted": 0, "sessions_deleted": 0}
    assert done == {"escalated_black": 1, "escalated_red": 0, "mails_sent": 3} | nothing
    assert len(mail.outbox) == 3
    assert "mails sent: 0" in run("sweep")


def test_ops_status_tells_how_the_service_stands(calendar):
    beat()
    RoutingRuleFactory()
    sent(at=timezone.now())

    status = json.loads(run("ops_status", "--json"))

    assert (status["open_tasks"], status["overdue_tasks"], status["unsent_mails"]) == (1, 0, 1)
    assert (status["calendar_known_to"], status["database"], status["broker"]) == (
        max(clock.calendar().years),
        "ok",
        "ok",
    )
    assert status["findings"] == []


@pytest.mark.parametrize(
    ("break_it", "finding"),
    [
        (lambda: Heartbeat.objects.filter(name="beat").delete(), "beat"),
        (lambda: Heartbeat.objects.filter(name="worker").update(at=timezone.now() - timedelta(hours=1)), "worker"),
        (lambda: OutboxMail.objects.update(attempts=6), "parked_mails"),
        (lambda: sent(at=MONDAY), "unescalated_tasks"),
    ],
)
def test_ops_status_exits_with_one_on_a_finding(calendar, break_it, finding, capsys):
    beat()
    RoutingRuleFactory()
    sent(at=timezone.now())
    break_it()

    with pytest.raises(SystemExit) as ended:
        call_command("ops_status")

    assert ended.value.code == 1
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines() if "<--" in line] == [
        finding.split("_")[0]
    ]


def test_drawing_that_is_out_of_date_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(draw_states, "PAGE", tmp_path / "states.md")
    call_command("draw_states")
    call_command("draw_states", "--check")
    draw_states.PAGE.write_text("# Old\n", encoding="utf-8")

    with pytest.raises(CommandError, match="make states"):
        call_command("draw_states", "--check")


def test_ops_status_says_what_is_wrong_with_a_database_that_is_behind(calendar, capsys):
    beat()
    MigrationRecorder.Migration.objects.filter(app="applications", name__startswith="0005").delete()

    with pytest.raises(SystemExit):
        call_command("ops_status", "--json")

    status = json.loads(capsys.readouterr().out)
    assert (status["migrations"], status["findings"], "open_tasks" in status) == (
        "not all applied",
        ["migrations"],
        False,
    )
