"""Whether a figure is a total, a part of one ("including 7 children", "of the total"), or comes on top of one."""

import re

from claims.extraction.results import ExtractedClaim, Quantity
from claims.extraction.syntax.sentences import Sentence

SUBTOTAL, INCREMENT = "subtotal", "increment"

_TOTAL = (
    r"(?:total|sum|amount|cost|bill|figure|number|toll|count|dead|victims|killed|wounded|injured|missing|arrested"
    r"|detained|casualties|losses|money|budget|price|deaths)"
)
#: "12 of the dead", "$120 million of the total"
_OF_TOTAL = re.compile(
    rf"\s?(?:[a-z-]+ ){{0,2}}?of (?:the|that|those|these|this|them|its|their) ?(?:\w+ )?{_TOTAL}\b",
    re.IGNORECASE,
)
_OF_WHOM = re.compile(
    r"(?:^|,? |\b)(?:of whom|of which|of them|of these|of those|among whom|among them"
    r"|including|includes|comprising),?\s(?:\w+ ){0,4}$",
    re.IGNORECASE,
)
#: "land accounted for $120 million"
_MAKES_UP = re.compile(
    r"\b(?:account(?:s|ed|ing)? for|ma(?:de|kes|ke|king) up|represent(?:s|ed|ing)?|comprise[sd]?)\s(?:\w+ ){0,3}$",
    re.IGNORECASE,
)
#: "five of them critically"
_OF_THEM = re.compile(r"\s?of them\b|\s?of whom\b", re.IGNORECASE)
_IN_CASH = re.compile(
    r"\s?(?:million |billion )?in (?:cash|shares|stock)\b(?! and (?:stock|shares|cash)\b)", re.IGNORECASE
)
_AND_SHARES = re.compile(
    r"in cash (?:and|plus) (?:about |some )?[\d,.]+ (?:million )?(?:\w+ )?shares", re.IGNORECASE
)
#: "added $95 million", "rose by 12"
_ADDS = re.compile(
    r"\b(?:add(?:s|ed|ing)?|(?:rose|risen|rise|rises|increased|grew|grown|climbed|jumped|gone up|went up) by"
    r"|extra|on top of)\s(?:about |around |another |a further |an? |some |nearly |almost |just |more than )*$",
    re.IGNORECASE,
)
#: Words that say by themselves that a figure comes on top of one that was told.
_ON_TOP = re.compile(
    r"^(?:another|a further|further|additional|an additional|extra|an extra)\b", re.IGNORECASE
)
#: How far around the figure the words stand, and how far before its sentence the first figure may, in characters.
_REACH, _NEAR = 60, 300


def role_of(
    plain: str, quantity: Quantity, sentence: Sentence, measure: str, earlier: list[ExtractedClaim]
) -> str | None:
    """
    Return SUBTOTAL, INCREMENT or None for a total.

    "Two others missing" after "one killed" counts all the missing; only after missing ones does it come on top.
    """
    before = plain[max(sentence.start, quantity.start - _REACH) : quantity.start]
    after = plain[quantity.value_end : min(sentence.end, quantity.value_end + _REACH)]
    if _OF_TOTAL.match(after) or _MAKES_UP.search(before) or _OF_WHOM.search(before):
        return SUBTOTAL
    if _OF_THEM.match(after) or (
        measure == "money"
        and _IN_CASH.match(after)
        and (_AND_SHARES.search(after) or _is_part(quantity, earlier))
    ):
        return SUBTOTAL
    if quantity.role == SUBTOTAL:
        return SUBTOTAL
    if _ADDS.search(before):
        return INCREMENT
    near = sentence.start - _NEAR
    if quantity.role == INCREMENT and (
        _ON_TOP.match(quantity.exact)
        or any(c.measure == measure and c.start >= max(near, 1) for c in earlier[-8:])
    ):
        return INCREMENT
    return None


def _is_part(quantity: Quantity, earlier: list[ExtractedClaim]) -> bool:
    """Whether a larger sum was told before."""
    return any(
        c.measure == "money" and c.best is not None and quantity.best is not None and c.best > quantity.best
        for c in earlier[-4:]
    )
