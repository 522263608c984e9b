"""What a sum of money is (price, cost, loss, …), and for what it is paid: a thing bought, or a named project."""

import re
from bisect import bisect_left
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.covering.projects import Projects
from claims.extraction.covering.who import Who
from claims.extraction.draft import Draft
from claims.extraction.naming import nations
from claims.extraction.results import Quantity
from claims.extraction.syntax.sentences import Sentence

#: How far from a sum its heading may stand, in characters.
_REACH = 120
#: A word behind the sum, or in another clause, counts as if it stood further away.
_BEHIND, _ACROSS = 12, 40
_CLAUSE = re.compile(r"[;:]|, (?:and|but|while|which|who|a|an|the)\b|\b(?:while|whereas|but)\b|[\"”]")
_SUFFIX = re.compile(r",? (?:Inc|Corp|Corporation|Ltd|Limited|LLC|plc|PLC|Co|AG|SA|NV|GmbH|SE)\b\.?$")
#: What may stand between a word of buying and the name of what is bought: no preposition, no verb.
_GAP = re.compile(
    r"[\s,]+(?:(?!(?:for|in|from|to|that|and|with|by|at|on|as|of|or|is|was|will|would|said|says|after|when)\b)"
    r"(?:[a-z][a-z-]*|-based)[\s,]+){0,6}"
)
_TO_BUY = re.compile(r"\s(?:in (?:cash|stock|cash and stock) )?to (?:buy|acquire|purchase|take over)\b")
_WORTH = re.compile(
    r"\b(?P<noun>[a-z-]+s(?: and [a-z-]+)?|jewellery|jewelry|cash|cocaine|heroin|gold|art)"
    r"\s(?:worth|valued at)\s(?:about |around |more than |some |up to |an estimated |nearly |at least )*$"
)


@lru_cache(maxsize=1)
def _headings() -> re.Pattern[str]:
    return re.compile(
        r"\b(" + "|".join(sorted(map(re.escape, _aspects()), key=len, reverse=True)) + r")\b", re.IGNORECASE
    )


@lru_cache(maxsize=1)
def _aspects() -> dict[str, str]:
    return {word: name for name, words in lexicon.money("aspects").items() for word in words}


@lru_cache(maxsize=1)
def _acquiring() -> re.Pattern[str]:
    words = sorted(lexicon.money("acquisition"), key=len, reverse=True)
    return re.compile(r"\b(?:" + "|".join(map(re.escape, words)) + r")\b", re.IGNORECASE)


def aspect_of(
    plain: str, quantity: Quantity, sentence: Sentence, *, besides: str | None = None
) -> str | None:
    """Return under which heading a sum falls, besides one; None where no word near it says so."""
    if _TO_BUY.match(plain, quantity.end, sentence.end):
        return "price"
    best: tuple[int, str] | None = None
    low, high = max(sentence.start, quantity.start - _REACH), min(sentence.end, quantity.end + _REACH)
    for match in _headings().finditer(plain, low, high):
        if match.end() <= quantity.start:
            between, gap = plain[match.end() : quantity.start], quantity.start - match.end()
        elif match.start() >= quantity.value_end:
            between, gap = plain[quantity.value_end : match.start()], match.start() - quantity.value_end
            gap += _BEHIND if gap > 1 else 0
        else:
            continue
        if _aspects()[match.group(1).lower()] == besides:
            continue
        gap += _ACROSS if _CLAUSE.search(between) else 0
        if best is None or gap < best[0]:
            best = gap, _aspects()[match.group(1).lower()]
    return best[1] if best else None


class Sums:
    """What the sums of one document are for."""

    def __init__(self, draft: Draft) -> None:
        self._plain = draft.plain
        self._projects = Projects(draft)
        self._bought = self._acquisitions(draft)

    def _acquisitions(self, draft: Draft) -> list[tuple[int, str]]:
        """Return (where, name) of what is bought: the last name of the phrase after "buy" or "acquisition of"."""
        found = []
        starts = [run.start for run in draft.names]
        for match in _acquiring().finditer(draft.plain):
            at, name = match.end(), None
            number = bisect_left(starts, match.end())
            while number < len(starts) and _GAP.fullmatch(draft.plain, at, starts[number]):
                run = draft.names[number]
                words = draft.plain[run.start : run.end].removesuffix("'s")
                if not words.endswith("-based") and words not in nations.by_demonym():
                    name = run.start, _SUFFIX.sub("", words)
                at, number = run.end, number + 1
            if name is not None:
                found.append(name)
        return found

    def read(self, sentence: Sentence, quantity: Quantity) -> tuple[str | None, Who]:
        """Return under which heading a sum falls and what it is for; the price of what is built is its cost."""
        aspect = aspect_of(self._plain, quantity, sentence)
        if aspect == "value":  # "jewels worth …": what became of them says more
            aspect = aspect_of(self._plain, quantity, sentence, besides="value") or aspect
        who = self._paid_for(sentence, quantity, aspect)
        if aspect == "price" and not self._bought and who.name is not None:
            aspect = "cost"
        return aspect, who

    def _paid_for(self, sentence: Sentence, quantity: Quantity, aspect: str | None) -> Who:
        before = self._plain[max(sentence.start, quantity.start - 60) : quantity.start]
        worth = _WORTH.search(before)
        if worth is not None:
            return Who(worth["noun"])
        if aspect == "price" and self._bought:
            inside = [
                (abs(at - quantity.start), name)
                for at, name in self._bought
                if sentence.start <= at < sentence.end
            ]
            if inside:
                return Who(min(inside)[1])
            names = [name for _, name in self._bought]
            most = max(names, key=lambda name: (sum(name in other for other in names), -names.index(name)))
            return Who(most, note="population: the acquisition that the text names")
        return self._projects.paid_for(sentence, quantity)
