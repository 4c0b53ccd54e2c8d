"""manage.py: which command gets which servers, and what it is told."""

import stat
import subprocess
import sys
from pathlib import Path

import pytest

from incubator.devstack import environment, postgres
from incubator.devstack.place import PROJECT
from tests.servers import redis_url_of
from tests.stack.conftest import bare

MANAGE = [sys.executable, str(PROJECT / "manage.py")]


def manage(*argv, env):
    argv = [*MANAGE, *argv]
    return subprocess.run(argv, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own


@pytest.mark.parametrize(
    ("line", "needs"),
    [
        ("migrate", True),
        ("seed_demo --json", True),
        ("sweep", True),
        ("runserver", True),
        ("migrate --help", False),
        ("--version", False),
        ("", False),
        *((command, False) for command in ("check", "makemigrations", "makemessages", "compilemessages")),
        *((command, False) for command in ("draw_states", "collectstatic", "help")),
    ],
)
def test_a_command_gets_servers_if_it_works_on_data(line, needs):
    assert environment.needs_servers(["manage.py", *line.split()]) is needs


def test_a_command_that_reads_only_the_code_starts_nothing(place):
    before = sorted(place.var.rglob("*"))

    done = manage("makemigrations", "--check", "--dry-run", env=bare(place))

    assert "Embedded" not in done.stderr
    assert "RuntimeWarning" not in done.stderr
    assert sorted(place.var.rglob("*")) == before


def test_a_command_on_data_runs_on_servers_that_it_stops_again_and_says_so_once(used_place):
    asks = "from django.conf import settings; print(settings.EMBEDDED, settings.DATABASES['default']['NAME'])"

    done = manage("shell", "--no-imports", "-c", asks, env=bare(used_place))

    assert (done.returncode, done.stdout) == (0, "True incubator\n"), done.stderr
    assert done.stderr == f"Embedded servers in {used_place.var}/: started for this command.\n"
    assert list(used_place.run.glob("*.pid")) == []


@pytest.mark.parametrize(
    ("name", "value", "lacks"),
    [
        ("DATABASE_URL", "postgresql://db.example/x", "REDIS_URL"),
        ("REDIS_URL", "redis://redis.example:6379/0", "DATABASE_URL"),
    ],
)
def test_with_one_server_named_the_settings_ask_for_the_other(place, name, value, lacks):
    rest = {"SECRET_KEY": "x" * 60, "SITE_URL": "http://127.0.0.1:8000", "ALLOWED_HOSTS": "127.0.0.1"}

    done = manage("check", env=bare(place) | rest | {name: value})

    assert done.returncode != 0
    assert f"Set the environment variable {lacks}:" in done.stderr


def test_without_the_wheels_nothing_is_set(monkeypatch, tmp_path):
    monkeypatch.setattr(postgres, "WHEELS", ())
    monkeypatch.setenv("INCUBATOR_VAR", str(tmp_path))
    for name in ("DATABASE_URL", "REDIS_URL", "PG_BIN", "INCUBATOR_EMBEDDED"):
        monkeypatch.delenv(name, raising=False)

    with environment.for_command(["manage.py", "migrate"]):
        found = dict(environment.os.environ)

    assert {"DATABASE_URL", "REDIS_URL", "INCUBATOR_EMBEDDED"} & set(found) == set()
    assert list(tmp_path.iterdir()) == []


def test_the_secret_key_is_made_once_and_is_its_owners_alone(tmp_path):
    key = environment.secret_key(tmp_path)

    assert environment.secret_key(tmp_path) == key
    assert len(key) > 50
    assert stat.S_IMODE((tmp_path / "secret_key").stat().st_mode) == 0o600
    assert [path.name for path in Path(tmp_path).iterdir()] == ["secret_key"]


@pytest.mark.parametrize(
    ("url", "own"),
    [
        ("unix:///tmp/x/redis.sock?db=0", "unix:///tmp/x/redis.sock?db=2"),
        ("unix:///tmp/x/redis.sock", "unix:///tmp/x/redis.sock?db=2"),
        ("redis://host:6379/0", "redis://host:6379/2"),
        ("redis://host:6379", "redis://host:6379/2"),
        ("redis://host:6379/", "redis://host:6379/2"),
    ],
)
def test_each_test_worker_has_a_redis_database_of_its_own(url, own):
    assert redis_url_of("gw1", url) == own
