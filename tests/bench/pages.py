"""
Server time and number of queries of each page, in this process, on the database of DATABASE_URL.

`python -m tests.bench.pages` prints one JSON object: {page: {"p50": ms, "p95": ms, "queries": most of any request}}.
"""

import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

from config.policies import Role  # noqa: E402
from tests.bench.addresses import OBJECTS, PAGES, PERSON  # noqa: E402
from tests.bench.lines import percentile  # noqa: E402
from tests.bench.person import settle_in  # noqa: E402

ROUNDS = 3


def client_of(role: Role) -> Client:
    """Return a client signed in as somebody with the role."""
    person, made = User.objects.get_or_create(username=f"bench-{role.value}")
    if made:
        person.groups.add(Group.objects.get_or_create(name=role.value)[0])
    client = Client()
    client.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return client


@contextmanager
def counted() -> Iterator[list[str]]:
    """Collect the queries of the block."""
    queries: list[str] = []

    def note(execute: Any, query: str, params: Any, many: bool, context: Any) -> Any:
        queries.append(query)
        return execute(query, params, many, context)

    with connection.execute_wrapper(note):
        yield queries


def measure(client: Client, addresses: list[str], headers: dict[str, str]) -> dict[str, float]:
    """Ask for each address a few times and return what that took. Raises AssertionError unless all answer."""
    times, most = [], 0
    client.get(addresses[0], headers=headers)  # templates and plans are made once
    rounds = max(ROUNDS, 2 * OBJECTS // len(addresses))
    for _ in range(rounds):
        for address in addresses:
            with counted() as queries:
                began = time.perf_counter()
                answer = client.get(address, headers=headers)
                times.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200, f"{address} answers {answer.status_code}"
            most = max(most, len(queries))
    return {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "queries": most}


def main() -> None:
    """Measure all pages."""
    client_of(Role.REVIEWER)
    settle_in(User.objects.get(username=PERSON))
    results = {}
    for name, page in PAGES.items():
        found = page.addresses()
        if found:
            headers = {"HX-Request": "true"} if page.is_piece else {}
            results[name] = measure(client_of(page.role), found, headers)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
