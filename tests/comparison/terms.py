"""The terms that the tables compare with: a small lattice, two trees of names, and short ways to write readings."""

from datetime import date
from decimal import Decimal
from typing import Any

from claims.comparison.readings import Containment, Reading, Window
from claims.vocabulary import Bound, ClaimKind

REGIMENT, ARMY, FORCES = "528th Engineer Regiment", "Korean People's Army", "North Korean forces"

TERMS = Containment(
    measure_parts={
        "casualties": {"killed": True, "wounded": True, "captured": False, "missing": False},
        "neutralised": {"killed": False, "wounded": False, "captured": False},
        "evacuated": {"displaced": True},
        "losses": {"killed": False, "wounded": False},
        "harmed": {"wounded": True, "missing": True},
    },
    ambiguous=frozenset({"losses"}),
    population_wholes={
        REGIMENT: (ARMY,),
        ARMY: (FORCES,),
        "children of the camp": ("children", "the camp"),
        "round": ("trip",),
        "trip": ("round",),
    },
    place_wholes={
        "Kursk": ("Russia",),
        "Sudzha": ("Kursk",),
        "Luhansk": ("Ukraine",),
        "Kursk Oblast": ("Russia",),
    },
    measure_family={
        **dict.fromkeys(
            ("killed", "wounded", "captured", "missing", "casualties", "neutralised", "losses", "harmed"),
            "casualties",
        ),
        "deployed": "personnel",
        "duration": "duration",
        "money": "money",
        "share": "share",
    },
    population_side={"North Korean forces": "Russia", "Ukrainian forces": "Ukraine"},
)


def day(text: str) -> date:
    return date.fromisoformat(text)


def window(first: str | None, last: str | None) -> Window:
    return Window(first and day(first), last and day(last))


def reading(key: str = "a", best: int | None = 9, **fields: Any) -> Reading:
    """Return a quantity of exactly `best` people killed in the whole force in Kursk in 2025; `fields` override."""
    figure = None if best is None else Decimal(best)
    usual: dict[str, Any] = {
        "kind": ClaimKind.QUANTITY,
        "measure": "killed",
        "population": FORCES,
        "place": "Kursk",
        "period": window("2025-01-01", "2025-12-31"),
        "low": figure,
        "best": figure,
        "high": figure,
        "bound": Bound.EXACT,
    }
    return Reading(key=key, **{**usual, **fields})


def length(key: str, best: int, unit: str, **fields: Any) -> Reading:
    """Return how long the regiment was deployed, since 1 August 2025."""
    usual: dict[str, Any] = {
        "kind": ClaimKind.DURATION,
        "measure": "duration",
        "unit": unit,
        "population": REGIMENT,
        "period": window("2025-08-01", None),
    }
    return reading(key, best, **{**usual, **fields})
