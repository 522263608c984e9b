"""Set claims beside each other by hand: find the other one, judge the pair, look at a whole set as a matrix."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.relation import JudgementForm
from claims.models import Claim, Question, Relation
from claims.paging import page_of
from claims.queries.finding_claims import claims_matching, claims_near
from claims.queries.matrix import CLAIMS_AT_ONCE, matrix_of
from claims.queries.question import gathered_under
from claims.services.judging import AlreadyJudged, relate_claims
from claims.services.refusals import ReasonMissing
from claims.views.relation import refuse_judgement, relation_of, saved, show_pair
from claims.vocabulary import FIGURE_KINDS
from config.asked import person_of, see_other, whole_number
from config.htmx import page_or_partial
from config.policies import Action, requires

#: Claims of a question that can be chosen from, the first ones of its list.
TO_CHOOSE_FROM = 60


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def claims_compare(request: HttpRequest) -> HttpResponse:
    """`?claim=1`: find another one (`q`: by number or words); two claims: the pair; three and more: a matrix."""
    chosen = _asked_for(request)
    known = Claim.objects.with_scope().in_bulk(chosen)
    chosen = [pk for pk in chosen if pk in known]
    if len(chosen) == 2:
        return _pair(request, *chosen)
    if len(chosen) > 2:
        context: dict[str, Any] = {
            "matrix": matrix_of(chosen[:CLAIMS_AT_ONCE]),
            "cut": len(chosen) > CLAIMS_AT_ONCE,
        }
        return render(request, "claims/matrix.html", context | {"limit": CLAIMS_AT_ONCE})
    claim = known[chosen[0]] if chosen else None
    text = request.GET.get("q", "").strip()
    near = claims_near(claim) if claim and not text else []
    offered = claims_matching(text, but=claim.pk if claim else None) if text else near
    context = {"claim": claim, "text": text, "offered": offered}
    return render(request, page_or_partial(request, "claims/compare.html", partials={"offered"}), context)


@require_POST
@requires(Action.LINK)
@vary_on_headers("HX-Request", "HX-Target")
def claims_relate(request: HttpRequest) -> HttpResponse:
    """Judge two claims that no rule related; their relation is recorded with the judgement."""
    ids = [pk for one in request.POST.getlist("claim") if (pk := whole_number(one)) is not None]
    claims = [get_object_or_404(Claim.objects.with_scope(), pk=pk) for pk in dict.fromkeys(ids)]
    if len(claims) != 2:
        return see_other(reverse("claims_compare"))
    form = JudgementForm(request.POST)
    if not form.is_valid():
        return _pair(request, *ids, status=422, problem="Choose how the two claims stand to each other.")
    data = form.cleaned_data
    left, right = sorted(claims, key=lambda claim: claim.pk)
    side = form.newer_in(Relation(left=left, right=right))
    try:
        found = relate_claims(
            left, right, data["verdict"], newer=(left if side == "left" else right).pk, reason=data["reason"],
            by=person_of(request), now=timezone.now(),
        )  # fmt: skip
    except ReasonMissing as error:
        return _pair(
            request, *ids, status=422, problem=str(error), wants_reason=data["verdict"], newer=data["newer"]
        )
    except AlreadyJudged as error:
        return refuse_judgement(request, error.relation, form)
    return saved(request, found, form, left=ids[0], is_new=True)


@require_GET
@requires(Action.BROWSE)
def question_matrix(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the figures gathered under a question against each other: those of a page, or those chosen (`?claim=`)."""
    question = get_object_or_404(Question, pk=pk)
    gathered = gathered_under(question).filter(claim__kind__in=FIGURE_KINDS)
    asked = _asked_for(request)
    page = page_of(request, gathered, size=CLAIMS_AT_ONCE)
    shown = asked or [link.claim_id for link in page.rows]
    context = {
        "question": question,
        "matrix": matrix_of(shown[:CLAIMS_AT_ONCE]),
        "page": None if asked else page,
        "choices": [link.claim for link in gathered[:TO_CHOOSE_FROM]],
        "chosen": set(shown[:CLAIMS_AT_ONCE]),
        "cut": len(shown) > CLAIMS_AT_ONCE,
        "limit": CLAIMS_AT_ONCE,
    }
    return render(request, "claims/matrix.html", context)


def _asked_for(request: HttpRequest) -> list[int]:
    """Return the claims' numbers in the address, each once, a few more than a matrix takes."""
    numbers = [
        number for one in request.GET.getlist("claim")[:100] if (number := whole_number(one)) is not None
    ]
    return list(dict.fromkeys(numbers))


def _pair(request: HttpRequest, left: int, right: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """Show two claims side by side, the first one left; a pair that is on record on its own page."""
    found = relation_of(left, right)
    if found.pk is not None and status == 200:
        return see_other(f"{reverse('relation', args=[found.pk])}?left={left}")
    return show_pair(request, found, left=left, status=status, **more)
