"""
Grade a source from A to F and a claim from 1 to 6, after the Admiralty code; a new grade takes the place of the last.

Credibility 1, "confirmed by other sources", is refused while one origin stands behind a claim and those that people
confirmed to corroborate it.
"""

from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Claim, Credibility, Relation
from claims.services import waking
from claims.services.origins import origins_of, told_of
from claims.vocabulary import RelationKind, RelationState
from config.seen import ChangedMeanwhile
from sources.models import Grade, Source

CONFIRMED = 1
#: Origins that confirm each other. Source: the wording of credibility 1, "confirmed by other sources".
ENOUGH = 2


class NotConfirmed(ValueError):
    """Credibility 1 while fewer than two independent origins are on record; the message says what is."""


def seen_of(latest: Grade | Credibility | None) -> str:
    """Return the mark of the newest grade, for a form to carry."""
    return "" if latest is None else str(latest.pk)


@transaction.atomic
def grade_source(
    source: Source, *, letter: str, topic: str = "", reason: str, seen: str, by: User, now: datetime
) -> Grade:
    """
    Grade the source, for one topic or ("") for all. Wakes the decisions that rest on it if the grade is worse.

    seen: `seen_of` the source's newest grade, whatever its topic. Raises ChangedMeanwhile.
    """
    locked = Source.objects.select_for_update(of=("self",)).get(pk=source.pk)
    latest = locked.grades.order_by("-pk").first()
    if seen_of(latest) != seen:
        raise ChangedMeanwhile(latest)
    standing = {one.topic.lower(): one for one in locked.grades.standing()}
    previous, general = standing.get(topic.lower()), standing.get("")
    grade = Grade.objects.create(
        source=locked, topic=topic, letter=letter, reason=reason.strip(), previous=previous,
        graded_by=by, graded_at=now,
    )  # fmt: skip
    before = previous or general
    waking.wake_for_grade(grade, before=None if before is None else before.letter, now=now)
    return grade


def origins_behind(claim: Claim) -> int:
    """Return how many independent origins stand behind the claim and what a person confirmed to corroborate it."""
    confirmed = Relation.objects.touching([claim.pk]).filter(
        state=RelationState.CONFIRMED, judged_kind=RelationKind.CORROBORATES
    )
    claims = {claim.pk, *(pk for pair in confirmed.values_list("left_id", "right_id") for pk in pair)}
    return len(origins_of([report for told in told_of(claims).values() for report in told.reports]))


@transaction.atomic
def grade_claim(claim: Claim, *, number: int, reason: str, seen: str, by: User, now: datetime) -> Credibility:
    """
    Grade the claim. seen: `seen_of` its newest grade. Raises NotConfirmed, ChangedMeanwhile.
    """
    Claim.objects.select_for_update(of=("self",)).get(pk=claim.pk)
    latest = claim.credibilities.standing().first()
    if seen_of(latest) != seen:
        raise ChangedMeanwhile(latest)
    origins = origins_behind(claim)
    if number == CONFIRMED and origins < ENOUGH:
        raise NotConfirmed(why_not_confirmed(origins))
    return Credibility.objects.create(
        claim=claim, number=number, origins=origins, reason=reason.strip(), previous=latest, by=by, at=now
    )


def why_not_confirmed(origins: int) -> str:
    """Return why credibility 1 is refused, "" where it is not."""
    if origins >= ENOUGH:
        return ""
    stands = "only one independent origin stands" if origins else "no origin stands"
    return (
        f"1 means confirmed by other sources: {stands} behind this claim. Confirm a claim of another origin that"
        " corroborates it first."
    )
