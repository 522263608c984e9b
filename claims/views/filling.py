"""Fill in what the readings of a pair leave open: missing axes, the sense of a word; show what would follow, save."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.filling import AxesForm
from claims.forms.meant import MeantForm
from claims.models import Place, Population
from claims.queries.compare import Pair, pair_of
from claims.queries.preview import preview_of
from claims.queries.terms import named_terms
from claims.services.filling import (
    Filled,
    NothingFilled,
    ReadingChanged,
    fill_in,
    record_sense,
    relate_terms,
    verdict_with,
)
from claims.services.lattice import TermRefused
from claims.services.triage import AlreadyDecided, AlreadyRecorded
from claims.views.queue import next_task, show_queue
from claims.views.relation import relation_of, show_pair
from config.asked import person_of, see_other, whole_number
from config.htmx import go_to, wants_pieces
from config.policies import Action, requires
from config.seen import ChangedMeanwhile

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
def pair_axes(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Save what a person fills in; with `act=preview` only say what would follow."""
    relation = relation_of(pk, other)
    left = whole_number(request.POST.get("left"))
    pair = pair_of(relation, left=left)
    form = AxesForm(request.POST, pair=pair)
    if request.POST.get("act") == "preview":
        return _preview(request, pair, form)
    if not form.is_valid():
        return _refuse(
            request, pair, {"axes_form": form}, "Nothing is saved yet: see the marked fields.", status=422
        )
    try:
        filled = fill_in(
            relation,
            form.fillings(),
            reason=form.cleaned_data["reason"],
            by=person_of(request),
            now=timezone.now(),
        )
    except (NothingFilled, AlreadyRecorded) as error:
        return _refuse(request, pair, {"axes_form": form}, str(error), status=422)
    except (ReadingChanged, AlreadyDecided):
        return _refuse(request, pair, {"axes_form": form}, CHANGED, status=409)
    said = "Saved. The reading is accepted as filled in, and the pair is judged anew."
    return _go_on(request, pair, filled, said)


@require_POST
@requires(Action.EDIT_TERMS)
@vary_on_headers("HX-Request", "HX-Target")
def pair_sense(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Record what the speaker of the claim `pk` means by its word that carries several senses."""
    relation = relation_of(pk, other)
    pair = pair_of(relation, left=whole_number(request.POST.get("left")))
    words = pair.senses.words if pair.senses else []
    word = next((one for one in words if one.claim.pk == pk and one.is_asked), None)
    if word is None:
        return _refuse(request, pair, {}, "What this word means here is not open any more.", status=409)
    form = MeantForm(request.POST, word=word)
    kept = {"meant_form": form}
    if not form.is_valid():
        return _refuse(request, pair, kept, "Nothing is saved yet: see the marked fields.", status=422)
    data = form.cleaned_data
    measure = next(one for one in word.senses if one.key == data["measure"])
    try:
        filled = record_sense(
            relation, claim=word.claim, words=word.words, measure=measure, citation=data["citation"],
            mention=form.mention(), by=person_of(request), now=timezone.now(),
        )  # fmt: skip
    except (TermRefused, AlreadyRecorded) as error:
        return _refuse(request, pair, kept, str(error), status=422)
    except (ReadingChanged, AlreadyDecided):
        return _refuse(request, pair, kept, CHANGED, status=409)
    return _go_on(request, pair, filled, f"Recorded: by “{word.words}” {word.speaker} means {measure}.")


@require_POST
@requires(Action.EDIT_TERMS)
@vary_on_headers("HX-Request", "HX-Target")
def pair_terms(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Say that what the claim `pk` names is a part of what the other one names, on the axis that is sent."""
    relation = relation_of(pk, other)
    pair = pair_of(relation, left=whole_number(request.POST.get("left")))
    unrelated = next((one for one in pair.unrelated if one.axis == request.POST.get("axis")), None)
    if unrelated is None:
        return _refuse(request, pair, {}, "How these two relate is recorded by now.", status=409)
    part, axis = relation.left if relation.left_id == pk else relation.right, unrelated.axis
    try:
        filled = relate_terms(
            relation,
            axis,
            part=part,
            seen=request.POST.get("seen", ""),
            by=person_of(request),
            now=timezone.now(),
        )
    except TermRefused as error:
        return _refuse(request, pair, {}, str(error), status=422)
    except ChangedMeanwhile as changed:
        problem = f"Somebody has changed “{changed.now}” in the meantime. Look at it again; nothing is saved."
        return _refuse(request, pair, {}, problem, status=409)
    return _go_on(request, pair, filled, f"Recorded what is part of what; the {axis} is known now.")


@require_GET
@requires(Action.BROWSE)
def term_names(request: HttpRequest, kind: str) -> HttpResponse:
    """Offer the recorded populations or places whose name holds what is being typed, as options of a list."""
    model = MODELS.get(kind)
    text = request.GET.get(request.GET.get("field", "q"), "").strip()
    rows = list(named_terms(model, text=text)[:NAMES_SHOWN]) if model and text else []
    return render(request, "claims/_term_names.html", {"rows": rows})


def _go_on(request: HttpRequest, pair: Pair, filled: Filled, said: str) -> HttpResponse:
    """In the queue the next task; else the page of the pair as it is read now, the left claim still on the left."""
    if request.POST.get("back") == "queue":
        return next_task(request, said=said)
    messages.success(request, said)
    address = f"{reverse('relation', args=[filled.relation.pk])}?left={filled.claims[pair.left.claim.pk]}"
    return go_to(address) if wants_pieces(request) else see_other(address)


def _preview(request: HttpRequest, pair: Pair, form: AxesForm) -> HttpResponse:
    """Say what would follow; nothing is saved, so even what cannot be saved yet is an answer."""
    preview = None
    if form.is_valid():
        verdict = verdict_with(pair.relation.left_id, pair.relation.right_id, form.fillings())
        preview = preview_of(pair, verdict)
    context: dict[str, Any] = {"preview": preview, "axes_form": form}
    if wants_pieces(request):
        return render(request, "claims/_axes_preview.html", context)
    return show_pair(request, pair.relation, left=pair.left.claim.pk, **context, fills=True)


def _refuse(
    request: HttpRequest, pair: Pair, forms: dict[str, Any], problem: str, *, status: int
) -> HttpResponse:
    """Show the form as it was filled in, with the pair as it stands."""
    more: dict[str, Any] = forms | {"problem": problem, "fills": "axes_form" in forms}
    if request.POST.get("back") == "queue":
        return show_queue(request, status=status, kind="axis", at=pair.relation.pk, **more)
    return show_pair(request, pair.relation, left=pair.left.claim.pk, status=status, **more)
