"""`manage.py generate_archive --claims N --seed S`: an invented archive for an empty database, to measure with."""

import time
from argparse import ArgumentParser
from typing import Any

from django.contrib.auth.models import Group, User
from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from claims.archive_generator.archive import generate
from config.policies import Role
from sources.models import Article

#: In whose names the invented decisions are made and the invented things said. Nobody can sign in with them.
DECIDER = "generated-reviewer"
PEOPLE = {
    DECIDER: Role.REVIEWER,
    "generated-second": Role.REVIEWER,
    "generated-third": Role.REVIEWER,
    "generated-adjudicator": Role.ADJUDICATOR,
}

#: So that the planner knows the new rows, and index-only scans need not look at the tables.
AFTERWARDS = "VACUUM (ANALYZE)"


class Command(BaseCommand):
    help = "Fill an empty database with an invented archive of N claims, the same for the same seed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--claims", type=int, required=True, metavar="N", help="how many claims")
        parser.add_argument(
            "--seed", type=int, default=1, metavar="S", help="another seed makes another archive"
        )

    def handle(self, *args: Any, claims: int, seed: int, verbosity: int, **options: Any) -> None:
        if claims < 1:
            raise CommandError("--claims must be at least 1.")
        if Article.objects.exists():
            raise CommandError("This database holds articles already; invented ones would mix with them.")
        began = time.monotonic()
        with transaction.atomic():
            rows = generate(claims=claims, seed=seed, people=people(), progress=self._say(claims, verbosity))
        with connection.cursor() as cursor:
            cursor.execute(AFTERWARDS)
        if verbosity:
            shown = ", ".join(f"{count:,} {table.split('_', 1)[1]}" for table, count in rows.items())
            self.stdout.write(f"{shown} in {time.monotonic() - began:.0f} s")

    def _say(self, claims: int, verbosity: int) -> Any:
        def say(made: int) -> None:
            if verbosity > 1:
                self.stdout.write(f"{made:,} of {claims:,} claims")

        return say


def people() -> list[User]:
    """Return the accounts of the archive's people, the adjudicator last."""
    found = []
    for name, role in PEOPLE.items():
        user, created = User.objects.get_or_create(username=name, defaults={"is_active": False})
        if created:
            user.set_unusable_password()
            user.save()
            user.groups.add(Group.objects.get_or_create(name=role.value)[0])
        found.append(user)
    return found
