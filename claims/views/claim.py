"""The page of one claim."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims.models import Claim
from claims.queries.claim import claim_page
from claims.queries.derivations import origins_of_claim
from claims.queries.discussion import discussion_of
from claims.queries.findings import findings_about
from claims.queries.grading import graded
from claims.queries.moved_on import moved_on
from claims.vocabulary import MentionState
from config.asked import person_of, whole_number
from config.policies import Action, can, requires


@require_GET
@requires(Action.BROWSE)
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a claim: where it is made, what it covers, who is behind it. `?mention=ID` leads with that place."""
    found = get_object_or_404(Claim.objects.with_scope(), pk=pk)
    page = claim_page(found, first=whole_number(request.GET.get("mention")))
    is_carried = any(place.mention.state != MentionState.REJECTED for place in page.places)
    context = {
        "page": page,
        "moved": [] if is_carried or page.has_more else moved_on(found),
        "findings": findings_about([found.pk]),
        "graded": graded(found),
        "origins": origins_of_claim(found)[0],
        "discussion": discussion_of(found, person_of(request)),
        "claim": found,
        "may_triage": can(request.user, Action.TRIAGE),
        "may_mark": can(request.user, Action.MARK_PROVENANCE),
        "may_link": can(request.user, Action.LINK),
    }
    return render(request, "claims/claim.html", context)
