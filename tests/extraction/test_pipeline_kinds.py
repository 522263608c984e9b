"""Names that a model cut in pieces or typed wrongly are settled within the document."""

import pytest
import spacy

from claims.extraction.naming.kinds import settle
from claims.extraction.syntax.words import Words

_NLP = spacy.blank("en")


def _settled(text: str, names: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Mark the printed names in order of the text, settle, and return what is marked then."""
    words = Words(_NLP.make_doc(text), text)
    at = 0
    for name, kind in names:
        start = text.index(name, at)
        at = start + len(name)
        inside = words.within(start, at)
        words.named.append((inside.start, inside.stop, kind))
        words.kind[inside.start : inside.stop] = [kind] * len(inside)
    settle(words)
    return [(text[words.start[a] : words.end[b - 1]], kind) for a, b, kind in words.named]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        # the pieces that the parser's corpus never shows whole
        ("The Korean People's Army fired.", [("Korean", "LOC")], [("Korean People's Army", "ORG")]),
        ("Troops held the Luhansk People's Republic.", [("Luhansk", "LOC")], [("Luhansk People's Republic", "LOC")]),
        ("The Ministry of Defense of Varna spoke.", [("Ministry", "ORG"), ("Varna", "LOC")], [("Ministry of Defense", "ORG"), ("Varna", "LOC")]),
        ("The 12th Coastal Brigade left Varna.", [("Coastal", "LOC"), ("Varna", "LOC")], [("Coastal Brigade", "ORG"), ("Varna", "LOC")]),
        # a head noun alone, or one that no model has seen in a name, makes none
        ("The Army fired on Varna.", [("Varna", "LOC")], [("Varna", "LOC")]),
        ("Her Big Party was in Varna.", [("Varna", "LOC")], [("Varna", "LOC")]),
        # a country acts, and is a place all the same
        ("France denied it.", [("France", "ORG")], [("France", "LOC")]),
        # one spelling, one kind: the commonest
        ("Orlo fell. Orlo burned. Orlo said no.", [("Orlo", "LOC"), ("Orlo", "LOC"), ("Orlo", "ORG")], [("Orlo", "LOC")] * 3),
        # a surname is a person where the full name is
        ("Anna Kovar left. Kovar was tired.", [("Anna Kovar", "PER"), ("Kovar", "LOC")], [("Anna Kovar", "PER"), ("Kovar", "PER")]),
        # unless it is a country: Jordan the man and Jordan the state
        ("Amir Jordan left Jordan.", [("Amir Jordan", "PER"), ("Jordan", "LOC")], [("Amir Jordan", "PER"), ("Jordan", "LOC")]),
        # part of a country, a person's name: left as the model has it
        ("Virginia left. Paris denied it.", [("Virginia", "PER"), ("Paris", "ORG")], [("Virginia", "PER"), ("Paris", "LOC")]),
        ("Nine men died.", [], []),
    ],
)  # fmt: skip
def test_it_joins_and_types_names(
    text: str, names: list[tuple[str, str]], expected: list[tuple[str, str]]
) -> None:
    assert _settled(text, names) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Guards left France for South Korea.", ["France", "South Korea"]),
        ("Guards of Bank France left Jordan Kovar.", []),  # part of a longer name
        ("Guards crossed Texas.", ["Texas"]),
    ],
)
def test_it_adds_countries_and_their_parts_that_stand_alone(text: str, expected: list[str]) -> None:
    words = Words(_NLP.make_doc(text), text)
    words.tag = ["PROPN" if words.is_capital(i) else "NOUN" for i in range(len(words))]
    words.tag[0] = "NOUN"

    settle(words)

    assert [text[words.start[a] : words.end[b - 1]] for a, b, _ in words.named] == expected
