"""``make bench``: measure W1 beside its floor and print the ratio."""

import argparse
import sys
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from bench import servers
from incubator.devstack.place import Trouble

INTERRUPTED = 130


def main() -> int:
    options = _options()
    complaints = Console(stderr=True)
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    try:
        with Progress(*columns, console=complaints, transient=True) as progress:
            _measure(options, progress)
    except Trouble as trouble:
        complaints.print(str(trouble), markup=False)
        return 1
    except KeyboardInterrupt:
        complaints.print("Stopped.")
        return INTERRUPTED
    return 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--rounds", type=_positive, default=5, help="how often each system has its turn (5)")
    parser.add_argument("--cases", type=_positive, default=60, help="cases in each turn (60)")
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    return parser.parse_args()


def _positive(text: str) -> int:
    """:raises ValueError: if ``text`` is no whole number above 0; argparse says so."""
    number = int(text)
    if number < 1:
        raise ValueError
    return number


def _measure(options: argparse.Namespace, progress: Progress) -> None:
    task = progress.add_task("Starting the servers", total=None)
    with servers.ready():
        from bench import report, suite  # noqa: PLC0415 -- settings are read from what the servers said

        with suite.systems() as systems:
            progress.update(task, description="W1", total=options.rounds * len(systems.contestants))
            figures = suite.measured(
                systems, rounds=options.rounds, cases=options.cases, tick=lambda: progress.advance(task)
            )
    progress.stop()
    report.show(figures, Console())
    if options.json:
        report.write(figures, options.json)


if __name__ == "__main__":
    sys.exit(main())
