"""A word with several senses on the page of a pair: the verdict under each, and recording what its speaker means."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from claims.models import Claim, Decision, MeasureSense, Mention, Relation
from claims.queries.meant import printed_word
from claims.services import terms
from claims.services.pairing import relation_between
from claims.services.teaching import add_sense
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
Htmx = Callable[[str], dict[str, str]]
TEXT = "Kim spoke of nine losses. Officials counted twelve dead."


@pytest.fixture
def pair() -> Relation:
    """Kim's nine losses against twelve killed, of the same soldiers."""
    terms.load_lexicon()
    version = make.version(TEXT)
    kim = make.claim(9, measure=make.measure("losses"), claimant_id=make.source("Kim").pk)
    dead = make.claim(12)
    make.mention(kim, words="nine", version=version, clause_start=0, clause_end=25)
    make.mention(dead, words="twelve dead", version=version)
    return relation_between(kim.pk, dead.pk, now=make.NOW)


def page_of(client: Client, relation: Relation) -> str:
    return client.get(reverse("relation", args=[relation.pk])).content.decode()


def kims(relation: Relation) -> Claim:
    return relation.left


def address(relation: Relation) -> str:
    return reverse("pair_sense", args=[kims(relation).pk, relation.right_id])


def said(relation: Relation, **fields: str) -> dict[str, Any]:
    claim = kims(relation)
    mention = Mention.objects.get(claim=claim)
    usual = {"measure": "killed", "citation": "State media, 12 December", "applies": "on"} | fields
    return {
        f"w{claim.pk}-seen": f"{mention.pk}:{mention.state}",
        "back": "relation",
        "left": str(claim.pk),
    } | {f"w{claim.pk}-{name}": value for name, value in usual.items() if value}


def test_the_verdict_is_shown_for_every_sense(client_as: ClientAs, pair: Relation) -> None:
    page = page_of(client_as(Role.ANALYST), pair)

    assert "It depends on what the words mean" in page
    assert "If the left <q>losses</q> means" in page
    table = page.split('class="meant__table"')[1].split("</table>")[0]
    rows = re.findall(r"<td>([^<]+)</td><td><b>([^<]+)</b>", table)
    assert rows == [
        ("killed", "comparable"),
        ("casualties (killed and wounded)", "nested: measure"),
        ("killed, wounded or captured", "nested: measure"),
        ("killed, wounded, captured or missing", "nested: measure"),
    ]
    assert "Say what Kim means" not in page


def test_where_the_sense_does_not_matter_it_says_so(client_as: ClientAs, pair: Relation) -> None:
    other = make.claim(12, period=make.days("2023-01-01", "2023-02-01"))
    make.mention(other)
    relation = relation_between(kims(pair).pk, other.pk, now=make.NOW)

    assert "Whatever the words mean: not comparable" in page_of(client_as(Role.ANALYST), relation)


def test_a_pair_without_such_words_has_no_table(client_as: ClientAs) -> None:
    relation = make.relation()

    assert "meant__table" not in page_of(client_as(Role.REVIEWER), relation)


def test_choosing_a_sense_records_it_for_the_speaker_and_reads_the_claim_so(
    client_as: ClientAs, reviewer: User, pair: Relation
) -> None:
    client = client_as(Role.REVIEWER)
    assert "Say what Kim means" in page_of(client, pair)
    mention = Mention.objects.get(claim=kims(pair))

    answer = client.post(address(pair), said(pair))

    sense = MeasureSense.objects.get()
    mention.refresh_from_db()
    after = Relation.objects.get(left=pair.right, right=mention.claim)
    assert (sense.words, sense.measure.key, str(sense.speaker)) == ("losses", "killed", "Kim")
    assert (sense.citation, sense.confirmed_by) == ("State media, 12 December", reviewer)
    assert mention.claim.scope is not None
    assert str(mention.claim.scope.measure) == "killed"
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/relations/{after.pk}/?left={mention.claim_id}",
    )
    assert after.kind == "contradicts"


