"""
Fill in what a claim's reading leaves open, from the page of a pair: the verdict that would follow, then the correction.

A claim is a value: filling in an axis makes the mention carry another claim, through the same service as every
correction (a decision per mention, each of which can be undone). The pair is then judged anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.comparison.judge import judge
from claims.comparison.readings import Reading
from claims.comparison.verdicts import Verdict
from claims.models import Claim, Measure, MeasureSense, Mention, Place, Population, Relation
from claims.services import pairing, terms
from claims.services.lattice import place_within
from claims.services.readings import window_of
from claims.services.scoping import ClaimValue, ScopeValue
from claims.services.teaching import add_sense, withdraw_sense
from claims.services.triage import AlreadyRecorded, Correction, correct_mention
from claims.vocabulary import MentionState
from claims.wording import listed
from config.events import was_recorded
from config.seen import check_seen, mark_of


class ReadingChanged(Exception):
    """A mention no longer carries the claim that the page showed, or somebody has decided on it since."""


@dataclass(frozen=True, slots=True)
class Filled:
    """What came of it. claims: the pair's claims (ids) as they were → as the mentions carry them now."""

    relation: Relation
    claims: Mapping[int, int]


class NothingFilled(Exception):
    """The form was saved with every field as empty as before."""


@dataclass(frozen=True, slots=True)
class Filling:
    """
    What a person adds to the reading of one claim; what is None stays as it is.

    population, place: names, recorded or new. days: half-open. mentions: id → the state that the page showed, or the
    mark of the mention as it is shown by now: then it is read so over whatever it says.
    """

    measure: Measure | None = None
    population: str | None = None
    place: str | None = None
    days: Any = None  # a DateRange
    precision: str | None = None
    basis: str | None = None
    mentions: Mapping[int, str] | None = None

    @property
    def axes(self) -> list[str]:
        """The axes that it fills, as people call them."""
        given = {
            "measure": self.measure, "population": self.population, "place": self.place, "period": self.days,
            "basis": self.basis,
        }  # fmt: skip
        return [axis for axis, value in given.items() if value is not None]


def verdict_with(one: int, other: int, fillings: Mapping[int, Filling]) -> Verdict:
    """
    Return the verdict that would follow on two claims (ids) if their readings were filled in so; saves nothing.

    fillings: claim id → what is added. A name that no term bears is taken as it is written, related to nothing.
    """
    chosen = pairing.set_out({one, other})
    populations, places = _terms(Population, fillings, "population"), _terms(Place, fillings, "place")
    scopes = [claim.scope for claim in chosen.claims.values() if claim.scope]
    containment = terms.containment_of(
        populations={
            *(s.population_id for s in scopes if s.population_id),
            *(row.pk for row in populations.values()),
        },
        places={*(s.place_id for s in scopes if s.place_id), *(row.pk for row in places.values())},
    )
    left, right = (
        _filled(chosen.readings[pk], fillings.get(pk), populations, places) for pk in sorted(chosen.readings)
    )
    return judge(left, right, containment, side_by_side=chosen.share_text(one, other))


@transaction.atomic
def fill_in(
    relation: Relation, fillings: Mapping[int, Filling], *, reason: str = "", by: User, now: datetime
) -> Filled:
    """
    Correct the mentions named in the fillings (claim id → filling), and judge the claims that they carry from now on;
    what a person judged of the old pair is kept.

    The reading is thereby accepted. Raises NothingFilled, ReadingChanged, AlreadyRecorded.
    """
    claims = {pk: pk for pk in (relation.left_id, relation.right_id)}
    if not any(filling.axes and filling.mentions for filling in fillings.values()):
        raise NothingFilled("Nothing is filled in yet.")
    wanted = {pk for filling in fillings.values() for pk in filling.mentions or ()}
    rows = Mention.objects.select_related("version").select_for_update(of=("self",)).filter(pk__in=wanted)
    locked = {row.pk: row for row in rows.order_by("pk")}
    for claim, filling in fillings.items():
        found = [locked[pk] for pk in filling.mentions or () if pk in locked]
        as_shown = [row for row in found if _as_shown(row, (filling.mentions or {})[row.pk], claim)]
        if filling.axes and filling.mentions:
            if len(as_shown) != len(filling.mentions):
                raise ReadingChanged("Somebody has changed this reading in the meantime.")
            _correct(as_shown, filling, reason=reason, by=by, now=now)
        if as_shown:
            claims[claim] = as_shown[0].claim_id
    if len(set(claims.values())) < 2:
        raise AlreadyRecorded("Filled in so, the two say the same: they would be one claim.")
    return Filled(pairing.relation_between(*claims.values(), now=now), claims)


