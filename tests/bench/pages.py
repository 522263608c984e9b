"""
Server time and number of queries of each page, in this process, on the database of DATABASE_URL.

`python -m tests.bench.pages` prints one JSON object: {page: {"p50": ms, "p95": ms, "queries": most of any request}}.
"""

import json
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.contrib.auth.models import Group, User  # noqa: E402
from django.db import connection, models  # noqa: E402
from django.test import Client  # noqa: E402
from django.urls import reverse  # noqa: E402

from claims.models import Claim, Mention, Population, Question, Relation  # noqa: E402
from config.policies import Role  # noqa: E402
from sources.models import Article, ImportBatch, ImportItem, Source  # noqa: E402
from tests.bench.lines import percentile  # noqa: E402

OBJECTS = 20  # of each kind, spread over the archive
ROUNDS = 3

Addresses = Callable[[], list[str]]


def _of(name: str, model: type[models.Model]) -> Addresses:
    return lambda: [reverse(name, args=[pk]) for pk in spread(model)]


def _one(name: str, query: str = "") -> Addresses:
    return lambda: [reverse(name) + query]


def _items() -> list[str]:
    items = ImportItem.objects.filter(pk__in=spread(ImportItem)).order_by("pk")
    return [reverse("item", args=[item.batch_id, item.pk]) for item in items]


PAGES: dict[str, tuple[Role, Addresses]] = {
    "questions": (Role.REVIEWER, _one("questions")),
    "question": (Role.REVIEWER, _of("question", Question)),
    "question_new": (Role.REVIEWER, _one("question_new")),
    "articles": (Role.REVIEWER, _one("articles")),
    "article": (Role.REVIEWER, _of("article", Article)),
    "claim": (Role.REVIEWER, _of("claim", Claim)),
    "queue": (Role.REVIEWER, _one("queue")),
    "queue of relations": (Role.REVIEWER, _one("queue", "?kind=relation")),
    "mention_edit": (Role.REVIEWER, _of("mention_edit", Mention)),
    "relation": (Role.REVIEWER, _of("relation", Relation)),
    "terms": (Role.REVIEWER, _one("terms")),
    "history of a mention": (
        Role.REVIEWER,
        lambda: [reverse("history", args=["mention", pk]) for pk in spread(Mention)],
    ),
    "term_edit": (
        Role.REVIEWER,
        lambda: [reverse("term_edit", args=["population", pk]) for pk in spread(Population)],
    ),
    "sources": (Role.REVIEWER, _one("sources")),
    "source": (Role.REVIEWER, _of("source", Source)),
    "imports": (Role.ADMIN, _one("imports")),
    "batch": (Role.ADMIN, _of("batch", ImportBatch)),
    "item": (Role.ADMIN, _items),
    "people": (Role.ADMIN, _one("people")),
}


def spread(model: type[models.Model]) -> list[int]:
    """Return the keys of a few rows, from the oldest to the newest."""
    manager = model._default_manager
    ends = manager.aggregate(low=models.Min("pk"), high=models.Max("pk"))
    if ends["low"] is None:
        return []
    step = max(1, (ends["high"] - ends["low"]) // OBJECTS)
    wanted = range(ends["low"], ends["high"] + 1, step)
    return list(manager.filter(pk__in=list(wanted)).order_by("pk").values_list("pk", flat=True))


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


def measure(role: Role, addresses: list[str]) -> dict[str, float]:
    """Ask for each address a few times and return what that took. Raises AssertionError unless all answer."""
    client = client_of(role)
    times, most = [], 0
    client.get(addresses[0])  # templates and plans are made once
    rounds = max(ROUNDS, 2 * OBJECTS // len(addresses))
    for _ in range(rounds):
        for address in addresses:
            with counted() as queries:
                began = time.perf_counter()
                answer = client.get(address)
                times.append(1000 * (time.perf_counter() - began))
            assert answer.status_code == 200, f"{address} answers {answer.status_code}"
            most = max(most, len(queries))
    return {"p50": percentile(times, 0.5), "p95": percentile(times, 0.95), "queries": most}


def main() -> None:
    """Measure all pages."""
    results = {}
    for name, (role, addresses) in PAGES.items():
        found = addresses()
        if found:
            results[name] = measure(role, found)
    print(json.dumps(results))


if __name__ == "__main__":
    main()
