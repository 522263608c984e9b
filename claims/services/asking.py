"""Questions: ask one, gather claims under it, leave one out."""

from collections.abc import Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q

from claims.models import Claim, Place, Population, Question, QuestionClaim, Scope
from claims.services import terms
from claims.services.scoping import ScopeValue, record_scopes
from claims.services.terms import constraint_of
from claims.vocabulary import FIGURE_KINDS, Gathering

#: At most so many recorded claims are gathered when a question is asked; a reviewer adds the others.
GATHERED_AT_ONCE = 200


class AlreadyAsked(Exception):
    """The same question, in the same words, is on record."""


@transaction.atomic
def ask_question(*, text: str, scope: ScopeValue, by: User | None, now: datetime) -> Question:
    """Open a question and gather the recorded claims that its scope touches. Raises AlreadyAsked."""
    row = record_scopes([scope])[scope.key]
    try:
        with transaction.atomic():
            question = Question.objects.create(
                text=" ".join(text.split()), scope=row, created_by=by, created_at=now, changed_at=now
            )
    except IntegrityError as error:
        if constraint_of(error) == "question_text_once":
            raise AlreadyAsked("This question is already asked.") from error
        raise
    touched = _touching(row.pk)
    if touched is not None:
        found = Claim.objects.carried().filter(touched).order_by("-pk").values_list("pk", flat=True)
        _add(question, list(found[:GATHERED_AT_ONCE]), now=now)
    return question


def gather_suggestions(claims: Sequence[int], *, now: datetime) -> None:
    """Put new claims under the questions whose scope they touch, as suggestions. One a person left out stays out."""
    rows = Claim.objects.filter(pk__in=claims, kind__in=FIGURE_KINDS).select_related("scope__measure")
    figures = [(row.pk, row.scope) for row in rows if row.scope and row.scope.measure]
    populations = terms.closures(Population, [s.population_id for _, s in figures if s.population_id])
    places = terms.closures(Place, [s.place_id for _, s in figures if s.place_id])
    if not populations and not places:
        return
    around = Q(scope__population__in=[pk for ids in populations.values() for pk in ids]) | Q(
        scope__population__isnull=True, scope__place__in=[pk for ids in places.values() for pk in ids]
    )
    families = {scope.measure.family for _, scope in figures if scope.measure}
    questions = Question.objects.filter(around, scope__measure__family__in=families)
    for question in questions.select_related("scope__measure"):
        asked = question.scope
        touching = [
            pk
            for pk, scope in figures
            if scope.measure
            and asked.measure
            and scope.measure.family == asked.measure.family
            and (
                asked.population_id in populations.get(scope.population_id or 0, ())
                if asked.population_id
                else asked.place_id in places.get(scope.place_id or 0, ())
            )
        ]
        _add(question, touching, now=now)


@transaction.atomic
def keep_claim(question: Question, claim: Claim, *, by: User, now: datetime) -> QuestionClaim:
    """Put a claim under the question, or confirm that it belongs there."""
    return _set(question, claim, Gathering.KEPT, by=by, now=now)


@transaction.atomic
def leave_out(question: Question, claim: Claim, *, by: User, now: datetime) -> QuestionClaim:
    """Take a claim from under the question. It stays recorded as left out, so that no rule puts it back."""
    return _set(question, claim, Gathering.LEFT_OUT, by=by, now=now)


def _set(question: Question, claim: Claim, state: Gathering, *, by: User, now: datetime) -> QuestionClaim:
    row, _ = QuestionClaim.objects.update_or_create(
        question=question, claim=claim, defaults={"state": state, "by": by, "at": now}
    )
    Question.objects.filter(pk=question.pk).update(changed_at=now)
    return row


def _add(question: Question, claims: Sequence[int], *, now: datetime) -> None:
    known = set(
        QuestionClaim.objects.filter(question=question, claim__in=claims).values_list("claim_id", flat=True)
    )
    fresh = [pk for pk in claims if pk not in known]
    if not fresh:
        return
    QuestionClaim.objects.bulk_create(
        [QuestionClaim(question=question, claim_id=pk, state=Gathering.SUGGESTED, at=now) for pk in fresh],
        ignore_conflicts=True,
    )
    Question.objects.filter(pk=question.pk).update(changed_at=now)


def _touching(scope_id: int) -> Q | None:
    scope = Scope.objects.select_related("measure").get(pk=scope_id)
    if scope.measure is None:
        return None
    touched = Q(kind__in=FIGURE_KINDS, scope__measure__family=scope.measure.family)
    if scope.population_id:
        closure = terms.closures(Population, [scope.population_id])[scope.population_id]
        return touched & Q(scope__population__in=closure)
    if scope.place_id:
        return touched & Q(scope__place__in=terms.closures(Place, [scope.place_id])[scope.place_id])
    return None
