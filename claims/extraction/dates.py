"""
Dates, durations and sets of dates, with their first and last day.

A date is an interval and a precision. What the words leave open is never filled in: a day without a
year needs the article's date, and without it keeps None. Thirds of months and seasons: calendar.json.
"""

import re
from datetime import date

from claims.extraction import lexicon, resolving
from claims.extraction.numbers import NUMBER_PATTERN
from claims.extraction.results import DateMention

_MONTHS = lexicon.calendar("months")
_WEEKDAYS = lexicon.calendar("weekdays")
_SEASONS = lexicon.calendar("seasons")
_PARTS = lexicon.calendar("parts")

# "may", "march" and "sun" are words too, so names of months and days are matched as printed: capital or all capitals.
_SHORT_MONTH = "|".join(
    sorted({f for m in _MONTHS if len(m) < 5 for f in (m.title(), m.upper())}, key=len, reverse=True)
)
_LONG_MONTH = "|".join(
    sorted({f for m in _MONTHS if len(m) >= 4 for f in (m.title(), m.upper())}, key=len, reverse=True)
)
_MONTH = rf"(?:(?:{_LONG_MONTH})\b|(?:{_SHORT_MONTH})\b\.?)"
_FULL_MONTH = (
    "(?:" + "|".join(m.title() for m in _MONTHS if len(m) > 4 or m in ("may", "june", "july")) + r")\b"
)
_WEEKDAY = "(?:" + "|".join(w.title() for w in _WEEKDAYS if len(w) > 5) + r")\b"
_ANY_WEEKDAY = "(?:" + "|".join(w.title() for w in sorted(_WEEKDAYS, key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[0-9]|20|21)\d\d)(?!\d)"
_PART = r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|[Bb]eginning of|[Ss]tart of|[Mm]iddle of|[Ee]nd of)"
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|fortnight|month|year|decade|centur(?=ies|y))"
_LEAD = r"(?:\b(?:" + _ANY_WEEKDAY + r"),? (?:the )?)?"

_WHICH = r"(?P<which>[Ll]ast|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Cc]oming)"
_NUMBER = (
    rf"(?P<number>{NUMBER_PATTERN}|[Aa]n?|[Aa] few|[Ss]everal|[Aa] couple of|[Mm]any|[Ff]ew|[Dd]ozens of)"
)

