"""
What a person's queue is narrowed to, and what they skipped: kept in the session, so that no form has to carry it.

A skipped task is not shown again before everything else was; then the round begins anew.
"""

from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest
from django.urls import reverse

from claims.queries.queue import kinds_of
from claims.services.leasing import Wanted
from claims.vocabulary import TaskKind

_KEY = "desk"
#: Skips remembered; who skips more than that begins the round anew.
SKIPS_KEPT = 200


@dataclass(frozen=True, slots=True)
class Desk:
    """kind: one kind of task, "" for all. question: only what its claims are about; None: everything."""

    kind: str = ""
    question: int | None = None
    skipped: tuple[int, ...] = ()

    def wanted(self, request: HttpRequest) -> Wanted:
        """Return what to give this person: of all kinds their role may decide, those that they chose."""
        kinds = kinds_of(request.user)
        chosen = tuple(kind for kind in kinds if kind.value == self.kind)
        return Wanted(chosen or kinds, but=self.skipped, question=self.question)

    def skipping(self, task: int) -> "Desk":
        return replace(self, skipped=(*self.skipped, task)[-SKIPS_KEPT:])

    @property
    def url(self) -> str:
        """The address of the queue, narrowed in this way."""
        parts = [f"kind={self.kind}"] if self.kind else []
        parts += [f"question={self.question}"] if self.question else []
        return reverse("queue") + ("?" + "&".join(parts) if parts else "")


def desk_of(request: HttpRequest) -> Desk:
    """Return how this person's queue stands."""
    kept: dict[str, Any] = request.session.get(_KEY, {})
    return Desk(kept.get("kind", ""), kept.get("question"), tuple(kept.get("skipped", ())))


def keep_desk(request: HttpRequest, desk: Desk) -> Desk:
    """Keep it for the next request; writes nothing where nothing changed."""
    if desk != desk_of(request):
        request.session[_KEY] = {
            "kind": desk.kind, "question": desk.question, "skipped": list(desk.skipped),
        }  # fmt: skip
    return desk


def narrowed(request: HttpRequest, *, kind: str | None, question: int | None) -> Desk:
    """Return the queue as the address asks for it; narrowing it otherwise than before forgets the skips."""
    kind = kind if kind in set(TaskKind) else ""
    before = desk_of(request)
    if (before.kind, before.question) == (kind, question):
        return before
    return keep_desk(request, Desk(kind or "", question))
