from datetime import timedelta
from email import message_from_bytes

import pytest
from django.core import mail
from django.db import transaction

from applications.ledger import delivery, outbox
from applications.models import OutboxMail, User
from applications.states import TaskKind
from tests.conftest import at_once, without_waiting
from tests.factories import FounderFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, draft, send
from tests.fakes import MoodyMailServer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.fixture(autouse=True)
def server(settings, monkeypatch):
    settings.EMAIL_BACKEND = "tests.fakes.MoodyMailServer"
    monkeypatch.setattr(MoodyMailServer, "lines_opened", 0)
    return MoodyMailServer


def owe(*addresses):
    """Owe one mail to each of ``addresses``: a founder hears that the application is in."""
    for address in addresses:
        send(draft(founder=FounderFactory(email=address)))


def arrived():
    return [message.to[0] for message in mail.outbox]


def test_owed_mail_goes_out_once_in_order_and_over_one_line(server):
    owe("a@firm.example", "b@firm.example", "c@firm.example")

    assert [delivery.deliver_due(at=MONDAY) for _run in range(2)] == [3, 0]

    assert arrived() == ["a@firm.example", "b@firm.example", "c@firm.example"]
    assert list(OutboxMail.objects.values_list("attempts", "sent_at")) == [(1, MONDAY)] * 3
    assert server.lines_opened == 1


def test_what_does_not_fit_into_one_batch_goes_into_the_next(server, monkeypatch):
    monkeypatch.setattr(delivery, "BATCH", 2)
    owe(*[f"{n}@firm.example" for n in range(5)])

    assert delivery.deliver_due(at=MONDAY) == 5
    assert server.lines_opened == 1


@pytest.mark.parametrize("bad", ["refused@firm.example", "hangup@firm.example"])
def test_failing_mail_stops_no_other(bad):
    owe("a@firm.example", bad, "b@firm.example")

    assert delivery.deliver_due(at=MONDAY) == 2

    assert arrived() == ["a@firm.example", "b@firm.example"]
    assert OutboxMail.objects.get(sent_at=None).recipient.email == bad


def test_failing_mail_is_tried_six_times_in_a_quarter_of_an_hour_and_then_put_aside():
    owe("refused@firm.example")

    attempts = []
    for minute in range(20):
        delivery.deliver_due(at=MONDAY + timedelta(minutes=minute))
        attempts.append(OutboxMail.objects.get().attempts)

    assert attempts == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 5, 5, 6, 6, 6, 6, 6]


def test_mail_without_words_stops_no_other():
    owe("a@firm.example", "b@firm.example")
    OutboxMail.objects.filter(recipient__email="a@firm.example").update(kind="never_written")

    assert delivery.deliver_due(at=MONDAY) == 1
    assert arrived() == ["b@firm.example"]


def test_mail_that_kills_its_worker_takes_no_other_with_it():
    owe("a@firm.example", "killer@firm.example", "b@firm.example", "c@firm.example")
    later = MONDAY + delivery.RETRY_AFTER

    for at in [MONDAY, later]:
        with pytest.raises(SystemExit):
            delivery.deliver_due(at=at)

    assert delivery.deliver_due(at=later) == 2
    assert arrived() == ["a@firm.example", "b@firm.example", "c@firm.example"]


def test_no_mail_loses_an_attempt_while_the_server_is_away(server, monkeypatch):
    owe("a@firm.example")
    monkeypatch.setattr(server, "away", True)

    with pytest.raises(ConnectionRefusedError):
        delivery.deliver_due(at=MONDAY)

    assert OutboxMail.objects.get().attempts == 0


def test_nobody_calls_the_server_for_nothing(server):
    assert delivery.deliver_due(at=MONDAY) == 0
    assert server.lines_opened == 0


def test_receiver_reads_his_own_language_and_the_reference_leads_the_subject():
    owe("a@firm.example", "b@firm.example")
    User.objects.filter(email="b@firm.example").update(language="zh-hans")

    delivery.deliver_due(at=MONDAY)

    english, chinese = mail.outbox
    assert english.subject.startswith("NS-")
    assert "14 September 2026" in english.body
    assert "2026年9月14日" in chinese.body


def test_headers_thread_the_case_and_stop_auto_replies():
    owe("a@firm.example")

    delivery.deliver_due(at=MONDAY)

    owed, [message] = OutboxMail.objects.get(), mail.outbox
    sent = message_from_bytes(message.message().as_bytes())
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["X-Event-Key"] == f"{owed.event_id}:{owed.recipient_id}"
    assert sent["Message-ID"].startswith(f"<mail-{owed.pk}@")
    assert sent["References"] == sent["In-Reply-To"] == f"<case-{owed.event.application.reference}@127.0.0.1>"


def test_words_of_an_account_mail_are_gone_once_it_is_sent():
    outbox.put_account_mail(
        kind="account_password_reset_key", address="a@firm.example", subject="Your link", body="https://...", at=MONDAY
    )

    delivery.deliver_due(at=MONDAY)

    assert (mail.outbox[0].subject, mail.outbox[0].body) == ("Your link", "https://...")
    assert OutboxMail.objects.get().facts == {}


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_mail_once(monkeypatch):
    monkeypatch.setattr(delivery, "BATCH", 3)  # many batches, so that the two meet
    addresses = [f"{n}@firm.example" for n in range(20)]
    owe(*addresses)

    sent = at_once(*[lambda: delivery.deliver_due(at=MONDAY)] * 2)

    assert sum(sent) == 20
    assert sorted(arrived()) == sorted(addresses)


@pytest.mark.django_db(transaction=True)
def test_worker_passes_over_a_mail_that_another_is_claiming_and_does_not_wait():
    owe("a@firm.example", "b@firm.example")

    with transaction.atomic():
        OutboxMail.objects.select_for_update(of=("self",)).get(recipient__email="a@firm.example")
        sent = at_once(without_waiting(lambda: delivery.deliver_due(at=MONDAY)))

    assert (sent, arrived()) == ([1], ["b@firm.example"])


def test_run_ends_by_itself_before_what_it_has_claimed_looks_abandoned(monkeypatch):
    monkeypatch.setattr(delivery, "LONGEST_RUN", 0)
    owe("a@firm.example", "b@firm.example")

    assert delivery.deliver_due(at=MONDAY) == 0
    assert timedelta(seconds=100) < delivery.RETRY_AFTER


@pytest.mark.parametrize(
    ("language", "first", "decision"),
    [
        (
            "en",
            "Each department answers by 15 September 2026.",
            "The district decides on your package by 20 September 2026.",
        ),
        ("zh-hans", "2026年9月15日", "2026年9月20日"),
    ],
)
def test_receipt_names_the_next_dates(language, first, decision):
    """R20."""
    RoutingRuleFactory(kind=TaskKind.CASE_LEAD)
    send(draft(founder=FounderFactory(email="a@firm.example", language=language)))

    delivery.deliver_due(at=MONDAY)

    assert first in mail.outbox[0].body
    assert decision in mail.outbox[0].body
