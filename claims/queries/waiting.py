"""What waits for one person: what they were told, asked for, or sent back, and what they have begun."""

from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, QuerySet

from claims.models import Adjudication, Assessor, Draft, Notice
from claims.services.blinding import kept_from
from claims.vocabulary import Ending

#: Of each kind, the newest.
SHOWN = 20


@dataclass(frozen=True, slots=True)
class Waits:
    """
    named: unread notices of comments that name this person. asked: blind assessments that are theirs to hand in.

    returned: their proposals that were sent back, with nothing proposed since. drafts: what they have begun.
    """

    named: list[Notice]
    asked: list[Assessor]
    returned: list[Adjudication]
    drafts: list[Draft]

    @property
    def count(self) -> int:
        return len(self.named) + len(self.asked) + len(self.returned) + len(self.drafts)


def waits_for(person: User) -> Waits:
    """Return what waits for this person, newest first. Four queries."""
    later = Adjudication.objects.filter(question=OuterRef("question"), pk__gt=OuterRef("pk"))
    return Waits(
        named=list(
            notices_of(person).filter(
                ~kept_from(person, "comment__"), is_named=True, read_at=None, comment__withdrawn_at=None
            )[:SHOWN]
        ),
        asked=list(
            Assessor.objects.filter(
                user=person, round__opened_at=None, round__closed_at=None, assessment__isnull=True
            )
            .select_related("round__question", "round__asked_by")
            .order_by("-pk")[:SHOWN]
        ),
        returned=list(
            Adjudication.objects.filter(~Exists(later), decided_by=person, ended_how=Ending.RETURNED)
            .select_related("question", "reviewed_by")
            .order_by("-pk")[:SHOWN]
        ),
        drafts=list(
            Draft.objects.filter(user=person).select_related("question").order_by("-saved_at")[:SHOWN]
        ),
    )


def notices_of(person: User) -> QuerySet[Notice]:
    """Return what this person was told, newest first. `is_kept`: about words that are kept from them for now."""
    return (
        Notice.objects.filter(user=person)
        .select_related("question", "claim", "relation", "comment")
        .annotate(is_kept=kept_from(person, "comment__"))
        .order_by("-pk")
    )
