"""
Where the noun phrase that a number counts ends: "4,000 North Korean soldiers | were seen".

Works without a tagger, by closed word classes and by number: what more than one is counted stands in the
plural, and English puts the plural last ("40 fire engines", seldom "40 fires engines"). Parts of speech
decide where a tagger gave them.
"""

from functools import lru_cache

from claims.extraction import lexicon
from claims.extraction.syntax.words import Words

_STOP = lexicon.words("noun_phrase_stops")
_COMPARATIVE = frozenset(
    (
        "cheaper",
        "higher",
        "lower",
        "longer",
        "taller",
        "older",
        "younger",
        "faster",
        "slower",
        "bigger",
        "smaller",
        "larger",
    )
)
#: Of the words in -s that are no sure plurals, those that are one at the end of a phrase.
_PLURAL_AT_LAST = frozenset(
    ("sales", "sports", "arms", "goods", "works", "savings", "games", "series", "species", "systems")
)
_HARMED = frozenset(("killed", "injured", "wounded", "missing", "arrested", "hurt", "detained"))
_LATE_STOP = lexicon.words("after_a_counted_noun")
_LEADS = frozenset(("more", "further", "additional", "extra"))
_AFTER_OF = frozenset(
    (
        "the",
        "its",
        "their",
        "his",
        "her",
        "our",
        "my",
        "your",
        "these",
        "those",
        "all",
        "them",
        "a",
        "an",
        "what",
        "which",
        "whom",
    )
)
_RANKS = frozenset(("first", "last", "only", "few", "most", "top", "many", "next", "remaining", "other"))
_MOST_WORDS = 6
_PLURALS = lexicon.words("plurals_without_s")
#: Words in -s that are no plural, so that a phrase may go on after them.
_NO_PLURAL = lexicon.words("no_plurals")


def counted_noun(
    plain: str, words: Words, at: int, limit: int, *, single: bool, share: bool = False
) -> tuple[int, int, str] | None:
    """
    Return (start, end, head) of the words that follow the number ending at `at`, or None.

    limit: where the sentence ends. single: one thing is counted, so the head is no plural;
    share: a fraction, whose whole may follow without "of" ("half the people").
    """
    i = words.before(at)
    of = i < len(words) and words.lower[i] == "of" and plain[at : at + 4] == " of "
    if of or share:
        i += of
        while i < len(words) and words.lower[i] in _AFTER_OF:
            i += 1
        if i + 1 < len(words) and words.lower[i] in _RANKS and words.lower[i + 1] not in _STOP:
            i += 1
    elif plain[at : at + 2] in (", ", "; "):
        return None
    if (
        i < len(words)
        and words.lower[i] in _LEADS
        and not (i + 1 < len(words) and words.lower[i + 1] == "than")
    ):
        i += 1
    first, last = i, i - 1
    while i < len(words) and words.end[i] <= limit and i - first < _MOST_WORDS:
        if (i > first and "\n" in plain[words.end[i - 1] : words.start[i]]) or _ends(
            words, i, first, single=single and not of
        ):
            break
        last = i
        i += 1
    last = _with_coordinate(words, first, last, limit, single=single)
    if not of:
        last = _to_head(words, first, last, limit)
    while last >= first and not words.lower[last][0].isalnum():
        last -= 1
    if last < first or not words.lower[last][0].isalpha():
        return None
    if words.lower[first] in _COMPARATIVE and last == first:
        return None  # "40,000 cheaper than"
    return words.start[first], words.end[last], words.lower[last]


def compound(plain: str, at: int) -> tuple[int, int] | None:
    """Return (start, end) of the word that a hyphen joins to the number ("three-point"), or None."""
    if plain[at : at + 1] != "-" or not plain[at + 1 : at + 2].isalpha():
        return None
    end = at + 1
    while end < len(plain) and end - at < 40 and (plain[end].isalnum()):
        end += 1
    return at + 1, end


def _is_plural(word: str) -> bool:
    if word in _PLURALS:
        return True
    if word in _NO_PLURAL or len(word) < 3 or not word.endswith("s"):
        return False
    return not word.endswith(("ss", "us", "is", "'s", "ous"))


def _ends_there(words: Words, i: int) -> bool:
    following = words.lower[i + 1] if i + 1 < len(words) else "."
    return following in _STOP or not following[0].isalnum()


