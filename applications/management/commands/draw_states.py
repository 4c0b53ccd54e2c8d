"""Draw ``docs/states.md`` from the tables, or tell whether it is out of date."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from applications import states

PAGE = Path(settings.BASE_DIR) / "docs" / "states.md"
TABLES = [("Application", states.APPLICATION_MOVES), ("Review task (matter, 事项)", states.REVIEW_MOVES)]


def drawing() -> str:
    """Return the page."""
    lines = ["# States", "", "Drawn from `applications/states.py` by `make states`."]
    for name, moves in TABLES:
        arrows = [f"    {was} --> {to}" for was, after in moves.items() for to in sorted(after)]
        lines += ["", f"## {name}", "", "```mermaid", "stateDiagram-v2", *arrows, "```"]
    return "\n".join(lines) + "\n"


class Command(BaseCommand):
    help = __doc__ or ""
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--check", action="store_true", help="only tell whether the page is current")

    def handle(self, *args: Any, check: bool, **options: Any) -> None:
        if not check:
            PAGE.write_text(drawing(), encoding="utf-8")
        elif PAGE.read_text(encoding="utf-8") != drawing():
            raise CommandError("docs/states.md is out of date: run `make states`.")
