"""How fast and how large: timed on this machine, so never part of the gate."""

import resource
import subprocess
import sys
import time
from collections.abc import Callable, Sequence

from claims.extraction.pipeline import STEPS, Extractor
from tests.accuracy.labels import Article

ROUNDS = 3  # the best of these counts: other work on the machine only ever slows one down

_LOAD = "import time; t = time.perf_counter(); from claims.extraction import load; load({model!r}); print(time.perf_counter() - t)"


def measure(
    extractor: Extractor, model: str | None, articles: Sequence[Article]
) -> dict[str, tuple[float, str]]:
    """Return name -> (value, unit). bare pipeline: the same tokens and trained components, without our own."""
    texts = [article.text for article in articles]
    words = sum(len(text.split()) for text in texts)
    trained = [component for name, component in extractor.nlp.pipeline if name not in STEPS]

    def bare() -> None:
        for text in texts:
            doc = extractor.nlp.tokenizer(text)
            for component in trained:
                doc = component(doc)

    def whole() -> None:
        for article in articles:
            extractor.extract(article.text, published=article.published)

    ours, theirs = fastest(whole), fastest(bare)
    loaded = subprocess.run(
        [sys.executable, "-c", _LOAD.format(model=model)], capture_output=True, text=True, check=True
    )
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000  # kilobytes on Linux
    return {
        "extraction": (words / ours, "words/s"),
        "bare pipeline": (words / theirs, "words/s"),
        "extraction against bare pipeline": (theirs / ours, "ratio"),
        "load, in a new process": (float(loaded.stdout), "s"),
        "peak memory": (peak, "MB"),
    }


def fastest(work: Callable[[], object]) -> float:
    """Return the seconds of the fastest round."""
    times = []
    for _ in range(ROUNDS):
        began = time.perf_counter()
        work()
        times.append(time.perf_counter() - began)
    return min(times)
