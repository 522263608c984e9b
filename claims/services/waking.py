"""
Decisions that wake up: what a decision rests on has changed, so its question is to be looked at again, with the reason.

The rules, each seen at the moment when it can be true for the first time: a claim that the question covers is
gathered, or is covered since people said what is part of what; what a claim under it states is taken back or
corrected; a new version of an article no longer holds the words of a claim under it; nothing that stands carries a
claim under it any more; a source behind a claim under it is graded down.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import (
    Adjudication,
    Claim,
    Measure,
    Mention,
    Place,
    Population,
    Question,
    QuestionClaim,
    Ranking,
    Reopening,
)
from claims.services import following
from claims.services.fitting import fits_in, fits_of
from claims.services.readings import containment_for
from claims.vocabulary import Comparability, Gathering, MentionState, Rank, RelationKind, SpeechAct
from claims.wording import figure
from sources.models import ArticleVersion, Grade, Reliability

#: Claims that cover what the question asks, wholly or in part; any other cannot change its answer.
_COVERS = frozenset((Comparability.COMPARABLE, Comparability.NESTED))


class Cause(StrEnum):
    NEW_CLAIM = "a new claim"
    RETRACTED = "a retraction"
    CORRECTED = "a correction"
    EDITED = "an edit"
    READ_ANEW = "another reading"
    DOWNGRADED = "a downgraded source"


def wake_for_new_claims(gathered: Mapping[int, Sequence[int]], *, now: datetime) -> None:
    """Wake the decisions of these questions (id → ids of claims just gathered) that a claim can change."""
    decisions = _current(gathered)
    for question, decision in decisions.items():
        claims = list(Claim.objects.with_scope().filter(pk__in=gathered[question]))
        fits = fits_of(decision.question.scope, claims)
        for claim in claims:
            fit = fits.get(claim.pk)
            if fit is not None and fit.comparability in _COVERS:
                detail = f"A new claim, {_said(claim)}, is {fit.comparability} with what was asked."
                _wake(decision, Cause.NEW_CLAIM, detail, claim=claim.pk, now=now)


def wake_for_terms(claims: Sequence[int], *, kind: str, term: int, now: datetime) -> None:
    """
    Wake decisions on questions that cover claims (ids) under them only since a term is part of another.

    kind: "population" or "place". term: the id of the part.
    """
    part: Any = {"population": Population, "place": Place}[kind]._default_manager.get(pk=term)
    if part.parent is None:
        return
    under: dict[int, list[int]] = {}
    # what is gathered now has its own reason
    known_before = _links().filter(claim__in=claims).exclude(at=now)
    for question, claim_id in known_before.values_list("question_id", "claim_id"):
        under.setdefault(question, []).append(claim_id)
    for question, decision in _current(under).items():
        rows = Claim.objects.with_scope().in_bulk(under[question])
        scope, since = decision.question.scope, f"{part} is part of {part.parent} now"
        known = containment_for([scope, *(claim.scope for claim in rows.values())])
        apart = {name: of for name, of in getattr(known, f"{kind}_wholes").items() if name != part.name}
        before: dict[str, Any] = {f"{kind}_wholes": apart}
        was = fits_in(scope, list(rows.values()), replace(known, **before))
        for pk, fit in fits_in(scope, list(rows.values()), known).items():
            if fit.comparability in _COVERS and was[pk].comparability not in _COVERS:
                detail = f"{since}, so {_said(rows[pk])} is {fit.comparability} with what was asked."
                _wake(decision, Cause.NEW_CLAIM, detail, claim=pk, now=now)


def wake_for_lost(claim: int, *, now: datetime) -> None:
    """Wake decisions that were made with a claim (its id) under the question which no standing mention carries now."""
    if Mention.objects.standing().filter(claim=claim).exists():
        return
    with_it = Adjudication.objects.current().filter(
        question=OuterRef("question"), decided_at__gte=OuterRef("at")
    )
    links = _links().filter(Exists(with_it), claim=claim)
    _wake_links(
        links, Cause.READ_ANEW, f"No text carries claim {claim} any more, as its words are read now.", now=now
    )


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
    """
    Wake decisions on claims whose words the article's new text no longer holds where they stood.

    The words alone do not tell their place ("nine"), so those just before or just after must be there with them.
    One query for most texts.
    """
    if version.previous_id is None:
        return
    text = _plain(version.text)
    before = Mention.objects.standing().filter(version=version.previous_id)
    for claim, exact, prefix, suffix in before.values_list("claim_id", "exact", "prefix", "suffix"):
        if not any(_plain(words) in text for words in (prefix + exact, exact + suffix)):
            how = "stands elsewhere" if _plain(exact) in text else "no longer stands"
            detail = f"“{exact}” {how} in {version.article}, version {version.number}."
            _wake_under([claim], Cause.EDITED, detail, now=now)


def wake_for_grade(grade: Grade, *, before: str | None, now: datetime) -> None:
    """
    Wake decisions that rest on claims of a source which is graded worse than before, or that cannot be relied on.

    before: the letter that held for the topic until now, None for none. What a decision deprecates it does not rest on.
    """
    is_worse = before is not None and grade.letter > before
    is_bad = grade.letter in (Reliability.E, Reliability.F) and grade.letter != before
    if not (is_worse or is_bad):
        return
    was = f", {before} before" if before else ", not graded before"
    detail = f"{grade.source} is graded {grade}{was}: {grade.reason}"
    told = Q(claim__mentions__utterance__speaker=grade.source_id)
    told |= Q(claim__claimant=None, claim__mentions__version__article__outlet=grade.source_id)
    standing = Q(claim__mentions__state__in=[MentionState.SUGGESTED, MentionState.ACCEPTED])
    mine = Q(claim__claimant=grade.source_id) | (told & standing)
    dropped = Ranking.objects.filter(
        adjudication__in=Adjudication.objects.current(), claim=OuterRef("claim"), rank=Rank.DEPRECATED,
        adjudication__question=OuterRef("question"),
    )  # fmt: skip
    links = _links().filter(mine & _on_topic(grade.topic)).exclude(Exists(dropped))
    _wake_links(links, Cause.DOWNGRADED, detail, now=now)


def _plain(text: str) -> str:
    return " ".join(text.split())


def _said(claim: Claim) -> str:
    return figure(claim, claim.bound, claim.unit) + (f", of {claim.claimant}" if claim.claimant else "")


def _on_topic(topic: str) -> Q:
    """Return which claims a grade is about: those of the measure or family of that name; all where there is none."""
    named = Q(key__iexact=topic) | Q(label__iexact=topic) | Q(family__iexact=topic)
    measures = list(Measure.objects.filter(named).values_list("pk", flat=True)) if topic else []
    return Q(claim__scope__measure__in=measures) if measures else Q()


def _wake_under(claims: Iterable[int], cause: Cause, detail: str, *, now: datetime) -> None:
    _wake_links(_links().filter(claim__in=list(claims)), cause, detail, now=now)


def _links() -> "QuerySet[QuestionClaim]":
    """Return the claims that stand under decided questions."""
    decided = Adjudication.objects.current().values("question")
    return QuestionClaim.objects.exclude(state=Gathering.LEFT_OUT).filter(question__in=decided)


def _wake_links(links: "QuerySet[QuestionClaim]", cause: Cause, detail: str, *, now: datetime) -> None:
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
