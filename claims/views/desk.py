"""
What a person's queue is narrowed to, and what they skipped: the one in the address, both in the session.

The address of the page decides, so that two windows can be narrowed differently: htmx sends it with every decision. The
session keeps it for requests from elsewhere and without script, so that no form has to carry it.
A skipped task is not shown again before everything else was; then the round begins anew.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from typing import Any
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from django.urls import reverse

from claims.queries.queue import kinds_of
from claims.services.leasing import Wanted
from claims.vocabulary import TaskKind
from config.asked import whole_number

_KEY = "desk"
#: Skips remembered; who skips more than that begins the round anew.
SKIPS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Desk:
    """
    kind: one kind of task, "" for all. question, measure, source: ids; only what its claims are about, what they count,
    who makes or carries them; None: everything.
    """

    kind: str = ""
    question: int | None = None
    measure: int | None = None
    source: int | None = None
    skipped: tuple[int, ...] = ()

    def wanted(self, request: HttpRequest) -> Wanted:
        """Return what to give this person: of all kinds their role may decide, those that they chose."""
        kinds = kinds_of(request.user)
        chosen = tuple(kind for kind in kinds if kind.value == self.kind)
        return Wanted(
            chosen or kinds,
            but=self.skipped,
            question=self.question,
            measure=self.measure,
            source=self.source,
        )

    def skipping(self, task: int) -> "Desk":
        return replace(self, skipped=(*self.skipped, task)[-SKIPS_KEPT:])

    @property
    def is_narrowed(self) -> bool:
        """Whether something besides the kind is chosen."""
        return any((self.question, self.measure, self.source))

    @property
    def url(self) -> str:
        """The address of the queue, narrowed in this way."""
        return reverse("queue") + _query(self)

    @property
    def filters(self) -> str:
        """The part of an address that narrows, without the kind: "&measure=3"; "" for none."""
        return _query(replace(self, kind="")).replace("?", "&", 1)

    def without(self, name: str) -> "Desk":
        """Return it with one filter taken off."""
        off: dict[str, Any] = {name: "" if name == "kind" else None}
        return replace(self, **off)


#: What an address says of it.
NARROWS = tuple(one.name for one in fields(Desk) if one.name != "skipped")


def _query(desk: Desk) -> str:
    chosen = {name: getattr(desk, name) for name in NARROWS if getattr(desk, name)}
    return f"?{urlencode(chosen)}" if chosen else ""


def asked_in(given: Mapping[str, str]) -> Desk:
    """Return what an address asks for; what makes no sense asks for nothing."""
    kind = given.get("kind", "")
    numbers: dict[str, Any] = {name: whole_number(given.get(name)) for name in NARROWS if name != "kind"}
    return Desk(kind if kind in set(TaskKind) else "", **numbers)


def desk_of(request: HttpRequest) -> Desk:
    """Return how this person's queue stands, in the window that asks."""
    kept: dict[str, Any] = request.session.get(_KEY, {})
    desk = Desk(**{name: kept.get(name, default) for name, default in asdict(Desk()).items()})
    desk = replace(desk, skipped=tuple(desk.skipped))
    htmx: Any = getattr(request, "htmx", None)
    page = urlsplit(htmx.current_url or "") if htmx else urlsplit("")
    if page.path != reverse("queue"):
        return desk
    given = dict(parse_qsl(page.query))
    return desk if "at" in given else replace(asked_in(given), skipped=desk.skipped)


def keep_desk(request: HttpRequest, desk: Desk) -> Desk:
    """Keep it for the next request; writes nothing where nothing changed."""
    kept = asdict(desk) | {"skipped": list(desk.skipped)}
    if request.session.get(_KEY, asdict(Desk()) | {"skipped": []}) != kept:
        request.session[_KEY] = kept
    return desk


def narrowed(request: HttpRequest) -> Desk:
    """Return the queue as the address asks for it; narrowing it otherwise than before forgets the skips."""
    before, asked = desk_of(request), asked_in(request.GET.dict())
    if replace(before, skipped=()) == asked:
        return keep_desk(request, before)
    return keep_desk(request, asked)
