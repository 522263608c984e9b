"""The provenance of a question: chains, origins and edges of all its claims, drawn and listed, the edges editable."""

import re
from collections.abc import Callable
from html import unescape
from itertools import pairwise

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Derivation, Mention, Question, QuestionClaim
from claims.queries.provenance import provenance_of
from claims.queries.question import gathered_under
from claims.services import deriving
from claims.vocabulary import DerivationKind
from config.policies import Role
from config.seen import mark_of
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
QueriesOf = Callable[[Client, str], int]


def told(under: Question, outlet: str, *chain: Source, figure: int = 9, **claim: object) -> Mention:
    """A report in an article of its own, with these behind it, nearest first; the last one claims the figure."""
    version = make.version(f"{outlet}: nine soldiers.", outlet=make.source(outlet, kind="outlet"))
    of = make.claim(figure, **{"claimant_id": chain[-1].pk if chain else None, **claim})
    mention = make.mention(of, version=version)
    for number, source in enumerate(chain, 1):
        make.origin(mention, source, role="originator" if number == len(chain) else "relayer")
    if not QuestionClaim.objects.filter(question=under, claim=of).exists():
        make.gather(under, of, state="kept")
    return mention


def page(client: Client, question: Question, query: str = "") -> str:
    response = client.get(reverse("question_provenance", args=[question.pk]) + query)
    assert response.status_code == 200
    return unescape(response.content.decode())


def takes(one: Mention, other: Mention, *, by: User, kind: str = "cites") -> Derivation:
    articles = (one.version.article, other.version.article)
    return deriving.draw(*articles, DerivationKind(kind), by=by, now=make.NOW)


def test_one_origin_behind_several_reports_is_named_with_every_way_back(client_as: ClientAs) -> None:
    question, kim, wire = make.question(), make.source("Kim"), make.source("The Wire", kind="agency")
    told(question, "Daily A", kim)
    told(question, "Daily B", wire, kim)

    shown = page(client_as(Role.ANALYST), question)

    assert "sole origin" in shown
    assert "<li>Daily A → Kim</li>" in shown
    assert "<li>Daily B → The Wire → Kim</li>" in shown
    assert "2 reports · 1 origin" in shown
    assert "knot--sole" in shown


def test_two_origins_are_no_sole_one(client_as: ClientAs) -> None:
    question = make.question()
    told(question, "Daily A", make.source("Kim"))
    told(question, "Daily B", make.source("Seoul"))

    shown = page(client_as(Role.ANALYST), question)

    assert "sole origin" not in shown
    assert "2 reports · 2 origins" in shown


def test_outlets_that_cite_each_other_are_shown_in_a_circle_with_the_path(client_as: ClientAs) -> None:
    question = make.question()
    first, second = make.source("Daily A", kind="outlet"), make.source("Daily B", kind="outlet")
    told(question, "Daily A", second)
    told(question, "Daily B", first)

    shown = page(client_as(Role.ANALYST), question)

    assert "<li>Daily A → Daily B → Daily A</li>" in shown
    assert "strand--circle" in shown
    assert "sole origin" not in shown


def test_an_utterance_is_where_chains_with_other_last_names_meet(client_as: ClientAs) -> None:
    question, kim, wire = make.question(), make.source("Kim"), make.source("The Wire", kind="agency")
    said = make.utterance(kim)
    for mention in (told(question, "Daily A", kim), told(question, "Daily B", wire)):
        Mention.objects.filter(pk=mention.pk).update(utterance=said)

    shown = page(client_as(Role.ANALYST), question)

    assert "<li>Daily B → The Wire → Kim, 12 Dec 2025</li>" in shown
    assert "sole origin" in shown


