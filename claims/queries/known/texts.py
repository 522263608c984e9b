"""An article as known at a moment: the newest text that was held, and what was read in it by then."""

from dataclasses import dataclass

from claims.models import Mention
from claims.queries.known.claims import Known, known_of
from claims.queries.known.moments import Moment
from claims.queries.known.people import name_people
from claims.queries.known.rows import NotYetKnown, attach, by_id, known_rows
from claims.queries.reader import Block, Note, blocks_of
from claims.vocabulary import MentionState
from sources.models import Article, ArticleVersion, Source


@dataclass(frozen=True, slots=True)
class ArticleThen:
    """version: with its text; held: all versions that were held, newest first. rejected: readings, with who and why."""

    moment: Moment
    article: Article
    version: ArticleVersion
    held: list[ArticleVersion]
    blocks: list[Block]
    rejected: list[Mention]
    known: Known


def article_then(pk: int, moment: Moment, *, number: int | None = None) -> ArticleThen:
    """
    Return an article as known at a moment. The number of queries is fixed. Raises NotYetKnown.

    number: of an older version than the newest of that time; one that was not held then is not known.
    """
    before = moment.before
    articles = known_rows(Article, before, ids=[pk])
    held = list(
        ArticleVersion.objects.defer("text").filter(article=pk, recorded_at__lt=before).order_by("-number")
    )
    wanted = [version for version in held if number in (None, version.number)]
    if not articles or not wanted:
        raise NotYetKnown
    article = articles[0]
    attach([article], "outlet", by_id(known_rows(Source, before, ids=[article.outlet_id])))
    version = ArticleVersion.objects.get(pk=wanted[0].pk)
    attach([version], "article", {article.pk: article})
    known = known_of([], before, version=version.pk)
    name_people(before, *known.people)
    places = sorted(
        (place for found in known.places.values() for place in found),
        key=lambda place: (place.mention.start, -place.mention.end, place.mention.pk),
    )
    standing = [place for place in places if place.mention.state != MentionState.REJECTED]
    notes = [
        Note(number, place.mention, place.side, place.chain, None) for number, place in enumerate(standing, 1)
    ]
    return ArticleThen(
        moment=moment,
        article=article,
        version=version,
        held=held,
        blocks=blocks_of(version.text, notes),
        rejected=[place.mention for place in places if place.mention.state == MentionState.REJECTED],
        known=known,
    )
