"""The verb that governs a figure: "killed at least 12" before it, "12 people were killed" behind it."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.results import Quantity


@dataclass(frozen=True, slots=True)
class Measured:
    """key: a measure; start, end: the words that show it; distance: characters from the figure; how: the rule."""

    key: str
    start: int
    end: int
    distance: int
    how: str = "verb"


_OBJECT_CANNOT_FOLLOW = re.compile(r"[;:.,]|\b(?:in|by|after|when|who|than|that|on|for)\b")
_IS_PASSIVE = re.compile(r"\b(?:was|were|been|being|be|is|are|got|get)\s(?:\w+ly )?$", re.IGNORECASE)
_PASSIVE = re.compile(
    r"\b(?:was|were|been|being|be|is|are|got|get|left|had|dead|reported|confirmed|feared|believed"
    r"|'s|'re)\s(?:\w+ly |also |all |then |since |now |reported |confirmed |feared )?$",
    re.IGNORECASE,
)
_OBJECT_FOLLOWS = re.compile(
    r"\s(?:(?:the|a|an|his|her|their|its|another|at least|about|around|some|more than|up to|two"
    r"|three|four|five|six|seven"
    r"|eight|nine|ten|dozens|hundreds|parts?)\b|\d|[A-Z]|(?!as\b|is\b|was\b|has\b|this\b)[a-z]{2,}s\b)"
)
_CLAUSE_END = re.compile(
    r"[;:]|, (?:and |but |while |when |as |after |with (?!\d))|\b(?:while|whereas|but)\b"
    r"|\sand (?=[\w\s]{0,16}\d)|, (?:police|officials|the)\b|\bwhose\b|[.!?]\s|``"
)
_IS_NOUN = re.compile(r"\b(?:the|of|from|in|heavy|fierce|renewed|after|amid)\s$", re.IGNORECASE)
#: How far a verb may stand from its figure, in characters.
_REACH_RIGHT, _REACH_LEFT = 90, 34
_ASIDE = re.compile(
    r",? (?:including|among them|one of them|most of them|many of them|mostly|aged \d+(?: and)?)\b[^,;.]*,"
)
#: What may stand between a verb and the figure that is its object: limiters, or a list that ends in "and".
_OBJECT_GAP = re.compile(
    r"(?:\s(?:at|least|most|as|many|more|than|up|to|about|around|some|nearly|almost|over|the|a|an|total|of|another|other"
    r"|further|only|just|all|these|those|his|her|its|their|our|estimated|between|what|well|down|away|out|off|back"
    r"|[a-z]+ly))*\s?|.*\b(?:and|or)\s"
)
#: "the death of 12 people"
_NOMINAL_GAP = re.compile(
    r"\s(?:of|to)\s(?:the |all |about |around |some |at least |more than |up to |nearly )*$"
)


@lru_cache(maxsize=1)
def _verb_table() -> dict[str, str]:
    table: dict[str, str] = {}
    for measure in lexicon.measures().values():
        for verb in measure.verbs:
            table.setdefault(verb, measure.key)
    return table


@lru_cache(maxsize=1)
def _verbs() -> re.Pattern[str]:
    return re.compile(
        r"\b(" + "|".join(re.escape(v) for v in sorted(_verb_table(), key=len, reverse=True)) + r")\b",
        re.IGNORECASE,
    )


@lru_cache(maxsize=1)
def _nominals() -> re.Pattern[str]:
    names = sorted(lexicon.governing("nominal"), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(names)})\b", re.IGNORECASE)


@lru_cache(maxsize=1)
def _takes_object() -> frozenset[str]:
    """
    Return the verbs whose object is what they count.

    Those who attend or join are counted as the subject, and some verbs take no object at all.
    """
    crowd = {v for m in lexicon.measures().values() if m.family == "crowd" for v in m.verbs}
    objects = frozenset(lexicon.governing("crowd_objects"))
    return frozenset(_verb_table()) - (crowd - objects) - frozenset(lexicon.governing("intransitive"))


def left_verb(plain: str, quantity: Quantity, low: int) -> Measured | None:
    """Return the verb whose object the figure is ("killed at least 12"), or its noun ("the death of 12")."""
    begin = max(low, quantity.start - _REACH_LEFT)
    stretch = plain[begin : quantity.start]
    found = list(_verbs().finditer(stretch))
    if found:
        verb, word = found[-1], found[-1].group(1).lower()
        gap = stretch[verb.end() :]
        if (
            not _OBJECT_CANNOT_FOLLOW.search(gap)
            and _OBJECT_GAP.fullmatch(gap)
            and word in _takes_object()
            and not _IS_PASSIVE.search(stretch[: verb.start()])
        ):
            how = "list" if re.search(r"\b(?:and|or)\s$", gap) else "verb"
            return Measured(_verb_table()[word], begin + verb.start(), begin + verb.end(), len(gap), how)
    for noun in _nominals().finditer(stretch):
        if _NOMINAL_GAP.fullmatch(stretch, noun.end()):
            key = lexicon.governing("nominal")[noun.group(1).lower()]
            return Measured(key, begin + noun.start(), begin + noun.end(), 0, "noun of a verb")
    return None


@lru_cache(maxsize=1)
def nouns_of_measures() -> dict[str, str]:
    """Noun -> measure, of counts ("deaths") and of those who are counted ("hostages")."""
    return {noun: m.key for m in lexicon.measures().values() for noun in (*m.groups, *m.nouns)}


@lru_cache(maxsize=1)
def verbs_of_measures() -> dict[str, str]:
    """Verb or phrase -> measure."""
    return _verb_table()


def measure_in(words: str) -> str | None:
    """Return the measure that a stretch of words speaks of by a verb: "people known to have died"."""
    found = _verbs().search(words)
    return _verb_table()[found.group(1).lower()] if found else None


def right_verb(plain: str, quantity: Quantity, high: int, next_figure: int) -> Measured | None:
    """Return the verb whose subject the figure is: "12 people were killed", "80,000 took part"."""
    shift = quantity.value_end
    stretch = plain[shift : min(high, quantity.end + _REACH_RIGHT)]
    offset = max(0, quantity.end - shift)
    aside = _ASIDE.match(stretch[offset:])
    start = offset + (aside.end() if aside else 0)
    if not aside and plain[quantity.end : next_figure].strip() != "and":
        stretch = stretch[: max(0, next_figure - shift)]
    end = _CLAUSE_END.search(stretch, start)
    stretch = stretch[: end.start()] if end else stretch
    tail = stretch + plain[shift + len(stretch) : min(high, shift + len(stretch) + 20)]
    for verb in _verbs().finditer(stretch, offset if quantity.counted else 0):
        word = verb.group(1).lower()
        if word == "march" and verb.group(1)[0].isupper():
            continue  # the month
        if word == "fighting" and _IS_NOUN.search(stretch[: verb.start()]):
            continue
        if word == "held" and not _PASSIVE.search(stretch[: verb.start()]):
            continue  # "held up the shop"
        if word.endswith("ing") and word not in lexicon.governing("states"):
            continue  # ", killing one": what follows is killed
        if (
            word in _takes_object()
            and not _PASSIVE.search(stretch[: verb.start()])
            and _OBJECT_FOLLOWS.match(tail, verb.end())
        ):
            continue
        return Measured(_verb_table()[word], shift + verb.start(), shift + verb.end(), verb.start() - offset)
    return None
