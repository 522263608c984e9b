"""
Figures: the number, how it is limited, what it counts.

Numbers are found first (`atoms`), joined to ranges, and then read outwards: the words before them say
how exact they are (`bounds`), the words after them what they count (`counted`), the figures beside them
what they leave out (`elided`), the verb before them which way they moved (`changes`).
"""

import re
from bisect import bisect_right
from dataclasses import replace

from claims.extraction.numerals.atoms import Atom, find_atoms
from claims.extraction.numerals.bounds import Limits, bound_after, is_no_bound, limits_around, spread
from claims.extraction.numerals.changes import inherited_change, own_change
from claims.extraction.numerals.counted import Counted, counted_after
from claims.extraction.numerals.counting import singular
from claims.extraction.numerals.elided import (
    bound_of_conversion,
    money_from_before,
    shared_magnitude,
    unit_from_before,
    unit_from_next,
    unit_of_pronoun,
)
from claims.extraction.numerals.no_figures import figures_among
from claims.extraction.numerals.ranges import join_ranges
from claims.extraction.results import DateMention, Quantity
from claims.extraction.syntax.words import Words
from claims.vocabulary import Bound

#: "the last 200 days" is a date and a figure.
_LENGTH = re.compile(r"\b(?:past|last|previous|next|coming|first) (?!few|several|couple)\S+ \w+s$")
_AGO = re.compile(r"\b(?:ago|earlier|later|from now|before)$")
#: A toll, a crowd, the objects of verbs that harm or hold people.
_PERSONS_BEFORE = re.compile(
    r"\b(?:(?:[Tt]oll|number of (?:the )?(?:dead|injured|victims|wounded|missing|deaths))\b[^.;:]{0,30}"
    r"|(?:[Cc]rowds?|[Cc]rew) (?:of|at|to)|[Kk]ill(?:ed|ing|s)?|[Ii]njur(?:ed|ing|es)|[Ww]ound(?:ed|ing|s)"
    r"|arrest(?:ed|ing|s))\s$"
)
_MAGNITUDE = re.compile(r"\b[Mm]agnitude[- ](?:of )?$")
_PHONE = re.compile(
    r"(?<!\w)\+\d{1,3}(?: \d{2,5}){1,5}\b|(?<![\d.,])0\d{2,4}(?: \d{2,4}){1,4}\b|\(\d{3}\) ?\d{3}-\d{4}\b"
    r"|(?<![\d,.])\+?\d[\d() -]{0,4}\d{2,4}[) -]\d{3,4}[ -]\d{3,4}\b"
    r"|(?<![\d-])\d{3}-\d{4}\b|\b(?:www\."
    r"|https?://)\S+|(?<!\S)\S{1,64}@\S+"
    r"|(?<![\w@])[@#]\w+"
)


def find_quantities(
    text: str, plain: str, words: Words, dates: list[DateMention], sentence_ends: list[int]
) -> list[Quantity]:
    """Return the figures in order of start. sentence_ends: offsets that no figure's words may cross."""
    atoms = figures_among(plain, find_atoms(plain, _blocked(plain, dates)))
    found: list[Quantity] = []
    for atom in shared_magnitude(plain, join_ranges(plain, atoms)):
        start, end = _sentence(sentence_ends, atom.end, len(plain))
        found.append(_quantity(text, plain, words, atom, start, end))
    return _with_neighbours(text, plain, found, sentence_ends)


def _blocked(plain: str, dates: list[DateMention]) -> list[tuple[int, int]]:
    """Return the stretches that hold no figure, sorted and disjoint."""
    blocked = [
        (x.start, x.end)
        for x in dates
        if x.kind == "date" and not _LENGTH.search(x.exact) and not _AGO.search(x.exact)
    ]
    blocked += [m.span() for m in _PHONE.finditer(plain)]
    merged: list[tuple[int, int]] = []
    for start, end in sorted(blocked):
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _sentence(sentence_ends: list[int], at: int, end: int) -> tuple[int, int]:
    number = bisect_right(sentence_ends, at - 1)
    start = sentence_ends[number - 1] if number else 0
    return start, (sentence_ends[number] if number < len(sentence_ends) else end)


