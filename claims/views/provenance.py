"""Mark who is behind a mention."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.forms.provenance import BaseChain, Edit, chain_form, chain_token, edited_rows, hop_lines
from claims.models import Mention
from claims.queries.utterances import reports_by_utterance
from claims.services.provenance import ChainInvalid, chain_of, mark_provenance
from config.asked import person_of, see_other
from config.htmx import page_or_partial
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, Versions, saved_last
from sources.directory import NotPossible
from sources.queries.names import first_names

PAGE = "claims/provenance.html"


@require_http_methods(["GET", "POST"])
@requires(Action.MARK_PROVENANCE)
@vary_on_headers("HX-Request", "HX-Target")
def mention_provenance(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Show the chain of a mention as a form; save it. 409 when somebody else changed it first: both are shown.

    A button named `edit` moves, adds or takes out a row of the form; nothing is saved by that.
    """
    mention = get_object_or_404(
        Mention.objects.select_related(
            "claim__scope__measure", "claim__claimant", "version__article__outlet", "utterance__speaker"
        ),
        pk=pk,
    )
    if request.method != "POST":
        return _show(request, mention, chain_form(mention), seen=chain_token(mention))
    form = chain_form(mention, request.POST)
    edit = Edit.read(request.POST.get("edit", ""))
    if edit is not None:
        rows, at = edited_rows(form, edit)
        form = chain_form(mention, rows=rows)
        return _show(request, mention, form, seen=request.POST.get("seen", ""), edit=edit, at=at)
    if not form.is_valid():
        return _show(request, mention, form, seen=request.POST.get("seen", ""), status=422)
    refused = ""
    try:
        if request.POST.get("seen") != chain_token(mention):
            raise ChangedMeanwhile
        with transaction.atomic():
            mark_provenance(mention, form.hops(), seen=form.stored, by=person_of(request), now=timezone.now())
    except ChangedMeanwhile:
        lines = hop_lines(chain_of(mention), form.meant())
        versions = Versions(lines, *saved_last(mention.attributions.order_by("-hop").first()))
        return _show(request, mention, form, seen=chain_token(mention), versions=versions, status=409)
    except (ChainInvalid, NotPossible) as error:
        refused = str(error)
    if refused:
        return _show(request, mention, form, seen=request.POST.get("seen", ""), refused=refused, status=422)
    messages.success(request, "Saved who is behind it. Undo brings the chain before back.")
    return see_other(f"{reverse('claim', args=[mention.claim_id])}?mention={mention.pk}")


def _show(
    request: HttpRequest, mention: Mention, form: BaseChain, *, status: int = 200, **more: Any
) -> HttpResponse:
    """Render the page, or only the rows where htmx asks for them."""
    mention.refresh_from_db(fields=["claim"])  # a refused change may have touched the object
    context = {
        "mention": mention,
        "form": form,
        "chain": list(mention.attributions.order_by("-hop").select_related("source")),
        "reports": sum(reports_by_utterance([mention.utterance_id] if mention.utterance_id else []).values()),
        "published": mention.version.published_on,
        "names": first_names(),
        **more,
    }
    return render(request, page_or_partial(request, PAGE, partials={"hops"}), context, status=status)
