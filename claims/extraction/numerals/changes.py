"""
Which way a figure moved: "rose 5 percent", "was down 3 cents, or 0.4 %", "cut costs by 12 million".

`change` is given where a verb or "up"/"down" moves the figure. A noun ("a 5 percent drop", "an increase of
40") names a change that the figure measures, and gives none; nor do "from 12 to 9" and "up from 12".
Verbs: data/numbers.json.
"""

import re

from claims.extraction import lexicon
from claims.extraction.results import Quantity
from claims.vocabulary import Bound

_TABLE = lexicon.numbers()


def _alternatives(words: frozenset[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=len, reverse=True))


_FILL = (
    r"(?: (?:by|only|just|a further|another|an additional|as much as|about|around|more than|less than|nearly"
    r"|almost|over|under"
    r"|some|roughly|at least|up to|another|again|back|down|up|even|further|well|slightly|sharply|early|late"
    r"|well|modestly|a mere"
    r"|[a-z]{3,}ly|an estimated|an average of|a whopping|a record|a massive|(?:on|since|last"
    r"|this) [A-Z][a-z]+(?:day)?)){0,4}"
)
#: The verb, what may stand between, and "to" before a level that was reached.
_MOVED = re.compile(
    rf"(?:\b([\w'’-]+) )?\b({_alternatives(_TABLE.up | _TABLE.down)}){_FILL}(?: to)?(?: about| around| nearly"
    rf"| just| a)?\s$",
    re.IGNORECASE,
)
_BY = re.compile(r" (?:by|to)\b")
#: "grow sales by 35 per cent": the verb's object stands between.
_MOVED_SOMETHING = re.compile(
    rf"\b({_alternatives(_TABLE.moves_something)})(?: [\w$%'’&-]+){{1,6}} by(?: about| around| nearly| almost"
    rf"| some| a further"
    r"| as much as| at least| more than| another| roughly| up to| over| just| only)?\s$",
    re.IGNORECASE,
)
_UP_DOWN = re.compile(
    r"(?:^|([\w'’]+),? |[,(] ?)(up|down)(?: (?:by|about|around|nearly|almost|another|some|just|only|a further"
    r"|more than|over|roughly"
    r"|as much as|a|slightly))*\s$",
    re.IGNORECASE,
)
#: "gave up 517 yards", "shot down 3 planes": the particle belongs to the verb.
_PHRASAL = lexicon.words("takes_up_or_down")
#: Words before a form that is noun and verb alike ("rise", "cut") which make it a noun.
_MAKES_A_NOUN = lexicon.words("makes_a_noun")
_CLOSES = re.compile(
    r"\b(?:closed?|closing|ended|end|ending|finish|finished|opened|settled|traded|trading|was|were|is|are|been|stood)"
    r"(?: \w+ly| about| around| nearly| almost| just| roughly)?\s$",
    re.IGNORECASE,
)
_HIGHER = re.compile(r" (higher|lower|up|down)\b(?! to \d)")
#: Verbs whose object may be anything; they move a figure only where it is an amount that markets and budgets move.
_NEEDS_AN_AMOUNT = _TABLE.needs_amount
_AMOUNT_WORDS = re.compile(r"points?|cents?|pence|pips|ticks|sen|basis|percentage|p|c", re.IGNORECASE)
_OR = re.compile(r",? or (?:by )?(?:about |around |nearly |roughly |almost )?")
_BRACKET = re.compile(r",? ?\((?:or |about |down |up |by |-|\+)?")
#: "The Dow fell 0.5%, the S&P 500 0.6% and Nasdaq by 1%": the verb is left out.
_GAPPED = re.compile(
    r"(?:,|,? and|,? while|;)(?: the| its)?(?: shares (?:of|in))?(?: [A-Z][\w&.'’-]*| \d{2,4}| of| and| &"
    r"| the){1,7}(?: by)?(?: about)? ?"
)
_SHORT_LIST = re.compile(r"(?:,|,? and)(?: by)? ?")
#: Bounds that say more than the direction: the contract's reader is given the bound.
_OPEN = (
    Bound.AT_LEAST,
    Bound.MORE_THAN,
    Bound.UP_TO,
    Bound.FEWER_THAN,
    Bound.ABOUT,
    Bound.NEARLY,
    Bound.VAGUE,
)
_WINDOW = 80
_MOVING_WORDS = frozenset(
    word
    for verb in (*_TABLE.up, *_TABLE.down, *_TABLE.moves_something, "up", "down")
    for word in verb.split()
)


