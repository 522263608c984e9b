"""Extraction results into rows: what a program read in one article version, recorded once."""

import logging
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

import pghistory
from django.contrib.auth.models import User
from django.db import OperationalError, transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from claims.comparison.from_extraction import readings_of
from claims.comparison.stored import telling_of
from claims.extraction.results import ExtractedClaim, Extraction, Period
from claims.extraction.telling.explaining import grounds_of
from claims.models import (
    Attribution,
    ExtractionRun,
    Grounds,
    Measure,
    Mention,
    Place,
    Population,
    UnreadPassage,
)
from claims.services import (
    citing,
    clearing,
    deriving,
    noticing,
    placing,
    reading,
    retelling,
    settling,
    terms,
    waking,
)
from claims.services.scoping import ClaimValue, ScopeValue, record_claims, to_range
from claims.services.sole_origins import notice_sole_origins
from claims.vocabulary import FIGURE_KINDS, SpeechAct
from sources.models import ArticleVersion, Source

logger = logging.getLogger(__name__)

#: Characters kept before and after a mention, to find its place again. Source: W3C TextQuoteSelector practice.
CONTEXT = 32

#: Figures from here on do not fit the column (24 digits, 6 of them decimals).
LARGEST = Decimal(10) ** 18


def read_version(
    version: ArticleVersion, *, by: User | None = None, now: datetime | None = None, anew: bool = False
) -> ExtractionRun:
    """
    Read the text, record what was found, gather it under questions and suggest relations.

    The same extractor reads a version once: a second call returns the first run and adds nothing. A text that
    cannot be read is recorded as a run with its failure and may be read again; the article stays.
    by: who brought the text in. anew: read again what was read before people taught what they teach now; the new
    reading takes the place of suggestions on which nobody has acted.
    """
    now = now or timezone.now()
    extractor, knowledge = reading.extractor(), reading.knowledge()
    runs = list(ExtractionRun.objects.filter(version=version).order_by("pk"))
    for known in runs:
        same = known.extractor == extractor.name and (not anew or known.taught == knowledge.digest)
        if same and not known.failure:
            return known
    try:
        found = extractor.extract(
            version.text, id=str(version.pk), published=version.published_on, knowledge=knowledge
        )
        with pghistory.context(user=by.pk if by else None):
            return record(found, version=version, now=now, taught=knowledge.digest, anew=anew or bool(runs))
    except OperationalError:
        raise  # a deadlock or a lost connection says nothing of the text: whoever called tries again
    except Exception as error:
        # The outermost loop of reading: the pipeline may be anybody's, named in the settings, and whatever
        # it does the article must stay and say why it was not read. `record` has rolled back its own work.
        logger.exception("reading version %s failed", version.pk)
        waking.wake_for_version(version, now=now)
        failure = f"The text could not be read: {type(error).__name__}: {error}"
        return ExtractionRun.objects.create(
            version=version, extractor=extractor.name, taught=knowledge.digest, recorded_at=now,
            failure=failure[:1000],
        )  # fmt: skip


def read_again(*, anew: bool = False, now: datetime | None = None) -> Iterator[ExtractionRun]:
    """
    Read every version that no program has read without failing, oldest first; one transaction each.

    anew: also those that were read by another program, or before people taught what they teach now.
    """
    read = ExtractionRun.objects.filter(version=OuterRef("pk"), failure="")
    if anew:
        read = read.filter(extractor=reading.extractor().name, taught=reading.knowledge().digest)
    waiting = ArticleVersion.objects.filter(~Exists(read)).order_by("pk").values_list("pk", flat=True)
    for pk in list(waiting):
        version = ArticleVersion.objects.select_related("article__outlet").get(pk=pk)
        with transaction.atomic():
            yield read_version(version, now=now, anew=anew)


@transaction.atomic
def record(
    found: Extraction, *, version: ArticleVersion, now: datetime, taught: str = "", anew: bool = False
) -> ExtractionRun:
    """
    Record one extraction of one version; all of it or nothing. Raises IntegrityError on a second one.

    taught: what it was read with (`Knowledge.digest`). anew: in place of suggestions on which nobody has acted.
    """
    run = ExtractionRun.objects.create(
        version=version, extractor=found.extractor, taught=taught, recorded_at=now
    )
    carried = set(version.mentions.values_list("claim_id", flat=True)) if anew else set()
    settled = clearing.clear_suggestions(version) if anew else []
    if found.unread:
        UnreadPassage.objects.bulk_create(
            [
                UnreadPassage(run=run, start=u.start, end=u.end, exact=u.exact, reason=u.reason)
                for u in found.unread
            ]
        )
    mentions = _record_mentions(found, run=run, version=version, now=now, settled=settled)
    if mentions:
        claims = {mention.claim_id for mention in mentions}
        placing.place_claims(claims, now=now, published=version.published_on)
        retelling.notice_text(version, claims, now=now)
        deriving.suggest_derivations(version, now=now)
        notice_sole_origins(claims, now=now)
    if any(said.act is SpeechAct.RETRACT for said in found.attributions):
        waking.wake_for_reading(mentions, now=now)
    if carried:
        noticing.settle(carried)
    waking.wake_for_version(version, now=now)
    return run


