"""
Dates, durations and sets of dates, with their first and last day.

A date is an interval and a precision. What the words leave open is never filled in: a day without a
year needs the article's date, and without it keeps None. Thirds of months and seasons: calendar.json.
The words are in `date_patterns`, their days in `resolving` and `leaning`; here it is decided which
words are dates at all, and on what they lean.
"""

import re
from dataclasses import dataclass
from datetime import date

from claims.extraction.calendar.date_patterns import PATTERNS, DatePattern
from claims.extraction.calendar.days import Days
from claims.extraction.calendar.resolving import Anchor
from claims.extraction.calendar.years import is_year
from claims.extraction.results import DateMention
from claims.vocabulary import Precision

#: Words of the clause that say whether what happens then is to come; the one nearest to the date decides.
_TENSE = re.compile(
    r"\b(?:(?P<ahead>will|'ll|won't|would|shall|is to|are to|due|scheduled|planned|plans?|upcoming|expected"
    r"|expects?|set to|set for"
    r"|going to|deadline|wants? to|hopes? to|intends?|aims? to|next|resumes?|reopens?|opens|begins|starts"
    r"|takes? (?:place|effect|it up)"
    r"|comes? into|slated|ahead of|tomorrow)"
    r"|(?P<back>said|says|told|was|were|had|did|has|have|held|took|made|met|went|came|began|won|lost|saw|fell"
    r"|rose|gave|found|left"
    r"|(?<!be )(?<!is )(?<!are )(?<!to )(?!scheduled|planned|expected)[a-z]{3,}ed)|(?P<open>until|till|through))\b",
    re.IGNORECASE,
)
#: "On Tuesday the court will rule": the verb follows, and no past one stands before it.
_AHEAD_AFTER = re.compile(
    r",?(?: (?!(?:said|says|told|was|were|had|did|added|announced)\b)[\w'-]+(?<!ed)){0,6} "
    r"(?:will|is to|are to|is expected|are expected|is due|are due|is scheduled|is set to|are set to|plans to)\b"
)
_SENTENCE_END = re.compile(r"[.!?][\"')]* (?=[A-Z\"'(])|\n")
_MAY_IS_A_MONTH = re.compile(
    r"\b(?:in|since|until|till|by|of|from|to|last|next|this|during|through|and|early|late|mid"
    r"|after|before|for|between|every|between|on|,|\()[ -]?$",
    re.IGNORECASE,
)
#: "Saturday Night Live", "the Sunday Times": names of programmes and papers.
_NAMED_AFTER_A_DAY = re.compile(
    r" (?:Morning|Night|Evening|Times|Telegraph|Mirror|Express|Mail|Post|Herald|Live|Club|Group|Review)\b"
)
#: "today" where it means nowadays.
_NOWADAYS_AFTER = re.compile(r" (?:than|as (?:it|they|he|she|we)|more than ever)\b")
_NOWADAYS_BEFORE = re.compile(
    r"\b(?:it is|they are|we are|as (?:\w+ ){1,2}|still \w+ |still |of|that|events is|world|we know"
    r"|as we know it|ever) ?$"
)
_COMPARES = re.compile(r"\b(?:from|than|since|compared|versus|against|down|up|after|before|previous)\b")
_JOINS_TO_A_YEAR = re.compile(r" ?(?:to|and|until|till|through|-|–|—|or|,) ?(?:on |in |early |late |mid-)?")
_PERSON_BEFORE = re.compile(
    r"\b(?!(?:On|At|By|Last|This|Since|Before|After|Until|For|In|Every|Next|The)\b)[A-Z][a-z]+ $"
)
_YEAR_AND_UNIT = re.compile(r"(?:19|20)\d\d (?:day|month|year|week|night|decade|hour|minute|second)")
#: The words of one verb stand so near to each other.
_ONE_VERB = 12
_NEAR = 120


@dataclass(frozen=True, slots=True)
class _Candidate:
    start: int
    end: int
    rank: int
    match: re.Match[str]
    pattern: DatePattern

    @property
    def states_year(self) -> bool:
        return bool(self.match.groupdict().get("year"))

    @property
    def lacks_year(self) -> bool:
        groups = self.match.groupdict()
        return bool(groups.get("month")) and not groups.get("year") and not groups.get("which")


def find_dates(text: str, plain: str, published: date | None) -> list[DateMention]:
    """Return the dates in order; they do not overlap. plain: the matching form of the text."""
    found: list[DateMention] = []
    chosen = _chosen(plain)
    before: tuple[_Candidate, Days] | None = None  # the last resolved date, on which others lean
    for number, candidate in enumerate(chosen):
        following = chosen[number + 1] if number + 1 < len(chosen) else None
        anchor = _anchor(plain, published, candidate, before, following)
        resolved = candidate.pattern.resolver(candidate.match, anchor)
        kind = candidate.pattern.kind
        if resolved is None:
            if candidate.pattern.rule != "date.anchored":
                continue
            resolved, kind = Days(None, None, Precision.OTHER), "duration"
        start, end = candidate.start, candidate.end
        found.append(
            DateMention(
                start, end, text[start:end], resolved.first, resolved.last, resolved.precision, kind,
                rule=candidate.pattern.rule,
            )
        )  # fmt: skip
        if kind == "date" and resolved.first is not None:
            before = (candidate, resolved)
    return found


