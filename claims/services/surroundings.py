"""What lies around some claims: the family of their measures, and what holds or is held by what they count."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.models import Claim, Measure, Place, Population, Scope
from claims.services import terms

Closures = dict[int, list[int]]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """
    claims: with their scopes loaded. families: measure id -> family.
    populations, places: id -> itself, everything that holds it and everything it holds.
    """

    claims: list[Claim]
    families: dict[int, str]
    populations: Closures
    places: Closures

    def family_of(self, scope: Scope | None) -> str | None:
        """Return the family of the scope's measure; None where the measure is unknown."""
        return self.families.get(scope.measure_id) if scope and scope.measure_id else None

    def measures_of(self, family: str) -> list[int]:
        return [pk for pk, known in self.families.items() if known == family]


def surroundings_of(claims: Sequence[int]) -> Surroundings:
    """Look around the claims with these ids. Four queries, however many claims."""
    rows = list(Claim.objects.filter(pk__in=claims).select_related("scope").order_by("pk"))
    scopes = [row.scope for row in rows if row.scope]
    return Surroundings(
        claims=rows,
        families=dict(Measure.objects.values_list("pk", "family")),
        populations=terms.closures(Population, [s.population_id for s in scopes if s.population_id]),
        places=terms.closures(Place, [s.place_id for s in scopes if s.place_id]),
    )
