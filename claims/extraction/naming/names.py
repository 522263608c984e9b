"""Runs of capitalised words: the raw material of persons, places and organisations."""

import re
from dataclasses import dataclass

from claims.extraction import lexicon
from claims.extraction.syntax.text import tidy
from claims.extraction.syntax.words import Words

#: Capitalised words that begin a sentence more often than a name.
_NO_NAME = lexicon.words("no_names")
_DATE_WORDS = frozenset([*lexicon.calendar("months"), *lexicon.calendar("weekdays")]) - {
    "may",
    "march",
    "mar",
    "sun",
    "sat",
}
_INITIAL = re.compile(r"[A-Z]\.?$|Jr\.?$|Sr\.?$|III?$")
_PARTICLES = frozenset(("de", "van", "von", "der", "al", "bin", "el", "da", "di", "la", "le", "dos"))


@dataclass(frozen=True, slots=True)
class NameRun:
    """Words first..last (numbers, inclusive) that make a name; start, end: characters."""

    first: int
    last: int
    start: int
    end: int


def name_runs(words: Words, plain: str) -> list[NameRun]:
    """Return the runs in order. "Kim Jong-un", "Russian Ministry of Defense", "John F. Kennedy" are one run each."""
    found: list[NameRun] = []
    i, count = 0, len(words)
    while i < count:
        if not _begins(words, i):
            i += 1
            continue
        last = i
        while True:
            following = _next_part(words, plain, last)
            if following is None:
                break
            last = following
        found.append(NameRun(i, last, words.start[i], words.end[last]))
        i = last + 1
    return found


def _begins(words: Words, i: int) -> bool:
    word = words.shown[i]
    return word[0].isupper() and words.lower[i] not in _NO_NAME and words.lower[i] not in _DATE_WORDS


def _next_part(words: Words, plain: str, last: int) -> int | None:
    """Return the number of the next word of the same name, or None."""
    i = last + 1
    if i >= len(words):
        return None
    word, touching = words.shown[i], words.end[last] == words.start[i]
    if touching:
        if word == "-" and i + 1 < len(words) and words.joined(i) and words.shown[i + 1][0].isalpha():
            return i + 1
        return i if word == "." and len(words.shown[last]) == 1 else None
    if plain[words.end[last] : words.start[i]] != " ":
        return None
    if (
        word[0].isupper()
        and words.lower[i] not in _DATE_WORDS
        and words.lower[i] not in ("mr", "mr.", "mrs", "mrs.", "ms", "ms.")
    ):
        return i if words.lower[i] not in _NO_NAME or _INITIAL.match(word) else None
    if (
        i + 1 < len(words)
        and words.shown[i + 1][0].isupper()
        and plain[words.end[i] : words.start[i + 1]] == " "
    ):
        if words.lower[i] == "of" and words.lower[last] in lexicon.nouns("offices"):
            return i + 1  # Ministry of Defense
        if words.lower[i] in _PARTICLES:
            return i + 1
    return None


def shown_name(plain: str, start: int, end: int) -> str:
    """Return a name as it is given out: tidy, without the article and the possessive."""
    name = tidy(plain[start:end]).removesuffix("'s").removesuffix("'").strip(" ,;:-")
    for article in ("the ", "The ", "a ", "A ", "an ", "An "):
        name = name.removeprefix(article)
    return name


_KOREAN_GIVEN = re.compile(r"^(?P<family>\w+) (?P<first>[A-Z]\w+)-(?P<second>[a-z]\w+)$")


def person_name(name: str) -> str:
    """Return one spelling of a person's name: "Kim Jong-un" and "Kim Jong Un" are the same."""
    korean = _KOREAN_GIVEN.match(name)
    if korean and korean["family"] in lexicon.nouns("surnames_first"):
        return f"{korean['family']} {korean['first']} {korean['second'].title()}"
    return name