def _ends(words: Words, i: int, first: int, *, single: bool) -> bool:
    """Whether word i no longer belongs to the counted noun phrase that began at word `first`."""
    word, tag = words.lower[i], words.tag[i]
    following = words.lower[i + 1] if i + 1 < len(words) else "."
    if i == first and word in _HARMED and (_is_plural(following) or following in lexicon.nouns("persons")):
        return False
    if word in _STOP or (i > first and word in _LATE_STOP):
        return not (word == "first" and _is_plural(following))
    if not word[0].isalpha():
        joins = word in ("-", "'s", "'", "&", "/") or (word[0].isdigit() and words.lower[i - 1] == "-")
        if word.isdigit() and i > first and words.is_capital(i - 1) and _is_plural(following):
            return False  # "63,000 Model 3 sedans"
        if word == "-" and i > first and _is_plural(words.lower[i - 1]):
            return True  # "four people-one with burns"
        return not (joins and i > first and (words.joined(i - 1) or word == "&"))
    is_verb = word in _verb_forms() or (word.endswith("ed") and len(word) > 4 and not tag)
    if i == first and word.endswith("ing") and following in _AFTER_AN_ING:
        return True  # "around 73 raising the prospect"
    if i == first:
        # "4,000 neutralised in" against "4,000 wounded soldiers"
        is_verb = word in _measure_verbs() or (word.endswith("ed") and len(word) > 4 and not tag)
        return is_verb and (following in _STOP or not following[0].isalpha() or following in _AFTER_A_VERB)
    if words.lower[i - 1] in ("-", "&", "/", "'s", "'"):
        return False
    before = words.lower[i - 1]
    if tag in ("VERB", "AUX", "ADV", "ADP", "PRON", "SCONJ", "CCONJ", "DET"):
        # a tagger may take the modifier for a verb: "five new charging stations"
        return single or tag not in ("VERB", "ADV") or _is_plural(before) or not _is_plural(following)
    if (
        word.endswith("ly")
        and len(word) > 4
        and word not in ("family", "assembly", "supply", "monopoly", "italy", "july")
    ):
        return True
    if not single and _is_plural(before) and not before.endswith("ings"):
        return not _is_plural(word) or word in ("dead", "others", "staff", "crew")
    if before in lexicon.nouns("persons") and (_is_plural(before) or single):
        return word not in lexicon.nouns("persons") and not _is_plural(word)
    return is_verb and i > first and before not in _ADJECTIVES


def _with_coordinate(words: Words, first: int, last: int, limit: int, *, single: bool) -> int:
    """Go on over "and" where the first noun modifies: "460 Kia and Hyundai vehicles", "9 fire and rescue crews"."""
    if single or last < first or _is_plural(words.lower[last]) or last + 2 >= len(words):
        return last
    if (
        words.lower[last + 1] not in ("and", "or", "&")
        or not words.lower[last][0].isalpha()
        or last - first > 1
    ):
        return last
    for i in range(last + 2, min(last + 5, len(words))):
        if words.end[i] > limit or words.lower[i] in _STOP or not words.lower[i][0].isalpha():
            return last
        if _is_plural(words.lower[i]) or (words.lower[i] in _PLURAL_AT_LAST and _ends_there(words, i)):
            return i
    return last


def _to_head(words: Words, first: int, last: int, limit: int) -> int:
    """Go on to the noun that the parse hangs the number on: "two consecutive | stays", "12 home | runs"."""
    number = first - 1
    if number < 0 or words.dep[number] != "nummod":
        return last
    head = words.head[number]
    if not (last < head < first + _MOST_WORDS and words.tag[head] == "NOUN" and words.end[head] <= limit):
        return last
    between = range(last + 1, head + 1)
    if all(words.tag[i] in _IN_A_NOUN_PHRASE and words.lower[i][0].isalpha() for i in between):
        return head
    return last


#: Universal parts of speech between a number and the noun it counts.
_IN_A_NOUN_PHRASE = frozenset(("ADJ", "NOUN", "PROPN"))

_ADJECTIVES = frozenset(("newly", "recently", "previously", "so-called", "highly", "heavily", "freshly"))
_AFTER_AN_ING = frozenset(
    ("the", "a", "an", "some", "any", "his", "her", "its", "their", "it", "them", "him", "to", "this", "that")
)
_AFTER_A_VERB = frozenset(
    ("in", "by", "or", "and", "to", "at", "after", "when", "on", "for", "with", "from", "during")
)


@lru_cache(maxsize=1)
def _measure_verbs() -> frozenset[str]:
    """Return verbs of measures and of saying: after a noun they begin a clause ("4,000 North Koreans neutralised")."""
    said = {form for form, (_, kind) in lexicon.cues().verbs.items() if kind == "past"}
    return frozenset({v for m in lexicon.measures().values() for v in m.verbs} | said)


@lru_cache(maxsize=1)
def _verb_forms() -> frozenset[str]:
    return _measure_verbs() | lexicon.words("verbs_after_a_noun")
