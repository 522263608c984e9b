"""
The cast and the stage of every test: the database, one person per role, clients signed in as them.

The network is out of reach: pytest-socket allows this machine and Unix sockets only (pyproject.toml).
"""

import datetime
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django.db import connection, transaction
from django.test import Client
from django.utils import timezone
from django.utils.crypto import get_random_string
from pytest_django import DjangoDbBlocker

from config.database import available, is_embedded
from config.localpg_process import is_alive
from config.policies import Role
from tests.template import migrated_template

PASSWORD = "correct-horse-battery"
TEST_DATABASE = "test_counterclaim_"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put the browser first, whose files take longest: then no worker does one alone at the end."""
    items.sort(key=lambda item: "browser" not in item.path.parts)


def pytest_collection_finish() -> None:
    """Leave what was imported and collected, which stays, out of every later collection of garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say loudly that half of what matters was not looked at."""
    reasons = {str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])}
    if any("no Chromium" in reason for reason in reasons):
        terminalreporter.write_line("No Chromium: NO BROWSER TEST HAS RUN.", red=True, bold=True)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep the database up while any test needs it. The test database is this run's own: runs may overlap."""
    with available():
        connection.settings_dict["TEST"]["NAME"] = f"{TEST_DATABASE}{os.getpid()}"
        if is_embedded():
            with django_db_blocker.unblock():
                _drop_those_of_dead_runs()
                connection.settings_dict["TEST"]["TEMPLATE"] = migrated_template()
        yield


def _drop_those_of_dead_runs() -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [TEST_DATABASE])
        for (name,) in cursor.fetchall():
            # all that a worker of a run says of itself is the Python that it runs in
            if not is_alive(int(name.removeprefix(TEST_DATABASE)), marker=sys.executable):
                cursor.execute(f'DROP DATABASE IF EXISTS "{name}"')


@pytest.fixture(autouse=True)
def _no_jobs_left_behind(request: pytest.FixtureRequest) -> Iterator[None]:
    """Empty the queue after a test with real transactions: Django's own clearing knows only managed tables."""
    yield
    marker = request.node.get_closest_marker("django_db")
    real = bool(marker and marker.kwargs.get("transaction"))
    if real or {"transactional_db", "live_server"} & set(request.fixturenames):
        blocker = request.getfixturevalue("django_db_blocker")
        with blocker.unblock(), connection.cursor() as cursor:
            cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers RESTART IDENTITY CASCADE")


@contextmanager
def undone() -> Iterator[None]:
    """Take back what is written inside: for a test that goes through many cases, each from the same start."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def person(role: Role) -> User:
    """Return the person of this role, named like the role; made on first use."""
    user = User.objects.filter(username=role.value).first()
    if user is None:
        user = User.objects.create_user(role.value, password=PASSWORD, is_staff=role is Role.ADMIN)
        group = Group.objects.filter(name=role.value).first() or Group.objects.create(name=role.value)
        User.groups.through.objects.create(user=user, group=group)  # one statement where `add` takes four
    return user


def session_of(user: User) -> str:
    """
    Return the key of a session in which this person is signed in.

    Written in one statement: what signing in does beside (18 more) is tested with the page for it.
    """
    content = {
        SESSION_KEY: str(user.pk),
        BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
        HASH_SESSION_KEY: user.get_session_auth_hash(),
    }
    return Session.objects.create(
        session_key=get_random_string(32),
        session_data=SessionStore().encode(content),
        expire_date=timezone.now() + datetime.timedelta(days=1),
    ).session_key


@pytest.fixture
def analyst(db: None) -> User:
    """Somebody who may only read."""
    return person(Role.ANALYST)


@pytest.fixture
def reviewer(db: None) -> User:
    """Somebody who triages and links."""
    return person(Role.REVIEWER)


@pytest.fixture
def adjudicator(db: None) -> User:
    """Somebody who decides."""
    return person(Role.ADJUDICATOR)


@pytest.fixture
def admin_person(db: None) -> User:
    """Somebody who imports and manages people."""
    return person(Role.ADMIN)


@pytest.fixture
def client_as(db: None) -> Callable[[Role | str], Client]:
    """Return a function: role → a client signed in as that person."""

    def sign_in(role: Role | str) -> Client:
        client = Client()
        client.cookies[settings.SESSION_COOKIE_NAME] = session_of(person(Role(role)))
        return client

    return sign_in
