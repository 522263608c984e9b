"""
Which numbers are no figures: ordinals, designators ("iPhone 11", "Route 66"), clock times, ages beside a
name, numbers in names, and "one" as a pronoun. Telephone numbers are blocked before atoms are read.
"""

import re

from claims.extraction import lexicon
from claims.extraction.numerals.atoms import Atom
from claims.extraction.numerals.counted import is_unit

_ORDINAL = re.compile(r"(?:st|nd|rd|th|s|ers?)\b", re.IGNORECASE)
_CLOCK = re.compile(
    r"[:.h]\d\d\b|\s?(?:a\.?m\b|p\.?m\b|o'?clock|GMT|BST|EST|EDT|ET\b|PT\b|PST|PDT|CST|CDT|IST|CET|UTC"
    r"|hours GMT"
    r"|local time|noon\b|midnight\b|(?:to|till) (?:midnight|noon))",
    re.IGNORECASE,
)
_CLOCK_BEFORE = re.compile(r"\d:$")
#: Nouns that a number after them names, not counts.
_DESIGNATOR_BEFORE = re.compile(
    r"(?:\b(?:[Nn]os?\.?|[Nn]umbers?|[Nn]umbered|[Pp]hases?|[Cc]hapters?|[Aa]rticles?|[Ss]ections?|[Pp]ages?|[Pp]p?\."
    r"|[Vv]olumes?|[Vv]ol\.?"
    r"|[Ee]pisode|[Gg]ame|[Ff]lights?|[Rr]outes?|[Hh]ighway|[Ii]nterstate|[Rr]ooms?|[Gg]ate|[Ss]uite|[Pp]latform"
    r"|[Aa]ct|[Pp]art"
    r"|[Vv]ersion|[Mm]odel|[Ff]ormula|[Pp]lanet|[Gg]rades?|[Rr]esolution|[Bb]ox|[Tt]itle|[Ll]evel|[Tt]ype"
    r"|[Cc]lass|COVID ?|Covid ?"
    r"|[Gg]eneration|[Zz]one|[Ww]ard|[Tt]ier|[Dd]istrict|[Ff]igure|[Ff]ig\.?|[Tt]able|[Jj]unction|[Ee]xit"
    r"|[Cc]ategory|[Pp]aragraph"
    r"|[Aa]mendment|[Oo]p\.|Opus|Sonata|Symphony|Concerto|BWV|[Pp]roposition|[Pp]salm|[Tt]erminal|[Mm]otorway"
    r"|Boeing|Airbus|Week|Round|Stage|Series"
    r"|Season|Day|Group|Channel"
    r"|Unit|Block|Line|Floor|Sector|Building|Reactor|Test|Lane)[ -]"
    r"|#|№ ?|(?<![A-Za-z$])[A-Z]-)$"
)
#: The same, unless a plural follows: "on day 12" against "that day 12 people died".
_WEAK_DESIGNATOR_BEFORE = re.compile(
    r"\b(?:season|stage|series|week|round|day|group|channel|unit|block|line|floor|sector|building|reactor|lane"
    r"|step|test|lesson"
    r"|question|item|track|verse|code|pin|year|camp|clause|pier|hangar|building|lot|seed|seeded|ranked|bus"
    r"|train|bed)[ -]$"
)
_NAME_BEFORE = re.compile(r"(?<![\w&'-])[a-z]?[A-Z][A-Za-z&/]* $")
_FUNCTION_WORD = re.compile(
    r"\b(?:The|A|An|In|On|At|By|For|From|To|Of|And|But|With|About|Around|Some|Over|Nearly|Almost"
    r"|Only|Just|At least|Up|More|Another|These|Those|His|Her|Their|Its|Our|My|All|Between|After"
    r"|Before|Than|Least|Under|Within|Last|First|Next|When|While|If|As|That|Or|Is|Are|Was|Were|Has|Have|Had|Not"
    r"|Said|Says"
    r"|Kills?|Killed|Dead|Wounds?|Injures?|Hurts?|Leaves?|Shot|Arrested|Charged|Adds?|Cuts?|Gets?|Rises?|Falls?"
    r"|Hits?|Tops?"
    r"|Sells?|Buys?|Pays?|Raises?|Loses?|Wins?|Gains?|Claims?|Sees?|Holds?|Seeks?|Orders?|Takes?|Into|Through|Against"
    r"|Reports?|Evacuates?|Displaces?|Traps?|Strands?|Jails?|Arrests?|Frees?|Rescues?|Sends?|Deploys?|Hires?"
    r"|Fires?|Reach(?:es)?|Nears?|Passes|Exceeds?|Climbs?|Jumps?|Drops?|Totals?|Mondays?|Tuesdays?|Wednesdays?"
    r"|Thursdays?"
    r"|Fridays?|Saturdays?|Sundays?|Today|Yesterday|Meanwhile|Also|Still|Already|Then|Now|Here|There|He|She|It"
    r"|They|We|I|You|Who|What|Which"
    r"|How|Where|Why|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Both|Several|Many|Most|No|Yes|Plus|Minus"
    r"|Times|Each|Every|Any"
    r"|Including|Since|Until|During|Per|Age|Aged|Approximately|Roughly|Fewer|Less|Estimated|Additional|Extra"
    r"|Further|Other|Remaining) $"
)
_AGED = re.compile(
    r"\b(?:aged|ages?|ages? of|ages between|aged between|aged from)\s(?:\d+\s?(?:to|and|-|–)\s?)?$",
    re.IGNORECASE,
)
_PLURAL_AFTER = re.compile(
    r"\s?(?:%|percent|per cent|(?:(?!its\b|his\b|this\b|is\b|was\b|has\b|as\b|us\b|on\b|in\b"
    r"|at\b)[a-z-]+ ){0,2}(?:(?!its\b|his\b|this\b|was\b|has\b)[a-z]{2,}s|people|men|women"
    r"|children|troops|dead|killed|wounded|injured|missing|police|staff)\b)"
)
_NAMED_AND_AGED = re.compile(r"[A-Z][\w'.-]+(?: III?| Jr\.?)?, $")
_AGE_IN_BRACKETS = re.compile(r"[A-Z][\w'.-]+ \($")
_BESIDE_A_MARK = re.compile(r"\s?[,)]|\.(?:\s|$)")
_PRONOUN_ONE_BEFORE = re.compile(
    r"\b(?:the|the same|this|that|no|any|every|some|which|each|another|first|last|other|new|bad|good|right|wrong"
    r"|big|little|square|day|number|latest|loved|just the|public enemy|tier|air force|plus|rolled into|phase"
    r"|better|best|easy|tough|difficult|great|old|young|someone|back to)[ -]$",
    re.IGNORECASE,
)
_ONE_OF_A_KIND = re.compile(
    r"-(?:bed|bedroom|room|year|month|day|week|hour|minute|second|mile|point|inch|foot|dollar|euro|pound|star"
    r"|term|goal|run|shot|stroke"
    r"|quarter|stor(?:e)?y|seat|page|vote|game|match|metre|meter|litre|liter|acre|car|child|game|set)\b",
    re.IGNORECASE,
)
_COUNTED_ONE = re.compile(
    r"\b(?:kill|injur|wound|arrest|hurt)(?:s|ed|ing|es)?\s(?:at least )?$", re.IGNORECASE
)
_PRONOUN_ONE_AFTER = re.compile(
    r"\s*(?:$|[.,;:!?)\"]|(?:that|who|which|can|could|should|would|might|may|must|will|has|is|was"
    r"|another|day|by|thing|way|such|might|as|on|for|to|and|or|but|in(?! (?:\d|every|two|three|four|five|six"
    r"|seven|eight|nine|ten|twenty|fifty|a\b|its|his|the))|another's|with|else|never|does|did|do|had|be"
    r"|always|ever|has|had|just|way|if|when|where|from|at|than|also|really|simply|even|more time|too|i|you|he"
    r"|she|we|they)\b|'s\b|-)",
    re.IGNORECASE,
)
_GROUP_OF = re.compile(r"\b(?:Group|Gang|Club|Council|Committee|Party) of $")
#: "20.05 Police say" at the start of a line, "at 16.30": hours and minutes with a full stop.
_TICKER = re.compile(
    r"(?:(?:^|\n)(?:[01]\d|2[0-3])\.[0-5]\d"
    r"|(?<!closed )(?<!up )(?<!down )(?<!traded )(?<!opened )(?<!ended )(?<!stood )(?<!price )"
    r"\b(?:[Aa]t|[Uu]ntil|[Bb]y|[Ss]ince) (?:[01]\d|2[0-3])\.[0-5][05])$"
)
_OPENS = re.compile(r"(?:[.!?:;\"'(\[]|--|[-–—•*]) ?$")
_CAPITAL_BEFORE = re.compile(r"\b[A-Z][\w&'-]* $")
_CAPITAL_AFTER = re.compile(r" [A-Z][a-z]+")
_LONG_WORD = re.compile(r"[A-Za-z]{4,}")
_AND_A_NUMBER = re.compile(
    r" (?:to|or|and|in|out of|of every) (?:two|three|four|five|six|seven|eight|ten|a half|\d)\b",
    re.IGNORECASE,
)
_AGE_LIMIT = 115
_LAST_HOUR = 12
_NUMBERED_IN_WORDS = re.compile(
    r"\b(?:Day|Page|Chapter|Part|Phase|Act|Platform|Gate|Week|Line|Level|Room|Number|Game|Round|Article|Section"
    r"|page|chapter|phase"
    r"|number|platform) $"
)
#: A company and screens, where no plural follows.
_NAMES_WITH_A_LETTER = frozenset(("3M", "4K", "8K"))
#: So many digits without a mark between them are an identifier.
_IDENTIFIER = 11
#: "2008-9", "Decree 2005-981", "ISO 639-3", "CA 94305-5015", "the class of '08"
_PART_OF_A_CODE = re.compile(r"\b(?:1[5-9]|20)\d\d[-–/]$|\b[A-Z]{2,} \d+-$|\b\d{5}-$|(?:^|[ (])'$")
_GOES_ON = re.compile(r"(?:,? (?:and|or|to|&) |, |[-–/]| [-–] )?")
_STREET = re.compile(
    r"(?: [NSEW]\.?)?(?: [A-Z][\w']+){1,3} (?:Street|St|Avenue|Ave|Road|Rd|Boulevard|Blvd|Drive|Dr|Lane|Ln|Way"
    r"|Court|Terrace|Parkway)\b"
    r"|(?: [a-z]+){1,2} (?:ave|blvd|rd)\b"
)
_GENERIC_ONE_BEFORE = re.compile(r"\b(?:if|whether|how|unless|what|when|where) $", re.IGNORECASE)


