"""What a person taught is in the next reading, in every process, and changes nothing that is decided."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.contrib.auth.models import User

from claims.models import MeasureSense, Mention
from claims.services import lattice, reading, recording, teaching
from claims.services.triage import accept_mention
from claims.vocabulary import SourceKind
from config.seen import ChangedMeanwhile, mark_of
from sources.directory import add_alias, add_source
from sources.models import Source
from tests import factories as make

pytestmark = pytest.mark.django_db
MAY = date(2025, 5, 20)


def read(text: str) -> list[Mention]:
    version = make.version(text, published_on=MAY)
    recording.read_version(version, now=make.NOW)
    return list(Mention.objects.filter(version=version).order_by("start"))


def origin_of(mention: Mention) -> Source | None:
    return mention.attributions.order_by("-hop")[0].source


def measure_of(mention: Mention) -> str:
    assert mention.claim.scope is not None
    assert mention.claim.scope.measure is not None
    return mention.claim.scope.measure.key


@pytest.fixture
def northern(db: None) -> Source:
    return make.source("Northern Command", kind="armed_force")


def teach(by: User, words: str = "neutralised", **fields: Any) -> MeasureSense:
    return teaching.add_sense(
        **{
            "words": words,
            "measure": make.measure("killed"),
            "speaker": None,
            "citation": "its daily report",
            "by": by,
            "now": make.NOW,
            **fields,
        }
    )


def test_an_alias_taught_today_is_who_the_next_article_means(northern: Source) -> None:
    [before] = read("NorCom said on Monday that 40 soldiers had been killed.")
    assert origin_of(before) != northern

    add_alias(northern.pk, name="NorCom")
    [after] = read("NorCom said on Tuesday that 50 soldiers had been killed.")

    assert origin_of(after) == northern
    assert after.claim.claimant == northern
    before.refresh_from_db()
    assert origin_of(before) != northern


def test_an_office_taught_today_is_its_holder_in_the_next_article(db: None) -> None:
    minister = make.source("Anna Kovar", kind="person")
    add_alias(minister.pk, name="the defence minister")

    [mention] = read("The defence minister said on Monday that 40 soldiers had been killed.")

    assert origin_of(mention) == minister


def test_a_sense_is_read_for_its_speaker_only(reviewer: User, northern: Source) -> None:
    teach(reviewer, speaker=northern)

    [theirs] = read("Northern Command said on Monday that 40 soldiers were neutralised.")
    [others] = read("Police said on Monday that 40 soldiers were neutralised.")

    assert measure_of(theirs) == "killed"
    assert measure_of(others) == "neutralised"
    assert "“neutralised” means killed when Northern Command says it" in "; ".join(theirs.notes)


def test_a_sense_changes_nothing_that_is_read_or_decided(reviewer: User, northern: Source) -> None:
    [decided] = read("Northern Command said on Monday that 40 soldiers were neutralised.")
    accept_mention(decided, by=reviewer, now=make.NOW)

    teach(reviewer, speaker=northern)
    recording.read_version(decided.version, now=make.NOW)

    [still] = Mention.objects.filter(version=decided.version)
    assert (measure_of(still), still.state) == ("neutralised", "accepted")


def test_a_sense_that_is_withdrawn_is_read_no_more(reviewer: User, northern: Source) -> None:
    sense = teach(reviewer, speaker=northern)
    read("Northern Command said on Monday that 40 soldiers were neutralised.")

    teaching.withdraw_sense(sense, seen=mark_of(sense), by=reviewer, now=make.NOW)
    with pytest.raises(ChangedMeanwhile):
        teaching.withdraw_sense(sense, seen=mark_of(sense), by=reviewer, now=make.NOW)
    [mention] = read("Northern Command said on Tuesday that 50 soldiers were neutralised.")

    assert measure_of(mention) == "neutralised"
    teach(reviewer, speaker=northern)  # and it may be taught anew


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({"words": "NEUTRALISED"}, "have a sense for this speaker already"),
        ({"words": "  "}, "as they are printed"),
        ({"words": "1,200"}, "as they are printed"),
        ({"words": "w" * 81}, "as they are printed"),
        ({"words": "written off", "citation": " "}, "Say where"),
    ],
)
def test_a_sense_that_cannot_be_is_refused_in_words(
    reviewer: User, fields: dict[str, str], problem: str
) -> None:
    teach(reviewer)

    with pytest.raises(lattice.TermRefused, match=problem):
        teach(reviewer, **fields)


def test_what_nobody_confirmed_teaches_nothing() -> None:
    source = make.source("Somebody", suggested=True)
    source.aliases.create(name="The One")
    make.source("Known").aliases.create(name="Guessed", suggested=True)

    known = reading.knowledge()

    assert known.speaker("The One") is None
    assert known.speaker("Guessed") is None
    assert known.speaker("known") is not None


def test_a_reading_asks_once_whether_anything_was_taught(
    django_assert_num_queries: Callable[[int], Any], northern: Source
) -> None:
    with django_assert_num_queries(2):
        first = reading.knowledge()
    with django_assert_num_queries(1):
        assert reading.knowledge() is first

    make.source("Met in a text", suggested=True)  # a suggestion teaches nothing
    with django_assert_num_queries(1):
        assert reading.knowledge() is first


@pytest.mark.parametrize("change", ["source", "alias", "renamed", "removed", "sense"])
def test_every_change_of_what_is_taught_is_seen(reviewer: User, northern: Source, change: str) -> None:
    alias = northern.aliases.create(name="NorCom")
    before = reading.knowledge()

    if change == "source":
        add_source(name="Southern Command", kind="armed_force", parent=None, side="", note="")
    elif change == "alias":
        add_alias(northern.pk, name="The North")
    elif change == "renamed":
        Source.objects.filter(pk=northern.pk).update(name="North Command")
    elif change == "removed":
        alias.delete()
    else:
        teach(reviewer)

    assert reading.knowledge() != before


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("the defence minister", SourceKind.PERSON, True),
        ("Prime Minister of Halden", SourceKind.PERSON, True),
        ("the spokeswoman", SourceKind.PERSON, True),
        # with a surname it is a name
        ("President Kovar", SourceKind.PERSON, False),
        ("A. Kovar", SourceKind.PERSON, False),
        # an office itself is named so
        ("General Staff", SourceKind.OFFICE, False),
        ("the ministry", SourceKind.OFFICE, False),
    ],
)
def test_it_tells_an_office_from_a_name(name: str, kind: str, expected: bool) -> None:
    assert reading.is_office(name, kind) is expected
