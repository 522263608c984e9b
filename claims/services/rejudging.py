"""
Judge suggested relations anew when people have said what is part of what: the verdict rests on it.

The first ones at once, so that the person sees what came of it; the others by the worker, in steps. What a person
judged keeps its verdict, with what the rule said then.
"""

from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app

from claims.models import Measure, Relation, Term
from claims.services.pairing import RULE_FIELDS, judged_anew
from claims.services.terms import parts_of

#: Judged in one step: some 0.2 s.
STEP = 50
TASK = "claims.tasks.judge_anew"


def terms_changed(term: Term | Measure, *, now: datetime) -> None:
    """Judge the suggestions on claims about the term, or about anything that it holds."""
    kind = str(term._meta.model_name)
    after = judge_step(kind, term.pk, after=0, now=now)
    if after is not None:
        app.configure_task(TASK).defer(kind=kind, term=term.pk, after=after)


@transaction.atomic
def judge_step(kind: str, term: int, *, after: int, now: datetime) -> int | None:
    """Judge the next suggestions about a term, after this relation. Return where to go on, None at the end."""
    rows = list(_about(kind, term).filter(pk__gt=after).order_by("pk").select_for_update(of=("self",))[:STEP])
    if rows:
        Relation.objects.bulk_update(judged_anew(rows, now=now), RULE_FIELDS)
    return rows[-1].pk if len(rows) == STEP else None


def _about(kind: str, term: int) -> "QuerySet[Relation]":
    terms = [term] if kind == "measure" else parts_of(kind, term)
    sides = Q(**{f"left__scope__{kind}__in": terms}) | Q(**{f"right__scope__{kind}__in": terms})
    return Relation.objects.suggested().filter(sides)