def figures_among(plain: str, atoms: list[Atom]) -> list[Atom]:
    """Return the atoms that are figures; what goes on after a name's number ("pages 7, 8 and 9") is none either."""
    found: list[Atom] = []
    named: Atom | None = None
    for atom in atoms:
        between = plain[named.end : atom.start] if named is not None else None
        goes_on = between is not None and _GOES_ON.fullmatch(between) is not None
        if goes_on and not atom.words and (between == "-" or not _is_counted(plain, atom)):
            named = atom
        elif is_no_figure(plain, atom):
            named = None if atom.words else atom
        else:
            named = None
            found.append(atom)
    return found


def _is_counted(plain: str, atom: Atom) -> bool:
    if atom.currency or atom.has_magnitude or atom.vague or atom.fraction:
        return True
    after = plain[atom.end : atom.end + 24]
    return _PLURAL_AFTER.match(after) is not None or is_unit(after)


def is_no_figure(plain: str, atom: Atom) -> bool:
    """Whether the number is a name, an order, a time or a pronoun rather than an amount."""
    if plain[atom.start : atom.end] in _NAMES_WITH_A_LETTER and not _PLURAL_AFTER.match(plain, atom.end):
        return True
    if atom.currency or atom.vague or atom.fraction or atom.has_magnitude:
        return False
    before, after = plain[max(0, atom.start - 24) : atom.start], plain[atom.end : atom.end + 24]
    if atom.end - atom.value_start >= _IDENTIFIER and plain[atom.value_start : atom.end].isdigit():
        return True
    if (_PART_OF_A_CODE.search(before) and not atom.words) or (
        before.endswith("[") and after.startswith("]")
    ):
        return True
    if _STREET.match(after) and plain[atom.value_start : atom.end].isdigit():
        return True
    if atom.words:
        printed = plain[atom.value_start : atom.end]
        line = (
            plain[max(0, atom.start - 80) : atom.start].rpartition("\n")[2],
            printed,
            plain[atom.end : atom.end + 80],
        )
        return _is_no_amount(printed.lower(), before, after, line)
    if _TICKER.search(plain[max(0, atom.start - 16) : atom.end]) and not is_unit(after):
        return True
    if re.match(r"0\d+$", plain[atom.start : atom.end]):
        return True
    if (
        atom.low <= _LAST_HOUR
        and re.match(r" in the (?:morning|afternoon|evening)\b", after)
        and not atom.plus
    ):
        return True
    if re.match(r"/\d|-something\b|-[A-Z]\b", after) or re.search(r"\d/$", before):
        return True  # 24/7, odds of 5/1
    if _ORDINAL.match(after) or (_CLOCK.match(after) and not atom.plus) or _CLOCK_BEFORE.search(before):
        return True
    if re.fullmatch(r"[012]\d[.:]?\d\d", plain[atom.start : atom.end]) and re.match(
        r" ?h(?:ou)?rs\b(?! of)", after
    ):
        return True
    if after[:1].isalpha() and not _unit_is_glued(after):
        return True  # 4WD, 3D, 12B
    if _AGED.search(before) or _is_designator(before, after):
        return True
    return _is_in_name(plain[atom.start : atom.end], before, after) or _is_age(atom, before, after)


