"""What the pages of decisions, of assessments and of their drafts ask first: the question, and the claims to rank."""

from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from claims.models import Claim, Question
from claims.queries.question import gathered_under
from claims.services.claims_seen import claims_now, written
from config.asked import whole_number

#: What a form carries of how the question, and the claims under it, stood when it was opened.
MARKS = ("seen", "claims_seen")


def question_of(pk: int) -> Question:
    """Return the question with what describes it, or raise Http404."""
    return get_object_or_404(
        Question.objects.select_related("scope__measure", "scope__population", "scope__place"), pk=pk
    )


def claims_ranked(question: Question) -> list[Claim]:
    """Return the claims that a form asks a rank for, those that a person kept first. One query."""
    return [link.claim for link in gathered_under(question)]


def page_of_claims(request: HttpRequest) -> int:
    """Return which page of the claims is to be shown: that of the button pressed, else the one that was shown."""
    return whole_number(request.POST.get("ranks") or request.POST.get("ranks_at")) or 1


def is_turning(request: HttpRequest) -> bool:
    """Return whether a form was sent to see other claims, and not to be saved."""
    return "ranks" in request.POST


def renewed(request: HttpRequest, question: Question, seen: str) -> dict[str, str]:
    """Return what a form was sent with, under new marks. seen: how what it is about stands now."""
    return {**request.POST.dict(), "seen": seen, "claims_seen": written(claims_now(question))}
