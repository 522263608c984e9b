"""What waits for a reviewer: suggested mentions and suggested relations, which is next, and what was done last."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db.models import Q, QuerySet

from claims.models import Decision, Finding, Mention, Relation

#: The badge stops counting here: nobody needs to know whether 4,000 or 4,100 tasks wait, and counting is slow.
BADGE_LIMIT = 99

#: Tasks listed below the one at hand.
UP_NEXT = 4

#: Pairs looked at in one step, and at most, for some whose claims still stand in a text.
STEP = 20
SEARCHED = 2_000

KINDS = ("relation", "mention")


def waiting_badge() -> str:
    """Return how many tasks wait as text: "" for none, "99+" beyond the limit. At most two short index scans."""
    found = waiting(Relation.objects.suggested())
    if found <= BADGE_LIMIT:
        found += waiting(Mention.objects.suggested())
    return capped(found)


def waiting(tasks: "QuerySet[Any]") -> int:
    """Return how many of them wait, counting no further than the badge shows."""
    return tasks[: BADGE_LIMIT + 1].count()


def capped(count: int) -> str:
    return "" if not count else f"{BADGE_LIMIT}+" if count > BADGE_LIMIT else str(count)


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many of each kind wait, as text."""

    relations: str
    mentions: str
    findings: str


def waiting_by_kind() -> Waiting:
    """Return the counts, capped. Three short index scans."""
    return Waiting(
        relations=capped(waiting(Relation.objects.suggested())),
        mentions=capped(waiting(Mention.objects.suggested())),
        findings=capped(waiting(Finding.objects.open())),
    )


def next_mentions(*, skip: int | None, limit: int = UP_NEXT + 1) -> list[Mention]:
    """Return the mentions that wait, oldest first, beginning after `skip`; from the start again at the end."""
    tasks = Mention.objects.suggested().select_related(
        "claim__scope__measure", "version__article"
    ).defer("version__text").order_by("pk")  # fmt: skip
    found = list(tasks.filter(pk__gt=skip)[:limit] if skip else tasks[:limit])
    return found or (list(tasks[:limit]) if skip else [])


def next_relations(*, skip: int | None, limit: int = UP_NEXT + 1) -> list[Relation]:
    """
    Return the relations that wait, surest first, beginning after `skip`; from the start again at the end.

    A pair of which no text carries one claim any more is passed over.
    """
    tasks = Relation.objects.suggested().order_by("-score", "pk")
    skipped = Relation.objects.filter(pk=skip).values_list("score", flat=True).first() if skip else None
    found: list[int] = []
    if skipped is not None:
        # score <= skipped is said twice, so that the index can begin there
        after = tasks.filter(Q(score__lt=skipped) | Q(score=skipped, pk__gt=skip), score__lte=skipped)
        found = _carried(after, limit)
    rows = Relation.objects.with_claims().in_bulk(found or _carried(tasks, limit))
    return sorted(rows.values(), key=lambda row: (-row.score, row.pk))


def _carried(tasks: "QuerySet[Relation]", limit: int) -> list[int]:
    """
    Return the first `limit` of the tasks whose claims both stand in some text. Two queries, mostly.

    In steps and not in one statement: asked for the few first that meet a condition, PostgreSQL is tempted to
    work the condition out for all.
    """
    found: list[int] = []
    for start in range(0, SEARCHED, STEP):
        pairs = list(tasks.values_list("pk", "left", "right")[start : start + STEP])
        claims = {claim for _, left, right in pairs for claim in (left, right)}
        carried = set(Mention.objects.standing().filter(claim__in=claims).values_list("claim", flat=True))
        found += [pk for pk, left, right in pairs if left in carried and right in carried]
        if len(found) >= limit or len(pairs) < STEP:
            break
    return found[:limit]


@dataclass(frozen=True, slots=True)
class Sitting:
    """What this person did today: how many decisions, and the last one, which `undo` would take back."""

    done: int
    last: Decision | None


def sitting_of(user: User, *, now: datetime) -> Sitting:
    """Return what the person decided in the last 12 hours. Two queries."""
    since = now - timedelta(hours=12)
    mine = Decision.objects.latest_of(user.pk)
    last = mine.select_related(
        "mention__claim__scope__measure", "relation__left__scope__measure", "relation__right__scope__measure"
    ).first()
    done = mine.filter(at__gte=since)[: BADGE_LIMIT + 1].count()
    return Sitting(done=done, last=last)
