"""The list of questions: for each one its figures as a strip, its counts, and how it stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from claims.charts.strip import Strip, StripFigure, strip
from claims.comparison.figures import in_common_unit
from claims.models import Adjudication, Measure, Question, QuestionClaim, Relation
from claims.queries.carried import still_carried
from claims.queries.origins import Reports, reports_of, together
from claims.sides import Side, side_between
from claims.vocabulary import Gathering, RelationKind, RelationState

#: Claims of one question that the list looks at; a strip with more dots says nothing more.
CLAIMS_PER_ROW = 60


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """One line of the list. `has_more`: counts are of the first CLAIMS_PER_ROW claims."""

    question: Question
    strip: Strip | None
    claims: int
    has_more: bool
    reports: Reports
    state: str
    is_decided: bool
    tasks: int


@dataclass(frozen=True, slots=True)
class Gathered:
    """A claim under a question: its id, and its figure as the strip draws it."""

    claim: int
    drawn: StripFigure


def questions(*, text: str = "", measure: str = "") -> QuerySet[Question]:
    """Return the questions that match, as the list orders them."""
    found = Question.objects.for_listing()
    for word in text.split()[:8]:
        found = found.filter(Q(text__icontains=word))
    return found.filter(scope__measure__key=measure) if measure else found


def measures() -> list[Measure]:
    """Return every measure, for the filter: a few dozen, where looking which are asked about reads all questions."""
    return list(Measure.objects.order_by("label", "pk"))


def rows_of(questions: Sequence[Question]) -> list[QuestionRow]:
    """Return the lines of these questions. Four queries, however many there are."""
    ids = [question.pk for question in questions]
    gathered = _gathered(ids)
    claims = {figure.claim for figures in gathered.values() for figure in figures}
    reports = reports_of(claims)
    decided = _decided(ids)
    tasks = _open_relations(claims)
    return [
        _row(
            question,
            gathered.get(question.pk, []),
            reports,
            decided.get(question.pk),
            tasks,
        )
        for question in questions
    ]


def _row(
    question: Question,
    figures: list[Gathered],
    reports: dict[int, Reports],
    decision: str | None,
    relations: list[tuple[int, int, str, str | None]],
) -> QuestionRow:
    shown = figures[:CLAIMS_PER_ROW]
    ours = {figure.claim for figure in shown}
    inside = [one for one in relations if one[0] in ours and one[1] in ours]
    disputed = any(RelationKind.CONTRADICTS in (kind, judged) for _, _, kind, judged in inside)
    state = decision or ("disputed" if disputed else "open" if shown else "no claims yet")
    return QuestionRow(
        question=question,
        strip=strip([figure.drawn for figure in shown]),
        claims=len(shown),
        has_more=len(figures) > CLAIMS_PER_ROW,
        reports=together(reports[pk] for pk in ours if pk in reports),
        state=state,
        is_decided=decision is not None,
        tasks=sum(judged is None for _, _, _, judged in inside),
    )


#: What the strip needs of a claim, as columns: whole rows of six tables would take longer than all the rest.
COLUMNS = (
    "question", "claim", "claim__low", "claim__best", "claim__high", "claim__unit", "claim__claimant__side",
    "claim__claimant__suggested", "claim__scope__population__side", "claim__scope__population__parent__side",
)  # fmt: skip


def _gathered(questions: list[int]) -> dict[int, list[Gathered]]:
    rows = (
        QuestionClaim.objects.filter(question__in=questions)
        .exclude(state=Gathering.LEFT_OUT)
        .filter(still_carried("claim") | Q(state=Gathering.KEPT))
        .annotate(
            place_in_question=Window(RowNumber(), partition_by=F("question"), order_by=F("claim").asc())
        )
        .filter(place_in_question__lte=CLAIMS_PER_ROW + 1)
        .order_by("question", "claim")
        .values_list(*COLUMNS)
    )
    found: dict[int, list[Gathered]] = {}
    for question, claim, low, best, high, unit, claimant, is_suggested, counted, counted_whole in rows:
        side = (
            Side.UNKNOWN
            if claimant is None
            else side_between(claimant, counted or counted_whole or "", is_suggested=is_suggested)
        )
        figure = in_common_unit(low, best, high, unit)
        drawn = StripFigure(_float(figure.low), _float(figure.best), _float(figure.high), side)
        found.setdefault(question, []).append(Gathered(claim, drawn))
    return found


def _float(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _decided(questions: list[int]) -> dict[int, str]:
    current = Adjudication.objects.current().filter(question__in=questions)
    return {one.question_id: one.get_outcome_display() for one in current}


def _open_relations(claims: set[int]) -> list[tuple[int, int, str, str | None]]:
    """(left, right, suggested kind, judged kind or None while it waits) of the relations among the claims."""
    found = Relation.objects.filter(left__in=claims, right__in=claims).exclude(state=RelationState.REJECTED)
    return [
        (left, right, kind, None if state == RelationState.SUGGESTED else judged or "unsure")
        for left, right, kind, judged, state in found.values_list(
            "left", "right", "kind", "judged_kind", "state"
        )[: 20 * CLAIMS_PER_ROW]
    ]
