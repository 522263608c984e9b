"""Rows into the comparison's Readings: the one place where the two meet."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import JSONObject

from claims import wording
from claims.comparison.readings import Containment, Reading, Window
from claims.comparison.stored import with_telling
from claims.models import Claim, Mention, Scope
from claims.services import terms
from claims.vocabulary import Bound, ClaimKind, Polarity


def window_of(days: Any) -> Window | None:
    """Return the inclusive window of a stored, half-open range; None where nothing is known."""
    if days is None or days.isempty:
        return None
    return Window(days.lower, days.upper and days.upper - timedelta(days=1))


def with_first_report(claims: "QuerySet[Claim]") -> "QuerySet[Claim]":
    """
    Add what the first standing article that makes each claim tells, as `first_report`, for `reading_of`.

    One subquery: its day, the day of saying, and what `comparison.stored` kept of it.
    """
    first = Mention.objects.standing().filter(claim=OuterRef("pk")).order_by("pk")
    report = JSONObject(
        published="version__published_on",
        said="said_on__startswith",
        said_before="said_on__endswith",
        utterance="utterance",
        told="grounds__told",
    )
    return claims.annotate(first_report=Subquery(first.values(report=report)[:1]))


def reading_of(claim: Claim, *, published: date | None = None) -> Reading:
    """
    Return what the comparison sees of a claim. Its scope, terms and claimant must be loaded (`with_scope`).

    Where the claim was read `with_first_report`, with its event and what else its article tells. published: the day
    of the article at hand, where it is not the first one.
    """
    report = getattr(claim, "first_report", None) or {}
    claimant = claim.claimant.name if claim.claimant else None
    reading = Reading(
        key=str(claim.pk),
        kind=ClaimKind(claim.kind),
        low=claim.low, best=claim.best, high=claim.high,
        bound=Bound(claim.bound) if claim.bound else None,
        unit=claim.unit or None,
        polarity=Polarity(claim.polarity),
        statement=claim.statement or None,
        as_of=window_of(claim.as_of),
        claimant=claimant,
        utterance=_utterance(claimant, report),
        published=published or _day(report.get("published")),
        words=words_of(claim),
        **_scope(claim.scope),
    )  # fmt: skip
    return with_telling(reading, report.get("told") or {})


def _utterance(claimant: str | None, report: dict[str, Any]) -> str | None:
    """Return a key that two reports of one act of saying share: as people found, else who, on which single day."""
    if report.get("utterance") is not None:
        return f"utterance {report['utterance']}"
    first, after = _day(report.get("said")), _day(report.get("said_before"))
    if claimant is None or first is None or after is None or after - first != timedelta(days=1):
        return None
    return f"{claimant} {first}"


def _day(written: str | None) -> date | None:
    return date.fromisoformat(written) if written else None


def reading_of_scope(scope: Scope) -> Reading:
    """Return a question's scope as a Reading without a figure, to compare claims with it."""
    return Reading(key=f"scope {scope.pk}", kind=ClaimKind.QUANTITY, **_scope(scope))


def words_of(claim: Claim) -> str:
    """Return the figure in a few words, as reasons name it ("about 4,000 neutralised"); else the statement."""
    figure = wording.figure(claim, claim.bound, claim.unit)
    measure = claim.scope.measure if claim.scope else None
    return f"{figure} {measure.key if measure else ''}".strip() if figure else claim.statement


def containment_for(scopes: Iterable[Scope | None]) -> Containment:
    """Return what is part of what, for the terms of these scopes. Two queries, however many scopes."""
    known = [scope for scope in scopes if scope is not None]
    return terms.containment_of(
        populations={scope.population_id for scope in known if scope.population_id},
        places={scope.place_id for scope in known if scope.place_id},
    )


def _scope(scope: Scope | None) -> dict[str, Any]:
    if scope is None:
        return {}
    return {
        "measure": scope.measure.key if scope.measure else None,
        "population": scope.population.name if scope.population else None,
        "place": scope.place.name if scope.place else None,
        "period": window_of(scope.period),
        "basis": scope.basis,
    }
