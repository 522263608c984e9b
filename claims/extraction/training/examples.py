"""Turns sentences into spaCy's examples: short documents, a little noise, the text in its matching form."""

import random
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc, Span
from spacy.training import Example

from claims.extraction.syntax.text import matching_form
from claims.extraction.training.treebanks import Sentence

#: In use every sentence is a document of its own; some longer ones keep the pipeline of use on a plain text.
_LONGEST = 90
_JOINED = 0.25
_LOWERED = 0.03


def documents(sentences: Sequence[Sentence], rng: random.Random) -> Iterator[list[Sentence]]:
    """Yield lists of consecutive sentences of one document: mostly one, at times several of at most 90 words."""
    at = 0
    while at < len(sentences):
        take, words = 1, len(sentences[at].words)
        if rng.random() < _JOINED:
            while (
                at + take < len(sentences)
                and sentences[at + take].document == sentences[at].document != ""
                and _layers(sentences[at + take]) == _layers(sentences[at])
                and words + len(sentences[at + take].words) <= _LONGEST
            ):
                words += len(sentences[at + take].words)
                take += 1
        yield list(sentences[at : at + take])
        at += take


def _layers(sentence: Sentence) -> tuple[bool, bool]:
    return sentence.heads is None, sentence.names is None


def reference(nlp: Language, sentences: Sequence[Sentence], *, lower: bool = False) -> Doc:
    """A document with the labels that the sentences have; what they lack stays unknown to spaCy."""
    words = [w.lower() if lower else w for s in sentences for w in s.words]
    text = matching_form("\0".join(words))
    spaces = [b for s in sentences for b in (*s.spaces[:-1], True)]
    spaces[-1] = False
    first = sentences[0]
    offset = 0
    heads: list[int] = []
    spans: list[tuple[int, int, str]] = []
    for s in sentences:
        heads += [offset + h for h in s.heads or ()]
        spans += [(offset + a, offset + b, kind) for a, b, kind in s.names or ()]
        offset += len(s.words)
    doc = Doc(
        nlp.vocab,
        words=text.split("\0"),
        spaces=spaces,
        pos=[p for s in sentences for p in s.pos or ()] if first.pos else None,
        morphs=[m for s in sentences for m in s.morphs or ()] if first.morphs else None,
        heads=heads if first.heads else None,
        deps=[d for s in sentences for d in s.deps or ()] if first.deps else None,
    )
    if first.names is not None:
        doc.set_ents([Span(doc, a, b, label=kind) for a, b, kind in spans], default="outside")
    return doc


def examples(nlp: Language, sentences: Sequence[Sentence], rng: random.Random) -> Iterator[Example]:
    """Yield one example per document; the text is cut into words by the pipeline's own tokenizer."""
    for group in documents(sentences, rng):
        gold = reference(nlp, group, lower=rng.random() < _LOWERED)
        yield Example(nlp.make_doc(gold.text), gold)
