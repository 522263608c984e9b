"""
Figures: the number, how it is limited, what it counts.

Numbers are found first ("atoms"), joined to ranges, and then read outwards: the words before them say
how exact they are, the words after them what they count. Years, ordinals, designators ("iPhone 11"),
clock times, telephone numbers and ages in apposition are no figures.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from decimal import Decimal

from claims.extraction import lexicon
from claims.extraction.bounds import Limits, limits_around, spread
from claims.extraction.counted import Counted, counted_after, is_unit
from claims.extraction.numbers import (
    FRACTION_PATTERN,
    NUMERAL_PATTERN,
    WORDS_PATTERN,
    fraction_sign,
    fraction_value,
    number_value,
)
from claims.extraction.results import DateMention, Quantity
from claims.extraction.words import Words
from claims.vocabulary import Bound

_MAGNITUDE = (
    r"(?:hundred thousand|hundred million|hundred|thousand|million|billion|trillion|mn|mln|bn|bln"
    r"|tn|trn|crore|lakh|dozen)"
)
_CURRENCY = "|".join(re.escape(c) for c in sorted(lexicon.units("currencies"), key=len, reverse=True))
_VAGUE = "|".join(sorted(lexicon.numbers().vague, key=len, reverse=True))

#: Where a numeral may begin: not within a word, a date or an address; after a dash only as the end of a range.
_FREE = r"(?:(?<![\w.,:/@#-])|(?<=[ (]-)|(?<=\d[-–])|(?<=[\w%] [-–]))"
_ATOM = re.compile(
    rf"(?P<vague>(?i:\b(?:{_VAGUE})\b))"
    rf"|(?P<fraction>{FRACTION_PATTERN})"
    rf"|(?P<currency>(?<![A-Za-z])(?:{_CURRENCY}) ?)?"
    rf"(?:(?P<minus>(?<![\w.])(?:minus[- ]|-)(?=\d))?(?P<numeral>(?(currency)|(?(minus)"
    rf"|{_FREE})){NUMERAL_PATTERN})(?P<sign>[ ]?[½¼¾⅓⅔⅛])?"
    rf"|(?P<only_sign>[½¼¾⅓⅔⅛])|(?P<single>(?i:\b(?:a|one) single)(?= [a-z]))|(?P<words>{WORDS_PATTERN}))"
    rf"(?:(?P<half> and a half)?(?P<gap>[ -]?)(?P<magnitude>(?i:{_MAGNITUDE})\b"
    rf"|[kKmMbBtT](?![\w/%'])|[MB](?=[ -]|$)))?"
    rf"(?P<plus>\+)?"
)
#: "the last 200 days" is a date and a figure.
_LENGTH = re.compile(r"\b(?:past|last|previous|next|coming) (?!few|several|couple)\S+ \w+s$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th|s)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"[:.h]\d\d\b|\s?(?:a\.?m\b|p\.?m\b|o'clock|GMT|BST|EST|EDT|CET|UTC|hrs\b(?! of))", re.IGNORECASE
)
_CLOCK_BEFORE = re.compile(r"\d:$")
_DESIGNATOR_BEFORE = re.compile(
    r"(?:\b(?:[Nn]o\.?|[Nn]umber|[Nn]umbered|[Pp]hase|[Cc]hapter|[Aa]rticle|[Ss]ection|[Pp]age"
    r"|[Vv]olume|[Ee]pisode|[Gg]ame|[Ff]light|[Rr]oute|[Hh]ighway|[Ii]nterstate|[Rr]oom|[Gg]ate"
    r"|[Pp]latform|[Aa]ct|[Pp]art|[Vv]ersion|[Mm]odel|[Ff]ormula|[Pp]lanet|[Gg]rade|[Rr]esolution"
    r"|[Tt]itle|[Ll]evel|[Tt]ype|[Cc]lass|COVID ?|Covid ?|[Gg]eneration|[Zz]one|[Ww]ard"
    r"|[Dd]istrict|[Ss]eason)[ -]|#|№ ?|[A-Z]-)$"
)
_NAME_BEFORE = re.compile(r"(?:^|[^.!?:;\"'(\[\n] |[\w&] )((?:[a-z]?[A-Z])[A-Za-z&/]*(?:[A-Z]\w*)?) $")
_AGED = re.compile(
    r"\b(?:aged|ages?|ages between|aged between)\s(?:\d+\s?(?:to|and|-|–)\s?)?$", re.IGNORECASE
)
_PLURAL_AFTER = re.compile(
    r"\s?(?:%|percent|per cent|(?:(?!its\b|his\b|this\b|is\b|was\b|has\b|as\b|us\b|on\b|in\b"
    r"|at\b)[a-z-]+ ){0,2}(?:(?!its\b|his\b|this\b|was\b|has\b)[a-z]{2,}s|people|men|women"
    r"|children|troops)\b)"
)
_CHANGED_BY = re.compile(
    r"\b(?:increased|decreased|rose|fell|grew|dropped|climbed|jumped|slipped|raised|cut|lowered"
    r"|reduced|up|down|gained|lost|added|plummeted|tumbled) (?:by )?(?:about |around )?$"
)
_AGE_APPOSITION = re.compile(r"\s?[,)]")
_PHONE = re.compile(r"\+?\d[\d() -]{0,4}\d{2,4}[) -]\d{3,4}[ -]\d{3,4}\b|\b\d{3}-\d{4}\b")
_PRONOUN_ONE_BEFORE = re.compile(
    r"\b(?:the|this|that|no|any|every|some|which|each|another|only|first|last|other|new|bad|good"
    r"|big|little|square|day|number|latest|loved|just the|public enemy|at)[ -]$",
    re.IGNORECASE,
)
_COUNTED_ONE = re.compile(
    r"\b(?:kill|injur|wound|arrest|hurt)(?:s|ed|ing|es)?\s(?:at least )?$", re.IGNORECASE
)
_PRONOUN_ONE_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)\"]|(?:that|who|which|can|could|should|would|might|may|must|will|has|is|was"
    r"|another|day|by|thing|way|such|might|as|on|for|to|and|or|but|another's|with|else|never"
    r"|always|ever|has|had|just|way)\b|'s\b|-)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Atom:
    """A number with what is glued to it. value_start leaves the currency out."""

    start: int
    value_start: int
    end: int
    low: Decimal
    high: Decimal
    currency: str | None = None
    has_magnitude: bool = False
    magnitude: Decimal = Decimal(1)
    vague: bool = False
    plus: bool = False
    words: bool = False
    fraction: bool = False
    is_range: bool = False


def find_quantities(
    text: str, plain: str, words: Words, dates: list[DateMention], sentence_ends: list[int]
) -> list[Quantity]:
    """Return the figures in order of start. sentence_ends: offsets that no figure's words may cross."""
    blocked = [(x.start, x.end) for x in dates if x.kind == "date" and not _LENGTH.search(x.exact)]
    blocked += [m.span() for m in _PHONE.finditer(plain)]
    blocked.sort()
    atoms = [atom for atom in _atoms(plain, blocked) if not _is_no_figure(plain, atom)]
    return [
        _quantity(text, plain, words, atom, _limit(sentence_ends, atom.end, len(plain)))
        for atom in _ranges(plain, atoms)
    ]


