"""
Two numbers that make one figure: "3-5 million", "between 40 and 60", "from 208 pounds to 193", "two or three".

The first takes the second's magnitude and currency over. A change "from 12 to 9" is a range as well
(what moved lay between the two); its direction is kept beside it, in `Range.moved`.
"""

import re
from dataclasses import dataclass, replace

from claims.extraction import lexicon
from claims.extraction.numerals.atoms import Atom

#: The longest stretch between the ends of a range: a unit, a joining word, an approximator.
_GAP = 44


def _names(*kinds: str) -> str:
    names = sorted((n for kind in kinds for n in lexicon.units(kind)), key=len, reverse=True)
    return "|".join(re.escape(n) for n in names)


_UNIT_BETWEEN = re.compile(
    rf"(?:[ -]?(?:(?:{_names('percent', 'time', 'other', 'currency_words')})(?![A-Za-z])|people|points"
    rf"|jobs))?(?: U\.?S\.?)?"
    r"(?:(?: an? | per |/)[a-z]+(?= to\b| and\b))?",
    re.IGNORECASE,
)
_SOFT = (
    r"(?:about |around |as many as |as much as |as high as |as low as |perhaps |nearly |almost |up to |over "
    r"|roughly |maybe "
    r"|more than |just |just over |just under |some |an estimated |approximately |between )?"
)
_TO = re.compile(rf" (?:up |down )?to[ -]{_SOFT}")
_AND = re.compile(rf" and {_SOFT}")
_OR = re.compile(r" or (?:even |perhaps |maybe )?")
_DASH = re.compile(r" ?[-–—] ?|-to-")
_BETWEEN = re.compile(
    r"\b(?:between|anywhere between|in between|ranging between)\s(?:about |around |roughly )?$", re.IGNORECASE
)
_FROM = re.compile(
    r"\b(?:from|starting at|starting from)\s(?:about |around |some |roughly |just |up to |a |an |the |between "
    r"|almost |nearly |over "
    r"|more than |an estimated |its |their |a record |a high of |a low of )?$",
    re.IGNORECASE,
)
_MOVES = sorted(
    lexicon.numbers().up | lexicon.numbers().down | lexicon.numbers().moved, key=len, reverse=True
)
_SPLIT = re.compile(
    r"\b(?:margin|ratio|odds|vote|score|lead|majority|rate|advantage) of (?:about |almost |nearly |roughly "
    r"|more than |at least )?$"
    r"|\b(?:split|voted|ruled|won|lost|outnumber\w*|by) (?:about |almost |nearly |roughly |more than |at least )?$",
    re.IGNORECASE,
)
_FROM_MOVED = re.compile(
    rf"\b(?:{'|'.join(_MOVES)})\b[^.;:]{{0,24}}\bfrom\s(?:[a-z]+ ){{0,2}}$",
    re.IGNORECASE,
)
_TAKES_A_RANGE = re.compile(
    r"\b(?:of|about|around|at|for|within|by|with|some|in|the|next|past|last|cost|costs|roughly|approximately"
    r"|some|every|takes?"
    r"|took|lasts?|lasted|need|needs|gets?|only|averaging|estimated|these|those|another|is|are|was|were)\s$",
    re.IGNORECASE,
)
#: Verbs after which "4 percent to 13" is an amount and a level.
_MOVED_SOMETHING_BY = re.compile(rf"\b(?:{'|'.join(_MOVES)})\b[^.;:]{{0,32}} by\s$", re.IGNORECASE)
#: The ends of a range of amounts are seldom farther apart than this factor.
_FAR_APART = 3
_MOVED_BY = re.compile(
    rf"\b(?:{'|'.join(_MOVES)})"
    r" (?:by |only |another |a further |nearly |almost |about |around |just |over |more than |roughly |some |an? )*$",
    re.IGNORECASE,
)


def join_ranges(plain: str, atoms: list[Atom]) -> list[Atom]:
    """Return the figures in order, pairs that make a range joined into one; dashes bind before words."""
    return _pass(plain, _pass(plain, atoms, dashes=True), dashes=False)


