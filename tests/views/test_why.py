"""The reader's "Why?": which rule and which words a program relied on, beside every mention, without script."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from claims.extraction.results import Evidence
from claims.extraction.telling.explaining import Why
from claims.models import Grounds, Mention
from claims.services import recording
from claims.services.provenance import HopValue, chain_of, mark_provenance
from config.policies import Role
from tests import factories as make

pytestmark = pytest.mark.django_db
ClientAs = Callable[[Role], Client]
TEXT = "Northern Command said on Monday that around 40 <b>soldiers</b> were killed in Halden."
REASONS = [
    Why("figure", "bound.about", (Evidence("limiter", 34, 40, "around"),)),
    Why("attribution", "act.admit", (Evidence("act", 4, 8, "owned & said"),)),
    Why("claim", "claim.by_old_magic", (Evidence("measure", 4, 8, "killed"),)),
]


def with_reasons(mention: Mention) -> Mention:
    Grounds.objects.create(mention=mention, reasons=[why.to_row() for why in REASONS])
    return mention


def address(mention: Mention, page: str) -> str:
    if page == "article":
        return reverse("article", args=[mention.version.article_id])
    if page == "claim":
        return reverse("claim", args=[mention.claim_id])
    return f"{reverse('queue')}?kind=mention"


def page_of(client: Client, mention: Mention, page: str = "article") -> str:
    return client.get(address(mention, page)).content.decode()


@pytest.mark.parametrize("page", ["article", "claim", "queue"])
def test_the_reasons_are_told_in_words_wherever_a_mention_is_shown(client_as: ClientAs, page: str) -> None:
    mention = with_reasons(make.mention(period_words="in early May"))

    shown = page_of(client_as(Role.REVIEWER), mention, page)

    assert re.search(r'<details class="why"><summary[^>]*>Why\?', shown)
    assert "“around” makes the figure approximate." in shown
    assert "“owned &amp; said” says that it is an admission." in shown
    assert "measure <q>killed</q>" in shown
    assert "Read by test/1 · score 0.80" in shown
    assert "Period from <q>in early May</q>" in shown


def test_an_article_that_is_read_keeps_its_reasons(client_as: ClientAs) -> None:
    version = make.version(TEXT, published_on=date(2025, 5, 20))
    recording.read_version(version, now=make.NOW)
    mention = Mention.objects.get(version=version)

    shown = page_of(client_as(Role.ANALYST), mention)

    assert "“around” makes the figure approximate." in shown
    assert "<b>soldiers</b>" not in shown  # hostile words stay words
    assert [row["of"] for row in mention.grounds.reasons if row["of"] == "speaker"] == ["speaker"]


def test_what_was_read_before_reasons_were_kept_says_so(client_as: ClientAs) -> None:
    assert "No reasons are on record" in page_of(client_as(Role.ANALYST), make.mention())


def test_what_a_person_marked_was_read_by_no_program(client_as: ClientAs) -> None:
    assert "A person marked it" in page_of(client_as(Role.ANALYST), make.mention(extractor="", score=None))


def test_a_reading_that_a_person_changed_says_so(client_as: ClientAs) -> None:
    mention, client = with_reasons(make.mention()), client_as(Role.ANALYST)
    assert "A person has changed the reading" not in page_of(client, mention)

    hop = HopValue(make.source().pk, "officials", "originator", "assert", "paraphrase")
    mark_provenance(mention, [hop], seen=chain_of(mention), by=make.person(), now=make.NOW)

    assert "A person has changed the reading" in page_of(client, mention)


@pytest.mark.parametrize("page", ["article", "claim"])
def test_it_asks_the_same_number_of_queries_with_twenty_mentions(
    client_as: ClientAs, queries_of: Callable[[Client, str], int], page: str
) -> None:
    client, claim = client_as(Role.REVIEWER), make.claim()
    version = make.version("one two three four five six " * 30)

    def fill(first: int, last: int) -> int:
        for number in range(first, last):
            of = claim if page == "claim" else make.claim(number + 1)
            where = make.version(f"five six {number}") if page == "claim" else version
            mention = with_reasons(make.mention(of, version=where, words="five six"))
        return queries_of(client, address(mention, page))

    assert fill(0, 1) == fill(1, 20)
