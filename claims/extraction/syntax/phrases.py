"""Noun phrases without a parse: who stands before a verb, who after "by" or "according to"."""

from collections.abc import Collection

from claims.extraction import lexicon
from claims.extraction.syntax.words import Words

#: Words that no noun phrase of a subject goes across.
_CLAUSE = lexicon.words("clause_starters")
_PREPOSITIONS = lexicon.words("prepositions")
_LINKS = lexicon.words("links")
_DETERMINERS = lexicon.words("determiners")
_INSIDE_MARKS = frozenset(("-", ".", "&", "/", "'s", "'", "–"))
#: Prepositions that end a noun phrase; others may stand in one ("officials in Kyiv").
_AFTER_A_PHRASE = frozenset(("to", "by", "after", "during", "into"))
_APPROXIMATELY = frozenset(("about", "around", "nearly", "over", "under"))
_LONGEST = 18

Phrase = tuple[int, int]


def before(words: Words, i: int, low: int) -> Phrase | None:
    """Return (first, last) word of the noun phrase that ends just before word i; low: the first word allowed."""
    j = i - 1
    if j < low:
        return None
    if words.lower[j] == ",":
        return _with_apposition(words, j, low)
    if words.lower[j] == ")":
        opening = _back_to(words, j, low, "(")
        if opening is None:
            return None
        inner = before(words, opening, low)
        return (inner[0], j) if inner else None
    first = j + 1
    while j >= low and i - j <= _LONGEST:
        word = words.lower[j]
        if word in _CLAUSE and not (word == "'s" and j + 1 < i):
            break
        if word in ("and", "or"):
            if not _joins_names(words, j, low):
                break
        elif (
            (not word[0].isalnum() and word not in _INSIDE_MARKS and not word.startswith("'s"))
            or (word in ("-", "–", "'", ".") and not (j > low and words.joined(j - 1)))
            or (words.tag[j] in ("VERB", "AUX", "SCONJ") and j < i - 1 and words.lower[j - 1] != "-")
            or (word in lexicon.cues().verbs and lexicon.cues().verbs[word][1] == "past" and j < i - 1)
        ):
            break
        first = j
        j -= 1
    return _trimmed(words, first, i - 1)


def _joins_names(words: Words, j: int, low: int) -> bool:
    if j - 1 < low or not (
        words.is_capital(j - 1) and (words.is_capital(j + 1) or words.lower[j + 1] == "the")
    ):
        return j - low <= 2 and j - 1 >= low and words.lower[j - 1][0].isalpha()
    return True


def _back_to(words: Words, j: int, low: int, mark: str) -> int | None:
    for k in range(j - 1, max(low, j - 24) - 1, -1):
        if words.lower[k] == mark:
            return k
    return None


def _with_apposition(words: Words, comma: int, low: int) -> Phrase | None:
    """ "Smith, a doctor at the clinic, said": the phrase before the first comma, up to the second."""
    opening = _back_to(words, comma, low, ",")
    if opening is None or comma - opening < 2 or opening <= low:
        return None
    if any(words.lower[k] in ("said", "says", '"') for k in range(opening, comma)):
        return None
    head = before(words, opening, low)
    if head is None or not (words.lower[opening - 1][0].isalnum() or words.lower[opening - 1] == ")"):
        return None
    if (
        not any(words.is_capital(k) for k in range(head[0], head[1] + 1))
        and words.lower[head[0]] not in _DETERMINERS
    ):
        return None
    return head[0], comma - 1


def _trimmed(words: Words, first: int, last: int) -> Phrase | None:
    """Cut what leads into the phrase: "and", "In Kyiv", adverbs, dates."""
    adverbs = lexicon.cues().adverbs
    while first <= last:
        word = words.lower[first]
        if word in (
            "and",
            "or",
            "but",
            "so",
            "then",
            "meanwhile",
            "however",
            "later",
            "also",
            "–",
            "-",
            "'",
            ".",
        ) or (word in adverbs and last > first):
            first += 1
        elif word in _APPROXIMATELY and last > first and _is_amount(words.lower[first + 1]):
            break  # "about half of the voters"
        elif word in _PREPOSITIONS and last > first:
            cut = _after_preposition(words, first, last)
            if cut is None:
                return None
            first = cut
        else:
            break
    while last >= first and words.lower[last] in ("-", ",", "'", "."):
        last -= 1
    if first > last or not any(words.lower[k][0].isalnum() for k in range(first, last + 1)):
        return None
    return first, last


