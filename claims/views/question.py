"""The page of a question, and putting claims under it or leaving them out."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.gathering import GatheringForm
from claims.models import Claim, Follow, Question, QuestionClaim
from claims.paging import page_of
from claims.queries.assessing import rounds_of
from claims.queries.discussion import discussion_of
from claims.queries.findings import findings_about
from claims.queries.question import CLAIMS_SHOWN, gathered_under, question_page
from claims.services.asking import keep_claim, leave_out, said_of
from claims.templatetags.claim_words import claim_in_words
from claims.vocabulary import Gathering
from config.asked import person_of, see_other
from config.htmx import page_or_partial, wants_pieces
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Line, refuse_second

PAGE = "claims/question.html"


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def question(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a question with its claims."""
    return render(request, page_or_partial(request, PAGE, partials={"gathered"}), _context(request, pk))


@require_POST
@requires(Action.LINK)
@vary_on_headers("HX-Request", "HX-Target")
def question_claims(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep a claim under the question (also one that was not gathered), or leave it out."""
    found = get_object_or_404(Question, pk=pk)
    form = GatheringForm(request.POST)
    claim = Claim.objects.filter(pk=form.cleaned_data["claim"]).first() if form.is_valid() else None
    if claim is None:
        return _answer(request, found, status=422, problem="There is no claim of this number.")
    act = leave_out if form.cleaned_data["action"] == "leave_out" else keep_claim
    try:
        act(found, claim, by=person_of(request), now=timezone.now(), seen=request.POST.get("seen", ""))
    except ChangedMeanwhile as changed:
        link: QuestionClaim = changed.now
        wanted = Gathering.LEFT_OUT if act is leave_out else Gathering.KEPT
        lines = [
            Line("Claim", claim_in_words(claim)),
            Line("Under this question", link.get_state_display(), wanted.replace("_", " ")),
        ]
        leave = reverse("question", args=[pk])
        return refuse_second(request, lines, seen=said_of(link), leave=leave, row=link)
    said = "Left out; no rule puts it back." if act is leave_out else "Kept under this question."
    if request.POST.get("back") == "claim" and not wants_pieces(request):
        messages.success(request, said)
        return see_other(reverse("claim", args=[claim.pk]))
    return _answer(request, found, said=said)


def _context(request: HttpRequest, pk: int) -> dict[str, object]:
    found = get_object_or_404(
        Question.objects.select_related(
            "scope__measure", "scope__population__parent", "scope__place__parent", "created_by"
        ),
        pk=pk,
    )
    links = page_of(request, gathered_under(found), size=CLAIMS_SHOWN)
    return {
        "question": found,
        "page": question_page(found, links.rows),
        "links": links,
        "may_link": can(request.user, Action.LINK),
        "may_decide": can(request.user, Action.DECIDE),
        "findings": findings_about(link.claim_id for link in links.rows),
        "discussion": discussion_of(found, person_of(request)),
        "follows": Follow.objects.filter(question=found, user=person_of(request)).exists(),
        "may_propose": can(request.user, Action.PROPOSE),
        "round": rounds_of(found).open().first(),
    }


def _answer(
    request: HttpRequest, found: Question, *, status: int = 200, said: str = "", problem: str = ""
) -> HttpResponse:
    if status == 200 and not wants_pieces(request):
        messages.success(request, said)
        return see_other(reverse("question", args=[found.pk]) + "#gathered")
    template = f"{PAGE}#gathered" if wants_pieces(request) else PAGE
    return render(
        request, template, _context(request, found.pk) | {"said": said, "problem": problem}, status=status
    )
