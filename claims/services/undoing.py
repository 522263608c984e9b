"""Take back one's own latest decision: what it changed is as it was before, and the decision stays on record."""

from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import OuterRef, Q, QuerySet, Subquery

from claims.models import Decision, Derivation, Finding, Mention, Relation
from claims.services.leasing import put_back
from claims.services.provenance import write_chain
from claims.services.rejudging import claims_changed
from claims.services.undeciding import take_back
from claims.states import NotPossible

#: How many decisions a person can take back one after the other. Source: the reviewer's desk in the design.
UNDOABLE = 10


#: The mentions that a decision changed.
_MENTIONS = ("mention", "added")


class NothingToUndo(Exception):
    """This person has no standing decision, or the last ones are too far back."""


class DecidedSince(Exception):
    """Somebody decided on the same thing after this decision; taking it back would lose that."""


def last_of(user: User) -> QuerySet[Decision]:
    """Return the person's last ten decisions, newest first; `changed_by`: who has decided on the same thing since."""
    later = Decision.objects.standing().filter(pk__gt=OuterRef("pk")).exclude(by=OuterRef("by"))
    mentions = [Q(**{one: OuterRef(other)}) for one in _MENTIONS for other in _MENTIONS]
    others = [Q(**{one: OuterRef(one)}) for one in ("relation", "finding", "derivation", "adjudication")]
    same = later.filter(reduce(or_, [*mentions, *others]))
    changed_by = Subquery(same.order_by("-pk").values("by__username")[:1])
    rows = Decision.objects.filter(by=user).annotate(changed_by=changed_by).select_related("parking")
    return rows.order_by("-pk")[:UNDOABLE]


def is_over(decision: Decision) -> bool:
    """Return whether it was a parking that something else has ended: there is nothing left to take back."""
    return decision.parking is not None and decision.parking.ended_at is not None


@transaction.atomic
def undo_latest(*, by: User, now: datetime, meant: int | None = None) -> Decision:
    """
    Undo the newest of this person's last ten decisions that can be undone, and return it.

    meant: the decision (id) that the person saw offered: once it is undone, the same click does not undo another.
    What somebody else has decided on since stays as it is and is passed over, and so is a parking that is over. Raises
    NothingToUndo; DecidedSince where nothing but such decisions is left.
    """
    User.objects.select_for_update(of=("self",), no_key=True).get(pk=by.pk)  # one click after the other
    last = list(last_of(by))
    if any(one.pk == meant and one.undone_at is not None for one in last):
        raise NothingToUndo("That is undone already.")
    standing = [one for one in last if one.undone_at is None]
    if not standing:
        beyond = Decision.objects.latest_of(by.pk).exists()
        raise NothingToUndo(
            f"Only your last {UNDOABLE} decisions can be undone here."
            if beyond
            else "You have no decision to undo."
        )
    stays = []
    for one in standing:
        if name := getattr(one, "changed_by", None):
            stays.append(f"{name} has decided on the same since")
            continue
        if is_over(one):
            stays.append("what was parked waits again already, or waits no longer")
            continue
        try:
            with transaction.atomic():
                return undo(one.pk, by=by, now=now)
        except DecidedSince as error:
            stays.append(str(error))
    raise DecidedSince(f"Not undone: {'; '.join(dict.fromkeys(stays))}. Open it to decide again.")


@transaction.atomic
def undo(pk: int, *, by: User, now: datetime) -> Decision:
    """Undo this decision and return it. Raises NothingToUndo (it is undone), DecidedSince."""
    decision = Decision.objects.select_for_update(of=("self",)).select_related("parking").get(pk=pk)
    if decision.undone_at is not None:
        raise NothingToUndo("It is undone already.")
    before = dict(decision.before)
    if (added := before.pop("added", None)) is not None:
        _restore(Mention, decision.added_id, decision, added, "decided_at")
    if decision.mention_id is not None:
        _restore(Mention, decision.mention_id, decision, before, "decided_at")
    elif decision.relation_id is not None:
        _restore(Relation, decision.relation_id, decision, before, "judged_at")
    elif decision.adjudication_id is not None:
        try:
            take_back(decision, by=by, now=now)
        except NotPossible as error:
            raise DecidedSince(str(error)) from error
    elif decision.parking is not None:
        if is_over(decision) or not put_back(decision.parking.task, by=by, now=now):
            raise DecidedSince("it is not parked any more")
    elif decision.derivation_id is not None:
        _restore(Derivation, decision.derivation_id, decision, before, "decided_at")
    else:
        _restore(Finding, decision.finding_id, decision, before, "dismissed_at", "upheld_at")
    if decision.action == "utterance" and decision.mention is not None:
        claims_changed([decision.mention.claim_id], now=now)
    Decision.objects.filter(pk=decision.pk).update(undone_by=by, undone_at=now)
    decision.refresh_from_db()
    return decision


def _restore(
    model: type[Mention] | type[Relation] | type[Finding] | type[Derivation],
    pk: Any,
    decision: Decision,
    before: dict[str, Any],
    *stamps: str,
) -> None:
    """stamps: the columns of `before` that are times, written as text."""
    row = model.objects.select_for_update(of=("self",)).get(pk=pk)
    about = Q(mention=pk) | Q(added=pk) if model is Mention else Q(**{model._meta.model_name or "": pk})
    later = Decision.objects.standing().filter(about, pk__gt=decision.pk)
    if later.exists() or row.state != decision.after.get("state", row.state):
        raise DecidedSince("it has changed since")
    before |= {name: datetime.fromisoformat(before[name]) for name in stamps if before.get(name) is not None}
    if (chain := before.pop("chain", None)) is not None:
        write_chain(pk, chain)
    model.objects.filter(pk=pk).update(**before)
