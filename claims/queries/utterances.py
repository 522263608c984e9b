"""Utterances: what is known of one and who reports it, and those that a mention may be a report of."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.backends.postgresql.psycopg_any import DateRange
from django.db.models import Count, F, Q

from claims.models import Mention, Utterance

#: A speech is reported within days; what the same person said weeks apart is rarely one act.
WITHIN = timedelta(days=7)
OFFERED = 8
REPORTS_SHOWN = 100


@dataclass(frozen=True, slots=True)
class Reported:
    """reports: articles whose standing mentions report it."""

    utterance: Utterance
    reports: int


@dataclass(frozen=True, slots=True)
class UtterancePage:
    mentions: list[Mention]
    has_more: bool
    reports: int


def reports_by_utterance(utterances: Iterable[int]) -> dict[int, int]:
    """Return how many articles report each of these utterances. One query, none without any."""
    wanted = set(utterances)
    if not wanted:
        return {}
    counted = (
        Mention.objects.standing()
        .filter(utterance__in=wanted)
        .values_list("utterance")
        .annotate(articles=Count("version__article", distinct=True))
    )
    return dict(counted)


def utterances_for(mention: Mention) -> list[Reported]:
    """
    Return what the mention may report, within days of when the text says that it was said or was printed.

    What its claimant said, and what others are reported to have said with the same figure of the same scope: a chain
    may end with the agency where another one leads on to the speaker.

    Those without a day are offered last; where no day is known, the latest. Two queries. The mention's claim and
    version must be loaded.
    """
    claim = mention.claim
    same = Mention.objects.standing().exclude(utterance=None)
    same = same.filter(claim__scope=claim.scope_id, claim__best=claim.best, claim__unit=claim.unit)
    whose = Q(speaker=claim.claimant_id) if claim.claimant_id is not None else Q()
    if claim.scope_id is not None and claim.best is not None:
        whose |= Q(pk__in=same.values("utterance"))
    if not whose:
        return []
    found = Utterance.objects.filter(whose).select_related("speaker")
    if (window := _window(mention)) is not None:
        found = found.filter(Q(said_on__isnull=True) | Q(said_on__overlap=window))
    if mention.utterance_id is not None:
        found = found.exclude(pk=mention.utterance_id)
    offered = list(found.order_by(F("said_on").desc(nulls_last=True), "-pk")[:OFFERED])
    counted = reports_by_utterance(one.pk for one in offered)
    return [Reported(one, counted.get(one.pk, 0)) for one in offered]


def other_reports(mention: Mention) -> "list[Mention]":
    """Return the other standing mentions of the same claim that report no utterance yet. One query."""
    same = Mention.objects.standing().filter(claim=mention.claim_id, utterance=None).exclude(pk=mention.pk)
    return list(same.select_related("version__article").order_by("pk")[:REPORTS_SHOWN])


def utterance_page(utterance: Utterance) -> UtterancePage:
    """Return who reports it. Two queries."""
    found = list(
        utterance.mentions.standing()
        .select_related("claim__scope__measure", "claim__claimant", "version__article__outlet")
        .defer("version__text")
        .order_by("pk")[: REPORTS_SHOWN + 1]
    )
    reports = reports_by_utterance([utterance.pk]).get(utterance.pk, 0)
    return UtterancePage(found[:REPORTS_SHOWN], len(found) > REPORTS_SHOWN, reports)


def _window(mention: Mention) -> DateRange | None:
    """Return the days around the saying, as the text tells, else around the printing."""
    first: date | None = mention.version.published_on
    last = first
    if mention.said_on is not None and mention.said_on.lower and mention.said_on.upper:
        first, last = mention.said_on.lower, mention.said_on.upper
    return None if first is None or last is None else DateRange(first - WITHIN, last + WITHIN)
