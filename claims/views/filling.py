"""Fill in the missing axes of a pair: show the verdict that would follow, save the corrected readings."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.filling import AxesForm
from claims.models import Place, Population
from claims.queries.compare import Pair, pair_of
from claims.queries.preview import preview_of
from claims.queries.terms import named_terms
from claims.services.filling import NothingFilled, ReadingChanged, fill_in, verdict_with
from claims.services.triage import AlreadyDecided, AlreadyRecorded
from claims.views.queue import next_task, show_queue
from claims.views.relation import PAGE, pair_context, relation_or_404
from config.asked import person_of, see_other, whole_number
from config.htmx import go_to, wants_pieces
from config.policies import Action, requires

MODELS: dict[str, type[Population] | type[Place]] = {"population": Population, "place": Place}

#: Names offered while somebody types.
NAMES_SHOWN = 12

CHANGED = (
    "Somebody has changed one of these readings in the meantime. The pair is shown as it stands now, and what you"
    " filled in is kept below; nothing of it is saved."
)


@require_POST
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def relation_axes(request: HttpRequest, pk: int) -> HttpResponse:
    """Save what a person fills in; with `act=preview` only say what would follow."""
    relation = relation_or_404(pk)
    left = whole_number(request.POST.get("left"))
    pair = pair_of(relation, left=left)
    form = AxesForm(request.POST, pair=pair)
    if request.POST.get("act") == "preview":
        return _preview(request, pair, form)
    if not form.is_valid():
        return _refuse(request, pair, form, "Nothing is saved yet: see the marked fields.", status=422)
    try:
        filled = fill_in(
            relation,
            form.fillings(),
            reason=form.cleaned_data["reason"],
            by=person_of(request),
            now=timezone.now(),
        )
    except (NothingFilled, AlreadyRecorded) as error:
        return _refuse(request, pair, form, str(error), status=422)
    except (ReadingChanged, AlreadyDecided):
        return _refuse(request, pair, form, CHANGED, status=409)
    said = "Saved. The reading is accepted as filled in, and the pair is judged anew."
    if request.POST.get("back") == "queue":
        return next_task(request, said=said)
    messages.success(request, said)
    address = f"{reverse('relation', args=[filled.relation.pk])}?left={filled.claims[pair.left.claim.pk]}"
    return go_to(address) if wants_pieces(request) else see_other(address)


@require_GET
@requires(Action.BROWSE)
def term_names(request: HttpRequest, kind: str) -> HttpResponse:
    """Offer the recorded populations or places whose name holds what is being typed, as options of a list."""
    model = MODELS.get(kind)
    text = request.GET.get(request.GET.get("field", "q"), "").strip()
    rows = list(named_terms(model, text=text)[:NAMES_SHOWN]) if model and text else []
    return render(request, "claims/_term_names.html", {"rows": rows})


def _preview(request: HttpRequest, pair: Pair, form: AxesForm) -> HttpResponse:
    """Say what would follow; nothing is saved, so even what cannot be saved yet is an answer."""
    preview = None
    if form.is_valid():
        verdict = verdict_with(pair.relation.left_id, pair.relation.right_id, form.fillings())
        preview = preview_of(pair, verdict)
    context = {"preview": preview, "axes_form": form}
    if wants_pieces(request):
        return render(request, "claims/_axes_preview.html", context)
    return render(request, PAGE, pair_context(request, pair.relation, pair) | context | {"fills": True})


def _refuse(request: HttpRequest, pair: Pair, form: AxesForm, problem: str, *, status: int) -> HttpResponse:
    """Show the form as it was filled in, with the pair as it stands."""
    more: dict[str, Any] = {"axes_form": form, "problem": problem, "fills": True}
    if request.POST.get("back") == "queue":
        return show_queue(request, status=status, kind="axis", at=pair.relation.pk, **more)
    template = f"{PAGE}#pair" if wants_pieces(request) else PAGE
    return render(request, template, pair_context(request, pair.relation, pair) | more, status=status)
