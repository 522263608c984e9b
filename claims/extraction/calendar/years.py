"""Whether four digits are a year or a count: "the crash of 1929", "in 1519" against "a crowd of 1929", "1519 votes"."""

import re

#: Nouns of more than one that a number before them counts, where the number could be a year.
_COUNTED_AFTER = re.compile(
    r"\s+(?:(?:more|other|new|extra|additional|local|young|foreign|armed|registered) )?(?:people|persons|men"
    r"|women|children"
    r"|soldiers|troops|dead|deaths|workers|jobs|homes|houses|families|refugees|migrants|residents|protesters"
    r"|students|employees"
    r"|km|kilometres|kilometers|miles|metres|meters|feet|acres|hectares|tons|tonnes|kg|pounds|dollars|euros|yen"
    r"|rupees|rpm|mAh|hp"
    r"|bhp|horsepower|points|votes|calories|units|vehicles|cars|times|watts|nits|megawatts|megahertz|GB|MB|MHz"
    r"|cc|degrees|barrels"
    r"|passengers|patients|members|delegates|participants|voters|respondents|adults|pupils|seats|rooms|beds"
    r"|pages|words|copies"
    r"|hours|minutes|days|years|square|cubic|percent|per cent|schools|stores|shops|tickets|shares|officers|police|fans"
    r"|spectators|civilians|victims|cases|infections|injuries|arrests|complaints|emails|applications|companies"
    r"|firms|cities"
    r"|towns|villages|locations|sites|species|billion|million)\b",
    re.IGNORECASE,
)
_COUNT_WORD_BEFORE = re.compile(
    r"\b(?:about|around|some|nearly|almost|over|approximately|roughly|another|up to|additional|further"
    r"|estimated|only|just|under"
    r"|below|above|exactly|(?:more|fewer|less|greater|higher|lower) than|(?<!since )(?<!until )at least)\s$",
    re.IGNORECASE,
)
#: What is measured by a number after "of": "a total of 1950"; elsewhere "of 1950" is the year.
_MEASURED_OF = re.compile(
    r"\b(?:total|average|sum|maximum|minimum|sample|cost|price|sales|output|population|team|crowd|group|list"
    r"|range|shipment"
    r"|workforce|staff|number|rate|value|score|salary|income|capacity|fleet|height|length|depth|distance|weight"
    r"|speed|fine|bill"
    r"|batch|army|force|garrison|high|low|record|resolution|elevation|altitude|fee|rent|deposit|balance|toll"
    r"|majority|margin|lead"
    r"|deficit|surplus|audience|attendance|turnout|area|reading|level|odds|one|out|instead|in excess|upwards"
    r"|each|most|all|many"
    r"|some|any|none|half|third|quarter|tens|hundreds|thousands|dozens) of\s$",
    re.IGNORECASE,
)
_MOVED_TO = re.compile(
    r"\b(?:rose|risen|rise|fell|fallen|fall|dropped?|increased?|decreased?|climbed|jumped|grew|grown|up|down"
    r"|cut|raised?|reduced?"
    r"|lowered|closed?|advanced|slipped|gained|lost|added|amount\w*|total\w*|come|came|equal|limited|next|close"
    r"|swell\w*|expand\w*)"
    r"\b[^.,;]{0,30} to\s$",
    re.IGNORECASE,
)
_FROM_A_YEAR = re.compile(
    r"\b(?:from|between|since) (?:\w+ )?\d{4} (?:to|and|until|through)\s$", re.IGNORECASE
)
#: A year far back is one after these words alone, before a mark, a name or a word of the closed classes.
_BEFORE_AN_OLD_YEAR = re.compile(
    r"\b(?:in|since|until|till|circa|c\.|ca\.|A\.?D\.?|C\.?E\.?|before|after|by|from|between|around|and|to|year)\s$",
    re.IGNORECASE,
)
_AFTER_AN_OLD_YEAR = re.compile(
    r"(?:[.,;:)\]]|$|\s(?:[A-Z]|(?:the|a|an|he|she|it|they|when|by|at|in|and|to|until|with|under|after|but|as|his|her|its|was|were)\b))"
)
_CHANGED_BY = re.compile(
    r"\b(?:rose|fell|dropped|increased|decreased|climbed|jumped|grew|cut|raised|reduced|lowered|up"
    r"|down) by\s$",
    re.IGNORECASE,
)


def is_year(plain: str, start: int, end: int) -> bool:
    """Whether the four digits at start:end are a year."""
    year = int(plain[start:end])
    before = plain[max(0, start - 60) : start]
    if year < 1000 or year > 2199 or _COUNTED_AFTER.match(plain, end, end + 40):
        return False
    if re.match(r" ?[-–] ?(?:1[89]|20)\d\d\b(?!,\d)", plain[end : end + 8]) or re.match(
        r"(?: levels?| figures?| season| elections?| census| prices| Olympics| Games"
        r"| standards)\b",
        plain[end : end + 12],
    ):
        return True
    if _CHANGED_BY.search(before):
        return False
    if year < 1700:
        return bool(_BEFORE_AN_OLD_YEAR.search(before) and _AFTER_AN_OLD_YEAR.match(plain, end))
    if _COUNT_WORD_BEFORE.search(before):
        return (
            re.search(r"\b(?:in|since|until|from|by|circa) (?:about|around|over|just)\s$", before) is not None
        )
    if before.endswith("of "):
        return not _MEASURED_OF.search(before)
    if before.endswith("to "):
        return bool(_FROM_A_YEAR.search(before)) or not _MOVED_TO.search(before)
    return True
