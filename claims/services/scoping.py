"""Scopes and claims as values: find the row that says exactly this, or make it."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Q

from claims.extraction.results import Period
from claims.models import Claim, Scope


@dataclass(frozen=True, slots=True)
class ScopeValue:
    """What a scope says; None is unknown. period: half-open days."""

    measure_id: int | None = None
    population_id: int | None = None
    place_id: int | None = None
    period: Any = None  # a DateRange
    basis: str | None = None
    period_precision: str | None = None

    @property
    def key(self) -> tuple[Any, ...]:
        """What makes two scopes one; the precision follows from the period."""
        return (self.measure_id, self.population_id, self.place_id, days_key(self.period), self.basis)


@dataclass(frozen=True, slots=True)
class ClaimValue:
    """What a claim says. scope None: it has no figure and covers nothing countable."""

    kind: str
    scope: ScopeValue | None = None
    low: Decimal | None = None
    best: Decimal | None = None
    high: Decimal | None = None
    bound: str | None = None
    unit: str = ""
    polarity: str = "affirmed"
    statement: str = ""
    as_of: Any = None  # a DateRange
    as_of_precision: str | None = None
    claimant_id: int | None = None

    @classmethod
    def of(cls, claim: Claim) -> "ClaimValue":
        """Return what the row says. The claim's scope must be loaded."""
        scope = claim.scope
        value = (
            None
            if scope is None
            else ScopeValue(
                scope.measure_id,
                scope.population_id,
                scope.place_id,
                scope.period,
                scope.basis,
                scope.period_precision,
            )
        )
        return cls(
            claim.kind, value, claim.low, claim.best, claim.high, claim.bound, claim.unit, claim.polarity,
            claim.statement, claim.as_of, claim.as_of_precision, claim.claimant_id,
        )  # fmt: skip

    def changed(self, **changes: Any) -> "ClaimValue":
        return replace(self, **changes)


def days_key(days: Any) -> tuple[Any, Any] | None:
    return None if days is None else (days.lower, days.upper)


def to_range(period: Period | None) -> Any:
    """Return the half-open range of a period; None when neither end is known."""
    if period is None or (period.from_day is None and period.to_day is None):
        return None
    if period.from_day and period.to_day and period.from_day > period.to_day:
        return None  # contradictory dates in a text: unknown, never a guess
    return DateRange(period.from_day, period.to_day and period.to_day + timedelta(days=1))


def record_scopes(values: Iterable[ScopeValue]) -> dict[tuple[Any, ...], Scope]:
    """Return the row of each value by its key; make the missing ones. One query where all are known."""
    wanted = {value.key: value for value in values}
    if not wanted:
        return {}
    rows = _scopes(list(wanted.values()))
    missing = [value for key, value in wanted.items() if key not in rows]
    if missing:
        Scope.objects.bulk_create(
            [
                Scope(
                    measure_id=v.measure_id, population_id=v.population_id, place_id=v.place_id, period=v.period,
                    basis=v.basis, period_precision=v.period_precision,
                )
                for v in missing
            ],
            ignore_conflicts=True,
        )  # fmt: skip
        rows |= _scopes(missing)
    return rows


def _scopes(values: list[ScopeValue]) -> dict[tuple[Any, ...], Scope]:
    match = Q()
    for v in values:
        one = Q()
        for field in ("measure_id", "population_id", "place_id", "period", "basis"):
            value = getattr(v, field)
            one &= Q(**{f"{field}__isnull": True}) if value is None else Q(**{field: value})
        match |= one
    return {
        (row.measure_id, row.population_id, row.place_id, days_key(row.period), row.basis): row
        for row in Scope.objects.filter(match)
    }


def record_claims(values: Iterable[ClaimValue], *, now: datetime) -> dict[ClaimValue, Claim]:
    """Return the row of each value; make the missing ones. Two queries where all are known."""
    unsaved = unsaved_claims(values, now=now)
    meanings = {claim.meaning for claim in unsaved.values()}
    rows = {row.meaning: row for row in Claim.objects.filter(meaning__in=meanings)}
    missing = {claim.meaning: claim for claim in unsaved.values() if claim.meaning not in rows}
    if missing:
        Claim.objects.bulk_create(missing.values(), ignore_conflicts=True)
        rows |= {row.meaning: row for row in Claim.objects.filter(meaning__in=list(missing))}
    return {value: rows[claim.meaning] for value, claim in unsaved.items()}


def unsaved_claims(values: Iterable[ClaimValue], *, now: datetime) -> dict[ClaimValue, Claim]:
    """Return a claim for each value, with its meaning and without a row; its scope has one."""
    wanted = list(dict.fromkeys(values))
    scopes = record_scopes([value.scope for value in wanted if value.scope])
    return {value: _unsaved(value, scopes, now) for value in wanted}


def _unsaved(value: ClaimValue, scopes: dict[tuple[Any, ...], Scope], now: datetime) -> Claim:
    scope = scopes[value.scope.key] if value.scope else None
    meaning = Claim.meaning_of(
        kind=value.kind, scope_id=scope.pk if scope else None, low=value.low, best=value.best, high=value.high,
        bound=value.bound, unit=value.unit, polarity=value.polarity, statement=value.statement,
        as_of=value.as_of, claimant_id=value.claimant_id,
    )  # fmt: skip
    return Claim(
        kind=value.kind, scope=scope, low=value.low, best=value.best, high=value.high, bound=value.bound,
        unit=value.unit, polarity=value.polarity, statement=value.statement, as_of=value.as_of,
        as_of_precision=value.as_of_precision, claimant_id=value.claimant_id, meaning=meaning, recorded_at=now,
    )  # fmt: skip
