"""What was published, and its exact text: an Article and its immutable versions."""

import hashlib

import pghistory
import pgtrigger
from django.db import models
from django.db.models import F, Func, Q
from django.db.models.functions import Length
from django.db.models.lookups import LessThanOrEqual
from django.utils import timezone

from sources.models.source import Source
from sources.models.triggers import immutable, refusal

#: A row of a PostgreSQL B-tree index holds about 2,700 bytes; addresses are ASCII, so this many fit.
MAX_URL_LENGTH = 2000


def text_sha256(text: str) -> str:
    """Return the SHA-256 of the text in UTF-8 as 64 hexadecimal digits: for ArticleVersion.sha256."""
    return hashlib.sha256(text.encode()).hexdigest()


def text_key(*, outlet: str, text: str) -> str:
    """Return the key of an article without an address: its outlet's name (any case, "" unknown) and text."""
    return hashlib.sha256(f"{outlet.casefold()}\n{text}".encode()).hexdigest()


class Sha256OfText(Func):
    """The same digest as `text_sha256`, computed by PostgreSQL."""

    template = "encode(sha256(convert_to(%(expressions)s, 'UTF8')), 'hex')"
    output_field = models.TextField()


@pghistory.track(pghistory.InsertEvent(), pghistory.UpdateEvent(), pghistory.DeleteEvent(), append_only=True)
class Article(models.Model):
    """
    What an outlet published. Known by its address or, without one, by outlet and text; never by both.

    `outlet` None: not recorded. `title` and `published_on` repeat the newest version's (a trigger sees to
    it), so that a list of a million articles can be ordered by an index.
    """

    outlet = models.ForeignKey(
        Source, on_delete=models.PROTECT, null=True, blank=True, related_name="articles"
    )
    url = models.TextField(null=True, blank=True)  # noqa: DJ001  # NULL = no address; "" would clash as a duplicate
    text_key = models.TextField(null=True, blank=True)  # noqa: DJ001  # NULL = known by its address
    title = models.TextField(blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["url"],
                name="article_url_unique",
                violation_error_message="An article with this address is held already.",
            ),
            models.UniqueConstraint(
                fields=["text_key"],
                name="article_text_key_unique",
                violation_error_message="This text of this outlet is held already.",
            ),
            models.CheckConstraint(
                condition=Q(url__isnull=False, text_key__isnull=True)
                | Q(url__isnull=True, text_key__isnull=False),
                name="article_url_or_text_key",
                violation_error_message="An article is known by its address or, without one, by its text.",
            ),
            models.CheckConstraint(
                condition=Q(url__isnull=True)
                | (Q(url__regex=r"^https?://[!-~]+$") & Q(LessThanOrEqual(Length("url"), MAX_URL_LENGTH))),
                name="article_url_is_http",
                violation_error_message=(
                    "The address must begin with http:// or https://, "
                    f"have no spaces and at most {MAX_URL_LENGTH} characters."
                ),
            ),
            models.CheckConstraint(
                condition=Q(text_key__isnull=True) | Q(text_key__regex=r"^[0-9a-f]{64}$"),
                name="article_text_key_is_sha256",
                violation_error_message="The key of a text is a SHA-256 in hexadecimal digits.",
            ),
        ]
        indexes = [
            # The list of articles: newest first, those without a date last; for all, and for one outlet.
            models.Index(
                F("published_on").desc(nulls_last=True), F("id").desc(), name="article_newest_first"
            ),
            models.Index(
                "outlet",
                F("published_on").desc(nulls_last=True),
                F("id").desc(),
                name="article_outlet_newest_first",
            ),
            models.Index(F("id").desc(), condition=Q(published_on__isnull=True), name="article_date_unknown"),
        ]

    def __str__(self) -> str:
        return self.title or self.url or f"Article {self.pk}"


class ArticleVersion(models.Model):
    """
    One text of an article, exactly as stored for ever: "\\n" line ends, no NUL, otherwise as it was read.

    `published_on` None: not recorded. `recorded_at`: when it came here. `acquired_with`: what read the
    text out of the page, with its version, because the characters depend on it ("" for plain text).
    `language`: ISO 639 code, told by the text itself or, where that is too short, by its page; "" unknown.
    """

    article = models.ForeignKey(Article, on_delete=models.PROTECT, related_name="versions")
    number = models.IntegerField()
    text = models.TextField()
    sha256 = models.TextField()
    title = models.TextField(blank=True, default="")
    published_on = models.DateField(null=True, blank=True)
    recorded_at = models.DateTimeField(default=timezone.now)
    byline = models.TextField(blank=True, default="")
    language = models.TextField(blank=True, default="")
    acquired_with = models.TextField(blank=True, default="")
    previous = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="next"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["article", "number"],
                name="article_version_number_unique",
                violation_error_message="The article has a version of this number already.",
            ),
            models.CheckConstraint(
                condition=Q(text__regex=r"\S"),
                name="article_version_text_not_blank",
                violation_error_message="The text is empty.",
            ),
            models.CheckConstraint(
                condition=~Q(text__contains="\r"),
                name="article_version_text_line_ends",
                violation_error_message="Lines of a stored text end with a line feed only.",
            ),
            models.CheckConstraint(
                condition=Q(sha256=Sha256OfText("text")),
                name="article_version_sha256_of_text",
                violation_error_message="The SHA-256 is not that of the text.",
            ),
            models.CheckConstraint(
                condition=Q(number=1, previous__isnull=True) | Q(number__gt=1, previous__isnull=False),
                name="article_version_first_has_no_previous",
                violation_error_message=(
                    "Versions are numbered from 1, and each but the first follows a previous one."
                ),
            ),
        ]
        indexes = [
            models.Index(
                fields=["sha256"], name="article_version_sha256"
            ),  # the same text elsewhere: reprints
        ]
        triggers = [
            immutable(
                name="article_version_immutable",
                message="The text of a version is never changed or deleted. Store a new version.",
            ),
            pgtrigger.Trigger(
                name="article_version_follows_previous",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert,
                condition=pgtrigger.Q(new__previous__isnull=False),
                func=f"""
                    IF NOT EXISTS (
                        SELECT 1 FROM sources_articleversion p
                        WHERE p.id = NEW.previous_id
                          AND p.article_id = NEW.article_id AND p.number = NEW.number - 1
                    ) THEN
                        {
                    refusal(
                        name="article_version_follows_previous",
                        message="A version follows the one numbered just before it, of the same article.",
                    )
                }
                    END IF;
                    RETURN NEW;
                """,
            ),
            pgtrigger.Trigger(
                name="article_repeats_newest_version",
                when=pgtrigger.After,
                operation=pgtrigger.Insert,
                func="""
                    UPDATE sources_article SET title = NEW.title, published_on = NEW.published_on
                    WHERE id = NEW.article_id
                      AND (title, published_on) IS DISTINCT FROM (NEW.title, NEW.published_on);
                    RETURN NEW;
                """,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title or 'untitled'} (version {self.number})"
