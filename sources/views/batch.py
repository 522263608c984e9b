"""One batch: its dry run, its progress while it runs, its items with what became of them; run, cancel, retry."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from config.asked import see_other
from config.htmx import page_or_partial, trigger, wants_pieces
from config.policies import Action, requires
from sources.forms.mending import RetryForm
from sources.importing.mending import cancel_batch, retry_failed
from sources.importing.planning import LOOK_AT_ONCE, LOOK_SECONDS, plan_batch
from sources.importing.running import NotRunnable, start_batch
from sources.models import BatchState, ImportBatch, Outcome, Verdict
from sources.paging import page_after, whole_number
from sources.queries.batches import Progress, failures_of, items_of, progress_of

PAGE_SIZE = 50
PAGE = "sources/batch.html"
PIECES = {"batch-live", "batch-items", "batch-failures"}


@require_GET
@requires(Action.IMPORT)
@vary_on_headers("HX-Request", "HX-Target")
def batch(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Show the batch. `?show=` an outcome or verdict, `?after=` the position of the last item shown.

    While something goes on, the page asks for `batch-live` each second and says with `?seen=` what it shows; when
    there is more by then, the other pieces are told to refresh themselves.
    """
    found = _batch_or_404(pk)
    return _answer(request, found)


@require_POST
@requires(Action.IMPORT)
def batch_run(request: HttpRequest, pk: int) -> HttpResponse:
    """Start the batch after its dry run."""
    return _act(request, pk, lambda: start_batch(pk, now=timezone.now()), "The import has begun.")


@require_POST
@requires(Action.IMPORT)
def batch_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Stop the batch; what is stored stays."""
    return _act(
        request, pk, lambda: cancel_batch(pk, now=timezone.now()), "Cancelled. What was stored stays."
    )


@require_POST
@requires(Action.IMPORT)
def batch_retry(request: HttpRequest, pk: int) -> HttpResponse:
    """Try the failed items again: all, or those of one kind, perhaps in another encoding."""
    form = RetryForm(request.POST)
    if not form.is_valid():
        return _tell(request, _batch_or_404(pk), "This encoding is not offered.", status=422)
    data = form.cleaned_data

    def retry() -> None:
        if not retry_failed(pk, kind=data["kind"], encoding=data["encoding"]):
            raise NotRunnable("None of these can be tried again as they are. Correct them one by one.")
        plan_batch(pk, limit=LOOK_AT_ONCE, seconds=LOOK_SECONDS)

    return _act(request, pk, retry, "They are tried again.")


def _act(request: HttpRequest, pk: int, act: Callable[[], Any], done: str) -> HttpResponse:
    """Do it and show the batch as it is then; 409 when its state does not allow it."""
    _batch_or_404(pk)
    try:
        act()
    except NotRunnable as error:
        return _tell(request, _batch_or_404(pk), str(error), status=409)
    return _tell(request, _batch_or_404(pk), done)


def _tell(request: HttpRequest, found: ImportBatch, words: str, *, status: int = 200) -> HttpResponse:
    """Answer an act: with the live piece for htmx, else with a page (refused) or a redirect to it (done)."""
    if wants_pieces(request):
        response = render(
            request,
            f"{PAGE}#batch-live",
            {**_live(found), "said": words, "is_refused": status != 200},
            status=status,
        )
        return trigger(response, "batch-moved")
    if status == 200:
        messages.success(request, words)
        return see_other(reverse("batch", args=[found.pk]))
    messages.error(request, words)
    return render(request, PAGE, _context(request, found), status=status)


def _batch_or_404(pk: int) -> ImportBatch:
    return get_object_or_404(ImportBatch.objects.select_related("created_by", "default_outlet"), pk=pk)


def _answer(request: HttpRequest, found: ImportBatch) -> HttpResponse:
    template = page_or_partial(request, PAGE, partials=PIECES)
    if template.endswith("#batch-live"):
        context = _live(found)
        response = render(request, template, context)
        return (
            response if str(context["mark"]) == request.GET.get("seen") else trigger(response, "batch-moved")
        )
    return render(request, template, _context(request, found))


def _live(found: ImportBatch) -> dict[str, Any]:
    """Return what moves while the batch is looked at or brought in. One query."""
    now = timezone.now()
    progress = progress_of(found, now=now)
    is_planning = found.state == BatchState.READY and progress.looked_at < progress.total
    return {
        "batch": found,
        "progress": progress,
        "is_live": is_planning or found.state == BatchState.RUNNING,
        "is_planning": is_planning,
        "left": progress.left(found, now),
        "mark": f"{found.state.value}-{progress.looked_at}-{progress.done}",
        "steps": _steps(found),
        "state": found.state,
    }


def _context(request: HttpRequest, found: ImportBatch) -> dict[str, Any]:
    """Return what the whole page shows. Three queries."""
    live = _live(found)
    show = request.GET.get("show", "")
    page = page_after(
        request,
        items_of(found, show=show),
        size=PAGE_SIZE,
        after=lambda rows, position: rows.filter(position__gt=position),
        key=lambda item: item.position,
    )
    return {
        **live,
        "page": page,
        "items": page.rows,
        "show": show,
        "tabs": _tabs(found, live["progress"], show),
        "failures": failures_of(found),
        "here": _here(found, show, whole_number(request.GET.get("after"))),
    }


def _here(found: ImportBatch, show: str, after: int | None) -> str:
    """Return the address of what is shown, which its pieces ask for again."""
    query = urlencode({name: value for name, value in (("show", show), ("after", after)) if value})
    address = reverse("batch", args=[found.pk])
    return f"{address}?{query}" if query else address


def _tabs(found: ImportBatch, progress: Progress, show: str) -> list[dict[str, Any]]:
    """Return the tabs that hold something: by verdict before the run, by outcome afterwards."""
    is_before = found.started_at is None
    words = Verdict if is_before else Outcome
    counts = progress.verdicts if is_before else progress.outcomes
    tabs = [{"show": "", "label": "All", "count": progress.total}]
    tabs += [
        {"show": word.value, "label": word.label.capitalize(), "count": counts[word]}
        for word in words
        if counts.get(word)
    ]
    if show and not any(tab["show"] == show for tab in tabs):
        tabs.append({"show": show, "label": show.replace("_", " ").capitalize(), "count": 0})
    return tabs


def _steps(found: ImportBatch) -> list[tuple[str, str]]:
    """Return the steps of an import with "done", "now" or "later" for each."""
    at = 1 if found.started_at is None else 2 if found.finished_at is None else 3
    names = ("Choose", "Dry run", "Import", "Review mentions")
    return [(name, "done" if n < at else "now" if n == at else "later") for n, name in enumerate(names)]
