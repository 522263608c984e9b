"""
What the comparison takes in: one frozen `Reading` per claim, and the containment that the terms obey.

Plain Python; imports the vocabulary only. The extraction's results and the database's rows are both
turned into Readings, so that the same rule judges both.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from claims.vocabulary import Bound, ClaimKind, Polarity


@dataclass(frozen=True, slots=True)
class Window:
    """A period in days, both inclusive; None is an open or unknown end."""

    first: date | None
    last: date | None


@dataclass(frozen=True, slots=True)
class Event:
    """The one event whose outcome a figure counts, as its article tells of it.

    names: the names that its article uses most, case-folded. foremost: those without which it cannot be told.
    place: where the figures of its outcome are put, in the words of the first that says so.
    days: days that its opening names. told: at least and at most so many days after it the article speaks.
    total: the figure is its article's count of the whole event, not of a group or a part.
    """

    names: frozenset[str]
    foremost: frozenset[str] = frozenset()
    place: str | None = None
    days: frozenset[date] = frozenset()
    told: tuple[int, int | None] | None = None
    total: bool = True


@dataclass(frozen=True, slots=True)
class Reading:
    """One claim, as the comparison sees it. None means unknown, never "any".

    measure, population, place: canonical names (keys of Containment).
    period: what the figure covers; as_of: the day(s) up to which it counts.
    claimant: canonical name of the originator; None: nobody is named.
    utterance: equal for reports of one act of saying; None: not known.
    article: key of the article version; sentence: running number of its sentence there, None: not known.
    words: figure as printed, for the reasons.
    revision: "corrects" or "updates" if the text itself says that this figure revises another; "corrected" or
    "updated" if it says that another one revises this; else None.
    lead: content words of the article's opening and classes of the event words in it ("kind quake").
    event: the event whose outcome the figure counts; None: no single event, or not known.
    background: the article tells of an event, and this figure is of something else that it only mentions.
    aspect: the heading of a sum or share ("price", "debt"); None: not known.
    loose: the bound that the body of the article gives to this figure of its headline.
    """

    key: str
    kind: ClaimKind
    measure: str | None = None
    population: str | None = None
    place: str | None = None
    period: Window | None = None
    as_of: Window | None = None
    basis: str | None = None
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    bound: Bound | None = None
    unit: str | None = None
    polarity: Polarity = Polarity.AFFIRMED
    statement: str | None = None
    claimant: str | None = None
    utterance: str | None = None
    article: str | None = None
    published: date | None = None
    sentence: int | None = None
    words: str = ""
    role: str | None = None  # "increment" | "subtotal" | None
    event_words: frozenset[str] = field(
        default_factory=frozenset
    )  # names and distinctive words, for the event gate
    revision: str | None = None
    lead: frozenset[str] = field(default_factory=frozenset)
    event: Event | None = None
    background: bool = False
    aspect: str | None = None
    loose: Bound | None = None


@dataclass(frozen=True, slots=True)
class Containment:
    """What is part of what. Each mapping goes from a name to its direct wholes; names are canonical.

    measure_parts: composite measure -> {component: certain?}. A measure named in `ambiguous` has a
    sense that is open ("losses"): against anything but itself its verdict is unknown.
    """

    measure_parts: Mapping[str, Mapping[str, bool]]
    ambiguous: frozenset[str]
    population_wholes: Mapping[str, tuple[str, ...]]
    place_wholes: Mapping[str, tuple[str, ...]]
    measure_family: Mapping[str, str] = field(default_factory=dict)
    population_side: Mapping[str, str] = field(default_factory=dict)  # name -> side, where a side is recorded
