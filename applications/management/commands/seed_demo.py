"""Load the demo district: departments, rules, calendar, logins and the twelve start-ups. Safe to repeat."""

import json
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import transaction
from django.utils import timezone

from applications.management.commands import _district, _startups
from applications.models import Application, User


class Command(BaseCommand):
    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--json", action="store_true", help="print the logins as JSON and nothing else")
        parser.add_argument("--i-know", action="store_true", help="also into a database of your own")
        parser.add_argument("--only-if-empty", action="store_true", help="do nothing where an application stands")

    def handle(self, *args: Any, **options: Any) -> None:
        if not (settings.EMBEDDED or options["i_know"]):
            raise CommandError(
                "This is not the embedded database. Demo people can sign in: say --i-know to load them.",
                returncode=2,
            )
        if options["only_if_empty"] and Application.objects.exists():
            self.stderr.write("An application stands here: nothing is loaded.")
            return
        with transaction.atomic():
            programme = _district.lay_out(timezone.localdate())
            people = _district.people()
            played = _startups.play(programme, at=timezone.now())
        if options["json"]:
            self.stdout.write(json.dumps(_logins(people), ensure_ascii=False, indent=1))
        else:
            self.stdout.write(f"{len(people)} logins (password {_district.PASSWORD}), {played} start-ups played.")


def _logins(people: list[User]) -> dict[str, Any]:
    return {
        "password": _district.PASSWORD,
        "logins": [
            {
                "email": person.email,
                "role": person.role,
                "department": person.department.code if person.department else None,
            }
            for person in people
        ],
    }
