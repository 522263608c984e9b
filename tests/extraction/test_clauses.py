"""The parse as evidence, on parses written by hand, so that no trained pipeline is needed: subject, phrase, end."""

import pytest
import spacy
from spacy.tokens import Doc

from claims.extraction.syntax import clauses
from claims.extraction.syntax.complements import complement
from claims.extraction.syntax.noun_phrases import counted_noun
from claims.extraction.syntax.words import Words

#: One sentence per row: word, head (number of a word), relation, part of speech.
Parse = list[tuple[str, int, str, str]]

COORDINATED: Parse = [
    ("Reed", 1, "nsubj", "PROPN"),
    ("denied", 1, "root", "VERB"),
    ("it", 1, "obj", "PRON"),
    ("and", 4, "cc", "CCONJ"),
    ("called", 1, "conj", "VERB"),
    ("for", 6, "case", "ADP"),
    ("calm", 4, "obl", "NOUN"),
]
CONTROLLED: Parse = [
    ("Reed", 1, "nsubj", "PROPN"),
    ("asked", 1, "root", "VERB"),
    ("Holt", 1, "obj", "PROPN"),
    ("to", 4, "mark", "PART"),
    ("confirm", 1, "xcomp", "VERB"),
    ("it", 4, "obj", "PRON"),
]
A_LETTER: Parse = [
    ("A", 1, "det", "DET"),
    ("letter", 5, "nsubj", "NOUN"),
    ("warning", 1, "acl", "VERB"),
    ("of", 4, "case", "ADP"),
    ("floods", 2, "obl", "NOUN"),
    ("came", 5, "root", "VERB"),
]
RELATIVE: Parse = [
    ("Mira", 6, "nsubj", "PROPN"),
    ("Holt", 0, "flat", "PROPN"),
    (",", 4, "punct", "PUNCT"),
    ("who", 4, "nsubj", "PRON"),
    ("spoke", 0, "acl:relcl", "VERB"),
    (",", 4, "punct", "PUNCT"),
    ("left", 6, "root", "VERB"),
]


CONFIRMING: Parse = [
    ("Orlan", 1, "nsubj", "PROPN"),
    ("acknowledged", 1, "root", "VERB"),
    ("that", 5, "mark", "SCONJ"),
    ("units", 5, "nsubj:pass", "NOUN"),
    ("were", 5, "aux:pass", "AUX"),
    ("sent", 1, "ccomp", "VERB"),
    (",", 7, "punct", "PUNCT"),
    ("confirming", 5, "advcl", "VERB"),
    ("losses", 7, "obj", "NOUN"),
]
VIEW: Parse = [
    ("Analysts", 1, "nsubj", "NOUN"),
    ("view", 1, "root", "VERB"),
    ("the", 3, "det", "DET"),
    ("toll", 1, "obj", "NOUN"),
    ("as", 5, "case", "ADP"),
    ("figure", 7, "obl", "NOUN"),
    ("they", 7, "nsubj", "PRON"),
    ("admit", 1, "ccomp", "VERB"),
]
STAYS: Parse = [
    ("They", 1, "nsubj", "PRON"),
    ("offered", 1, "root", "VERB"),
    ("two", 4, "nummod", "NUM"),
    ("consecutive", 4, "amod", "ADJ"),
    ("stays", 1, "obj", "NOUN"),
    ("there", 4, "advmod", "ADV"),
]


def words_of(parse: Parse) -> Words:
    nlp = spacy.blank("en")
    doc = Doc(nlp.vocab, words=[row[0] for row in parse])
    words = Words(doc, doc.text)
    for i, (_, head, relation, tag) in enumerate(parse):
        words.head[i], words.dep[i], words.tag[i] = head, relation, tag
    return words


@pytest.mark.parametrize(
    ("parse", "verb", "subject"),
    [
        (COORDINATED, 1, "Reed"),
        (COORDINATED, 4, "Reed"),  # the second verb borrows the first one's subject
        (CONTROLLED, 4, "Holt"),  # whoever is asked to confirm confirms
        (A_LETTER, 2, "A letter"),  # a participle speaks for its noun
        (RELATIVE, 4, "Mira Holt , who"),
        (RELATIVE, 6, "Mira Holt , who spoke"),
        (CONFIRMING, 7, "Orlan"),  # units that were sent confirm nothing: who reports it does
    ],
)
def test_it_tells_whose_verb_it_is(parse: Parse, verb: int, subject: str) -> None:
    words = words_of(parse)

    found = clauses.subject(words, verb, 0)

    assert found is not None
    assert " ".join(words.shown[found[0] : found[1] + 1]) == subject


def test_it_tells_nothing_without_a_parse() -> None:
    words = words_of([(word, -1, "", "") for word, *_ in COORDINATED])

    assert not clauses.is_parsed(words, 1)
    assert clauses.subject(words, 1, 0) is None
    assert clauses.attaches_outside(words, 1, 2, 3, 6) is None


@pytest.mark.parametrize(
    ("head", "outside"),
    [(1, True), (2, False)],  # "praised the plan, calling it …" against "the plan, a bold one"
)
def test_a_stretch_after_a_comma_belongs_where_it_hangs(head: int, outside: bool) -> None:
    words = words_of(
        [
            ("Reed", 1, "nsubj", "PROPN"),
            ("praised", 1, "root", "VERB"),
            ("plans", 1, "obj", "NOUN"),
            (",", 4, "punct", "PUNCT"),
            ("calling", head, "advcl", "VERB"),
            ("them", 4, "obj", "PRON"),
        ]
    )

    assert clauses.attaches_outside(words, 1, 2, 4, 6) is outside


def test_the_counted_noun_ends_where_the_parse_hangs_the_number() -> None:
    plain = "They offered two consecutive stays there"

    start, end, _ = counted_noun(
        plain, words_of(STAYS), plain.index("two") + 3, len(plain), single=False
    ) or (0, 0, "")

    assert plain[start:end] == "consecutive stays"


def test_an_object_that_comes_first_is_what_the_verb_takes() -> None:
    found = complement(words_of(VIEW), 1, len(VIEW), frozenset(), {})

    assert found is not None
    assert found.kind == "object_as"
