"""The acts that the history kept of rows between two moments: who, when, which columns, and the reason given."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from typing import Any

from django.contrib.auth.models import User
from django.db import connection, models
from django.db.models import Q
from pghistory.models import Context

from claims.models import Claim, Decision, Finding, Mention, Relation
from claims.queries.history import Change, changes_of, is_suggesting
from claims.queries.history_words import NOTHING
from claims.queries.history_words import Names as Written
from claims.queries.known.people import Names
from claims.queries.known.rows import Where, attach, known_rows
from claims.wording import figure
from config.events import events_of, person_in

#: Events looked at for one kind of row: more than acts are told. More happen in an import, of which the page says that
#: it tells a part.
EVENTS_READ = 300
#: A decision is stamped by the program within the transaction whose begin the history notes.
_TOGETHER = timedelta(seconds=60)
_VERBS = {"insert": "recorded", "update": "changed", "delete": "removed"}
_REASONS = ("reason", "judged_reason", "dismissed_reason", "upheld_note", "closed_reason")
#: Columns that an act says beside its changes: why, who and when.
_SAID = frozenset({*_REASONS, "at", "by"})
#: Where words stand in their text: of interest once it changes; at first the words themselves say it.
_PLACED = frozenset({"start", "end", "prefix", "suffix", "cue_start", "cue_end"})


@dataclass(frozen=True, slots=True)
class Act:
    """by: the person, "" for the program. what: in words. why: the reason given, "" for none."""

    at: datetime
    by: str
    what: str
    why: str = ""
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A row's event with the one before it, None for its first."""

    event: Any
    before: Any | None


@dataclass(frozen=True, slots=True)
class Watched:
    """Rows of a model of which an event, at any time until the end of what is looked at, meets a condition."""

    model: type[models.Model]
    where: Where


def steps_of(watched: Sequence[Watched], since: datetime, until: datetime) -> list[Step]:
    """
    Return the events of rows from one moment until just before another: kind after kind as given, each in its order.

    One query asks which rows had any, then one for each kind that had, and one for who did it.
    """
    asked, values = [], list[Any]()
    for place, one in enumerate(watched):
        table = events_of(one.model).model._meta.db_table
        asked.append(
            f"""
            SELECT DISTINCT {place}, pgh_obj_id FROM (
                SELECT pgh_obj_id FROM "{table}" WHERE pgh_created_at < %s AND pgh_created_at >= %s
                AND pgh_obj_id IN (
                    SELECT pgh_obj_id FROM "{table}" WHERE pgh_created_at < %s AND ({one.where.sql})
                ) ORDER BY pgh_id LIMIT {EVENTS_READ}
            ) kind{place}"""
        )
        values += [until, since, until, *one.where.values]
    touched: dict[int, list[int]] = {}
    with connection.cursor() as cursor:
        cursor.execute(" UNION ALL ".join(asked), values)
        for place, pk in cursor.fetchall():
            touched.setdefault(place, []).append(pk)
    steps = [
        step
        for place, ids in sorted(touched.items())
        for step in _steps(watched[place].model, ids, since, until)
    ]
    events = [step.event for step in steps]
    attach(events, "pgh_context", Context.objects.in_bulk({one.pgh_context_id for one in events} - {None}))
    return steps


def _steps(model: type[models.Model], ids: list[int], since: datetime, until: datetime) -> Iterator[Step]:
    """In SQL: a page asks this some ten times of many columns, and building the question took half of it."""
    last: dict[int, Any] = {}
    table = events_of(model).model._meta.db_table
    sql = f'SELECT * FROM "{table}" WHERE pgh_created_at < %s AND pgh_obj_id = ANY(%s) ORDER BY pgh_id'
    for event in events_of(model).raw(sql, [until, ids]):
        if event.pgh_created_at >= since:
            yield Step(event, last.get(event.pgh_obj_id))
        last[event.pgh_obj_id] = event


def told(steps: Sequence[Step], names: Names, written: Written, decisions: "Decisions") -> list[Act]:
    """Return the acts of these steps in words; what changed nothing that is shown is left out."""
    acts = []
    begun = {_suggested(step) for step in steps}
    for step in steps:
        event, verb = step.event, _VERBS.get(step.event.pgh_label, step.event.pgh_label)
        changes = changes_of(event, step.before, written) if verb != "removed" else []
        if verb == "changed" and not changes:
            continue
        with_it = step.before is None and (getattr(event, "mention_id", None), event.pgh_created_at) in begun
        by = None if with_it or is_suggesting(event, step.before) else person_in(event)
        reason = decisions.reason_of(event, by) or next(
            (value for name in _REASONS if (value := getattr(event, name, ""))), ""
        )
        shown = tuple(one for one in changes if _is_shown(one))
        acts.append(
            Act(
                event.pgh_created_at,
                names.before(by, event.pgh_created_at + timedelta.resolution) if by else "",
                f"{_called(event)} {verb}",
                reason,
                shown,
            )
        )
    return acts


