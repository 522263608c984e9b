"""Claims near the one that a mention carries: which of them says the same, and in what the others differ."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from claims.models import Claim
from claims.queries.origins import NOTHING, Reports, reports_of
from claims.services.linking import CANDIDATES, candidates_of
from claims.services.merging import FIELDS, conflicts
from claims.services.surroundings import Surroundings, surroundings_of
from claims.templatetags.claim_words import figure, period

#: Claims offered at once; a search narrows them.
SHOWN = 12
#: Claims of the very same figure that are looked at, the newest: a round number stands in thousands of claims.
OF_ONE_FIGURE = 400


@dataclass(frozen=True, slots=True)
class Compared:
    """One field of two claims in words, "" where it is not known. conflicts: both know it, and not the same."""

    name: str
    mine: str
    theirs: str
    differs: bool
    conflicts: bool


@dataclass(frozen=True, slots=True)
class Twin:
    """A recorded claim beside a mention's own."""

    claim: Claim
    fields: list[Compared]
    reports: Reports

    @property
    def differing(self) -> list[Compared]:
        return [field for field in self.fields if field.differs]


def compared(mine: Claim, theirs: Claim) -> list[Compared]:
    """Return the two readings field by field; what neither knows is left out. Both are read `with_scope`."""
    against = conflicts(mine, theirs)
    words = [_in_words(claim) for claim in (mine, theirs)]
    return [
        Compared(name, words[0][name], words[1][name], value_of(mine) != value_of(theirs), name in against)
        for name, value_of in FIELDS.items()
        if words[0][name] or words[1][name]
    ]


def twins_of(claim: Claim, *, words: str = "") -> list[Twin]:
    """
    Return the carried claims near this one, the likest first. A fixed number of queries.

    Near are the candidates for comparison (family of measure, population or place, period; or the claimant) and
    those of the same family with the same figure. words: only those that say all of them, or the claim of that number.
    """
    asked = words.casefold().split()
    number = int(words) if words.isascii() and words.isdigit() and len(words) < 18 else None
    around = surroundings_of([claim.pk])
    near = {*candidates_of(around, around.claims).get(claim.pk, ()), *_of_same_figure(claim, around)}
    rows = (
        Claim.objects.carried()
        .with_scope()
        .filter(pk__in=near | ({number} if number else set()))
        .exclude(pk=claim.pk)
    )
    found = [(one, compared(claim, one)) for one in rows]
    if words:
        found = [(one, fields) for one, fields in found if one.pk == number or _says(fields, asked)]
    found.sort(key=lambda pair: (*_distance(pair[1]), -pair[0].pk))
    reports = reports_of([one.pk for one, _ in found[:SHOWN]])
    return [Twin(one, fields, reports.get(one.pk, NOTHING)) for one, fields in found[:SHOWN]]


def _of_same_figure(claim: Claim, around: Surroundings) -> Sequence[int]:
    family = around.family_of(claim.scope)
    if claim.figure is None or family is None:
        return []
    newest = Claim.objects.filter(figure=claim.figure).order_by("-pk").values("pk")[:OF_ONE_FIGURE]
    same = Claim.objects.filter(pk__in=newest, scope__measure__in=around.measures_of(family))
    return list(same.order_by("-pk").values_list("pk", flat=True)[:CANDIDATES])


def _distance(fields: list[Compared]) -> tuple[int, int]:
    return sum(field.conflicts for field in fields), sum(field.differs for field in fields)


def _says(fields: list[Compared], words: list[str]) -> bool:
    said = " ".join(field.theirs for field in fields).casefold()
    return all(word in said for word in words)


def _in_words(claim: Claim) -> dict[str, str]:
    scope = claim.scope
    values: dict[str, Any] = {
        "Kind": claim.get_kind_display(),
        "Figure": figure(claim),
        "Unit": claim.unit,
        "Polarity": claim.get_polarity_display(),
        "Statement": claim.statement,
        "Measure": scope and scope.measure,
        "Population": scope and scope.population,
        "Place": scope and scope.place,
        "Period": scope and period(scope.period, scope.period_precision),
        "How counted": scope and scope.basis,
        "As of": period(claim.as_of, claim.as_of_precision),
        "Who claims it": claim.claimant,
    }
    return {name: str(value or "") for name, value in values.items()}
