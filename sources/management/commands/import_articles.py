"""
manage.py import_articles PATH…: the import desk for a terminal.

Runs in this process, through the same services. If it is killed, a worker finishes what it began.
"""

import datetime
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from sources.acquisition.addresses import canonical_url
from sources.acquisition.files import READABLE, split_file
from sources.acquisition.found import Budget, RawItem, Refused, Unreadable
from sources.importing.batches import Incoming, create_batch, new_budget
from sources.importing.planning import plan_batch
from sources.importing.running import run_batch, start_batch
from sources.models import ImportBatch, ImportItem, Outcome, Verdict


class Command(BaseCommand):
    help = (
        "Brings articles in from files (.txt .html .jsonl .csv), folders and .zip archives. "
        "Prints what became of each item and why; exits with 1 if one failed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="+", type=Path, metavar="PATH", help="file, folder or .zip")
        parser.add_argument(
            "--published",
            type=_day,
            metavar="YYYY-MM-DD",
            help="for articles that do not say when they were published",
        )
        parser.add_argument(
            "--outlet", default="", metavar="NAME", help="for articles that do not say who published them"
        )
        parser.add_argument("--url", default="", help="address of the article, if it is only one")
        parser.add_argument(
            "--dry-run", action="store_true", help="say what would happen, and store no article"
        )

    def handle(self, **options: Any) -> None:
        found = _found(options["paths"], new_budget())
        try:
            items = list(_incoming(found, url=options["url"]))
            batch = create_batch(
                items,
                label=", ".join(path.name or str(path) for path in options["paths"][:3]),
                by=None,
                now=timezone.now(),
                default_published_on=options["published"],
                default_outlet=options["outlet"],
            )
        except (Refused, Unreadable) as error:
            raise CommandError(str(error)) from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error
        if options["dry_run"]:
            plan_batch(batch.pk)
            failed = self._tell(batch, "verdict", "verdict_reason", Verdict.BROKEN)
            batch.delete()  # its items with it: a dry run leaves nothing behind
        else:
            start_batch(batch.pk, now=timezone.now(), in_worker=False)
            run_batch(batch.pk, clock=timezone.now)
            failed = self._tell(batch, "outcome", "reason", Outcome.FAILED)
        if failed:
            raise CommandError(f"{failed} of {len(items)} failed", returncode=1)

    def _tell(self, batch: ImportBatch, result: str, reason: str, failure: str) -> int:
        """Print a line for each item and one in all. Return how many failed."""
        counts: dict[str, int] = {}
        items = ImportItem.objects.for_listing().filter(batch=batch).order_by("position")
        for item in items.iterator(chunk_size=500):
            word = getattr(item, result)
            counts[word] = counts.get(word, 0) + 1
            label = getattr(item, f"get_{result}_display")()
            why = getattr(item, reason)
            self.stdout.write(f"{label:<12} {item.name}" + (f": {why}" if why else ""))
        self.stdout.write(
            " · ".join(f"{count} {word.replace('_', ' ')}" for word, count in sorted(counts.items()))
        )
        return counts.get(failure, 0)


def _day(words: str) -> datetime.date:
    return datetime.date.fromisoformat(words)


def _found(paths: list[Path], budget: Budget) -> Iterator[RawItem]:
    """Yield the items of the files, those of a folder by name, whatever is deep in it. Hidden files are left out."""
    for path in paths:
        if not path.is_dir():
            yield from _split(path, path.name, budget)
            continue
        for file in sorted(path.rglob("*")):
            inside = file.relative_to(path)
            if (
                file.is_file()
                and file.suffix.lower() in READABLE
                and not any(p.startswith(".") for p in inside.parts)
            ):
                yield from _split(file, str(inside), budget)


def _split(path: Path, name: str, budget: Budget) -> Iterator[RawItem]:
    with path.open("rb") as file:
        yield from split_file(name, file, budget=budget)


def _incoming(found: Iterator[RawItem], *, url: str) -> Iterator[Incoming]:
    """Yield the items with the address. Raises Refused when one address is given for several articles."""
    address = canonical_url(url) if url else ""
    for number, raw in enumerate(found):
        if address and number:
            raise Refused("--url is the address of one article, but there are several.")
        yield Incoming(raw, url=address)
