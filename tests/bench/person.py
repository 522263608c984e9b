"""What the benchmark's own reviewer has said, was told and is asked: pages that each person sees for themselves alone."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from claims.models import AssessmentRound, Assessor, Comment, Notice, Question

#: Questions that the person has commented on, and some that wait for their assessment.
TALKED, ASKED = 100, 20
DAY = timedelta(days=1)


@transaction.atomic
def settle_in(person: User) -> None:
    """Let the person comment, be told and be asked, unless they were there before."""
    if Comment.objects.filter(by=person).exists():
        return
    now = timezone.now()
    questions = list(Question.objects.order_by("pk")[:TALKED])
    Comment.objects.bulk_create(
        Comment(question=one, text="Which of them counts the wounded?", by=person, at=now)
        for one in questions
    )
    Notice.objects.bulk_create(
        Notice(
            user=person, question=one, text="Somebody commented.", at=now, read_at=now if one.pk % 2 else None
        )
        for one in questions
    )
    free = Question.objects.filter(adjudications=None, assessment_rounds=None).order_by("pk")[:ASKED]
    rounds = AssessmentRound.objects.bulk_create(
        AssessmentRound(question=one, asked_by=one.created_by or person, asked_at=now - DAY) for one in free
    )
    other = User.objects.exclude(pk=person.pk).order_by("pk").first()
    both = (person, other or person)
    Assessor.objects.bulk_create(Assessor(round=one, user=user) for one in rounds for user in both)
