"""
Whether two names are two spellings of one thing: "528th Engineering Regiment" and "528th Engineer Regiment",
"Kursk Oblast" and "Kursk region", "Kim Jong-un" and "Kim Jong Un".

Only spellings: that one thing is part of another is recorded data, never read off a name.
"""

import re
import unicodedata
from functools import lru_cache

# One kind of administrative area under its several names. Source: the English and transliterated words for
# the first level below a state, as news agencies use them (own list, 2026).
_REGION = frozenset({"oblast", "region", "province", "krai", "governorate"})

# What makes a name a numbered unit, so that number and kind identify it within one force.
_UNITS = frozenset({"army", "corps", "division", "brigade", "regiment", "battalion", "company", "squadron"})

# A family name alone is no spelling of the full name: two people may share it. Titles may be left out.
_TITLES = frozenset({"president", "minister", "leader", "general", "mr", "mrs", "ms", "dr", "the"})

_WORD = re.compile(r"[^\W_]+")
_ORDINAL = re.compile(r"\d+(?:st|nd|rd|th)\Z")


def same_name(left: str, right: str) -> bool:
    """Tell whether the two spell one name; symmetric. Case, accents, hyphens and titles do not matter."""
    return left == right or bool(_key(left) and _key(left) == _key(right))


def may_be_same_name(left: str, right: str) -> bool:
    """Tell whether the two could be one thing and nothing says so: "Kursk" may be the city or the region."""
    return _key(left) - _REGION == _key(right) - _REGION and bool(_key(left))


@lru_cache(maxsize=8192)
def _key(name: str) -> frozenset[str]:
    plain = unicodedata.normalize("NFKD", name.casefold())
    words = _WORD.findall("".join(c for c in plain if not unicodedata.combining(c)))
    ordinals = [w for w in words if _ORDINAL.match(w)]
    units = [w for w in words if w in _UNITS]
    if len(ordinals) == 1 and len(units) == 1:
        return frozenset(ordinals + units)
    return frozenset("region" if w in _REGION else w for w in words if w not in _TITLES)
