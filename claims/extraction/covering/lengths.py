"""How long something lasted: which lengths of time are claims, and about what."""

import re

from claims.extraction import lexicon
from claims.extraction.results import Quantity
from claims.extraction.syntax.sentences import Sentence

_MISSION = "|".join(sorted(lexicon.nouns("missions"), key=len, reverse=True))
_OF_MISSION = re.compile(
    rf"^[- ]?(?:long )?(?:(?!after|before|later|earlier|ago|into|of|the|in|on|for|and|or|to|from|at"
    rf"|by)[a-z]+ ){{0,2}}?(?:{_MISSION})\b"
)
_MISSION_OF = re.compile(
    rf"\b(?:{_MISSION}) (?:of|lasting|over) (?:about |around |nearly |some |over )?$", re.IGNORECASE
)
_LASTED = re.compile(
    r"\b(?:last(?:s|ed|ing)?|took|ran|continued|went on|goes on|served|fought|lasted)\s(?:for )?"
    r"(?:about |around |nearly |almost |more than |over |at least |some |just |roughly )?$",
    re.IGNORECASE,
)
_SAYS = re.compile(
    r"\b(?:says?|said|claims?|claimed|puts? it at|spoke of|speaks of|insists? on|not|only|counts?"
    r"|counted|was|lasted)\s(?:it was |only |about |around |just )?$",
    re.IGNORECASE,
)
_PRISON_BEFORE = re.compile(
    r"\b(?:sentenced (?:\w+ ){0,3}?to|jailed (?:\w+ )?for|imprisoned for|(?:prison|jail) (?:term|sentence)s? of"
    r"|sentences? of"
    r"|(?:asked for|demanded|sought|called for)|faces?|facing|given|serving|served|up to)\s"
    r"(?:up to |at least |a |an |about |more than |a total of )*$",
    re.IGNORECASE,
)
_PRISON_AFTER = re.compile(
    r"^[- ](?:(?:prison|jail|suspended)[- ])*(?:sentence|term)\b|^ (?:in|of) (?:a )?(?:prison|jail|custody"
    r"|imprisonment|hard labour)\b|^ behind bars\b|^['’]? imprisonment\b",
    re.IGNORECASE,
)
_JAILED = re.compile(r"\b(?:sentenced|jailed|imprisoned|prison|jail|prosecut\w+)\b", re.IGNORECASE)
_NO_LENGTH_AFTER = re.compile(r"^\s?(?:ago|later|earlier|after|before|old|since)\b")


def is_length_of_event(plain: str, quantity: Quantity, sentence: Sentence) -> str | None:
    """Return the words of the length with what it is the length of ("120-day mission"), or None."""
    tail = plain[quantity.end : min(sentence.end, quantity.end + 60)]
    if _NO_LENGTH_AFTER.match(tail):
        return None
    following = _OF_MISSION.match(tail)
    if following is not None:
        return plain[quantity.start : quantity.end] + following.group()
    before = plain[max(sentence.start, quantity.start - 40) : quantity.start]
    of = _MISSION_OF.search(before)
    if of is not None:
        return of.group() + plain[quantity.start : quantity.end]
    return plain[quantity.start : quantity.end] if _LASTED.search(before) else None


def is_prison_term(plain: str, quantity: Quantity, sentence: Sentence) -> bool:
    """Whether a length of time is what a court imposes or may impose: "jailed for 12 years", "a 12-year sentence"."""
    before = plain[max(sentence.start, quantity.start - 60) : quantity.start]
    after = plain[quantity.end : min(sentence.end, quantity.end + 40)]
    if _PRISON_AFTER.match(after):
        return True
    return _PRISON_BEFORE.search(before) is not None and _JAILED.search(before) is not None


def says_length(before: str) -> bool:
    """Whether the words before a length say it as an answer: "Kim says 120 days"."""
    return _SAYS.search(before) is not None
