"""Fill in what the readings of a pair leave open: missing axes, the sense of a word; show what would follow, save."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.filling import AxesForm, sent_mentions
from claims.forms.meant import MeantForm
from claims.models import Claim, Place, Population
from claims.queries.as_asked import open_word, with_moved
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
from claims.views.filling_second import second_filling, second_sense, second_terms
from claims.views.queue import next_task, show_queue
from claims.views.relation import relation_of, show_pair
from config.asked import person_of, see_other, whole_number
from config.htmx import go_to, wants_pieces
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, mark_of

MODELS: dict[str, type[Population] | type[Place]] = {"population": Population, "place": Place}

#: Names offered while somebody types.
NAMES_SHOWN = 12


@require_POST
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def pair_axes(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Save what a person fills in; with `act=preview` only say what would follow."""
    relation = relation_of(pk, other)
    pair = pair_of(relation, left=whole_number(request.POST.get("left")))
    pair = with_moved(pair, sent_mentions(request.POST))
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
        return second_filling(request, pair, form)
    said = "Saved. The reading is accepted as filled in, and the pair is judged anew."
    return _go_on(request, pair, filled, said)


@require_POST
@requires(Action.EDIT_TERMS)
@vary_on_headers("HX-Request", "HX-Target")
def pair_sense(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Record what the speaker of the claim `pk` means by its word that carries several senses."""
    relation = relation_of(pk, other)
    pair = pair_of(relation, left=whole_number(request.POST.get("left")))
    word = open_word(pair, pk, sent_mentions(request.POST))
    if word is None or word.speaker is None or word.mention is None:
        return _refuse(request, pair, {}, "What this word means here is not open any more.", status=409)
    form = MeantForm(request.POST, word=word)
    kept = {"meant_form": form}
    if not form.is_valid():
        return _refuse(request, pair, kept, "Nothing is saved yet: see the marked fields.", status=422)
    data, known = form.cleaned_data, word.confirmed
    if known is not None and mark_of(known) != data["over"]:
        return second_sense(request, pair, form)
    measure = next(one for one in word.senses if one.key == data["measure"])
    over = (known, data["over"]) if known is not None and known.speaker == word.speaker else None
    try:
        filled = record_sense(
            relation, claim=word.claim, words=word.words, measure=measure, citation=data["citation"],
            mention=form.mention(), by=person_of(request), now=timezone.now(), over=over,
        )  # fmt: skip
    except (TermRefused, AlreadyRecorded) as error:
        form.word = word.as_recorded_now()
        if form.word.confirmed != known:  # somebody else has just recorded one
            return second_sense(request, pair, form)
        return _refuse(request, pair, kept, str(error), status=422)
    except (ReadingChanged, AlreadyDecided, ChangedMeanwhile):
        form.word = word.as_recorded_now()
        return second_sense(request, pair, form)
    return _go_on(request, pair, filled, f"Recorded: by “{word.words}” {word.speaker} means {measure}.")


@require_POST
@requires(Action.EDIT_TERMS)
@vary_on_headers("HX-Request", "HX-Target")
def pair_terms(request: HttpRequest, pk: int, other: int) -> HttpResponse:
    """Say that what the claim `pk` names is a part of what the other one names, on the axis that is sent."""
    relation = relation_of(pk, other)
    pair = pair_of(relation, left=whole_number(request.POST.get("left")))
    part, other_one = (
        (relation.left, relation.right) if relation.left_id == pk else (relation.right, relation.left)
    )
    axis, seen, beside = (request.POST.get(name, "") for name in ("axis", "seen", "beside"))
    inner, outer = (_term(claim, axis) for claim in (part, other_one))
    if inner is None or outer is None or inner == outer:
        return _refuse(request, pair, {}, "The two claims name no two terms there any more.", status=409)
    is_open = any(one.axis == axis for one in pair.unrelated)
    if not is_open and (seen, beside) != (mark_of(inner), mark_of(outer)):
        return second_terms(request, pair, inner, outer)
    try:
        filled = relate_terms(
            relation, axis, part=part, seen=seen, beside=beside, by=person_of(request), now=timezone.now()
        )
    except TermRefused as error:
        return _refuse(request, pair, {}, str(error), status=422)
    except ChangedMeanwhile:
        inner.refresh_from_db()
        outer.refresh_from_db()
        return second_terms(request, pair, inner, outer)
    return _go_on(request, pair, filled, f"Recorded what is part of what; the {axis} is known now.")


@require_GET
@requires(Action.BROWSE)
def term_names(request: HttpRequest, kind: str) -> HttpResponse:
    """Offer the recorded populations or places whose name holds what is being typed, as options of a list."""
    model = MODELS.get(kind)
    text = request.GET.get(request.GET.get("field", "q"), "").strip()
    rows = list(named_terms(model, text=text)[:NAMES_SHOWN]) if model and text else []
    return render(request, "claims/_term_names.html", {"rows": rows})


def _term(claim: Claim, axis: str) -> Population | Place | None:
    """Return what the claim names on the axis, one of those that have terms."""
    return getattr(claim.scope, axis) if claim.scope and axis in MODELS else None


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
