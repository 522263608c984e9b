"""How fast texts are read, and how that compares with a bare spaCy pipeline of the planned shape."""

import random
import time
from collections.abc import Callable

import numpy
import spacy
from spacy.language import Language
from thinc.api import fix_random_seed

from claims.extraction import load
from tests.bench.lines import line
from tests.bench.texts import articles, words_in

TEXTS = 200
ROUNDS = 3  # the best of these counts: other work on the machine only ever slows one down

TAGS = 50  # Penn Treebank
DEPENDENCIES = 45  # Universal Dependencies with subtypes
ENTITIES = 18  # OntoNotes


def measure() -> float:
    """Print words per second and the ratio; return articles per second of the extraction alone."""
    texts = articles(TEXTS)
    extractor, bare = load(), bare_pipeline()
    for text in texts[:20]:  # word lists and caches are read on first use
        extractor.extract(text)
        bare(text)
    ours = fastest(lambda: [extractor.extract(text) for text in texts])
    theirs = fastest(lambda: [bare(text) for text in texts])
    words = words_in(texts)
    line("extraction", words / ours, "words/s")
    line("bare spaCy pipeline", words / theirs, "words/s", peer=PEER)
    line("extraction against bare spaCy pipeline", theirs / ours, "ratio", aim=">= 0.6", peer=PEER)
    return len(texts) / ours


PEER = (
    "spaCy tok2vec 96x4, tagger, parser, ner with seeded random weights (no trained pipeline ships yet), "
    "one text at a time, same text"
)


def bare_pipeline() -> Language:
    """Return the planned pipeline without training: the same shape, so about the same cost, and useless output."""
    random.seed(0)
    numpy.random.seed(0)
    fix_random_seed(0)
    nlp = spacy.blank("en")
    width = {"width": 96, "depth": 4}
    nlp.add_pipe("tok2vec", config={"model": {"@architectures": "spacy.HashEmbedCNN.v2", **_EMBED, **width}})
    listener = {"@architectures": "spacy.Tok2VecListener.v1", "width": 96, "upstream": "*"}
    tagger = nlp.add_pipe(
        "tagger", config={"model": {"@architectures": "spacy.Tagger.v2", "tok2vec": listener}}
    )
    transitions = {"@architectures": "spacy.TransitionBasedParser.v2", "tok2vec": listener, **_STATES}
    parser = nlp.add_pipe("parser", config={"model": {**transitions, "state_type": "parser"}})
    ner = nlp.add_pipe("ner", config={"model": {**transitions, "state_type": "ner"}})
    for component, count, word in ((tagger, TAGS, "T"), (parser, DEPENDENCIES, "d"), (ner, ENTITIES, "E")):
        for number in range(count):
            component.add_label(f"{word}{number}")  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


_EMBED = {
    "pretrained_vectors": None,
    "embed_size": 2000,
    "window_size": 1,
    "maxout_pieces": 3,
    "subword_features": True,
}
_STATES = {"extra_state_tokens": False, "hidden_width": 64, "maxout_pieces": 2, "use_upper": True, "nO": None}


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
