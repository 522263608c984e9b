"""What the queue shows of the task in hand: the same piece that the page of its subject shows."""

from typing import Any

from django.contrib.auth.models import User

from claims.models import Derivation, Finding, Question, Relation, Task
from claims.models.rules import choices_of
from claims.queries.assessing import rounds_of, shown_to
from claims.queries.compare import pair_of
from claims.queries.findings import shown as findings_shown
from claims.queries.rankings import rankings_of
from claims.queries.rereadings import difference_of
from claims.queries.triage import Task as Triage
from claims.queries.triage import task_of
from claims.services.claims_seen import claims_now, written
from claims.services.deciding import assessed_by, standing_of
from claims.services.provenance import chain_of
from claims.vocabulary import DerivationKind, SourceKind, TaskKind
from config.seen import mark
from sources.queries.tree import matching

#: What one article may do with another, one key each. None is a key of the queue itself.
DERIVATION_KEYS = [
    (DerivationKind.REPUBLISHES.value, "r"), (DerivationKind.QUOTES.value, "q"), (DerivationKind.CITES.value, "c"),
]  # fmt: skip

#: Recorded sources offered for words that none of them bears: one key each.
CANDIDATES = 6


def shown(task: Task, user: User) -> dict[str, Any]:
    """Return what the template of this kind of task needs; a fixed number of queries for each kind."""
    if task.mention_id is not None:
        triage = task_of(task.mention_id)
        return {"triage": triage} | (_names(triage) if task.kind == TaskKind.NAME else {})
    if task.relation_id is not None:
        relation = Relation.objects.with_claims().select_related("judged_by").get(pk=task.relation_id)
        return {"pair": pair_of(relation), "fills": task.kind == TaskKind.AXIS}
    if task.finding_id is not None:
        return {"found": findings_shown(Finding.objects.filter(pk=task.finding_id))[0]}
    if task.rereading_id is not None:
        return {"one": difference_of(task.rereading_id)}
    if task.derivation_id is not None:
        edge = Derivation.objects.select_related("article__outlet", "origin__outlet").get(
            pk=task.derivation_id
        )
        return {"edge": edge, "kinds": DERIVATION_KEYS}
    assert task.question_id is not None
    if task.kind == TaskKind.SECOND_OPINION:
        row = rounds_of(task.question_id).open().get()
        return {"asked": row.question, "round": shown_to(row, user)}
    return _decision(task.question_id, user)


def _names(triage: Triage) -> dict[str, Any]:
    """The hop nearest to the origin that has words and no source, who may be meant, and the mark of the chain."""
    hop = next((one for one in triage.chain if one.source_id is None and one.printed_name), None)
    words = hop.printed_name if hop else ""
    return {
        "hop": hop,
        "candidates": matching(text=words, kind="", suggested=False)[:CANDIDATES],
        "kinds": choices_of(SourceKind),
        "seen": mark(chain_of(triage.mention)),
    }


def _decision(pk: int, user: User) -> dict[str, Any]:
    question = Question.objects.select_related("scope__measure", "scope__population", "scope__place").get(
        pk=pk
    )
    standing = standing_of(question)
    row = standing.proposed
    claims = claims_now(question)
    is_own = row is not None and (row.decided_by_id == user.pk or assessed_by(row, user))
    return {
        "asked": question,
        "standing": standing,
        "rankings": rankings_of(row, claims) if row else None,
        "claims_seen": written(claims),
        "is_own": is_own,
        "may_decide": True,
    }
