"""Find a claim to set beside another: by number, by figure, by the names of what it counts and who says so."""

from decimal import Decimal
from typing import Any

from django.db.models import Q, QuerySet

from claims.models import Claim, Measure, Place, Population
from claims.services import linking
from claims.services.surroundings import surroundings_of
from sources.models import Source

#: Claims offered at once.
OFFERED = 20

#: Names looked up for one word. A word that more names hold says nothing; the next word narrows it.
NAMES = 200


def claims_matching(text: str, *, but: int | None = None) -> list[Claim]:
    """
    Return the newest claims that some text carries and that fit every word of `text`.

    A number is a claim's own number or its figure; any other word is a part of the name of a measure, population,
    place or claimant. Four queries for each such word, five words at most.
    """
    found = Claim.objects.with_scope().carried()
    found = found.exclude(pk=but) if but is not None else found
    words = text.replace(",", "").split()[:5]
    for word in words:
        found = found.filter(_fits(word))
    return list(found.order_by("-pk")[:OFFERED]) if words else []


def claims_near(claim: Claim) -> list[Claim]:
    """Return the claims that the rule compares this one with when it is recorded, newest first. Four queries."""
    near = linking.candidates_of(surroundings_of([claim.pk]), [claim]).get(claim.pk, [])
    rows = Claim.objects.with_scope().carried().filter(pk__in=near)
    return list(rows.order_by("-pk")[:OFFERED])


def _fits(word: str) -> Q:
    if word.isascii() and word.isdigit() and len(word) <= 18:
        number = int(word)
        return Q(pk=number) | Q(best=Decimal(number)) | Q(low=Decimal(number), best=None)
    return (
        Q(scope__measure__in=_ids(Measure.objects.filter(label__icontains=word)))
        | Q(scope__population__in=_ids(Population.objects.filter(name__icontains=word)))
        | Q(scope__place__in=_ids(Place.objects.filter(name__icontains=word)))
        | Q(claimant__in=_ids(Source.objects.filter(name__icontains=word)))
    )


def _ids(rows: "QuerySet[Any]") -> list[int]:
    """Ids and not a subquery: PostgreSQL then uses the indexes on the claims' side."""
    return list(rows.order_by("pk").values_list("pk", flat=True)[:NAMES])
