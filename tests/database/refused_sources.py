"""
For each rule of the `sources` tables a row that the database must refuse, by the rule's name.

Each function makes what it needs and then breaks one rule; it must raise the IntegrityError of that rule.
Rows are written past the forms on purpose: the database is the last to say no.
"""

import datetime
from collections.abc import Callable
from typing import Any

from sources.models import (
    Article,
    ArticleVersion,
    ImportBatch,
    ImportItem,
    Media,
    Outcome,
    Source,
    SourceAlias,
    SourceKind,
    text_sha256,
)

NOW = datetime.datetime(2026, 1, 2, 3, 4, 5, tzinfo=datetime.UTC)


def _source(name: str = "Example Wire", **fields: Any) -> Source:
    return Source.objects.create(**{"name": name, "kind": SourceKind.OUTLET, **fields})


def _article(**fields: Any) -> Article:
    return Article.objects.create(**{"url": "https://example.org/a", **fields})


def _version(**fields: Any) -> ArticleVersion:
    article = fields.pop("article", None) or _article()
    text = fields.pop("text", "Nine were lost.")
    return ArticleVersion.objects.create(
        **{"article": article, "number": 1, "text": text, "sha256": text_sha256(text), **fields}
    )


def _batch(**fields: Any) -> ImportBatch:
    return ImportBatch.objects.create(**{"label": "december.zip", **fields})


def _item(**fields: Any) -> ImportItem:
    batch = fields.pop("batch", None) or _batch()
    values = {"position": 1, "name": "a.txt", "payload": b"x", "media": Media.TEXT, **fields}
    return ImportItem.objects.create(batch=batch, **values)


def _ring_of_three() -> None:
    state = _source("State", kind=SourceKind.STATE)
    army = _source("Army", kind=SourceKind.ARMED_FORCE, parent=state)
    unit = _source("Unit", kind=SourceKind.UNIT, parent=army)
    Source.objects.filter(pk=state.pk).update(parent=unit)


def _two_of_a_name() -> None:
    _source("Straße Post")
    _source("STRAßE POST")


def _two_of_an_alias() -> None:
    source = _source()
    SourceAlias.objects.create(source=source, name="The Wire")
    SourceAlias.objects.create(source=source, name="the wire")


def _two_of_a_url() -> None:
    _article()
    _article()


def _two_of_a_text_key() -> None:
    _article(url=None, text_key="a" * 64)
    _article(url=None, text_key="a" * 64)


def _two_of_a_number() -> None:
    version = _version()
    _version(article=version.article)


def _second_without_previous() -> None:
    _version(number=2)


def _second_after_a_stranger() -> None:
    other = _version()
    article = _article(url="https://example.org/b")
    _version(article=article)
    _version(article=article, number=2, previous=other, text="Ten.")


def _changed_text() -> None:
    version = _version()
    ArticleVersion.objects.filter(pk=version.pk).update(title="Changed")


def _two_at_a_position() -> None:
    _item(batch=_item().batch)


#: Name of the constraint or trigger → what it refuses.
REFUSED: dict[str, Callable[[], object]] = {
    "source_name_unique": _two_of_a_name,
    "source_name_is_words": lambda: _source(" Example  Wire"),
    "source_kind_known": lambda: _source(kind="blog"),
    "source_parent_no_cycle": _ring_of_three,
    "source_alias_name_unique": _two_of_an_alias,
    "source_alias_name_is_words": lambda: SourceAlias.objects.create(source=_source(), name=""),
    "article_url_unique": _two_of_a_url,
    "article_text_key_unique": _two_of_a_text_key,
    "article_url_or_text_key": lambda: _article(url=None),
    "article_url_is_http": lambda: _article(url="javascript:alert(1)"),
    "article_text_key_is_sha256": lambda: _article(url=None, text_key="A"),
    "article_version_number_unique": _two_of_a_number,
    "article_version_text_not_blank": lambda: _version(text=" \n\t"),
    "article_version_text_line_ends": lambda: _version(text="one\r\ntwo"),
    "article_version_sha256_of_text": lambda: _version(sha256="0" * 64),
    "article_version_first_has_no_previous": _second_without_previous,
    "article_version_follows_previous": _second_after_a_stranger,
    "article_version_immutable": _changed_text,
    "import_batch_label_not_blank": lambda: _batch(label=" "),
    "import_batch_finished_after_started": lambda: _batch(finished_at=NOW),
    "import_item_position_unique": _two_at_a_position,
    "import_item_position_positive": lambda: _item(position=0),
    "import_item_media_known": lambda: _item(media="image/png"),
    "import_item_verdict_known": lambda: _item(verdict="fine"),
    "import_item_outcome_known": lambda: _item(outcome="lost", finished_at=NOW),
    "import_item_finished_with_outcome": lambda: _item(outcome=Outcome.SKIPPED),
    "import_item_added_has_version": lambda: _item(outcome=Outcome.ADDED, finished_at=NOW),
    "import_item_failure_has_reason": lambda: _item(outcome=Outcome.FAILED, finished_at=NOW),
    "import_item_attempts_not_negative": lambda: _item(attempts=-1),
}
