"""Do once all that is due now: escalate what is late, send the mail that is owed. Safe at any time, in any number."""

import json
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from applications.ledger import delivery
from applications.workflow import sweep


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the figures as JSON and nothing else")

    def handle(self, *args: Any, **options: Any) -> None:
        done = sweep.everything(at=timezone.now())
        done["mails_sent"] = delivery.deliver_due(at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(done))
        else:
            self.stdout.write("\n".join(f"{name.replace('_', ' ')}: {count}" for name, count in done.items()))
