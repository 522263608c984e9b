"""Figures that a phrase for a count leads up to: "the death toll rose to 24", "the number of wounded is 55"."""

import re

from claims.extraction import lexicon
from claims.extraction.covering.governing import Measured, measure_in, nouns_of_measures
from claims.extraction.results import Quantity

_LIMITERS = (
    r"(?:about |around |just |only |nearly |almost |some |as many as |at least |more than |up to |over "
    r"|fewer than |less than |a total of |the |a )*"
)
_LEADS_TO = (
    r"(?:to|at|of|is|was|were|as|has reached|had reached|reached|reaching|reaches|passed|passes|exceeded"
    r"|rose|risen|fell|fallen|climbed|dropped|jumped|grew|went"
    r"|(?:rose|fell|went|up|down|revised|corrected) from|topped|stood at|stands at|hit|over|: it (?:was|is))"
)
_TOLL = re.compile(
    rf"\b(?P<name>death toll|toll|fatalities|injuries|casualties|attendance|turnout|crowd|arrests|infections"
    rf"|losses|deaths"
    rf"|its dead|their dead)\b(?:[^.;:]{{0,100}}?)\s{_LEADS_TO}\s{_LIMITERS}$",
    re.IGNORECASE,
)
#: "the number of people known to have died has risen to 23"
_NUMBER_OF = re.compile(
    rf"\b(?:number|numbers|tally|count|total|figure|toll) of (?P<what>[^.;]{{3,110}}?)\s?{_LEADS_TO}\s{_LIMITERS}$",
    re.IGNORECASE,
)
#: How far before the figure the phrase may begin, in characters.
_REACH = 180


def toll_before(plain: str, quantity: Quantity, low: int) -> Measured | None:
    """Return the measure of a toll phrase that ends at the figure; low: the start of its sentence."""
    if quantity.counted is not None and quantity.unit != "person":
        return None
    begin = max(low, quantity.start - _REACH)
    number = _NUMBER_OF.search(plain, begin, quantity.start)
    if number is not None:
        key = _named(number["what"]) or measure_in(number["what"]) or "count"
        return Measured(key, number.start("what"), number.end("what"), 0, "toll")
    match = _TOLL.search(plain, begin, quantity.start)
    if match is None:
        return None
    name = match["name"].lower().removeprefix("its ").removeprefix("their ")
    return Measured(lexicon.governing("tolls")[name], match.start("name"), match.end("name"), 0, "toll")


def _named(what: str) -> str | None:
    """Return the measure of a noun in "the number of wounded soldiers", the first that is known."""
    table = lexicon.governing("tolls") | nouns_of_measures()
    return next((table[word] for word in re.findall(r"[a-z-]+", what.lower()) if word in table), None)
