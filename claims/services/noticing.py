"""
Findings: keep what the rules notice among the claims of one text and those they meet.

A finding is one row for its kind and its claims. Dismissed or upheld (`services.upholding`), it stays silent until what
the rule looked at changes.
"""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from django.db import connection
from django.db.models import Q

from claims.comparison.alarms import Alarm, alarms_of, stale, sum_differs
from claims.models import Finding, FindingClaim, Mention, Relation
from claims.services.linking import Judged
from claims.services.readings import words_of
from claims.vocabulary import FindingKind, FindingState, RelationKind, RelationState

#: What noticed it; changes whenever the same claims could get another finding.
RULE = "counterclaim-findings/2"

#: Updates looked at for one text; a count that was updated more often is stale all the same.
UPDATES_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Noticed:
    """An alarm and the claims (ids) that it is about."""

    alarm: Alarm
    claims: tuple[int, ...]

    @property
    def key(self) -> str:
        return f"{self.alarm.kind}:{'-'.join(str(pk) for pk in sorted(self.claims))}"

    @property
    def inputs(self) -> str:
        return hashlib.sha256(self.alarm.detail.encode()).hexdigest()


def notice_judged(judged: Judged, *, now: datetime) -> list[Finding]:
    """Keep what the rules notice of pairs that were just judged, and of the claims of the text that they come from."""
    found = []
    for pair in judged.pairs:
        left, right = judged.readings[pair.left], judged.readings[pair.right]
        for alarm in alarms_of(left, right, pair.verdict, one_text=pair.one_text):
            found.append(Noticed(alarm, (pair.left, pair.right)))
    for pk in judged.own:
        old = stale(replace(judged.readings[pk], published=judged.published))
        found += [Noticed(old, (pk,))] if old else []
    found += _superseded(judged, now)
    found += _sums(judged)
    return keep(found, now=now)


def keep(found: Iterable[Noticed], *, now: datetime) -> list[Finding]:
    """Record what was noticed: new findings, and known ones whose inputs have changed since they were dismissed."""
    wanted = {one.key: one for one in found}
    if not wanted:
        return []
    evidence = _evidence({claim for one in wanted.values() for claim in one.claims})
    known = {row.key: row for row in Finding.objects.filter(key__in=wanted)}
    fresh = [_row(one, evidence, now) for key, one in wanted.items() if key not in known]
    Finding.objects.bulk_create(fresh, ignore_conflicts=True)
    rows = {row.key: row for row in Finding.objects.filter(key__in=[row.key for row in fresh])}
    FindingClaim.objects.bulk_create(
        [
            FindingClaim(finding=row, claim_id=claim)
            for key, row in rows.items()
            for claim in wanted[key].claims
        ],
        ignore_conflicts=True,
    )
    for key, row in known.items():
        if row.inputs != wanted[key].inputs:
            _reopen(row, wanted[key], evidence, now)
    return [*rows.values(), *known.values()]


def settle(claims: Iterable[int]) -> None:
    """
    Close the open findings about these claims (ids) whose ground is gone, and open closed ones that have it again.

    Triggers do so wherever mentions and pairs change; what deletes mentions calls this once others are in their place.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT claims_settle_findings_about(%s)", [sorted(set(claims))])


def _reopen(row: Finding, noticed: Noticed, evidence: Mapping[int, dict[str, int]], now: datetime) -> None:
    row.detail, row.inputs, row.rule = noticed.alarm.detail, noticed.inputs, RULE
    row.evidence = [evidence[claim] for claim in noticed.claims if claim in evidence]
    open_again(row, now)


def open_again(row: Finding, now: datetime) -> None:
    """Let a finding wait; who dismissed or upheld it stays in the history."""
    row.state, row.opened_at = FindingState.OPEN, now
    for column in ("dismissed_by", "dismissed_at", "upheld_by", "upheld_at", "closed_at"):
        setattr(row, column, None)
    row.dismissed_reason = row.upheld_note = row.closed_reason = ""
    row.save()
    row.refresh_from_db()  # a trigger closes it where its ground is gone


def _row(noticed: Noticed, evidence: Mapping[int, dict[str, int]], now: datetime) -> Finding:
    return Finding(
        kind=noticed.alarm.kind, key=noticed.key, inputs=noticed.inputs, rule=RULE, detail=noticed.alarm.detail,
        evidence=[evidence[claim] for claim in noticed.claims if claim in evidence], opened_at=now,
    )  # fmt: skip


def _evidence(claims: Iterable[int]) -> dict[int, dict[str, int]]:
    """Return where each claim is made: its newest standing mention."""
    rows = Mention.objects.standing().filter(claim__in=list(claims)).order_by("pk")
    return {
        claim: {"mention": pk, "start": start, "end": end}
        for claim, pk, start, end in rows.values_list("claim_id", "pk", "start", "end")
    }


def _superseded(judged: Judged, now: datetime) -> list[Noticed]:
    """Find the claims that the text repeats although their source had given a later figure by then. One query."""
    repeated = [pk for pk in judged.own if judged.claims[pk].recorded_at < now]
    if not repeated or judged.published is None:
        return []
    updates = Q(judged_kind=RelationKind.UPDATES, judged_newer__isnull=False) | Q(
        state=RelationState.SUGGESTED, kind=RelationKind.UPDATES, newer__isnull=False
    )
    found = []
    for row in Relation.objects.touching(repeated).filter(updates).with_claims()[:UPDATES_SHOWN]:
        is_right = (row.judged_newer or row.newer) == "right"
        old, new = (row.left, row.right) if is_right else (row.right, row.left)
        known = new.as_of.upper if new.as_of else None
        if old.pk in repeated and known is not None and known <= judged.published:
            detail = f"{new.claimant or 'The source'} had given a later figure, {words_of(new)}, than {words_of(old)}."
            found.append(Noticed(Alarm(FindingKind.STALE, detail), (old.pk, new.pk)))
    return found


def _sums(judged: Judged) -> list[Noticed]:
    """Compare each whole of the text with the parts that the same speaker gives of the same population."""
    groups: dict[tuple[str | None, str | None], list[int]] = {}
    for pk in judged.own:
        reading = judged.readings[pk]
        groups.setdefault((reading.claimant, reading.population), []).append(pk)
    found = []
    for members in groups.values():
        for whole in members:
            parts = [pk for pk in members if pk != whole]
            alarm = sum_differs(
                judged.readings[whole], [judged.readings[pk] for pk in parts], judged.containment
            )
            if alarm is not None:
                needed = judged.containment.measure_parts[judged.readings[whole].measure or ""]
                about = [pk for pk in parts if judged.readings[pk].measure in needed]
                found.append(Noticed(alarm, (whole, *about)))
    return found
