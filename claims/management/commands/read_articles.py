"""Read the articles that could not be read, or that came in while nothing was there to read them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from claims.services.recording import read_again


class Command(BaseCommand):
    help = "Reads every article version that no program has read without failing; says what failed and why."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--again",
            action="store_true",
            help="also what another program has read, or what was read before people taught what they teach now; "
            "suggestions on which nobody has acted are replaced, decisions stay, and what differs from them waits "
            "under Articles, Later readings that differ",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        runs = list(read_again(anew=options["again"]))
        failed = [run for run in runs if run.failure]
        for run in failed:
            self.stderr.write(f"version {run.version_id}: {run.failure}")
        self.stdout.write(f"{len(runs) - len(failed)} read, {len(failed)} failed")
        if failed:
            raise CommandError("Some articles could not be read; they stay, with the reasons above.")
