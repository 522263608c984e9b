"""
What the rules derive of a question as it was known: fit, ladder, answer, from the records of then.

By the same functions as today's page, so by the rules of today's program; the page names them (docs/decisions/0014).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from claims.charts.ladder import Ladder
from claims.models import Mention, Question, QuestionClaim, Relation
from claims.queries.answers import Answer, answer_of
from claims.queries.known.claims import Known
from claims.queries.known.reports import reports_then
from claims.queries.known.terms import containment_then
from claims.queries.ladders import ladders
from claims.queries.origins import Reports, together
from claims.queries.positions import Track, tracks_in
from claims.queries.question import (
    RELATIONS_SHOWN,
    Entry,
    Group,
    RelationLine,
    entries_of,
    groups_of,
    lines_of,
)
from claims.services.fitting import fits_in
from claims.services.linking import RULE
from claims.vocabulary import MentionState, RelationKind, RelationState


@dataclass(frozen=True)
class Derived:
    """entries: in the page's order, with letters. others: those without a figure. rule: what judged, name/version."""

    entries: list[Entry]
    groups: list[Group]
    others: list[Entry]
    relations: list[RelationLine]
    tracks: list[Track]
    reports: Reports
    answer: Answer
    rule: str = RULE

    @property
    def wide(self) -> Ladder | None:
        return self._drawn[0]

    @property
    def narrow(self) -> Ladder | None:
        return self._drawn[1]

    @cached_property
    def _drawn(self) -> tuple[Ladder | None, Ladder | None]:
        """Drawn once somebody looks: what changed between two moments shows neither side's."""
        return ladders(self.entries, self.relations)


def derived_then(
    question: Question, links: Sequence[QuestionClaim], known: Known, before: datetime
) -> Derived:
    """Return what the rules make of these claims under a question, all loaded as they were. One query."""
    claims = [link.claim for link in links]
    contained = containment_then(known.measures, known.populations, known.places_named, before)
    fits = fits_in(question.scope, claims, contained)
    places = {pk: [place.mention for place in found] for pk, found in known.places.items()}
    entries = entries_of(links, fits, reports_then(places), read_at(places))
    groups = groups_of(entries)
    relations = lines_of(_shown(known.relations), {entry.claim.pk: entry for entry in entries})
    return Derived(
        entries=entries,
        groups=groups,
        others=[one for one in entries if one.fit is None],
        relations=relations,
        tracks=tracks_in(known.positions),
        reports=together(entry.reports for entry in entries),
        answer=answer_of(groups, relations),
    )


def read_at(places: dict[int, list[Mention]]) -> dict[int, Mention]:
    """Return the place where each claim is read: the first one that counts. places: those that count first."""
    return {pk: found[0] for pk, found in places.items() if found[0].state != MentionState.REJECTED}


def _shown(relations: Iterable[Relation]) -> list[Relation]:
    """The relations that count, as today's page takes them: not rejected, and saying something."""
    found = [
        one
        for one in relations
        if one.state != RelationState.REJECTED
        and not (one.kind == RelationKind.UNRELATED and one.judged_kind is None)
    ]
    return sorted(found, key=lambda one: (-one.score, one.pk))[:RELATIONS_SHOWN]
