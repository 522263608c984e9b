"""
Which measure a figure states: by its unit, by the counted noun, by a toll phrase, by the verb beside it.

Nouns that are counts themselves ("deaths") go before verbs, nouns that name people or things ("hostages",
"rockets") after them: "three hostages were killed" counts the killed.
"""

import re
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.covering.dimensions import dimension_of
from claims.extraction.covering.governing import (
    Measured,
    left_verb,
    nouns_of_measures,
    right_verb,
    verbs_of_measures,
)
from claims.extraction.covering.tolls import toll_before
from claims.extraction.numerals.counting import counts_something, is_definite, is_thing
from claims.extraction.results import Quantity

__all__ = ["Measured", "is_partitive", "is_pronoun", "measure_of"]

#: A verb this near before the figure governs it, whatever follows.
_VERY_NEAR = 16
#: A verb this near behind the figure is its own, though it stands in another verb's list ("86 killed and 201 hurt").
_AT_ONCE = 4
_BOTH = re.compile(
    r"\s?(?:and|or|and/or)\s(?:dead|killed|wounded|injured|hurt|missing|captured)\b", re.IGNORECASE
)
_PARTITIVE = re.compile(
    r"(?:one|1|two|three|some|many|most|several|each|both) of (?:them|the|his|her|its|their|these|those|us"
    r"|my|our|your|those)\b|one (?:or two|another)\b|one of \w+['’]s\b",
    re.IGNORECASE,
)

#: "EUR", "EUR per day"
_CURRENCY = re.compile(r"[A-Z]{3}(?: per \w+)?")
#: "58 of the 150 seats" counts seats
_OF_SO_MANY = re.compile(r"\s?of (?:the |its |their |all )?(?:[\d,]+ )?(?P<noun>(?:[a-z-]+ )?[a-z]+s)\b")
#: "sent 11 people to hospital"
_TO_HOSPITAL = re.compile(r"\s(?:\w+\s){0,2}to (?:the |a )?(?:\w+ )?hospitals?\b")
_A_PART = re.compile(r"\s?(?:of|in)\b")
#: "the storm claimed nine lives"
_LIVES = re.compile(r"\blives$", re.IGNORECASE)
_CLAIMS = re.compile(
    r"\b(?:claim(?:s|ed|ing)?|cost(?:s|ing)?|t(?:akes?|ook|aken)|los[et]|loss of)\s(?:the )?$", re.IGNORECASE
)
#: "weighing 180 pounds"
_WEIGHS = re.compile(r"\bweigh\w*\s(?:about |around |some |nearly |over )?$")


@lru_cache(maxsize=1)
def _nouns() -> dict[str, str]:
    return {noun: m.key for m in lexicon.measures().values() for noun in m.nouns}


@lru_cache(maxsize=1)
def _participles() -> dict[str, str]:
    """Return participles that stand alone for what is counted ("2 hurt") or before it ("40 wounded men")."""
    return {
        verb: m.key
        for m in lexicon.measures().values()
        if m.unit == "person"
        for verb in m.verbs
        if " " not in verb and (verb.endswith("ed") or verb in ("dead", "hurt", "missing", "slain", "shot"))
    }


def is_partitive(plain: str, quantity: Quantity) -> bool:
    """Whether the figure picks somebody out ("one of its diplomats") and counts nothing."""
    return bool(_PARTITIVE.match(plain, quantity.value_start)) and (quantity.best or 0) <= 1


def is_pronoun(quantity: Quantity) -> bool:
    """Whether a bare "one" or "two" stands for somebody named before, and is no figure of its own."""
    return (
        quantity.counted is None
        and quantity.unit is None
        and quantity.exact.lower() in ("one", "two", "three")
    )


