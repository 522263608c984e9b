"""
Who has which task in hand. A lease keeps a task from everybody else for a while; an abandoned one ends by itself.

Tasks come and go with what they are about (triggers); nothing here writes anything but leases and parkings.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q, QuerySet

from claims.models import Decision, Parking, Task
from claims.models.task import SUBJECT_OF
from claims.vocabulary import ParkingEnd, TaskKind

#: How long a task is kept for a person who does nothing; every use begins it anew. Our choice: the longest that
#: reading two articles around a pair takes, and short enough that nobody waits for a colleague's lunch.
LEASE = timedelta(minutes=15)


class InOtherHands(Exception):
    """Somebody else has the task in hand."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """
    Which tasks a person wants: of these kinds, none of these; only around this question, with claims that count this
    measure, or with claims that this source makes or carries (ids; None: any).

    not_about: (kind, id) of something that was just decided; what still waits about it can wait a little.
    """

    kinds: tuple[TaskKind, ...]
    but: tuple[int, ...] = ()
    question: int | None = None
    measure: int | None = None
    source: int | None = None
    not_about: tuple[TaskKind, int] | None = None

    @property
    def is_narrow(self) -> bool:
        """Whether most of the stream may have to be passed over to find one."""
        return self.measure is not None or self.source is not None


#: What a person may be given: never their own work, nor what somebody else alone is asked for; no decision that rests
#: on their own assessment.
MAY_BE_GIVEN = """(
    t.not_for_id IS DISTINCT FROM %(me)s
    AND (t.only_for_id IS NULL OR t.only_for_id = %(me)s)
    AND (t.kind <> 'approval' OR NOT EXISTS (
        SELECT 1 FROM claims_adjudication d JOIN claims_assessor a ON a.round_id = d.rests_on_id
        WHERE d.question_id = t.question_id AND d.ended_at IS NULL AND d.verdict IS NULL AND a.user_id = %(me)s)))"""


def givable(tasks: QuerySet[Task], to: User) -> QuerySet[Task]:
    """Leave out what the person may not be given: the same rule, for a query of the models."""
    return _where(tasks, re.sub(r"\bt\.", "claims_task.", MAY_BE_GIVEN), {"me": to.pk})


_AROUND = """(
    t.question_id = %(question)s
    OR t.mention_id IN (SELECT id FROM claims_mention WHERE claim_id = ANY(%(claims)s))
    OR t.relation_id IN (
        SELECT id FROM claims_relation WHERE left_id = ANY(%(claims)s) UNION
        SELECT id FROM claims_relation WHERE right_id = ANY(%(claims)s))
    OR t.finding_id IN (SELECT finding_id FROM claims_findingclaim WHERE claim_id = ANY(%(claims)s)))"""

_CLAIMS = """ARRAY(
    SELECT claim_id FROM claims_questionclaim WHERE question_id = %(question)s AND state <> 'left_out')"""

#: How far down the stream one measure or source is looked for in order: what is common is found there at once. Where
#: nothing is, there are few, or all of them come late, and they are looked up by what they are about. Some hundreds of
#: a million wait in that case, which cost as much to look up as these rows to read: 3 ms.
NEAR = 3_000

_NEAR = """t.priority >= COALESCE((
    SELECT f.priority FROM claims_task f WHERE f.parked_at IS NULL AND {of_kind}
    ORDER BY f.priority DESC, f.id OFFSET %(near)s LIMIT 1), -2147483648)"""

_FREE = "t.parked_at IS NULL AND (t.leased_until IS NULL OR t.leased_until <= %(now)s)"

# Rows that somebody else is just taking or deciding are passed over, so that nobody waits and nobody gets them twice.
_TAKE = """
    WITH mine AS (
        SELECT t.id FROM claims_task t
        WHERE t.leased_by_id = %(me)s AND t.leased_until > %(now)s AND {wanted}
        ORDER BY t.priority DESC, t.id LIMIT 1 FOR UPDATE SKIP LOCKED
    ), free AS (
        SELECT t.id FROM claims_task t
        WHERE NOT EXISTS (SELECT 1 FROM mine) AND {free} AND {wanted} AND {near}
        ORDER BY t.priority DESC, t.id LIMIT 1 FOR UPDATE SKIP LOCKED
    ), far AS (
        SELECT t.id FROM claims_task t
        WHERE {is_narrow} AND NOT EXISTS (SELECT 1 FROM mine) AND NOT EXISTS (SELECT 1 FROM free)
            AND {free} AND {wanted}
        ORDER BY t.priority + 0 DESC, t.id LIMIT 1 FOR UPDATE SKIP LOCKED
    ), taken AS (SELECT id FROM mine UNION ALL SELECT id FROM free UNION ALL SELECT id FROM far), left_behind AS (
        SELECT t.id FROM claims_task t
        WHERE t.leased_by_id = %(me)s AND t.id NOT IN (SELECT id FROM taken) FOR UPDATE SKIP LOCKED
    )
    UPDATE claims_task t SET leased_by_id = CASE WHEN x.taken THEN %(me)s END,
        leased_until = CASE WHEN x.taken THEN %(until)s END
    FROM (SELECT id, true AS taken FROM taken UNION ALL SELECT id, false FROM left_behind) x
    WHERE t.id = x.id RETURNING t.*
