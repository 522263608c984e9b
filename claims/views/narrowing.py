"""Narrowing the review queue: what is counted, who says it; the chips that take a filter off again."""

from dataclasses import dataclass, replace

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from claims.forms.narrowing import NarrowForm
from claims.models import Measure, Question
from claims.views.desk import Desk, desk_of
from config.asked import see_other
from config.policies import Action, requires
from sources.models import Source

_MODELS = {"question": Question, "measure": Measure, "source": Source}


@dataclass(frozen=True, slots=True)
class Chip:
    """One filter in words. url: the queue without it."""

    name: str
    words: str
    url: str


def chips_of(desk: Desk) -> list[Chip]:
    """Return the filters that are on. One query for each."""
    found = []
    for name, model in _MODELS.items():
        pk = getattr(desk, name)
        if pk is not None:
            row = model._default_manager.filter(pk=pk).first()
            found.append(Chip(name, str(row or "not recorded any more"), desk.without(name).url))
    return found


@require_GET
@requires(Action.TRIAGE)
def queue_filters(request: HttpRequest) -> HttpResponse:
    """Ask what to narrow the queue to; `?apply=1` with an answer leads to the queue, narrowed. 422: no such source."""
    desk = desk_of(request)
    if "apply" in request.GET:
        form = NarrowForm(request.GET)
        if form.is_valid():
            return see_other(replace(desk, skipped=(), **form.chosen()).url)
    else:
        source = Source.objects.filter(pk=desk.source).first() if desk.source else None
        form = NarrowForm(initial={"measure": desk.measure, "source_name": source.name if source else ""})
    status = 422 if form.is_bound else 200
    return render(request, "claims/queue_filters.html", {"form": form, "desk": desk}, status=status)
