"""What happened to one object: its versions as the triggers kept them, newest first, as differences."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import models
from django.db.models import Q

from claims.models import (
    Attribution,
    Comment,
    Decision,
    Derivation,
    Finding,
    Measure,
    MeasureSense,
    Mention,
    Parking,
    Place,
    Population,
    Question,
    QuestionClaim,
    Relation,
    Rereading,
    Utterance,
)
from claims.models.task import SUBJECT_OF
from claims.queries.history_words import Names, names_of, written
from claims.vocabulary import FindingState, TaskKind
from config.asked import called
from config.events import events_of, person_in
from sources.models import Article, Source

#: Objects with a history page: their name in the address, and the page where they stand.
TRACKED: dict[str, type[models.Model]] = {
    "mention": Mention,
    "relation": Relation,
    "question": Question,
    "measure": Measure,
    "sense": MeasureSense,
    "population": Population,
    "place": Place,
    "source": Source,
    "article": Article,
    "finding": Finding,
    "utterance": Utterance,
    "derivation": Derivation,
    "comment": Comment,
}

#: Rows that belong to an object and whose changes are told with it: (model, field that points at it).
PARTS: dict[str, tuple[type[models.Model], str]] = {
    "mention": (Attribution, "mention"),
    "question": (QuestionClaim, "question"),
}

ENTRIES_SHOWN = 100
#: Who and when are said beside each entry; the rest are digests that nobody reads.
HIDDEN = frozenset(
    {
        "id", "recorded_at", "created_at", "changed_at", "decided_at", "decided_by", "judged_at", "judged_by",
        "key", "closed_at", "inputs", "text_key", "clause_start", "clause_end",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Change:
    """One column. before is None for what was set when the row came into being."""

    field: str
    before: str | None
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One act. what: in words. reason: as given with the act.

    by: the person, "" for the program. during: while whose work the program acted, where it did.
    """

    at: datetime
    by: str
    what: str
    changes: list[Change]
    reason: str = ""
    undone: str = ""
    during: str = ""


def history_of(name: str, found: models.Model) -> list[Entry]:
    """Return what happened to the object, newest first. A fixed number of queries."""
    events = _newest(type(found), pgh_obj_id=found.pk)
    parts: list[Any] = []
    field = ""
    if name in PARTS:
        model, field = PARTS[name]
        parts = _newest(model, **{field: found.pk})
    people = _people([*events, *parts])
    names = names_of(
        (one, getattr(event, one.attname)) for event in [*events, *parts] for one in _fields(event)
    )
    entries = [
        _entry(event, events[index + 1] if index + 1 < len(events) else None, people, names)
        for index, event in enumerate(events)
    ]
    begun = [
        event.pgh_created_at for event, entry in zip(events, entries, strict=True) if _was_suggested(entry)
    ]
    entries += [_part_entry(event, people, names, within=field, with_it=begun) for event in parts]
    if name in ("mention", "relation", "finding", "derivation"):
        entries += _decisions(name, found)
    entries += _parkings(name, found)
    return sorted(entries, key=lambda entry: entry.at, reverse=True)


def _newest(model: type[models.Model], **which: object) -> list[Any]:
    found = events_of(model).filter(**which).select_related("pgh_context")
    return list(found.order_by("-pgh_id")[:ENTRIES_SHOWN])


def _people(events: list[Any]) -> dict[int, str]:
    ids = {user for event in events if (user := person_in(event)) is not None}
    return {user.pk: called(user) for user in User.objects.filter(pk__in=ids)}


def _by(event: Any, before: Any | None, people: dict[int, str]) -> dict[str, str]:
    """Say who did it. A suggestion is the program's, even where a person's act set it off."""
    person = people.get(person_in(event) or 0, "")
    return {"by": "", "during": person} if is_suggesting(event, before) else {"by": person}


def is_suggesting(event: Any, before: Any | None) -> bool:
    """
    Tell whether an event is the program's: it came as a suggestion, or was one and stayed one; a finding was closed
    for want of ground, has it again, or was noticed anew.

    A decision that is taken back is a person's act.
    """
    state = getattr(event, "state", "")
    if before is not None and event.pgh_tracked_model is Finding:
        noticed_anew = state == FindingState.OPEN and event.inputs != before.inputs
        if noticed_anew or FindingState.CLOSED in (state, before.state):
            return True
    return state in _SUGGESTS and (before is None or before.state == event.state)


