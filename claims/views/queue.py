"""The review queue: the next best task, with what was done last below it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from claims.models import Mention, Relation
from claims.queries.compare import pair_of
from claims.queries.queue import KINDS, next_mentions, next_relations, sitting_of, waiting_by_kind
from claims.queries.triage import task_of
from config.asked import person_of, whole_number
from config.htmx import page_or_partial, wants_pieces
from config.policies import Action, requires

PAGE = "claims/queue.html"


@require_GET
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def queue(request: HttpRequest) -> HttpResponse:
    """Show the next task. `?kind=relation|mention`, `?skip=ID` go on after this one, `?at=ID` this very one."""
    context = queue_context(
        request,
        kind=request.GET.get("kind", ""),
        skip=whole_number(request.GET.get("skip")),
        at=whole_number(request.GET.get("at")),
    )
    return render(request, page_or_partial(request, PAGE, partials={"task"}), context)


def show_queue(request: HttpRequest, *, status: int = 200, **context: Any) -> HttpResponse:
    """Answer an action with the next task: the piece for htmx, else the whole page."""
    template = f"{PAGE}#task" if wants_pieces(request) else PAGE
    return render(request, template, context | queue_context(request, **context), status=status)


def queue_context(
    request: HttpRequest, *, kind: str = "", skip: int | None = None, at: int | None = None, **more: Any
) -> dict[str, Any]:
    """Return what the queue's template shows. Without a kind, relations come first, because they need two eyes."""
    waiting = waiting_by_kind()
    if kind not in KINDS:
        kind = "relation" if waiting.relations or not waiting.mentions else "mention"
    context: dict[str, Any] = {
        "kind": kind,
        "waiting": waiting,
        "sitting": sitting_of(person_of(request), now=timezone.now()),
        "back": "queue",
        "may_triage": True,
        "swaps_queue": wants_pieces(request),
    }
    if kind == "relation":
        relations = _leading(next_relations(skip=skip), Relation.objects.suggested().with_claims(), at)
        context |= {"pair": pair_of(relations[0]) if relations else None, "up_next": relations[1:]}
    else:
        mentions = _leading(next_mentions(skip=skip), Mention.objects.suggested(), at)
        context |= {"triage": task_of(mentions[0].pk) if mentions else None, "up_next": mentions[1:]}
    return context | more


def _leading(tasks: list[Any], waiting: Any, at: int | None) -> list[Any]:
    """Put the task that was asked for first, if it still waits."""
    if at is None or (tasks and tasks[0].pk == at):
        return tasks
    wanted = waiting.filter(pk=at).first()
    return [wanted, *(task for task in tasks if task.pk != at)] if wanted else tasks
