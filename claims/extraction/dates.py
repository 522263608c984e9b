"""
Dates, durations and sets of dates, with their first and last day.

A date is an interval and a precision. What the words leave open is never filled in: a day without a
year needs the article's date, and without it keeps None. Thirds of months and seasons: calendar.json.
"""

import re
from collections.abc import Callable
from datetime import date

from claims.extraction import days as d
from claims.extraction import lexicon
from claims.extraction.days import Days
from claims.extraction.numbers import NUMBER_PATTERN, number_value
from claims.extraction.results import DateMention
from claims.vocabulary import Precision

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

_Resolver = Callable[[re.Match[str], "Anchor"], Days | None]
_UNKNOWN_DAY = Days(None, None, Precision.DAY)


class Anchor:
    """The day from which relative words are counted, and whether the words around look ahead."""

    __slots__ = ("future", "published")

    def __init__(self, published: date | None, *, future: bool) -> None:
        self.published = published
        self.future = future

    def year(self, month: int, day: int = 15) -> int | None:
        return (
            None if self.published is None else d.nearest_year(month, day, self.published, future=self.future)
        )


def _month_number(word: str) -> int:
    return int(_MONTHS[word.rstrip(".").lower()])


def _group(match: re.Match[str], name: str) -> str:
    return match.groupdict().get(name) or ""


def _full(match: re.Match[str], anchor: Anchor) -> Days | None:
    month, day = _month_number(match["month"]), int(match["day"])
    year = int(match["year"]) if _group(match, "year") else anchor.year(month, day)
    if year is None:
        return _UNKNOWN_DAY
    found = d.safe_date(year, month, day)
    if found is None:
        return None
    last = d.safe_date(year, month, int(match["last_day"])) if _group(match, "last_day") else found
    if last is None or last < found:
        return d.one_day(found)
    return Days(found, last, Precision.DAY)


def _iso(match: re.Match[str], anchor: Anchor) -> Days | None:
    found = d.safe_date(int(match["year"]), int(match["m"]), int(match["d"]))
    return d.one_day(found) if found else None


def _slashed(match: re.Match[str], anchor: Anchor) -> Days | None:
    """4/9/2007 is read only where one of the two numbers cannot be a month, or both are the same."""
    a, b, year = int(match["a"]), int(match["b"]), int(match["year"])
    if a <= 12 and b <= 12 and a != b:
        return _UNKNOWN_DAY
    found = d.safe_date(year, a, b) if a <= 12 else d.safe_date(year, b, a)
    return d.one_day(found) if found else None


def _month(match: re.Match[str], anchor: Anchor) -> Days | None:
    month = _month_number(match["month"])
    part = _PARTS[match["part"].lower()] if _group(match, "part") else None
    precision = Precision.PART if part else Precision.MONTH
    said = _group(match, "which").lower()
    if _group(match, "year"):
        year: int | None = int(match["year"])
    elif anchor.published and said in ("last", "next"):
        ahead = said == "next"
        year = anchor.published.year + (
            month <= anchor.published.month if ahead else -(month >= anchor.published.month)
        )
    else:
        year = anchor.year(month)
    if year is None:
        return Days(None, None, precision)
    return d.part_of_month(year, month, part) if part else d.month_of(year, month)


def _year(match: re.Match[str], anchor: Anchor) -> Days | None:
    year = int(match["year"])
    return d.part_of_year(year, _PARTS[match["part"].lower()]) if _group(match, "part") else d.year_of(year)


def _years(match: re.Match[str], anchor: Anchor) -> Days | None:
    return Days(date(int(match["year"]), 1, 1), date(int(match["last"]), 12, 31), Precision.YEAR)


def _decade(match: re.Match[str], anchor: Anchor) -> Days | None:
    words = {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
    }
    if _group(match, "word"):
        return d.decade_of(1900 + words[match["word"].lower()])
    digits = match["digits"]
    year = int(digits) if len(digits) == 4 else 1900 + int(digits)
    return d.decade_of(year)


def _century(match: re.Match[str], anchor: Anchor) -> Days | None:
    number = int(match["number"])
    if not 11 <= number <= 25:
        return None
    return Days(date(100 * number - 100, 1, 1), date(100 * number - 1, 12, 31), Precision.OTHER)


def _quarter(match: re.Match[str], anchor: Anchor) -> Days | None:
    word = _group(match, "nth").lower()
    quarter = int(match["q"]) if _group(match, "q") else int(lexicon.calendar("quarters")[word])
    year = int(match["year"]) if _group(match, "year") else None
    return d.quarter_of(year, quarter) if year else Days(None, None, Precision.QUARTER)


def _season(match: re.Match[str], anchor: Anchor) -> Days | None:
    months = _SEASONS[match["season"].lower()]
    said = _group(match, "which").lower()
    if _group(match, "year"):
        year: int | None = int(match["year"])
    elif anchor.published is None:
        year = None
    elif said == "next":
        year = anchor.published.year + (months[0] <= anchor.published.month)
    elif said == "last":
        year = anchor.published.year - (months[1] >= anchor.published.month)
    else:
        year = anchor.year(months[0])
    return d.season_of(year, (months[0], months[1])) if year else Days(None, None, Precision.SEASON)


