"""Questions: ask one, gather claims under it, leave one out."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import Q

from claims.models import Claim, Place, Population, Question, QuestionClaim, Scope
from claims.services import terms
from claims.services.scoping import ScopeValue, record_scopes
from claims.services.surroundings import Surroundings
from claims.services.terms import constraint_of
from claims.services.waking import wake_for_new_claims
from claims.vocabulary import FIGURE_KINDS, Gathering
from config.seen import ChangedMeanwhile, mark

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
        _add({question.pk: list(found[:GATHERED_AT_ONCE])}, now=now)
    return question


def gather_suggestions(around: Surroundings, *, now: datetime) -> None:
    """Put new claims under the questions whose scope they touch, as suggestions. One a person left out stays out."""
    figures = [
        claim for claim in around.claims if claim.kind in FIGURE_KINDS and around.family_of(claim.scope)
    ]
    if not figures:
        return
    near = Q(scope__population__in={pk for ids in around.populations.values() for pk in ids}) | Q(
        scope__population__isnull=True, scope__place__in={pk for ids in around.places.values() for pk in ids}
    )
    families = {around.family_of(claim.scope) for claim in figures}
    measures = [pk for pk, family in around.families.items() if family in families]
    questions = Question.objects.filter(near, scope__measure__in=measures).select_related("scope")
    wanted = {
        question.pk: [claim.pk for claim in figures if _touches(claim, question, around)]
        for question in questions
    }
    _add(wanted, now=now)


def _touches(claim: Claim, question: Question, around: Surroundings) -> bool:
    covered, asked = claim.scope, question.scope
    if covered is None or around.family_of(covered) != around.family_of(asked):
        return False
    if asked.population_id:
        return asked.population_id in around.populations.get(covered.population_id or 0, ())
    return asked.place_id in around.places.get(covered.place_id or 0, ())


@transaction.atomic
def keep_claim(
    question: Question, claim: Claim, *, by: User, now: datetime, seen: str | None = None
) -> QuestionClaim:
    """Put a claim under the question, or confirm that it belongs there. Raises ChangedMeanwhile, as `check_said`."""
    return _set(question, claim, Gathering.KEPT, by=by, now=now, seen=seen)


@transaction.atomic
def leave_out(
    question: Question, claim: Claim, *, by: User, now: datetime, seen: str | None = None
) -> QuestionClaim:
    """
    Take a claim from under the question. It stays recorded as left out, so that no rule puts it back.

    Raises ChangedMeanwhile, as `check_said`.
    """
    return _set(question, claim, Gathering.LEFT_OUT, by=by, now=now, seen=seen)


def said_of(link: QuestionClaim | None) -> str:
    """Return the mark of what a person has said of a claim under a question; "" while nobody has."""
    return "" if link is None or link.state == Gathering.SUGGESTED else mark(link.state, link.by_id, link.at)


def check_said(
    question: Question, claim: Claim, *, state: Gathering, seen: str | None
) -> QuestionClaim | None:
    """
    Return what is said of the claim under the question, which is locked; None: nothing.

    Raise ChangedMeanwhile when a person has said otherwise since it was `seen`; None: nothing was looked at.
    """
    Question.objects.select_for_update(of=("self",)).get(pk=question.pk)
    link = QuestionClaim.objects.filter(question=question, claim=claim).select_related("by").first()
    if seen is not None and link is not None and said_of(link) != seen and link.state != state:
        raise ChangedMeanwhile(link)
    return link


def _set(
    question: Question, claim: Claim, state: Gathering, *, by: User, now: datetime, seen: str | None
) -> QuestionClaim:
    said = check_said(question, claim, state=state, seen=seen)
    if said is not None and said.state == state:
        return said  # a person has said just that
    row, is_new = QuestionClaim.objects.update_or_create(
        question=question, claim=claim, defaults={"state": state, "by": by, "at": now}
    )
    Question.objects.filter(pk=question.pk).update(changed_at=now)
    if is_new and state == Gathering.KEPT:
        wake_for_new_claims({question.pk: [claim.pk]}, now=now)
    return row


def _add(wanted: Mapping[int, Sequence[int]], *, now: datetime) -> None:
    """Put claims under questions (ids) unless they are there already, whatever their state. Three queries at most."""
    pairs = {(question, claim) for question, claims in wanted.items() for claim in claims}
    if not pairs:
        return
    known = QuestionClaim.objects.filter(
        question__in={question for question, _ in pairs}, claim__in={claim for _, claim in pairs}
    ).values_list("question_id", "claim_id")
    fresh = sorted(pairs - set(known))
    if not fresh:
        return
    QuestionClaim.objects.bulk_create(
        [
            QuestionClaim(question_id=question, claim_id=claim, state=Gathering.SUGGESTED, at=now)
            for question, claim in fresh
        ],
        ignore_conflicts=True,
    )
    gathered: dict[int, list[int]] = {}
    for question, claim in fresh:
        gathered.setdefault(question, []).append(claim)
    Question.objects.filter(pk__in=gathered).update(changed_at=now)
    wake_for_new_claims(gathered, now=now)


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