def _chosen(plain: str) -> list[_Candidate]:
    """Return the matches in order of start, of overlapping ones the first and longest."""
    candidates = [
        _Candidate(match.start(), match.end(), rank, match, pattern)
        for rank, pattern in enumerate(PATTERNS)
        if not pattern.needs or any(letters in plain for letters in pattern.needs)
        for match in pattern.pattern.finditer(plain)
        if _is_plausible(plain, match, pattern)
    ]
    candidates.sort(key=lambda c: (c.start, -c.end, c.rank))
    chosen: list[_Candidate] = []
    for candidate in candidates:
        if not chosen or candidate.start >= chosen[-1].end:
            chosen.append(candidate)
    return chosen


def _anchor(
    plain: str,
    published: date | None,
    candidate: _Candidate,
    before: tuple[_Candidate, Days] | None,
    following: _Candidate | None,
) -> Anchor:
    anchor = Anchor(published, future=_looks_ahead(plain, candidate.start, candidate.end))
    if before is None:
        return _with_year_of_next(plain, candidate, following, anchor)
    earlier, days = before
    anchor.leaning = days
    if not candidate.lacks_year or days.first is None:
        return anchor
    between = plain[earlier.end : candidate.start]
    if following is None or not _with_year_of_next(plain, candidate, following, anchor).given_year:
        same_sentence = len(between) <= _NEAR and _SENTENCE_END.search(between) is None
        if (
            same_sentence
            and earlier.states_year
            and (published is None or published.year - days.first.year > 1)
        ):
            anchor.given_year = days.first.year
        elif same_sentence and earlier.lacks_year and not _COMPARES.search(between):
            anchor.not_before = days.first
    return anchor


def _with_year_of_next(
    plain: str, candidate: _Candidate, following: _Candidate | None, anchor: Anchor
) -> Anchor:
    """ "3 March to 5 April 2010": the year is printed once, with the last."""
    if (
        following is not None
        and candidate.lacks_year
        and following.states_year
        and following.match.groupdict().get("month")
        and _JOINS_TO_A_YEAR.fullmatch(plain, candidate.end, following.start)
    ):
        anchor.given_year = int(following.match["year"])
    return anchor


def _looks_ahead(plain: str, start: int, end: int) -> bool:
    """Whether the date's clause speaks of what is to come, by the nearest word of tense before it, else after it."""
    before = plain[max(0, start - _NEAR) : start]
    last = max((mark.end() for mark in _SENTENCE_END.finditer(before)), default=0)
    nearest: str | None = None
    reached = 0
    for word in _TENSE.finditer(before, last):
        if word.lastgroup == "back" and nearest == "ahead" and word.start() - reached <= _ONE_VERB:
            continue  # "will be held", "is to remain closed"
        reached = word.end()
        if word.lastgroup != "open":
            nearest = word.lastgroup
        elif nearest is None:
            nearest = "ahead"  # "until Tuesday", and nothing past before it
    if nearest is not None:
        return nearest == "ahead"
    return _AHEAD_AFTER.match(plain, end, end + 80) is not None


def _is_plausible(plain: str, match: re.Match[str], pattern: DatePattern) -> bool:
    text, start, end = match.group(), match.start(), match.end()
    if text in ("May", "March"):
        return start > 0 and _MAY_IS_A_MONTH.search(plain, max(0, start - 12), start) is not None
    if text in ("Today", "Tomorrow", "Tonight"):
        return not re.search(r"[A-Z]\w+ $", plain[max(0, start - 24) : start])  # "USA Today"
    if text == "today":
        return not (
            _NOWADAYS_AFTER.match(plain, end) or _NOWADAYS_BEFORE.search(plain, max(0, start - 30), start)
        )
    if pattern.rule == "date.feast":
        return not _PERSON_BEFORE.search(plain, max(0, start - 24), start)
    if pattern.kind == "duration" and _YEAR_AND_UNIT.fullmatch(text):
        return False  # "the 2018 day of action"
    if pattern.rule == "date.weekday":
        named = _NAMED_AFTER_A_DAY.match(plain, end) and plain[max(0, start - 3) : start] != "on "
        return not named and not re.search(r"\ba $", plain[max(0, start - 3) : start])
    if pattern.rule == "date.year" and len(text) == 4:
        return is_year(plain, start, end)
    return True
