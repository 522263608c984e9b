"""What the invented articles count, how they word it, and how fast it grows."""

from dataclasses import dataclass
from decimal import Decimal
from random import Random

from claims.vocabulary import Bound, ClaimKind


@dataclass(frozen=True, slots=True)
class Kind:
    """
    One kind of figure. counted: the words after the number. rest: the rest of the clause, with {unit}, {town},
    {region}. whom: "unit", "forces", "people" or None. per_day: how much the true figure grows in a day.
    """

    measure: str
    counted: str
    rest: str
    whom: str | None
    per_day: int
    kind: ClaimKind = ClaimKind.QUANTITY
    unit: str = "person"
    ahead: str = ""
    running: bool = True


# Roughly as often as in news on armed conflicts: tolls first, then the displaced, money and crowds.
KINDS = (
    Kind("killed", "soldiers", " of the {unit} had been killed near {town}", "unit", 6),
    Kind("killed", "soldiers of {forces}", " had been killed near {town}", "forces", 14),
    Kind("killed", "civilians", " had been killed in {town}", "people", 3),
    Kind("wounded", "soldiers", " of the {unit} had been wounded near {town}", "unit", 17),
    Kind("captured", "soldiers", " of the {unit} had been captured near {town}", "unit", 2),
    Kind("casualties", "casualties", " among the {unit} had been counted near {town}", "unit", 23),
    Kind("losses", "losses", " of the {unit} near {town} had become known", "unit", 9),
    Kind("neutralised", "soldiers", " of the {unit} had been neutralised near {town}", "unit", 25),
    Kind("missing", "people", " were missing in {town}", "people", 4),
    Kind("displaced", "people", " had left {town}", "people", 310),
    Kind("deployed", "soldiers", " of the {unit} had been sent to the {region}", "unit", 60),
    Kind("attendance", "people", " had come to the rally in {town}", "people", 700, running=False),
    Kind("money", "dollars", " of aid had been promised to {town}", None, 90_000, unit="USD"),
    Kind(
        "duration", "days", " so far", "unit", 1,
        kind=ClaimKind.DURATION, unit="day", ahead="The fight for {town} has taken ",
    ),
)  # fmt: skip
WEIGHTS = (9, 6, 7, 6, 3, 4, 3, 3, 3, 4, 3, 3, 3, 2)


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as printed and as meant. low, best, high: inclusive; None is open."""

    words: str
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    bound: Bound


def figure_of(random: Random, value: int) -> Figure:
    """Return the figure that a source prints for `value`, worded in one of the ways of news."""
    value = _rounded(max(1, value))
    number = Decimal(value)
    bound = random.choices(
        (Bound.EXACT, Bound.AT_LEAST, Bound.ABOUT, Bound.MORE_THAN, Bound.BETWEEN), (50, 18, 20, 7, 5)
    )[0]
    match bound:
        case Bound.AT_LEAST:
            return Figure(f"At least {value:,}", number, number, None, bound)
        case Bound.MORE_THAN:
            return Figure(f"More than {value:,}", number, number, None, bound)
        case Bound.ABOUT:
            width = number * 15 / 100
            return Figure(f"Around {value:,}", number - width, number, number + width, bound)
        case Bound.BETWEEN:
            high = value + max(1, value // 4)
            return Figure(f"Between {value:,} and {high:,}", number, None, Decimal(high), bound)
    return Figure(f"{value:,}", number, number, number, bound)


def _rounded(value: int) -> int:
    """Return the value as sources round it: two digits and noughts from a hundred on."""
    step = int(10 ** max(0, len(str(value)) - 2))
    return value // step * step
