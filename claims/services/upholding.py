"""
What a person says of a finding: there is nothing to it, it is so, or look at it again.

What may follow what is in `claims.states`.
"""

from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from claims.models import Decision, Finding
from claims.services.noticing import open_again
from claims.services.refusals import ReasonMissing
from claims.states import Act, after
from claims.vocabulary import FindingState
from config.seen import check_seen


@transaction.atomic
def dismiss_finding(finding: Finding, *, seen: str, reason: str, by: User, now: datetime) -> Finding:
    """
    Say why there is nothing to it: it is silent until its inputs change.

    seen: its mark as it was shown. Raises ReasonMissing, ChangedMeanwhile, NotPossible.
    """
    if not reason.strip():
        raise ReasonMissing("Say why the finding is dismissed.")
    said = {"dismissed_by": by, "dismissed_at": now, "dismissed_reason": reason.strip()}
    nothing = {"upheld_by": None, "upheld_at": None, "upheld_note": ""}
    return _say(finding, Act.DISMISS, said | nothing, reason=reason, seen=seen, by=by, now=now)


@transaction.atomic
def uphold_finding(finding: Finding, *, seen: str, note: str = "", by: User, now: datetime) -> Finding:
    """
    Say that it is so: the pages of its claims and of their questions say it with this name until its inputs change.

    seen: its mark as it was shown. Raises ChangedMeanwhile, NotPossible.
    """
    said = {"upheld_by": by, "upheld_at": now, "upheld_note": note.strip()}
    nothing = {"dismissed_by": None, "dismissed_at": None, "dismissed_reason": ""}
    return _say(finding, Act.UPHOLD, said | nothing, reason=note, seen=seen, by=by, now=now)


@transaction.atomic
def reopen_finding(finding: Finding, *, seen: str, by: User, now: datetime) -> Finding:
    """
    Take back what was said of it, which stays in the history; it is closed where its ground is gone meanwhile.

    Raises ChangedMeanwhile, NotPossible.
    """
    row = _locked(finding, seen)
    after(FindingState(row.state), Act.REOPEN)
    before = _as_it_stands(row)
    open_again(row, now)
    _decide(row, "reopen", before, reason="", by=by, now=now)
    return row


def _say(
    finding: Finding, act: Act, said: dict[str, Any], *, reason: str, seen: str, by: User, now: datetime
) -> Finding:
    row = _locked(finding, seen)
    state = after(FindingState(row.state), act).after
    before = _as_it_stands(row)
    for column, value in {"state": state.value, **said}.items():
        setattr(row, column, value)
    row.save(update_fields=["state", *said])
    row.refresh_from_db()  # a trigger closes it where its ground is gone
    _decide(row, act.value, before, reason=reason.strip(), by=by, now=now)
    return row


def _locked(finding: Finding, seen: str) -> Finding:
    row = Finding.objects.select_for_update(of=("self",)).get(pk=finding.pk)
    check_seen(row, seen)
    return row


def _as_it_stands(row: Finding) -> dict[str, Any]:
    """The columns that a person's act changes, as the decision keeps them."""
    return {
        "state": row.state,
        "dismissed_by_id": row.dismissed_by_id, "dismissed_reason": row.dismissed_reason,
        "dismissed_at": row.dismissed_at.isoformat() if row.dismissed_at else None,
        "upheld_by_id": row.upheld_by_id, "upheld_note": row.upheld_note,
        "upheld_at": row.upheld_at.isoformat() if row.upheld_at else None,
    }  # fmt: skip


def _decide(
    row: Finding, action: str, before: dict[str, Any], *, reason: str, by: User, now: datetime
) -> None:
    Decision.objects.create(
        finding=row, action=action, reason=reason, before=before, after=_as_it_stands(row), by=by, at=now
    )
