"""How claims fit a question: each is judged against the question's scope, axis by axis, by the same rules as pairs."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from claims.comparison.axes import compare_axes
from claims.comparison.comparability import comparability_of
from claims.comparison.readings import Containment, Reading
from claims.comparison.verdicts import Finding
from claims.models import Claim, Scope
from claims.services.readings import containment_for, reading_of, reading_of_scope
from claims.vocabulary import FIGURE_KINDS, AxisVerdict, Comparability


@dataclass(frozen=True, slots=True)
class Fit:
    """findings: the claim's value seen from the question's, on the axes that the question says something about."""

    comparability: Comparability
    findings: tuple[Finding, ...]

    @property
    def differing(self) -> list[Finding]:
        """The axes on which the claim is not the same."""
        return [one for one in self.findings if one.verdict is not AxisVerdict.SAME and not one.taken_as_same]


def fits_of(scope: Scope, claims: Sequence[Claim], *, apart: tuple[str, str] | None = None) -> dict[int, Fit]:
    """
    Return how each claim with a figure fits the scope. Four queries; the claims are read `with_scope`.

    apart: ("population" or "place", name) of a term that is taken for no part of anything: how it was before.
    """
    figures = [claim for claim in claims if claim.kind in FIGURE_KINDS]
    if not figures:
        return {}
    return fits_in(scope, figures, containment_for([scope, *(claim.scope for claim in figures)]))


def fits_in(scope: Scope, claims: Sequence[Claim], containment: Containment) -> dict[int, Fit]:
    """Return how each claim with a figure fits the scope where this is what is part of what. No query."""
    wanted = reading_of_scope(scope)
    return {
        claim.pk: _fit(wanted, reading_of(claim), containment)
        for claim in claims
        if claim.kind in FIGURE_KINDS
    }


def _fit(wanted: Reading, claim: Reading, containment: Containment) -> Fit:
    """
    Judge one claim on the axes that the question names.

    In a claim a missing value is unknown; in a question it means that any will do, so it restricts nothing.
    """
    asked = replace(
        wanted, unit=claim.unit
    )  # a question asks for no unit: "how long" takes days and months alike
    findings = tuple(
        finding
        for finding in compare_axes(claim, asked, containment)
        if getattr(wanted, finding.axis.value) is not None
    )
    return Fit(comparability_of(findings), findings)