def direction(word: str) -> str | None:
    word = word.lower()
    return "up" if word in _TABLE.up else "down" if word in _TABLE.down else None


def own_change(plain: str, quantity: Quantity, sentence_start: int) -> str | None:
    """Return "up" or "down" where a verb or particle beside the figure moves it, else None."""
    if quantity.bound in _OPEN or (quantity.bound is Bound.BETWEEN and _is_from_to(plain, quantity)):
        return None
    before = plain[max(sentence_start, quantity.start - _WINDOW) : quantity.start]
    higher = _HIGHER.match(plain[quantity.end : quantity.end + 12])
    if not higher and _MOVING_WORDS.isdisjoint(word.strip(",(") for word in before.lower().split()):
        return None  # the searches below are dear
    particle = _UP_DOWN.search(before)
    if particle and (particle.group(1) or "").lower() not in _PHRASAL and _is_amount(quantity):
        return particle.group(2).lower()
    moved = _MOVED.search(before)
    if moved and _is_verb(moved.group(1), moved.group(2)):
        if moved.group(2).lower() in _TABLE.needs_by and not _BY.search(moved.group()):
            return None  # "raised $5 million", "cut 300 jobs"
        if moved.group(2).lower() in _NEEDS_AN_AMOUNT and not _is_amount(quantity):
            return None
        return direction(moved.group(2))
    something = _MOVED_SOMETHING.search(before)
    if something and _is_verb(before[: something.start()].rstrip().rpartition(" ")[2], something.group(1)):
        return direction(something.group(1))
    if higher and _CLOSES.search(before):
        return "up" if higher.group(1) in ("higher", "up") else "down"
    return None


def _is_from_to(plain: str, quantity: Quantity) -> bool:
    return bool(
        re.search(r"\bfrom\b[^.]{0,24}$", plain[max(0, quantity.value_start - 30) : quantity.value_start])
    )


def _is_verb(before: str | None, form: str) -> bool:
    """Whether a form such as "rise" is a verb after the word before it."""
    if form.lower() not in _TABLE.noun_too:
        return True
    return (before or "").lower() not in _MAKES_A_NOUN and not (before or "").endswith(("'s", "%"))


def _is_amount(quantity: Quantity) -> bool:
    """Whether the figure is of a kind that indices, prices and shares move by."""
    unit = quantity.unit or ""
    if unit in ("percent", "percentage point", "basis point", "cent", "sen") or unit[:3].isupper():
        return True
    if quantity.counted is None:
        return True
    return bool(_AMOUNT_WORDS.fullmatch(quantity.counted.split()[0]))


def inherited_change(plain: str, before: Quantity, quantity: Quantity) -> str | None:
    """Return the change that a figure shares with the one before it in the sentence, or None."""
    if before.change is None or quantity.bound in _OPEN or not _is_amount(quantity):
        return None
    between = plain[before.end : quantity.start]
    if len(between) > _WINDOW:
        return None
    if _OR.fullmatch(between) or _BRACKET.fullmatch(between):
        return before.change
    alike = quantity.unit == before.unit or (quantity.unit, before.unit) == (None, None)
    if alike and (_GAPPED.fullmatch(between) or _SHORT_LIST.fullmatch(between)):
        return before.change
    return None
