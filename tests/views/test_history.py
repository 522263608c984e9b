"""The history of an object: who, when, what."""

from collections.abc import Callable

import pghistory
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Relation
from claims.queries.history import history_of
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]


def test_a_decision_is_told_with_person_change_and_reason(client_as: ClientAs) -> None:
    mention = make.mention()
    client_as(Role.REVIEWER).post(
        reverse("mention_decide", args=[mention.pk]), {"action": "reject", "reason": "not a claim"}
    )

    page = client_as(Role.ANALYST).get(reverse("history", args=["mention", mention.pk])).content.decode()

    assert "<s>suggested</s> → rejected" in page
    assert "decision: reject" in page
    assert "not a claim" in page
    assert "reviewer" in page
    assert "the program" in page  # who recorded it


def test_an_undone_decision_stays_and_says_so(client_as: ClientAs) -> None:
    relation, client = make.relation(), client_as(Role.REVIEWER)
    client.post(reverse("relation_decide", args=[relation.pk]), {"verdict": "unsure"})
    client.post(reverse("undo"))

    page = client.get(reverse("history", args=["relation", relation.pk])).content.decode()

    assert "undone by reviewer" in page
    assert "<s>unsure</s> → suggested" in page


def test_gathering_is_told_with_the_question(client_as: ClientAs) -> None:
    question, claim = make.question(), make.claim()
    client_as(Role.REVIEWER).post(
        reverse("question_claims", args=[question.pk]), {"claim": claim.pk, "action": "keep"}
    )

    page = client_as(Role.ANALYST).get(reverse("history", args=["question", question.pk])).content.decode()

    assert f"claim {claim.pk} added" in page


@pytest.mark.parametrize(
    "name", ["mention", "relation", "question", "measure", "population", "place", "source", "article"]
)
def test_every_kind_of_object_has_a_history(client_as: ClientAs, name: str) -> None:
    mention = make.mention()
    found = {
        "mention": mention,
        "relation": make.relation(),
        "question": make.question(),
        "measure": make.measure(),
        "population": make.population(),
        "place": make.place(),
        "source": make.source(),
        "article": mention.version.article,
    }[name]

    page = client_as(Role.ANALYST).get(reverse("history", args=[name, found.pk])).content.decode()

    assert "<b>recorded</b>" in page


@pytest.mark.parametrize(("name", "pk"), [("user", 1), ("mention", 404)])
def test_anything_else_has_none(client_as: ClientAs, name: str, pk: int) -> None:
    assert client_as(Role.ANALYST).get(reverse("history", args=[name, pk])).status_code == 404


def test_it_asks_the_same_number_of_queries_after_twenty_changes(
    client_as: ClientAs, queries_of: Callable[[Client, str], int]
) -> None:
    mention, client = make.mention(), client_as(Role.REVIEWER)

    def fill(times: int) -> int:
        for _ in range(times):
            client.post(reverse("mention_decide", args=[mention.pk]), {"action": "accept"})
            client.post(reverse("undo"))
        return queries_of(client, reverse("history", args=["mention", mention.pk]))

    assert fill(1) == fill(9)


def test_what_the_program_suggests_is_never_told_as_the_act_of_a_person(
    client_as: ClientAs, reviewer: User
) -> None:
    """A pair that is compared while a person accepts a mention is the program's suggestion all the same."""
    with pghistory.context(user=reviewer.pk):
        relation = make.relation()
        Relation.objects.filter(pk=relation.pk).update(score="0.5")
    client = client_as(Role.REVIEWER)
    client.post(reverse("relation_decide", args=[relation.pk]), {"verdict": "unsure"})

    entries = history_of("relation", relation)

    told = [(one.what, one.by, one.during) for one in reversed(entries)]
    assert told[:2] == [("recorded", "", "reviewer"), ("changed", "", "reviewer")]
    assert ("changed", "reviewer", "") in told[2:]
    page = client.get(reverse("history", args=["relation", relation.pk])).content.decode()
    assert "while reviewer was at work" in page


def test_it_names_what_a_number_points_at_and_writes_no_code(client_as: ClientAs) -> None:
    """Nobody has to look up what claim 12 or scope 3 was, a year later."""
    relation, mention = make.relation(), make.mention()
    client = client_as(Role.ANALYST)

    pair = client.get(reverse("history", args=["relation", relation.pk])).content.decode()
    reading = client.get(reverse("history", args=["mention", mention.pk])).content.decode()

    assert f"claim {relation.left_id}" in pair
    assert str(relation.left.scope.measure) in pair
    assert str(mention.claim.scope) in reading
    assert "{&#x27;" not in pair
    assert "00000" not in pair


def test_hops_that_were_read_with_a_mention_are_the_programs_too(reviewer: User) -> None:
    with pghistory.context(user=reviewer.pk):
        mention = make.mention()

    assert {(one.what, one.by, one.during) for one in history_of("mention", mention)} == {
        ("recorded", "", "reviewer"), ("hop 0 added", "", "reviewer"),
    }  # fmt: skip
