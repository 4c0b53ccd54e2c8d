"""Tell how the service stands: what is owed, late or put aside, and which processes live. Exits 1 on a finding."""

import json
import sys
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from applications.reading import health
from applications.workflow import clock


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the figures as JSON and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        status: dict[str, object] = dict(health.checks(at=now))
        if status["database"] == status["migrations"] == health.OK:
            status = {**health.figures(at=now, calendar=clock.calendar()), **status}
        findings = health.findings(status)
        if options["json"]:
            self.stdout.write(json.dumps({**status, "findings": findings}, default=str, ensure_ascii=False))
        else:
            for name, value in status.items():
                mark = "  <--" if name in findings else ""
                self.stdout.write(f"{name.replace('_', ' '):<24}{'-' if value is None else value}{mark}")
        if findings:
            sys.exit(1)
