"""
Cues that are no verbs: "the minister's plan to", "she made the claim that", "Reed is confident that".

The source is whoever owns the noun, or the subject of the verb that it completes ("made", "has", "is"). Which nouns
and adjectives are cues with which complement: data/chances.json.
"""

from claims.extraction import lexicon
from claims.extraction.attributing.chances import attributes, is_counted
from claims.extraction.attributing.reported import Reported, SentenceReader, found_by
from claims.extraction.syntax import clauses, phrases
from claims.vocabulary import SpeechAct

_BE = lexicon.words("be")
_OWNERS = frozenset(("his", "her", "their", "its", "my", "our", "your", "whose"))
#: Verbs that only lend the noun a subject: "made a promise", "has doubts", "drew a comparison".
_LIGHT = lexicon.words("light_verbs")
#: A light verb stands at most so many words before its noun: "made an impassioned call".
_FAR = 6
_MOST_HELPERS = 8


@found_by("attribution.noun")
def read_nominal(r: SentenceReader, i: int) -> None:
    """Read the noun or adjective at word i as a cue."""
    word = r.w.lower[i]
    if i in r.quoted and i - 1 in r.quoted:
        return
    adjective = is_counted(word, "adj") and r.w.tag[i] in ("", "ADJ", "VERB", "ADV")
    noun = is_counted(word, "noun") and r.w.tag[i] in ("", "NOUN")
    if not adjective and not noun:
        return
    said = r.complement(i, word)
    if said is None or said.kind.startswith(("object", "clause")):
        return
    if adjective and attributes(word, said.kind, "adj"):
        _read_adjective(r, i, word, said.start)
    elif noun and attributes(word, said.kind, "noun"):
        _read_noun(r, i, word, said.start)


def _read_adjective(r: SentenceReader, i: int, word: str, start: int) -> None:
    k = i
    while k - 1 >= max(r.low, i - _MOST_HELPERS) and (
        r.w.lower[k - 1] in r.cues.adverbs or r.w.lower[k - 1].endswith("ly") or r.w.lower[k - 1] in _DEGREES
    ):
        k -= 1
    verb = next((j for j in range(k, i) if r.w.lower[j] in _BE or r.w.lower[j] in _SEEM), None)
    if verb is None:
        return
    subject = clauses.subject(r.w, i, r.low) if clauses.is_parsed(r.w, i) else None
    if subject is None or subject[1] >= i:
        subject = r.before(k)
    if subject is None or not r.is_subject(subject):
        return
    _add(r, subject, i, i, start, SpeechAct.ASSERT, word)


_DEGREES = frozenset(("very", "so", "too", "quite", "less", "more", "most", "pretty", "as", "clear", "also"))
_SEEM = frozenset(
    ("seems", "seemed", "feels", "felt", "remains", "remained", "sounds", "sounded", "appears", "appeared")
)


def _read_noun(r: SentenceReader, i: int, word: str, start: int) -> None:
    act = r.cues.nouns.get(word, SpeechAct.ASSERT)
    owner = phrases.whose(r.w, i, r.low, _OWNERS)
    if owner is not None:
        _add(r, owner, i, i, start, act, word)
        return
    light = next(
        (
            j
            for j in range(i - 1, max(r.low, i - _FAR) - 1, -1)
            if r.w.lower[j] in _LIGHT and r.w.tag[j] in ("", "VERB", "AUX")
        ),
        None,
    )
    if light is None or any(not r.w.lower[j][0].isalnum() and r.w.lower[j] != "-" for j in range(light, i)):
        return
    k = light
    while k - 1 >= max(r.low, light - _MOST_HELPERS) and (
        r.w.lower[k - 1] in r.cues.adverbs or r.w.lower[k - 1].endswith("ly")
    ):
        k -= 1
    subject = clauses.subject(r.w, light, r.low) if clauses.is_parsed(r.w, light) else None
    if subject is None or subject[1] >= light:
        subject = r.before(k)
    if subject is not None and r.is_subject(subject):
        _add(r, subject, light, i, start, act, word)


def _add(
    r: SentenceReader, source: phrases.Phrase, first: int, last: int, start: int, act: SpeechAct, word: str
) -> None:
    end = r.content_end(start, is_phrase=True, cue=last)
    if end > r.w.start[start]:
        r.found.append(
            Reported(
                (r.w.start[source[0]], r.w.end[source[1]]),
                (r.w.start[first], r.w.end[last]),
                (r.w.start[start], end),
                act,
                word,
            )
        )
