"""What the contract promises of every extraction, whatever the text: one check that all property tests share."""

import json
from datetime import date
from itertools import pairwise
from typing import Any

from claims.extraction.results import Attribution, Extraction


def check(found: Extraction, text: str) -> None:
    """Fail unless every offset, index, order and date of the extraction holds for its text."""
    line = found.to_json()
    assert json.loads(json.dumps(line, allow_nan=False)) == line
    for span in _spans(line):
        assert 0 <= span["start"] < span["end"] <= len(text)
        assert text[span["start"] : span["end"]] == span["exact"]
    _check_figures(found)
    _check_attributions(found, text)
    _check_claims(found)
    assert all(unread.reason for unread in found.unread)


def _spans(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        own = [value] if "exact" in value and "start" in value else []
        return own + [span for item in value.values() for span in _spans(item)]
    if isinstance(value, list):
        return [span for item in value for span in _spans(item)]
    return []


def _check_figures(found: Extraction) -> None:
    for quantity in found.quantities:
        assert quantity.start <= quantity.value_start < quantity.value_end <= quantity.end
        _check_ends(quantity.low, quantity.best, quantity.high)
        assert quantity.change in (None, "up", "down")
    values = [(q.value_start, q.value_end) for q in found.quantities]
    # one printed number is one figure
    assert all(left[1] <= right[0] for left, right in pairwise(values))
    for mention in found.dates:
        assert _is_ordered(mention.from_day, mention.to_day)
        assert mention.kind in ("date", "duration", "set")


def _check_attributions(found: Extraction, text: str) -> None:
    assert [a.id for a in found.attributions] == list(range(len(found.attributions)))
    for attribution in found.attributions:
        assert 0 <= attribution.content[0] < attribution.content[1] <= len(text)
        assert attribution.source is None or attribution.source.name
        _check_nesting(attribution, found.attributions)


def _check_nesting(attribution: Attribution, attributions: tuple[Attribution, ...]) -> None:
    seen = [attribution.id]
    while attribution.inside is not None:
        assert attribution.inside not in seen, f"circle of attributions: {seen}"
        assert 0 <= attribution.inside < len(attributions)
        seen.append(attribution.inside)
        attribution = attributions[attribution.inside]


def _check_claims(found: Extraction) -> None:
    assert [c.id for c in found.claims] == list(range(len(found.claims)))
    for claim in found.claims:
        assert 0 <= claim.score <= 1
        assert all(0 <= hop < len(found.attributions) for hop in claim.chain)
        assert len(set(claim.chain)) == len(claim.chain)
        assert claim.quantity is None or 0 <= claim.quantity < len(found.quantities)
        assert claim.limits is None or 0 <= claim.limits < len(found.claims)
        _check_ends(claim.low, claim.best, claim.high)
        for window in (claim.period, claim.as_of, claim.said_on):
            assert window is None or _is_ordered(window.from_day, window.to_day)


def _check_ends(*ends: Any) -> None:
    given = [end for end in ends if end is not None]
    assert given == sorted(given)


def _is_ordered(first: date | None, last: date | None) -> bool:
    return first is None or last is None or first <= last
