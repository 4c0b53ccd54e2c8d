"""The pytest plugin that gives the suite servers of its own, loaded before settings are read (``-p tests.servers``)."""

import atexit
import contextlib
import os
import re
import shutil
import subprocess
from typing import NoReturn

import pytest

from incubator.devstack import trial

WORKER = os.environ.get("PYTEST_XDIST_WORKER")


def redis_url_of(worker: str, url: str) -> str:
    """Return the address of a Redis database that no other worker of xdist empties."""
    number = str(int(worker.removeprefix("gw")) + 1)
    if url.startswith("unix:"):
        return re.sub(r"(\?db=)\d+|$", rf"?db={number}", url, count=1)
    return re.sub(r"(?<=[^/])(/\d*)?$", f"/{number}", url, count=1)


def do_without(lacking: str) -> NoReturn:
    """Leave a test out where a person's machine lacks what it needs, and say what; in CI nothing may be lacking."""
    if os.environ.get("CI") == "true":
        pytest.fail(lacking)
    # The one reason to leave a test out: a person without a browser can still run all the others.
    pytest.skip(lacking)


def chromium() -> str:
    """Return the machine's browser for a test that needs one and Chinese letters; without them skip, or fail in CI."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if found and _has_chinese_font():
        return found
    lacking = "No font with Chinese letters: apt-get install fonts-noto-cjk" if found else "No Chromium found"
    do_without(lacking)


def _has_chinese_font() -> bool:
    lister = shutil.which("fc-list")
    if lister is None:
        return False
    said = subprocess.run([lister, ":lang=zh"], capture_output=True, check=True)  # noqa: S603 -- fontconfig's own
    return bool(said.stdout.strip())


if WORKER:
    os.environ["REDIS_URL"] = redis_url_of(WORKER, os.environ["REDIS_URL"])
else:
    _until_the_end = contextlib.ExitStack()
    _until_the_end.enter_context(trial.ready())
    atexit.register(_until_the_end.close)
