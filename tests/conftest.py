"""
The cast and the stage of every test: the database, one person per role, clients signed in as them.

The network is out of reach: pytest-socket allows this machine and Unix sockets only (pyproject.toml).
"""

from collections.abc import Callable, Iterator

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from config.database import available
from config.policies import Role

PASSWORD = "correct-horse-battery"


@pytest.fixture(scope="session")
def django_db_modify_db_settings() -> Iterator[None]:
    """Keep the database up while any test needs it."""
    with available():
        yield


def person(role: Role) -> User:
    """Return the person of this role, named like the role; made on first use."""
    user = User.objects.filter(username=role.value).first()
    if user is None:
        user = User.objects.create_user(role.value, password=PASSWORD, is_staff=role is Role.ADMIN)
        user.groups.add(Group.objects.get_or_create(name=role.value)[0])
    return user


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
        client.force_login(person(Role(role)), backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in
