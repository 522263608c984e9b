"""What the tests of pages share: how htmx asks, and a page's text."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any

import pytest
import time_machine
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from config.policies import Role
from tests.conftest import person
from tests.past import TODAY, Story

ClientAs = Callable[[Role], Client]
Headers = dict[str, str]


@pytest.fixture
def htmx() -> Callable[[str], Headers]:
    """Return a function: id of the element to fill → the headers that htmx sends."""

    def headers(target: str) -> Headers:
        return {"HX-Request": "true", "HX-Target": target}

    return headers


@pytest.fixture
def queries_of(django_assert_max_num_queries: Any) -> Callable[[Client, str], int]:
    """Return a function: client, address → how many queries answering and rendering takes."""

    def count(client: Client, url: str) -> int:
        client.get(url)  # what is cached for the process is not the page's business
        with django_assert_max_num_queries(60) as captured:
            assert client.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture
def today() -> Iterator[None]:
    """The day on which the past is looked at, while the test runs."""
    with time_machine.travel(TODAY, tick=False):
        yield


@pytest.fixture(scope="module")
def _told(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Story]:
    """The story as it begins: told once for each file, in a transaction around those of its tests."""
    with django_db_blocker.unblock(), transaction.atomic():
        with time_machine.travel(TODAY, tick=False):
            told = Story(person(Role.REVIEWER), person(Role.ADJUDICATOR))
        yield told
        transaction.set_rollback(True)


@pytest.fixture
def story(_told: Story, today: None, db: None) -> Story:
    """A question with a past."""
    return deepcopy(_told)
