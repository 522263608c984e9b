"""
What an article that was read is to the archive: new, held already, or a changed text; and storing it.

The rules, in order. With an address: the same address is the same article; its text is compared with the newest
version. Without one: outlet and text together are the article. The same text at another address or of another
outlet is an article of its own, a reprint, and the reason says so; but a text of which neither is known, and
which is held, is held.
"""

import datetime
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from sources.acquisition.addresses import canonical_url
from sources.acquisition.found import Reading, Unreadable
from sources.acquisition.languages import language_of
from sources.importing.batches import known_outlet
from sources.models import (
    MAX_NAME_LENGTH,
    Article,
    ArticleVersion,
    ImportItem,
    Outcome,
    Source,
    Verdict,
    text_key,
    text_sha256,
)

OUTCOME_OF = {
    Verdict.NEW: Outcome.ADDED,
    Verdict.CHANGED: Outcome.NEW_VERSION,
    Verdict.DUPLICATE: Outcome.SKIPPED,
}


@dataclass(frozen=True, slots=True)
class Said:
    """What an item says of its article, all things considered: the person's words, the item's own, the defaults."""

    reading: Reading
    title: str
    url: str
    outlet_name: str
    published_on: datetime.date | None
    default_outlet: Source | None

    @property
    def sha256(self) -> str:
        return text_sha256(self.reading.text)


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict and its reason. `newest`: the article's newest version, `outlet`: its source; None if not held."""

    verdict: Verdict
    reason: str
    newest: ArticleVersion | None = None
    outlet: Source | None = None


def all_considered(item: ImportItem, reading: Reading) -> Said:
    """Return what holds for the item: given by a person, else read, else the batch's default. Raises Unreadable."""
    outlet_name = item.outlet_name or reading.outlet
    if len(outlet_name) > MAX_NAME_LENGTH:
        raise Unreadable(f"field “outlet” is too long: more than {MAX_NAME_LENGTH} characters")
    return Said(
        reading=reading,
        title=item.title or reading.title,
        url=canonical_url(item.url) if item.url else reading.url,
        outlet_name=outlet_name,
        published_on=item.published_on or reading.published_on or item.batch.default_published_on,
        default_outlet=item.batch.default_outlet,
    )


def judge(said: Said) -> Judgement:
    """Return what storing it would do. Stores nothing."""
    outlet = Source.objects.named(said.outlet_name).first() if said.outlet_name else said.default_outlet
    if said.url:
        newest = _newest_versions().filter(article__url=said.url).first()
    else:
        key = text_key(outlet=_outlet_key(said, outlet), text=said.reading.text)
        newest = _newest_versions().filter(article__text_key=key).first()
    if newest is not None:
        return _compare(said, newest)
    twin = _same_text(said, outlet)
    if twin is None:
        return Judgement(Verdict.NEW, "", outlet=outlet)
    shown = f"article {twin.article_id} ({twin.article.outlet or 'outlet not recorded'})"
    unknown = not said.outlet_name and outlet is None
    if said.url or not (unknown or (outlet is not None and twin.article.outlet == outlet)):
        return Judgement(Verdict.NEW, f"a reprint: the same text as {shown}", outlet=outlet)
    return Judgement(Verdict.DUPLICATE, f"same text already held: {shown}", twin)


def _compare(said: Said, newest: ArticleVersion) -> Judgement:
    if newest.sha256 != said.sha256:
        earlier = newest.article.versions.filter(sha256=said.sha256).order_by("-number").first()
        back = f", back to that of version {earlier.number}" if earlier else ""
        return Judgement(Verdict.CHANGED, f"text differs from version {newest.number}{back}", newest)
    kept = ""
    if said.published_on and newest.published_on and said.published_on != newest.published_on:
        kept = f"; the recorded date, {newest.published_on:%d %b %Y}, stays"
    return Judgement(
        Verdict.DUPLICATE,
        f"same text already held: article {newest.article_id}, version {newest.number}{kept}",
        newest,
    )


def _newest_versions() -> Any:
    return ArticleVersion.objects.select_related("article__outlet").order_by("-number", "-pk")


def _same_text(said: Said, outlet: Source | None) -> ArticleVersion | None:
    """Return a version with the same text, of the same outlet if there is one."""
    held = list(_newest_versions().filter(sha256=said.sha256).order_by("pk")[:20])
    return next((version for version in held if version.article.outlet == outlet), held[0] if held else None)


def _outlet_key(said: Said, outlet: Source | None) -> str:
    return outlet.name if outlet else said.outlet_name


def store(said: Said, *, by: Any, now: datetime.datetime) -> tuple[Outcome, str, ArticleVersion]:
    """
    Store the article or its new version, or nothing when it is held. Return outcome, reason and the version.

    Call inside the item's transaction. Two workers with one text take turns, so neither stores it twice.
    `settings.ON_VERSION_STORED` is called with the new version before the transaction ends.
    """
    with connection.cursor() as cursor:
        # always in this order
        cursor.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0)), pg_advisory_xact_lock(hashtextextended(%s, 0))",
            [said.url or said.sha256, said.sha256],
        )
    judgement = judge(said)
    if judgement.verdict == Verdict.DUPLICATE and judgement.newest is not None:
        return Outcome.SKIPPED, judgement.reason, judgement.newest
    article = judgement.newest.article if judgement.newest else _new_article(said, judgement.outlet, now)
    version = ArticleVersion.objects.create(
        article=article,
        number=judgement.newest.number + 1 if judgement.newest else 1,
        previous=judgement.newest,
        text=said.reading.text,
        sha256=said.sha256,
        title=said.title,
        published_on=said.published_on,
        recorded_at=now,
        byline=said.reading.byline,
        language=language_of(said.reading.text) or said.reading.language,  # pages often declare a wrong one
        acquired_with=said.reading.acquired_with,
    )
    if settings.ON_VERSION_STORED:
        import_string(settings.ON_VERSION_STORED)(version, by=by)
    return OUTCOME_OF[judgement.verdict], judgement.reason, version


def _new_article(said: Said, outlet: Source | None, now: datetime.datetime) -> Article:
    outlet = outlet or known_outlet(said.outlet_name, suggested=True)
    key = None if said.url else text_key(outlet=_outlet_key(said, outlet), text=said.reading.text)
    return Article.objects.create(
        outlet=outlet,
        url=said.url or None,
        text_key=key,
        title=said.title,
        published_on=said.published_on,
        created_at=now,
    )