def _limit(sentence_ends: list[int], at: int, end: int) -> int:
    number = bisect_right(sentence_ends, at - 1)
    return sentence_ends[number] if number < len(sentence_ends) else end


def _atoms(plain: str, blocked: list[tuple[int, int]]) -> list[_Atom]:
    found: list[_Atom] = []
    starts = [start for start, _ in blocked]
    for match in _ATOM.finditer(plain):
        number = bisect_right(starts, match.end() - 1) - 1
        if number >= 0 and blocked[number][1] > match.start():
            continue
        atom = _atom(match)
        if atom is not None:
            found.append(atom)
    return found


def _atom(match: re.Match[str]) -> _Atom | None:
    start, end = match.span()
    if match["vague"]:
        low, high = lexicon.numbers().vague[match["vague"].lower()]
        return _Atom(start, start, end, low, high, vague=True, words=True)
    if match["fraction"]:
        value = fraction_value(match["fraction"])
        return None if value is None else _Atom(start, start, end, value, value, words=True, fraction=True)
    if match["single"]:
        return _Atom(start, start, end, Decimal(1), Decimal(1), words=True)
    if match["only_sign"]:
        value = fraction_sign(match["only_sign"])
        value_start = match.start("only_sign")
    elif match["numeral"]:
        value = number_value(match["numeral"])
        value_start = match.start("numeral")
        if value is not None and match["sign"]:
            value += fraction_sign(match["sign"].strip()) or 0
        if value is not None and match["minus"]:
            value, value_start = -value, match.start("minus")
    else:
        value = number_value(match["words"])
        value_start = match.start("words")
    if value is None:
        return None
    if match["half"]:
        value += Decimal("0.5")
    magnitude = Decimal(1)
    if match["magnitude"]:
        for word in match["magnitude"].lower().split():
            magnitude *= {"t": 10**12}.get(word) or lexicon.numbers().magnitudes[word]
    currency = match["currency"].strip() if match["currency"] else None
    if match["currency"] is None and match["magnitude"] in ("m", "k", "b") and match["gap"] == " ":
        magnitude, end = Decimal(1), match.start("gap")  # "5 m" is metres
    return _Atom(
        start, value_start, end, _whole(value * magnitude), _whole(value * magnitude),
        currency=lexicon.units("currencies")[currency] if currency else None,
        has_magnitude=magnitude != 1, magnitude=magnitude, plus=bool(match["plus"]), words=bool(match["words"]),
    )  # fmt: skip


