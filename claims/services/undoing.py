"""Take back one's own latest decision: what it changed is as it was before, and the decision stays on record."""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from claims.models import Decision, Mention, Relation
from claims.services.provenance import write_chain

#: How many decisions a person can take back one after the other. Source: the reviewer's desk in the design.
UNDOABLE = 10


class NothingToUndo(Exception):
    """This person has no standing decision, or the last ones are too far back."""


class DecidedSince(Exception):
    """Somebody decided on the same thing after this decision; taking it back would lose that."""


@transaction.atomic
def undo_latest(*, by: User, now: datetime) -> Decision:
    """
    Undo this person's newest standing decision and return it.

    Raises NothingToUndo (also after UNDOABLE undoings in a row) and DecidedSince.
    """
    decision = Decision.objects.latest_of(by.pk).select_for_update(of=("self",)).first()
    if decision is None:
        raise NothingToUndo("You have no decision to undo.")
    undone_since = Decision.objects.filter(by=by, pk__gt=decision.pk, undone_at__isnull=False).count()
    if undone_since >= UNDOABLE:
        raise NothingToUndo(f"Only your last {UNDOABLE} decisions can be undone here.")
    before = dict(decision.before)
    if (added := before.pop("added", None)) is not None:
        _restore(Mention, decision.added_id, decision, added, stamp="decided_at")
    if decision.mention_id is not None:
        _restore(Mention, decision.mention_id, decision, before, stamp="decided_at")
    else:
        _restore(Relation, decision.relation_id, decision, before, stamp="judged_at")
    Decision.objects.filter(pk=decision.pk).update(undone_by=by, undone_at=now)
    decision.refresh_from_db()
    return decision


def _restore(
    model: type[Mention] | type[Relation], pk: Any, decision: Decision, before: dict[str, Any], *, stamp: str
) -> None:
    model.objects.select_for_update(of=("self",)).get(pk=pk)
    about = Q(mention=pk) | Q(added=pk) if model is Mention else Q(relation=pk)
    if Decision.objects.standing().filter(about, pk__gt=decision.pk).exists():
        raise DecidedSince("Somebody has decided on the same thing since; open it to decide again.")
    if before.get(stamp) is not None:
        before[stamp] = datetime.fromisoformat(before[stamp])
    if (chain := before.pop("chain", None)) is not None:
        write_chain(pk, chain)
    model.objects.filter(pk=pk).update(**before)
