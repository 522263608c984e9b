"""
The words by which a date, a duration or a set of dates is known, each with its resolver.

Where two patterns overlap the longer match wins, then the earlier in this list.
"""

import re
from dataclasses import dataclass

from claims.extraction import lexicon
from claims.extraction.calendar import leaning, resolving
from claims.extraction.calendar.feasts import NAMES
from claims.extraction.numerals.numbers import NUMBER_PATTERN

_MONTHS = lexicon.calendar("months")
_WEEKDAYS = lexicon.calendar("weekdays")


@dataclass(frozen=True, slots=True)
class DatePattern:
    """
    rule: its name for `--explain`; kind: "date", "duration" or "set".

    needs: a text without any of these letters has no such date, and is not searched.
    """

    rule: str
    kind: str
    pattern: re.Pattern[str]
    resolver: resolving.Resolver
    needs: tuple[str, ...]


def _as_printed(names: list[str]) -> str:
    """ "may", "march" and "sun" are words too, so names are matched with a capital or in capitals."""
    return "|".join(sorted({f for n in names for f in (n.title(), n.upper())}, key=len, reverse=True))


_LONG = _as_printed([m for m in _MONTHS if len(m) >= 4])
_SHORT = _as_printed([m for m in _MONTHS if len(m) < 5])
_MONTH = rf"(?:(?:{_LONG})\b|(?:{_SHORT})\b\.?)"
_FULL_MONTH = f"(?:{'|'.join(m.title() for m in _MONTHS if len(m) > 4 or m in ('may', 'june', 'july'))})\\b"
_WEEKDAY = f"(?:{'|'.join(w.title() for w in _WEEKDAYS if len(w) > 5)})\\b"
_ANY_WEEKDAY = f"(?:{'|'.join(w.title() for w in sorted(_WEEKDAYS, key=len, reverse=True))})\\b\\.?"
_DAY = r"(?P<day>3[01]|[12]\d|0?[1-9])(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:1[0-9]|20|21)\d\d)(?!\d)"
_PART = r"(?P<part>[Ee]arly|[Mm]id|[Ll]ate|(?:[Vv]ery )?[Bb]eginning of|[Ss]tart of|[Mm]iddle of|[Ee]nd of)"
_UNIT = r"(?P<unit>second|minute|hour|day|night|week|fortnight|month|year|decade|centur(?=ies|y))"
_LEAD = rf"(?:\b{_ANY_WEEKDAY},? (?:the )?|\b[Tt]he (?=\d))?"
_SPAN = r"(?P<span>weekend|week|month|year|decade|century)"
_WHICH = r"(?P<which>[Ll]ast|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming|[Tt]his|[Cc]oming)"
_NUMBER = (
    rf"(?P<number>{NUMBER_PATTERN}|[Aa]n?|[Aa] few|[Ss]everal|[Aa] couple of|[Mm]any|[Ff]ew|[Dd]ozens of"
    rf"|[Ss]ome {NUMBER_PATTERN})"
)
_TIME_OF_DAY = r"(?: (?:morning|afternoon|evening|night|lunchtime))?"
_FEAST = "|".join(re.escape(n.title().replace("'S", "'s").replace(" Of ", " of ")) for n in NAMES)
_CENTURY_WORD = "|".join(resolving.CENTURIES)

