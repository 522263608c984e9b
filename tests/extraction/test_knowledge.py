"""What people taught is read with: names, offices, senses of words; and nothing else changes."""

import pytest

from claims.extraction import load
from claims.extraction.knowledge import Knowledge, KnownSpeaker, MeasureSense
from claims.vocabulary import SourceKind

KOVAR = KnownSpeaker(
    "Anna Kovar", aliases=("A. Kovar", "Kovarova"), offices=("the defence minister",), kind=SourceKind.PERSON
)
NORTH = KnownSpeaker("Northern Command", aliases=("NorCom",), kind=SourceKind.ARMED_FORCE)
TAUGHT = Knowledge(
    (KOVAR, NORTH),
    (MeasureSense("neutralised", "killed", "Northern Command"), MeasureSense("written off", "killed")),
)


def speakers(text: str, knowledge: Knowledge | None = TAUGHT) -> list[str | None]:
    found = load().extract(text, knowledge=knowledge)
    return [one.source.name if one.source else None for one in found.attributions]


def measures(text: str, knowledge: Knowledge | None = TAUGHT) -> list[str | None]:
    return [claim.measure for claim in load().extract(text, knowledge=knowledge).claims]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Kovarova said the bridge was closed.", "Anna Kovar"),
        ("NorCom said the bridge was closed.", "Northern Command"),
        # an office means its holder, with or without its article, in any case
        ("The defence minister said the bridge was closed.", "Anna Kovar"),
        ("Defence minister said the bridge was closed.", "Anna Kovar"),
        # who is named only with an alias, then again by his surname
        ("A. Kovar said the bridge was closed.", "Anna Kovar"),
        # nobody taught anything of them
        ("Police said the bridge was closed.", "Police"),
    ],
)
def test_it_finds_a_speaker_under_a_taught_name(text: str, name: str) -> None:
    assert speakers(text) == [name]


def test_the_office_holder_whom_the_text_names_goes_before_the_taught_one() -> None:
    text = "Defence Minister Pavel Dorn arrived on Monday. The defence minister said the bridge was closed."

    assert "Anna Kovar" not in speakers(text)


def test_a_surname_means_first_of_all_whom_the_text_gives_it_to() -> None:
    text = "Petra Kovarova arrived on Monday. Kovarova said the bridge was closed."

    assert speakers(text) == ["Petra Kovarova"]


def test_an_alias_of_two_speakers_means_neither() -> None:
    other = KnownSpeaker("Petra Kovarova", aliases=("Kovarova",))

    assert Knowledge((KOVAR, other)).speaker("Kovarova") is None


def test_it_reads_a_sense_for_its_speaker_only() -> None:
    assert measures("NorCom said 50 soldiers were neutralised.") == ["killed"]
    assert measures("Police said 50 soldiers were neutralised.") == ["neutralised"]


def test_it_reads_words_that_no_list_has_for_everybody() -> None:
    assert measures("Police said 30 fighters were written off.") == ["killed"]
    assert measures("Police said 30 fighters were written off.", None) == ["count"]


def test_a_claim_read_with_a_taught_sense_says_so() -> None:
    (claim,) = load().extract("NorCom said 50 soldiers were neutralised.", knowledge=TAUGHT).claims

    assert (
        "measure: a reviewer recorded that “neutralised” means killed when Northern Command says it"
        in claim.notes
    )


def test_taught_things_change_nothing_in_texts_that_do_not_use_them() -> None:
    text = "Police said 12 people were killed in Halden on 3 May 2024. Organisers counted 4,000 marchers."

    assert load().extract(text, knowledge=TAUGHT) == load().extract(text)
