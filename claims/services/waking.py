"""
Decisions that wake up: what a decision rests on has changed, so its question is to be looked at again, with the reason.

The rules, each seen at the moment when it can be true for the first time: a claim that the question covers is
gathered; what a claim under it states is taken back or corrected; a new version of an article no longer holds the
words of a claim under it; a source behind a claim under it is graded down.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum

from claims.models import Adjudication, Claim, Mention, Question, QuestionClaim, Reopening
from claims.services import following
from claims.services.fitting import fits_of
from claims.vocabulary import Comparability, Gathering, RelationKind, SpeechAct
from claims.wording import figure
from sources.models import ArticleVersion

#: Claims that cover what the question asks, wholly or in part; any other cannot change its answer.
_COVERS = frozenset((Comparability.COMPARABLE, Comparability.NESTED))


class Cause(StrEnum):
    NEW_CLAIM = "a new claim"
    RETRACTED = "a retraction"
    CORRECTED = "a correction"
    EDITED = "an edit"


def wake_for_new_claims(gathered: Mapping[int, Sequence[int]], *, now: datetime) -> None:
    """Wake the decisions of these questions (id → ids of claims just gathered) that a claim can change."""
    decisions = _current(gathered)
    for question, decision in decisions.items():
        claims = list(Claim.objects.with_scope().filter(pk__in=gathered[question]))
        fits = fits_of(decision.question.scope, claims)
        for claim in claims:
            fit = fits.get(claim.pk)
            if fit is not None and fit.comparability in _COVERS:
                said = figure(claim, claim.bound, claim.unit) + (
                    f", of {claim.claimant}" if claim.claimant else ""
                )
                detail = f"A new claim, {said}, is {fit.comparability} with what was asked."
                _wake(decision, Cause.NEW_CLAIM, detail, claim=claim.pk, now=now)


def wake_for_reading(mentions: Sequence[Mention], *, now: datetime) -> None:
    """Wake decisions on claims that these mentions, just recorded, take back. The chains must be stored."""
    if not mentions:
        return
    retracting = Mention.objects.filter(
        pk__in=[mention.pk for mention in mentions], attributions__act=SpeechAct.RETRACT
    ).select_related("claim__claimant", "version__article")
    for mention in retracting.distinct():
        detail = f"{mention.claim.claimant or 'Somebody'} takes back “{mention.exact}” in {mention.version.article}."
        _wake_under([mention.claim_id], Cause.RETRACTED, detail, now=now)


def wake_for_correction(claim: int, *, kind: str, now: datetime) -> None:
    """Wake decisions on a claim (its id) that another one corrects, as a person has confirmed."""
    if kind == RelationKind.CORRECTS:
        _wake_under([claim], Cause.CORRECTED, f"A later claim corrects claim {claim}.", now=now)


def wake_for_version(version: ArticleVersion, *, now: datetime) -> None:
    """Wake decisions on claims whose words the article's new text no longer holds. One query for most texts."""
    if version.previous_id is None:
        return
    before = Mention.objects.standing().filter(version=version.previous_id).values_list("claim_id", "exact")
    for claim, exact in before:
        if exact not in version.text:
            detail = f"“{exact}” no longer stands in {version.article}, version {version.number}."
            _wake_under([claim], Cause.EDITED, detail, now=now)


def _wake_under(claims: Iterable[int], cause: Cause, detail: str, *, now: datetime) -> None:
    links = QuestionClaim.objects.exclude(state=Gathering.LEFT_OUT).filter(claim__in=list(claims))
    under: dict[int, int] = dict(links.values_list("question_id", "claim_id"))
    for question, decision in _current(under).items():
        _wake(decision, cause, detail, claim=under[question], now=now)


def _current(questions: Iterable[int]) -> dict[int, Adjudication]:
    found = Adjudication.objects.current().filter(question__in=list(questions))
    return {row.question_id: row for row in found.select_related("question__scope")}


def _wake(decision: Adjudication, cause: Cause, detail: str, *, claim: int, now: datetime) -> None:
    """Record the reason once, however often it is seen, and tell those who follow the question."""
    _, is_new = Reopening.objects.get_or_create(
        adjudication=decision, cause=cause, claim_id=claim, detail=detail, defaults={"at": now}
    )
    if is_new:
        Question.objects.filter(pk=decision.question_id).update(changed_at=now)
        following.tell_followers(decision.question, f"Reopened by {cause}: {detail}", now=now)
