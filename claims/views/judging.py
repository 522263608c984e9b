"""What the pages of decisions, of assessments and of their drafts ask first: the question, and the claims to rank."""

from django.shortcuts import get_object_or_404

from claims.models import Claim, Question
from claims.queries.question import gathered_under

#: Claims that can be ranked on the form: more than a person weighs one by one.
CLAIMS_RANKED = 40


def question_of(pk: int) -> Question:
    """Return the question with what describes it, or raise Http404."""
    return get_object_or_404(
        Question.objects.select_related("scope__measure", "scope__population", "scope__place"), pk=pk
    )


def claims_ranked(question: Question) -> list[Claim]:
    """Return the claims that a form asks a rank for."""
    return [link.claim for link in gathered_under(question)[:CLAIMS_RANKED]]