def _is_capital_name(line: tuple[str, str, str]) -> bool:
    """Whether a number word with a capital is part of a name ("the Three Amigos") and not of a headline."""
    before, printed, after = line
    if not printed[:1].isupper() or not before.strip() or _OPENS.search(before):
        return False
    if not (
        _CAPITAL_BEFORE.search(before) and not _FUNCTION_WORD.search(before)
    ) and not _CAPITAL_AFTER.match(after):
        return False
    words: list[str] = _LONG_WORD.findall(before[-80:] + " " + after[:80])
    capitals = sum(word[0].isupper() for word in words)
    return capitals * 3 <= len(words) * 2


def _is_no_amount(printed: str, before: str, after: str, line: tuple[str, str, str]) -> bool:
    if _is_capital_name(line) or _GROUP_OF.search(before):
        return True
    if printed == "one":
        if _COUNTED_ONE.search(before):
            return False
        if _AND_A_NUMBER.match(after) or _ONE_OF_A_KIND.match(after):
            return False
        noun = re.match(r" ([a-z]+)\b", after)
        if noun and noun.group(1) in lexicon.nouns("persons") and re.search(r"\b(?:that|only|but) $", before):
            return False
        if _GENERIC_ONE_BEFORE.search(before) and not after.startswith(" of "):
            return True
        return bool(_PRONOUN_ONE_BEFORE.search(before) or _PRONOUN_ONE_AFTER.match(after))
    if re.match(r" o'?clock\b|-(?:figures?|digits?)\b", after) or _NUMBERED_IN_WORDS.search(before):
        return True
    return bool(_ORDINAL.match(after)) and after[:1] not in ("s", "S")


