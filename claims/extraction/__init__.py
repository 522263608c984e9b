"""
Reads figures, dates, attributions and claims out of a text. Plain Python and spaCy; no Django, no database, no clock.

    from claims.extraction import load
    extractor = load()                                    # rules on the pipeline that ships with the program
    found = extractor.extract(text, id="a", published=day)  # -> results.Extraction

A document passes through `pipeline`: `syntax` reads words and sentences, `numerals` and `calendar` the figures and
dates, `naming` the names, `attributing` who says what; `covering` and `claiming` make claims of it, which `telling`
explains. Each uses only those before it; the word lists are in `data/`, read by `lexicon`.

`python -m claims.extraction` prints the same as JSON lines. Importing this package is cheap: spaCy is
imported by `load`, so that code which only needs `results` or `lexicon` does not pay for it.
"""

from typing import TYPE_CHECKING

from claims.extraction.importing import without_command_line

if TYPE_CHECKING:
    from claims.extraction.pipeline import Extractor

EXTRACTOR_NAME = "counterclaim-rules"
#: Changes whenever the same text could yield another result.
EXTRACTOR_VERSION = "4"


def load(model: str | None = None) -> "Extractor":
    """
    Return an extractor on the spaCy pipeline `model`: a package name, a path, or "blank" for rules alone; by default
    on the one that ships with the program (`trained/MODEL_CARD.md`).

    What cannot be loaded is said on stderr; the shipped pipeline, then rules alone take its place: never raises for it.
    """
    with without_command_line():
        from claims.extraction.pipeline import load_extractor

    return load_extractor(model)


__all__ = ["EXTRACTOR_NAME", "EXTRACTOR_VERSION", "load"]
