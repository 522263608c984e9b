"""Attributions: text → (source, cue, content)."""

import pytest

from claims.extraction.results import Extraction
from claims.vocabulary import Manner, SpeechAct
from tests.extraction.conftest import Read

REPORTS = [
    ("The mayor said the bridge was closed.", "The mayor", "said", "the bridge was closed"),
    ("Anna Reed said on Monday that the bridge was closed.", "Anna Reed", "said", "the bridge was closed"),
    ("The bridge was closed, officials said.", "officials", "said", "The bridge was closed"),
    ("The bridge was closed, said Anna Reed.", "Anna Reed", "said", "The bridge was closed"),
    ("“The bridge is closed,” Anna Reed said.", "Anna Reed", "said", "“The bridge is closed,”"),
    ("“The bridge is closed,” said Anna Reed.", "Anna Reed", "said", "“The bridge is closed,”"),
    (
        "According to the police, the bridge was closed.",
        "the police",
        "According to",
        "the bridge was closed",
    ),
    (
        "The bridge was closed, according to the police.",
        "the police",
        "according to",
        "The bridge was closed",
    ),
    ("The ministry denied that the bridge was closed.", "The ministry", "denied", "the bridge was closed"),
    # an aside between subject and cue
    (
        "Anna Reed, the mayor, said the bridge was closed.",
        "Anna Reed, the mayor",
        "said",
        "the bridge was closed",
    ),
    # a lead-in of time or place is no part of the source
    ("In Oslo the police said the bridge was closed.", "the police", "said", "the bridge was closed"),
    ("Last week the police said the bridge was closed.", "the police", "said", "the bridge was closed"),
    (
        "It was revealed that the bridge had been closed.",
        None,
        "It was revealed",
        "the bridge had been closed",
    ),
    # days and ways of telling stand between
    (
        "It was announced on Wednesday that the bridge was shut.",
        None,
        "It was announced",
        "the bridge was shut",
    ),
    # a hearer, and nobody who tells him
    ("The court was told that the bridge had been shut.", None, "told", "the bridge had been shut"),
    ("The firm was promised in writing that nobody would go.", None, "promised", "nobody would go"),
    ("The plan has been described by critics as a mistake.", "critics", "described", "a mistake"),
    ("The council confirmed Oslo’s admission of nine deaths.", "Oslo", "admission", "nine deaths"),
    ("Smith: Bridge to stay closed for years", "Smith", ":", "Bridge to stay closed for years"),
]


def _triples(found: Extraction, text: str) -> list[tuple[str | None, str | None, str]]:
    return [
        (a.source.exact if a.source else None, a.cue.exact if a.cue else None, text[slice(*a.content)])
        for a in found.attributions
    ]


@pytest.mark.parametrize(("text", "source", "cue", "content"), REPORTS)
def test_it_finds_who_says_what(read: Read, text: str, source: str | None, cue: str, content: str) -> None:
    assert (source, cue, content) in _triples(read(text), text)


