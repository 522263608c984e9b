"""
Numerals and number words as exact decimals.

text2num reads runs of number words; whatever it cannot read is None, so that a bad result of the
library never becomes a figure. What it gets wrong ("two and a half million", "a hundred") is read here.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from text_to_num import text2num

_UNITS = (
    "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    "|sixteen|seventeen|eighteen|nineteen"
)
_TENS = "twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
_BIG = "hundred|thousand|million|billion|trillion"
_SMALL = rf"(?:(?:{_TENS})(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|{_UNITS})"

#: 4,000 · 1 200 000 is left alone (the blank may part two numbers) · 1.762 · 0.5 · .5
NUMERAL_PATTERN = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d+(?:\.\d+)?|(?<![\w.])\.\d+)"
#: three · twenty-one · two hundred and five · a hundred and five thousand
WORDS_PATTERN = (
    rf"(?i:\b(?:{_SMALL}|(?:an?|half an?) (?:{_BIG}|dozen))"
    rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_BIG}|dozen|{_SMALL})){{0,8}}\b)"
)
NUMBER_PATTERN = rf"(?:{NUMERAL_PATTERN}|{WORDS_PATTERN})"

_FRACTION_SIGNS = {"½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125"}
_BIG_VALUES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
#: Longer digit strings are identifiers, not figures.
_MOST_DIGITS = 24


@lru_cache(maxsize=20_000)
def number_value(printed: str) -> Decimal | None:
    """Return the value of a numeral or of number words, or None where they make no number."""
    text = printed.strip().lower().replace(",", "")
    if not text:
        return None
    if text[0].isdigit() or text[0] == ".":
        if len(text) > _MOST_DIGITS:
            return None
        try:
            return Decimal(text)
        except InvalidOperation:
            return None
    return _words_value(text)


def _words_value(text: str) -> Decimal | None:
    words = [w for w in re.split(r"[\s-]+", text) if w]
    factor = Decimal(1)
    if words[:2] == ["half", "a"]:
        words, factor = ["one", *words[2:]], Decimal("0.5")
    elif words[:1] in (["a"], ["an"]):
        words = ["one", *words[1:]]
    while len(words) > 1 and words[-1] in ("million", "billion", "trillion", "thousand", "dozen"):
        factor *= _BIG_VALUES[words.pop()]
    try:
        value = text2num(" ".join(words), "en")
    except (ValueError, KeyError, IndexError, AttributeError):
        return None
    return Decimal(value) * factor if value >= 0 else None


_FRACTION_WORDS = {
    "half": 2,
    "halves": 2,
    "third": 3,
    "quarter": 4,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
}
#: a third · two-thirds · three quarters; "half" alone is read where "of", "the" or a figure follows.
FRACTION_PATTERN = (
    r"(?i:\b(?:(?:an?|one|two|three|four|five|six|seven|eight|nine)[ -](?:third|quarter|fourth"
    r"|fifth|sixth|seventh|eighth|ninth|tenth)s?(?= of\b| the\b| that\b|[ ,.;]|$)"
    r"|half(?! an? (?:dozen|hundred|thousand|million|billion|trillion)\b)(?= of\b| the\b| its\b"
    r"| their\b| an?\b)))"
)


def fraction_value(printed: str) -> Decimal | None:
    """Return the value of a printed fraction ("two-thirds"), to 20 digits."""
    words = re.split(r"[\s-]+", printed.strip().lower())
    if words == ["half"]:
        return Decimal("0.5")
    if len(words) != 2 or words[1].removesuffix("s") not in _FRACTION_WORDS:
        return None
    top = Decimal(1) if words[0] in ("a", "an") else number_value(words[0])
    return (
        None
        if top is None
        else (top / _FRACTION_WORDS[words[1].removesuffix("s")]).quantize(Decimal(10) ** -20)
    )


def fraction_sign(char: str) -> Decimal | None:
    """Return the value of a sign such as ½, or None."""
    value = _FRACTION_SIGNS.get(char)
    if value is None:
        return None
    if "/" in value:
        top, bottom = value.split("/")
        return (Decimal(top) / Decimal(bottom)).quantize(Decimal(10) ** -20)
    return Decimal(value)
