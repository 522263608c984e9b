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

#: 4,000 · 1 200 000, but not 12 500 (one blank may part two numbers) · 1.762 · 0.5 · .5
NUMERAL_PATTERN = (
    r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?(?![\d])|\d{1,3}(?:\.\d{3}){2,}(?![\d.]\d)"
    r"|\d{1,3},\d{1,2}(?= (?:million|billion|trillion)\b)"
    r"|\d{1,3} \d{3}(?= (?:euros?|dollars|kroner|people|men|women|soldiers|tonnes|km|kilometres)\b)"
    r"|\d{1,3}(?: \d{3}){2,}(?![\d,.]\d)|\d+(?:\.\d+)?"
    r"|(?<![\w.])\.\d+)"
)
#: three · twenty-one · two hundred and five · a hundred and five thousand
WORDS_PATTERN = (
    rf"(?i:\b(?:{_SMALL}|(?:an?|half an?) (?:{_BIG}|dozen)|(?:an? )?half[- ](?:dozen|million|billion|trillion)\b"
    r"|(?:an?|the) couple (?:of )?(?:hundred|thousand|dozen|million)\b)"
    rf"(?:(?:[ -]|(?<=hundred) and |(?<=thousand) and )(?:{_BIG}|dozen|{_SMALL})){{0,8}}\b)"
)
NUMBER_PATTERN = rf"(?:{NUMERAL_PATTERN}|{WORDS_PATTERN})"

#: 1/2 · 2 1/2: a fraction only where both numbers are small and the whole is no date or score.
SLASHED_PATTERN = r"(?:(?:\d{1,3} )?(?:1/2|1/3|2/3|[13]/4|[1-4]/5|1/6|5/6|[1357]/8|1/10)(?![\d/]|-\d))"

_FRACTION_SIGNS = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅓": "1/3", "⅔": "2/3", "⅛": "0.125",
    "⅜": "0.375", "⅝": "0.625", "⅞": "0.875",
}  # fmt: skip
_BIG_VALUES = {
    "hundred": 100,
    "thousand": 1000,
    "million": 10**6,
    "billion": 10**9,
    "trillion": 10**12,
    "dozen": 12,
}
_DECIMAL_COMMA = re.compile(r"\d{1,3},\d{1,2}")
#: Longer digit strings are identifiers, not figures.
_MOST_DIGITS = 24


@lru_cache(maxsize=20_000)
def number_value(printed: str) -> Decimal | None:
    """Return the value of a numeral or of number words, or None where they make no number."""
    text = printed.strip().lower()
    text = text.replace(",", ".") if _DECIMAL_COMMA.fullmatch(text) else text.replace(",", "")
    if text.count(".") > 1:
        text = text.replace(".", "")
    if text[:1].isdigit():
        text = text.replace(" ", "")
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
    if "couple" in words[:2]:
        words = ["two", *(w for w in words[2:] if w != "of")]
    factor = Decimal(1)
    if words[:2] == ["half", "a"]:
        words, factor = ["one", *words[2:]], Decimal("0.5")
    elif words[-2:-1] == ["half"]:
        words, factor = ["one", words[-1]], Decimal("0.5")
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
    "hundredth": 100,
    "thousandth": 1000,
}
#: "sixfold", "ten-fold"
FOLD_PATTERN = rf"(?i:\b(?:{_SMALL}|hundred|thousand)(?=-?fold\b))"
#: one in five · two out of three · 9 in 10: a share, where the second number is a round or a small one.
RATIO_PATTERN = (
    rf"(?i:\b(?:{_UNITS}|\d{{1,2}}) (?:in|out of|out of every|in every) "
    r"(?:two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|twenty|thirty|forty|fifty|a hundred|one hundred"
    r"|a thousand|\d{1,2}0{0,4}|\d{1,2},000)\b(?![-.,:/]\d|%| (?:years?|months?|weeks?|days?|hours?|minutes?"
    r"|seconds?|a\.?m|p\.?m"
    r"|percent|per|countries|states|cities|games?|seasons?|matches|places|locations|starts|attempts|innings"
    r"|overs|million|billion"
    r"|consecutive|straight|different)\b))"
)

