"""A pair of claims: its page, and what a reviewer says of it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.relation import JudgementForm
from claims.models import Relation
from claims.queries.compare import Pair, pair_of
from claims.queries.discussion import discussion_of
from claims.services.judging import AlreadyJudged, confirm_relation, leave_unsure, reject_relation
from claims.services.refusals import ReasonMissing
from claims.views.desk import desk_of
from claims.views.queue import show_queue
from claims.vocabulary import RelationKind
from config.asked import person_of, see_other, whole_number
from config.htmx import page_or_partial, wants_pieces
from config.policies import Action, can, requires

PAGE = "claims/relation.html"
ALREADY = "Somebody else has judged this pair in the meantime; it is shown as it stands now."


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def relation(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one pair side by side, with what the rule suggests and what a person said."""
    found = relation_or_404(pk)
    context = pair_context(request, found, pair_of(found, left=whole_number(request.GET.get("left"))))
    return render(request, page_or_partial(request, PAGE, partials={"pair"}), context)


@require_POST
@requires(Action.LINK)
@vary_on_headers("HX-Request", "HX-Target")
def relation_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Judge a pair; answers with the next pair, or with the pair's page where the form stood there."""
    found = get_object_or_404(Relation.objects.with_claims(), pk=pk)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _answer(
            request, found, status=422, problem="Choose how the two claims stand to each other.", stay=True
        )
    data = form.cleaned_data
    common: dict[str, Any] = {
        "by": person_of(request), "now": timezone.now(), "reason": data["reason"], "seen": data["seen"],
    }  # fmt: skip
    try:
        if data["verdict"] == "reject":
            reject_relation(found, **common)
        elif data["verdict"] == "unsure":
            leave_unsure(found, **common)
        else:
            confirm_relation(found, kind=RelationKind(data["verdict"]), newer=form.newer_in(found), **common)
    except ReasonMissing as error:
        return _answer(
            request, found, status=422, problem=str(error), stay=True, wants_reason=data["verdict"]
        )
    except AlreadyJudged:
        because = f", because {data['reason']}" if data["reason"] else ""
        return _answer(
            request,
            found,
            status=409,
            problem=f"{ALREADY} You said: {form.in_words()}{because}. That is not saved.",
        )
    return _answer(request, found, said=f"Saved: {form.in_words()}.")


def relation_or_404(pk: int) -> Relation:
    return get_object_or_404(Relation.objects.with_claims().select_related("judged_by"), pk=pk)


def pair_context(request: HttpRequest, found: Relation, pair: Pair) -> dict[str, Any]:
    """Return what the pair's page shows beside the pair."""
    return {
        "pair": pair,
        "discussion": discussion_of(found, person_of(request)),
        "back": "relation",
        "may_link": can(request.user, Action.LINK),
    }


def _answer(
    request: HttpRequest,
    found: Relation,
    *,
    status: int = 200,
    said: str = "",
    problem: str = "",
    stay: bool = False,
    wants_reason: str = "",
) -> HttpResponse:
    is_page = request.POST.get("back") == "relation"
    if status == 200 and not wants_pieces(request):
        messages.success(request, said)
        return see_other(reverse("relation", args=[found.pk]) if is_page else desk_of(request).url)
    if is_page:
        fresh = relation_or_404(found.pk)
        pair = pair_of(fresh, left=whole_number(request.POST.get("left")))
        context = pair_context(request, fresh, pair) | {
            "said": said, "problem": problem, "wants_reason": wants_reason,
        }  # fmt: skip
        template = f"{PAGE}#pair" if wants_pieces(request) else PAGE
        return render(request, template, context, status=status)
    place = {"at": found.pk} if stay else {"skip": found.pk}
    return show_queue(
        request,
        status=status,
        kind="relation",
        said=said,
        problem=problem,
        wants_reason=wants_reason,
        **place,
    )
