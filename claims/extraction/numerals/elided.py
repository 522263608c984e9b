"""What a figure leaves to its neighbour: "8 or $9", "from 5 % to 7", "40 people, up from 12", "5 feet (1.5 m)"."""

import re
from dataclasses import replace

from claims.extraction.numerals.atoms import Atom
from claims.extraction.numerals.bounds import spread
from claims.extraction.results import Quantity
from claims.vocabulary import Bound

#: Between two figures of one list; the unit follows the last.
_LIST = re.compile(
    r"(?:,|,? and|,? or|,? to| x|/|,? but not| by| out of| of(?: (?:its|the|their|those|these|his|her|our|all"
    r"|some))?)(?: about| around| another| perhaps| maybe| even)? ?"
)
#: Between a figure and a later one that counts the same.
_QUALIFIED = (
    r"(?: the| a| an| just| only| about| around| nearly| almost| some| another| more than| at least| fewer than"
    r"| less than| over"
    r"| under| a record| an average of| a total of| as many as| up to| at)* "
)
_COMPARED = re.compile(
    r"(?:[^.;:!?\d]{0,60}\b(?:from|compared (?:with|to)|against|versus|vs\.?|instead of|rather than|than|down to|up to"
    rf"|but only)|,?(?: and| or| to| at| of| followed by)){_QUALIFIED}",
    re.IGNORECASE,
)
_OPENING = re.compile(r" ?\(| ?/ ?| or | \((?:or|about|around|some|roughly) ")


def shared_magnitude(plain: str, atoms: list[Atom]) -> list[Atom]:
    """Give a bare number the magnitude of the next in the same list of amounts: "24.2 to 33-35 billion"."""
    found = list(atoms)
    for i in range(len(found) - 2, -1, -1):
        left, right = found[i], found[i + 1]
        if left.has_magnitude or not right.has_magnitude or left.vague or left.fraction or left.low >= 1000:
            continue
        between = plain[left.end : right.start]
        if between in (" to ", " or ", "/", " and "):
            if between == " and " and not (left.currency or (left.low != left.low.to_integral_value())):
                continue
            value = left.high * right.magnitude
            if value <= right.high * 10:
                found[i] = replace(
                    left, low=left.low * right.magnitude, high=value, magnitude=right.magnitude,
                    currency=left.currency or right.currency,
                    printed_currency=left.printed_currency or right.printed_currency,
                )  # fmt: skip
    return found


def unit_from_next(plain: str, quantity: Quantity, following: Quantity) -> Quantity:
    """A bare number in a list takes the unit of the next figure."""
    if following.start < quantity.end:
        return quantity
    # "7 of the company's 19 ferries": what is counted stands behind the second figure
    owned = plain[quantity.end : following.start]
    if quantity.counted and (
        owned in ("'s ", "' ") or (owned == " " and quantity.counted.endswith(("'s", "s'")))
    ):
        return replace(quantity, unit=following.unit, counted=following.counted, one=following.one)
    if quantity.unit is not None or quantity.counted is not None:
        return quantity
    if following.unit in (None, "share") and (following.unit or following.counted is None):
        return quantity
    between = plain[quantity.end : following.start]
    if _PRONOMINAL.match(plain, following.value_end):
        return quantity  # "nineteen, five of them minors"
    if len(between) > 24 or not _LIST.fullmatch(between) or following.bound is Bound.VAGUE:
        return quantity
    return replace(quantity, unit=following.unit, counted=following.counted, one=following.one)


def unit_from_before(plain: str, before: Quantity, quantity: Quantity) -> Quantity:
    """A bare number that is set against the figure before it counts the same: "63, compared with 40"."""
    if quantity.unit is not None or quantity.counted is not None:
        return quantity
    if before.unit == "share" or (before.unit is None and before.counted is None):
        return quantity
    between = plain[before.end : quantity.start]
    if len(between) > 90 or not _COMPARED.fullmatch(between):
        return quantity
    if (
        before.change
        and re.match(r",? (?:to|at)\b", between)
        and not (before.counted or "").startswith("point")
    ):
        return quantity  # "rose 3 cents to 45": an amount and a level
    return replace(quantity, unit=before.unit, counted=before.counted, one=before.one)


#: "12 of them", "41 of whom": what is counted was named before.
_PRONOMINAL = re.compile(r" of (?:them|whom|these|those|which)\b")
_KINDS_THAT_HAVE_NO_PARTS = ("percent", "share", "percentage point")


def unit_of_pronoun(plain: str, before: list[Quantity], quantity: Quantity) -> Quantity:
    """A figure "of them" counts what the nearest figure before counts that can have parts."""
    if (
        quantity.unit is not None
        or quantity.counted is not None
        or not _PRONOMINAL.match(plain, quantity.value_end)
    ):
        return quantity
    for earlier in reversed(before[-_FEW:]):
        has_parts = earlier.unit not in _KINDS_THAT_HAVE_NO_PARTS and not (earlier.unit or "")[:3].isupper()
        if has_parts and (earlier.unit or earlier.counted) and quantity.start - earlier.end <= _REACH:
            return replace(quantity, unit=earlier.unit, counted=earlier.counted, one=earlier.one)
    return quantity


def money_from_before(before: list[Quantity], quantity: Quantity) -> Quantity:
    """A bare "640 million" after sums of money is money."""
    if quantity.unit is not None or quantity.counted is not None or quantity.rule != "quantity.magnitude":
        return quantity
    for earlier in reversed(before[-_FEW:]):
        if quantity.start - earlier.end > _REACH or earlier.rule != "quantity.magnitude":
            continue
        if (earlier.unit or "")[:3].isupper() or earlier.unit in _GENERIC_MONEY:
            return replace(quantity, unit=earlier.unit, counted=earlier.counted)
        return quantity
    return quantity


_FEW, _REACH = 4, 260
_GENERIC_MONEY = ("crown", "dinar", "peso", "franc", "krona", "krone", "shilling")


def bound_of_conversion(plain: str, before: Quantity, quantity: Quantity) -> Quantity:
    """A figure restated in another unit is as exact as the first: "just under 296 hp (224 kW / 300 PS)"."""
    if (
        before.bound in (Bound.EXACT, Bound.BETWEEN, Bound.VAGUE)
        or quantity.bound is not Bound.EXACT
        or quantity.unit == before.unit
        or quantity.best is None
        or quantity.unit in (None, "percent", "person")
        or before.unit is None
        or not _OPENING.fullmatch(plain[before.end : quantity.start])
    ):
        return quantity
    low, best, high = spread(before.bound, quantity.best, quantity.best)
    return replace(quantity, bound=before.bound, low=low, best=best, high=high)
