"""
The numbers of a text, each with what is glued to it: currency, magnitude, sign, fraction.

An atom is a candidate; `no_figures` says which are none, `ranges` which two make one figure.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from decimal import Decimal

from claims.extraction import lexicon
from claims.extraction.numerals.numbers import (
    FOLD_PATTERN,
    FRACTION_PATTERN,
    NUMERAL_PATTERN,
    RATIO_PATTERN,
    SLASHED_PATTERN,
    WORDS_PATTERN,
    fraction_sign,
    fraction_value,
    number_value,
    ratio_value,
    slashed_value,
)

_MAGNITUDE = (
    r"(?:hundred thousand|hundred million|hundred billion|thousand million|million million|lakh crore|hundred"
    r"|thousand|million|billion|trillion|quadrillion|mn|mln|mio|bn|bln|tn|trn|crores?|lakhs?|dozen|grand(?= |\b))"
)
_CURRENCY = "|".join(re.escape(c) for c in sorted(lexicon.units("currencies"), key=len, reverse=True))
_VAGUE = "|".join(sorted(lexicon.numbers().vague, key=len, reverse=True))

#: Where a numeral may begin: not within a word, a date or an address; after a dash only as the end of a
#: range; "sub-7" and "magnitude-6.1" are prefixes that leave the number a number.
_FREE = (
    r"(?:(?<![\w.,:/@#-])|(?<=[ (]-)|(?<=\d[-–])|(?<=\d[kmbKMB%][-–])|(?<=\dbn[-–])|(?<=[\w%] [-–])|(?<=\bto-)"
    r"|(?<=\b[Ss]ub-)|(?<=agnitude-)"
    r"|(?<=\b[Oo]ver-)|(?<=\b[Nn]ow-)|(?<=\b[Tt]hen-)|(?<=[a-z)\"]\.\.)|(?<=[a-z)\"]\.\.\.)|(?<=\w—)|(?<=\w--))"
)
_RATIO = rf"(?P<ratio>(?<![\w.,$£€-]){RATIO_PATTERN})|"
_NOT = re.compile(r"\b[Nn]ot (?:even )?$")
_MINUS = re.compile(r"\b[Mm]inus $")
#: What "no" counts none of, besides those who are harmed: people, and things that news counts.
_NO_THINGS = (
    "soldiers?|civilians?|people|passengers?|children|officers?|workers?|patients?|residents?|prisoners?|troops|jobs?|homes?|houses?"
    "|buildings?|hospitals?|schools?|beds?|charges|arrests?|suspects?|hostages?|barracks|villages?|bridges?|weapons|shots"
)
_OTHER = (
    rf"(?P<vague>(?i:\b(?:{_VAGUE})\b)(?![-'])(?<!scores)|(?i:\bscores(?= of\b)))"
    rf"|(?P<fraction>{FRACTION_PATTERN})"
    rf"|(?P<fold>{FOLD_PATTERN})"
    rf"|(?P<nothing>(?i:\b(?:no|zero|nobody)(?= (?:\w+ )?(?:deaths?|casualt(?:y|ies)|injur(?:y|ies)|fatalit(?:y|ies)"
    rf"|survivors?|victims?|loss of life|{_NO_THINGS})\b)|\bnone(?= of (?:the(?! above)|its|his|her|their|our"
    rf"|them|which|whom|these|those)\b)))"
    rf"|(?P<currency>(?:(?<![A-Za-z])(?:{_CURRENCY}) ?"
    r"|(?<![A-Za-z])PS(?=\d[\d,]*(?:\.\d|(?:m|bn|k|million|billion)\b|\d))))?"
    rf"(?:(?P<minus>(?<![\w.])(?<!or )(?:minus[- ]|-)(?=[\d.]))?(?P<numeral>(?(currency)|(?(minus)"
    rf"|{_FREE}))(?:{SLASHED_PATTERN}|{NUMERAL_PATTERN}))(?P<sign>[ ]?[½¼¾⅓⅔⅛⅜⅝⅞])?"
    r"(?P<power> ?[×x] ?10\^?(?P<exponent>-?\d{1,2})(?![\d,.]))?"
    rf"|(?P<only_sign>[½¼¾⅓⅔⅛⅜⅝⅞])|(?P<single>(?i:\b(?:a|one) (?:single|lone)\b)(?= [a-z]))"
    rf"|(?P<words>{WORDS_PATTERN}))"
    rf"(?:(?P<half>(?: and a |-and-a-| and-a-)(?:half|quarter)\b)?(?P<gap>[ -]?)(?P<magnitude>(?i:{_MAGNITUDE})\b"
    rf"|(?<!-)[kKmMbBtT](?![\w/%'])|(?<!-)[MB](?=[ -]|$)))?"
    rf"(?P<late_half> and a half\b|-and-a-half\b)?"
    rf"(?P<plus>\+(?!\d))?"
)
_ATOM, _ATOM_WITHOUT_RATIO = re.compile(_RATIO + _OTHER), re.compile(_OTHER)
#: "1.8m tall", "the 100m final": metres, not millions.
_METRES = re.compile(
    r"[ -](?:tall|high|long|wide|deep|away|thick|apart|across|above|below|swim|sprint|race|run|hurdles|freestyle"
    r"|butterfly|breaststroke|backstroke|medley|relay|final|finals|dash|heats?|mark|walk|diving|platform"
    r"|springboard|record|title|gold|silver|bronze|champion|race|in \d|x\b|by \d|from (?:the|goal|a)|to the"
    r"|-(?:tall|high|long|wide|deep))\b",
)


@dataclass(frozen=True, slots=True)
class Atom:
    """A number with what is glued to it. value_start leaves the currency out; printed_currency as printed."""

    start: int
    value_start: int
    end: int
    low: Decimal
    high: Decimal
    rule: str
    currency: str | None = None
    printed_currency: str | None = None
    magnitude: Decimal = Decimal(1)
    vague: bool = False
    plus: bool = False
    words: bool = False
    fraction: bool = False
    is_range: bool = False
    score: bool = False
    unit_at: int | None = None
    reached: Decimal | None = None

    @property
    def has_magnitude(self) -> bool:
        return self.magnitude != 1


def find_atoms(plain: str, blocked: list[tuple[int, int]]) -> list[Atom]:
    """Return the numbers in order. blocked: sorted, disjoint stretches (dates, telephone numbers) that hold none."""
    found: list[Atom] = []
    starts = [start for start, _ in blocked]
    for match in _ATOM.finditer(plain):
        number = bisect_right(starts, match.end() - 1) - 1
        if number >= 0 and blocked[number][1] > match.start():
            continue
        if match["ratio"]:
            found += _ratio(plain, match)
            continue
        atom = _atom(plain, match)
        if atom is not None:
            found.append(atom)
    return found


def _atom(plain: str, match: re.Match[str]) -> Atom | None:
    start, end = match.span()
    if match["vague"]:
        low, high = lexicon.numbers().vague[match["vague"].lower()]
        return Atom(start, start, end, low, high, "quantity.vague", vague=True, words=True)
    if match["fraction"]:
        value = fraction_value(match["fraction"])
        if value is None:
            return None
        return Atom(start, start, end, value, value, "quantity.fraction", words=True, fraction=True)
    if match["fold"]:
        value = number_value(match["fold"])
        return None if value is None else Atom(start, start, end, value, value, "quantity.words", words=True)
    if match["nothing"]:
        return Atom(start, start, end, Decimal(0), Decimal(0), "quantity.nothing", words=True)
    if match["single"]:
        one = Decimal(not _NOT.search(plain, max(0, start - 8), start))
        return Atom(start, start, end, one, one, "quantity.indefinite", words=True)
    return _number(plain, match)


def _ratio(plain: str, match: re.Match[str]) -> list[Atom]:
    """Return "one in five" as a fifth; what only looks so ("five in two days") as its two numbers."""
    start, end = match.span()
    value = ratio_value(match["ratio"])
    if value is not None:
        return [Atom(start, start, end, value, value, "quantity.fraction", words=True, fraction=True)]
    found = [_atom(plain, number) for number in _ATOM_WITHOUT_RATIO.finditer(plain, start, end)]
    return [atom for atom in found if atom is not None]


def _number(plain: str, match: re.Match[str]) -> Atom | None:
    start, end = match.span()
    is_fraction = False
    if match["only_sign"]:
        value, value_start, is_fraction = fraction_sign(match["only_sign"]), match.start("only_sign"), True
    elif match["numeral"]:
        is_fraction = "/" in match["numeral"] and " " not in match["numeral"]
        value = slashed_value(match["numeral"]) if "/" in match["numeral"] else number_value(match["numeral"])
        value_start = match.start("numeral")
        if value is not None and match["sign"]:
            value += fraction_sign(match["sign"].strip()) or 0
        if value is not None and match["power"]:
            value *= Decimal(10) ** int(match["exponent"])
        if value is not None and match["minus"]:
            value, value_start = -value, match.start("minus")
    else:
        value, value_start = number_value(match["words"]), match.start("words")
        if value is not None and _MINUS.search(plain, max(0, start - 8), start):
            value = -value
        elif value == 1 and _NOT.search(plain, max(0, start - 8), start):
            value = Decimal(0)  # "not one bed"
    if value is None:
        return None
    if match["half"]:
        value += Decimal("0.25") if match["half"].endswith("quarter") else Decimal("0.5")
    magnitude = Decimal(1)
    printed = match["magnitude"]
    currency = match["currency"].strip() if match["currency"] else None
    if printed:
        for word in printed.lower().split():
            magnitude *= _magnitude(word)
        one_letter = printed in ("m", "k", "b", "t")
        if (
            currency is None
            and one_letter
            and (match["gap"] == " " or _METRES.match(plain, end) or _is_length(match))
        ):
            magnitude, end = Decimal(1), match.start("gap")  # "5 m" and "1.8m tall" are metres
    elif match["half"]:
        end = match.end("half")
    if match["late_half"] and end > match.start("late_half"):
        value += Decimal("0.5")
    value = _whole(value * magnitude)
    return Atom(
        start, value_start, end, value, value, _rule(match, magnitude, is_fraction=is_fraction),
        currency=_code(currency) if currency else None, printed_currency=currency,
        magnitude=magnitude, plus=bool(match["plus"]), words=bool(match["words"]), fraction=is_fraction,
    )  # fmt: skip


def _is_length(match: re.Match[str]) -> bool:
    """Whether "1,500m" is a length: nobody prints 1.5 billion so."""
    return match["magnitude"] == "m" and "," in (match["numeral"] or "")


def _magnitude(word: str) -> Decimal:
    if word == "t":
        return Decimal(10**12)
    table = lexicon.numbers().magnitudes
    return Decimal(table.get(word) or table[word.removesuffix("s")])


def _code(currency: str) -> str:
    return "GBP" if currency == "PS" else lexicon.units("currencies")[currency]


def _rule(match: re.Match[str], magnitude: Decimal, *, is_fraction: bool) -> str:
    if is_fraction:
        return "quantity.fraction"
    if magnitude != 1:
        return "quantity.magnitude"
    return "quantity.words" if match["words"] else "quantity.numeral"


def _whole(value: Decimal) -> Decimal:
    """Return the same number without needless decimals: 1.2 billion is 1200000000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value < 10**26 else value