def _whole(value: Decimal) -> Decimal:
    """Return the same number without needless decimals: 1.2 billion is 1200000000."""
    return value.quantize(Decimal(1)) if value == value.to_integral_value() and value < 10**26 else value


def _is_no_figure(plain: str, atom: _Atom) -> bool:
    if atom.currency or atom.vague or atom.fraction or atom.has_magnitude:
        return False
    before = plain[max(0, atom.start - 24) : atom.start]
    after = plain[atom.end : atom.end + 24]
    printed = plain[atom.value_start : atom.end]
    if atom.words:
        if printed.lower() == "one":
            if _COUNTED_ONE.search(before):
                return False
            return bool(_PRONOUN_ONE_BEFORE.search(before) or (_PRONOUN_ONE_AFTER.match(after)))
        return bool(_ORDINAL.match(after)) and after[:1] not in ("s", "S")
    if _ORDINAL.match(after) or (_CLOCK.match(after) and not atom.plus) or _CLOCK_BEFORE.search(before):
        return True
    if after[:1].isalpha() and not _unit_is_glued(after):
        return True  # 4WD, 3D, 12B
    if _DESIGNATOR_BEFORE.search(before):
        return True
    if _AGED.search(before):
        return True
    if _NAME_BEFORE.search(before) and not (_PLURAL_AFTER.match(after) or is_unit(after)):
        return not re.search(
            r"\b(?:The|A|An|In|On|At|By|For|From|To|Of|And|But|With|About|Around|Some|Over|Nearly|Almost"
            r"|Only|Just|At least|Up|More|Another|These|Those|His|Her|Their|Its|Our|All|Between|After"
            r"|Before|Than|Least) $",
            before,
        )
    if (
        atom.low == atom.low.to_integral_value()
        and 0 < atom.low < 115
        and before.endswith(", ")
        and _AGE_APPOSITION.match(after)
    ):
        return bool(re.search(r"[A-Z][\w'.-]+(?: III?| Jr\.?)?, $", before))
    return False