def measure_of(
    plain: str, quantity: Quantity, sentence: tuple[int, int], next_figure: int
) -> Measured | None:
    """
    Return the measure of a figure, or None where neither noun, verb nor unit states one.

    sentence: (start, end) in characters. next_figure: where the next figure of the text starts.
    """
    if (quantity.unit or "").endswith(" old"):
        return None  # somebody's age
    by_unit = _by_unit(plain, quantity, sentence)
    if by_unit is not None:
        return by_unit
    by_noun = _by_noun(quantity)
    if by_noun is not None:
        return by_noun
    if _LIVES.search(quantity.counted or "") and _CLAIMS.search(plain, sentence[0], quantity.start):
        return Measured("killed", quantity.start, quantity.end, 0, "noun")
    left = left_verb(plain, quantity, sentence[0])
    if left is None or left.distance > _VERY_NEAR or left.how == "list":
        right = _together(plain, right_verb(plain, quantity, sentence[1], next_figure))
        if left is None or left.how != "list" or (right is not None and right.distance <= _AT_ONCE):
            left = right or left
    if left is not None and left.key == "deployed" and _TO_HOSPITAL.match(plain, quantity.end):
        return Measured("wounded", left.start, left.end, left.distance)
    if left is not None and _fits(plain, quantity, left):
        return left
    return (
        toll_before(plain, quantity, sentence[0])
        or _by_group(quantity.counted, quantity)
        or _by_group(_noun_behind(plain, quantity, sentence[1]), quantity)
        or _counted(plain, quantity)
    )


def _fits(plain: str, quantity: Quantity, found: Measured) -> bool:
    """Whether the verb can be said of what is counted: things are not arrested, and a meeting is not held captive."""
    if lexicon.measures()[found.key].unit != "person":
        return True
    if is_thing(quantity):
        return False
    needs_person = plain[found.start : found.end].lower() in lexicon.governing("persons_only")
    if not needs_person or not quantity.counted or quantity.unit == "person":
        return True
    noun = quantity.counted.split()[-1]
    return noun[0].isupper() or noun.lower() in nouns_of_measures()


def _noun_behind(plain: str, quantity: Quantity, high: int) -> str | None:
    if quantity.counted is not None:
        return None
    match = _OF_SO_MANY.match(plain, quantity.value_end, min(high, quantity.value_end + 60))
    return match["noun"] if match else None


def _together(plain: str, found: Measured | None) -> Measured | None:
    """ "killed or wounded" counts both, so it is casualties."""
    if found is None or found.key not in ("killed", "wounded"):
        return found
    both = _BOTH.match(plain, found.end)
    return Measured("casualties", found.start, both.end(), found.distance, found.how) if both else found


def _by_unit(plain: str, quantity: Quantity, sentence: tuple[int, int]) -> Measured | None:
    unit = quantity.unit or ""
    if unit == "share" and not _A_PART.match(plain, quantity.value_end):
        return None  # "half a victory"
    if unit in ("percent", "percentage point", "share"):
        return Measured("share", quantity.start, quantity.end, 0, "unit")
    if _CURRENCY.fullmatch(unit) and not _WEIGHS.search(plain, sentence[0], quantity.start):
        return Measured("money", quantity.start, quantity.end, 0, "unit")
    key = dimension_of(plain, quantity, sentence)
    return Measured(key, quantity.start, quantity.end, 0, "unit") if key else None


def _by_noun(quantity: Quantity) -> Measured | None:
    words = re.findall(r"[a-z-]+", (quantity.counted or "").lower())
    if not words:
        return None
    found = verbs_of_measures().get(" ".join(words)) if len(words) > 1 else None  # "16 taken prisoner"
    found = found or _nouns().get(" ".join(words[-2:])) or _nouns().get(words[-1])
    found = found or next((_nouns()[w] for w in words if w in _nouns() and w.endswith("s")), None)
    found = found or next((_participles()[w] for w in words if w in _participles()), None)
    return Measured(found, quantity.start, quantity.end, 0, "noun") if found else None


def _by_group(noun: str | None, quantity: Quantity) -> Measured | None:
    words = re.findall(r"[a-z-]+", (noun or "").lower())
    if not words:
        return None
    table = nouns_of_measures()
    key = table.get(" ".join(words[-2:])) or table.get(words[-1])
    return Measured(key, quantity.start, quantity.end, 0, "group") if key else None


def _counted(plain: str, quantity: Quantity) -> Measured | None:
    """Any other counted thing is a claim of its number, unless the text takes it for known ("the two sides")."""
    if not counts_something(quantity) or is_definite(plain, quantity):
        return None
    return Measured("count", quantity.start, quantity.end, 0, "count")