_TABLE: tuple[tuple[str, str, str, resolving.Resolver], ...] = (
    (
        "date.absolute", "date",
        r"(?<![\d-])(?P<year>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?![\d-])",
        resolving.resolve_iso,
    ),
    ("date.absolute", "date", rf"(?<![\d/])(?P<a>\d\d?) ?/ ?(?P<b>\d\d?) ?/ ?{_YEAR}", resolving.resolve_slashed),
    (
        "date.absolute", "date",
        rf"{_LEAD}\b(?P<month>{_MONTH}) {_DAY}(?![\d:]|[,.]\d)(?: ?(?:-|–|—|to) ?(?P<last_day>[12]\d|3[01]"
        rf"|[1-9])(?!\d))?"
        rf"(?:,? {_YEAR})?",
        resolving.resolve_full,
    ),
    (
        "date.absolute", "date",
        rf"{_LEAD}(?<![\d.,$£€])\b{_DAY}(?: ?(?:-|–|to|and|&) ?(?P<last_day>[12]\d|3[01]|[1-9])(?:st|nd|rd|th)?)?"
        rf" (?:of )?(?P<month>{_MONTH})(?:,? {_YEAR})?",
        resolving.resolve_full,
    ),
    (
        "date.absolute", "date",
        rf"\b[Tt]he (?P<day>first) of (?P<month>{_MONTH})(?:,? {_YEAR})?",
        resolving.resolve_full,
    ),
    (
        "date.anchored", "date",
        r"(?:(?<=\b[Oo]n )|(?<=\b[Ss]ince )|(?<=\b[Uu]ntil )|(?<=\b[Bb]y ))the (?P<day>3[01]|[12]\d|[1-9])(?:st"
        r"|nd|rd|th)"
        r"(?=[.,;:)]|$| (?:and|we|he|she|they|it|I|the|of (?:the|this|last) month)\b)",
        leaning.resolve_day_of_month,
    ),
    (
        "date.part", "date",
        rf"\b(?:[Tt]he )?(?P<half>first|second|latter|last) half of (?P<month>{_MONTH})(?:,? {_YEAR})?",
        resolving.resolve_half_month,
    ),
    (
        "date.part", "date",
        rf"\b(?:[Tt]he )?{_PART}[ -](?:{_WHICH} )?(?P<month>{_MONTH})(?:,? (?:of )?{_YEAR})?",
        resolving.resolve_month,
    ),
    ("date.month", "date", rf"\b(?P<month>{_MONTH}),? (?:of )?{_YEAR}", resolving.resolve_month),
    ("date.month", "date", rf"\b{_WHICH} (?P<month>{_FULL_MONTH})", resolving.resolve_month),
    ("date.month", "date", rf"\b(?P<month>{_FULL_MONTH})", resolving.resolve_month),
    ("date.part", "date", rf"\b(?:[Tt]he )?{_PART}[ -]{_YEAR}\b", resolving.resolve_year),
    (
        "date.range", "date",
        rf"(?<![\d.,/$£€-]){_YEAR}(?:[-–]|/)(?P<last>(?:1[0-9]|20|21)\d\d|\d\d?)\b(?![-–/.,]?\d)",
        resolving.resolve_years,
    ),
    ("date.year", "date", rf"(?<![\d.,/$£€#-]){_YEAR}\b(?![.,/]\d|%|-\w)", resolving.resolve_year),
    (
        "date.decade", "date",
        r"(?:\b[Tt]he )?(?:\b(?P<part>[Ee]arly|[Mm]id|[Ll]ate)[ -])?(?<!\d)'?(?P<digits>(?:1[5-9]|20)\d0|[2-9]0)'?s\b",
        resolving.resolve_decade,
    ),
    (
        "date.decade", "date",
        r"\b[Tt]he (?:early |late |mid-?)?(?P<word>(?:twen|thir|for|fif|six|seven|eigh|nine)ties)\b",
        resolving.resolve_decade,
    ),
    (
        "date.century", "date",
        rf"\b(?:[Tt]he )?(?:early |late |mid-|later? )?(?:(?P<number>\d\d)(?:st|nd|rd|th)"
        rf"|(?P<word>(?i:{_CENTURY_WORD})))[ -][Cc]entury\b",
        resolving.resolve_century,
    ),
    (
        "date.quarter", "date",
        rf"\b(?:[Tt]he )?(?:(?P<nth>first|second|third|fourth|last) quarter|Q(?P<q>[1-4]))(?:,? (?:of )?{_YEAR})?",
        resolving.resolve_quarter,
    ),
    (
        "date.part", "date",
        rf"\b(?:[Tt]he )?(?P<half>first|second|latter|last) half of {_YEAR}",
        resolving.resolve_half,
    ),
    (
        "date.season", "date",
        rf"\b(?:[Tt]he )?(?:{_WHICH} )(?P<season>spring|summer|autumn|fall|winter)\b",
        resolving.resolve_season,
    ),
    (
        "date.season", "date",
        rf"\b(?:[Tt]he )?(?P<season>[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of| in)?,? {_YEAR}",
        resolving.resolve_season,
    ),
    (
        "date.relative", "date",
        r"\b(?:(?:[Ee]arlier |[Ll]ater |[Ll]ate )?(?:[Yy]esterday|[Tt]oday|[Tt]omorrow)(?: morning| afternoon"
        r"| evening| night)?"
        r"|[Tt]onight|[Ll]ast night|[Tt]his (?:morning|afternoon|evening))\b",
        resolving.resolve_near_day,
    ),
    (
        "date.weekday", "date",
        rf"\b(?:(?:[Oo]n |[Ee]arlier |[Ll]ater )?{_WHICH} )?(?P<weekday>{_WEEKDAY})(?!s){_TIME_OF_DAY}",
        resolving.resolve_weekday,
    ),
    (
        "date.relative", "date",
        rf"\b(?:[Tt]he |[Ee]arlier |[Ll]ater )?(?P<which>[Ll]ast|[Nn]ext|[Pp]ast|[Tt]his past|[Tt]his coming"
        rf"|[Tt]his|[Cc]oming) {_SPAN}\b",
        resolving.resolve_span,
    ),
    ("date.relative", "date", r"\b(?P<which>This|Last|Next) (?P<span>Week|Month|Year)\b", resolving.resolve_span),
    ("date.relative", "date", r"\b(?P<which>[Tt]his) (?P<span>year)'?s\b", resolving.resolve_span),
    (
        "date.relative", "date",
        r"(?:(?<=over )|(?<=during )|(?<=throughout )|(?<=for )|(?<=on )|(?<=at ))the (?P<span>weekend)\b",
        resolving.resolve_span,
    ),
    (
        "date.part", "date",
        r"\b(?P<part>[Ee]arly|[Ll]ate) (?P<which>last|next|this) (?P<span>week|month|year)\b",
        resolving.resolve_part_of_span,
    ),
    (
        "date.part", "date",
        r"\b(?:the )?(?P<part>[Ee]nd of|[Bb]eginning of|[Ss]tart of|[Mm]iddle of) (?P<which>the|this|last"
        r"|next) (?P<span>week|month|year)\b",
        resolving.resolve_part_of_span,
    ),
    ("date.relative", "date", r"\b(?:[Yy]ear[- ]end|(?:the )?year's end)\b", resolving.resolve_year_end),
    (
        "date.relative", "date",
        rf"(?:\b|\[){_NUMBER}\]? {_UNIT}(?:s|ies|y)? (?:ago|back(?! (?:to|in|from|at|on)\b))\b",
        resolving.resolve_ago,
    ),
    (
        "date.anchored", "date",
        rf"\b{_NUMBER} {_UNIT}(?:s|ies|y)? (?P<way>earlier|later|afterwards?|beforehand)\b",
        leaning.resolve_away,
    ),
    (
        "date.anchored", "date",
        r"\b(?:(?:[Tt]he|[Tt]hat) (?:very )?(?P<which>same|next|following|previous|preceding) "
        r"(?P<span>day|morning|evening|night|afternoon|week|month|year|spring|summer|autumn|fall|winter)"
        r"|[Tt]he (?P<span_2>day|week|month|year|night) (?P<way>before|after)(?! (?:the|a|an|his|her|its|their"
        r"|he|she|it|they|we|I|[A-Z]|\d)\b)"
        r"|[Tt]hat (?P<span_3>day|week|month|year|weekend|night|evening|morning|summer|autumn|fall|winter|spring))\b",
        leaning.resolve_neighbour,
    ),
    (
        "date.anchored", "date",
        rf"\b[Tt]he (?P<which>following|next|previous|preceding) (?:(?P<weekday>{_WEEKDAY})|(?P<month>{_FULL_MONTH}))",
        leaning.resolve_named_neighbour,
    ),
    (
        "date.anchored", "date",
        rf"\b[Tt]he (?P<weekday>{_WEEKDAY}) (?P<which>before|after)(?! (?:the|a|an|his|her|its|their|he|she|it"
        rf"|they|we|I|[A-Z]|\d))",
        leaning.resolve_named_neighbour,
    ),
    ("date.feast", "date", rf"\b(?P<feast>{_FEAST})(?:,? (?:of |in )?{_YEAR})?(?![\w-])", resolving.resolve_feast),
    ("date.feast", "date", r"(?<![\d/])9/11(?![\d/])", resolving.resolve_attacks),
    (
        "date.relative", "date",
        rf"\b(?:[Tt]he )?(?:past|last|previous|next|coming) (?P<number>{NUMBER_PATTERN}|few|several|couple of"
        rf"|two or three) (?!hour|minute|second)"
        rf"{_UNIT}(?:s|ies)\b",
        resolving.resolve_open,
    ),
    (
        "date.set", "set",
        rf"\b(?:(?:[Ee]very|[Ee]ach) (?:{_WEEKDAY}|(?:other )?(?:day|night|morning|week|weekend|month|year"
        rf"|summer|winter))"
        rf"|(?:on )?{_WEEKDAY}s|(?<=[Oo]n )a {_WEEKDAY}|annually|(?:twice|once|three times) (?:a|per) (?:day"
        rf"|week|month|year))\b",
        resolving.resolve_open,
    ),
    (
        "date.duration", "duration",
        rf"\b(?P<number>{NUMBER_PATTERN})[ -]{_UNIT}(?:s|ies|y)?(?!-?old)\b",
        resolving.resolve_open,
    ),
    (
        "date.duration", "duration",
        r"\b(?:[Dd]ecades|[Ss]everal (?:days|weeks|months|years)|[Ss]everal hours|[Aa] few (?:days|weeks|months"
        r"|years|hours)"
        r"|(?:[Mm]any )?(?:years|months|weeks))\b(?! ago| earlier)",
        resolving.resolve_open,
    ),
)  # fmt: skip

_NEEDS: dict[resolving.Resolver, tuple[str, ...]] = {
    resolving.resolve_ago: (" ago", " back"),
    leaning.resolve_away: (" earlier", " later", " afterward", " beforehand"),
    resolving.resolve_century: ("entury",),
    resolving.resolve_quarter: (" quarter", "Q"),
    resolving.resolve_half: (" half of ",),
    resolving.resolve_half_month: (" half of ",),
    resolving.resolve_decade: ("0s", "0's", "ties"),
    resolving.resolve_year_end: (" end", "-end"),
}

PATTERNS = tuple(
    DatePattern(rule, kind, re.compile(pattern), resolver, _NEEDS.get(resolver, ()))
    for rule, kind, pattern, resolver in _TABLE
)