#: Two-thirds · three quarters · a third, a quarter and "half" where they are a share of something:
#: "a third term", "the first half of the year" and "three quarters of growth in a row" are none.
_SHARE_FOLLOWS = (
    r"(?= of\b| the\b| that\b| as\b| (?:more|less|higher|lower|fewer|say|said|believe|think)\b|[,.;)]|$)"
)
FRACTION_PATTERN = (
    r"(?i:\b(?:(?:an?|one)[ -](?:third|quarter|fourth|fifth|sixth|seventh|eighth|ninth|tenth|hundredth|thousandth)"
    + _SHARE_FOLLOWS
    + r"|(?:two|three|four|five|six|seven|eight|nine)[ -](?:thirds|quarters|fourths|fifths|sixths|sevenths|eighths"
    r"|ninths|tenths|hundredths|thousandths)(?:(?<=-thirds)|(?<=-quarters)|(?<=-fourths)|(?<=-fifths)"
    r"|(?<=-tenths)|(?= of\b| the\b| majority\b| vote\b| full\b|[,.;)]|$))"
    r"|(?:(?<=than )|(?<=nearly )|(?<=almost )|(?<=about )|(?<=by )|(?<=least )|(?<=around ))(?:an?|one)[ -]"
    r"(?:third|quarter|fifth|sixth|seventh|eighth|ninth|tenth)(?= (?:in|since|from|over|to|on|this|last|between"
    r"|during|and)\b)"
    r"|(?<!first )(?<!second )(?<!latter )(?<!other )(?<!better )(?<!back )(?<!front )(?<!top )(?<!bottom )"
    r"(?<!and a )(?:one-|one |a )?half(?! an? (?:dozen|hundred|thousand|million|billion|trillion)\b)"
    r"(?= of\b(?! the (?:season|game|year|match))| the\b| its\b| their\b| his\b| her\b| our\b| my\b| those\b"
    r"| these\b| an?\b| (?:per ?cent|percent)\b| were\b| are\b| have\b| said\b)"
    r"|(?:(?<=than )|(?<=nearly )|(?<=almost )|(?<=about )|(?<=least )|(?<=around )|(?<=roughly ))half"
    r"\b(?!-| (?:past|time|way|back|hour|empty|full|as (?:many|much|high|big)|an?\b))"
    r"|half(?=-(?:hour|mile|century|point|percentage)\b)))"
)


def fraction_value(printed: str) -> Decimal | None:
    """Return the value of a printed fraction ("two-thirds"), to 20 digits."""
    words = re.split(r"[\s-]+", printed.strip().lower())
    if words[-1] == "half":
        return Decimal("0.5")
    if len(words) != 2 or words[1].removesuffix("s") not in _FRACTION_WORDS:
        return None
    top = Decimal(1) if words[0] in ("a", "an") else number_value(words[0])
    return (
        None
        if top is None
        else (top / _FRACTION_WORDS[words[1].removesuffix("s")]).quantize(Decimal(10) ** -20)
    )


def ratio_value(printed: str) -> Decimal | None:
    """Return the value of "one in five", to 20 digits; None where the second number is not the larger."""
    left, _, right = printed.lower().replace(" out of ", " in ").replace(" every ", " ").partition(" in ")
    top, bottom = number_value(left), number_value(right)
    if top is None or bottom is None or not 0 < top < bottom:
        return None
    return (top / bottom).quantize(Decimal(10) ** -20)


def slashed_value(printed: str) -> Decimal | None:
    """Return the value of "1/2" or "2 1/2", to 20 digits."""
    whole, _, part = printed.rpartition(" ")
    top, bottom = part.split("/")
    return (Decimal(whole or 0) + Decimal(top) / Decimal(bottom)).quantize(Decimal(10) ** -20)


def fraction_sign(char: str) -> Decimal | None:
    """Return the value of a sign such as ½, or None."""
    value = _FRACTION_SIGNS.get(char)
    if value is None:
        return None
    if "/" in value:
        top, bottom = value.split("/")
        return (Decimal(top) / Decimal(bottom)).quantize(Decimal(10) ** -20)
    return Decimal(value)