def test_a_sense_can_be_recorded_without_touching_the_claim(client_as: ClientAs, pair: Relation) -> None:
    client = client_as(Role.REVIEWER)

    answer = client.post(address(pair), said(pair, applies=""))

    assert MeasureSense.objects.exists()
    assert not Decision.objects.exists()
    assert answer["Location"].startswith(f"/relations/{pair.pk}/")
    page = page_of(client, pair)
    assert "Kim means <b>killed</b>" in page
    assert page.count("<tr") - page.split("meant__table")[0].count("<tr") == 2  # the head and one sense
    assert "Say what Kim means" not in page


def test_what_others_mean_by_the_word_says_nothing_of_this_speaker(
    client_as: ClientAs, pair: Relation
) -> None:
    killed = make.measure("killed")
    for speaker in (make.source("Kyiv"), None):
        add_sense(
            words="losses",
            measure=killed,
            speaker=speaker,
            citation="A handbook",
            by=make.person(),
            now=make.NOW,
        )
        page = page_of(client_as(Role.REVIEWER), pair)
        assert ("everybody means <b>killed</b>" in page) == (speaker is None)


@pytest.mark.parametrize(
    ("fields", "words"),
    [({"citation": ""}, "This field is required."), ({"measure": "wounded"}, "Select a valid choice")],
)
def test_what_cannot_be_saved_comes_back_as_it_was(
    client_as: ClientAs, htmx: Htmx, pair: Relation, fields: dict[str, str], words: str
) -> None:
    client = client_as(Role.REVIEWER)

    for answer in (
        client.post(address(pair), said(pair, **fields)),
        client.post(address(pair), said(pair, **fields), headers=htmx("pair")),
    ):
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert 'class="meant__teach" open' in answer.content.decode()
    assert not MeasureSense.objects.exists()


def test_who_records_second_is_told_and_nothing_is_half_saved(client_as: ClientAs, pair: Relation) -> None:
    data = said(pair)
    Mention.objects.filter(claim=kims(pair)).update(
        state="accepted", decided_by=make.person("faster"), decided_at=make.NOW
    )

    answer = client_as(Role.REVIEWER).post(address(pair), data)

    assert answer.status_code == 409
    assert "State media, 12 December" in answer.content.decode()
    assert not MeasureSense.objects.exists()

    add_sense(
        words="losses", measure=make.measure("killed"), speaker=kims(pair).claimant, citation="x", by=make.person(),
        now=make.NOW,
    )  # fmt: skip
    assert client_as(Role.REVIEWER).post(address(pair), data).status_code == 409


def test_a_word_that_nobody_is_named_for_is_shown_and_not_asked(client_as: ClientAs) -> None:
    terms.load_lexicon()
    one, other = make.claim(9, measure=make.measure("neutralised")), make.claim(12)
    for claim in (one, other):
        make.mention(claim)
    page = page_of(client_as(Role.REVIEWER), relation_between(one.pk, other.pk, now=make.NOW))

    assert "<q>neutralised</q> of nobody named" in page
    assert "Say what" not in page


def test_the_page_of_a_claim_says_what_its_word_may_mean(client_as: ClientAs, pair: Relation) -> None:
    client = client_as(Role.ANALYST)
    losses, killed = (
        client.get(reverse("claim", args=[pk])).content.decode() for pk in (pair.left_id, pair.right_id)
    )

    assert "may mean killed; casualties (killed and wounded); " in losses
    assert "may mean" not in killed


@pytest.mark.parametrize(
    ("clause", "measure", "words"),
    [
        ("Around 4,000 soldiers were eliminated", "neutralised", "eliminated"),
        ("4,000 had been Neutralised in Kursk", "neutralised", "neutralised"),
        ("put out of action", "neutralised", "put out of action"),
        ("nine lost their lives", "losses", "lost"),
        ("the figure is nine", "losses", "losses"),
        ("anything", "no_such_measure", "no such measure"),
    ],
)
def test_the_word_is_the_one_that_the_text_prints(clause: str, measure: str, words: str) -> None:
    assert printed_word(clause, measure) == words
