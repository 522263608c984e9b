"""
Blind assessments of a question: what one person may read of them now, side by side, and where they differ.

Nothing here reads a sealed assessment of somebody else: every row comes through `Assessment.readable_by` or `opened`.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Count, QuerySet

from claims.models import JUDGED, Assessment, AssessmentRound, Claim, Question
from claims.states import AssessmentState
from claims.vocabulary import Rank

#: In everybody's own words: never compared, only shown beside each other.
PROSE = frozenset({"rationale", "assumptions", "would_change"})

LABELS: dict[str, str] = {
    "outcome": "Outcome", "low": "Lowest", "best": "Best", "high": "Highest", "likelihood": "Likelihood",
    "confidence": "Confidence", "rationale": "Why", "assumptions": "What is assumed",
    "would_change": "What would change it",
}  # fmt: skip
assert tuple(LABELS) == JUDGED


@dataclass(frozen=True, slots=True)
class Line:
    """One field of the judgement, or the rank of one claim. cells: (assessor, words), in the assessors' places."""

    label: str
    cells: tuple[tuple[str, str], ...]
    is_compared: bool
    differs: bool
    claim: Claim | None = None


@dataclass(frozen=True, slots=True)
class SideBySide:
    """All assessments of an opened round. initial: what all say alike, by field of the form; differing: the others."""

    assessments: tuple[Assessment, ...]
    lines: tuple[Line, ...]
    initial: Mapping[str, object]
    differing: frozenset[str]


@dataclass(frozen=True, slots=True)
class RoundShown:
    """
    A round as one person may see it. asked: everybody's name; number_in: how many are in, never who.

    mine: this person's own assessment. is_asked: they are asked and theirs is not in yet.
    """

    row: AssessmentRound
    state: AssessmentState
    asked: tuple[str, ...]
    number_in: int
    is_assessor: bool
    mine: Assessment | None

    @property
    def is_asked(self) -> bool:
        return self.is_assessor and self.mine is None and self.state == AssessmentState.WAITING


def rounds_of(question: Question | int) -> Any:
    """Return all rounds on this question, newest first, with the people of their beginning and end."""
    return (
        AssessmentRound.objects.filter(question=question)
        .select_related("asked_by", "closed_by", "question")
        .annotate(number_in=Count("assessors__assessment"))
        .order_by("-pk")
    )


def shown_to(row: AssessmentRound, person: User) -> RoundShown:
    """Return what this person may know of a round of `rounds_of`. Two queries."""
    assessors = list(row.assessors.select_related("user").order_by("pk"))
    mine = (
        readable(row, person).filter(assessor__user=person).first()
        if any(one.user_id == person.pk for one in assessors)
        else None
    )
    return RoundShown(
        row=row,
        state=row.state,
        asked=tuple(str(one) for one in assessors),
        number_in=getattr(row, "number_in", 0),
        is_assessor=any(one.user_id == person.pk for one in assessors),
        mine=mine,
    )


def readable(row: AssessmentRound, person: User) -> QuerySet[Assessment]:
    """Return the assessments of a round that this person may read now, in the assessors' places."""
    return (
        Assessment.objects.readable_by(person)
        .filter(assessor__round=row)
        .select_related("assessor__user")
        .prefetch_related("rankings__claim__scope__measure", "rankings__claim__claimant")
        .order_by("assessor")
    )


def side_by_side(row: AssessmentRound) -> SideBySide | None:
    """Return all assessments of an opened round, compared; None while it is sealed. A fixed number of queries."""
    found = (
        Assessment.objects.opened()
        .filter(assessor__round=row)
        .select_related("assessor__user")
        .prefetch_related("rankings__claim__scope__measure", "rankings__claim__claimant")
        .order_by("assessor")
    )
    assessments = tuple(found)
    if not assessments:
        return None
    compared = [*_fields(assessments), *_ranks(assessments)]
    initial: dict[str, object] = {}
    for one in compared:
        initial |= one.agreed
    lines = [one.line for one in compared if not one.is_ordinary]
    if ordinary := sum(one.is_ordinary for one in compared):
        label = f"{ordinary} other claim{'s' if ordinary > 1 else ''}"
        lines.append(Line(label, _cells(assessments, ["normal"] * len(assessments)), True, differs=False))
    return SideBySide(
        assessments,
        tuple(lines),
        initial,
        frozenset(one.name for one in compared if one.line.differs),
    )


@dataclass(frozen=True, slots=True)
class _Compared:
    """One field of the form, its line, and what all say alike."""

    name: str
    line: Line
    agreed: dict[str, object]
    is_ordinary: bool = False  # a claim that everybody leaves at normal, without a word


def _fields(assessments: Sequence[Assessment]) -> Iterator[_Compared]:
    for name, label in LABELS.items():
        values = [getattr(one, name) for one in assessments]
        differs = len(set(values)) > 1
        cells = _cells(assessments, [_written(one, name) for one in assessments])
        line = Line(label, cells, is_compared=name not in PROSE, differs=differs)
        yield _Compared(name, line, {} if differs else {name: values[0]})


def _ranks(assessments: Sequence[Assessment]) -> Iterator[_Compared]:
    """Each claim that anybody ranked. Not ranked is normal; reasons are everybody's own words."""
    given = [{one.claim: (one.rank, one.reason) for one in row.rankings.all()} for row in assessments]
    for claim in sorted({claim for ranks in given for claim in ranks}, key=lambda claim: claim.pk):
        ranks = [one.get(claim, (Rank.NORMAL.value, "")) for one in given]
        words = [f"{rank}: {reason}" if reason else rank for rank, reason in ranks]
        differs = len({rank for rank, _ in ranks}) > 1
        name, agreed = f"rank_{claim.pk}", {}
        if not differs:
            agreed[name] = ranks[0][0]
            if len({reason for _, reason in ranks}) == 1:
                agreed[f"reason_{claim.pk}"] = ranks[0][1]
        line = Line("Rank", _cells(assessments, words), is_compared=True, differs=differs, claim=claim)
        yield _Compared(name, line, dict(agreed), is_ordinary=set(words) == {Rank.NORMAL.value})


def _cells(assessments: Sequence[Assessment], words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple((str(one.assessor.user), said) for one, said in zip(assessments, words, strict=True))


def _written(row: Assessment, name: str) -> str:
    if name in ("outcome", "likelihood", "confidence"):
        return str(getattr(row, f"get_{name}_display")() or "")
    value = getattr(row, name)
    if name in PROSE:
        return str(value)
    return "" if value is None else f"{value.normalize():,f}"
