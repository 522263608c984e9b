"""
What is kept from whom while assessments are blind: comments and opinions of others, until all are in.

That goes for the question, the claims under it and the pairs of these. Everything that shows such words asks here.
"""

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from claims.models import AssessmentRound
from claims.vocabulary import Gathering


def is_assessing(person: User) -> bool:
    """Return whether this person assesses anything blind now, so that something is kept from them. One query."""
    return _waiting(person).exists()


def kept_from(person: User, path: str = "") -> Exists:
    """
    Return the condition that a comment or opinion is about what this person is assessing blind.

    path: from the row of the query to the comment ("comment__"). Whose words they are is the query's business.
    """
    claims = Q()
    for claim in ("claim", "relation__left", "relation__right"):
        claims |= Q(question__gathered__claim=OuterRef(f"{path}{claim}"))
    under = claims & Q(question__gathered__state__in=(Gathering.SUGGESTED, Gathering.KEPT))
    return Exists(_waiting(person).filter(Q(question=OuterRef(f"{path}question")) | under))


def _waiting(person: User) -> QuerySet[AssessmentRound]:
    return AssessmentRound.objects.filter(
        opened_at__isnull=True, closed_at__isnull=True, assessors__user=person
    )
