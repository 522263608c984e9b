"""What waits for a reviewer: how much of each kind, what comes next, what is parked."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.contrib.auth.models import User
from django.db import connection

from claims.models import Parking, Task
from claims.services.leasing import MAY_BE_GIVEN, Wanted, waiting
from claims.vocabulary import TaskKind
from config.policies import Action, can

if TYPE_CHECKING:
    from django.db.models import QuerySet

#: The badge stops counting here: nobody needs to know whether 4,000 or 4,100 tasks wait, and counting is slow.
BADGE_LIMIT = 99

#: Tasks listed below the one at hand, and parked ones on their page.
UP_NEXT = 4
PARKED_SHOWN = 50

#: What each kind is called on its tab, and the question that it puts.
KIND_WORDS: dict[TaskKind, tuple[str, str]] = {
    TaskKind.RELATION: ("Pairs", "Do these two claims conflict?"),
    TaskKind.AXIS: ("Missing axes", "What do these two cover?"),
    TaskKind.MENTION: ("Mentions", "Is this what the text claims?"),
    TaskKind.NAME: ("Names", "Who is meant?"),
    TaskKind.FINDING: ("Findings", "Is there something to it?"),
    TaskKind.READING: ("Later readings", "Which reading holds?"),
    TaskKind.DERIVATION: ("Derivations", "Does the one take over from the other?"),
    TaskKind.SECOND_OPINION: ("Second opinions", "How would you decide?"),
    TaskKind.APPROVAL: ("Decisions", "Is this the answer?"),
}


#: What a person must be allowed to do to be given a task of the kind.
_ACTIONS: dict[TaskKind, Action] = {
    TaskKind.RELATION: Action.LINK,
    TaskKind.AXIS: Action.LINK,
    TaskKind.MENTION: Action.TRIAGE,
    TaskKind.NAME: Action.MARK_PROVENANCE,
    TaskKind.FINDING: Action.LINK,
    TaskKind.READING: Action.TRIAGE,
    TaskKind.DERIVATION: Action.MARK_PROVENANCE,
    TaskKind.SECOND_OPINION: Action.PROPOSE,
    TaskKind.APPROVAL: Action.DECIDE,
}


def kinds_of(user: Any) -> tuple[TaskKind, ...]:
    """Return the kinds of task that this person may decide."""
    return tuple(kind for kind in KIND_WORDS if can(user, _ACTIONS[kind]))


def capped(count: int) -> str:
    return "" if not count else f"{BADGE_LIMIT}+" if count > BADGE_LIMIT else str(count)


@dataclass(frozen=True, slots=True)
class Tab:
    """A kind of task, and how many of it wait as text ("" for none)."""

    kind: TaskKind
    label: str
    count: int

    @property
    def waiting(self) -> str:
        return capped(self.count)


def tabs(user: Any) -> list[Tab]:
    """
    Return how many of each kind wait for this person, counting no further than the badge shows. One query.

    In order, though nobody needs it: the index of each kind is then read from its start, also where a kind is rare
    (make bench at 100,000 claims: reading the table for the rare ones took 25 ms of every page).
    """
    kinds = kinds_of(user)
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT k, (SELECT count(*) FROM (
                SELECT 1 FROM claims_task t WHERE t.kind = k AND t.parked_at IS NULL AND {MAY_BE_GIVEN}
                ORDER BY t.priority DESC, t.id LIMIT %(limit)s) counted)
            FROM unnest(%(kinds)s::text[]) k""",
            {"me": user.pk, "limit": BADGE_LIMIT + 1, "kinds": [kind.value for kind in kinds]},
        )
        counts = dict(cursor.fetchall())
    return [Tab(kind, KIND_WORDS[kind][0], counts[kind.value]) for kind in kinds]


def waiting_badge(user: Any) -> str:
    """Return how many tasks wait for this person as text: "" for none, "99+" beyond the limit. One query."""
    return capped(sum(tab.count for tab in tabs(user)))


def up_next(wanted: Wanted, *, to: User, now: datetime, but: int | None) -> list[Task]:
    """Return the tasks that this person would be given next, with what names them. One query."""
    others = replace(wanted, but=(*wanted.but, but or 0))
    return list(named(waiting(others, to=to, now=now, limit=UP_NEXT)))


def parked(kinds: Sequence[TaskKind]) -> list[Task]:
    """Return what was set aside last, with who did it. One query."""
    tasks = Task.objects.filter(parked_at__isnull=False, kind__in=kinds)
    return list(named(tasks).order_by("-parked_at", "-pk")[:PARKED_SHOWN])


def parkings_ended(kinds: Sequence[TaskKind]) -> list[Parking]:
    """Return the parkings of these kinds that ended last, with who ended them. One query."""
    ended = Parking.objects.filter(ended_at__isnull=False, kind__in=kinds).select_related(
        "parked_by", "ended_by"
    )
    return list(ended.order_by("-ended_at")[:PARKED_SHOWN])


def words_at(path: str) -> list[str]:
    """Return the columns that a claim is written in words with, reached over `path`."""
    own = ("kind", "low", "best", "high", "bound", "unit", "polarity", "statement")
    return [*(f"{path}__{column}" for column in own), f"{path}__scope__measure__label"]


#: What a line about a task or a decision shows of a mention and of a pair, and no more: the rest is wide.
MENTION_WORDS = ["mention__exact"]
PAIR_WORDS = [*words_at("relation__left"), *words_at("relation__right")]


def named(tasks: "QuerySet[Task]") -> "QuerySet[Task]":
    """Read with each task what a line about it needs, whatever its kind, and nothing else."""
    return tasks.select_related(
        "mention__claim__scope__measure", "mention__version__article", "finding", "question",
        "rereading__mention__version__article", "derivation__article", "derivation__origin",
        "relation__left__scope__measure", "relation__right__scope__measure", "parked_by",
    ).only(
        "kind", "parked_at", "parked_by__username", *MENTION_WORDS,
        *words_at("mention__claim"), "mention__version__article__title",
        "finding__kind", "finding__detail", "question__text", "relation__kind", "relation__comparability",
        "relation__axes",
        "rereading__meaning", "rereading__mention__exact", "rereading__mention__version__article__title",
        "derivation__kind", "derivation__article__title", "derivation__origin__title",
        *PAIR_WORDS,
    )  # fmt: skip
