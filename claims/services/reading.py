"""The program that reads texts, loaded once per process with the pipeline that the settings name."""

from functools import cache
from typing import TYPE_CHECKING

from django.conf import settings

from claims.extraction import load

if TYPE_CHECKING:
    from claims.extraction.pipeline import Extractor


@cache
def extractor() -> "Extractor":
    """Return this process's extractor. Loading takes about a second, so it waits until a text is to be read."""
    return load(settings.COUNTERCLAIM_SPACY_MODEL or None)