def _quantity(text: str, plain: str, words: Words, atom: Atom, first: int, limit: int) -> Quantity:
    around: Limits = limits_around(plain, atom.start, atom.end, limit)
    counted: Counted = counted_after(
        plain, words, around.end, limit,
        currency=atom.currency, printed=atom.printed_currency, single=atom.high == 1 and not atom.fraction,
        share=atom.fraction,
        vague=atom.vague,
    )  # fmt: skip
    if atom.unit_at is not None and counted.unit is None and counted.noun is None:
        printed = counted_after(plain, words, atom.unit_at, limit, currency=None)
        counted = replace(printed, end=counted.end)
    if atom.fraction and counted.unit in (None, "person"):
        counted = replace(counted, unit="share")
    if (
        counted.unit is None
        and counted.noun is None
        and not atom.has_magnitude
        and _PERSONS_BEFORE.search(plain, max(first, around.start - 48), around.start)
    ):
        counted = replace(counted, unit="person")
    if counted.unit is None and _MAGNITUDE.search(plain, max(0, atom.start - 12), atom.start):
        counted = replace(counted, unit="magnitude")
    if is_no_bound(plain, around, atom.start, unit=counted.unit, is_one=atom.words and atom.high == 1):
        around = replace(around, start=atom.start, bound=Bound.EXACT)
    bound = around.bound
    if bound is Bound.EXACT and counted.noun:
        bound = bound_after(plain, counted.end, limit) or bound
    if atom.is_range:
        bound = Bound.BETWEEN
    elif atom.vague:
        bound = Bound.VAGUE
    elif atom.plus:
        bound = Bound.AT_LEAST
    low, best, high = spread(bound, atom.low, atom.high)
    if atom.vague and around.bound in (Bound.MORE_THAN, Bound.AT_LEAST):
        high = None
    end = max(atom.end, around.end, counted.end)
    quantity = Quantity(
        start=around.start,
        end=end,
        exact=text[around.start : end],
        value_start=atom.value_start,
        value_end=atom.end,
        low=low,
        best=best,
        high=high,
        bound=bound,
        unit=counted.unit,
        counted=counted.noun,
        role=around.role,
        one=_one(counted),
        reached=atom.reached,
        rule=atom.rule,
    )
    return replace(quantity, change=own_change(plain, quantity, first))


def _one(counted: Counted) -> str | None:
    """Return one of what is counted ("lorry") where the figure has no unit."""
    if counted.unit is not None or counted.noun is None:
        return None
    return singular(counted.noun.rpartition(" ")[2].removesuffix("'s"))


def _with_neighbours(
    text: str, plain: str, quantities: list[Quantity], sentence_ends: list[int]
) -> list[Quantity]:
    """Give each figure what it shares with the one before or after it in its sentence."""
    found: list[Quantity] = []
    numbers = [bisect_right(sentence_ends, q.value_end - 1) for q in quantities]
    for i in range(len(quantities) - 1, -1, -1):  # from the right: "8, 9 or 10 euros"
        quantity = quantities[i]
        if found and numbers[i] == numbers[i + 1]:
            quantity = unit_from_next(plain, quantity, found[-1])
        found.append(quantity)
    found.reverse()
    for i in range(1, len(found)):
        found[i] = money_from_before(
            found[max(0, i - 4) : i], unit_of_pronoun(plain, found[max(0, i - 4) : i], found[i])
        )
        if numbers[i] != numbers[i - 1]:
            continue
        before, quantity = found[i - 1], found[i]
        quantity = bound_of_conversion(plain, before, quantity)
        quantity = unit_from_before(plain, before, quantity)
        if quantity.change is None:
            quantity = replace(quantity, change=inherited_change(plain, before, quantity))
        found[i] = quantity
    return found
