"""
Markup before it is parsed: what is no article cut away, what would keep the parser busy for minutes refused.

All scans here are linear in the length of the page, whatever it holds.
"""

import re

from sources.acquisition.found import Unreadable

#: Markup without scripts, styles and comments; pages of news have a tenth of it. Measured: the extraction takes
#: about 5 s and 150 MB per million characters of tags.
MAX_MARKUP = 1_000_000

#: The parser's time grows with the square of a tag's attributes. Measured: 5,000 take 0.1 s, 20,000 take 2.5 s.
MAX_WORDS_IN_TAG = 5_000

#: Where code begins, and how each kind ends. Records of linked data are kept: title and date are in them.
CODE = re.compile(r"<(?:script(?![^>]{0,200}ld\+json)|style|noscript|svg|template)\b|<!--", re.IGNORECASE)
ENDS = {
    "<!--": re.compile("-->"),
    **{
        f"<{name}": re.compile(rf"</{name}\s*>", re.IGNORECASE)
        for name in ("script", "style", "noscript", "svg", "template")
    },
}

#: A tag as one sees it who ignores quotation marks, and as one who minds them; a parser may do either.
TAGS = (
    re.compile(r"<[a-zA-Z][^<>]*"),
    re.compile(r"<[a-zA-Z](?:\"[^\"]*\"|'[^']*'|[^<>\"']|[\"'])*+"),
)


def without_code(page: str) -> str:
    """Return the page without scripts, styles, drawings and comments; one that never ends takes the rest with it."""
    kept, at = [], 0
    while (start := CODE.search(page, at)) is not None:
        kept.append(page[at : start.start()])
        end = ENDS[start.group().lower()].search(page, start.end())
        if end is None:
            return "".join(kept)
        at = end.end()
    kept.append(page[at:])
    return "".join(kept)


def check_markup(page: str) -> None:
    """Raise Unreadable for a page that would take minutes to take apart."""
    if len(page) > MAX_MARKUP:
        raise Unreadable(
            f"page too large: {len(page):,} characters without its scripts, at most {MAX_MARKUP:,}"
        )
    for tag in TAGS:
        for found in tag.finditer(page):
            if (
                found.end() - found.start() > MAX_WORDS_IN_TAG
                and len(found.group().split()) > MAX_WORDS_IN_TAG
            ):
                raise Unreadable(f"page made to harm: a tag of more than {MAX_WORDS_IN_TAG:,} words")
