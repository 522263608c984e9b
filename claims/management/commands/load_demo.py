"""`manage.py load_demo`: the demo archive into the database. A second run changes nothing."""

from typing import Any

from django.core.management.base import BaseCommand

from claims.demo import load_demo


class Command(BaseCommand):
    help = (
        "Load the demo archive: articles of our own writing on three disputes. A second run changes nothing."
    )

    def handle(self, *args: Any, **options: Any) -> None:
        for missing in load_demo():
            self.stderr.write(f"Not found in the demo's texts: {missing}")
        if options["verbosity"]:
            self.stdout.write("The demo archive is loaded.")
