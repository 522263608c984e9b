"""How fast texts are read, and how that compares with the shipped spaCy pipeline on its own."""

import time
from collections.abc import Callable

import spacy
from threadpoolctl import threadpool_limits

from claims.extraction import load
from claims.extraction.pipeline import SHIPPED
from tests.bench.lines import line
from tests.bench.texts import articles, words_in

TEXTS = 200
ROUNDS = 3  # the best of these counts: other work on the machine only ever slows one down
PEER = "the shipped pipeline, as spaCy runs it: one text at a time, one thread, same text"


def measure() -> float:
    """Print words per second and the ratio; return articles per second of the extraction alone."""
    texts = articles(TEXTS)
    with threadpool_limits(limits=1):
        extractor, bare = load(), spacy.load(SHIPPED)
        for text in texts[:20]:  # word lists and caches are read on first use
            extractor.extract(text)
            bare(text)
        ours = fastest(lambda: [extractor.extract(text) for text in texts])
        theirs = fastest(lambda: [bare(text) for text in texts])
    words = words_in(texts)
    line("extraction", words / ours, "words/s", aim=">= 5000")
    line("bare spaCy pipeline", words / theirs, "words/s", peer=PEER)
    line("extraction against bare spaCy pipeline", theirs / ours, "ratio", aim=">= 0.6", peer=PEER)
    return len(texts) / ours


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
