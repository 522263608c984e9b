"""Rubbish in every parameter of every address: it is refused or ignored, and never a fault of the server."""

from collections.abc import Callable, Iterator

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config.policies import Role
from tests import factories as make
from tests.conftest import undone
from tests.test_roles import ADDRESSES, named

ClientAs = Callable[[Role], Client]

#: What somebody sends who is up to no good, or whose browser is: in every parameter at once.
RUBBISH = ["-1", "99999999999999999999", "2025-02-30", "\u202eא\u200b😀" * 400]

#: What addresses and forms ask for by these names; each is sent to all addresses.
NAMES = [
    "q",
    "page",
    "after",
    "kind",
    "at",
    "question",
    "version",
    "mention",
    "claim",
    "left",
    "right",
    "state",
    "measure",
    "side",
    "outlet",
    "undated",
    "day",
    "back",
    "before_reopening",
    "action",
    "act",
    "verdict",
    "newer",
    "reason",
    "other_reason",
    "seen",
    "words",
    "polarity",
    "low",
    "best",
    "high",
    "bound",
    "unit",
    "statement",
    "population",
    "place",
    "basis",
    "period_first",
    "period_last",
    "period_precision",
    "as_of_first",
    "as_of_last",
    "claimant",
    "outcome",
    "likelihood",
    "confidence",
    "rationale",
    "assumptions",
    "would_change",
    "others_reason",
    "comment",
    "text",
    "opinion",
    "grade",
    "topic",
    "name",
    "parent",
    "aliases",
    "whole",
    "part",
    "certain",
    "article",
    "origin",
    "hop",
    "remember",
    "speaker",
    "said_on_first",
    "venue",
    "utterance",
    "assessors",
    "which",
    "step",
    "decision",
    "follow",
    "credibility",
    "reliability",
    "citation",
    "speaker",
    "applies",
    "username",
    "role",
    "roles",
    "hops-TOTAL_FORMS",
    "hops-INITIAL_FORMS",
    "hops-0-name",
    "hops-0-role",
    "hops-0-was",
    "how",
    "published_on",
    "files",
    "label",
]


def in_all(value: str) -> str:
    """Return the query string with this in every parameter, as a server hands it over; unquoted, for speed."""
    return "&".join(f"{name}={value}" for name in NAMES).encode().decode("latin-1")


@pytest.fixture
def things(db: None) -> dict[str, int]:
    """One of each thing that an address may name, by the first word of the address's name."""
    mention, relation, question = make.mention(), make.relation(), make.question()
    return {
        "mention": mention.pk, "claim": mention.claim_id, "article": mention.version.article_id,
        "relation": relation.pk, "pair": relation.left_id, "question": question.pk, "assessment": question.pk,
        "assessments": question.pk, "source": make.source().pk,
    }  # fmt: skip


def answers_to_rubbish(client: Client, name: str, things: dict[str, int]) -> Iterator[HttpResponse]:
    """Send the address everything that it does not expect."""
    known = {"pk": things.get(name.split("_")[0], 1), "kind": "claim", "name": "mention", "day": "2025-02-30"}
    ids = {key: known.get(key, 99) for key in named()[name].pattern.converters}
    too_large = {key: 10**20 if isinstance(one, int) else one for key, one in ids.items()}
    url = reverse(name, kwargs=ids)

    yield client.get(reverse(name, kwargs=too_large))
    for one in RUBBISH:
        yield client.get(url, QUERY_STRING=in_all(one))
        yield client.post(url, dict.fromkeys(NAMES, one))
    yield client.post(url, {"text": "a\x00b", "name": "\x00", "seen": "\x00"})
    yield client.post(url, b"%ff=\xff&a", content_type="application/x-www-form-urlencoded")


def test_rubbish_is_never_a_fault_of_the_server(things: dict[str, int], client_as: ClientAs) -> None:
    clients, faults = {role: client_as(role) for role in (Role.ADMIN, Role.ADJUDICATOR)}, []
    for client in clients.values():
        client.raise_request_exception = False
    for name, act in ADDRESSES.items():
        client = clients[Role.ADMIN if act.value in ("import", "manage_people") else Role.ADJUDICATOR]
        with undone():
            if max(response.status_code for response in answers_to_rubbish(client, name, things)) >= 500:
                faults.append(name)

    assert faults == []
