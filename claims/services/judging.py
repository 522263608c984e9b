"""What a reviewer says of a suggested relation: which relation it is, that there is none, or that it is unsure."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.comparison.overruling import overruled
from claims.models import Claim, Decision, Relation
from claims.services import pairing
from claims.services.refusals import ReasonMissing
from claims.services.waking import wake_for_correction
from claims.vocabulary import DIRECTED_RELATIONS, Comparability, RelationKind, RelationState
from config.seen import ChangedMeanwhile, mark_of

FIELDS = ("state", "judged_kind", "judged_newer", "judged_reason", "judged_by_id")


class AlreadyJudged(ChangedMeanwhile):
    """Somebody else judged first; `relation` is as it stands now."""

    def __init__(self, relation: Relation) -> None:
        super().__init__(relation)
        self.relation = relation


def check_reason(relation: Relation, kind: RelationKind, reason: str) -> None:
    """Raise ReasonMissing where the person overrules the rule (`comparison.overruling`) and does not say why."""
    asked = overruled(kind, RelationKind(relation.kind), Comparability(relation.comparability))
    if asked and not reason.strip():
        raise ReasonMissing(asked)


@transaction.atomic
def confirm_relation(
    relation: Relation, *, by: User, now: datetime, kind: RelationKind | None = None, newer: str | None = None,
    reason: str = "", seen: str = RelationState.SUGGESTED,
) -> Decision:  # fmt: skip
    """
    Say how the two claims stand to each other; without `kind`, confirm what the rule suggests.

    newer: "left" or "right" for updates and corrects; by default the rule's. Raises ReasonMissing, AlreadyJudged.
    """
    said = kind or RelationKind(relation.kind)
    check_reason(relation, said, reason)
    changes = {
        "state": RelationState.CONFIRMED,
        "judged_kind": said,
        "judged_newer": (newer or relation.newer) if said in DIRECTED_RELATIONS else None,
        "judged_reason": reason.strip(),
    }
    return _judge(relation, "confirm", changes, by=by, now=now, seen=seen)


@transaction.atomic
def reject_relation(
    relation: Relation, *, by: User, now: datetime, reason: str = "", seen: str = RelationState.SUGGESTED
) -> Decision:
    """Say that the two claims have nothing to do with each other. Raises AlreadyJudged."""
    return _judge(
        relation, "reject", _without_kind(RelationState.REJECTED, reason), by=by, now=now, seen=seen
    )


@transaction.atomic
def leave_unsure(
    relation: Relation, *, by: User, now: datetime, reason: str = "", seen: str = RelationState.SUGGESTED
) -> Decision:
    """Say that it cannot be said. An answer like the others: the pair leaves the queue. Raises AlreadyJudged."""
    return _judge(relation, "unsure", _without_kind(RelationState.UNSURE, reason), by=by, now=now, seen=seen)


@transaction.atomic
def judge_as(
    relation: Relation, verdict: str, *, newer: str | None = None, reason: str = "", by: User, now: datetime,
    seen: str = RelationState.SUGGESTED,
) -> Decision:  # fmt: skip
    """Say what a person's form says: a kind of relation, "reject" or "unsure". Raises as the three above."""
    if verdict == "reject":
        return reject_relation(relation, by=by, now=now, reason=reason, seen=seen)
    if verdict == "unsure":
        return leave_unsure(relation, by=by, now=now, reason=reason, seen=seen)
    kind = RelationKind(verdict)
    return confirm_relation(relation, by=by, now=now, kind=kind, newer=newer, reason=reason, seen=seen)


@transaction.atomic
def relate_claims(
    one: Claim, other: Claim, verdict: str, *, newer: int | None = None, reason: str = "", by: User, now: datetime,
    seen: str = RelationState.SUGGESTED,
) -> Relation:  # fmt: skip
    """
    Relate two claims that no rule related, as `judge_as`; the rule's verdict is kept beside the person's.

    newer: id of the claim that updates or corrects the other. Where the pair is on record by now, its relation is
    judged, unless somebody else has done so. Raises ReasonMissing, AlreadyJudged.
    """
    relation = pairing.relation_between(one.pk, other.pk, now=now)
    side = {relation.left_id: "left", relation.right_id: "right"}.get(newer or 0)
    judge_as(relation, verdict, newer=side, reason=reason, by=by, now=now, seen=seen)
    return relation


def _without_kind(state: RelationState, reason: str) -> dict[str, Any]:
    return {"state": state, "judged_kind": None, "judged_newer": None, "judged_reason": reason.strip()}


def _judge(
    relation: Relation, action: str, changes: dict[str, Any], *, by: User, now: datetime, seen: str
) -> Decision:
    current = Relation.objects.select_for_update(of=("self",)).get(pk=relation.pk)
    # the state that the caller takes it to have or, where a page showed all of it, the mark of the relation
    if seen != (current.state if seen in set(RelationState) else mark_of(current)):
        raise AlreadyJudged(current)
    before: dict[str, Any] = {field: getattr(current, field) for field in FIELDS}
    before["judged_at"] = current.judged_at.isoformat() if current.judged_at else None
    changes = changes | {"judged_by_id": by.pk, "judged_at": now}
    Relation.objects.filter(pk=current.pk).update(**changes)
    for field in (*FIELDS, "judged_at"):
        setattr(relation, field, changes.get(field, getattr(current, field)))
    if relation.judged_newer:
        older = relation.right_id if relation.judged_newer == "left" else relation.left_id
        wake_for_correction(older, kind=relation.judged_kind or "", now=now)
    after = {**before, **changes, "judged_at": now.isoformat()}
    return Decision.objects.create(
        relation=relation,
        action=action,
        reason=changes["judged_reason"],
        before=before,
        after=after,
        by=by,
        at=now,
    )
