"""Figures that a phrase for a count leads up to: "the death toll rose to 24", "the number of wounded is 55"."""

import re

from claims.extraction import lexicon
from claims.extraction.governing import Measured
from claims.extraction.results import Quantity

_NAMES = "|".join(sorted((re.escape(n) for n in lexicon.governing("tolls")), key=len, reverse=True))
_LIMITERS = (
    r"(?:about |around |just |only |nearly |almost |some |as many as |at least |more than |up to |over "
    r"|fewer than |less than |a total of |the |a )*"
)
_TOLL = re.compile(
    rf"\b(?:(?:number|numbers|tally|count|total|figure|toll) of (?:the )?(?:\w+ )?|the |a |its |their |of )?"
    rf"(?P<name>{_NAMES})\b(?:[^.;:]{{0,50}}?)\s"
    rf"(?:to|at|of|is|was|were|has reached|had reached|reached|reaching|reaches|passed|passes|exceeded"
    rf"|topped|stood at|stands at|hit|over)\s{_LIMITERS}$",
    re.IGNORECASE,
)
#: Names that speak of a count by themselves; the others need "the number of" before them.
_ALONE = frozenset(
    ("death toll", "toll", "fatalities", "injuries", "casualties", "attendance", "turnout", "crowd", "arrests",
     "infections", "losses", "deaths")
)  # fmt: skip
_COUNT_OF = re.compile(r"\b(?:number|numbers|tally|count|total|figure|toll) of\b", re.IGNORECASE)
#: How far before the figure the phrase may begin, in characters.
_REACH = 110


def toll_before(plain: str, quantity: Quantity, low: int) -> Measured | None:
    """Return the measure of a toll phrase that ends at the figure; low: the start of its sentence."""
    if quantity.counted is not None and quantity.unit != "person":
        return None
    begin = max(low, quantity.start - _REACH)
    match = _TOLL.search(plain, begin, quantity.start)
    if match is None:
        return None
    name = match["name"].lower()
    if name not in _ALONE and not _COUNT_OF.search(match.group()):
        return None
    key = lexicon.governing("tolls")[name]
    return Measured(key, match.start("name"), match.end("name"), 0, "toll")
