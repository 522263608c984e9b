"""
Articles per second of an import, everything included, and of the extraction alone on the same texts.

`python -m tests.bench.importing` prints one JSON object: {"import": articles/s, "extraction": articles/s}.
"""

import json
import os
import time

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
django.setup()

from django.utils import timezone  # noqa: E402

from claims.services.reading import extractor  # noqa: E402
from sources.acquisition.found import Kind, RawItem  # noqa: E402
from sources.importing.batches import Incoming, create_batch  # noqa: E402
from sources.importing.planning import plan_batch  # noqa: E402
from sources.importing.running import run_batch, start_batch  # noqa: E402
from sources.models import ImportItem, Outcome  # noqa: E402
from tests.bench.texts import articles  # noqa: E402

ARTICLES = 150


def incoming(texts: list[str], *, name: str) -> list[Incoming]:
    """Return the texts as lines of a JSONL file, each with an address of its own."""
    return [
        Incoming(RawItem(f"{name}, line {n}", _record(text, f"https://{name}.example/{n}"), Kind.JSON))
        for n, text in enumerate(texts, start=1)
    ]


def _record(text: str, url: str) -> bytes:
    record = {
        "url": url,
        "outlet": "The Bench Gazette",
        "title": text[:60],
        "published": "2025-12-14",
        "text": text,
    }
    return json.dumps(record).encode()


def import_all(texts: list[str], *, name: str) -> float:
    """Bring the texts in: keep, dry run, run. Return the seconds. Raises AssertionError unless all were added."""
    began = time.perf_counter()
    batch = create_batch(incoming(texts, name=name), label=name, by=None, now=timezone.now())
    plan_batch(batch.pk)
    start_batch(batch.pk, now=timezone.now(), in_worker=False)
    run_batch(batch.pk, clock=timezone.now)
    took = time.perf_counter() - began
    assert not ImportItem.objects.filter(batch=batch).exclude(outcome=Outcome.ADDED).exists()
    return took


def main() -> None:
    """Import once to warm up, then measure."""
    texts = articles(ARTICLES + 20)
    import_all(texts[ARTICLES:], name="warming-up")
    importing = import_all(texts[:ARTICLES], name="bench")
    began = time.perf_counter()
    for text in texts[:ARTICLES]:
        extractor().extract(text)
    reading = time.perf_counter() - began
    print(json.dumps({"import": ARTICLES / importing, "extraction": ARTICLES / reading}))


if __name__ == "__main__":
    main()