_SUGGESTS = frozenset({"suggested", "open"})


def _entry(event: Any, before: Any | None, people: dict[int, str], names: Names) -> Entry:
    what = {"insert": "recorded", "update": "changed", "delete": "removed"}.get(
        event.pgh_label, event.pgh_label
    )
    return Entry(
        at=event.pgh_created_at,
        what=what,
        changes=changes_of(event, before, names) if what != "removed" else [],
        **_by(event, before if what != "recorded" else None, people),
    )


def _was_suggested(entry: Entry) -> bool:
    return entry.what == "recorded" and not entry.by


def _part_entry(
    event: Any, people: dict[int, str], names: Names, *, within: str, with_it: Collection[datetime]
) -> Entry:
    """with_it: when the object itself was suggested; a part of the same moment was suggested with it."""
    model = event._meta.model_name.removesuffix("event")
    verb = {"insert": "added", "update": "changed", "delete": "removed"}.get(event.pgh_label, event.pgh_label)
    noun = {"questionclaim": "claim", "attribution": "hop"}.get(model, model)
    suggested = verb == "added" and (
        getattr(event, "state", "") in _SUGGESTS or event.pgh_created_at in with_it
    )
    person = people.get(person_in(event) or 0, "")
    return Entry(
        at=event.pgh_created_at,
        by="" if suggested else person,
        during=person if suggested else "",
        what=f"{noun} {event.claim_id if noun == 'claim' else event.hop} {verb}",
        changes=[
            one for one in changes_of(event, None, names) if one.field not in (within, "hop", "at", "by")
        ],
    )


def changes_of(event: Any, before: Any | None, names: Names) -> list[Change]:
    """Return the columns in which an event differs from the one before it, None for the first."""
    found = []
    for field in _fields(event):
        new = getattr(event, field.attname)
        old = getattr(before, field.attname) if before is not None else None
        if (before is None and new in (None, "", [], False)) or (before is not None and new == old):
            continue
        was = None if before is None else written(field, old, names)
        found.append(Change(field.name.replace("_", " "), was, written(field, new, names)))
    return found


def _fields(event: Any) -> "list[models.Field[Any, Any]]":
    return [
        field
        for field in event._meta.concrete_fields
        if not field.name.startswith("pgh_") and field.name not in HIDDEN
    ]


def _parkings(name: str, found: models.Model) -> list[Entry]:
    """Who set a task about the object aside, and what brought it back. One query where tasks are about such objects."""
    kinds = [kind.value for kind, subject in SUBJECT_OF.items() if subject == name]
    about = Q(kind__in=kinds, subject=found.pk)
    if name == "mention":
        later = Rereading.objects.filter(mention=found.pk).values("pk")
        about |= Q(kind=TaskKind.READING, subject__in=later)
    elif not kinds:
        return []
    rows = Parking.objects.filter(about).select_related("parked_by", "ended_by").order_by("-pk")
    entries = []
    for one in rows[:ENTRIES_SHOWN]:
        kind = one.get_kind_display()
        by = one.parked_by.get_full_name() or one.parked_by.get_username()
        entries.append(Entry(one.parked_at, by, f"parked, until something changes: {kind}", []))
        if one.ended_at:
            by = (one.ended_by.get_full_name() or one.ended_by.get_username()) if one.ended_by else ""
            entries.append(Entry(one.ended_at, by, f"no longer parked: {kind}", [], reason=one.ending))
    return entries


def _decisions(name: str, found: models.Model) -> list[Entry]:
    about = Q(mention=found.pk) | Q(added=found.pk) if name == "mention" else Q(**{name: found.pk})
    decisions = Decision.objects.filter(about).select_related("by", "undone_by").order_by("-pk")
    return [
        Entry(
            at=one.at,
            by=one.by.get_full_name() or one.by.get_username(),
            what=f"decision: {one.action}",
            changes=[],
            reason=one.reason,
            undone=f"undone by {one.undone_by}, {one.undone_at:%d %b %Y, %H:%M}" if one.undone_at else "",
        )
        for one in decisions[:ENTRIES_SHOWN]
    ]
