"""Put the claims of one text where they belong: under the questions they touch, beside the claims they meet."""

from collections.abc import Collection, Iterable
from datetime import date, datetime

from claims.models import Mention
from claims.services import asking, linking, noticing
from claims.services.surroundings import surroundings_of


def place_claims(
    claims: Iterable[int], *, now: datetime, published: date | None = None, met_anew: Collection[int] = ()
) -> None:
    """
    Gather and link the claims with these ids, all of one text, and notice what is odd about them.

    Those recorded at `now` are the new ones. published: when their text was. met_anew: as for `judge_around`.
    """
    around = surroundings_of(sorted(set(claims)))
    asking.gather_suggestions(around, now=now)
    judged = linking.judge_around(around, now=now, published=published, met_anew=met_anew)
    linking.suggest_relations(judged, now=now)
    noticing.notice_judged(judged, now=now)


def place_corrected(mention: Mention, *, now: datetime) -> None:
    """
    Do the same for a mention that a person gave another claim, among the other claims of its text.

    Also where that claim was on record: what stands beside it is new to it, and so may be what it can be compared with.
    """
    beside = Mention.objects.standing().filter(version=mention.version_id).values_list("claim_id", flat=True)
    place_claims(beside, now=now, published=mention.version.published_on, met_anew={mention.claim_id})


def place_met(claims: Iterable[int], *, now: datetime) -> None:
    """Gather recorded claims (ids), of whatever texts, and link them with what they can be compared with by now."""
    around = surroundings_of(sorted(set(claims)))
    asking.gather_suggestions(around, now=now)
    judged = linking.judge_met(around)
    linking.suggest_relations(judged, now=now)
    noticing.notice_judged(judged, now=now)
