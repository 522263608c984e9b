"""What the extraction's tests share: one extractor on the blank pipeline, loaded once."""

from collections.abc import Callable
from datetime import date

import pytest

from claims.extraction import load
from claims.extraction.pipeline import Extractor
from claims.extraction.results import Extraction

#: A Sunday; the day of publication wherever a test does not say another.
PUBLISHED = date(2025, 12, 14)

Read = Callable[..., Extraction]


@pytest.fixture(scope="session")
def extractor() -> Extractor:
    return load()


@pytest.fixture(scope="session")
def read(extractor: Extractor) -> Read:
    """Return a function that extracts a text published on PUBLISHED, or on another day, or (None) on no known day."""

    def _read(text: str, published: date | None = PUBLISHED) -> Extraction:
        return extractor.extract(text, id="text", published=published)

    return _read
