"""One item: what came, what became of it, and correcting it so that it can be tried again. Nothing is lost."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from config.asked import see_other
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, both_versions
from sources.acquisition.found import Kind
from sources.acquisition.reading import editable_text
from sources.forms.mending import CorrectionForm
from sources.importing.mending import correct_item, said_of
from sources.importing.planning import LOOK_AT_ONCE, LOOK_SECONDS, plan_batch
from sources.importing.running import NotRunnable
from sources.models import ImportItem, Outcome, Source, Verdict
from sources.views.imports import OFFERED_OUTLETS

#: A text of more characters is shown in part, and is not offered for editing: saving would lose the rest.
SHOWN = 200_000


@require_http_methods(["GET", "POST"])
@requires(Action.IMPORT)
def item(request: HttpRequest, pk: int, item_pk: int) -> HttpResponse:
    """Show the item; a post corrects it and lets it be tried again."""
    found = get_object_or_404(
        ImportItem.objects.select_related("batch", "version__article"), pk=item_pk, batch=pk
    )
    text = found.correction if found.correction is not None else _text_of(found)
    form = CorrectionForm(request.POST or None, initial=_initial(found, text))
    status, versions = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _correct(found, form.cleaned_data)
            except ChangedMeanwhile:
                status = 409
                found.refresh_from_db()
                text = found.correction if found.correction is not None else _text_of(found)
                versions = both_versions(form, _initial(found, text))
                form = CorrectionForm({**request.POST.dict(), "seen": said_of(found)})
            except NotRunnable as error:
                status = 409
                messages.error(request, str(error))
                found.refresh_from_db()
            else:
                messages.success(request, f"{found.name} is tried again with what you said.")
                return see_other(reverse("batch", args=[pk]))
    context = {
        "item": found,
        "form": form,
        "versions": versions,
        "text": text[:SHOWN],
        "is_cut": len(text) > SHOWN,
        "size": len(found.payload),
        "may_correct": form.is_bound or _may_correct(found),  # what was filled in is never taken away
        "outlets": Source.objects.outlets()
        .order_by("name", "pk")
        .values_list("name", flat=True)[:OFFERED_OUTLETS],
    }
    return render(request, "sources/item.html", context, status=status)


def _may_correct(found: ImportItem) -> bool:
    """Return whether a person's words would change anything: it failed, or it waits and is expected to fail."""
    is_ahead = found.outcome == Outcome.WAITING and found.batch.started_at is None
    return found.outcome == Outcome.FAILED or (is_ahead and found.verdict == Verdict.BROKEN)


def _text_of(found: ImportItem) -> str:
    encoding = found.encoding or found.suggested_encoding
    return editable_text(bytes(found.payload), kind=Kind(found.media), encoding=encoding)


def _initial(found: ImportItem, text: str) -> dict[str, Any]:
    is_text = found.correction is not None or found.media == Kind.OTHER or not found.payload
    return {
        "how": "text" if is_text else "bytes",
        "encoding": found.suggested_encoding or found.encoding,
        "text": "" if len(text) > SHOWN else text,
        "title": found.title,
        "url": found.url,
        "outlet": found.outlet_name,
        "published_on": found.published_on,
        "seen": said_of(found),
    }


def _correct(found: ImportItem, data: dict[str, Any]) -> None:
    is_text = data["how"] == "text"
    correct_item(
        found.pk,
        text=data["text"] if is_text else None,
        encoding="" if is_text else data["encoding"],
        title=data["title"],
        url=data["url"],
        outlet=data["outlet"],
        published_on=data["published_on"],
        seen=data["seen"],
    )
    plan_batch(found.batch_id, limit=LOOK_AT_ONCE, seconds=LOOK_SECONDS)
