"""
What follows a cue: a clause, an infinitive, an object, a quotation, a preposition and its phrase.

How often a cue attributes something depends on what follows it ("called the meeting" against "called
the meeting a farce"); lexicon.chance knows, by the kinds that are named here.
"""

from dataclasses import dataclass

from claims.extraction import lexicon
from claims.extraction.syntax.words import Words

_AUX = lexicon.words("auxiliaries")
_SUBJECTS = frozenset(("he", "she", "they", "it", "there", "we", "i", "you"))
_QUESTION_WORDS = frozenset(("if", "whether", "how", "why", "what", "where", "who", "when", "which"))
_PREPOSITIONS = lexicon.words("complement_prepositions")
_ENDS_OBJECT = lexicon.words("ends_an_object")
_NOT_AFTER_TO = lexicon.words("determiners") | {"him", "her", "them", "me", "us", "it", "you", "my", "your"}
#: Words between a cue and its complement: adverbs and days.
_BETWEEN = lexicon.words("dropped_after_cue") | lexicon.words("between_cue_and_object")
#: A clause without "that" shows its verb within so many words.
_TO_A_VERB = 14


@dataclass(frozen=True, slots=True)
class Complement:
    """
    start: the first word of what is attributed.

    kind: that, clause, question, quote, colon, hearer, to, object, object_quote, object_to, object_as,
    object_for, object_at, or the preposition itself.
    """

    kind: str
    start: int


def complement(
    words: Words, i: int, high: int, quoted: frozenset[int], day_ends: dict[int, int]
) -> Complement | None:
    """Return what follows word i, or None where nothing does. high: the first word after the sentence."""
    lower, k = words.lower, i + 1
    while k < high and (
        lower[k] in _BETWEEN
        or (lower[k].endswith("ly") and len(lower[k]) > 4 and k not in quoted)
        or k in day_ends
        or (lower[k] in ("on", "in", "late", "early") and k + 1 in day_ends)
    ):
        k = day_ends.get(k, k + 1)
    if k + 1 >= high:
        return None
    word, following = lower[k], lower[k + 1]
    starts_quote = k in quoted and i not in quoted
    if starts_quote:
        return Complement("quote", k)
    if word in (",", ":") and k + 1 in quoted and k not in quoted:
        return Complement("quote", k + 1)
    if word == ":":
        return Complement("colon", k + 1)
    if word == "that":
        return Complement("that", k + 1)
    if word in _QUESTION_WORDS:
        return Complement("question", k)
    if (
        word == "to"
        and following.isalpha()
        and following not in _NOT_AFTER_TO
        and not words.is_capital(k + 1)
    ):
        return Complement("to", k)
    if word in _PREPOSITIONS and not _is_amount(words, k):
        return _after_preposition(words, k, high, quoted)
    if not (word[0].isalnum() or word in "$£€#@") or word in _ENDS_OBJECT:
        return None
    return Complement("clause" if _has_clause(words, i, k) else _object(words, k, high, quoted), k)


def _has_clause(words: Words, i: int, k: int) -> bool:
    """
    Whether the parse has a clause with a subject of its own as the complement: "reported the bridge fell".

    An object that comes first is the complement: "view the toll as the least that they can admit".
    """
    below = words.below(i)
    for j in below:
        if words.dep[j] == "ccomp" and j > k and words.lower[j][-3:] != "ing":
            if any(words.dep[x] == "obj" and k <= x < j for x in below):
                return False
            return any(words.dep[x].startswith("nsubj") and k <= x < j for x in words.below(j))
    return False


def _is_amount(words: Words, k: int) -> bool:
    """Whether word k begins a figure: "about 40", "at least 12", "up to 9"."""
    word, following = words.lower[k], words.lower[k + 1]
    return (word in ("about", "over", "up", "down") and (following[:1].isdigit() or following == "to")) or (
        word == "at" and following in ("least", "most")
    )


def _after_preposition(words: Words, k: int, high: int, quoted: frozenset[int]) -> Complement | None:
    """ "said in a statement that": what is said follows the phrase; else the phrase is the complement."""
    for j in range(k + 1, min(high - 1, k + 10)):
        if words.lower[j] == "that" and words.lower[j - 1] not in _PREPOSITIONS:
            return Complement("that", j + 1)
        if words.lower[j] in (":", ",") and j + 1 in quoted and j not in quoted:
            return Complement("quote", j + 1)
        if words.lower[j] in (",", ".", ";", ":", "to") or j in quoted:
            break
    return Complement(words.lower[k], k + 1)


def _object(words: Words, k: int, high: int, quoted: frozenset[int]) -> str:
    """Tell a clause without "that" from a noun phrase, and the noun phrases by what goes with them."""
    lower, kind = words.lower, "object"
    if lower[k] in _SUBJECTS and (lower[k] != "it" or lower[k + 1] in _AUX):
        return "clause"
    for j in range(k + 1, min(high, k + _TO_A_VERB)):
        word = lower[j]
        if j in quoted and k not in quoted:
            return "object_quote" if kind == "object" else kind
        if (not word[0].isalnum() and word[0] not in "'-&%$") or word in _ENDS_OBJECT:
            break
        if word in _AUX and word not in ("'s", "be", "been", "being"):
            return "clause"
        if kind == "object" and word in ("to", "as", "for", "at") and j + 1 < high:
            if word != "to":
                kind = f"object_{word}"
            elif lower[j + 1].isalpha() and lower[j + 1] not in _NOT_AFTER_TO and not words.is_capital(j + 1):
                kind = "object_to"
    return kind
