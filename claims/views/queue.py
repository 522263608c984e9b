"""The review queue: one stream of tasks of every kind, the best next one in hand, with what was done last below it."""

from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.models import Task
from claims.queries.queue import KIND_WORDS, capped, kinds_of, parked, parkings_ended, tabs, up_next
from claims.queries.sitting import sitting_of
from claims.queries.tasks import shown
from claims.services import leasing
from claims.views.desk import Desk, desk_of, keep_desk, narrowed
from claims.views.narrowing import chips_of
from claims.vocabulary import TaskKind
from config.asked import person_of, see_other, whole_number
from config.htmx import page_or_partial, wants_pieces
from config.policies import Action, requires

PAGE = "claims/queue.html"

#: Kinds of task that one thing can be: a pair is a missing axis while it cannot be compared.
_SAME_SUBJECT = {
    "relation": (TaskKind.RELATION, TaskKind.AXIS),
    "axis": (TaskKind.RELATION, TaskKind.AXIS),
    "mention": (TaskKind.MENTION, TaskKind.NAME),
    "name": (TaskKind.MENTION, TaskKind.NAME),
}


@require_GET
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def queue(request: HttpRequest) -> HttpResponse:
    """
    Take the next task and show it.

    `?kind=` only that kind, `?question=ID` only what its claims are about, `?measure=ID` and `?source=ID` only claims
    that count this, or that this source makes or carries; any of them together. `?kind=&at=ID` the task about this
    very thing, however the queue is narrowed.
    """
    at = whole_number(request.GET.get("at"))
    kind = request.GET.get("kind", "")
    if at is None:
        narrowed(request)
    context = queue_context(request, kind=kind, at=at)
    task = context["task"]
    if at is not None and not context["problem"] and (task is None or task.about != at):
        context["note"] = "What you asked for waits no longer: it is decided."
    return render(request, page_or_partial(request, PAGE, partials={"task"}), context)


@require_POST
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def task_skip(request: HttpRequest, pk: int) -> HttpResponse:
    """Let go of a task until everything else was shown, and take the next one."""
    leasing.release(by=person_of(request))
    keep_desk(request, desk_of(request).skipping(pk))
    return next_task(request, said="Skipped. It waits for somebody else, or for you later.")


@require_POST
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def task_park(request: HttpRequest, pk: int) -> HttpResponse:
    """Set a task aside for everybody until something changes, and take the next one."""
    try:
        parked = leasing.park(pk, by=person_of(request), now=timezone.now())
    except leasing.InOtherHands as error:
        return show_queue(request, status=409, problem=str(error))
    if not parked:
        return show_queue(request, status=409, problem="It waits no longer: somebody has decided it.")
    return next_task(
        request,
        said="Parked. It comes back when something about it changes; until then it is on the page Parked.",
    )


@require_POST
@requires(Action.TRIAGE)
def task_put_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a parked task back now, and show it."""
    task = Task.objects.filter(pk=pk).first()
    if task is None or not leasing.put_back(pk, by=person_of(request), now=timezone.now()):
        messages.warning(request, "It was not parked any more.")
        return see_other(reverse("parked_list"))
    messages.success(request, "Taken back. It is in your hands.")
    return see_other(f"{reverse('queue')}?kind={task.kind}&at={task.about}")


@require_GET
@requires(Action.TRIAGE)
def parked_list(request: HttpRequest) -> HttpResponse:
    """List what is set aside until something changes, `?kind=` only that kind, and what came back last."""
    kinds = kinds_of(request.user)
    chosen = [kind for kind in kinds if kind.value == request.GET.get("kind")]
    context = {
        "tasks": parked(chosen or kinds),
        "ended": parkings_ended(chosen or kinds),
        "kinds": [(kind, KIND_WORDS[kind][0]) for kind in kinds],
        "kind": chosen[0] if chosen else "",
    }
    return render(request, "claims/parked.html", context)


@require_POST
@requires(Action.TRIAGE)
def queue_leave(request: HttpRequest) -> HttpResponse:
    """Let go of the `task` that a page had in hand, by its `lease`: sent when the page is left."""
    task = whole_number(request.POST.get("task"))
    if task is not None:
        leasing.give_back(task, lease=request.POST.get("lease", ""), by=person_of(request))
    return HttpResponse(status=204)


def next_task(request: HttpRequest, *, said: str) -> HttpResponse:
    """Answer something done with the next task: the piece for htmx, else a redirect to it."""
    if wants_pieces(request):
        return show_queue(request, note=said)
    messages.success(request, said)
    return see_other(desk_of(request).url)


def show_queue(
    request: HttpRequest, *, status: int = 200, kind: str = "", at: int | None = None, skip: int | None = None,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    """
    Answer an action with a task: the piece for htmx, else the whole page.

    kind and at: the task about this very thing, if it waits; otherwise the next one. skip: what was just decided, which
    is not shown again at once where it still waits for something else.
    """
    template = f"{PAGE}#task" if wants_pieces(request) else PAGE
    if skip is not None:
        context["decided"] = (TaskKind(kind), skip)
    return render(request, template, queue_context(request, kind=kind, at=at, **context), status=status)


def queue_context(
    request: HttpRequest, *, kind: str = "", at: int | None = None, decided: tuple[TaskKind, int] | None = None,
    **more: Any,
) -> dict[str, Any]:  # fmt: skip
    """Return what the queue's template shows, with a task that is now in this person's hands."""
    person, now, desk = person_of(request), timezone.now(), desk_of(request)
    task, problem = _asked_for(request, kind, at)
    if task is None:
        task, desk = _next(request, desk, decided)
    wanted = desk.wanted(request)
    kinds = tabs(person)
    return {
        "task": task,
        "kind": task.kind if task else "",
        "asks": KIND_WORDS[TaskKind(task.kind)][1] if task else "",
        "tabs": kinds,
        "waiting": capped(sum(tab.count for tab in kinds)),
        "desk": desk,
        "chips": chips_of(desk),
        "up_next": up_next(wanted, to=person, now=now, but=task.pk if task else None),
        "sitting": sitting_of(person, now=now),
        "back": "queue",
        "may_triage": True,
        "swaps_queue": wants_pieces(request),
        "problem": problem,
        **(shown(task, person) if task else {}),
        **more,
    }


def _next(request: HttpRequest, desk: Desk, decided: tuple[TaskKind, int] | None) -> tuple[Task | None, Desk]:
    """Take the next task; where only skipped ones are left, begin the round anew."""
    person, now, wanted = person_of(request), timezone.now(), desk.wanted(request)
    rounds = dict.fromkeys([(desk.skipped, decided), ((), decided), ((), None)])
    for skipped, not_about in rounds:
        task = leasing.take(replace(wanted, but=skipped, not_about=not_about), by=person, now=now)
        if task is not None:
            fresh = desk if skipped == desk.skipped else keep_desk(request, replace(desk, skipped=()))
            return task, fresh
    return None, desk


def _asked_for(request: HttpRequest, kind: str, at: int | None) -> tuple[Task | None, str]:
    """Take the task about this very thing; the text says why it cannot be had."""
    if at is None or kind not in set(TaskKind):
        return None, ""
    allowed = set(kinds_of(request.user))
    kinds = [one for one in _SAME_SUBJECT.get(kind, (TaskKind(kind),)) if one in allowed]
    try:
        return leasing.take_this(kinds, at, by=person_of(request), now=timezone.now()), ""
    except leasing.InOtherHands as error:
        return None, str(error)
