"""
Why the extraction says what it says: per result the rule that made it, the words it relied on, a sentence.

A rule's name comes from where it fires (`rule` of the result); what it means, in words for a reader, from
data/rules.json. How a figure is limited, what an act or a hedge was read from follows from the result itself.
"""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from claims.extraction.results import (
    Attribution,
    DateMention,
    Evidence,
    ExtractedClaim,
    Extraction,
    NamedSpan,
    Quantity,
    Span,
)
from claims.vocabulary import Bound, SpeechAct

_PLACEHOLDER = re.compile(r"\{([a-z ]+)\}")
#: Blanks and currency signs around the words that limit a figure.
_AROUND = " \t\n\u00a0$€£¥"
#: What is said of a result whose rule nobody named.
NO_RULE = "unnamed"


@lru_cache(maxsize=1)
def sentences() -> Mapping[str, str]:
    """Return every rule's sentence by its name. `{cue}` in it stands for the words of that role."""
    text = files("claims.extraction").joinpath("data", "rules.json").read_text(encoding="utf-8")
    return MappingProxyType(json.loads(text)["rules"])


@dataclass(frozen=True, slots=True)
class Why:
    """
    One reason. of: what it is about ("figure", "date", "attribution", "speaker", "claim"). words: in text order.

    name: who is meant, where the reason is about a speaker; `{name}` in a sentence stands for it.
    """

    of: str
    rule: str
    words: tuple[Evidence, ...] = ()
    name: str = ""

    @property
    def says(self) -> str:
        """The rule in words, with the words of the text that it names; an unknown rule says its name."""
        sentence = sentences().get(self.rule)
        if sentence is None:
            return f"The rule “{self.rule}” of an earlier version."
        printed = {one.role: " ".join(one.exact.split()) for one in reversed(self.words)} | {
            "name": self.name
        }
        return _PLACEHOLDER.sub(lambda found: f"“{printed.get(found[1], '…')}”", sentence)

    @property
    def shown(self) -> tuple[Evidence, ...]:
        """The words that the sentence does not name already."""
        named = set(_PLACEHOLDER.findall(sentences().get(self.rule, "")))
        return tuple(one for one in self.words if one.role not in named)

    def to_json(self) -> dict[str, Any]:
        words = [asdict(one) for one in self.words]
        return {"of": self.of, "rule": self.rule, "says": self.says, "words": words}

    def to_row(self) -> dict[str, Any]:
        """Return what is stored with a mention; `from_row` reads it."""
        words = [[one.role, one.start, one.end, one.exact] for one in self.words]
        row = {"of": self.of, "rule": self.rule, "words": words}
        return row | {"name": self.name} if self.name else row

    @classmethod
    def from_row(cls, row: Mapping[str, Any]) -> "Why":
        return cls(
            row["of"], row["rule"], tuple(Evidence(*words) for words in row["words"]), row.get("name", "")
        )


def of_figure(found: Quantity) -> list[Why]:
    """Return how the number was read, what limits it and what it adds to or is part of."""
    value = _part("figure", found, found.value_start, found.value_end)
    before = _part("limiter", found, found.start, found.value_start)
    after = _part("counted", found, found.value_end, found.end)
    reasons = [_why("figure", found.rule, value, after)]
    if found.bound not in (Bound.EXACT, Bound.BETWEEN, Bound.VAGUE):
        limiter = before or after or value
        reasons.append(Why("figure", f"bound.{found.bound}", _kept([limiter and _as("limiter", limiter)])))
    if found.change:
        reasons.append(Why("figure", f"change.{found.change}"))
    if found.role:
        reasons.append(Why("figure", f"role.{found.role}", _kept([before])))
    return reasons


def of_date(found: DateMention) -> list[Why]:
    """Return how a date was read, and what it leans on."""
    whole = Evidence("date", found.start, found.end, found.exact)
    return [_why("date", found.rule, whole, *found.relied_on)]


def of_attribution(found: Attribution) -> list[Why]:
    """Return how it was found, what its cue says of the act, and how the speaker's name was told."""
    source = _as("source", found.source) if found.source else None
    cue = _as("cue", found.cue) if found.cue else None
    reasons = [_why("attribution", found.rule, source, cue)]
    acting = [one for one in found.relied_on if one.role == "act"]
    if found.act not in (SpeechAct.ASSERT, SpeechAct.REPORT) and (acting or cue):
        act = acting[0] if acting else _as("act", cue) if cue else None
        reasons.append(Why("attribution", f"act.{found.act}", _kept([act])))
    if found.hedge:
        reasons.append(Why("attribution", "hedge", _kept([cue])))
    if found.source and source:
        others = [one for one in found.relied_on if one.role != "act"]
        rule = found.source.rule or NO_RULE
        reasons.append(Why("speaker", rule, _kept([source, *others]), found.source.name))
    return reasons


def of_claim(found: ExtractedClaim) -> list[Why]:
    """Return by which words the clause makes this claim: measure, whom it counts, where, when."""
    return [_why("claim", found.rule, *found.relied_on)]


def grounds_of(claim: ExtractedClaim, found: Extraction) -> list[Why]:
    """Return everything that a claim rests on: its figure, itself, and each hop of its chain, origin first."""
    reasons = of_figure(found.quantities[claim.quantity]) if claim.quantity is not None else []
    reasons += of_claim(claim)
    for number in claim.chain:
        reasons += of_attribution(found.attributions[number])
    return reasons


def explained(found: Extraction) -> dict[str, Any]:
    """Return the contract's JSON with a list `why` in every result."""
    data = found.to_json()
    reasons = {
        "quantities": [of_figure(one) for one in found.quantities],
        "dates": [of_date(one) for one in found.dates],
        "attributions": [of_attribution(one) for one in found.attributions],
        "claims": [of_claim(one) for one in found.claims],
    }
    for key, lists in reasons.items():
        for row, why in zip(data[key], lists, strict=True):
            row["why"] = [one.to_json() for one in why]
    return data


def _why(of: str, rule: str, *words: Evidence | None) -> Why:
    return Why(of, rule or NO_RULE, _kept(words))


def _kept(words: Iterable[Evidence | None]) -> tuple[Evidence, ...]:
    return tuple(sorted((one for one in words if one is not None), key=lambda one: (one.start, one.end)))


def _as(role: str, words: Span | NamedSpan | Evidence) -> Evidence:
    return Evidence(role, words.start, words.end, words.exact)


def _part(role: str, found: Quantity, start: int, end: int) -> Evidence | None:
    """Return a part of a figure's words, without what stands around it; None where it has none."""
    printed = found.exact[start - found.start : end - found.start]
    left = len(printed) - len(printed.lstrip(_AROUND))
    words = printed.strip(_AROUND)
    return Evidence(role, start + left, start + left + len(words), words) if words else None
