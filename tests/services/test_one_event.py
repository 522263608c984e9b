"""Two articles of one event, recorded: the event that each tells of decides on the pages as on the command line."""

from datetime import date

import pytest

from claims.models import Grounds, Relation
from claims.services import recording, terms
from claims.services.readings import reading_of, with_first_report
from claims.vocabulary import RelationKind
from tests import factories as make

pytestmark = pytest.mark.django_db
DAY = date(2025, 5, 4)
MINISTRY = """Quake kills 12 in Halden

HALDEN, 4 May 2025 - A strong earthquake struck the mountain town of Halden in Tavia on Saturday evening and killed 12
people, the Tavian interior ministry said.

Rescue workers from Orla dug through the rubble of the old market. Mayor Petra Novak said it was the worst in years."""
RED_CROSS = """Earthquake in Tavia: 19 dead in Halden

HALDEN, 4 May 2025 - The earthquake that hit the town of Halden in Tavia on Saturday killed 19 people, the Red
Cross said on Sunday.

The old market collapsed. Mayor Petra Novak asked for tents, and helpers came from Orla."""
ELSEWHERE = """Flood kills 30 in Marrow

MARROW, 4 May 2025 - A river burst its banks in the coastal town of Marrow in Sundria on Saturday and killed 30
people, the fire brigade said. The harbour of Teel was closed and Governor Hugo Lant left for the islands."""


@pytest.fixture(autouse=True)
def _lattice(db: None) -> None:
    terms.load_lexicon()


def read(text: str) -> None:
    paragraphs = (" ".join(part.split()) for part in text.split("\n\n"))
    text = "\n\n".join(paragraphs)
    recording.read_version(make.version(text, published_on=DAY), now=make.NOW)


def contradicting() -> set[tuple[int, int]]:
    found = Relation.objects.filter(kind=RelationKind.CONTRADICTS).select_related("left", "right")
    return {(int(one.left.best or 0), int(one.right.best or 0)) for one in found}


def test_two_tolls_of_one_quake_contradict_each_other() -> None:
    read(MINISTRY)
    read(RED_CROSS)

    assert contradicting() == {(12, 19)}


def test_tolls_of_two_events_do_not() -> None:
    read(MINISTRY)
    read(ELSEWHERE)

    assert contradicting() == set()


def test_a_claim_is_read_with_what_its_article_tells() -> None:
    read(MINISTRY)
    kept = Grounds.objects.filter(mention__claim__best=12).first()
    assert kept is not None

    [claim] = with_first_report(type(kept.mention.claim).objects.with_scope()).filter(
        pk=kept.mention.claim_id
    )
    reading = reading_of(claim)

    assert "halden" in reading.event_words
    assert reading.event is not None
    assert reading.published == DAY
