"""Pipelines that print other labels than ours: ClearNLP's relations, Penn tags, OntoNotes' names."""

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example
from spacy.util import fix_random_seed

from claims.extraction.pipeline import Extractor, with_rules
from claims.extraction.syntax.labels import is_clear, kind_of, to_ud, upos_of
from claims.extraction.syntax.reading import Reader
from claims.extraction.syntax.sentences import Sentence
from claims.extraction.syntax.words import Words

# One line per word: form, Penn tag, number of the head (from 1, 0 for the root), ClearNLP relation.
_TREES = {
    "active": "Rebels NNS 2 nsubj|shelled VBD 0 ROOT|homes NNS 2 dobj|in IN 2 prep|Varna NNP 4 pobj|. . 2 punct",
    "passive": "Nine CD 2 nummod|men NNS 4 nsubjpass|were VBD 4 auxpass|hurt VBN 0 ROOT|by IN 4 agent|fire NN 5 pobj|. . 4 punct",
    "copula": "Anna NNP 2 compound|Kovar NNP 3 nsubj|is VBZ 0 ROOT|minister NN 3 attr|of IN 4 prep|health NN 5 pobj|. . 3 punct",
    "clause": "The DT 2 det|ministry NN 3 nsubj|said VBD 0 ROOT|it PRP 5 nsubj|fell VBD 3 ccomp|after IN 5 prep|losing VBG 6 pcomp|. . 3 punct",
}
# What UD has for the same sentences; of a preposition and a copula the noun is the head.
_IN_UD = {
    "active": "shelled:nsubj shelled:root shelled:obj Varna:case shelled:obl shelled:punct",
    "passive": "men:nummod hurt:nsubj:pass hurt:aux:pass hurt:root fire:case hurt:obl:agent hurt:punct",
    "copula": "Kovar:compound minister:nsubj minister:cop minister:root health:case minister:nmod minister:punct",
    "clause": "ministry:det said:nsubj said:root fell:nsubj said:ccomp losing:mark fell:advcl said:punct",
}


def _rows(name: str) -> list[tuple[str, str, int, str]]:
    rows = [line.split(" ") for line in _TREES[name].split("|")]
    return [
        (form, tag, int(head) - 1 if head != "0" else i, dep) for i, (form, tag, head, dep) in enumerate(rows)
    ]


@pytest.mark.parametrize("name", _TREES)
def test_it_turns_a_clearnlp_tree_into_a_universal_one(name: str) -> None:
    rows = _rows(name)

    heads, relations = to_ud(
        [head for _, _, head, _ in rows],
        [dep for *_, dep in rows],
        [upos_of("", tag) for _, tag, *_ in rows],
        [form.lower() for form, *_ in rows],
    )

    shown = " ".join(
        "{}:{}".format(rows[h][0], r if r != "ROOT" else "root")
        for h, r in zip(heads, relations, strict=True)
    )
    assert shown == _IN_UD[name]


@pytest.mark.parametrize(
    ("relations", "expected"),
    [
        (("nsubj", "dobj", "ROOT"), True),
        (("nsubj", "obj", "root", "compound"), False),  # "compound" and "nsubj" are in both schemes
        ((), False),
    ],
)
def test_it_tells_the_scheme_by_relations_that_only_one_has(
    relations: tuple[str, ...], expected: bool
) -> None:
    assert is_clear(relations) is expected


@pytest.mark.parametrize(
    ("pos", "penn", "expected"),
    [
        ("VERB", "VBD", "VERB"),
        ("", "NNPS", "PROPN"),  # a tagger without a map to universal tags
        ("", "", ""),
        ("", "GUESS", ""),  # a tag that no scheme here has
    ],
)
def test_it_reads_penn_tags_where_there_are_no_universal_ones(pos: str, penn: str, expected: str) -> None:
    assert upos_of(pos, penn) == expected


@pytest.mark.parametrize(
    ("label", "expected"),
    [
        ("PERSON", "PER"),
        ("GPE", "LOC"),
        ("FAC", "LOC"),
        ("ORG", "ORG"),
        ("NORP", ""),
        ("CARDINAL", ""),
        ("PER", "PER"),
    ],
)
def test_it_keeps_three_kinds_of_names(label: str, expected: str) -> None:
    assert kind_of(label) == expected


@pytest.fixture(scope="module")
def clear() -> Language:
    """A pipeline like spaCy's own English ones, taught the trees above by heart."""
    fix_random_seed(0)
    nlp = spacy.blank("en")
    nlp.add_pipe("tagger")
    nlp.add_pipe("parser", config={"min_action_freq": 1})
    nlp.add_pipe("ner")
    examples = []
    for name in _TREES:
        rows = _rows(name)
        doc = Doc(
            nlp.vocab,
            words=[r[0] for r in rows],
            tags=[r[1] for r in rows],
            heads=[r[2] for r in rows],
            deps=[r[3] for r in rows],
        )
        names = {"Varna": "GPE", "Kovar": "PERSON"}
        doc.set_ents(
            [
                Span(doc, i - (r[0] == "Kovar"), i + 1, label=names[r[0]])
                for i, r in enumerate(rows)
                if r[0] in names
            ],
            default="outside",
        )
        examples.append(Example(nlp.make_doc(doc.text), doc))
    optimizer = nlp.initialize(lambda: examples)
    for _ in range(25):
        nlp.update(examples, sgd=optimizer)
    return nlp


@pytest.mark.parametrize("name", _TREES)
def test_it_reads_a_pipeline_with_other_labels_as_if_it_had_ours(clear: Language, name: str) -> None:
    text = clear.make_doc(" ".join(r[0] for r in _rows(name))).text
    words = Words(clear.make_doc(text), text)

    Reader(clear.vocab, [component for _, component in clear.pipeline]).read(
        words, [Sentence(0, len(text), 0, 0, False)]
    )

    heads = [words.shown[h] for h in words.head]
    assert " ".join(f"{h}:{d}" for h, d in zip(heads, words.dep, strict=True)) == _IN_UD[name]
    assert words.tag[1] in ("NOUN", "VERB", "PROPN")
    assert words.named == {"active": [(4, 5, "LOC")], "copula": [(0, 2, "PER")]}.get(name, [])


def test_rules_work_on_top_of_such_a_pipeline(clear: Language) -> None:
    nlp = spacy.blank("en", vocab=clear.vocab)
    for name in clear.pipe_names:
        nlp.add_pipe(name, source=clear)

    found = Extractor(with_rules(nlp)).extract("The ministry said nine men were hurt by fire.")

    assert [q.best for q in found.quantities] == [9]
    assert [a.cue.exact for a in found.attributions if a.cue] == ["said"]