#: (kind, pattern, how it is resolved); where two overlap the longer one wins, then the earlier in this list.
_PATTERNS: list[tuple[str, re.Pattern[str], resolving.Resolver]] = [
    (kind, re.compile(pattern), resolver)
    for kind, pattern, resolver in (
        (
            "date",
            r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])",
            resolving.resolve_iso,
        ),
        ("date", rf"(?<![\d/])(?P<a>\d\d?) ?/ ?(?P<b>\d\d?) ?/ ?{_YEAR}", resolving.resolve_slashed),
        (
            "date",
            rf"{_LEAD}\b(?P<month>{_MONTH}) {_DAY}(?![\d:]|[,.]\d)(?: ?(?:-|–|—|to) ?(?P<last_day>[12]\d"
            rf"|3[01]|[1-9])(?!\d))?(?:,? {_YEAR})?",
            resolving.resolve_full,
        ),
        (
            "date",
            rf"{_LEAD}(?<![\d.,$£€])\b{_DAY}(?: ?(?:-|–|to) ?(?P<last_day>[12]\d|3[01]|[1-9])(?:st|nd|rd"
            rf"|th)?)? (?:of )?(?P<month>{_MONTH})(?:,? {_YEAR})?",
            resolving.resolve_full,
        ),
        (
            "date",
            rf"\b(?:[Tt]he )?{_PART}[ -](?:{_WHICH} )?(?P<month>{_MONTH})(?:,? (?:of )?{_YEAR})?",
            resolving.resolve_month,
        ),
        ("date", rf"\b(?P<month>{_MONTH}),? (?:of )?{_YEAR}", resolving.resolve_month),
        ("date", rf"\b{_WHICH} (?P<month>{_FULL_MONTH})", resolving.resolve_month),
        ("date", rf"\b(?P<month>{_FULL_MONTH})", resolving.resolve_month),
        ("date", rf"\b(?:[Tt]he )?{_PART}[ -]{_YEAR}\b", resolving.resolve_year),
        (
            "date",
            rf"(?<![\d.,/$£€-]){_YEAR}(?: ?[-–] ?|/)(?P<last>(?:1[0-9]|20|21)\d\d)\b(?![.,]\d)",
            resolving.resolve_years,
        ),
        ("date", rf"(?<![\d.,/$£€#-]){_YEAR}\b(?![.,/]\d|%|-\w)", resolving.resolve_year),
        (
            "date",
            r"(?:\b[Tt]he )?(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?<!\d)'?(?P<digits>(?:1[5-9]"
            r"|20)\d0|[2-9]0)'?s\b",
            resolving.resolve_decade,
        ),
        (
            "date",
            r"\b[Tt]he (?:early |late |mid-?)?(?P<word>(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b",
            resolving.resolve_decade,
        ),
        (
            "date",
            r"\b(?:[Tt]he )?(?:early |late |mid-)?(?P<number>\d\d)(?:st|nd|rd|th)[ -][Cc]entury\b",
            resolving.resolve_century,
        ),
        (
            "date",
            rf"\b(?:[Tt]he )?(?:(?P<nth>first|second|third|fourth|last) quarter"
            rf"|Q(?P<q>[1-4]))(?:,? (?:of )?{_YEAR})?",
            resolving.resolve_quarter,
        ),
        (
            "date",
            rf"\b(?:[Tt]he )?(?:{_WHICH} )(?P<season>spring|summer|autumn|fall|winter)\b",
            resolving.resolve_season,
        ),
        (
            "date",
            rf"\b(?:[Tt]he )?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of "
            rf"|in )?{_YEAR}",
            resolving.resolve_season,
        ),
        (
            "date",
            r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon"
            r"|evening)|[Tt]he (?:day before|next day|following day))\b",
            resolving.resolve_near_day,
        ),
        (
            "date",
            rf"\b(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})(?!s)(?: (?:morning|afternoon|evening|night))?",
            resolving.resolve_weekday,
        ),
        (
            "date",
            r"\b(?:[Tt]he |[Ee]arlier |[Ll]ater )?(?P<which>[Ll]ast|[Nn]ext|[Pp]ast|[Tt]his past"
            r"|[Tt]his coming|[Tt]his|[Cc]oming|[Pp]revious|[Ff]ollowing) (?P<span>week|weekend|month"
            r"|year)\b",
            resolving.resolve_span,
        ),
        ("date", rf"\b{_NUMBER} {_UNIT}(?:s|ies|y)? (?:ago|earlier)\b", resolving.resolve_ago),
        (
            "date",
            rf"\b(?:[Tt]he )?(?:past|last|previous|next|coming) (?P<number>{NUMBER_PATTERN}|few|several"
            rf"|couple of|two or three) {_UNIT}(?:s|ies)\b",
            resolving.resolve_open,
        ),
        (
            "set",
            rf"\b(?:(?:[Ee]very|[Ee]ach) (?:{_WEEKDAY}|(?:other )?(?:day|night|morning|week|weekend|month"
            rf"|year|summer|winter))|(?:on )?{_WEEKDAY}s|annually|(?:twice|once|three times) (?:a"
            rf"|per) (?:day|week|month|year))\b",
            resolving.resolve_open,
        ),
        (
            "duration",
            rf"\b(?P<number>{NUMBER_PATTERN})[ -]{_UNIT}(?:s|ies|y)?(?!-?old)\b",
            resolving.resolve_open,
        ),
        (
            "duration",
            r"\b(?:[Dd]ecades|[Ss]everal (?:days|weeks|months|years)|[Ss]everal hours|[Aa] few (?:days"
            r"|weeks|months|years|hours)|(?:[Mm]any )?(?:years|months|weeks))\b(?! ago| earlier)",
            resolving.resolve_open,
        ),
    )
]

