"""What a command finds in its environment when nobody has set it: the embedded default."""

import contextlib
import os
import secrets
import sys
import warnings
from collections.abc import Iterator, Sequence
from pathlib import Path

from incubator.devstack import postgres, servers, valkey
from incubator.devstack.place import Place, Trouble

# They read or write files of the project and need no data.
NEVER_START = frozenset(
    {
        "check",
        "collectstatic",
        "compilemessages",
        "draw_states",
        "findstatic",
        "help",
        "makemessages",
        "makemigrations",
        "startapp",
        "version",
    },
)
# A server that is never asked: what such commands get instead.
NOWHERE = {
    "DATABASE_URL": f"postgresql://postgres@/{postgres.DATABASE}?host=/nonexistent",
    "REDIS_URL": "unix:///nonexistent/redis.sock?db=0",
}


def complete(key: str) -> None:
    """Set what settings need beside the servers, where it is not set."""
    os.environ.setdefault("SECRET_KEY", key)
    os.environ.setdefault("SITE_URL", "http://127.0.0.1:8000")
    os.environ.setdefault("ALLOWED_HOSTS", "127.0.0.1,localhost")


def secret_key(var: Path) -> str:
    """Return the key of this copy, made once and readable to its owner alone."""
    path = var / "secret_key"
    if not path.exists():
        draft = path.with_suffix(f".{os.getpid()}")
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        draft.rename(path)
    return path.read_text()


def needs_servers(argv: Sequence[str]) -> bool:
    """Tell whether a command line of manage.py works on data."""
    command = argv[1] if len(argv) > 1 else "help"
    return command not in NEVER_START and not {"--help", "-h", "--version"} & set(argv[1:])


@contextlib.contextmanager
def for_command(argv: Sequence[str]) -> Iterator[None]:
    """Give a command of manage.py the embedded servers, if the environment names none and they are installed.

    Otherwise settings say which variable is missing.
    """
    default = len(servers.missing()) == len(servers.VARIABLES) and postgres.installed() and valkey.installed()
    if not default:
        yield
        return
    place = Place.of_project()
    os.environ.update(INCUBATOR_EMBEDDED="1", INCUBATOR_VAR=str(place.var))
    if not needs_servers(argv):
        os.environ.update(NOWHERE)
        complete("of no use: it signs nothing")
        # makemigrations also looks into the database, where it can reach one.
        warnings.filterwarnings("ignore", "Got an error checking a consistent migration history", RuntimeWarning)
        yield
        return
    try:
        with servers.lent(place) as running:
            how = "attached to those that run" if running.borrowed else "started for this command"
            sys.stderr.write(f"Embedded servers in {place.shown(place.var)}/: {how}.\n")
            os.environ.update({name: value for name, value in running.variables.items() if not os.environ.get(name)})
            complete(secret_key(place.var))
            yield
    except Trouble as trouble:
        sys.exit(str(trouble))
