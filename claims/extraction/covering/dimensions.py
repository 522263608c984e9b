"""Sizes: magnitude, depth, height, distance, area, speed, temperature, amount; by unit and the words beside it."""

import re

from claims.extraction.results import Quantity

_LENGTHS = frozenset(("kilometre", "mile", "metre", "foot", "yard", "centimetre", "millimetre", "inch"))
_AREAS = frozenset(("acre", "hectare", "square metre", "square kilometre", "square foot", "square mile"))
_SPEEDS = frozenset(("mile per hour", "kilometre per hour", "knot"))
_AMOUNTS = frozenset(
    ("kilogram", "gram", "tonne", "ton", "pound", "litre", "gallon", "barrel", "megawatt", "gigawatt",
     "kilowatt", "megawatt hour", "kilowatt hour", "barrel per day")
)  # fmt: skip
_STOREYS = frozenset(("storeys", "storey", "stories", "story", "floors"))
_MAGNITUDE_BEFORE = re.compile(
    r"\b(?:magnitude|measur(?:ed|ing)|register(?:ed|ing)|Richter)[- ](?:of |about |at |an? )*$", re.IGNORECASE
)
_MAGNITUDE_AFTER = re.compile(
    r"[- ]magnitude\b|[- ]?on the (?:open-ended )?(?:Richter|moment)|[- ]Richter\b", re.IGNORECASE
)
_DEPTH = re.compile(r"\bdepth of (?:just |only |about |around )*$|\bdeep\b|^[- ]deep\b", re.IGNORECASE)
_HEIGHT_AFTER = re.compile(r"^[- ](?:tall|high|in height)\b", re.IGNORECASE)
_LONG = re.compile(r"^[- ](?:long|wide)\b", re.IGNORECASE)
_AWAY = re.compile(
    r"^\s(?:(?:to the )?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)\w*\s(?:of|from)"
    r"|from|away|off|outside|inland|offshore)\b",
    re.IGNORECASE,
)

#: A distance is told of what struck, flew or burned; elsewhere it says where a town lies.
_APART = re.compile(
    r"\b(?:epicent\w+|quake|earthquake|centred|centered|missile|rocket|range|flew|front line|drift\w*|long)\b",
    re.IGNORECASE,
)
_OF_RAIN = re.compile(r"\bof (?:fresh |heavy |new )?(?:rain|snow|rainfall|snowfall|hail)\b")
_RAIN_BEFORE = re.compile(r"\b(?:[Rr]ain|[Ss]now|[Rr]ainfall|[Ss]nowfall) of (?:about |up to |more than )*$")
_LEVEL = re.compile(
    r"\b(?:river|level|lake|water|waters|gauge|flood|tide)\b.{0,25}\b(?:at|to|of|reached|was|is)\s(?:about |over )*$",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"-(?:square-)?(?:foot|feet|metre|meter|mile|kilometre|kilometer|km|acre|hectare|yard|inch|ton|tonne|pound|litre|gallon)\b"
)


def dimension_of(plain: str, quantity: Quantity, sentence: tuple[int, int]) -> str | None:
    """Return the measure of a size; None where the figure is none, or its words do not say of what."""
    before = plain[max(sentence[0], quantity.start - 40) : quantity.start]
    after = plain[quantity.value_end : min(sentence[1], quantity.value_end + 40)]
    if (
        quantity.best is not None
        and quantity.best < 11
        and (
            _MAGNITUDE_AFTER.match(after)
            or (_MAGNITUDE_BEFORE.search(before) and quantity.unit in (None, "magnitude"))
        )
    ):
        return "magnitude"
    unit = quantity.unit or ""
    if _ATTRIBUTE.match(plain, quantity.value_end):
        return None  # "a 170,000-square-foot building" only describes
    if unit in _LENGTHS and (_OF_RAIN.search(quantity.counted or "") or _RAIN_BEFORE.search(before)):
        return "rainfall"
    if unit in _LENGTHS and _LEVEL.search(before):
        return "level"
    if unit in _LENGTHS:
        found = _length(plain[quantity.end : min(sentence[1], quantity.end + 40)], before)
        return found if found != "distance" or _APART.search(plain, *sentence) else None
    if unit in _AREAS:
        return "area"
    if unit in _SPEEDS:
        return "speed"
    if unit in ("celsius", "fahrenheit"):
        return "temperature"
    if unit in _AMOUNTS:
        return "amount"
    return "height" if re.split(r"[ -]", (quantity.counted or "").lower())[0] in _STOREYS else None


def _length(after: str, before: str) -> str | None:
    if _DEPTH.search(before) or re.match(r"[- ]deep\b", after):
        return "depth"
    if _HEIGHT_AFTER.match(after):
        return "height"
    return "distance" if _AWAY.match(after) or _LONG.match(after) else None
