"""
What the extraction gives back: frozen dataclasses, one object per thing that a text says.

Offsets are code points, half-open, into the text as given: `text[start:end] == exact` always.
The JSON form (`to_json`) is the contract of `python -m claims.extraction`; further keys may be
added, none is renamed or removed. Plain Python; imports the vocabulary only.

`rule` names what made a result ("quantity.range"; every name is explained in data/rules.json) and
`relied_on` the words that it rests on beyond the result's own parts. Both say how, not what: two
results that differ in nothing else are equal, and the JSON leaves them out (see `explaining`).
"""

from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from claims.vocabulary import Bound, ClaimKind, Manner, Polarity, Precision, SpeechAct


@dataclass(frozen=True, slots=True)
class Span:
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """
    Words that a result rests on. role: what they show.

    "measure", "population", "place", "period", "as of", "said on", "sense", "limit", "anchor" or "act".
    """

    role: str
    start: int
    end: int
    exact: str


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure as printed. low, best, high: numbers in `unit`, inclusive; None is an open end.

    `role` is "increment" ("another 40"), "subtotal" ("including seven children") or None.
    """

    start: int
    end: int
    exact: str
    value_start: int
    value_end: int
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    bound: Bound
    change: str | None = None  # "up" | "down"
    unit: str | None = None
    counted: str | None = None
    role: str | None = None
    one: str | None = None  # the singular of what is counted, where it has no unit: "lorry"
    reached: Decimal | None = None  # the level reached, of a range that says "from 38 to 45"
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date, a duration or a set of dates in the text. from_day, to_day: first and last day; None is unknown."""

    start: int
    end: int
    exact: str
    from_day: date | None
    to_day: date | None
    precision: Precision
    kind: str = "date"  # "date" | "duration" | "set"
    rule: str = field(default="", compare=False)
    relied_on: tuple[Evidence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class NamedSpan:
    """A span with the resolved name of what it names ("he" -> "Kim Jong Un"); rule: how it was resolved."""

    start: int
    end: int
    exact: str
    name: str
    rule: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says it. `inside` is the id of the attribution whose content holds this one."""

    id: int
    source: NamedSpan | None
    cue: Span | None
    content: tuple[int, int]
    act: SpeechAct
    manner: Manner
    hedge: str | None = None
    inside: int | None = None
    source_kind: str | None = None  # a SourceKind where the text shows it
    carrier: bool = False  # True: passes words on ("broadcast by state media") and does not make the claim
    rule: str = field(default="", compare=False)
    relied_on: tuple[Evidence, ...] = field(default=(), compare=False)


@dataclass(frozen=True, slots=True)
class Period:
    """First and last day, inclusive; None is not given. `words`: as printed or derived from, for the reader."""

    from_day: date | None
    to_day: date | None
    precision: Precision
    words: str = ""


@dataclass(frozen=True, slots=True)
class ExtractedClaim:
    """One claim as one clause makes it.

    chain: attribution ids, origin first, nearest to the article last; empty is the article's own voice.
    population_within: what the text says the population is part of, nearest first
    ("528th Engineer Regiment" -> ("Korean People's Army", "North Korean forces")).
    notes: what was not understood, in words ("period: a day without a year").
    limits: for kind scope, the id of the claim that it limits.
    event: words of what happened and of who and where, its own sentence's before the lead's, case-folded.
    aspect: under which heading a sum or a share falls ("price", "cost", "change"); two headings never compare.
    headline: it stands in the headline. same_as: the id of the claim in the body that states the same figure.
    """

    id: int
    start: int
    end: int
    exact: str
    kind: ClaimKind
    measure: str | None
    quantity: int | None
    low: Decimal | None
    best: Decimal | None
    high: Decimal | None
    bound: Bound | None
    unit: str | None
    population: str | None
    place: str | None
    period: Period | None
    as_of: Period | None
    polarity: Polarity
    chain: tuple[int, ...]
    score: float
    basis: str | None = None
    statement: str | None = None  # normalised words of a claim without a figure
    population_within: tuple[str, ...] = ()
    place_within: tuple[str, ...] = ()
    said_on: Period | None = None
    limits: int | None = None
    notes: tuple[str, ...] = ()
    rule: str = field(default="", compare=False)
    relied_on: tuple[Evidence, ...] = field(default=(), compare=False)
    event: tuple[str, ...] = ()
    aspect: str | None = None
    headline: bool = False
    same_as: int | None = None


@dataclass(frozen=True, slots=True)
class Unread:
    """A passage that was found but not understood, with the reason."""

    start: int
    end: int
    exact: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """Everything found in one document."""

    id: str
    extractor: str  # "name/version"
    published: date | None
    quantities: tuple[Quantity, ...]
    dates: tuple[DateMention, ...]
    attributions: tuple[Attribution, ...]
    claims: tuple[ExtractedClaim, ...]
    unread: tuple[Unread, ...] = ()
    language: str = ""  # ISO 639 code; "" where the text is too short to tell. Nothing is read but English

    def to_json(self) -> dict[str, Any]:
        """The contract's object: plain JSON types, `from`/`to` days as ISO strings, content as {start, end}."""
        data: dict[str, Any] = _plain(asdict(self))
        for quantity in data["quantities"]:
            one = quantity.pop("one")
            quantity["unit"] = quantity["unit"] or one
            del quantity["reached"]
        for attribution in data["attributions"]:
            start, end = attribution["content"]
            attribution["content"] = {"start": start, "end": end}
        return data


_RENAMED = {"from_day": "from", "to_day": "to"}
_LEFT_OUT = frozenset(("rule", "relied_on"))


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {_RENAMED.get(key, key): _plain(item) for key, item in value.items() if key not in _LEFT_OUT}
    if isinstance(value, list | tuple):
        return [_plain(item) for item in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    if isinstance(value, date):
        return value.isoformat()
    return value
