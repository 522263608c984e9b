"""One record, of a .jsonl line or a .csv row, to its article. Says which field is wrong and what it should be."""

import datetime
from collections.abc import Mapping
from email.utils import parsedate_to_datetime

from sources.acquisition.addresses import canonical_url
from sources.acquisition.found import Reading, Unreadable
from sources.acquisition.html import read_page
from sources.acquisition.text import clean, headline

#: Our name of a field → the names that it may have. The first is the one to recommend.
NAMES: dict[str, tuple[str, ...]] = {
    "text": ("text", "body", "content"),
    "html": ("html",),
    "title": ("title", "headline"),
    "url": ("url", "link", "address"),
    "outlet": ("outlet", "source", "publisher", "site"),
    "published": ("published", "published_on", "published_at", "date"),
    "byline": ("byline", "author"),
    "language": ("language", "lang"),
}


#: Longer is no title and no name, but a text in the wrong field.
MAX_FIELD_LENGTH = 2000


def read_record(record: Mapping[str, object]) -> Reading:
    """
    Return the article of a record: needs `text` (or `html`), may have title, url, outlet, published, byline, language.

    Raises Unreadable naming the field. An unknown field is no mistake.
    """
    fields = {name: _field(record, name) for name in NAMES}
    if fields["text"].strip():
        text = clean(fields["text"])
        page = Reading(text=text, title=headline(text))
    elif fields["html"].strip():
        page = read_page(fields["html"])
    else:
        raise Unreadable("empty text: the field “text” has nothing to keep")
    return Reading(
        text=page.text,
        title=" ".join(fields["title"].split()) or page.title,
        url=canonical_url(fields["url"]) if fields["url"].strip() else page.url,
        outlet=" ".join(fields["outlet"].split()) or page.outlet,
        published_on=_day(fields["published"]) or page.published_on,
        byline=" ".join(fields["byline"].split()) or page.byline,
        language=fields["language"].strip().lower()[:8] or page.language,
        acquired_with=page.acquired_with,
    )


def _field(record: Mapping[str, object], name: str) -> str:
    for key in NAMES[name]:
        value = record.get(key)
        if value is None or value == "":
            continue
        if not isinstance(value, str):
            raise Unreadable(f"field “{key}” is not text: write it in quotation marks")
        if name not in ("text", "html"):
            _check(value, key)
        return value
    return ""


def _check(value: str, key: str) -> None:
    """Raise Unreadable for what cannot be stored; the text itself is looked at by `clean`."""
    try:
        value.encode()
    except UnicodeEncodeError as error:
        raise Unreadable(f"half a character: a lone surrogate in field “{key}”") from error
    if len(value) > MAX_FIELD_LENGTH:
        raise Unreadable(f"field “{key}” is too long: more than {MAX_FIELD_LENGTH:,} characters")
    if "\0" in value:
        raise Unreadable(f"not plain text: a NUL in field “{key}”")


def _day(words: str) -> datetime.date | None:
    """
    Return the day of an ISO date or time, or of the e-mail form that feeds use; None for "".

    Raises Unreadable for anything else: 05/12/2025 is two different days.
    """
    words = words.strip()
    if not words:
        return None
    for parse in (datetime.datetime.fromisoformat, parsedate_to_datetime):
        try:
            return parse(words).date()
        except ValueError:
            continue
    shown = words if len(words) <= 40 else f"{words[:39]}…"
    raise Unreadable(f"field “published” is no day: “{shown}”. Write it as 2025-12-14")
