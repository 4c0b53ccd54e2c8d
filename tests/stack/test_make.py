"""The make targets and what they say on a machine that lacks something."""

import os
import re
import shutil
import subprocess

import pytest

from incubator.devstack.place import PROJECT

TARGETS = {
    "demo",
    "install",
    "test",
    "coverage",
    "lint",
    "check",
    "bench",
    "format",
    "states",
    "messages",
    "screenshots",
    "quality",
    "css",
}


def run(*argv, cwd=PROJECT):
    # As from a shell, not as from the make that runs these tests.
    env = {key: value for key, value in os.environ.items() if key not in {"MAKELEVEL", "MAKEFLAGS", "MFLAGS"}}
    return subprocess.run(argv, cwd=cwd, env=env, capture_output=True, text=True, check=False)  # noqa: S603 -- our own


def make(*argv, cwd=PROJECT):
    return run(shutil.which("make"), "--no-print-directory", *argv, cwd=cwd)


def test_help_is_the_default_and_lists_every_target():
    done = make()

    assert set(re.findall(r"^make ([a-z]+)", done.stdout, re.MULTILINE)) == TARGETS | {"help"}


@pytest.mark.parametrize(
    ("lacks", "told"),
    [
        ("ensurepip", "The system package python3-venv is missing: sudo apt-get install -y python3-venv"),
        ("version_info", "Python 3.11 or newer is needed, this is Python"),
    ],
)
def test_what_the_machine_lacks_is_named_in_one_line(tmp_path, lacks, told):
    for path in (PROJECT / "Makefile", *PROJECT.glob("requirements*.txt")):
        shutil.copy(path, tmp_path)
    python = tmp_path / "python"
    python.write_text(f'#!/bin/sh\ncase "$*" in *{lacks}*) exit 1;; esac\nexec python3 "$@"\n')
    python.chmod(0o755)

    done = make("install", f"PYTHON={python}", cwd=tmp_path)

    lines = done.stderr.splitlines()
    assert done.returncode != 0
    assert lines[0].startswith(told)
    assert [line for line in lines[1:] if not line.startswith("make:")] == []
    assert not (tmp_path / ".venv").exists()


def test_ci_is_a_sound_script():
    done = run(shutil.which("bash"), "-n", ".ci/run")

    assert (done.returncode, done.stderr) == (0, "")