def _unit_is_glued(after: str) -> bool:
    word = re.match(r"[A-Za-z°/]+\d?", after)
    if word is None:
        return False
    printed = word.group()
    return (
        printed.lower() in lexicon.units("other")
        or printed.lower() in lexicon.units("percent")
        or printed.upper() in ("GBP", "EUR", "USD", "KM", "P", "C", "F", "V", "S")
    )


def _ranges(plain: str, atoms: list[_Atom]) -> list[_Atom]:
    """Join two neighbouring numbers where a word or a dash says so; the first inherits magnitude and currency."""
    found: list[_Atom] = []
    for atom in atoms:
        if found and not found[-1].is_range:
            joined = _joined(plain, found[-1], atom)
            if joined is not None:
                found[-1] = joined
                continue
        found.append(atom)
    return found


def _joined(plain: str, left: _Atom, right: _Atom) -> _Atom | None:
    between = plain[left.end : right.start]
    if len(between) > 24 or left.vague or right.vague or left.fraction:
        return None
    before = plain[max(0, left.start - 24) : left.start].lower()
    bare = re.sub(
        r"^\s?(?:per cent|percent|%|pct|years?|days?|months?|weeks?|euros|dollars|pounds)(?=\W|$)",
        "",
        between,
    )
    dash = re.fullmatch(r" ?[-–—] ?", bare)
    if re.fullmatch(r" and (?:about |around |almost |nearly )?", bare) and re.search(
        r"\b(?:between|anywhere between|in between)\s(?:about |around )?$", before
    ):
        pass
    elif (
        re.fullmatch(
            r" (?:to|and) (?:about |around |as many as |as much as |perhaps |nearly |almost |up to |over "
            r"|more than )?",
            bare,
        )
        and " to " in bare
    ):
        if (
            re.search(
                r"\b(?:rose|fell|up|down|increased|decreased|dropped|grew|climbed|jumped|slipped|raised|cut"
                r"|lowered|reduced)\b[^.]{0,16}$",
                before,
            )
            and "from" in before[-10:]
        ):
            return None  # "fell from 12 to 9" is two figures
        if _CHANGED_BY.search(before) or (
            (left.currency is None) != (right.currency is None) and bare != between
        ):
            return None  # "up 4 percent to $13" is two figures
        if not (
            re.search(
                r"\b(?:from|of|about|around|at|for|within|by|with|some|in|the|next|past|last|cost|costs)\s$",
                before,
            )
            or _same_scale(left, right)
        ):
            return None
    elif bare == " or " and left.low < right.low <= left.low * 3 + 1 and not left.currency:
        pass
    elif not dash:
        return None
    if (
        dash
        and (right.low < left.low and not right.has_magnitude)
        and not (left.low < 100 and right.low < 100)
    ):
        return None
    low, currency = left.low, left.currency or right.currency
    if (
        right.has_magnitude
        and not left.has_magnitude
        and (left.low < 1000 or left.low * right.magnitude <= right.high * 2)
    ):
        low = left.low * right.magnitude if left.low * right.magnitude <= right.high else left.low
    if left.currency and right.currency and left.currency != right.currency:
        return None
    low, high = min(low, right.high), max(low, right.high)
    return replace(
        left,
        end=right.end,
        low=low,
        high=high,
        currency=currency,
        is_range=low != high,
        has_magnitude=right.has_magnitude,
        plus=right.plus,
    )


def _same_scale(left: _Atom, right: _Atom) -> bool:
    return left.low < right.high and (right.high <= left.low * 20 or left.low == 0)


def _quantity(text: str, plain: str, words: Words, atom: _Atom, limit: int) -> Quantity:
    around: Limits = limits_around(plain, atom.start, atom.end, limit)
    counted: Counted = counted_after(plain, words, around.end, limit, currency=atom.currency)
    bound = around.bound
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
    return Quantity(
        start=around.start,
        end=end,
        exact=text[around.start : end],
        value_start=atom.value_start,
        value_end=atom.end,
        low=low,
        best=best,
        high=high,
        bound=bound,
        change=around.change,
        unit=counted.unit,
        counted=counted.noun,
        role=around.role,
    )
