"""`manage.py check_archive`: whether everything that must hold in the archive holds."""

import json
import time
from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from claims.checking.archive import all_rules
from claims.checking.rules import Rule


class Command(BaseCommand):
    help = (
        "Check every rule of the archive against its rows, and name what breaks one, with the remedy. Reads one "
        "snapshot and changes nothing. Exit status: 0 nothing found, 1 something found."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--json", action="store_true", help="one JSON object per line; the last is the summary"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        began, rules, found = time.monotonic(), all_rules(), 0
        with transaction.atomic():
            if not connection.savepoint_ids:  # a transaction of its own, as always but in tests
                with connection.cursor() as cursor:
                    cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            for rule in rules:
                found += self._report(rule, as_json=options["json"])
        seconds = round(time.monotonic() - began, 1)
        if options["json"]:
            self.stdout.write(json.dumps({"rules": len(rules), "found": found, "seconds": seconds}))
        else:
            said = "nothing is wrong" if not found else f"{found} found"
            self.stdout.write(f"{len(rules)} rules checked in {seconds} s: {said}.")
        if found:
            raise SystemExit(1)

    def _report(self, rule: Rule, *, as_json: bool) -> int:
        found = 0
        for fault in rule.faults():
            self.stdout.write(json.dumps(asdict(fault), ensure_ascii=False) if as_json else str(fault))
            found += 1
        return found
