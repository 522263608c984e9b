"""
How a figure is limited: "around", "at least", "nearly", "or more"; and whether it comes on top of another.

The table is data/numbers.json. A figure's `best` stays the printed number whatever the approximator.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction import lexicon
from claims.vocabulary import Bound


@dataclass(frozen=True, slots=True)
class Limits:
    """start, end: the figure with the words that limit it. role: "increment", "subtotal" or None."""

    start: int
    end: int
    bound: Bound
    change: str | None
    role: str | None


_TABLE = lexicon.numbers()


def _alternatives(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_BEFORE = re.compile(
    rf"(?<![\w])(?:an? |the |only |just |well |maybe "
    rf"|perhaps )?({_alternatives(_TABLE.approximators)})(?: the| an?| a total of| a record)?\s?$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:\s|(?=-))({_alternatives(_TABLE.after)})\b", re.IGNORECASE)
_INCREMENT = re.compile(rf"\b({_alternatives(_TABLE.increments)})\s$", re.IGNORECASE)
_INCREMENT_AFTER = re.compile(r"\s(?:more|others|extra|additional)\b(?! than)", re.IGNORECASE)
_SUBTOTAL = re.compile(
    rf"\b({_alternatives(_TABLE.subtotals)})\s(?:(?:at least|about|some|the|around|nearly)\s)?$",
    re.IGNORECASE,
)
_CHANGE_VERB = re.compile(
    r"\b([a-z]+)(?: (?:by|to|from|of|another|a further|in|at|as much as|about|around|more than"
    r"|nearly|almost|over|some|roughly|an?|another|just|only|up to|at least)){0,3}\s$",
    re.IGNORECASE,
)
_CHANGE_NOUN = re.compile(
    r"\s?(?:%|per cent|percent|pc|points?|percentage points?"
    r"|basis points?)?[ -]?(?:(?:year-on-year|annual|pay|price) )?(increase|rise|jump|gain|growth"
    r"|rebound|surge|drop|fall|decline|cut|reduction|decrease|slump|higher|lower)\b",
    re.IGNORECASE,
)
#: Characters looked at on either side; the longest phrase of the table fits.
_WINDOW = 48


def limits_around(plain: str, start: int, end: int, limit: int) -> Limits:
    """Return what limits the number at start:end; looks no further than `limit`."""
    begin, stop, bound, role, change = start, end, Bound.EXACT, None, None
    before = plain[max(0, begin - _WINDOW) : begin].replace("\n", ".")
    found = _BEFORE.search(before)
    if found and not _is_preposition(found.group(1).lower(), before[: found.start()]):
        bound = _TABLE.approximators[found.group(1).lower()]
        begin -= len(before) - found.start(1)
        outer = plain[max(0, begin - _WINDOW) : begin].replace("\n", ".")
        twice = _BEFORE.search(outer)
        if twice and found.group(1).lower() in ("an estimated", "estimated", "some", "about", "around"):
            bound = _TABLE.approximators[twice.group(1).lower()]
            begin -= len(outer) - twice.start(1)
        before = plain[max(0, begin - _WINDOW) : begin].replace("\n", ".")
    verb = _CHANGE_VERB.search(before)
    if verb:
        change = (
            "up"
            if verb.group(1).lower() in _TABLE.up
            else "down"
            if verb.group(1).lower() in _TABLE.down
            else None
        )
    increment, subtotal = _INCREMENT.search(before), _SUBTOTAL.search(before)
    if increment:
        role = "increment"
        begin -= len(before) - increment.start(1)
    elif subtotal:
        role = "subtotal"
    tail = plain[stop : min(limit, stop + _WINDOW)]
    after = _AFTER.match(tail)
    if after:
        bound = _TABLE.after[after.group(1).lower()]
        stop += after.end()
    more = _INCREMENT_AFTER.match(tail)
    if more and role is None:
        role = "increment"
    if change is None:
        noun = _CHANGE_NOUN.match(tail)
        if noun:
            change = (
                "up"
                if noun.group(1).lower() in _TABLE.up
                else "down"
                if noun.group(1).lower() in _TABLE.down
                else None
            )
    return Limits(begin, stop, bound, change, role)


def _is_preposition(word: str, before: str) -> bool:
    """Whether "over", "under", "about" … is a preposition of its own here: "talks about 20 people"."""
    if word in ("above", "below", "past", "beyond"):
        return not re.search(r"\b(?:well|just|of|is|are|was|were|or|and)\s$", before)
    return (
        word in ("about", "around", "over")
        and re.search(
            r"\b(?:talk|talks|talked|worried|concerns?|questions?|all|dispute|row|fight|control|concerned"
            r"|asked|debate)\s$",
            before,
        )
        is not None
    )


def spread(
    bound: Bound, low: Decimal, high: Decimal
) -> tuple[Decimal | None, Decimal | None, Decimal | None]:
    """Return (low, best, high) of a printed figure under its bound; low, high: the printed number(s)."""
    if bound is Bound.BETWEEN or bound is Bound.VAGUE:
        return low, None, high
    value = high
    if value < 0 and bound in (Bound.ABOUT, Bound.NEARLY):
        low_end, _, high_end = spread(bound, -value, -value)
        return None if high_end is None else -high_end, value, None if low_end is None else -low_end
    if bound is Bound.ABOUT:
        return (
            _rounded(value * (1 - _TABLE.about_spread), value),
            value,
            _rounded(value * (1 + _TABLE.about_spread), value),
        )
    if bound is Bound.NEARLY:
        return _rounded(value * (1 - _TABLE.nearly_spread), value), value, value
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return value, value, None
    if bound in (Bound.UP_TO, Bound.FEWER_THAN):
        return None, value, value
    return value, value, value


def _rounded(value: Decimal, printed: Decimal) -> Decimal:
    """Whole things stay whole."""
    return (
        value.to_integral_value()
        if printed == printed.to_integral_value() and printed >= 10
        else value.normalize()
    )