def _correct(mentions: Sequence[Mention], filling: Filling, *, reason: str, by: User, now: datetime) -> None:
    """Give each of the locked mentions its claim with what is filled in."""
    said = f"Filled in: {listed(filling.axes)}." + (f" {reason.strip()}" if reason.strip() else "")
    claims = Claim.objects.with_scope().in_bulk({mention.claim_id for mention in mentions})
    for mention in mentions:
        value = _value(claims[mention.claim_id], filling)
        correction = Correction(value=value, start=mention.start, end=mention.end)
        correct_mention(mention, correction, reason=said, by=by, now=now, seen=mention.state)


def _as_shown(mention: Mention, seen: str, claim: int) -> bool:
    """Tell whether the mention is as the page showed it: by its state, carrying the claim, or by its mark."""
    if seen in set(MentionState):
        return bool(mention.state == seen and mention.claim_id == claim)
    return mark_of(mention) == seen and was_recorded(Mention, mention.pk, claim_id=claim)


def _value(claim: Claim, filling: Filling) -> ClaimValue:
    value = ClaimValue.of(claim)
    scope = value.scope or ScopeValue()
    changes: dict[str, Any] = {}
    if filling.measure is not None:
        changes["measure_id"] = filling.measure.pk
    if filling.population is not None:
        changes["population_id"] = terms.find_or_suggest(Population, {filling.population: ()})[
            filling.population
        ].pk
    if filling.place is not None:
        changes["place_id"] = terms.find_or_suggest(Place, {filling.place: ()})[filling.place].pk
    if filling.days is not None:
        changes |= {"period": filling.days, "period_precision": filling.precision}
    if filling.basis is not None:
        changes["basis"] = filling.basis
    return value.changed(scope=replace(scope, **changes))


def _terms(
    model: type[Population] | type[Place], fillings: Mapping[int, Filling], axis: str
) -> dict[str, Any]:
    """Return the recorded term of each name that is filled in, where there is one; makes none."""
    names = {name for filling in fillings.values() if (name := getattr(filling, axis)) is not None}
    return {
        name: row for name in names if (row := model.objects.named(name).order_by("pk").first()) is not None
    }


def _filled(
    reading: Reading, filling: Filling | None, populations: Mapping[str, Any], places: Mapping[str, Any]
) -> Reading:
    if filling is None:
        return reading
    changes: dict[str, Any] = {}
    if filling.measure is not None:
        changes["measure"] = filling.measure.key
    for axis, known in (("population", populations), ("place", places)):
        if (name := getattr(filling, axis)) is not None:
            changes[axis] = known[name].name if name in known else name
    if filling.days is not None:
        changes["period"] = window_of(filling.days)
    if filling.basis is not None:
        changes["basis"] = filling.basis
    return replace(reading, **changes)


@transaction.atomic
def record_sense(
    relation: Relation, *, claim: Claim, words: str, measure: Measure, citation: str, mention: tuple[int, str] | None,
    by: User, now: datetime, over: tuple[MeasureSense, str] | None = None,
) -> Filled:  # fmt: skip
    """
    Record what the claim's speaker means by these words, and read the mention (id, what was seen of it) so.

    mention None: texts read from now on are read so, what is read already stays. over: a sense of the same words that
    somebody recorded for this speaker first, with its mark: it is withdrawn. Raises TermRefused, ChangedMeanwhile, and
    as `fill_in`.
    """
    if over is not None:
        withdraw_sense(over[0], seen=over[1], by=by, now=now)
    add_sense(words=words, measure=measure, speaker=claim.claimant, citation=citation, by=by, now=now)
    if mention is None:
        claims = {pk: pk for pk in (relation.left_id, relation.right_id)}
        return Filled(pairing.relation_between(*claims, now=now), claims)
    reason = f"{claim.claimant} means this by “{words}”: {citation.strip()}"
    filling = Filling(measure=measure, mentions=dict([mention]))
    return fill_in(relation, {claim.pk: filling}, reason=reason, by=by, now=now)


@transaction.atomic
def relate_terms(
    relation: Relation, axis: str, *, part: Claim, seen: str, beside: str, by: User, now: datetime
) -> Filled:
    """
    Say that what one claim of the pair names on an axis (population, place) is a part of what the other names there.

    seen, beside: the marks of the part's term and of the other one. Raises TermRefused, ChangedMeanwhile.
    """
    other = relation.right if part.pk == relation.left_id else relation.left
    inner, outer = (getattr(claim.scope, axis) for claim in (part, other))
    rows = type(inner).objects.select_for_update(of=("self",)).filter(pk__in=[inner.pk, outer.pk])
    locked = {row.pk: row for row in rows.order_by("pk")}
    check_seen(locked[outer.pk], beside)
    place_within(locked[inner.pk], locked[outer.pk], seen=seen, by=by, now=now)
    claims = {pk: pk for pk in (relation.left_id, relation.right_id)}
    return Filled(pairing.relation_between(*claims, now=now), claims)