def _near_day(match: re.Match[str], anchor: Anchor) -> Days | None:
    word = match.group().lower()
    away = (
        -1
        if word in ("yesterday", "last night", "the day before")
        else 1
        if word in ("tomorrow", "the next day", "the following day")
        else 0
    )
    if anchor.published is None or word.startswith("the "):
        return _UNKNOWN_DAY  # "the day before" leans on another day of the text
    return d.one_day(d.shifted(anchor.published, away))


def _weekday(match: re.Match[str], anchor: Anchor) -> Days | None:
    if anchor.published is None:
        return _UNKNOWN_DAY
    wanted, said = int(_WEEKDAYS[match["weekday"].lower()]), _group(match, "which").lower()
    back = (anchor.published.weekday() - wanted) % 7
    if said in ("next", "this coming", "coming") or (anchor.future and said not in ("last", "past")):
        return d.one_day(d.shifted(anchor.published, (7 - back) if back or said else 0))
    return d.one_day(d.shifted(anchor.published, -(back or (7 if said in ("last", "past") else 0))))


def _span(match: re.Match[str], anchor: Anchor) -> Days | None:
    which, unit = match["which"].lower(), match["span"].lower()
    precision = {
        "week": Precision.WEEK,
        "weekend": Precision.WEEK,
        "month": Precision.MONTH,
        "year": Precision.YEAR,
    }[unit]
    if anchor.published is None or "previous" in which or "following" in which:
        return Days(None, None, precision)  # "the previous month" leans on another day of the text
    step = (
        -1
        if which in ("last", "past", "this past")
        else 1
        if which in ("next", "coming", "this coming")
        else 0
    )
    day = anchor.published
    if unit == "week":
        return d.week_of(d.shifted(day, 7 * step))
    if unit == "weekend":
        saturday = d.shifted(day, (5 - day.weekday()) if day.weekday() < 5 else -(day.weekday() - 5))
        saturday = d.shifted(
            saturday, 7 * (step if step > 0 else 0) - (7 if step < 0 and saturday > day else 0)
        )
        return Days(saturday, d.shifted(saturday, 1), Precision.WEEK)
    if unit == "month":
        first = d.months_later(day, step)
        return d.month_of(first.year, first.month)
    year = min(max(day.year + step, date.min.year), date.max.year)
    return d.year_of(year)


def _ago(match: re.Match[str], anchor: Anchor) -> Days | None:
    amount, unit = number_value(match["number"]), match["unit"].lower()
    if anchor.published is None or amount is None or amount != int(amount) or amount > 5000:
        return Days(None, None, Precision.OTHER)
    count = int(amount)
    if unit == "day":
        return d.one_day(d.shifted(anchor.published, -count))
    if unit == "week":
        return d.week_of(d.shifted(anchor.published, -7 * count))
    if unit == "month":
        first = d.months_later(anchor.published, -count)
        return d.month_of(first.year, first.month)
    if unit == "year" and anchor.published.year > count:
        return d.year_of(anchor.published.year - count)
    return Days(None, None, Precision.OTHER)


def _open(match: re.Match[str], anchor: Anchor) -> Days | None:
    return Days(None, None, Precision.OTHER)


_WHICH = r"(?P<which>[Ll]ast|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Cc]oming)"
_NUMBER = (
    rf"(?P<number>{NUMBER_PATTERN}|[Aa]n?|[Aa] few|[Ss]everal|[Aa] couple of|[Mm]any|[Ff]ew|[Dd]ozens of)"
)

