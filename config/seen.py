"""
Who saves second: a mark of what a form was opened with, and both versions side by side where it no longer holds.

A form carries `seen`, the mark of the object as its page showed it. A service compares it under a lock and raises
ChangedMeanwhile. The view answers 409 with what is saved now beside what this person filled in, and with their form
as they filled it in under the new mark, so that saving over the other version is an act done knowingly.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.contrib.auth.models import User
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from config.asked import called
from config.events import person_in
from config.htmx import into_messages, wants_pieces

MARK_LENGTH = 16


class ChangedMeanwhile(Exception):
    """Somebody else saved first. now: the object as it is saved now, None when it is gone."""

    def __init__(self, now: Any = None) -> None:
        super().__init__("Somebody else has saved this in the meantime.")
        self.now = now


def mark(*values: object) -> str:
    """Return a short digest of these values: 16 hexadecimal digits."""
    text = json.dumps([_plain(value) for value in values], ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode()).hexdigest()[:MARK_LENGTH]


def mark_of(row: models.Model, *more: object) -> str:
    """Return the mark of a row as it was loaded: of all its columns, and of what else a form shows of it."""
    columns = [column for column in row._meta.concrete_fields if not column.generated]
    return mark(*(getattr(row, column.attname) for column in columns), *more)


def check_seen(row: models.Model, seen: str, *more: object) -> None:
    """Raise ChangedMeanwhile unless `seen` is the mark of the row, which the caller has locked."""
    if mark_of(row, *more) != seen:
        raise ChangedMeanwhile(row)


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was filled in. yours None: this person did not say anything about it."""

    label: str
    theirs: str
    yours: str | None = None

    @property
    def differs(self) -> bool:
        return self.yours is not None and self.yours != self.theirs


@dataclass(frozen=True, slots=True)
class Versions:
    """
    Both versions. by, at: who saved the one that is there now, and when, where that is known.

    again: what is sent once more, with the new mark, to save over it; empty where a form does that, or nobody can.
    title: what to call it where nobody saved anything: the program found something.
    """

    lines: list[Line]
    by: str = ""
    at: datetime | None = None
    again: list[tuple[str, str]] = field(default_factory=list)
    title: str = ""


def both_versions(
    form: forms.BaseForm, theirs: Mapping[str, Any], *, row: models.Model | None = None
) -> Versions:
    """
    Return the fields of a bound form beside what is saved now (in the form's own terms, as its `initial`).

    row: with a history, to say who saved last. One query for each of the two.
    """
    lines = [
        Line(_name(one), _shown(one.field, theirs.get(one.name)), _shown(one.field, one.value()))
        for one in form.visible_fields()
    ]
    by, at = saved_last(row)
    return Versions(lines, by, at)


def _name(one: forms.BoundField) -> str:
    """Name a field where it stands alone: a label that needs what stands beside it has a fuller one for listeners."""
    return str(one.field.widget.attrs.get("aria-label") or one.label)


def saved_last(row: models.Model | None) -> tuple[str, datetime | None]:
    """Return who changed a row with a history last, and when; ("", …) for the program."""
    events = getattr(row, "events", None)
    last = events.select_related("pgh_context").order_by("-pgh_id").first() if events is not None else None
    if last is None:
        return "", None
    user = person_in(last)
    return called(User.objects.filter(pk=user).first() if user else None), last.pgh_created_at


def refuse_second(
    request: HttpRequest,
    lines: Iterable[Line],
    *,
    seen: str | None,
    leave: str,
    row: models.Model | None = None,
) -> HttpResponse:
    """
    Answer an act on something that somebody else has changed: 409 with both versions and a button to act all the same.

    seen: the mark of what is saved now; None: the act is no longer possible. leave: the page that shows theirs.
    """
    context = both_acts(request, lines, seen=seen, leave=leave, row=row)
    if wants_pieces(request):
        return into_messages(render(request, "_both_versions.html", context, status=409))
    return render(request, "changed.html", context, status=409)


def both_acts(
    request: HttpRequest, lines: Iterable[Line], *, seen: str | None, leave: str, row: models.Model | None = None,
    action: str = "", renewed: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Any]:  # fmt: skip
    """
    Return what `_both_versions.html` shows of an act that came second: for a page that goes on.

    seen, leave: as for `refuse_second`. action: where it is sent once more, by default where it came to. renewed:
    further fields that carry marks, with the new ones.
    """
    marks = {"csrfmiddlewaretoken": [], "seen": [seen] if seen else [], **(renewed or {})}
    sent = dict(request.POST.lists()) | marks
    again = [] if seen is None else [(name, str(value)) for name, values in sent.items() for value in values]
    versions = Versions(list(lines), *saved_last(row), again)
    return {"versions": versions, "action": action or request.get_full_path(), "leave": leave}


def _plain(value: object) -> object:
    """Write a value the same, whether it was just made or read from the database."""
    return f"{value.normalize():f}" if isinstance(value, Decimal) else value


def _shown(field: forms.Field, value: Any) -> str:
    """Return a field's value as a person reads it: the label of a choice, yes or no, else the text; "" for nothing."""
    if isinstance(field, forms.BooleanField):
        return "yes" if value and value not in ("False", "0", "false") else "no"
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        groups = [label if isinstance(label, list | tuple) else [(key, label)] for key, label in choices]
        labels = {str(key): str(label) for group in groups for key, label in group}
        return labels.get(str(value), "") if value not in (None, "") else ""
    text = field.widget.format_value(value)
    return " ".join(str(text).split()) if text not in (None, "") else ""
