"""
Settles what the trained pipeline took for names: pieces are joined, kinds are made to agree within the document.

Lists type and join names, they do not find them: what no model has marked and no head noun shows stays unmarked.
"""

from collections import Counter

from claims.extraction import lexicon, nations
from claims.extraction.words import Words

Name = tuple[int, int, str]
#: Capitalised words that begin a sentence more often than a name.
_NO_NAME = lexicon.words("no_names")
#: No name is longer: a heading in capitals is none.
_MOST_WORDS = 9


def settle(words: Words) -> None:
    """Rewrite `words.named` and `words.kind`. Does nothing where no model has run."""
    if not words.named:
        return
    headed = _headed(words)
    inside = {i for first, end, _ in headed for i in range(first, end)}
    names = [name for name in words.named if not inside.intersection(range(name[0], name[1]))]
    names = sorted([*(_typed(words, name) for name in names), *headed])
    words.named = _agreed(words, names)
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
    return words.is_capital(i) and words.lower[i] not in _NO_NAME and words.tag[i] in ("PROPN", "ADJ", "NOUN", "")


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


def _typed(words: Words, name: Name) -> Name:
    shown = words.plain[words.start[name[0]] : words.end[name[1] - 1]]
    return (name[0], name[1], "LOC") if shown in nations.by_name() and name[2] == "ORG" else name


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