"""


def take(wanted: Wanted, *, by: User, now: datetime) -> Task | None:
    """
    Return the task in hand, or take the one that matters most; None where nothing waits. One statement.

    What the person had in hand before goes back. Nobody is given what is in another's hands, parked, or their own work
    that somebody else must look at.
    """
    condition, values = _condition(wanted, to=by)
    sql = _TAKE.format(free=_FREE, wanted=condition, near=_near(wanted), is_narrow=wanted.is_narrow)
    changed = Task.objects.raw(sql, values | {"now": now, "until": now + LEASE})
    return next((task for task in changed if task.leased_by_id is not None), None)


def _condition(wanted: Wanted, *, to: User) -> tuple[str, dict[str, object]]:
    """Return which tasks `t` are wanted and may be given to the person, as SQL with named parameters, and these."""
    conditions = [MAY_BE_GIVEN]
    if len(wanted.kinds) == 1:  # said so, the index of this kind is read in order
        conditions.append("t.kind = %(kind)s")
    else:
        conditions.append("t.kind = ANY(%(kinds)s)")
    if wanted.but:
        conditions.append("t.id <> ALL(%(but)s)")
    if wanted.question is not None:
        conditions.append(_AROUND.replace("%(claims)s", _CLAIMS))
    if wanted.measure is not None:
        conditions.append("t.measures @> ARRAY[%(measure)s]::bigint[]")
    if wanted.source is not None:
        conditions.append("t.sources @> ARRAY[%(source)s]::bigint[]")
    if wanted.not_about is not None:
        conditions.append(f"t.{SUBJECT_OF[wanted.not_about[0]]}_id IS DISTINCT FROM %(decided)s")
    values: dict[str, object] = {
        "decided": wanted.not_about and wanted.not_about[1],
        "me": to.pk, "kinds": [kind.value for kind in wanted.kinds],
        "kind": wanted.kinds[0].value, "but": list(wanted.but), "question": wanted.question,
        "measure": wanted.measure, "source": wanted.source, "near": NEAR,
    }  # fmt: skip
    return " AND ".join(conditions), values


def _near(wanted: Wanted) -> str:
    """Return the condition of the upper part of the stream, as SQL; of all of it where little is passed over."""
    if not wanted.is_narrow:
        return "true"
    return _NEAR.format(of_kind="f.kind = %(kind)s" if len(wanted.kinds) == 1 else "true")


def waiting(wanted: Wanted, *, to: User, now: datetime, limit: int) -> QuerySet[Task]:
    """
    Return what this person would be given next, the first first. One query.

    The ids first, in a query of their own within it: joined to what they are about, PostgreSQL would join everything
    that waits.
    """
    condition, values = _condition(wanted, to=to)
    free = f"{_FREE} AND {condition}"
    first = f"""claims_task.id = ANY(ARRAY(
        WITH upper AS MATERIALIZED (
            SELECT t.id, t.priority FROM claims_task t WHERE {free} AND {_near(wanted)}
            ORDER BY t.priority DESC, t.id LIMIT %(limit)s
        ), far AS MATERIALIZED (
            SELECT t.id, t.priority FROM claims_task t
            WHERE {wanted.is_narrow} AND (SELECT count(*) FROM upper) < %(limit)s AND {free}
            ORDER BY t.priority + 0 DESC, t.id LIMIT %(limit)s
        )
        SELECT id FROM (SELECT * FROM upper UNION SELECT * FROM far) found
        ORDER BY priority DESC, id LIMIT %(limit)s))"""
    return _where(Task.objects.all(), first, values | {"now": now, "limit": limit}).order_by(
        "-priority", "pk"
    )


def _where(tasks: QuerySet[Task], condition: str, values: Mapping[str, object]) -> QuerySet[Task]:
    """Narrow a query of the models by SQL with named parameters."""
    names = re.findall(r"%\((\w+)\)s", condition)
    positional = re.sub(r"%\(\w+\)s", "%s", condition)
    return tasks.extra(where=[positional], params=[values[name] for name in names])


@transaction.atomic
def take_this(kinds: Collection[TaskKind], subject: int, *, by: User, now: datetime) -> Task | None:
    """
    Take the task about this very thing and let go of what was in hand; None where it does not wait.

    A parked one is taken out of the park. Raises InOtherHands; who may not be given it cannot take it, either.
    """
    about = Q()
    for kind in kinds:
        about |= Q(pk__in=Task.objects.about(kind, subject).values("pk"))
    tasks = givable(Task.objects.filter(about), by)
    free = Q(leased_by=None) | Q(leased_by=by) | Q(leased_until__lte=now)
    pk = tasks.order_by("pk").values_list("pk", flat=True).first()
    if pk is None:
        return None
    taken = Task.objects.select_for_update().filter(free, pk=pk)
    if taken.exists():
        _unparked(pk, by=by, now=now)
    if not taken.update(leased_by=by, leased_until=now + LEASE, parked_by=None, parked_at=None):
        raise InOtherHands("Somebody else has this one in hand.")
    release(by=by, but=pk)
    return Task.objects.get(pk=pk)


def release(*, by: User, but: int | None = None) -> None:
    """Let go of everything that the person has in hand, except one."""
    Task.objects.filter(leased_by=by).exclude(pk=but or 0).update(leased_by=None, leased_until=None)


def give_back(pk: int, *, lease: str, by: User) -> None:
    """
    Let go of one lease, named by when it ends (ISO 8601). One that the person took since, of this task too, stays.

    A page says that it was left when the next one has come, and that may have the next task in hand.
    """
    held = Task.objects.filter(pk=pk, leased_by=by)
    until = held.values_list("leased_until", flat=True).first()
    if until is not None and until.isoformat() == lease:
        held.filter(leased_until=until).update(leased_by=None, leased_until=None)


@transaction.atomic
def park(pk: int, *, by: User, now: datetime) -> bool:
    """
    Set a task aside for everybody until something changes; return whether it is there. Raises InOtherHands.

    One that is parked already stays as it was parked. It comes back when its subject or what carries its claims changes
    (triggers), or when somebody takes it out. It is kept as a decision, so that it can be undone.
    """
    task = Task.objects.select_for_update().filter(pk=pk).first()
    if task is None or task.parked_at is not None:
        return task is not None
    free = Q(leased_by=None) | Q(leased_by=by) | Q(leased_until__lte=now)
    parked = Task.objects.filter(free, pk=pk).update(
        parked_by=by, parked_at=now, leased_by=None, leased_until=None
    )
    if not parked:
        raise InOtherHands("Somebody else has this one in hand.")
    Decision.objects.create(
        parking=Parking.objects.get(task=pk, ended_at__isnull=True),
        action="park",
        before={},
        after={},
        by=by,
        at=now,
    )
    return True


@transaction.atomic
def put_back(pk: int, *, by: User, now: datetime) -> bool:
    """Let a parked task wait again; return whether it was parked."""
    parked = Task.objects.select_for_update().filter(pk=pk, parked_at__isnull=False)
    if not parked.exists():
        return False
    _unparked(pk, by=by, now=now)
    return bool(parked.update(parked_by=None, parked_at=None))


def _unparked(pk: int, *, by: User, now: datetime) -> None:
    """Record that a person took a task out of the park, where it was there; what else ends it, triggers record."""
    Parking.objects.filter(task=pk, ended_at__isnull=True).update(
        ended_how=ParkingEnd.TAKEN_BACK, ended_by=by, ended_at=now
    )
