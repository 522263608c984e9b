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
    role: str | None


_TABLE = lexicon.numbers()


def _alternatives(words: object) -> str:
    return "|".join(re.escape(w) for w in sorted(map(str, words), key=len, reverse=True))  # type: ignore[call-overload]


_BEFORE = re.compile(
    rf"(?<![\w])(?:an? |the |only |just |well |maybe |slightly |a little |a bit |far |much |way |perhaps "
    rf"|probably |possibly "
    rf"|significantly |considerably |substantially )??({_alternatives(_TABLE.approximators)})"
    r"(?: the| an?| a total of| a record| its| their| or)?(?:\s|(?<=[~<>≥≤])|(?<=[Ss]ub-)|(?<=[Oo]ver-))$",
    re.IGNORECASE,
)
_AFTER = re.compile(rf"(?:\s|(?=-))({_alternatives(_TABLE.after)})\b", re.IGNORECASE)
_INCREMENT = re.compile(rf"\b({_alternatives(_TABLE.increments)})\s$", re.IGNORECASE)
_INCREMENT_AFTER = re.compile(r"\s(?:more|others|extra|additional)\b(?! than)", re.IGNORECASE)
_SUBTOTAL = re.compile(
    rf"\b({_alternatives(_TABLE.subtotals)})\s(?:(?:at least|about|some|the|around|nearly)\s)?$",
    re.IGNORECASE,
)
#: Characters looked at on either side; the longest phrase of the table fits.
_WINDOW = 48
#: Words that may stand after another approximator: "more than an estimated 40".
_INNER = frozenset(("an estimated", "estimated", "some", "about", "around", "approximately", "roughly"))
#: What "over" follows where it says "longer than", before a unit of time.
_BEFORE_LONGER = re.compile(
    r"\b(?:for|of|in|with|at|is|was|are|were|be|been|after|well|just|took|take|takes|lasted|lasts|last|spent"
    r"|spend|a|the|by|every|and"
    r"|than|or|served|waited|lived|running|ran|being|aged|age|old|nearly|to|only)\s$"
)
_TIMES = frozenset(lexicon.units("time").values())
_MULTIPLE = re.compile(r"\b(?:twice|half|times|double|thrice|quarter|third)\s$", re.IGNORECASE)
_NEVER = re.compile(r"\b(?:never|not|n't|cannot)\s$", re.IGNORECASE)
_TALK = re.compile(
    r"\b(?:talk|talks|talked|talking|worried|concerns?|questions?|all|dispute|row|fight|control|concerned|asked"
    r"|debate|know"
    r"|think|thinking|argument|story|stories|win|wins|victory|victories|lead|edge|advantage|triumph|power|book"
    r"|film|information|details|clash|battle|war)\s$"
)
#: Prepositions of place that limit a figure only after these words, and not after a verb of motion.
_PLACE = frozenset(("above", "below", "past", "beyond"))
_BEFORE_PLACE = re.compile(
    r"\b(?:well|just|of|is|are|was|were|be|been|or|and|rose|climbed|fell|dropped|dipped|stay|stayed|remain"
    r"|remained|keep|go|went"
    r"|temperatures?|prices?|pushed?|traded|trading|jumped|surged|slipped|sank)\s$"
)


def limits_around(plain: str, start: int, end: int, limit: int) -> Limits:
    """Return what limits the number at start:end; looks no further than `limit`."""
    begin, bound = _before(plain, start)
    before = _stretch(plain, begin)
    role = None
    increment, subtotal = _INCREMENT.search(before), _SUBTOTAL.search(before)
    if increment:
        role = "increment"
        begin -= len(before) - increment.start(1)
    elif subtotal:
        role = "subtotal"
    tail = plain[end : min(limit, end + _WINDOW)]
    after = _AFTER.match(tail)
    if after:
        bound = _TABLE.after[after.group(1).lower()]
        end += after.end()
    if role is None and _INCREMENT_AFTER.match(tail):
        role = "increment"
    return Limits(begin, end, bound, role)


def _stretch(plain: str, at: int) -> str:
    return plain[max(0, at - _WINDOW) : at].replace("\n", ".")


def _before(plain: str, start: int) -> tuple[int, Bound]:
    """Return where the words that limit the number begin, and the bound; the number's start if there are none."""
    before = _stretch(plain, start)
    found = _BEFORE.search(before)
    if not found or _is_preposition(found.group(1).lower(), before[: found.start(1)]):
        return start, Bound.EXACT
    if _MULTIPLE.search(before[: found.start(1)]) and found.group(1).lower().startswith("as "):
        return start, Bound.EXACT  # "twice as many as two weeks earlier"
    if found.group(1).lower().startswith("exceed") and _NEVER.search(before[: found.start(1)]):
        return start - (len(before) - found.start(1)), Bound.UP_TO
    bound, begin = _TABLE.approximators[found.group(1).lower()], start - (len(before) - found.start(1))
    if found.group(1).lower() in _INNER:
        outer = _stretch(plain, begin)
        twice = _BEFORE.search(outer)
        if twice and not _is_preposition(twice.group(1).lower(), outer[: twice.start(1)]):
            return begin - (len(outer) - twice.start(1)), _TABLE.approximators[twice.group(1).lower()]
    return begin, bound


def bound_after(plain: str, end: int, limit: int) -> Bound | None:
    """Return the bound that words after the counted noun state ("40 people or more"), or None."""
    after = _AFTER.match(plain[end : min(limit, end + _WINDOW)])
    return (
        _TABLE.after[after.group(1).lower()] if after and after.group(1).lower().startswith("or ") else None
    )


def is_no_bound(plain: str, limits: Limits, number: int, *, unit: str | None, is_one: bool) -> bool:
    """
    Whether the words before the number are prepositions after all, which only what it counts can tell.

    "$5 billion over six years" against "for over six years"; "about one thing" against "about one hour".
    """
    printed = plain[limits.start : number].strip().lower()
    if printed == "over" and unit in _TIMES:
        return not _BEFORE_LONGER.search(plain[max(0, limits.start - 16) : limits.start].lower())
    return is_one and unit is None and printed in ("about", "around", "over", "some", "under")


def _is_preposition(word: str, before: str) -> bool:
    """Whether "over", "under", "about" … is a preposition of its own here: "talks about 20 people"."""
    if word in _PLACE:
        return not _BEFORE_PLACE.search(before.lower())
    return word in ("about", "around", "over") and _TALK.search(before.lower()) is not None


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
