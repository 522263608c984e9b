"""Go through an archive that is older than the rules for who takes over from whom."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from claims.models import Derivation
from claims.services.deriving import derive_step
from claims.tasks import derive


class Command(BaseCommand):
    help = (
        "Suggests for every recorded text which articles it takes over from and which take over from it, as for texts "
        "that are read now. What is on record, also what was rejected, stays; a second run adds nothing."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--later", action="store_true", help="leave the work to the worker, in steps, and return at once"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        if options["later"]:
            derive.defer(after=0)
            self.stdout.write("The worker will go through the archive.")
            return
        before, after = Derivation.objects.count(), 0
        while (reached := derive_step(after=after, now=timezone.now())) is not None:
            after = reached
        self.stdout.write(f"{Derivation.objects.count() - before} suggested")