#: (kind, pattern, how it is resolved); where two overlap the longer one wins, then the earlier in this list.
_PATTERNS: list[tuple[str, re.Pattern[str], _Resolver]] = [
    (kind, re.compile(pattern), resolver)
    for kind, pattern, resolver in (
        ("date", r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])", _iso),
        ("date", rf"(?<![\d/])(?P<a>\d\d?) ?/ ?(?P<b>\d\d?) ?/ ?{_YEAR}", _slashed),
        ("date", rf"{_LEAD}\b(?P<month>{_MONTH}) {_DAY}(?![\d:]|[,.]\d)(?: ?(?:-|–|—|to) ?(?P<last_day>[12]\d|3[01]|[1-9])(?!\d))?(?:,? {_YEAR})?", _full),
        ("date", rf"{_LEAD}(?<![\d.,$£€])\b{_DAY}(?: ?(?:-|–|to) ?(?P<last_day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?)? (?:of )?(?P<month>{_MONTH})(?:,? {_YEAR})?", _full),
        ("date", rf"\b(?:[Tt]he )?{_PART}[ -](?:{_WHICH} )?(?P<month>{_MONTH})(?:,? (?:of )?{_YEAR})?", _month),
        ("date", rf"\b(?P<month>{_MONTH}),? (?:of )?{_YEAR}", _month),
        ("date", rf"\b{_WHICH} (?P<month>{_FULL_MONTH})", _month),
        ("date", rf"\b(?P<month>{_FULL_MONTH})", _month),
        ("date", rf"\b(?:[Tt]he )?{_PART}[ -]{_YEAR}\b", _year),
        ("date", rf"(?<![\d.,/$£€-]){_YEAR}(?: ?[-–] ?|/)(?P<last>(?:1[0-9]|20|21)\d\d)\b(?![.,]\d)", _years),
        ("date", rf"(?<![\d.,/$£€#-]){_YEAR}\b(?![.,/]\d|%|-\w)", _year),
        ("date", r"(?:\b[Tt]he )?(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?<!\d)'?(?P<digits>(?:1[5-9]|20)\d0|[2-9]0)'?s\b", _decade),
        ("date", r"\b[Tt]he (?:early |late |mid-?)?(?P<word>(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b", _decade),
        ("date", r"\b(?:[Tt]he )?(?:early |late |mid-)?(?P<number>\d\d)(?:st|nd|rd|th)[ -][Cc]entury\b", _century),
        ("date", rf"\b(?:[Tt]he )?(?:(?P<nth>first|second|third|fourth|last) quarter|Q(?P<q>[1-4]))(?:,? (?:of )?{_YEAR})?", _quarter),
        ("date", rf"\b(?:[Tt]he )?(?:{_WHICH} )(?P<season>spring|summer|autumn|fall|winter)\b", _season),
        ("date", rf"\b(?:[Tt]he )?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter) (?:of |in )?{_YEAR}", _season),
        ("date", r"\b(?:[Yy]esterday|[Tt]oday|[Tt]omorrow|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening)|[Tt]he (?:day before|next day|following day))\b", _near_day),
        ("date", rf"\b(?:{_WHICH} )?(?P<weekday>{_WEEKDAY})(?!s)(?: (?:morning|afternoon|evening|night))?", _weekday),
        ("date", r"\b(?:[Tt]he |[Ee]arlier |[Ll]ater )?(?P<which>[Ll]ast|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Cc]oming|[Pp]revious|[Ff]ollowing) (?P<span>week|weekend|month|year)\b", _span),
        ("date", rf"\b{_NUMBER} {_UNIT}(?:s|ies|y)? (?:ago|earlier)\b", _ago),
        ("date", rf"\b(?:[Tt]he )?(?:past|last|previous|next|coming) (?P<number>{NUMBER_PATTERN}|few|several|couple of|two or three) {_UNIT}(?:s|ies)\b", _open),
        ("set", rf"\b(?:(?:[Ee]very|[Ee]ach) (?:{_WEEKDAY}|(?:other )?(?:day|night|morning|week|weekend|month|year|summer|winter))|(?:on )?{_WEEKDAY}s|annually|(?:twice|once|three times) (?:a|per) (?:day|week|month|year))\b", _open),
        ("duration", rf"\b(?P<number>{NUMBER_PATTERN})[ -]{_UNIT}(?:s|ies|y)?(?!-?old)\b", _open),
        ("duration", r"\b(?:[Dd]ecades|[Ss]everal (?:days|weeks|months|years)|[Ss]everal hours|[Aa] few (?:days|weeks|months|years|hours)|(?:[Mm]any )?(?:years|months|weeks))\b(?! ago| earlier)", _open),
    )
]  # fmt: skip

_AHEAD = re.compile(
    r"\b(?:will|would be|next|is to|are to|due|scheduled|plans? to|until|through|upcoming|expected|set to|deadline|going to)\b",
    re.IGNORECASE,
)
_MAY_IS_A_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|last|next|this|during|through|and|early|late|mid|after|before|for|between|every|between|on|,|\()[ -]?$",
    re.IGNORECASE,
)
_YEAR_IS_A_COUNT = re.compile(
    r"\s+(?:people|persons|men|women|children|soldiers|troops|dead|deaths|workers|jobs|homes|houses|families|refugees|migrants|residents|protesters|students|km|miles|metres|meters|feet|tons|tonnes|dollars|euros|pounds|rpm|mAh|points|votes|calories|units|vehicles|cars|times|watts|nits)\b"
)
_BEFORE_YEAR_COUNT = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|than|least|approximately|roughly|to|of|another|up to)\s$",
    re.IGNORECASE,
)


def find_dates(text: str, plain: str, published: date | None) -> list[DateMention]:
    """Return the dates in order; they do not overlap. plain: the matching form of the text."""
    candidates: list[tuple[int, int, int, str, re.Match[str], _Resolver]] = []
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
        resolved = resolver(match, Anchor(published, future=_looks_ahead(plain, start, -negative_end)))
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
                    r"(?:summer|winter|spring|autumn|fall|year|end|beginning|start|class|early|late|elections?|crisis|war|Act|Games|Olympics|back|prior|up) (?:of|to)\s$",
                    plain[max(0, start - 24) : start],
                )
                is not None
            )
    return True
