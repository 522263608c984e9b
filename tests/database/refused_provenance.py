"""For each rule of the tables of provenance (utterances, grades) a row that the database must refuse."""

from collections.abc import Callable
from typing import Any

from claims.models import Claim, Credibility, Utterance
from sources.models import Grade
from tests import factories as make
from tests.factories import NOW


def _utterance(**fields: Any) -> Utterance:
    values = {
        "speaker": make.source(),
        "venue": "a ceremony",
        "recorded_by": make.person(),
        "recorded_at": NOW,
    }
    return Utterance.objects.create(**values | fields)


def _grade(**fields: Any) -> Grade:
    fields.setdefault("source", make.source())
    return Grade.objects.create(
        **{"letter": "B", "reason": "It held.", "graded_by": make.person(), "graded_at": NOW} | fields
    )


def _credibility(**fields: Any) -> Credibility:
    fields.setdefault("claim", make.claim())
    return Credibility.objects.create(
        **{"number": 2, "origins": 1, "reason": "It fits.", "by": make.person(), "at": NOW} | fields
    )


def _told_by_two() -> Claim:
    claim = make.mention().claim
    make.mention(claim)
    return claim


def _first_grade_twice() -> None:
    first = _grade(topic="Casualties")
    _grade(source=first.source, topic="casualties")


def _first_credibility_twice() -> None:
    _credibility(claim=_credibility().claim)


def _changed(row: Any, **fields: Any) -> None:
    type(row).objects.filter(pk=row.pk).update(**fields)


REFUSED: dict[str, Callable[[], object]] = {
    "utterance_said_on_precision_known": lambda: _utterance(
        said_on=make.days("2025-12-12", "2025-12-12"), said_on_precision="hour"
    ),
    "utterance_said_on_with_precision": lambda: _utterance(said_on=make.days("2025-12-12", "2025-12-12")),
    "utterance_can_be_told_apart": lambda: _utterance(venue=" "),
    "grade_letter_known": lambda: _grade(letter="G"),
    "grade_has_reason": lambda: _grade(reason=" "),
    "grade_topic_is_words": lambda: _grade(topic=" casualties"),
    "grade_first_once": _first_grade_twice,
    "grade_immutable": lambda: _changed(_grade(), letter="A"),
    "grade_follows_previous": lambda: _grade(previous=_grade()),
    "credibility_1_to_6": lambda: _credibility(number=7),
    "credibility_has_reason": lambda: _credibility(reason=""),
    "credibility_1_counts_two_origins": lambda: _credibility(claim=_told_by_two(), number=1),
    "credibility_1_has_two_origins": lambda: _credibility(claim=make.mention().claim, number=1, origins=2),
    "credibility_first_once": _first_credibility_twice,
    "credibility_immutable": lambda: _changed(_credibility(), number=3),
    "credibility_follows_previous": lambda: _credibility(previous=_credibility(claim=make.claim(12))),
}
