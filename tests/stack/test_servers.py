"""The embedded servers: private, lasting, alone in their place, and never left behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import psycopg
import pytest
import redis

from incubator.devstack import postgres, processes, servers, valkey
from incubator.devstack.place import Lock, Place, Trouble
from tests.stack.conftest import bare

# Children are started from the main thread, whatever other threads the test runner has.
pytestmark = pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning")

OWNER = """
import sys
from incubator.devstack import servers
from incubator.devstack.place import Place
with servers.lent(Place.of_project()) as running:
    print(*(child.process.pid for child in running.children), flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def owner(used_place):
    """Another process that owns the servers until its standard input ends."""
    argv = [sys.executable, "-c", OWNER]
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen(argv, env=bare(used_place), **pipes) as process:  # noqa: S603 -- our own
        yield process
        process.kill()


def test_the_servers_listen_on_private_sockets_alone_and_know_chinese(used_place):
    with servers.started(used_place, servers.VARIABLES) as running:
        url = running.variables["DATABASE_URL"]
        with psycopg.connect(url) as connection, redis.from_url(running.variables["REDIS_URL"]) as client:
            connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
            folder = connection.info.host
            found = {
                "addresses": connection.execute("SHOW listen_addresses").fetchone()[0],
                "trigrams": len(connection.execute("SELECT show_trgm('统一社会信用代码')").fetchone()[0]),
                "port": client.config_get("port")["port"],
                "evicts": client.config_get("maxmemory-policy")["maxmemory-policy"],
                "mode": oct(Path(folder).stat().st_mode & 0o777),
                "short": len(f"{folder}/.s.PGSQL.5432.lock") < 100,
            }

    assert found == {
        "addresses": "",
        "trigrams": 9,
        "port": "0",
        "evicts": "noeviction",
        "mode": "0o700",
        "short": True,
    }
    assert not Path(folder).exists()


def test_a_long_temporary_folder_is_not_used_for_sockets(tmp_path, monkeypatch):
    deep = tmp_path / ("x" * 90)
    deep.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(deep))

    place = Place.of_project()

    assert str(place.scratch) == "/tmp"  # noqa: S108 -- the point of it


def test_what_was_stored_is_there_after_a_restart(used_place):
    with servers.started(used_place, servers.VARIABLES) as running:
        with psycopg.connect(running.variables["DATABASE_URL"]) as connection:
            connection.execute("CREATE TABLE kept AS SELECT 7 AS number")
        with redis.from_url(running.variables["REDIS_URL"]) as client:
            client.lpush("queue", "task")

    with servers.started(used_place, servers.VARIABLES) as running:
        with psycopg.connect(running.variables["DATABASE_URL"]) as connection:
            rows = connection.execute("SELECT number FROM kept").fetchall()
        with redis.from_url(running.variables["REDIS_URL"]) as client:
            queue = client.lrange("queue", 0, -1)

    assert (rows, queue) == ([(7,)], [b"task"])


@pytest.mark.parametrize(
    ("named", "missing"),
    [
        ((), {"DATABASE_URL", "REDIS_URL"}),
        (("DATABASE_URL",), {"REDIS_URL"}),
        (("REDIS_URL",), {"DATABASE_URL"}),
        (("DATABASE_URL", "REDIS_URL"), set()),
    ],
)
def test_a_server_that_the_environment_names_wins_each_by_itself(monkeypatch, named, missing):
    for name in servers.VARIABLES:
        monkeypatch.delenv(name)
    for name in named:
        monkeypatch.setenv(name, "somewhere://else")

    found = servers.missing()

    assert found == missing


def test_only_the_server_that_is_missing_is_started(place):
    with servers.started(place, {"REDIS_URL"}) as running:
        started = [child.name for child in running.children]

    assert (started, list(running.variables)) == (["valkey"], ["REDIS_URL"])
    assert not (place.var / "postgres").exists()


def test_after_a_killed_owner_nothing_lives_and_the_next_one_starts(used_place, owner, monkeypatch):
    monkeypatch.setenv("INCUBATOR_VAR", str(used_place.var))
    left = [(pid, processes.started_at(pid)) for pid in map(int, owner.stdout.readline().split())]

    owner.send_signal(signal.SIGKILL)
    owner.wait()
    with servers.lent(Place.of_project()) as running:
        alive = [pid for pid, since in left if processes.started_at(pid) == since]
        borrowed = running.borrowed

    assert (len(left), alive, borrowed) == (2, [], False)
    assert [path.name for path in used_place.run.glob("*.pid")] == []


def test_a_guest_uses_what_runs_and_its_owner_waits_for_it(used_place, owner, monkeypatch):
    monkeypatch.setenv("INCUBATOR_VAR", str(used_place.var))
    owner.stdout.readline()

    with servers.lent(Place.of_project()) as running:
        owner.stdin.close()
        with redis.from_url(running.variables["REDIS_URL"]) as client:
            answers = [client.ping() for _ in range(100)]
        waits = owner.poll() is None

    assert (running.borrowed, set(answers), waits, owner.wait(timeout=20)) == (True, {True}, True, 0)


def test_a_leftover_is_stopped_by_our_own_pid_file_and_nobody_else_is(place):
    child = processes.start("left", ["sleep", "60"], place=place, environment=dict(os.environ))
    other = processes.start("other", ["sleep", "60"], place=place, environment=dict(os.environ))
    other.pidfile.write_text(f"{other.process.pid} 1")  # the number of a process that ended long ago, given anew

    processes.stop_leftover(child.pidfile, signal.SIGTERM)
    processes.stop_leftover(other.pidfile, signal.SIGTERM)

    assert (child.process.wait(), other.ended()) == (-signal.SIGTERM, False)
    processes.stop([other])


def test_data_of_another_version_is_refused_in_words(place):
    data = place.var / "postgres" / "data"
    data.mkdir(parents=True)
    (data / "PG_VERSION").write_text("15\n")
    os.chown(data, *((65534, 65534) if os.getuid() == 0 else (-1, -1)))

    told = r"was made by PostgreSQL 15 and this is PostgreSQL 18: dump and load it"
    with pytest.raises(Trouble, match=told), servers.started(place, {"DATABASE_URL"}):
        pass


def test_root_without_anybody_to_become_is_told_what_to_do(place, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 0)
    monkeypatch.setattr(postgres.Account, "works_for", lambda *_: False)

    told = r"^PostgreSQL does not run as root, and no other account can reach .*: run as an ordinary user, or put"
    with pytest.raises(Trouble, match=told):
        postgres.account(postgres.binaries(), place.var / "postgres" / "data", var=place.var)


def test_what_another_account_made_is_told(place, monkeypatch):
    monkeypatch.setattr(os, "getuid", lambda: 4242)

    with pytest.raises(Trouble, match=r"was made by another account: run as that account, or remove it"):
        postgres.account(postgres.binaries(), place.run, var=place.var)


def test_a_server_that_does_not_start_says_why(place):
    child = processes.start("odd", ["sh", "-c", "echo no room; exit 3"], place=place, environment=dict(os.environ))

    with pytest.raises(Trouble, match=r"(?s)odd has ended by itself \(exit code 3\).*no room"):
        processes.wait_until(lambda: False, child)


def test_a_place_has_one_owner(place):
    with Lock(place.run / "servers.lock") as first, Lock(place.run / "servers.lock") as second:
        taken = first.taken(), second.taken()

    assert taken == (True, False)


def test_a_socket_without_a_server_does_not_answer(place):
    assert valkey.answers(place.run) is False
