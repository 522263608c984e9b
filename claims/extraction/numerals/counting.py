"""Figures that count something without a measure of its own, and the one word for what is counted."""

import re
from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.results import Quantity

_DEFINITE = re.compile(
    r"\b(?:the|these|those|his|her|its|their|our|my|your|all|both|every|each|any|other|first|last|next|top"
    r"|past|previous|only|\w+'s)\s(?:other |only |last |first |same |remaining )?$",
    re.IGNORECASE,
)
#: Fewer are seldom a figure that anybody disputes; own choice.
_FEWEST = 10
_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "policemen": "policeman",
    "servicemen": "serviceman", "gunmen": "gunman", "personnel": "person", "persons": "person",
    "troops": "soldier", "wives": "wife", "lives": "life", "knives": "knife", "aircraft": "aircraft",
}  # fmt: skip


@lru_cache(maxsize=1)
def _thing_nouns() -> frozenset[str]:
    """Return nouns of what can be no victim and no participant."""
    return lexicon.nouns("things") | {
        noun for m in lexicon.measures().values() if m.unit != "person" for noun in (*m.nouns, *m.groups)
    }


def head_of(quantity: Quantity) -> str | None:
    """Return the last word of what is counted, in lower case; None where nothing is."""
    words = re.findall(r"[^\W\d_][\w'-]*", (quantity.counted or "").lower())
    return words[-1] if words else None


def is_thing(quantity: Quantity) -> bool:
    """Whether what is counted cannot be killed, sent or gathered as people are: "200 long-range guns"."""
    return (head_of(quantity) or "") in _thing_nouns()


def is_definite(plain: str, quantity: Quantity) -> bool:
    """Whether the text takes what is counted for known: "the two sides", "his three sons"."""
    return _DEFINITE.search(plain[max(0, quantity.start - 24) : quantity.start]) is not None


def counts_something(quantity: Quantity) -> bool:
    """Whether the figure counts people or things of the world: not "three times", not "one reason"."""
    head = head_of(quantity)
    if head is None or quantity.unit not in (None, "person"):
        return False
    if head in lexicon.governing("idle") or not (head.endswith("s") or head in _IRREGULAR):
        return False
    low = quantity.low if quantity.low is not None else quantity.best
    return low is not None and low >= _FEWEST


def singular(noun: str) -> str:
    """Return one of what a plural noun names: "houses" is "house"."""
    noun = noun.lower()
    if noun in _IRREGULAR:
        return _IRREGULAR[noun]
    if noun.endswith("ies") and len(noun) > 4:
        return noun[:-3] + "y"
    if noun.endswith(("sses", "shes", "ches", "xes")):
        return noun[:-2]
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
