"""The import desk: paste an article, upload files, and the batches so far."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from config.asked import person_of, see_other
from config.policies import Action, requires
from sources.acquisition.found import Refused
from sources.forms.imports import PasteForm, UploadForm, upload_limits_in_words
from sources.importing.planning import LOOK_AT_ONCE
from sources.importing.receiving import receive_batch
from sources.models import ImportBatch, Source
from sources.paging import page_after
from sources.queries.batches import outcomes_of

PAGE_SIZE = 20
#: Offered while typing an outlet's name; any other name may be typed.
OFFERED_OUTLETS = 200


@require_http_methods(["GET", "POST"])
@requires(Action.IMPORT)
def import_list(request: HttpRequest) -> HttpResponse:
    """Show the two forms and the batches, newest first. A post of either form makes a batch and shows it."""
    is_paste, is_upload = "paste" in request.POST, "upload" in request.POST
    paste = PasteForm(request.POST if is_paste else None, prefix="p")
    upload = UploadForm(request.POST if is_upload else None, request.FILES if is_upload else None, prefix="u")
    form = paste if is_paste else upload if is_upload else None
    if form is not None and form.is_valid():
        try:
            batch = receive_batch(
                form.incoming(),
                label=form.label_of_batch,
                by=person_of(request),
                now=timezone.now(),
                default_outlet=form.cleaned_data.get("default_outlet", ""),
                default_published_on=form.cleaned_data.get("default_published_on"),
                look_at_once=LOOK_AT_ONCE,
            )
        except Refused as error:
            form.add_error("uploads" if is_upload else "text", str(error))
        else:
            return see_other(reverse("batch", args=[batch.pk]))
    batches = ImportBatch.objects.select_related("created_by").order_by("-pk")
    page = page_after(
        request,
        batches,
        size=PAGE_SIZE,
        after=lambda rows, key: rows.filter(pk__lt=key),
        key=lambda batch: batch.pk,
    )
    progress = outcomes_of(page.rows)
    context = {
        "paste": paste,
        "upload": upload,
        "limits": upload_limits_in_words(),
        "outlets": Source.objects.outlets()
        .order_by("name", "pk")
        .values_list("name", flat=True)[:OFFERED_OUTLETS],
        "page": page,
        "rows": [(batch, progress[batch.pk]) for batch in page.rows],
    }
    is_refused = request.method == "POST"
    return render(request, "sources/imports.html", context, status=422 if is_refused else 200)
