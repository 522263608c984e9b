"""How many articles report a claim, and how many independent origins stand behind it: for many claims at once."""

from collections.abc import Iterable
from dataclasses import dataclass

from claims.services.origins import origins_of, told_of


@dataclass(frozen=True, slots=True)
class Reports:
    """articles: ids of the articles that report it. origins: keys of the independent origins."""

    articles: frozenset[int]
    origins: frozenset[str]

    def __or__(self, other: "Reports") -> "Reports":
        return Reports(self.articles | other.articles, self.origins | other.origins)


NOTHING = Reports(frozenset(), frozenset())


def reports_of(claims: Iterable[int]) -> dict[int, Reports]:
    """Return the reports of each claim that has any. One query."""
    return {
        claim: Reports(frozenset(told.articles), origins_of(told.reports))
        for claim, told in told_of(claims).items()
    }


def together(reports: Iterable[Reports]) -> Reports:
    """Return the reports of several claims as one."""
    total = NOTHING
    for one in reports:
        total |= one
    return total