def _suggested(step: Step) -> tuple[int, datetime] | None:
    """Return which mention a program suggested with this step, and when: hops of the same moment are its own, too."""
    event = step.event
    if event.pgh_tracked_model is not Mention or step.before is not None or not is_suggesting(event, None):
        return None
    return event.pgh_obj_id, event.pgh_created_at


def _is_shown(one: Change) -> bool:
    column = one.field.replace(" ", "_")
    return column not in _SAID and not (one.before is None and (column in _PLACED or one.after == NOTHING))


def _called(event: Any) -> str:
    """What a row is called in a list of acts."""
    match event.pgh_tracked_model.__name__:
        case "Question":
            return "the question"
        case "QuestionClaim":
            return f"claim {event.claim_id} under the question"
        case "Mention":
            return f"mention “{event.exact[:60]}” of claim {event.claim_id}"
        case "Attribution":
            return f"hop {event.hop} behind mention {event.mention_id}"
        case "Relation":
            return f"the pair of claims {event.left_id} and {event.right_id}"
        case "Finding":
            return f"finding “{event.detail[:80]}”"
        case "Opinion" | "Comment":
            return f"{event.pgh_tracked_model.__name__.lower()} {event.pgh_obj_id}"
        case "SourceAlias":
            return f"the other name “{event.name}”"
        case "MeasurePart":
            return "what a measure counts"
        case "Measure":
            return f"measure “{event.label}”"
        case other:
            return f"{other.lower()} “{getattr(event, 'name', '') or event.pgh_obj_id}”"


class Decisions:
    """What people wrote when they decided on mentions, relations and findings. One query."""

    def __init__(self, steps: Iterable[Step]) -> None:
        wanted: dict[str, set[int]] = {"mention": set(), "relation": set(), "finding": set()}
        for step in steps:
            if step.event.pgh_tracked_model in (Mention, Relation, Finding):
                wanted[step.event.pgh_tracked_model._meta.model_name].add(step.event.pgh_obj_id)
        condition = Q()
        for kind, ids in wanted.items():
            condition |= Q(**{f"{kind}__in": ids})
        self._rows = list(Decision.objects.filter(condition).order_by("pk")) if any(wanted.values()) else []

    def reason_of(self, event: Any, by: int | None) -> str:
        """Return what this person said of this row then; that it was taken back, where that is what they did."""
        kind = event.pgh_tracked_model._meta.model_name
        for row in self._rows:
            if getattr(row, f"{kind}_id", None) != event.pgh_obj_id:
                continue
            if row.undone_by_id == by and _together(row.undone_at, event.pgh_created_at):
                return f"taken back: {row.action}"
            if row.by_id == by and _together(row.at, event.pgh_created_at):
                return str(row.reason)
        return ""


def _together(decided: datetime | None, noted: datetime) -> bool:
    return decided is not None and abs(decided - noted) <= _TOGETHER


def written_then(steps: Iterable[Step], before: datetime, names: Names) -> Written:
    """Return the names of all that these events point at as they were just before a moment, to write columns with."""
    wanted: dict[type[models.Model], set[int]] = {}
    for step in steps:
        for column, pointed_at in _pointing(step.event.__class__):
            for event in (step.event, step.before):
                if (value := getattr(event, column, None)) is not None:
                    wanted.setdefault(pointed_at, set()).add(value)
    return {model: dict(_named(model, ids, before, names)) for model, ids in wanted.items()}


@cache
def _pointing(events: type[models.Model]) -> list[tuple[str, type[models.Model]]]:
    """Return the columns of a model's events that point at other rows, and of which model."""
    return [
        (column.attname, column.related_model)
        for column in events._meta.concrete_fields
        if isinstance(column, models.ForeignKey) and not column.name.startswith("pgh_")
    ]


def _named(
    model: type[models.Model], ids: set[int], before: datetime, names: Names
) -> Iterable[tuple[int, str]]:
    if model is Claim:
        for claim in Claim.objects.filter(pk__in=ids):
            yield claim.pk, f"{figure(claim, claim.bound, claim.unit) or claim.statement}, claim {claim.pk}"
    elif issubclass(model, User):
        yield from ((pk, names.before(pk, before)) for pk in ids)
    elif model._meta.model_name in ("source", "population", "place", "measure", "question"):
        yield from ((row.pk, str(row)) for row in known_rows(model, before, ids=ids))
