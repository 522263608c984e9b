"""
How figures, periods and verdicts are written on a page: plain functions, table-tested, no database.

A figure is shown as the source gave it beside its normalised form; these functions make the normalised one.
Dates are written no more exactly than they are known.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from claims.vocabulary import Axis, AxisVerdict, Bound, Comparability, Precision, RelationKind


class Figure(Protocol):
    """What a claim, an adjudication or a reading has in common. low, best, high: inclusive; None is open."""

    @property
    def low(self) -> Decimal | None: ...
    @property
    def best(self) -> Decimal | None: ...
    @property
    def high(self) -> Decimal | None: ...


_BEFORE = {
    Bound.EXACT: "",
    Bound.ABOUT: "about ",
    Bound.NEARLY: "nearly ",
    Bound.AT_LEAST: "at least ",
    Bound.MORE_THAN: "more than ",
    Bound.UP_TO: "up to ",
    Bound.FEWER_THAN: "fewer than ",
}

_SIGN = {
    Bound.EXACT: "",
    Bound.ABOUT: "≈",
    Bound.NEARLY: "≲",
    Bound.AT_LEAST: "≥",
    Bound.MORE_THAN: ">",
    Bound.UP_TO: "≤",
    Bound.FEWER_THAN: "<",
}

#: Units that stand before the number, and those that need no word because the measure says what is counted.
_CURRENCIES = {"USD": "$", "EUR": "€", "GBP": "£"}
_UNSPOKEN = frozenset({"", "person", "event", "item"})

#: From here on a number is written in words, as news do ("4.2 million").
_MILLION = Decimal(1_000_000)

AXIS_SIGNS = {
    AxisVerdict.SAME: "=",
    AxisVerdict.NARROWER: "⊂",
    AxisVerdict.BROADER: "⊃",
    AxisVerdict.OVERLAPPING: "∩",
    AxisVerdict.DISJOINT: "≠",
    AxisVerdict.UNKNOWN: "?",
}

COMPARABILITY_WORDS = {
    Comparability.COMPARABLE: "comparable",
    Comparability.NESTED: "nested",
    Comparability.OVERLAPPING: "overlapping",
    Comparability.NOT_COMPARABLE: "not comparable",
    Comparability.UNKNOWN: "unknown",
}

#: The verdicts of an axis that make two claims what they are to each other.
_BEHIND = {
    Comparability.NESTED: {AxisVerdict.NARROWER, AxisVerdict.BROADER},
    Comparability.OVERLAPPING: {AxisVerdict.NARROWER, AxisVerdict.BROADER, AxisVerdict.OVERLAPPING},
    Comparability.NOT_COMPARABLE: {AxisVerdict.DISJOINT},
    Comparability.UNKNOWN: {AxisVerdict.UNKNOWN},
}

#: What a relation says of two claims, as the heading of a suggestion.
RELATION_SENTENCES = {
    RelationKind.CONTRADICTS: "They contradict each other",
    RelationKind.CORROBORATES: "Two origins say the same",
    RelationKind.RESTATES: "One statement, told twice",
    RelationKind.UPDATES: "A later figure of a running count",
    RelationKind.CORRECTS: "One corrects the other",
    RelationKind.CONTRASTS: "Not comparable: the figures only stand side by side",
    RelationKind.CONTAINMENT_VIOLATION: "The part exceeds the whole",
    RelationKind.UNRELATED: "Unrelated",
}


#: A relation between the claim on the left and the one on the right, as a verb.
RELATION_VERBS = {
    RelationKind.CONTRADICTS: "contradicts",
    RelationKind.CORROBORATES: "corroborates",
    RelationKind.RESTATES: "restates",
    RelationKind.UPDATES: "updates",
    RelationKind.CORRECTS: "corrects",
    RelationKind.CONTRASTS: "is not comparable with",
    RelationKind.CONTAINMENT_VIOLATION: "does not fit into",
    RelationKind.UNRELATED: "has nothing to do with",
}

#: A relation at a glance, where there is no room for more than a sign beside its word.
RELATION_SIGNS = {
    RelationKind.CONTRADICTS: "✕",
    RelationKind.CORROBORATES: "+",
    RelationKind.RESTATES: "≡",
    RelationKind.UPDATES: "↑",
    RelationKind.CORRECTS: "✎",
    RelationKind.CONTRASTS: "∥",
    RelationKind.CONTAINMENT_VIOLATION: "⊄",
    RelationKind.UNRELATED: "·",
}


def number(value: Decimal) -> str:
    """Write a number with thousands separators: "4,000", "2.5", "1.2 million"."""
    if abs(value) >= _MILLION:
        for size, word in (
            (Decimal(10) ** 12, "trillion"),
            (Decimal(10) ** 9, "billion"),
            (_MILLION, "million"),
        ):
            if abs(value) >= size:
                short = value / size
                # Only where nothing is lost: 1,234,567 stays as it is.
                if short == short.quantize(Decimal("0.01")):
                    return f"{_trim(short)} {word}"
                break
    return _trim(value)


def _trim(value: Decimal) -> str:
    text = f"{value:,.6f}".rstrip("0").rstrip(".")
    return text or "0"


def figure(of: Figure, bound: str | None, unit: str = "", *, signs: bool = False) -> str:
    """
    Write a figure: "about 4,000", "more than 3,000", "24 to 99"; with `signs` "≈4,000", ">3,000", "24–99".

    "" when there is none. The unit is added unless the measure says it ("9", "120 days", "$4.2 million").
    """
    if of.low is None and of.best is None and of.high is None:
        return ""
    known = Bound(bound) if bound else Bound.EXACT
    one = _the_one(of, known)
    if one is not None and known in _BEFORE:
        return (_SIGN if signs else _BEFORE)[known] + with_unit(number(one), unit, plural=one != 1)
    low, high = of.low, of.high
    if low is None and high is not None:
        return ("≤" if signs else "up to ") + with_unit(number(high), unit)
    if high is None and low is not None:
        return ("≥" if signs else "at least ") + with_unit(number(low), unit)
    if low is None or high is None:
        return with_unit(number(of.best or Decimal(0)), unit)
    if low == high:
        return with_unit(number(low), unit, plural=low != 1)
    return with_unit(f"{number(low)}{'–' if signs else ' to '}{number(high)}", unit)


def _the_one(of: Figure, bound: Bound) -> Decimal | None:
    """The number that was printed, where one was."""
    if of.best is not None:
        return of.best
    if bound in (Bound.AT_LEAST, Bound.MORE_THAN):
        return of.low
    if bound in (Bound.UP_TO, Bound.FEWER_THAN, Bound.NEARLY):
        return of.high
    return of.low if of.low is not None and of.low == of.high else None


def with_unit(words: str, unit: str, *, plural: bool = True) -> str:
    """Add a unit to a written number: "120 days", "$4", "12 %"; persons are not spelt out."""
    if unit in _UNSPOKEN:
        return words
    if unit in _CURRENCIES:
        return _CURRENCIES[unit] + words
    if unit == "percent":
        return f"{words} %"
    if unit.isupper():
        return f"{unit} {words}"
    return f"{words} {unit}{'s' if plural and not unit.endswith('s') else ''}"


def days(first: date | None, last: date | None, precision: str | None) -> str:
    """
    Write a period no more exactly than it is known: "12 Dec 2025", "Jan 2025", "Aug–Dec 2025", "until Jan 2025".

    first, last: inclusive; None is open. Both None: "".
    """
    if first is None and last is None:
        return ""
    by_day = precision == Precision.DAY
    if first is None or last is None:
        end = first or last
        assert end is not None
        word = "until" if first is None else "from"
        return f"{word} {_day(end) if by_day else _month(end, precision)}"
    if first == last:
        return _day(first)
    if precision == Precision.WEEK and last - first <= timedelta(days=6):
        return f"week of {_day(first)}"
    if not by_day and (first.year, first.month) == (last.year, last.month):
        return _month(first, precision, last)
    if not by_day or _whole_months(first, last):
        return _months(first, last)
    if first.year == last.year:
        if first.month == last.month:
            return f"{first.day}–{_day(last)}"
        return f"{first.day} {first:%b} – {_day(last)}"
    return f"{_day(first)} – {_day(last)}"


def _day(day: date) -> str:
    return f"{day.day} {day:%b} {day.year}"


def _month(day: date, precision: str | None, last: date | None = None) -> str:
    if precision == Precision.YEAR:
        return str(day.year)
    if precision == Precision.PART:
        middle = day if last is None else day + (last - day) / 2
        part = "early" if middle.day <= 10 else "mid" if middle.day <= 20 else "late"
        return f"{part} {day:%b} {day.year}"
    return f"{day:%b} {day.year}"


def _whole_months(first: date, last: date) -> bool:
    return first.day == 1 and (last + timedelta(days=1)).day == 1


def _months(first: date, last: date) -> str:
    if first.year != last.year:
        if _whole_months(first, last) and first.month == 1 and last.month == 12:
            return f"{first.year}–{last.year}"
        return f"{first:%b} {first.year} – {last:%b} {last.year}"
    if _whole_months(first, last) and first.month == 1 and last.month == 12:
        return str(first.year)
    months = f"{first:%b}" if first.month == last.month else f"{first:%b}–{last:%b}"
    return f"{months} {first.year}"


def axes_behind(comparability: str, axes: Mapping[str, str]) -> list[str]:
    """
    Return the axes for which two claims are not comparable, nested, overlapping or unknown, in their order.

    axes: {axis: verdict}. A counting basis that is not given decides nothing where anything else does.
    """
    behind = _BEHIND.get(Comparability(comparability), set())
    found = [axis.value for axis in Axis if axes.get(axis) in behind]
    if Comparability(comparability) is Comparability.UNKNOWN and len(found) > 1:
        found = [axis for axis in found if axis != Axis.BASIS]
    return found


def several(count: int, one: str, many: str = "") -> str:
    """Write a count with its noun: "1 origin", "2 origins", "1,200 claims"."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def listed(words: list[str]) -> str:
    """Join words as a sentence does: "a", "a and b", "a, b and c"."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
