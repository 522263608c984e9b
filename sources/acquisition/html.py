"""
An HTML page to its article: main text, title, outlet, date. By trafilatura, which never reaches out here.

Known limits: captions of pictures are left out, tables come last. The raw page is kept with the item, and the
reading says which release read it, because the characters of the text depend on it.
"""

import datetime
import re
from importlib.metadata import version

from lxml import etree  # type: ignore[import-untyped]

from sources.acquisition.addresses import canonical_url
from sources.acquisition.found import Reading, Unreadable
from sources.acquisition.markup import check_markup, without_code
from sources.acquisition.text import clean, decode

ACQUIRED_WITH = f"trafilatura {version('trafilatura')}"

#: Where a page declares its encoding; browsers look at the first 1,024 bytes. Source: WHATWG HTML, 13.2.3.2.
META_CHARSET = re.compile(rb"<meta[^>]{1,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE)

#: What browsers read these names as. Source: WHATWG Encoding, labels of windows-1252.
AS_BROWSERS_DO = {
    "iso-8859-1": "windows-1252",
    "latin1": "windows-1252",
    "us-ascii": "windows-1252",
    "ascii": "windows-1252",
}

#: Only what the page's own markup says about its date: no search through the text, which always finds one.
DATE_FROM_MARKUP = {"extensive_search": False, "original_date": True, "outputformat": "%Y-%m-%d"}


def declared_encoding(data: bytes) -> str:
    """Return the encoding that the page's head declares, "" if none."""
    found = META_CHARSET.search(data[:1024])
    name = found.group(1).decode("ascii").lower() if found else ""
    # A page that could be read this far is no UTF-16, whatever it says. Source: WHATWG HTML, same place.
    return "utf-8" if name.startswith("utf-16") else AS_BROWSERS_DO.get(name, name)


def read_html(data: bytes, *, encoding: str = "") -> Reading:
    """
    Return the article of a page. The encoding is the declared one, the byte order mark's, the page's own, or UTF-8.

    Raises Unreadable when the bytes are not in that encoding or the page has no main text.
    """
    page = decode(data, encoding=encoding, default=declared_encoding(data) or "utf-8")
    return read_page(page)


def read_page(page: str) -> Reading:
    """Return the article of a page that is decoded already. Raises Unreadable when it has no main text."""
    # The parser of HTML leaves NULs out; lxml would end the page there. Source: WHATWG HTML, 13.2.6.4.7.
    page = without_code(page.replace("\0", ""))
    check_markup(page)
    # takes a third of a second and brings numpy with it: not for every program that can read a page and does not
    import trafilatura

    try:
        document = trafilatura.bare_extraction(
            page,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(DATE_FROM_MARKUP),
        )
    except (RecursionError, etree.LxmlError, ValueError) as error:
        raise Unreadable(f"the page cannot be taken apart: {type(error).__name__}") from error
    if document is None or isinstance(document, dict) or not (document.text or "").strip():
        raise Unreadable("no article text found in the page: paste the text itself")
    return Reading(
        text=clean(document.text or ""),
        title=" ".join((document.title or "").split()),
        url=_address(document.url),
        outlet=" ".join((document.sitename or "").split()),
        published_on=_day(document.date),
        byline=" ".join((document.author or "").split()),
        language=_language(page),
        acquired_with=ACQUIRED_WITH,
    )


def _address(url: str | None) -> str:
    """Return the page's own address, "" when it gives none that is one: pages get this wrong, that breaks nothing."""
    try:
        return canonical_url(url) if url else ""
    except Unreadable:
        return ""


def _day(words: str | None) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(words) if words else None
    except ValueError:
        return None


def _language(page: str) -> str:
    """Return the primary language that the page declares ("en"), "" if none."""
    found = re.search(r"<html[^>]{0,500}?\blang\s*=\s*[\"']?([A-Za-z]{2,3})\b", page[:5000], re.IGNORECASE)
    return found.group(1).lower() if found else ""
