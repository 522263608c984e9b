"""The list of articles: newest first, with how many mentions wait in each."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, F, Q, QuerySet

from claims.models import Mention
from claims.vocabulary import MentionState
from sources.models import Article, ArticleVersion


@dataclass(frozen=True, slots=True)
class ArticleRow:
    """versions: how many texts are held. accepted, suggested: mentions in the newest of them and the older ones."""

    article: Article
    versions: int
    accepted: int
    suggested: int


def articles(*, outlet: int | None = None, undated: bool = False) -> QuerySet[Article]:
    """Return the articles in the order of the index that serves the list."""
    found = Article.objects.select_related("outlet")
    if outlet is not None:
        found = found.filter(outlet=outlet)
    if undated:
        return found.filter(published_on=None).order_by("-pk")
    return found.order_by(F("published_on").desc(nulls_last=True), "-pk")


def rows_of(articles: Sequence[Article]) -> list[ArticleRow]:
    """Return the lines of these articles. Two queries, however many there are."""
    ids = [article.pk for article in articles]
    versions = dict(
        ArticleVersion.objects.filter(article__in=ids)
        .values_list("article")
        .annotate(n=Count("pk"))
        .order_by("article")
    )
    mentions = {
        article: (accepted, suggested)
        for article, accepted, suggested in Mention.objects.filter(version__article__in=ids)
        .values_list("version__article")
        .annotate(
            accepted=Count("pk", filter=Q(state=MentionState.ACCEPTED)),
            suggested=Count("pk", filter=Q(state=MentionState.SUGGESTED)),
        )
        .order_by("version__article")
    }
    return [
        ArticleRow(article, versions.get(article.pk, 0), *mentions.get(article.pk, (0, 0)))
        for article in articles
    ]
