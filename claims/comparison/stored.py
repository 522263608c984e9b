"""
What an article tells of a figure beyond the claim itself, as a JSON value: its event, its opening, its revisions.

A database keeps a claim once, however many articles make it, and has columns for what the claim says. What only
the text around a figure shows is read when the text is read, kept beside the figure, and put back before two
claims are judged, so that the pages and `python -m claims.comparison` judge alike. Plain Python.
"""

from collections.abc import Mapping
from dataclasses import MISSING, fields, replace
from datetime import date
from typing import Any

from claims.comparison.readings import Event, Reading, Window
from claims.extraction.results import ExtractedClaim
from claims.vocabulary import Bound

#: Fields that the claim's own columns give, in the names that people have recorded since; and whether a figure is
#: background, since a stored claim stands for all its articles, of which the first may only mention it.
_OF_THE_CLAIM = frozenset(
    """key kind measure population place period as_of basis low best high bound unit polarity statement claimant
    utterance article published words background""".split()  # noqa: SIM905 - reads as a list
)
#: Fields of the claim that the article around it takes back: "two others missing" is no increment where nobody is
#: missing yet.
_TAKEN_BACK = ("basis",)
_WITHOUT = "without"


def telling_of(reading: Reading, claim: ExtractedClaim) -> dict[str, Any]:
    """Return what the text around a claim tells, as JSON; {} where it tells nothing. claim: what was read there."""
    told = {
        field.name: _to_json(value)
        for field in fields(Reading)
        if field.name not in _OF_THE_CLAIM and (value := getattr(reading, field.name)) != _default(field)
    }
    without = [name for name in _TAKEN_BACK if getattr(claim, name) and getattr(reading, name) is None]
    return told | ({_WITHOUT: without} if without else {})


def with_telling(reading: Reading, told: Mapping[str, Any]) -> Reading:
    """Return the reading with what the text around it tells; what only another version knows is left out."""
    known = {field.name for field in fields(Reading)} - _OF_THE_CLAIM
    changes = {name: _from_json(value) for name, value in told.items() if name in known}
    changes |= {name: None for name in told.get(_WITHOUT, ()) if name in _TAKEN_BACK}
    return replace(reading, **changes)


def _default(field: Any) -> Any:
    return field.default if field.default is not MISSING else field.default_factory()


def _to_json(value: Any) -> Any:
    """JSON has no sets, days or objects: each is written under its name."""
    if isinstance(value, frozenset):
        return {"set": sorted((_to_json(item) for item in value), key=str)}
    if isinstance(value, tuple):
        return {"tuple": [_to_json(item) for item in value]}
    if isinstance(value, Bound):
        return {"bound": value.value}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    if isinstance(value, Event | Window):
        name = "event" if isinstance(value, Event) else "window"
        return {name: {field.name: _to_json(getattr(value, field.name)) for field in fields(value)}}
    return value


def _from_json(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    ((name, inner),) = value.items()
    if name in ("set", "tuple"):
        return (frozenset if name == "set" else tuple)(_from_json(item) for item in inner)
    if name == "bound":
        return Bound(inner)
    if name == "day":
        return date.fromisoformat(inner)
    made = Event if name == "event" else Window
    known = {field.name for field in fields(made)}
    return made(**{field: _from_json(item) for field, item in inner.items() if field in known})
