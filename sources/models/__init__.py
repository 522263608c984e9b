"""Who publishes and who speaks, the exact texts, and how they came in. One concept a file."""

from sources.models.article import MAX_URL_LENGTH, Article, ArticleVersion, text_key, text_sha256
from sources.models.batch import (
    FAILURE_KIND,
    BatchState,
    ImportBatch,
    ImportItem,
    ImportItemQuerySet,
    Media,
    Outcome,
    Verdict,
)
from sources.models.grade import MAX_TOPIC_LENGTH, Grade, Reliability
from sources.models.source import MAX_NAME_LENGTH, Source, SourceAlias, SourceKind, SourceQuerySet

__all__ = [
    "FAILURE_KIND",
    "MAX_NAME_LENGTH",
    "MAX_TOPIC_LENGTH",
    "MAX_URL_LENGTH",
    "Article",
    "ArticleVersion",
    "BatchState",
    "Grade",
    "ImportBatch",
    "ImportItem",
    "ImportItemQuerySet",
    "Media",
    "Outcome",
    "Reliability",
    "Source",
    "SourceAlias",
    "SourceKind",
    "SourceQuerySet",
    "Verdict",
    "text_key",
    "text_sha256",
]
