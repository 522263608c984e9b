"""Put the claims of one text where they belong: under the questions they touch, beside the claims they meet."""

from collections.abc import Iterable
from datetime import date, datetime

from claims.models import Mention
from claims.services import asking, linking, noticing
from claims.services.surroundings import surroundings_of


def place_claims(claims: Iterable[int], *, now: datetime, published: date | None = None) -> None:
    """
    Gather and link the claims with these ids, all of one text, and notice what is odd about them.

    Those recorded at `now` are the new ones. published: when their text was.
    """
    around = surroundings_of(sorted(set(claims)))
    asking.gather_suggestions(around, now=now)
    judged = linking.judge_around(around, now=now, published=published)
    linking.suggest_relations(judged, now=now)
    noticing.notice_judged(judged, now=now)


def place_corrected(mention: Mention, *, now: datetime) -> None:
    """Do the same for a mention that a person gave another claim, among the other claims of its text."""
    beside = Mention.objects.standing().filter(version=mention.version_id).values_list("claim_id", flat=True)
    place_claims(beside, now=now, published=mention.version.published_on)
