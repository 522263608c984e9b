"""Findings for pages: the list, and those about some claims."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from claims.models import Claim, Finding, FindingClaim, Mention
from claims.vocabulary import FindingState

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: Findings shown beside a question or claim; the list has the others.
FINDINGS_SHOWN = 10

#: What a claim of a finding is shown with.
_CLAIM = ("claim__scope__measure", "claim__scope__population", "claim__scope__place", "claim__claimant")


@dataclass(frozen=True, slots=True)
class FindingShown:
    """A finding with the claims it is about and the places of the texts that show it."""

    finding: Finding
    claims: list[Claim]
    places: list[Mention]

    @property
    def kind(self) -> str:
        return str(self.finding.get_kind_display())

    @property
    def is_open(self) -> bool:
        return bool(self.finding.state == FindingState.OPEN)


def findings(*, kind: str | None, state: str) -> "QuerySet[Finding]":
    """Return the findings of a state, newest first; of one kind where it is given."""
    found = (
        Finding.objects.filter(state=state)
        .select_related("dismissed_by", "upheld_by")
        .order_by("-opened_at", "-pk")
    )
    return found.filter(kind=kind) if kind else found


def shown(rows: Iterable[Finding]) -> list[FindingShown]:
    """Return the findings with their claims and places. Two queries, however many findings."""
    found = list(rows)
    about: dict[int, list[Claim]] = {}
    links = FindingClaim.objects.filter(finding__in=found).order_by("claim")
    for link in links.select_related(*_CLAIM):
        about.setdefault(link.finding_id, []).append(link.claim)
    wanted = {place["mention"] for row in found for place in row.evidence}
    places = Mention.objects.select_related("version__article__outlet").defer("version__text").in_bulk(wanted)
    return [
        FindingShown(
            row,
            about.get(row.pk, []),
            [places[place["mention"]] for place in row.evidence if place["mention"] in places],
        )
        for row in found
    ]


def findings_about(claims: Iterable[int]) -> list[FindingShown]:
    """
    Return the findings about any of these claims that are open or upheld, newest first, without claims and places.

    One query.
    """
    about = FindingClaim.objects.filter(claim__in=list(claims)).values("finding")
    found = Finding.objects.shown().filter(pk__in=about).select_related("upheld_by")
    return [FindingShown(row, [], []) for row in found.order_by("-opened_at", "-pk")[:FINDINGS_SHOWN]]