def _is_designator(before: str, after: str) -> bool:
    if re.match(r"\s?(?:%|per ?cent\b)", after):
        return False
    if _GROUP_OF.search(before):
        return True
    if _DESIGNATOR_BEFORE.search(before):
        return True
    return bool(_WEAK_DESIGNATOR_BEFORE.search(before)) and not _PLURAL_AFTER.match(after)


def _is_in_name(printed: str, before: str, after: str) -> bool:
    if "," in printed or re.match(r"-[a-z]|-[A-Z][a-z]{2}| to \d", after):
        return False  # "Sanders 1,428 to 1,153", "Powerful 3-Word Answer"
    if not _NAME_BEFORE.search(before) or _PLURAL_AFTER.match(after) or is_unit(after):
        return False
    return not _FUNCTION_WORD.search(before)


def _is_age(atom: Atom, before: str, after: str) -> bool:
    if (
        atom.low != atom.low.to_integral_value()
        or not 0 < atom.low < _AGE_LIMIT
        or not _BESIDE_A_MARK.match(after)
    ):
        return False
    return bool(_NAMED_AND_AGED.search(before) or (after[:1] == ")" and _AGE_IN_BRACKETS.search(before)))


def _unit_is_glued(after: str) -> bool:
    word = re.match(r"[A-Za-zμµ°/]+\d?", after)
    if word is None:
        return False
    printed = word.group()
    if is_unit(after):
        return True
    return (
        printed.lower() in lexicon.units("other")
        or printed.lower() in lexicon.units("percent")
        or printed.lower()
        in ("yr", "yrs", "hr", "hrs", "min", "mins", "sec", "secs", "ms", "p", "c", "x", "yo")
        or printed in lexicon.units("cased")
    )
