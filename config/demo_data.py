"""What the demo needs in the database and on disk: tables, static files, one person per role, the demo archive."""

import hashlib
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.staticfiles.finders import get_finders  # noqa: E402
from django.core.management import call_command, get_commands  # noqa: E402

from config.people_roles import add_person  # noqa: E402
from config.policies import Role  # noqa: E402

#: (name, password, what the role may do). Published, so only ever made where nobody else can sign in.
LOGINS = [
    (Role.ANALYST.value, "demo-analyst", "browse"),
    (Role.REVIEWER.value, "demo-reviewer", "also triage, link, edit sources and terms, propose decisions"),
    (Role.ADJUDICATOR.value, "demo-adjudicator", "also approve what others proposed"),
    (Role.ADMIN.value, "demo-admin", "browse, import, manage people"),
]

Say = Callable[[str], None]


def prepare(*, people: bool, archive: bool, say: Say) -> None:
    """Bring everything up to date, with the demo archive if `archive`. Quick when it is: about two seconds."""
    with _step("Tables", say):
        call_command("migrate", verbosity=0, interactive=False)
    _collect_static(say)
    if people:
        for name, password, _ in LOGINS:
            if not User.objects.filter(username=name).exists():
                add_person(username=name, password=password, role=Role(name), by=None)
    if archive and "load_demo" in get_commands():
        with _step("Demo archive", say):
            call_command("load_demo", verbosity=0)


def _collect_static(say: Say) -> None:
    mark = Path(settings.STATIC_ROOT) / ".digest"
    digest = hashlib.sha256()
    for finder in get_finders():
        for name, storage in finder.list([]):
            facts = os.stat(storage.path(name))
            digest.update(f"{name} {facts.st_size} {facts.st_mtime_ns}\n".encode())
    if mark.exists() and mark.read_text() == digest.hexdigest():
        return
    with _step("Static files", say):
        call_command("collectstatic", verbosity=0, interactive=False, clear=True)
        mark.write_text(digest.hexdigest())


@contextmanager
def _step(name: str, say: Say) -> Iterator[None]:
    """Say what was done when it took long enough to wonder."""
    began = time.monotonic()
    yield
    if (seconds := time.monotonic() - began) > 1:
        say(f"{name}: {seconds:.1f} s")
