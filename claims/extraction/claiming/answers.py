"""
Figures that speak of an earlier one: "organisers said 80,000 took part, police put it at 30,000".

Such a figure names neither measure nor scope; both are those of the claim that it answers, and the
claim's notes say so.
"""

import re
from decimal import Decimal

from claims.extraction import lexicon
from claims.extraction.covering.measured import Measured
from claims.extraction.results import ExtractedClaim, Quantity
from claims.extraction.syntax.sentences import Sentence
from claims.vocabulary import ClaimKind

_LIMITERS = (
    r"(?:about |around |just |only |nearly |almost |some |closer to |more like |as many as "
    r"|at least |more than |between |up to |over |fewer than |less than )*"
)
_MATTER = (
    r"(?:\w+ ){0,2}?(?:figure|number|toll|crowd|turnout|total|attendance|count|cost|bill|price"
    r"|estimate|march|rally|protest|demonstration|budget)"
)
#: "put it at", "revised their estimate of the march to", "their best estimate is"
_SAME_MATTER = re.compile(
    rf"\b(?:put|puts|putting|place[sd]?|estimate[sd]?|set|gave|give[sn]?|revised|raised|lowered|cut|brought)\s"
    rf"(?:it|them|that|(?:the|its|their|that|this|his"
    rf"|her) {_MATTER}(?: of [^.,;]{{3,50}}?)?)\s(?:\w+ )?(?:at|to|as)\s{_LIMITERS}$"
    rf"|\b(?:the|its|their|this|that|a) {_MATTER}\s(?:is|was|stands at|stood at|had risen to"
    rf"|has risen to|rose to|reached|came to|would reach|will reach|comes to|of)\s{_LIMITERS}$",
    re.IGNORECASE,
)
_BARE_ANSWER = re.compile(
    rf"\b(?:said|says|say|claim|claims|claimed|counts?|counted|estimates?|estimated|reported|gave"
    rf"|give|gives|insists?|insists? on|insisted on|spoken of|spoke of|speaks of|put it at|not|stands? by"
    r"|stood by|standing by"
    rf"|the)\s"
    rf"(?:it was |there were |that |on )?{_LIMITERS}$",
    re.IGNORECASE,
)
_GENERIC = frozenset(
    ("people", "persons", "others", "participants", "protesters", "demonstrators", "marchers")
)
#: An answer stands within so many sentences of what it answers, and is within this factor of it.
_NEAR, _FACTOR = 4, 20
_FEWEST_ANSWERED = 10
#: "two sons, 11 and 14": ages, or a list of results.
_AGES = re.compile(r", \d{1,3} and \d{1,3}\b(?!,\d)")
#: A bare number leans on a figure at most so many sentences before it; some figures have no noun to leave out.
_ELLIPSIS, _NO_ELLIPSIS = (
    2,
    frozenset(("share", "magnitude", "duration", "sentence", "depth", "speed", "distance")),
)
#: Families in which a bare number may answer another one.
_FAMILIES = frozenset(("crowd", "casualties", "personnel"))


class Answers:
    """Remembers the claims so far and finds the one that a bare figure answers or repeats."""

    def __init__(self, plain: str) -> None:
        self._plain = plain
        self._claims: list[tuple[int, ExtractedClaim]] = []
        self._length_at: int | None = None

    def remember(self, claim: ExtractedClaim, sentence: int) -> None:
        """Note a claim and the number of its sentence."""
        if claim.kind is ClaimKind.DURATION:
            self._length_at = sentence
        else:
            self._claims.append((sentence, claim))

    def is_about_length(self, sentence: int) -> bool:
        """Whether a length was claimed in this sentence or the two before it."""
        return self._length_at is not None and sentence - self._length_at <= 2

    def answered(
        self, quantity: Quantity, sentence: Sentence, measured: Measured | None
    ) -> ExtractedClaim | None:
        """Return the claim whose matter the figure takes up, if the words before it say that it does."""
        if measured is not None and measured.key != "money":
            return None
        before = self._plain[max(sentence.start, quantity.start - 110) : quantity.start]
        same, bare = _SAME_MATTER.search(before), _BARE_ANSWER.search(before)
        generic = quantity.counted is None or quantity.counted.lower() in _GENERIC
        if not (same or bare) or (not generic and quantity.unit != "person") or not generic:
            return None
        for number, claim in reversed(self._claims[-6:]):
            if sentence.number - number > _NEAR:
                return None
            if _could_answer(quantity, claim, measured, is_bare=not same):
                return claim
        return None

    def total_of(self, quantity: Quantity, sentence: int) -> ExtractedClaim | None:
        """Return the total of which a part ("of whom 12 …", "Of these, 680 …") is one: larger, and just told."""
        for number, claim in reversed(self._claims[-3:]):
            if sentence - number > 1:
                return None
            one = _size(quantity.low, quantity.best, quantity.high)
            other = _size(claim.low, claim.best, claim.high)
            if one is not None and other is not None and one < other and claim.basis != "subtotal":
                return claim
        return None

    def elliptic(self, quantity: Quantity, sentence: Sentence) -> ExtractedClaim | None:
        """
        Return the claim whose noun a bare number leaves out: "Monitors documented 23", after "seven arrests".

        A cardinal without a noun takes the noun that was counted last (ellipsis: Quirk et al., 1985, 12.46).
        """
        if quantity.counted is not None or quantity.unit is not None or not self._may_lean(quantity):
            return None
        for number, claim in reversed(self._claims[-3:]):
            if sentence.number - number > _ELLIPSIS:
                return None
            if _could_answer(quantity, claim, None, is_bare=False) and claim.measure not in _NO_ELLIPSIS:
                return claim
        return None

    def _may_lean(self, quantity: Quantity) -> bool:
        """Whether the number stands where a noun phrase may: not in a list of results, not beside a name."""
        after = self._plain[quantity.end : quantity.end + 2]
        before = self._plain[max(0, quantity.start - 2) : quantity.start]
        around = self._plain[max(0, quantity.start - 12) : quantity.end + 12]
        if _AGES.search(around):
            return False
        return after[:1] in ("", ".", ",", ";", " ", '"', "\n", ")", ":", "!") and before[-1:] in (
            " ",
            '"',
            "\n",
            "(",
        )

    def repeated(self, quantity: Quantity, measure: str) -> ExtractedClaim | None:
        """Return an earlier claim of the same figure and family, which a bare "nine deaths" takes up."""
        family = lexicon.measures()[measure].family
        if family not in _FAMILIES or quantity.best is None:
            return None
        for _, claim in reversed(self._claims[-20:]):
            if (
                claim.measure
                and (claim.low, claim.best, claim.high) == (quantity.low, quantity.best, quantity.high)
                and lexicon.measures()[claim.measure].family == family
                and claim.population
            ):
                return claim
        return None


def _could_answer(
    quantity: Quantity, claim: ExtractedClaim, measured: Measured | None, *, is_bare: bool
) -> bool:
    if claim.measure is None or (measured is not None and claim.measure != measured.key):
        return False
    if quantity.unit and claim.unit and quantity.unit != claim.unit:
        return False
    if is_bare and lexicon.measures()[claim.measure].family not in _FAMILIES:
        return False
    one, other = _size(quantity.low, quantity.best, quantity.high), _size(claim.low, claim.best, claim.high)
    if one is None or other is None or one < _FEWEST_ANSWERED:
        return False
    return one <= other * _FACTOR and other <= one * _FACTOR


def _size(low: Decimal | None, best: Decimal | None, high: Decimal | None) -> Decimal | None:
    return best if best is not None else high if high is not None else low
