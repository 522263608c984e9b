"""What a sentence claims by its own words, whoever says it: firsts, superlatives, scope, new positions, readings."""

import re

from claims.extraction import lexicon

_SUPERLATIVE = "|".join(sorted(lexicon.assertions("superlatives"), key=len, reverse=True))
_SPAN = (
    r"(?:since|in (?:the |its |his |her |their |our |more than |over |almost |nearly |a "
    r"|living )?(?:\w+[ -]){0,3}?"
    r"(?:history|memory|years?|decades?|century|world|country|city|region|continent|months|generation)"
    r"|on record|on this|ever\b|so far|yet\b|of (?:the|its|this|his|her) (?:\w+ )?(?:war|kind|year"
    r"|century|decade|conflict|career|season|type)"
    r"|for (?:\w+ ){0,2}(?:years|decades|months)|incident|until now|to date|that has ever|this country has)"
)
_FIRST = re.compile(
    r"\b(?:for the (?:very )?first time|the first time (?:that|since|in|a|an|any)\b"
    r"|(?:the|its|his|her|their) first (?:ever |public |official |open |direct |explicit |formal |such )+\w+"
    r"|(?:is|was|were|are|be|became|becoming|become) (?:also )?the first (?:\w+ ){0,3}(?:to|since|by|in"
    r"|of|ever|from)\b"
    r"|unprecedented|never before|first-ever|all-time (?:high|low|record)|record (?:high|low|number"
    r"|heat|rainfall|profit)"
    r"|(?:has|have|had) never (?:\w+ ){1,3}(?:better|worse|more|so|such|before))\b",
    re.IGNORECASE,
)
#: Somebody is said to judge: "called the speech a fairy tale", "described it as \"reckless\"".
_JUDGES = re.compile(
    r"\b(?:called|calls|branded|brands|dubbed|labelled|labeled|describe[sd]|denounce[sd]|condemn(?:s|ed)|hail(?:s|ed)|considers?"
    r"|considered) (?=(?:it|that|this|them|him|her|the|his|their|its|[A-Z]))",
)
_JUDGED = re.compile(
    r"[^.;:]{2,90}?(?<!\w)(?:\"|(?:"
    + "|".join(re.escape(w) for w in lexicon.assertions("evaluative"))
    + r")(?!\w))",
    re.IGNORECASE,
)
#: Something that was said is called untrue.
_UNTRUE = re.compile(
    r"\b(?:is|are|was|were) (?:simply |completely |entirely )?(?:false|untrue|not true|baseless|a lie|lies|fabricated"
    r"|fake|a fabrication"
    r"|unfounded)\b",
    re.IGNORECASE,
)
_REJECTED = re.compile(
    r"^(?:(?:the|any|all|such|these|those|his|her|its|their|as \w+ the) )?(?:\w+ )?(?P<what>"
    + "|".join(re.escape(w) for w in lexicon.assertions("rejected"))
    + r")\b(?: that| of)?\s*",
    re.IGNORECASE,
)
_MOST = re.compile(
    rf"\b(?:the|its|his|her|their|this|[A-Z][\w-]*'s|“"
    rf"|\")\s?(?:\w+[- ]){{0,2}}?\b(?:{_SUPERLATIVE})\b[^.;:]{{0,80}}?\b{_SPAN}",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\b(?:applies|apply|applied|refers?|referred|relates?|related|limited|covers?|covered|counts?"
    r"|counted|includes?|included"
    r"|extends?|extended)\s(?:only|solely|exclusively)\b"
    r"|\b(?:only|solely)\s(?:applies|applied|covers|covered|counts|counted|refers|relates|includes"
    r"|included)\b"
    r"|\b(?:does|do|did|has|had)(?: not|n't) (?:include|cover|count|included|covered|counted|apply to"
    r"|take in)\b"
    r"|\bexclud(?:e|es|ed)\b|\bleav(?:es|e|ing) out\b|\bleft out\b|\b(?:is|are|was"
    r"|were) (?:not )?(?:included|counted|excluded)\b"
    r"|\bincludes?\b|\bincluded\b|\bcovers?\b.{0,60}\bonly\b|\b(?:is|are) confined to\b",
    re.IGNORECASE,
)
_SCOPE_HINTS = ("only", "solely", "exclusi", "inclu", "exclud", "count", "cover", "out", "apply", "confined")
_PLAIN_SCOPE = re.compile(
    r"\bnot (?:included|counted)\b|\bcount(?:s|ed)? only\b|\bonly counts?\b|^only\b", re.IGNORECASE
)
#: What a scope statement speaks of.
_FIGURE_OF = re.compile(
    r"\b(?:figure|number|toll|count|total|losses|estimate|tally|forecast|sum|list|bulletin|data"
    r"|statistic|cost|price)s?\b"
    r"(?:[^.;]{0,24}?\b(?:by|of|from|cited by|given by"
    r"|announced by) (?:the )?(?P<who>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}))?",
    re.IGNORECASE,
)
#: "It does not include …" right after a figure; "Seoul says that it leaves out prisoners".
_PRONOUN = re.compile(
    r"^(?:[\"“ ]*(?:It|They|That|This|These|Those|Both|Neither)\b)|\b(?:that|says|said) (?:it|they|this"
    r"|these)\s(?:\w+\s)?$"
)
_CHANGE = re.compile(
    r"\b(?:revers(?:es|ed|ing)|soften(?:s|ed|ing)|shift(?:s|ed|ing)|backtrack(?:s|ed|ing) on|walk(?:s"
    r"|ed|ing) back|abandon(?:s|ed|ing)"
    r"|dropp?(?:s|ed|ing)|retract(?:s|ed|ing)|retreat(?:s|ed|ing) from|chang(?:es|ed|ing)|back(?:s|ed"
    r"|ing) away from) "
    r"(?:on )?(?:its|his|her|their|that|the) (?:\w+ ){0,2}(?:position|stance|line|denials?|claims?"
    r"|opposition|account|version|policy|story"
    r"|demand|objections?)\b"
    r"|\bno longer (?:denie[sd]|den(?:y|ies)|disput(?:es?|ed)|claim(?:s|ed)?|insist(?:s|ed)?|rul(?:es"
    r"|ed) out|oppos(?:es|ed))\b"
    r"|\b(?:long|repeatedly|initially|previously|consistently|at first|first|had earlier"
    r"|until now) (?:been )?(?:denied|denying|rejected|disputed)\b"
    r"|\bhad (?:long|repeatedly|initially|previously|consistently|earlier|at first) (?:insisted"
    r"|maintained|claimed|said|refused)\b"
    r"|\bafter (?:\w+ ){1,3}of (?:denials?|silence|denying)\b|\bu-turn\b|\babout-face\b|\bin a reversal\b",
    re.IGNORECASE,
)
_DENIED_BEFORE = re.compile(r"\b(?:denied|denying|rejected|disputed|denials?)\b", re.IGNORECASE)
_READ_AS = re.compile(
    r"\b(?:interpreted|regarded|viewed|seen|understood|read|taken|framed|portrayed|presented"
    r"|widely seen|perceived) (?:by [\w ]{3,30} )?as\b"
    r"|\bra(?:ised|ises|ising) questions\b|\bsparked (?:fears|speculation)\b|\bfuell?ed (?:fears"
    r"|speculation)\b",
    re.IGNORECASE,
)


_REFUSED = re.compile(
    r"^(?:an? |the |any |his |her |their |its )?(?:\w+ )?(?:"
    + "|".join(re.escape(w) for w in lexicon.assertions("refusable"))
    + r")\b",
    re.IGNORECASE,
)


def is_refusal(statement: str) -> bool:
    """Whether what is denied is refused, not called untrue: "denied visas", "denied bail"."""
    return _REFUSED.match(statement) is not None


def judgement(plain: str, start: int, end: int) -> tuple[int, int] | None:
    """Return where a sentence tells that somebody judges: "called his report unconvincing"."""
    for match in _JUDGES.finditer(plain, start, end):
        judged = _JUDGED.match(plain, match.end(), end)
        if judged is not None:
            return match.start(), judged.end()
    return None


def called_untrue(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Return what calls a statement untrue: "the claim that … is false"."""
    return _UNTRUE.search(plain, start, end)


def rejected(statement: str) -> str | None:
    """Return what is rejected as untrue ("the allegation that X" -> "X"); None: an offer or a plan is turned down."""
    match = _REJECTED.match(statement)
    return statement[match.end() :] or statement if match else None


def first_or_most(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Return what claims that something is the first, the only or the most of its kind."""
    return _FIRST.search(plain, start, end) or _MOST.search(plain, start, end)


def scope_words(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Return what says whom a figure covers or leaves out."""
    stretch = plain[start:end].lower()
    if not any(hint in stretch for hint in _SCOPE_HINTS):  # quicker than the pattern, and seldom true
        return None
    return _SCOPE.search(plain, start, end)


def is_plain_scope(words: str) -> bool:
    """Whether scope words need no figure named beside them: "are not included", "counts only"."""
    return _PLAIN_SCOPE.search(words) is not None


def figure_spoken_of(plain: str, start: int, at: int) -> tuple[bool, str | None]:
    """Return whether the words before `at` speak of a figure, and whose it is if they say so."""
    subject = _FIGURE_OF.search(plain, start, at)
    if subject is not None:
        return True, subject["who"]
    return _PRONOUN.search(plain[start:at]) is not None, None


def changed_position(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Return what says that somebody took another position before: "long denied", "dropped its opposition"."""
    match = _CHANGE.search(plain, start, end)
    return None if match is None or is_refusal(plain[match.end() : end].lstrip()) else match


def was_denied(words: str) -> bool:
    """Whether the earlier position was a denial."""
    return _DENIED_BEFORE.search(words) is not None


def read_as(plain: str, start: int, end: int) -> re.Match[str] | None:
    """Return what says how something is understood: "interpreted by analysts as", "raised questions"."""
    return _READ_AS.search(plain, start, end)