_AHEAD = re.compile(
    r"\b(?:will|would be|next|is to|are to|due|scheduled|plans? to|until|through|upcoming|expected"
    r"|set to|deadline|going to)\b",
    re.IGNORECASE,
)
_MAY_IS_A_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|last|next|this|during|through|and|early|late|mid"
    r"|after|before|for|between|every|between|on|,|\()[ -]?$",
    re.IGNORECASE,
)
_YEAR_IS_A_COUNT = re.compile(
    r"\s+(?:people|persons|men|women|children|soldiers|troops|dead|deaths|workers|jobs|homes"
    r"|houses|families|refugees|migrants|residents|protesters|students|km|miles|metres|meters|feet"
    r"|tons|tonnes|dollars|euros|pounds|rpm|mAh|points|votes|calories|units|vehicles|cars|times"
    r"|watts|nits)\b"
)
_BEFORE_YEAR_COUNT = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|than|least|approximately|roughly|to|of|another|up to)\s$",
    re.IGNORECASE,
)


def find_dates(text: str, plain: str, published: date | None) -> list[DateMention]:
    """Return the dates in order; they do not overlap. plain: the matching form of the text."""
    candidates: list[tuple[int, int, int, str, re.Match[str], resolving.Resolver]] = []
    for rank, (kind, pattern, resolver) in enumerate(_PATTERNS):
        for match in pattern.finditer(plain):
            if _is_plausible(plain, match):
                candidates.append((match.start(), -match.end(), rank, kind, match, resolver))
    candidates.sort(key=lambda c: c[:3])
    found: list[DateMention] = []
    reached = 0
    for start, negative_end, _, kind, match, resolver in candidates:
        if start < reached:
            continue
        resolved = resolver(
            match, resolving.Anchor(published, future=_looks_ahead(plain, start, -negative_end))
        )
        if resolved is None:
            continue
        reached = -negative_end
        found.append(
            DateMention(
                start, reached, text[start:reached], resolved.first, resolved.last, resolved.precision, kind
            )
        )
    return found


def _looks_ahead(plain: str, start: int, end: int) -> bool:
    return _AHEAD.search(plain, max(0, start - 60), start) is not None


def _is_plausible(plain: str, match: re.Match[str]) -> bool:
    text, start, end = match.group(), match.start(), match.end()
    if text in ("May", "March"):
        return (
            text == "March"
            and plain[start - 1 : start] != ""
            and _MAY_IS_A_MONTH.search(plain, max(0, start - 12), start) is not None
        ) or (text == "May" and _MAY_IS_A_MONTH.search(plain, max(0, start - 12), start) is not None)
    if text[0].isupper() and text in ("Today", "Tomorrow", "Tonight"):
        return not re.search(r"[A-Z]\w+ $", plain[max(0, start - 24) : start])  # "USA Today"
    if len(text) == 4 and text.isdigit():
        year = int(text)
        if not 1700 <= year <= 2199 or _YEAR_IS_A_COUNT.match(plain, end):
            return False
        if _BEFORE_YEAR_COUNT.search(plain, max(0, start - 14), start) and not re.search(
            r"(?:from|between|since) (?:\w+ )?\d{4} (?:to|and)\s$", plain[max(0, start - 30) : start]
        ):
            return (
                re.search(
                    r"(?:summer|winter|spring|autumn|fall|year|end|beginning|start|class|early|late|elections?"
                    r"|crisis|war|Act|Games|Olympics|back|prior|up) (?:of|to)\s$",
                    plain[max(0, start - 24) : start],
                )
                is not None
            )
    return True
