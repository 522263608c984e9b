"""What a figure counts: the unit, or the noun phrase that follows it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.syntax.noun_phrases import compound, counted_noun
from claims.extraction.syntax.words import Words


@dataclass(frozen=True, slots=True)
class Counted:
    """unit: "person", "day", "USD", "percent" … or None; noun: the counted words as printed; end: where they end."""

    unit: str | None
    noun: str | None
    end: int


def _pattern(*kinds: str) -> re.Pattern[str]:
    names = sorted((n for kind in kinds for n in lexicon.units(kind)), key=len, reverse=True)
    return re.compile(
        r"[ -]?(" + "|".join(re.escape(n) for n in names) + r")(?![A-Za-z])(?:'(?=\s))?", re.IGNORECASE
    )


_KINDS = ("percent", "time", "currency_words", "other")
_UNIT = _pattern(*_KINDS)
_CASED = re.compile(
    r"[ -]?("
    + "|".join(sorted(map(re.escape, lexicon.units("cased")), key=len, reverse=True))
    + r")(?=[^\w'-]|$|=)"
)
_SIGN_AFTER = re.compile(r" ?([€£¥₽₹]|zł|kr\b|¢|\$(?!\d))")
_FEET = re.compile(r"['′](?=[ ,.;)]|\d)|(?:\"|″)(?=[ ,.;)])")
_RATE = re.compile(
    r"(?: (?:a|an|per|each|every) |/|-a-|-an-| per |-per-)(second|minute|hour|day|night|week|month|quarter"
    r"|season|game|year|annum|pupil"
    r"|student|person|head|capita|century|decade|km|kilometre|kilometer|mile|litre|liter|gallon|barrel|tonne"
    r"|ton|ounce|pound|share"
    r"|kilogram|kilo|kg|bushel|acre|hectare|square (?:foot|metre|meter)|unit|piece|ticket|bottle|pint|household"
    r"|family|child"
    r"|employee|worker|gram|gramme|cubic (?:foot|metre|meter)|word|minute|customer|user|kWh|MWh|mmBTU"
    r"|megawatt[ -]hour|kilowatt[ -]hour|day|patient|vehicle|car"
    r"|night|room|seat|vote)\b",
    re.IGNORECASE,
)
_PER = re.compile(r"(?: per |-per-)([A-Za-z]+)\b")
#: "a third year in a row": after a number of times, "a year" is a rate; after an amount "a year earlier" is not.
_NO_RATE = re.compile(
    r" (?:ago|earlier|later|before|after|on|in a row|previously|old|from now|-|or (?:so|two))\b"
)
#: Adjectives that belong to a length or an age as printed.
_COUNTRY = re.compile(
    r" ?(?:U\.?S\.?(?= (?:per|a)\b)|USD|AUD|CAD|US|NZD|SGD|HKD|EUR|dollars|Canadian|Australian)(?![\w$])"
)
#: Short unit words that need a figure of a certain form before them.
_GLUED_ONLY = frozenset(("p", "x"))
_OF_NOUN = re.compile(
    r" of (?!the\b|its\b|their\b|his\b|her\b|a\b|all\b|an\b|this\b|that\b|these\b|those\b|my\b|our\b)([a-z]+)"
)
#: "12 wounded and five killed": only people are so counted.
_HARMED = re.compile(
    r" (?:killed|wounded|injured|dead|hurt|missing|arrested|detained|hospitali[sz]ed)(?: (?:and|or|in|by|after"
    r"|as)\b|[,.;:]|$)"
)
_QUALIFIED_TIME = re.compile(
    r" ((?:more|previous|straight|consecutive|successive|full|long|whole|further|additional|extra|calendar"
    r"|working|business|short"
    r"|happy|good|solid|separate|different|gruelling|past) (seconds?|minutes?|hours?|days?|nights?|weeks?"
    r"|months?|years?|decades?))\b",
    re.IGNORECASE,
)
_LONGER_TIMES = frozenset(("day", "night", "week", "month", "year", "season", "shift"))
#: "1.3 A/cm2", "10 kV/cm": a symbol by a symbol.
_BY_SYMBOL = re.compile(r"[ -]?([A-Za-zμµ°]{1,4}/[A-Za-z]{1,3}(?:\^?-?[\d²³])?)(?![\w/])")
_OF_UNIT = re.compile(
    rf" of (?=(?:{'|'.join(re.escape(n) for k in ('time', 'currency_words') for n in lexicon.units(k) if len(n) > 3)}"
    r"|miles|metres|meters|kilometres|kilometers|feet|acres|hectares|tons|tonnes|litres|liters|gallons|barrels)\b)",
    re.IGNORECASE,
)
_OF_A = re.compile(r" (?:of )?an? (?=[a-z%])")
_QUOTE_REACH = 400
_US = re.compile(r" of (?:us|you|them|whom|these|those)\b")
_OF_THE_HARMED = re.compile(
    r" of (?:the|those|these|its|their) (?:\w+ )?(?:injured|dead|wounded|missing|killed|accused|arrested"
    r"|detained|hurt|sick|infected)\b"
)
_WHO = re.compile(r" (?:who|whom)\b")
#: Units of time that begin another noun: "two second-half goals", "a 10-minute-long video".
_NO_UNIT_AFTER = re.compile(
    r"-(?:half|place|placed|hand|tier|round|string|class|largest|biggest|year)|['’]s\b"
)


def counted_after(
    plain: str,
    words: Words,
    at: int,
    limit: int,
    *,
    currency: str | None,
    printed: str | None = None,
    single: bool = False,
    share: bool = False,
    vague: bool = False,
) -> Counted:
    """
    Return what the number that ends at `at` counts.

    limit: the sentence's end; currency, printed: a currency before the number, its code and as printed;
    single: the number is one; share: it is a fraction; vague: "dozens".
    """
    if currency:
        return _money(plain, at, limit, currency, printed)
    article = _OF_A.match(plain, at, limit) if share else None
    if article and _UNIT.match(plain, article.end() - 1):
        at = article.end() - 1  # "half a percent", "a quarter of a mile"
    if vague and (of := _OF_UNIT.match(plain, at, limit)):
        at = of.end() - 1  # "millions of dollars"
    tail = plain[at : min(limit, at + 44)]
    found = _unit(plain, tail, at) or _time_after_adjective(tail, at)
    if found is not None:
        return found
    joined = compound(plain, at)
    if joined is not None and joined[1] <= limit:
        noun = plain[joined[0] : joined[1]]
        if noun.lower() in lexicon.words("noun_phrase_stops"):
            return Counted(None, None, at)  # "3-for-4"
        if noun == "strong":
            return Counted("person", None, joined[1])
        return Counted("person" if noun.lower() in lexicon.nouns("persons") else None, noun, joined[1])
    harmed = _OF_THE_HARMED.match(plain, at, limit)
    if harmed:
        return Counted("person", plain[at + 4 : harmed.end()], harmed.end())
    if _WHO.match(tail) or _HARMED.match(tail):
        return Counted("person", None, at)
    pronoun = _US.match(tail)
    if pronoun:
        return Counted(
            "person" if pronoun.group().endswith(("us", "you")) else None, None, at + pronoun.end()
        )
    phrase = counted_noun(plain, words, at, limit, single=single, share=share)
    if phrase is None:
        bare = _rate(plain, at, limit)
        return Counted(f"per {bare[0]}", None, bare[1]) if bare else Counted(None, None, at)
    start, end, head = phrase
    noun = plain[start:end]
    rate = _rate(plain, end, limit)
    unit = "person" if head in lexicon.nouns("persons") or noun.rpartition(" ")[2] in _peoples() else None
    if rate is not None and unit is None:
        return Counted(f"{noun.lower()} per {rate[0]}", noun, end)
    return Counted(unit, noun, end)


@lru_cache(maxsize=1)
def _peoples() -> frozenset[str]:
    """Return names of peoples in the plural ("Syrians"), and of those who share a faith or a party."""
    named = {word for nation in lexicon.nations() for word in nation.demonyms if " " not in word}
    return frozenset(
        {f"{word}s" for word in named if not word.endswith(("s", "sh", "ch"))} | lexicon.words("peoples")
    )


def _rate(plain: str, at: int, limit: int) -> tuple[str, int] | None:
    rate = _RATE.match(plain, at, min(limit, at + 30)) or _PER.match(plain, at, min(limit, at + 30))
    if rate is None or (rate.group(1).lower() in lexicon.units("time") and _NO_RATE.match(plain, rate.end())):
        return None
    return rate.group(1).lower(), rate.end()


def _money(plain: str, at: int, limit: int, currency: str, printed: str | None) -> Counted:
    code = _COUNTRY.match(plain, at, min(limit, at + 14))
    end = code.end() if code else at
    rate = _rate(plain, end, limit)
    sign = (printed or currency).replace(" ", "")
    if rate is not None:
        return Counted(f"{currency} per {rate[0]}", f"{sign} per {rate[0]}", rate[1])
    return Counted(currency, sign, end)


def is_unit(after: str) -> bool:
    """Whether a unit follows a number at once: "640bhp", "550 megawatt"."""
    return any(pattern.match(after) is not None for pattern in (_UNIT, _CASED, _BY_SYMBOL))


def _closes_a_quotation(plain: str, at: int) -> bool:
    """Whether the mark at `at` closes a quotation and is no sign of inches."""
    line = plain[max(0, at - _QUOTE_REACH) : at].rpartition("\n")[2]
    return line.count('"') % 2 == 1


def _name(printed: str) -> str | None:
    for kind in _KINDS:
        name = lexicon.units(kind).get(printed)
        if name:
            return name
    return None


def _unit(plain: str, tail: str, at: int) -> Counted | None:
    """Return the unit of measurement, of time or of money that the text goes on with, or None."""
    cased, match = _CASED.match(tail), _UNIT.match(tail)
    by_symbol = _BY_SYMBOL.match(tail)
    if by_symbol and not (match and match.end() >= by_symbol.end()):
        return Counted(by_symbol.group(1), by_symbol.group(1), at + by_symbol.end())
    if cased and not (match and match.end() > cased.end()):
        printed = cased.group(1)
        return Counted(lexicon.units("cased")[printed], printed, at + cased.end())
    if match is None:
        sign = _SIGN_AFTER.match(tail)
        if sign:
            name = lexicon.units("currencies").get(sign.group(1)) or {"kr": "krone"}.get(sign.group(1))
            return Counted(name, sign.group(1), at + sign.end())
        feet = _FEET.match(tail)
        if feet and not (feet.group() == '"' and _closes_a_quotation(plain, at)):
            return Counted("foot" if feet.group()[0] in "'′" else "inch", None, at + feet.end())
        return None
    printed = match.group(1).lower()
    if _NO_UNIT_AFTER.match(tail, match.end()) or (
        printed in _GLUED_ONLY and tail[0] in " -" and printed == "p"
    ):
        return None
    if printed == "x" and re.match(r" \d", tail[match.end() :]):
        return None  # "2560 x 1440 pixels"
    name = "pound" if printed == "pound" and tail[0] == "-" else _name(printed)
    return _with_rate(plain, tail, match, at, name or printed)


def _time_after_adjective(tail: str, at: int) -> Counted | None:
    """ "three straight days", "the 50 previous years"."""
    found = _QUALIFIED_TIME.match(tail)
    if found is None:
        return None
    return Counted(lexicon.units("time")[found.group(2).lower()], found.group(1).strip(), at + found.end())


def _with_rate(plain: str, tail: str, match: re.Match[str], at: int, name: str) -> Counted:
    end = at + match.end()
    noun = plain[at:end].strip(" -")
    is_time = match.group(1).lower() in lexicon.units("time")
    old = re.match(r"[ -](?:olds?\b|of age\b)", tail[match.end() :])
    if old and is_time:
        return Counted(f"{name} old", plain[at : end + old.end()].strip(" -"), end + old.end())
    rate = _rate(plain, end, end + 30)
    if is_time and (rate is None or rate[0] not in _LONGER_TIMES):
        rate = None
    if rate is not None:
        return Counted(
            f"{name} per {rate[0]}", noun if name == "percent" else plain[at : rate[1]].strip(" -"), rate[1]
        )
    of = _OF_NOUN.match(plain, end, end + 30)
    if of and match.group(1).lower() in lexicon.units("other") and name != "time":
        return Counted(name, f"{noun} of {of.group(1)}", of.end())
    return Counted(name, noun, end)