COMPLEMENTS = [
    # one subject, two cues
    (
        "The mayor praised the rescue teams and called for calm.",
        [("The mayor", "praised", "the rescue teams"), ("The mayor", "called", "calm")],
    ),
    # a relative clause and a subordinate clause end at their comma
    ("Reed, who wants a second bridge, resigned in May.", [("Reed, who", "wants", "a second bridge")]),
    (
        "When Reed promised a second bridge, the hall rose.",
        [("Reed", "promised", "a second bridge")],
    ),
    ("Kyiv, which in January spoke of 900 losses, fell silent.", [("Kyiv, which", "spoke", "900 losses")]),
    ("Police have spoken of 48,000 people.", [("Police", "spoken", "48,000 people")]),
    # "at least" is no preposition
    (
        "The ministry said at least 12 people were killed.",
        [("The ministry", "said", "at least 12 people were killed")],
    ),
    ("As Reed has said, the bridge will stay closed.", [("Reed", "said", "the bridge will stay closed")]),
    (
        "About half of the drivers said they take another road.",
        [("About half of the drivers", "said", "they take another road")],
    ),
    # the noun is the cue, the verb lends it a subject
    (
        "The union made a promise to keep the ferry.",
        [("The union", "made a promise", "to keep the ferry")],
    ),
    ("Reed is calling for a second bridge.", [("Reed", "calling", "a second bridge")]),
    # a verb of reporting with a figure for its object
    ("The agency recorded 173 deaths.", [("The agency", "recorded", "173 deaths")]),
    # "by telephone" is no agent
    (
        "The mayor said by telephone that the bridge was closed.",
        [("The mayor", "said", "the bridge was closed")],
    ),
    # a quotation that is a paragraph of its own
    (
        "The Courier reports:\n\n“The bridge is closed. It stays closed.”\n\nNobody was hurt.",
        [("The Courier", "reports", "“The bridge is closed. It stays closed.”")],
    ),
    ("The hearing goes on.\n\nREED: We have lost the bridge.", [("REED", ":", "We have lost the bridge.")]),
]


@pytest.mark.parametrize(("text", "triples"), COMPLEMENTS)
def test_it_tells_what_is_said_by_what_follows_the_cue(
    read: Read, text: str, triples: list[tuple[str, str, str]]
) -> None:
    assert _triples(read(text), text) == triples


@pytest.mark.parametrize(
    "text",
    [
        "The United States won.",  # "states" is a verb elsewhere
        "Its plans for the bridge failed.",
        "The reports were lost.",
    ],
)
def test_it_hears_no_speech_in_nouns(read: Read, text: str) -> None:
    assert read(text).attributions == ()


@pytest.mark.parametrize(
    ("text", "act"),
    [
        ("The army admitted that nine men died.", SpeechAct.ADMIT),
        ("The army denied that nine men died.", SpeechAct.DENY),
        ("The army estimated that nine men died.", SpeechAct.ESTIMATE),
        ("The army predicted that nine men would die.", SpeechAct.PREDICT),
        # the article itself calls it an admission
        ("The army said it had lost “nine men”, an unusually open admission.", SpeechAct.ADMIT),
    ],
)
def test_it_tells_what_is_done_by_saying_it(read: Read, text: str, act: SpeechAct) -> None:
    assert read(text).attributions[0].act is act


@pytest.mark.parametrize(
    ("text", "manner"),
    [
        ("“We lost nine men in the woods,” the general said.", Manner.DIRECT),
        ("The general said the army had lost “nine good men” in the woods.", Manner.FRAGMENT),
        ("The general said the army had lost nine men.", Manner.PARAPHRASE),
        ("According to a report, the army lost nine men.", Manner.DOCUMENT),
        ("It was reported that the army had lost nine men.", Manner.AGENTLESS),
    ],
)
def test_it_tells_how_the_words_reach_the_page(read: Read, text: str, manner: Manner) -> None:
    assert read(text).attributions[0].manner is manner


def test_a_quotation_that_goes_on_after_its_speaker_is_one_attribution(read: Read) -> None:
    text = "“We lost nine men,” the general said. “They were brave.”"

    (found,) = read(text).attributions

    assert text[slice(*found.content)] == text


def test_a_report_within_a_report_is_inside_it(read: Read) -> None:
    inner, outer = sorted(
        read("The UN said that the army had admitted that nine men died.").attributions,
        key=lambda a: -a.content[0],
    )

    assert inner.inside == outer.id


def test_a_carrier_passes_on_what_the_speaker_says(read: Read) -> None:
    carrier, speaker = read(
        "In an address broadcast by state media, Kim said the unit had lost nine men."
    ).attributions

    assert (carrier.carrier, carrier.source and carrier.source.name, speaker.inside) == (
        True,
        "state media",
        carrier.id,
    )