def _pass(plain: str, atoms: list[Atom], *, dashes: bool) -> list[Atom]:
    found: list[Atom] = []
    for atom in atoms:
        if found and not found[-1].is_range and not atom.is_range:
            joined = _joined(plain, found[-1], atom, dashes=dashes)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(atom)
    return found


@dataclass(frozen=True, slots=True)
class _Gap:
    """What stands between two numbers. bare: without the first one's unit."""

    before: str
    bare: str
    has_unit: bool


def _joined(plain: str, left: Atom, right: Atom, *, dashes: bool) -> Atom | None:
    if right.start - left.end > _GAP or left.vague or right.vague or left.fraction or right.fraction:
        return None
    between = plain[left.end : right.start]
    if "\n" in between:
        return None
    unit = _UNIT_BETWEEN.match(between)
    bare = between[unit.end() :] if unit else between
    bare = bare[1:] if bare.startswith("- ") else bare  # "10- to 15-year-olds"
    gap = _Gap(plain[max(0, left.start - 40) : left.start], bare, bare != between)
    if left.currency and right.currency and left.currency != right.currency:
        return None
    dash = _DASH.fullmatch(gap.bare)
    if bool(dash) is not dashes:
        return None
    if dash:
        if not _dash_joins(plain, left, right, gap):
            return None
    elif not _word_joins(plain, left, right, gap):
        return None
    joined = _range(left, right, score=bool(dash) and _is_score(plain, left, right, between))
    moved = _TO.fullmatch(gap.bare) and _FROM_MOVED.search(gap.before)
    return replace(
        joined,
        unit_at=left.end if gap.has_unit else None,
        reached=right.high if moved and joined.is_range else None,
    )


def _word_joins(plain: str, left: Atom, right: Atom, gap: _Gap) -> bool:
    if _AND.fullmatch(gap.bare):
        return _BETWEEN.search(gap.before) is not None
    if _TO.fullmatch(gap.bare):
        if not gap.has_unit and left.low > right.low and _SPLIT.search(gap.before):
            return True  # "by a margin of 3 to 1"
        if _FROM.search(gap.before) or _BETWEEN.search(gap.before):
            return True
        if right.low > left.low * _FAR_APART and _MOVED_SOMETHING_BY.search(gap.before):
            return False  # "cut the price by $100 to $899"
        apart = gap.has_unit or right.low > left.low * _FAR_APART or right.currency != left.currency
        if apart and _MOVED_BY.search(gap.before):
            return False  # "up 4 percent to $13" is an amount and a level
        if (left.currency is None) != (right.currency is None) and gap.has_unit:
            return False
        return left.low < right.high and (bool(_TAKES_A_RANGE.search(gap.before)) or _same_scale(left, right))
    if _OR.fullmatch(gap.bare):
        return not gap.has_unit and not left.currency and left.low < right.low <= left.low * 3 + 1
    return False


def _dash_joins(plain: str, left: Atom, right: Atom, gap: _Gap) -> bool:
    if right.low < left.low and not right.has_magnitude:
        return left.low < 100 and right.low < 100  # a score or a seat count as it is printed
    return not (plain[left.start - 1 : left.start] == "-" and plain[right.end : right.end + 1] == "-")


def _is_score(plain: str, left: Atom, right: Atom, between: str) -> bool:
    return between in ("-", "–") and right.low < left.low


def _range(left: Atom, right: Atom, *, score: bool) -> Atom:
    low = left.low
    if (
        right.has_magnitude
        and not left.has_magnitude
        and (left.low < 1000 or left.low * right.magnitude <= right.high * 2)
        and (left.low * right.magnitude <= right.high * 10)
    ):
        low = left.low * right.magnitude
    low, high = min(low, right.high), max(low, right.high)
    return replace(
        left,
        end=right.end,
        low=low,
        high=high,
        rule="quantity.range",
        currency=left.currency or right.currency,
        printed_currency=left.printed_currency or right.printed_currency,
        is_range=low != high,
        magnitude=right.magnitude,
        plus=right.plus,
        score=score,
    )


def _same_scale(left: Atom, right: Atom) -> bool:
    return left.low < right.high and (right.high <= left.low * 20 or left.low == 0)
