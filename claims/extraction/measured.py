"""Which measure a figure states: by the counted noun, by the verb beside it, or by its unit."""

import re
from dataclasses import dataclass
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.results import Quantity


@dataclass(frozen=True, slots=True)
class Measured:
    """key: a measure; start, end: the words that show it; distance: characters from the figure."""

    key: str
    start: int
    end: int
    distance: int


@lru_cache(maxsize=1)
def _noun_table() -> dict[str, str]:
    return {noun: m.key for m in lexicon.measures().values() for noun in m.nouns}


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


#: After these a past form is active: "two gunmen killed 12 people" counts no killed gunmen.
#: (Those who attended, joined or filled something are counted all the same.)
_TRANSITIVE = lexicon.words("transitive") - {"attended", "joined", "filled"}
#: Verbs that come before what they count.
_TAKES_OBJECT = lexicon.words("transitive") | lexicon.words("transitive_too")
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
    r"|\sand (?=[\w\s]{0,16}\d)|, (?:police|officials|the)\b"
)
#: How far a verb may stand from its figure, in characters.
_REACH_RIGHT, _REACH_LEFT = 90, 34
#: A verb this near before the figure governs it, whatever follows.
_VERY_NEAR = 16


_ASIDE = re.compile(r",? (?:including|among them|one of them|most of them|many of them|mostly)\b[^,;.]*,")
#: Forms in -ing that say what the counted ones do or are.
_STATES = frozenset(("missing", "fighting", "marching", "taking part", "attending", "protesting"))
_BOTH = re.compile(
    r"\s?(?:and|or|and/or)\s(?:dead|killed|wounded|injured|hurt|missing|captured)\b", re.IGNORECASE
)
_PARTITIVE = re.compile(
    r"(?:one|1|two|three|some|many|most|several) of (?:them|the|his|her|its|their|these|those|us)\b",
    re.IGNORECASE,
)


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
    """Return the measure of a figure, or None where neither noun, verb nor unit states one."""
    by_unit = _by_unit(quantity)
    if by_unit is not None:
        return by_unit
    by_noun = _by_noun(quantity)
    if by_noun is not None:
        return by_noun
    left = _left(plain, quantity, sentence[0])
    if left is None or left.distance > _VERY_NEAR:
        left = _together(plain, _right(plain, quantity, sentence[1], next_figure)) or left
    if left is not None and _counts_things(quantity) and lexicon.measures()[left.key].unit == "person":
        return None
    return left


def _together(plain: str, found: Measured | None) -> Measured | None:
    """ "killed or wounded" counts both, so it is casualties."""
    if found is None or found.key not in ("killed", "wounded"):
        return found
    both = _BOTH.match(plain, found.end)
    return Measured("casualties", found.start, both.end(), found.distance) if both else found


def _by_unit(quantity: Quantity) -> Measured | None:
    unit = quantity.unit or ""
    if unit == "percent":
        return Measured("share", quantity.start, quantity.end, 0)
    if unit.isupper() and len(unit) == 3:
        return Measured("money", quantity.start, quantity.end, 0)
    return None


def _by_noun(quantity: Quantity) -> Measured | None:
    words = re.findall(r"[a-z]+", (quantity.counted or "").lower())
    if not words:
        return None
    table = _noun_table()
    for word in (words[-1], *words):
        if word in table:
            return Measured(table[word], quantity.start, quantity.end, 0)
    return None


def _counts_things(quantity: Quantity) -> bool:
    """Whether what is counted cannot be killed, sent or gathered as people are: "200 long-range guns"."""
    head = (quantity.counted or "").lower().rsplit(" ", 1)[-1]
    return head in lexicon.nouns("things")


def _left(plain: str, quantity: Quantity, low: int) -> Measured | None:
    """The verb whose object the figure is: "killed at least 12"."""
    begin = max(low, quantity.start - _REACH_LEFT)
    stretch = plain[begin : quantity.start]
    found = list(_verbs().finditer(stretch))
    if not found:
        return None
    verb, word = found[-1], found[-1].group(1).lower()
    gap = stretch[verb.end() :]
    if (
        _OBJECT_CANNOT_FOLLOW.search(gap)
        or word not in _TAKES_OBJECT
        or _IS_PASSIVE.search(stretch[: verb.start()])
    ):
        return None
    return Measured(_verb_table()[word], begin + verb.start(), begin + verb.end(), len(gap))


def _right(plain: str, quantity: Quantity, high: int, next_figure: int) -> Measured | None:
    """The verb whose subject the figure is: "12 people were killed", "80,000 took part"."""
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
        if word.endswith("ing") and word not in _STATES:
            continue  # ", killing one": what follows is killed
        if (
            word in _TRANSITIVE
            and not _PASSIVE.search(stretch[: verb.start()])
            and _OBJECT_FOLLOWS.match(tail, verb.end())
        ):
            continue
        return Measured(_verb_table()[word], shift + verb.start(), shift + verb.end(), verb.start() - offset)
    return None
