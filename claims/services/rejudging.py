"""
Judge suggested relations anew, and search new ones, when people have said what the verdicts rest on.

What is part of what, and which act of saying is reported. The first suggestions are judged at once, so that the person
sees what came of it; the others, and what has become comparable only now, by the worker, in steps. What a person
judged keeps its verdict, with what the rule said then.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from procrastinate.contrib.django import app

from claims.models import Claim, Measure, MeasurePart, Relation, Term
from claims.services.pairing import RULE_FIELDS, judged_anew
from claims.services.placing import place_met
from claims.services.terms import parts_of
from claims.services.waking import wake_for_terms
from claims.vocabulary import FIGURE_KINDS

#: Judged in one step: some 0.2 s.
STEP = 50
#: Claims that meet their candidates in one step: at most 40 each.
SEARCH_STEP = 10
TASK = "claims.tasks.judge_anew"
SEARCH_TASK = "claims.tasks.search_anew"


def terms_changed(term: Term | Measure, *, now: datetime) -> None:
    """
    Judge the suggestions on claims about the term, or about anything that it holds.

    Their claims then meet what they can be compared with by now.
    """
    _changed(str(term._meta.model_name), term.pk, now=now)


def claims_changed(claims: Iterable[int], *, now: datetime) -> None:
    """Do the same for claims (ids) of which something else is known: which act of saying they report."""
    for claim in sorted(set(claims)):
        _changed("claim", claim, now=now)


def _changed(kind: str, term: int, *, now: datetime) -> None:
    after = judge_step(kind, term, after=0, now=now)
    if after is not None:
        app.configure_task(TASK).defer(kind=kind, term=term, after=after)
    app.configure_task(SEARCH_TASK).defer(kind=kind, term=term, before=None)


@transaction.atomic
def judge_step(kind: str, term: int, *, after: int, now: datetime) -> int | None:
    """Judge the next suggestions about a term, after this relation. Return where to go on, None at the end."""
    rows = list(_about(kind, term).filter(pk__gt=after).order_by("pk").select_for_update(of=("self",))[:STEP])
    if rows:
        Relation.objects.bulk_update(judged_anew(rows, now=now), RULE_FIELDS)
    return rows[-1].pk if len(rows) == STEP else None


@transaction.atomic
def search_step(kind: str, term: int, *, before: int | None, now: datetime) -> int | None:
    """
    Let the next claims about a term meet their candidates, newest first, before this claim; wake what they change.

    Return where to go on, None at the end.
    """
    claims = _claims(kind, term)
    if before is not None:
        claims = claims.filter(pk__lt=before)
    found = list(claims.order_by("-pk").values_list("pk", flat=True)[:SEARCH_STEP])
    if found:
        place_met(found, now=now)
        if kind in ("population", "place"):
            wake_for_terms(found, kind=kind, term=term, now=now)
    return found[-1] if len(found) == SEARCH_STEP else None


def _claims(kind: str, term: int) -> "QuerySet[Claim]":
    if kind == "claim":
        return Claim.objects.filter(pk=term)
    figures = Claim.objects.filter(kind__in=FIGURE_KINDS)
    if kind == "measure":
        parts = MeasurePart.objects.filter(whole=term).values_list("part", flat=True)
        return figures.filter(scope__measure__in=[term, *parts])
    if kind == "place":  # where the population is known, candidates are found by it alone
        figures = figures.filter(scope__population=None)
    return figures.filter(**{f"scope__{kind}__in": parts_of(kind, term)})


def _about(kind: str, term: int) -> "QuerySet[Relation]":
    if kind == "claim":
        return Relation.objects.suggested().touching([term])
    terms = [term] if kind == "measure" else parts_of(kind, term)
    sides = Q(**{f"left__scope__{kind}__in": terms}) | Q(**{f"right__scope__{kind}__in": terms})
    return Relation.objects.suggested().filter(sides)
