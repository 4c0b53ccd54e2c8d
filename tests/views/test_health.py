from datetime import timedelta

import pytest
from celery import current_app
from django.utils import timezone

from applications.models import Heartbeat

pytestmark = pytest.mark.django_db


def beat(**ago):
    for name in ("worker", "beat"):
        Heartbeat.objects.update_or_create(name=name, defaults={"at": timezone.now() - timedelta(**ago)})


def test_process_lives(client):
    assert client.get("/healthz").content == b"ok"


def test_place_is_ready_when_everything_is_there(client):
    beat()

    response = client.get("/readyz")

    assert (response.status_code, set(response.json().values())) == (200, {"ok"})


def test_place_is_not_ready_before_worker_and_beat_were_seen(client):
    response = client.get("/readyz")

    assert response.status_code == 503
    assert (response.json()["worker"], response.json()["beat"]) == ("never seen", "never seen")


def test_place_is_not_ready_when_they_were_not_seen_lately(client):
    beat(minutes=10)

    assert client.get("/readyz").json()["beat"] == "not seen lately"


def test_place_is_not_ready_without_its_broker(client, monkeypatch):
    beat()
    monkeypatch.setattr(current_app.conf, "broker_write_url", "redis+socket:///nowhere/redis.sock?virtual_host=0")

    response = client.get("/readyz")

    assert response.status_code == 503
    assert response.json()["broker"] == "OperationalError"
