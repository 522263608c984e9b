"""
One article, one address: web addresses in canonical form.

Only what cannot change the page is dropped: the fragment and known tracking parameters. The rest of the query
stays, because many sites name the article there (?id=).
"""

import re
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from sources.acquisition.found import Unreadable

MAX_LENGTH = 2000  # as the database allows

#: Parameters that only say where the reader came from. Source: the common ones of analytics and ad products, 2025.
TRACKING = re.compile(
    r"^(utm_\w+|at_(medium|campaign|link\w*|format|ptr_name|bbc_team)|(fb|g|d|y|ms|tw)clid|igshid|mc_[ce]id)$"
)


def canonical_url(address: str) -> str:
    """
    Return the address with a small scheme and host, ASCII only, without fragment and tracking parameters.

    Raises Unreadable unless it is an http(s) address with a host and at most 2,000 characters.
    """
    address = address.strip()
    try:
        parts = urlsplit(address)
        host, port = (parts.hostname or "").rstrip("."), parts.port
        host = host.encode("idna").decode() if not host.isascii() else host
    except (ValueError, UnicodeError) as error:
        raise Unreadable(f"no web address: “{_shown(address)}” ({error})") from error
    if parts.scheme not in ("http", "https") or not re.fullmatch(r"[a-z0-9.\-_]+|[0-9a-f:.]+", host):
        raise Unreadable(f"no web address: “{_shown(address)}”. It must begin with http:// or https://")
    netloc = f"[{host}]" if ":" in host else host
    if port and port != {"http": 80, "https": 443}[parts.scheme]:
        netloc = f"{netloc}:{port}"
    kept = [
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if not TRACKING.match(name)
    ]
    query = parts.query if len(kept) == parts.query.count("&") + bool(parts.query) else urlencode(kept)
    path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
    canonical = urlunsplit((parts.scheme, netloc, path, quote(query, safe="/%:@!$&'()*+,;=~-._?"), ""))
    if len(canonical) > MAX_LENGTH:
        raise Unreadable(f"no web address: longer than {MAX_LENGTH:,} characters")
    return canonical


def _shown(address: str) -> str:
    return address if len(address) <= 80 else f"{address[:79]}…"
