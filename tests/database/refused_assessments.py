"""For each rule of blind assessments a row that the database must refuse, by the rule's name; see refused_claims."""

from collections.abc import Callable
from typing import Any

from django.db import connection

from claims.models import (
    Assessment,
    AssessmentRanking,
    AssessmentRound,
    Assessor,
)
from tests import factories as make
from tests.database.refused_claims import _adjudication, _approved, _number, _set
from tests.factories import NOW


def _round(*, opened: bool = False, **fields: Any) -> AssessmentRound:
    values = {"asked_by": make.person(), "asked_at": NOW, **fields}
    values.setdefault("question", make.question())
    row = AssessmentRound.objects.create(**values)
    for name in ("ann", "bob"):
        assessor = Assessor.objects.create(round=row, user=make.person(name))
        if opened:
            _assessment(assessor=assessor)
    if opened:
        _set(row, opened_at=NOW)
    return row


def _assessment(**fields: Any) -> Assessment:
    values = {"outcome": "nested_consistent", "rationale": "A part.", "handed_in_at": NOW, **fields}
    if "assessor" not in values:
        values["assessor"] = _round().assessors.first()
    return Assessment.objects.create(**values)


def _assessed_rank(**fields: Any) -> AssessmentRanking:
    values = {"rank": "normal", "reason": "Nothing against it.", "claim": make.claim(), **fields}
    if "assessment" not in values:
        values["assessment"] = _assessment()
    return AssessmentRanking.objects.create(**values)


def _assessed_rank_twice() -> None:
    first = _assessed_rank()
    _assessed_rank(assessment=first.assessment, claim=first.claim)


def _round_of_nobody() -> None:
    AssessmentRound.objects.create(question=make.question(), asked_by=make.person(), asked_at=NOW)
    with connection.cursor() as cursor:  # the assessors may come later in the transaction
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def _two_rounds() -> None:
    _round(question=_round().question)


def _late_assessment() -> None:
    row = _round()
    _set(row, closed_how="called_off", closed_by=make.person(), closed_at=NOW, closed_reason="Over.")
    _assessment(assessor=row.assessors.first())


def _approved_by_an_assessor() -> None:
    row = _round(opened=True)
    _approved(question=row.question, rests_on=row, reviewed_by=make.person("ann"))


REFUSED: dict[str, Callable[[], Any]] = {
    "adjudication_beside_assessments": lambda: _adjudication(question=_round().question),
    "adjudication_rests_on_opened": lambda: _adjudication(rests_on=_round(opened=True)),
    "adjudication_not_by_its_assessor": _approved_by_an_assessor,
    "assessment_round_one_open": _two_rounds,
    "assessment_round_closed_by_and_at": lambda: _set(_round(), closed_at=NOW),
    "assessment_round_ending_fits": lambda: _set(
        _round(), closed_how="settled", closed_by=make.person(), closed_at=NOW
    ),
    "assessment_round_never_edited": lambda: _set(_round(), why="Another one."),
    "assessment_round_never_deleted": lambda: AssessmentRound.objects.filter(pk=_round().pk)._raw_delete(
        "default"
    ),
    "assessment_round_opened_when_all_are_in": lambda: _set(_round(), opened_at=NOW),
    "assessment_round_two_assessors": _round_of_nobody,
    "assessor_once": lambda: Assessor.objects.create(round=_round(), user=make.person("ann")),
    "assessor_never_changed": lambda: _set(_round().assessors.first(), user=make.person("else")),
    "assessor_while_waiting": lambda: Assessor.objects.create(
        round=_round(opened=True), user=make.person("else")
    ),
    "assessment_outcome_known": lambda: _assessment(outcome="guilty"),
    "assessment_likelihood_known": lambda: _assessment(likelihood="perhaps"),
    "assessment_confidence_known": lambda: _assessment(confidence="total"),
    "assessment_has_rationale": lambda: _assessment(rationale=""),
    "assessment_low_best_high": lambda: _assessment(**_number(10, None, 9)),
    "assessment_never_edited": lambda: _set(_assessment(), rationale="Another one."),
    "assessment_while_waiting": _late_assessment,
    "assessment_ranking_rank_known": lambda: _assessed_rank(rank="best", reason="It is."),
    "assessment_ranking_once": _assessed_rank_twice,
    "assessment_ranking_has_reason": lambda: _assessed_rank(rank="preferred", reason=""),
    "assessment_ranking_says_why": lambda: _assessed_rank(reason=" "),
    "assessment_ranking_never_changed": lambda: _set(_assessed_rank(), reason="Another one."),
}
