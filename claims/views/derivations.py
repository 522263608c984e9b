"""
Where the reports of a claim come from, and which articles take over from each other.

Both acts are also offered on the page of a whole question: `?question=` brings the person back there.
"""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from claims.forms.derivation import DerivationForm, DrawForm
from claims.models import Claim, Derivation
from claims.queries.derivations import origins_page
from claims.services.deriving import AlreadyDrawn, DerivationImpossible, decide_derivation, draw
from claims.services.refusals import ReasonMissing
from claims.views.question_provenance import address_of, articles_under, asked_question, show_question
from claims.vocabulary import DerivationKind
from config.asked import person_of, see_other
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Line, mark_of, refuse_second


@require_GET
@requires(Action.BROWSE)
def claim_origins(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the independent origins of a claim with their reports, and what the articles take over from each other."""
    return _show(request, pk)


@require_POST
@requires(Action.MARK_PROVENANCE)
def derivation_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Draw that one article takes over from another; both stand on the page where it is drawn."""
    claim = get_object_or_404(Claim, pk=pk)
    question = asked_question(request)
    articles = origins_page(claim).articles if question is None else articles_under(request, question)
    form = DrawForm(request.POST, articles=articles)
    if form.is_valid():
        data = form.cleaned_data
        try:
            draw(
                data["article"], data["origin"], DerivationKind(data["kind"]),
                by=person_of(request), now=timezone.now(),
            )  # fmt: skip
        except (AlreadyDrawn, DerivationImpossible) as error:
            form.add_error("origin", str(error))
        else:
            messages.success(request, "Drawn.")
            return see_other(_back(request, pk))
    return _show(request, pk, form=form, status=422)


@require_POST
@requires(Action.MARK_PROVENANCE)
def derivation_decide(request: HttpRequest, pk: int, derivation_pk: int) -> HttpResponse:
    """Confirm or reject that one article takes over from another. 409 when somebody else decided first."""
    row = Derivation.objects.select_related("article", "origin").filter(pk=derivation_pk).first()
    if row is None:
        raise Http404("No such derivation.")
    form = DerivationForm(request.POST)
    if not form.is_valid():
        return _show(request, pk, refused="A derivation is confirmed or rejected.", status=422)
    data, (state, kind) = form.cleaned_data, form.decided(row)
    try:
        decide_derivation(
            row.pk, state=state, kind=kind, reason=data["reason"], seen=data["seen"],
            by=person_of(request), now=timezone.now(),
        )  # fmt: skip
    except ReasonMissing as error:
        return _show(request, pk, refused=str(error), status=422)
    except ChangedMeanwhile as changed:
        now = changed.now
        lines = [
            Line("State", now.state, state),
            Line("Kind", now.kind, kind),
            Line("Why", now.reason, data["reason"]),
        ]
        return refuse_second(request, lines, seen=mark_of(now), leave=_back(request, pk), row=now)
    messages.success(request, f"{row.article}: {state}.")
    return see_other(_back(request, pk))


def _back(request: HttpRequest, pk: int) -> str:
    question = asked_question(request)
    return reverse("claim_origins", args=[pk]) if question is None else address_of(request, question)


def _show(
    request: HttpRequest, pk: int, *, form: DrawForm | None = None, refused: str = "", status: int = 200
) -> HttpResponse:
    question = asked_question(request)
    if question is not None:
        return show_question(request, question, form=form, refused=refused, status=status)
    claim = get_object_or_404(Claim.objects.with_scope(), pk=pk)
    page = origins_page(claim)
    may_mark = can(request.user, Action.MARK_PROVENANCE)
    context = {
        "claim": claim,
        "page": page,
        "may_mark": may_mark,
        "kinds": [(one.value, one.value) for one in DerivationKind],
        "form": (form or DrawForm(articles=page.articles)) if may_mark and len(page.articles) > 1 else None,
        "refused": refused,
    }
    return render(request, "claims/claim_origins.html", context, status=status)
