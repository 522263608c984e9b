"""Claims that some text still carries. One whose mentions were all rejected or read anew stays on record, unshown."""

from django.db.models import Exists, OuterRef

from claims.models import Mention


def still_carried(claim: str) -> Exists:
    """Return the condition that a standing mention carries the claim that the field named `claim` points at."""
    return Exists(Mention.objects.standing().filter(claim=OuterRef(claim)))
