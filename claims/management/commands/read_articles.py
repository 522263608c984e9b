"""Read the articles that could not be read, or that came in while nothing was there to read them."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from claims.services.recording import read_again


class Command(BaseCommand):
    help = "Reads every article version that no program has read without failing; says what failed and why."

    def handle(self, *args: Any, **options: Any) -> None:
        runs = list(read_again())
        failed = [run for run in runs if run.failure]
        for run in failed:
            self.stderr.write(f"version {run.version_id}: {run.failure}")
        self.stdout.write(f"{len(runs) - len(failed)} read, {len(failed)} failed")
        if failed:
            raise CommandError("Some articles could not be read; they stay, with the reasons above.")
