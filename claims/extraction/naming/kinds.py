"""
Settles what the trained pipeline took for names: pieces are joined, kinds are made to agree within the document.

Lists come after the model, never before it: a list that goes first breaks longer names ("Bank of Varna"). They join,
type, and add countries, their parts and capitals where the model has marked nothing.
"""

from collections import Counter
from functools import cache

from claims.extraction import lexicon
from claims.extraction.naming import nations
from claims.extraction.syntax.words import Words

Name = tuple[int, int, str]
#: Capitalised words that begin a sentence more often than a name.
_NO_NAME = lexicon.words("no_names")
#: No name is longer: a heading in capitals is none.
_MOST_WORDS = 9


def settle(words: Words) -> None:
    """Rewrite `words.named` and `words.kind`. Does nothing where no model has run."""
    if not (words.named or any(words.tag)):
        return
    headed = _headed(words)
    inside = {i for first, end, _ in headed for i in range(first, end)}
    names = [name for name in words.named if not inside.intersection(range(name[0], name[1]))]
    names = sorted([*(_typed(words, name) for name in names), *headed])
    words.named = sorted([*_agreed(words, names), *_listed(words, names)])
    words.kind = [""] * len(words)
    for first, end, kind in words.named:
        words.kind[first:end] = [kind] * (end - first)


def _headed(words: Words) -> list[Name]:
    """
    Names that their head noun shows: "Korean People's Army", "Bank of Varna". A model cuts them in pieces.

    The capitalised words in a row, with "'s" between and "of (the)" after a head noun; at least two words, one
    of which the model has seen in a name.
    """
    heads = lexicon.name_heads()
    found: list[Name] = []
    i = 0
    while i < len(words):
        if not _is_part(words, i):
            i += 1
            continue
        first, end, kind, ended = i, i + 1, heads.get(words.lower[i], ""), False
        while following := (0 if ended or not kind else _after_of(words, end)) or _next_part(words, end):
            ended = ended or words.lower[end] == "of"  # what follows no longer changes what is headed
            end = following
            kind = kind if ended else heads.get(words.lower[end - 1], "")
        i = end
        if kind and 2 <= end - first <= _MOST_WORDS and any(words.kind[first:end]):
            found.append((first, end, kind))
    return found


def _is_part(words: Words, i: int) -> bool:
    return (
        words.is_capital(i)
        and words.lower[i] not in _NO_NAME
        and words.tag[i] in ("PROPN", "ADJ", "NOUN", "")
    )


def _next_part(words: Words, end: int) -> int:
    """The number after the next capitalised word, an "'s" before it passed over; 0 when the name is over."""
    at = end + 1 if end < len(words) and words.lower[end] == "'s" else end
    near = (
        at < len(words)
        and words.start[at] - words.end[at - 1] <= 1
        and words.plain[words.start[at] - 1] != "\n"
    )
    return at + 1 if near and _is_part(words, at) else 0


def _after_of(words: Words, end: int) -> int:
    """The number after the capitalised word that follows "of" or "of the"; 0 when there is none."""
    if end >= len(words) or words.lower[end] != "of":
        return 0
    at = end + 2 if words.lower[end + 1 : end + 2] == ["the"] else end + 1
    return at + 1 if at < len(words) and _is_part(words, at) else 0


def _listed(words: Words, names: list[Name]) -> list[Name]:
    """Countries, capitals and parts of countries that stand alone: no other capitalised word beside them."""
    taken = {i for first, end, _ in names for i in range(first, end)}
    places = _places()
    found: list[Name] = []
    i = 0
    while i < len(words):
        first, i = i, i + 1
        if words.tag[first] != "PROPN" or words.shown[first] not in places:
            continue
        for count in places[words.shown[first]]:
            end = first + count
            shown = words.plain[words.start[first] : words.end[min(end, len(words)) - 1]]
            alone = not (_touches(words, first - 1, first) or _touches(words, end, end))
            if alone and shown in _place_names() and taken.isdisjoint(range(first, end)):
                found.append((first, end, "LOC"))
                i = end
                break
    return found


def _touches(words: Words, i: int, edge: int) -> bool:
    """Whether word `i` is a capitalised word right before or after the edge, so that both may be one name."""
    return 0 <= i < len(words) and _is_part(words, i) and words.start[edge] - words.end[edge - 1] <= 1


@cache
def _place_names() -> frozenset[str]:
    return frozenset([*nations.by_name(), *nations.by_metonym(), *lexicon.regions()])


@cache
def _places() -> dict[str, list[int]]:
    """First word of a place's name → numbers of words that such names have, the longest first."""
    found: dict[str, set[int]] = {}
    for name in _place_names():
        found.setdefault(name.split()[0], set()).add(len(name.split()))
    return {word: sorted(counts, reverse=True) for word, counts in found.items()}


def _typed(words: Words, name: Name) -> Name:
    """A country is a place whatever it does; of capitals and parts of one some are persons' names ("Virginia")."""
    shown = words.plain[words.start[name[0]] : words.end[name[1] - 1]]
    is_place = shown in nations.by_name() or (shown in _place_names() and (name[2] == "ORG" or " " in shown))
    return (name[0], name[1], "LOC") if is_place else name


def _agreed(words: Words, names: list[Name]) -> list[Name]:
    """One kind for one spelling (the commonest, the first of equals); a surname is a person where the full name is."""
    votes: dict[tuple[str, ...], Counter[str]] = {}
    surnames: set[str] = set()
    for first, end, kind in names:
        votes.setdefault(tuple(words.shown[first:end]), Counter())[kind] += 1
        if kind == "PER" and end - first > 1:
            surnames.add(words.shown[end - 1])
    agreed = []
    for first, end, _ in names:
        shown = tuple(words.shown[first:end])
        kind = votes[shown].most_common(1)[0][0]
        is_surname = len(shown) == 1 and shown[0] in surnames and shown[0] not in nations.by_name()
        agreed.append((first, end, "PER" if is_surname else kind))
    return agreed
