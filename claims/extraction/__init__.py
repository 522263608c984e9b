"""
Reads figures, dates, attributions and claims out of a text. Plain Python and spaCy; no Django, no database, no clock.

    from claims.extraction import load
    extractor = load()                                    # rules on a blank English pipeline
    found = extractor.extract(text, id="a", published=day)  # -> results.Extraction

`python -m claims.extraction` prints the same as JSON lines. Importing this package is cheap: spaCy is
imported by `load`, so that code which only needs `results` or `lexicon` does not pay for it.
"""

import os
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from claims.extraction.pipeline import Extractor

# One thread a process, said before numpy is imported: several workers share a machine, and on matrices as small as
# ours a second thread mostly waits.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

EXTRACTOR_NAME = "counterclaim-rules"
#: Changes whenever the same text could yield another result.
EXTRACTOR_VERSION = "2"


def load(model: str | None = None) -> "Extractor":
    """
    Return an extractor on the spaCy pipeline `model` (a package name or a path), or on a blank English one.

    A model that cannot be loaded is reported on stderr and replaced by the blank pipeline: never raises for it.
    """
    from claims.extraction.pipeline import load_extractor

    return load_extractor(model)


__all__ = ["EXTRACTOR_NAME", "EXTRACTOR_VERSION", "load"]
