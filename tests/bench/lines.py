"""The lines that the benchmark prints, one measurement each. Their keys are an interface."""

import json
import math
from collections.abc import Sequence


def line(
    name: str,
    value: float,
    unit: str,
    *,
    at: int | None = None,
    aim: str | None = None,
    peer: str | None = None,
) -> None:
    """Print one measurement."""
    shown = round(value, 3 if abs(value) < 10 else 1)
    row = {"name": name, "value": shown, "unit": unit, "at": at, "aim": aim, "peer": peer}
    print(json.dumps(row, ensure_ascii=False), flush=True)


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value that `share` of the values do not exceed (nearest rank). Raises ValueError for none."""
    if not values:
        raise ValueError("no values")
    return sorted(values)[max(0, math.ceil(share * len(values)) - 1)]
