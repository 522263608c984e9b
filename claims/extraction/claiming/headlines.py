"""A headline repeats a figure of the body: its claim takes over what the body's says, and points to it."""

from dataclasses import replace

from claims.extraction import lexicon
from claims.extraction.results import ExtractedClaim
from claims.extraction.syntax.sentences import Sentence
from claims.vocabulary import Bound


def join_headline(claims: list[ExtractedClaim], sentences: list[Sentence]) -> list[ExtractedClaim]:
    """
    Return the claims with those of the headline marked; what the body says more exactly is said by both.

    A headline leaves out bound, scope and source ("24 dead" for "officials say at least 24 people died").
    """
    if not sentences or not sentences[0].is_heading:
        return claims
    end = sentences[0].end
    body = [c for c in claims if c.start >= end and c.quantity is not None]
    return [_joined(c, next((b for b in body if _same(c, b)), None)) if c.end <= end else c for c in claims]


def _joined(claim: ExtractedClaim, body: ExtractedClaim | None) -> ExtractedClaim:
    if body is None:
        return replace(claim, headline=True)
    return replace(
        claim,
        headline=True,
        same_as=body.id,
        measure=body.measure,
        low=body.low,
        best=body.best,
        high=body.high,
        bound=body.bound,
        unit=body.unit,
        population=body.population,
        population_within=body.population_within,
        place=body.place,
        place_within=body.place_within,
        period=body.period,
        as_of=body.as_of,
        basis=body.basis,
        aspect=body.aspect,
        chain=claim.chain or body.chain,
        notes=("scope: that of the same figure in the body",),
        rule="claim.headline",
        score=round(min(claim.score, body.score), 2),
    )


def _same(headline: ExtractedClaim, body: ExtractedClaim) -> bool:
    """Whether the body states the headline's figure, of the same family, with the same printed number."""
    if headline.quantity is None or not headline.measure or not body.measure:
        return False
    families = [lexicon.measures()[c.measure or ""].family for c in (headline, body)]
    if families[0] != families[1] or (headline.unit != body.unit and headline.measure != body.measure):
        return False
    if headline.basis != body.basis:
        return False
    if headline.best is not None and body.best is not None:
        return headline.best == body.best
    return headline.bound is Bound.VAGUE and (headline.low, headline.high) == (body.low, body.high)
