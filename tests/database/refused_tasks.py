"""For each rule of the tasks a row that the database must refuse, by the rule's name."""

from collections.abc import Callable
from typing import Any

from claims.models import Derivation, Parking, Task
from tests import factories as make
from tests.database.refused_claims import _finding, _set
from tests.factories import NOW


def _waiting(**fields: Any) -> None:
    """Change the task of a suggested mention."""
    _set(Task.objects.get(mention=make.mention()), **fields)


def _second(of: Task, **about: Any) -> None:
    Task.objects.create(kind=of.kind, priority=1, **about)


def _second_of_mention() -> None:
    mention = make.mention()
    _second(mention.tasks.get(), mention=mention)


def _second_of_relation() -> None:
    one, other = make.claim(9), make.claim(12)
    make.mention(one)
    make.mention(other)
    relation = make.relation(one, other)
    _second(relation.tasks.get(), relation=relation)


def _second_of_finding() -> None:
    finding = _finding()
    _second(finding.tasks.get(), finding=finding)


def _second_of_question() -> None:
    question = make.question()
    _second(Task.objects.create(kind="second_opinion", question=question, priority=1), question=question)


def _second_of_rereading() -> None:
    row = make.rereading(make.claim(12))
    _second(row.tasks.get(), rereading=row)


def derivation() -> Derivation:
    one, other = make.version("One text."), make.version("Another text.")
    return Derivation.objects.create(
        article=one.article, origin=other.article, kind="cites", rule="test/1", recorded_at=NOW
    )


def _second_of_derivation() -> None:
    row = derivation()
    _second(row.tasks.get(), derivation=row)


def _parking(**fields: Any) -> Parking:
    values: dict[str, Any] = {
        "task": 1,
        "kind": "mention",
        "subject": 1,
        "parked_by": make.person(),
        "parked_at": NOW,
    }
    return Parking.objects.create(**values | fields)


def _parked_twice() -> None:
    _parking()
    _parking()


REFUSED: dict[str, Callable[[], Any]] = {
    "task_about_one_thing": lambda: _waiting(kind="relation"),
    "task_mention_once": _second_of_mention,
    "task_relation_once": _second_of_relation,
    "task_finding_once": _second_of_finding,
    "task_question_once": _second_of_question,
    "task_rereading_once": _second_of_rereading,
    "task_derivation_once": _second_of_derivation,
    "parking_kind_known": lambda: _parking(kind="gossip"),
    "parking_end_has_a_time": lambda: _parking(ended_how="woken"),
    "parking_open_once": _parked_twice,
    "parking_kept": lambda: _parking().delete(),
    "task_leased_by_and_until": lambda: _waiting(leased_until=NOW),
    "task_parked_by_and_at": lambda: _waiting(parked_at=NOW),
    "task_parked_is_not_leased": lambda: _waiting(
        parked_at=NOW, parked_by=make.person(), leased_until=NOW, leased_by=make.person()
    ),
}