def _is_amount(word: str) -> bool:
    return word[0].isdigit() or word in (
        "half",
        "a",
        "one",
        "two",
        "three",
        "four",
        "five",
        "six",
        "seven",
        "eight",
        "nine",
        "ten",
    )


def _after_preposition(words: Words, first: int, last: int) -> int | None:
    """Return where the subject begins in "In Kyiv officials": after the preposition's own noun phrase."""
    k = first + 1
    if words.lower[k] in _DETERMINERS:
        k += 1
        while k < last and not (words.is_capital(k) or words.lower[k] in _DETERMINERS):
            k += 1
        return k if k <= last and k > first + 2 else None
    if words.is_capital(k):
        while k <= last and words.is_capital(k):
            k += 1
        return k if k <= last else None
    return None


def owner(words: Words, i: int, low: int) -> Phrase | None:
    """Return the noun phrase that owns, before the possessive at word i: a name, or "the ministry"."""
    first = i
    while first - 1 >= low and i - first < 8 and words.lower[first - 1][0].isalnum():
        word = words.lower[first - 1]
        if words.is_capital(first - 1) or (word == "of" and first - 2 >= low and words.is_capital(first - 2)):
            first -= 1
        elif first == i or not words.is_capital(first):
            first -= 1
            if word in _DETERMINERS:
                return first, i - 1
        else:
            break
    if first - 1 >= low and words.lower[first - 1] in ("the", "a", "an"):
        first -= 1
    while first < i and not words.is_capital(first) and words.lower[first] != "the":
        first += 1
    return (first, i - 1) if first < i else None


def whose(words: Words, i: int, low: int, pronouns: Collection[str]) -> Phrase | None:
    """Return who owns noun i: one of the pronouns or a possessive before it, at most two adjectives away."""
    for j in range(i - 1, max(low, i - 3) - 1, -1):
        word = words.lower[j]
        if word in pronouns:
            return j, j
        if word in ("'s", "'") and j > low:
            return owner(words, j, low)
        if not word.isalpha():
            return None
    return None


def after(words: Words, i: int, high: int) -> Phrase | None:
    """Return (first, last) word of the noun phrase that begins at word i; high: the first word not allowed."""
    j = i
    while j < high and j - i < _LONGEST:
        if words.lower[j] == "(":
            closing = next((k for k in range(j, min(high, j + 12)) if words.lower[k] == ")"), None)
            if closing is None:
                break
            j = closing
        elif (_ends(words, j, high) and j > i) or not (words.lower[j][0].isalnum() or j > i):
            break
        j += 1
    last = j - 1
    while last >= i and _cannot_end(words.lower[last]):
        last -= 1
    return (i, last) if last >= i else None


def _ends(words: Words, j: int, high: int) -> bool:
    """Whether a noun phrase that goes on to word j - 1 does not go on to word j."""
    word = words.lower[j]
    if word == "by" and words.lower[j - 1] in lexicon.nouns("documents"):
        return False  # "a count by the university"
    if word in ("and", "or"):
        goes_on = j + 1 < high and (
            words.is_capital(j + 1) == words.is_capital(j - 1) or "," in words.lower[j + 2 : j + 4]
        )
        return not goes_on
    if word in _CLAUSE:
        return word != "'s"
    if not word[0].isalnum():
        return not (word in _INSIDE_MARKS and words.joined(j - 1))
    if word in _AFTER_A_PHRASE or words.tag[j] in ("VERB", "AUX"):
        return True
    verb = lexicon.cues().verbs.get(word)
    return verb is not None and verb[1] in ("past", "ing") and not words.is_capital(j)


def _cannot_end(word: str) -> bool:
    if word in _LINKS or word in ("-", ".", "and", "or", "by", "about", "after"):
        return True
    return not word[0].isalnum() and word not in (")", "'s")
