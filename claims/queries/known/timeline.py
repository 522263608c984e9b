"""
What became of a question or a claim and when, with the moments just before and just after.

Every act on a question stamps it (`changed_at`), and the history notes that under the clock of its transaction. Its
other rows bear the time that the program passed in, which may be a little earlier or later: "before" is before both.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from claims.models import Adjudication, Claim, Decision, Mention, Question, QuestionClaim, Relation, Reopening
from claims.queries.known.moments import at, just_before
from claims.queries.known.people import Names
from claims.vocabulary import Ending, ReviewVerdict
from claims.wording import several
from config.events import events_of
from sources.models import Article, Source

#: Acts on claims that are listed, the newest; decisions are few.
ACTS_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Happening:
    """One act. at: when; before, after: as the addresses of the moments around it write them."""

    at: datetime
    what: str
    before: str
    after: str


def question_times(question: Question) -> list[Happening]:
    """Return what became of a question, newest first: decisions, reopenings, gathering. Six queries."""
    noted = _noted(question)
    found = [_happening(question.created_at, "the question was asked", noted)]
    decisions = list(Adjudication.objects.filter(question=question))
    reopenings = list(Reopening.objects.filter(adjudication__question=question))
    people = [pk for row in decisions for pk in (row.decided_by_id, row.reviewed_by_id, row.ended_by_id)]
    undone = list(
        Decision.objects.filter(adjudication__question=question, undone_at__isnull=False).select_related(
            "adjudication"
        )
    )
    people += [pk for one in undone for pk in (one.by_id, one.undone_by_id)]
    names = Names([*people, *(one.held_by_id for one in reopenings)])

    def act(by: int | None, at: datetime, what: str) -> None:
        clock = noted.get(at, at)
        found.append(_happening(at, f"{names.before(by or 0, clock)} {what}", noted))

    for row in decisions:
        outcome = row.get_outcome_display()
        act(row.decided_by_id, row.decided_at, f"proposed: {outcome}")
        if row.reviewed_at:
            said = "approved" if row.verdict == ReviewVerdict.APPROVED else "returned"
            act(row.reviewed_by_id, row.reviewed_at, f"{said}: {outcome}")
        if row.ended_at and row.ended_how == Ending.WITHDRAWN:
            act(row.ended_by_id, row.ended_at, f"withdrew: {outcome}")
    for taken in undone:
        said = {"approve": "approved", "return": "returned", "hold": "looked again: it holds"}[taken.action]
        outcome = taken.adjudication.get_outcome_display() if taken.adjudication else ""
        act(taken.by_id, taken.at, f"{said}: {outcome}")
        if taken.undone_at:
            act(taken.undone_by_id, taken.undone_at, f"took back: {said}: {outcome}")
    for one in reopenings:
        found.append(_happening(one.at, f"reopened by {one.cause}: {one.detail}", noted))
        if one.held_at:
            act(one.held_by_id, one.held_at, "looked again: it holds")
    found += _acts(QuestionClaim, Q(question=question.pk), "claim")
    return sorted(found, key=lambda one: one.at, reverse=True)


def claim_times(claim: Claim) -> list[Happening]:
    """Return what became of a claim, newest first. Two queries."""
    pair = Q(left=claim.pk) | Q(right=claim.pk)
    found = [
        _happening(claim.recorded_at, "the claim was recorded", {}),
        *_acts(Mention, Q(claim=claim.pk), "mention"),
        *_acts(Relation, pair, "relation"),
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def relation_times(relation: Relation) -> list[Happening]:
    """Return what became of a pair, newest first. One query."""
    return _acts(Relation, Q(pgh_obj_id=relation.pk), "relation")


def article_times(article: Article) -> list[Happening]:
    """Return what became of an article and of what was read in it, newest first. Two queries."""
    versions = article.versions.defer("text").order_by("-number")
    found = [_happening(one.recorded_at, f"version {one.number} was recorded", {}) for one in versions]
    found += _acts(Mention, Q(version__in=[one.pk for one in versions]), "mention")
    return sorted(found, key=lambda one: one.at, reverse=True)


def source_times(source: Source) -> list[Happening]:
    """Return what became of a source, newest first: what was recorded of it, and its grades. Three queries."""
    grades = list(source.grades.all())
    names = Names(grade.graded_by_id for grade in grades)
    found = [
        _happening(one.graded_at, f"{names.before(one.graded_by_id, one.graded_at)} graded it {one}", {})
        for one in grades
    ]
    events = events_of(Source).filter(pgh_obj_id=source.pk).order_by("-pgh_id")[:ACTS_SHOWN]
    found += [
        _happening(
            one.pgh_created_at, f"{one.name}: {'recorded' if one.pgh_label == 'insert' else 'changed'}", {}
        )
        for one in events
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)


def before_reopening(question: Question, pk: int) -> str | None:
    """Return the moment just before a reopening of this question, None when it has no such reopening."""
    row = Reopening.objects.filter(pk=pk, adjudication__question=question).first()
    return _happening(row.at, "", _noted(question)).before if row else None


def _noted(question: Question) -> dict[datetime, datetime]:
    """Return when the history noted each stamp of a question."""
    stamps = events_of(Question).filter(pgh_obj_id=question.pk).order_by("-pgh_id")
    return dict(stamps.values_list("changed_at", "pgh_created_at"))


def _happening(moment: datetime, what: str, noted: Mapping[datetime, datetime]) -> Happening:
    clock = noted.get(moment, moment)
    return Happening(moment, what, just_before(min(moment, clock)), at(max(moment, clock)))


def _acts(
    model: type[QuestionClaim] | type[Mention] | type[Relation], where: Q, noun: str
) -> list[Happening]:
    """Return the newest acts on rows: how many one transaction brought into which state."""
    acts = (
        events_of(model)
        .filter(where)
        .values("pgh_created_at", "state")
        .annotate(changes=Count("pgh_id"))
        .order_by("-pgh_created_at", "state")[:ACTS_SHOWN]
    )
    return [
        _happening(
            row["pgh_created_at"], f"{several(row['changes'], noun)} {row['state'].replace('_', ' ')}", {}
        )
        for row in acts
    ]
