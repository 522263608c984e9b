"""Which capitalised names are towns: after "in", in a dateline, before "city council" or a region's name."""

import re
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.naming import nations
from claims.extraction.naming.names import NameRun
from claims.extraction.syntax.words import Words

_TOWN_PREPOSITIONS = frozenset(
    ("in", "near", "across", "outside", "around", "through", "into", "inside", "throughout", "off")
)
#: A capital is a place after these too; after others it speaks for its government.
_PREPOSITIONS = _TOWN_PREPOSITIONS | {"to", "from", "of", "for", "over"}
_MOST_WORDS = 3
#: A name in capitals that is longer is no abbreviation: "HALDEN", but "NATO".
_LONGEST_SHORT = 4
_NAME = r"(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})"
#: "the northern town of Halden", "the port city Halden"
_KIND_BEFORE = (
    r"\b(?:city|town|village|port|suburb|district|municipality|settlement|island|resort|hamlet|borough|capital"
    r"|provinces?|city-state|neighbou?rhood)(?: city| town)?(?: of|,)? "
)
#: "Port Selwyn's city council", "Halden police"
_MUNICIPAL = (
    r"(?:city council|town council|town hall|city hall|council|mayor|police|fire service|fire brigade|fire department"
    r"|harbour|streets|suburbs?|residents|airport|district court|city centre|city center|region|area)\b"
)
_PATTERNS = (
    re.compile(_KIND_BEFORE + _NAME),
    re.compile(rf"\b{_NAME}['’]s (?:\w+ )?{_MUNICIPAL}"),
    re.compile(
        rf"\b{_NAME} (?:[Pp]olice|[Ff]ire [Ss]ervice|[Cc]ity [Cc]ouncil|[Mm]ayor|[Aa]irport|city cent(?:re|er))\b"
    ),
    # "HALDEN, Norway (Wire) -", "Halden, June 3 —"
    re.compile(
        r"(?m)^(?P<name>[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){0,2})(?:, [A-Z][\w. ]{1,20})? (?:\([A-Z][\w ]+\) )?[-–—]{1,2} "
    ),
)
_REGIONS = "|".join(
    re.escape(f) for f in sorted((*lexicon.regions(), *nations.by_name()), key=len, reverse=True)
)
#: A name, a comma and a region or a country: "Troy, Michigan".
_BEFORE_REGION = re.compile(rf"\b{_NAME}, (?:{_REGIONS})(?![\w])(?!'s| and\b)")
_GLUED = re.compile(r"-(?:where|when|which|who|and|but|the|a)$")
_PREFIX = re.compile(r"^(?:Suburban|Downtown|Greater|Metropolitan) (?=[A-Z])")
_NO_TOWN = frozenset(
    ("street", "road", "avenue", "bridge", "park", "house", "hospital", "school", "church", "hotel", "stadium",
     "railway", "project", "act", "agreement", "treaty", "twitter", "facebook", "congress", "parliament",
     "state", "city", "the", "new", "old", "mr", "mrs", "ms", "dr", "county", "national", "international", "union",
     "station", "square", "quay", "market", "hall", "airport", "harbour", "river", "sea", "lake", "ocean", "pier",
     "breaking", "news", "update", "updated", "exclusive", "watch", "live", "video", "photo", "photos", "editor", "by",
     "story", "correction", "analysis", "opinion", "read", "image", "file", "rovers", "united", "club", "fc")
)  # fmt: skip


@lru_cache(maxsize=1)
def _blocked() -> frozenset[str]:
    return (
        lexicon.nouns("offices")
        | lexicon.nouns("titles")
        | _NO_TOWN
        | {w.lower() for w in lexicon.nouns("not_places")}
    )


def town_name(name: str) -> str:
    """Return a town's name without what is glued to it ("Halden-where"), with capitals only at the front."""
    name = _PREFIX.sub("", _GLUED.sub("", name))
    return name.title() if name.isupper() and len(name) > _LONGEST_SHORT else name


def towns_by_pattern(plain: str) -> frozenset[int]:
    """Return where the names start that a pattern shows to be towns: a dateline, "the town of", "X, Michigan"."""
    found = {m.start("name") for pattern in (*_PATTERNS, _BEFORE_REGION) for m in pattern.finditer(plain)}
    return frozenset(at for at in found if _first_word(plain, at) not in _blocked())


def _first_word(plain: str, at: int) -> str:
    match = re.compile(r"[\w'-]+").match(plain, at)
    return match.group().lower() if match else ""


def town_shown(words: Words, plain: str, run: NameRun, name: str) -> bool:
    """Whether a name after "in" or "near" is a town: at most four words, no organisation."""
    if run.first == 0 or run.last - run.first > _MOST_WORDS:
        return False
    before = words.lower[run.first - 1]
    if before == "the" or words.end[run.first - 1] + 1 != words.start[run.first]:
        return False
    is_located = words.kind[run.first] == "LOC"
    if before not in _TOWN_PREPOSITIONS and not (
        before in _PREPOSITIONS and (name in nations.by_metonym() or is_located)
    ):
        return False
    if words.kind[run.first] in ("PER", "ORG"):
        return False
    if plain[run.end : run.end + 2] in ("'s", "s'"):
        return name in nations.by_metonym() or is_located
    return not is_glued(words, plain, run) and not (
        plain[run.start : run.end].isupper() and run.end - run.start > 1 and not is_located
    )


def is_glued(words: Words, plain: str, run: NameRun) -> bool:
    """Whether a run is no bare name of a town: it holds an office, a title, a demonym."""
    lowered = [words.lower[i] for i in range(run.first, run.last + 1)]
    return any(word in _blocked() for word in lowered) or plain[run.start : run.end] in nations.by_demonym()
