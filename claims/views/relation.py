"""A pair of claims: its page, and what a reviewer says of it."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.relation import JudgementForm
from claims.models import Claim, Relation
from claims.queries.compare import Pair, pair_of
from claims.queries.discussion import discussion_of
from claims.queries.triangles import triangles_with
from claims.services.judging import AlreadyJudged, judge_as
from claims.services.pairing import unsaved_relation
from claims.services.refusals import ReasonMissing
from claims.views.desk import desk_of
from claims.views.queue import show_queue
from claims.vocabulary import RelationState
from config.asked import person_of, see_other, whole_number
from config.htmx import go_to, page_or_partial, wants_pieces
from config.policies import Action, can, requires
from config.seen import Line, both_acts, mark_of

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
    found = get_object_or_404(Relation, pk=pk)
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return answer(
            request, found, status=422, problem="Choose how the two claims stand to each other.", stay=True
        )
    data = form.cleaned_data
    try:
        judge_as(
            found, data["verdict"], newer=form.newer_in(found), reason=data["reason"], by=person_of(request),
            now=timezone.now(), seen=data["seen"],
        )  # fmt: skip
    except ReasonMissing as error:
        return answer(
            request,
            found,
            status=422,
            problem=str(error),
            stay=True,
            wants_reason=data["verdict"],
            newer=data["newer"],
        )
    except AlreadyJudged as judged:
        return refuse_judgement(request, judged.relation, form)
    return saved(request, found, form, left=whole_number(request.POST.get("left")))


def refuse_judgement(request: HttpRequest, now: Relation, form: JudgementForm) -> HttpResponse:
    """Answer a judgement that came second (409): what is said of the pair now, beside what this person said of it."""
    said = now.judged_kind or ("unrelated" if now.state == RelationState.REJECTED else now.state)
    reason = form.cleaned_data["reason"]
    lines = [
        Line("Judgement", said.replace("_", " "), form.in_words()),
        Line("Why", now.judged_reason, reason),
    ]
    address = reverse("relation", args=[now.pk])
    both = both_acts(
        request, lines, seen=mark_of(now), row=now, action=reverse("relation_decide", args=[now.pk]),
        leave=address if request.POST.get("back") == "relation" else desk_of(request).url,
    )  # fmt: skip
    because = f", because {reason}" if reason else ""
    problem = f"{ALREADY} You said: {form.in_words()}{because}. That is not saved."
    return answer(request, now, status=409, problem=problem, **both)


def relation_or_404(pk: int) -> Relation:
    return get_object_or_404(Relation.objects.with_claims().select_related("judged_by"), pk=pk)


def relation_of(one: int, other: int) -> Relation:
    """Return the relation of two claims (ids); what the rule says of them, unsaved, where none is on record."""
    recorded = Relation.objects.with_claims().select_related("judged_by")
    found = recorded.filter(left=min(one, other), right=max(one, other)).first()
    if found is not None:
        return found
    if one == other or Claim.objects.filter(pk__in=(one, other)).count() < 2:
        raise Http404("Two claims make a pair.")
    return unsaved_relation(one, other, now=timezone.now())


def pair_context(request: HttpRequest, found: Relation, pair: Pair) -> dict[str, Any]:
    """Return what the pair's page shows beside the pair; a pair that is not on record has no discussion yet."""
    context = {"pair": pair, "back": "relation", "may_link": can(request.user, Action.LINK)}
    if not found.pk:
        return context
    return context | {
        "triangles": triangles_with(found),
        "discussion": discussion_of(found, person_of(request)),
    }


def show_pair(
    request: HttpRequest, found: Relation, *, left: int | None, status: int = 200, **more: Any
) -> HttpResponse:
    """Show the page of a pair, for htmx its piece."""
    context = pair_context(request, found, pair_of(found, left=left)) | more
    template = f"{PAGE}#pair" if wants_pieces(request) else PAGE
    return render(request, template, context, status=status)


def saved(
    request: HttpRequest, found: Relation, form: JudgementForm, *, left: int | None, is_new: bool = False
) -> HttpResponse:
    """
    Answer a judgement that was saved: with the next pair, or with this one where its page was open.

    is_new: the relation was recorded with the judgement, so its page has an address of its own from now on.
    """
    said = f"Saved: {form.in_words()}."
    is_page = is_new or request.POST.get("back") == "relation"
    broken = [] if is_page else triangles_with(found)
    if wants_pieces(request) and not is_new:
        more: dict[str, Any] = {"triangles": broken} if broken else {}
        return answer(request, found, said=said, **more)
    messages.success(request, said)
    for triangle in broken:
        messages.warning(request, f"These cannot all be right: {triangle.words}")
    if not is_page:
        return see_other(desk_of(request).url)
    address = reverse("relation", args=[found.pk]) + (f"?left={left}" if left else "")
    return go_to(address) if wants_pieces(request) else see_other(address)


def answer(
    request: HttpRequest,
    found: Relation,
    *,
    status: int = 200,
    problem: str = "",
    stay: bool = False,
    **more: Any,
) -> HttpResponse:
    """Show the pair's page again where the form stood there, else the queue: `stay`: with the same pair."""
    more["problem"] = problem
    if request.POST.get("back") == "relation":
        left = whole_number(request.POST.get("left"))
        return show_pair(request, relation_or_404(found.pk), left=left, status=status, **more)
    place = {"at": found.pk} if stay else {"skip": found.pk}
    return show_queue(request, status=status, kind="relation", **place, **more)