def test_an_edge_is_drawn_confirmed_and_rejected_from_here_and_the_person_comes_back(
    client_as: ClientAs, reviewer: User
) -> None:
    question, client = make.question(), client_as(Role.REVIEWER)
    one, other = told(question, "Daily A"), told(question, "Daily B", figure=12)
    here = reverse("question_provenance", args=[question.pk])
    query = f"?question={question.pk}&page=1"
    draw = {"article": other.version.article_id, "origin": one.version.article_id, "kind": "republishes"}

    response = client.post(reverse("derivation_add", args=[one.claim_id]) + query, draw)

    assert (response.status_code, response["Location"]) == (303, f"{here}?page=1")
    row = Derivation.objects.get()
    shown = page(client, question)
    assert "confirmed by reviewer" in shown
    assert re.search(r'class="strand__label"[^>]*>1 republishes<', shown)
    act = reverse("derivation_decide", args=[one.claim_id, row.pk]) + query
    silent = client.post(act, {"action": "reject", "seen": mark_of(row)})
    assert silent.status_code == 422
    assert "Figures and their origins" in silent.content.decode()
    client.post(act, {"action": "reject", "reason": "It was there.", "seen": mark_of(row)})
    assert "It was there." in page(client, question)
    stale = client.post(act, {"action": "confirm", "seen": "old"})
    assert stale.status_code == 409


def test_what_cannot_be_drawn_is_refused_on_the_same_page(client_as: ClientAs) -> None:
    question = make.question()
    one, _ = told(question, "Daily A"), told(question, "Daily B", figure=12)
    draw = {"article": one.version.article_id, "origin": one.version.article_id, "kind": "cites"}

    response = client_as(Role.REVIEWER).post(
        reverse("derivation_add", args=[one.claim_id]) + f"?question={question.pk}", draw
    )

    assert response.status_code == 422
    assert "takes nothing over from itself" in response.content.decode()
    assert "Figures and their origins" in response.content.decode()


def test_an_analyst_sees_the_edges_and_changes_none(client_as: ClientAs, reviewer: User) -> None:
    question = make.question()
    takes(told(question, "Daily A"), told(question, "Daily B", figure=12), by=reviewer)

    shown = page(client_as(Role.ANALYST), question)

    assert "1 cites" in shown
    assert "Draw it" not in shown
    assert 'name="reason"' not in shown


def test_everything_drawn_stands_in_the_lists_as_well(client_as: ClientAs, reviewer: User) -> None:
    question, kim = make.question(), make.source("Kim")
    takes(told(question, "Daily A", kim), told(question, "Daily B", kim, figure=12), by=reviewer)
    make.origin(told(question, "Daily C", figure=30), None, printed_name="some official")

    shown = page(client_as(Role.ANALYST), question)

    targets = set(re.findall(r'href="#([a-z]+-[0-9a-z]+)"', shown))
    assert targets
    assert targets <= set(re.findall(r'id="([a-z]+-[0-9a-z]+)"', shown))


def test_one_claim_can_be_drawn_alone(client_as: ClientAs) -> None:
    question = make.question()
    one, _ = told(question, "Daily A"), told(question, "Daily B", figure=12)

    shown = page(client_as(Role.ANALYST), question, f"?claim={one.claim_id}")

    assert "Daily A" in shown
    assert "Daily B" not in shown


def test_a_claim_that_is_told_everywhere_leaves_room_for_the_others() -> None:
    question = make.question()
    for number in range(15):
        told(question, f"Daily {number}")
    told(question, "Daily B", figure=12)

    graph = provenance_of(list(gathered_under(question)))

    assert len(graph.reports) == 13
    assert graph.has_more


def test_a_question_without_claims_says_so(client_as: ClientAs) -> None:
    assert "No text carries a claim" in page(client_as(Role.ANALYST), make.question())


def test_more_claims_reports_and_edges_cost_no_more_queries(
    client_as: ClientAs, queries_of: QueriesOf, reviewer: User
) -> None:
    client, wire = client_as(Role.REVIEWER), make.source("The Wire", kind="agency")

    def fill(count: int) -> int:
        question = make.question()
        found = [
            told(
                question, f"Daily {count}-{number}", wire, make.source(f"Office {number}"), figure=number + 1
            )
            for number in range(count)
        ]
        for one, other in pairwise(found):
            takes(one, other, by=reviewer)
        return queries_of(client, reverse("question_provenance", args=[question.pk]))

    assert fill(2) == fill(20)
