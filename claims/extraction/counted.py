"""What a figure counts: the unit, or the noun phrase that follows it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.words import Words


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


_UNIT = _pattern("percent", "time", "other", "currency_words")
_RATE = re.compile(
    r"(?: (?:a|an|per|each|every) |/|-a-| per |-per-)(second|minute|hour|day|week|month|year|annum"
    r"|person|head|capita|century|km|kilometre|mile|litre|liter|gallon|barrel|tonne|ton|share"
    r"|kWh)\b",
    re.IGNORECASE,
)
#: Words that end a counted noun phrase.
_STOP = lexicon.words("noun_phrase_stops")
_MOST_WORDS = 6
_PLURALS = frozenset(
    ("people", "men", "women", "children", "personnel", "servicemen", "policemen", "dead", "others")
)
_AFTER_OF = frozenset(("the", "its", "their", "his", "her", "our", "these", "those", "all", "them"))


def counted_after(plain: str, words: Words, at: int, limit: int, *, currency: str | None) -> Counted:
    """Return what the number that ends at `at` counts; `limit`: the sentence's end."""
    if currency:
        rate = _RATE.match(plain[at : min(limit, at + 24)])
        if rate:
            return Counted(f"{currency} per {rate.group(1).lower()}", None, at + rate.end())
        code = re.match(r" ?(?:USD|AUD|CAD|dollars)\b", plain[at : min(limit, at + 10)])
        return Counted(currency, None, at + code.end() if code else at)
    tail = plain[at : min(limit, at + 40)]
    unit = _UNIT.match(tail)
    if unit:
        return _unit(plain, tail, unit, at)
    noun = _noun_phrase(plain, words, at, limit)
    if noun is None:
        return Counted(None, None, at)
    start, end, head = noun
    unit_name = "person" if head in lexicon.nouns("persons") else None
    return Counted(unit_name, plain[start:end], end)


def is_unit(after: str) -> bool:
    """Whether a unit follows a number at once: "640bhp", "550 megawatt"."""
    return _UNIT.match(after) is not None


def _unit(plain: str, tail: str, match: re.Match[str], at: int) -> Counted:
    printed = match.group(1).lower()
    end = at + match.end()
    for kind in ("percent", "time", "currency_words", "other"):
        name = lexicon.units(kind).get(printed)
        if name:
            break
    old = re.match(r"[ -]old\b", tail[match.end() :])
    if old and kind == "time":
        return Counted(f"{name} old", plain[at : end + old.end()].strip(" -"), end + old.end())
    rate = _RATE.match(tail, match.end())
    if rate and kind != "time":
        return Counted(
            f"{name} per {rate.group(1).lower()}", plain[at : at + rate.end()].strip(" -"), at + rate.end()
        )
    of = re.match(r" of (?!the\b|its\b|their\b|a\b|all\b)([a-z]+)", plain[end : end + 30])
    noun = plain[at:end].strip(" -")
    if of and kind == "other":
        return Counted(name, f"{noun} of {of.group(1)}", end + of.end())
    return Counted(name, noun, end)


def _noun_phrase(plain: str, words: Words, at: int, limit: int) -> tuple[int, int, str] | None:
    """Return (start, end, head) of the words that follow: at most six, up to a verb, a preposition or a mark."""
    i = words.before(at)
    if i < len(words) and words.lower[i] == "of" and plain[at : at + 4] == " of ":
        i += 1
        while i < len(words) and words.lower[i] in _AFTER_OF:
            i += 1
    if i < len(words) and words.lower[i] in ("more", "other", "further", "additional"):
        i += 1
    first, last = i, i - 1
    previous_end = at
    while i < len(words) and words.end[i] <= limit and i - first < _MOST_WORDS:
        if "\n" in (plain[previous_end : words.start[i]] if i > first else "") or _ends_phrase(
            words, i, first
        ):
            break
        previous_end, last = words.end[i], i
        i += 1
    while last >= first and not words.lower[last][0].isalpha():
        last -= 1
    if last < first:
        return None
    return words.start[first], words.end[last], words.lower[last]


def _ends_phrase(words: Words, i: int, first: int) -> bool:
    """Whether word i no longer belongs to the counted noun phrase that began at word `first`."""
    word = words.lower[i]
    if word in _STOP:
        return True
    if not word[0].isalpha():
        return not (word in ("-", "'s", "&", "/") and i > first and words.joined(i - 1))
    participle = word in _participles() or (word.endswith("ed") and not words.tag[i])
    if i == first:
        # "4,000 neutralised in" against "4,000 wounded soldiers"
        following = words.lower[i + 1] if i + 1 < len(words) else "."
        return participle and (
            following in _STOP or not following[0].isalpha() or following in ("in", "by", "or", "and")
        )
    before = words.lower[i - 1]
    if before in lexicon.nouns("persons") and (before.endswith("s") or before in _PLURALS):
        return word not in lexicon.nouns("persons")
    if words.tag[i] in ("VERB", "AUX", "ADV", "ADP", "PRON") or (word.endswith("ly") and len(word) > 4):
        return True
    return participle and (
        words.lower[i - 1] in lexicon.nouns("persons")
        or word in _participles()
        or words.lower[i - 1].endswith("s")
    )


@lru_cache(maxsize=1)
def _participles() -> frozenset[str]:
    """Return verbs of measures and of saying: after a noun they begin a clause ("4,000 North Koreans neutralised")."""
    said = {form for form, (_, kind) in lexicon.cues().verbs.items() if kind == "past"}
    return frozenset(
        {v for m in lexicon.measures().values() for v in m.verbs}
        | said
        | {"given", "made", "seen", "born", "held"}
    )