def _record_mentions(
    found: Extraction, *, run: ExtractionRun, version: ArticleVersion, now: datetime, settled: list[Mention]
) -> list[Mention]:
    chains = {claim.id: citing.hops_of(claim, found) for claim in found.claims}
    sources = citing.sources_by_name(found.attributions)
    values = _values(found, chains, sources)
    spans = {claim.id: _span(claim, found) for claim in found.claims}
    if settled:
        suggested = settling.keep_beside(
            run, found, settled, values=values, spans=spans, chains=chains, sources=sources, now=now
        )
        values = {number: value for number, value in values.items() if number in suggested}
    rows = record_claims(values.values(), now=now)
    mentions: dict[int, Mention] = {}
    for claim in found.claims:
        if claim.id not in values:
            continue
        start, end = spans[claim.id]
        mentions[claim.id] = Mention(
            version=version, claim=rows[values[claim.id]], start=start, end=end,
            exact=version.text[start:end],
            prefix=version.text[max(0, start - CONTEXT) : start], suffix=version.text[end : end + CONTEXT],
            clause_start=min(claim.start, start), clause_end=max(claim.end, end),
            extractor=found.extractor, score=round(claim.score, 3), notes=list(claim.notes),
            period_words=claim.period.words if claim.period else "",
            as_of_words=claim.as_of.words if claim.as_of else "",
            said_on=to_range(claim.said_on), said_on_precision=_precision(claim.said_on), recorded_at=now,
        )  # fmt: skip
    kept = _save(found, mentions)
    outlet = version.article.outlet
    Attribution.objects.bulk_create(
        row
        for number, mention in kept.items()
        for row in citing.rows_of(mention, chains[number], sources, outlet)
    )
    _keep_grounds(found, kept, version.text)
    return list(kept.values())


def _keep_grounds(found: Extraction, kept: dict[int, Mention], text: str) -> None:
    """Keep why each mention was read so, and what the article around it tells for the comparison."""
    read = {
        claim.id: (claim, reading)
        for claim, reading in zip(found.claims, readings_of(found, text), strict=True)
    }
    Grounds.objects.bulk_create(
        Grounds(
            mention=mention,
            reasons=[why.to_row() for why in grounds_of(read[number][0], found)],
            told=telling_of(read[number][1], read[number][0]),
        )
        for number, mention in kept.items()
    )


def _save(found: Extraction, mentions: dict[int, Mention]) -> dict[int, Mention]:
    """Save the mentions, those that limit another one last; the same words carrying the same claim are one row."""
    kept: dict[tuple[int, int, int], int] = {}
    for number, mention in mentions.items():
        kept.setdefault((mention.start, mention.end, mention.claim_id), number)
    chosen = {number: mentions[number] for number in kept.values()}
    limits = {
        claim.id: claim.limits for claim in found.claims if claim.limits is not None and claim.id in chosen
    }
    Mention.objects.bulk_create([mention for number, mention in chosen.items() if number not in limits])
    if limits:
        for number, limited in limits.items():
            chosen[number].limits = chosen.get(limited) if limited not in limits else None
        Mention.objects.bulk_create([chosen[number] for number in limits])
    return chosen


def _span(claim: ExtractedClaim, found: Extraction) -> tuple[int, int]:
    """Return what to mark: the figure with its words, or the clause of a claim without one."""
    if claim.quantity is not None:
        quantity = found.quantities[claim.quantity]
        return quantity.start, quantity.end
    return claim.start, claim.end


def _values(
    found: Extraction, chains: dict[int, list[citing.Hop]], sources: dict[str, Source]
) -> dict[int, ClaimValue]:
    measures = terms.measures_by_key()
    populations = terms.find_or_suggest(
        Population, {c.population: c.population_within for c in found.claims if c.population}
    )
    places = terms.find_or_suggest(Place, {c.place: c.place_within for c in found.claims if c.place})
    values = {}
    for claim in found.claims:
        source = sources.get(" ".join(citing.claimant_name(chains[claim.id]).split()))
        values[claim.id] = ClaimValue(
            kind=claim.kind,
            scope=_scope(claim, measures, populations, places),
            low=_number(claim.low), best=_number(claim.best), high=_number(claim.high),
            bound=claim.bound, unit=claim.unit or "", polarity=claim.polarity, statement=claim.statement or "",
            as_of=to_range(claim.as_of), as_of_precision=_precision(claim.as_of),
            claimant_id=source.pk if source else None,
        )  # fmt: skip
    return values


def _scope(
    claim: ExtractedClaim,
    measures: dict[str, Measure],
    populations: dict[str, Population],
    places: dict[str, Place],
) -> ScopeValue | None:
    measure = measures.get(claim.measure or "")
    population = populations.get(claim.population or "")
    place = places.get(claim.place or "")
    period = to_range(claim.period)
    if claim.kind not in FIGURE_KINDS and not (measure or population or place or period or claim.basis):
        return None
    return ScopeValue(
        measure_id=measure.pk if measure else None,
        population_id=population.pk if population else None,
        place_id=place.pk if place else None,
        period=period,
        period_precision=_precision(claim.period),
        basis=claim.basis or None,
    )


def _number(value: Decimal | None) -> Decimal | None:
    """Round to what the column holds; a number beyond it is an open end, and the printed words tell the rest."""
    if value is None or not value.is_finite() or abs(value) >= LARGEST:
        return None
    return round(value, 6)


def _precision(period: Period | None) -> Any:
    """The precision, where the period gives a range to have one."""
    return period.precision if period is not None and to_range(period) is not None else None
