"""For each rule of the tables of provenance (utterances, grades, derivations) a row that the database must refuse."""

from collections.abc import Callable
from typing import Any

from claims.models import Claim, Credibility, Derivation, Utterance
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


def _derivation(**fields: Any) -> Derivation:
    if "article" not in fields:
        fields["article"] = make.version().article
    if "origin" not in fields:
        fields["origin"] = make.version().article
    return Derivation.objects.create(**{"kind": "cites", "recorded_at": NOW} | fields)


def _derivation_of_itself() -> None:
    article = make.version().article
    _derivation(article=article, origin=article)


def _derivation_twice() -> None:
    first = _derivation()
    _derivation(article=first.article, origin=first.origin, kind="quotes")


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
    "derivation_kind_known": lambda: _derivation(kind="inspires"),
    "derivation_state_known": lambda: _derivation(state="maybe", decided_by=make.person(), decided_at=NOW),
    "derivation_of_another": _derivation_of_itself,
    "derivation_once": _derivation_twice,
    "derivation_decided_by_and_at": lambda: _derivation(state="confirmed", decided_at=NOW),
    "derivation_decided_unless_suggested": lambda: _derivation(state="confirmed"),
    "derivation_rejection_has_reason": lambda: _derivation(
        state="rejected", decided_by=make.person(), decided_at=NOW
    ),
    "credibility_1_to_6": lambda: _credibility(number=7),
    "credibility_has_reason": lambda: _credibility(reason=""),
    "credibility_1_counts_two_origins": lambda: _credibility(claim=_told_by_two(), number=1),
    "credibility_1_has_two_origins": lambda: _credibility(claim=make.mention().claim, number=1, origins=2),
    "credibility_first_once": _first_credibility_twice,
    "credibility_immutable": lambda: _changed(_credibility(), number=3),
    "credibility_follows_previous": lambda: _credibility(previous=_credibility(claim=make.claim(12))),
}
