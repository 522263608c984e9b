"""
The patterns that tie a source to what it says, within one sentence and without a parse.

Subject–cue–content, its inversions around quotes, "according to", passives with "by", agentless
phrases, nouns ("Pyongyang's admission of"), participles ("…, stating that") and carriers ("a speech
broadcast by state media"). Which words are cues: data/cues.json.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from claims.extraction import lexicon
from claims.extraction.attributing.chances import attributes
from claims.extraction.syntax import clauses, phrases
from claims.extraction.syntax.complements import Complement, complement
from claims.extraction.syntax.sentences import Sentence
from claims.extraction.syntax.words import Words
from claims.vocabulary import SpeechAct

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reported:
    """One source–cue–content, in characters. source None: nobody is named. carrier: passes words on. rule: found by."""

    source: Span | None
    cue: Span
    content: Span
    act: SpeechAct
    lemma: str
    hedge: str | None = None
    carrier: bool = False
    rule: str = ""


_NO_SUBJECT = lexicon.words("no_subject")
_BEFORE_A_DAY = frozenset(("on", "in", "late", "early", "earlier", "since", "until", "by"))
_AFTER_A_HEARER = lexicon.words("after_a_hearer")


#: Complements that are whole clauses.
CLAUSES = frozenset(("that", "clause", "question", "quote", "colon", "hearer"))
#: After a comma these words are the article's, not the speaker's, in more than half of PolNeAR's train articles.
_ARTICLE_AGAIN = frozenset(
    ("according", "citing", "adding", "saying", "while", "though", "although", "who", "compared")
)
#: Words that begin when and on which occasion somebody spoke, not what was said.
_WHEN = frozenset(("when", "while", "after", "before", "during", "because", "amid"))
#: Parts of speech with which the article begins anew after a comma.
_BEGINS_ANEW = frozenset(("CCONJ", "VERB", "DET", "SCONJ", "ADV", "PRON"))
#: After a noun phrase or an infinitive these too.
_AFTER_A_PHRASE = frozenset(("which", "even", "where", "despite", "he", "she", "they", "whose"))

#: What one source says in one sentence is no longer than this many words; a longer one is a list.
LONGEST_CONTENT = 250


class SentenceReader:
    """The shared view of one sentence. quoted: numbers of the words inside a quotation; quotes: outer ones near it."""

    def __init__(
        self,
        words: Words,
        sentence: Sentence,
        quoted: frozenset[int],
        quotes: list[Span],
        day_ends: dict[int, int],
    ) -> None:
        self.w = words
        self.span = words.within(sentence.start, sentence.end)
        self.low, self.high = self.span.start, self.span.stop
        self.quoted = quoted
        self.quotes = quotes
        self.quote_ends = {q[1]: q for q in quotes}
        self.day_ends = day_ends
        self.cues = lexicon.cues()
        self.stop = self._last_word_end()
        self.begin = sentence.start
        self.found: list[Reported] = []

    def _last_word_end(self) -> int:
        k = self.high - 1
        while k > self.low and self.w.lower[k] in (".", "!", "?", "…", "..."):
            k -= 1
        return self.w.end[k] if self.high > self.low else 0

    def before(self, i: int) -> phrases.Phrase | None:
        """Return the noun phrase that ends before word i, without a date that leads it in."""
        found = phrases.before(self.w, i, self.low)
        while found is not None and found[0] in self.day_ends:
            first = self.day_ends[found[0]]
            found = (first, found[1]) if first <= found[1] else None
        return found

    def after(self, i: int) -> phrases.Phrase | None:
        """Return the noun phrase that begins at word i, without a date that ends it."""
        found = phrases.after(self.w, i, self.high)
        if found is None:
            return None
        day = next((k for k in range(i, found[1] + 1) if k in self.day_ends), None)
        if day is None:
            return found
        last = day - 1
        while last >= i and self.w.lower[last] in _BEFORE_A_DAY:
            last -= 1
        return (i, last) if last >= i else None

    def is_subject(self, subject: phrases.Phrase) -> bool:
        first, last = subject
        if first == last and (
            (self.w.lower[first] in _NO_SUBJECT and self.w.lower[first] != "it")
            or self.w.lower[first] in self.cues.adverbs
            or self.w.lower[first].endswith("ly")
        ):
            return False
        if self.w.lower[last] in ("to", "of", "the", "and", "a", "in", "for", "by", "with", "not"):
            return False
        return first not in self.quoted or last in self.quoted

    def complement(self, i: int, lemma: str) -> Complement | None:
        """Return what the cue i attributes, or None if nothing follows it."""
        found = complement(self.w, i, self.high, self.quoted, self.day_ends)
        if (
            found is None
            or lemma not in self.cues.hearers
            or found.kind in ("that", "quote", "to", "question")
        ):
            return found
        start = self._after_hearer(found.start)
        return Complement("hearer", start) if start is not None else found

    def complement_end(self, i: int, said: Complement, form: str) -> int:
        """Return where a complement ends, in characters."""
        end = self.content_end(said.start, is_phrase=said.kind not in CLAUSES, form=form, cue=i)
        held = next((q for q in self.quotes if q[0] == self.w.start[said.start]), None)
        return max(end, held[1]) if held is not None else end  # a quotation of several sentences

    def to_comma(self, start: int) -> int | None:
        """Return where the clause ends that must end at its first comma outside a quotation, in characters, or None."""
        for k in range(start + 1, self.high):
            if self.w.lower[k] in (",", "—", ";") and k not in self.quoted:
                return self.w.end[k - 1]
        return None

    def _after_hearer(self, k: int) -> int | None:
        """Skip whom it is told: "told reporters that", "told the BBC:"."""
        for j in range(k, min(self.high, k + 14)):
            word = self.w.lower[j]
            if word == "that":
                return j + 1 if j + 1 < self.high else None
            if j in self.quoted:
                return j
            if word in (".", ";"):
                return None
            if word in (",", ":") and j + 1 < self.high:
                return j + 1 if j + 1 in self.quoted or word == ":" else None
            if j > k and word in _AFTER_A_HEARER:
                return j
        return None

    def content_end(
        self, start: int, *, is_phrase: bool = False, form: str = "", cue: int | None = None
    ) -> int:
        """
        Return where what is said ends: the sentence's end, or a mark after which the article speaks again.

        is_phrase: the content is no clause but a noun phrase or an infinitive. form: the cue's, so that a
        second cue in the same form after "and" ends the content ("He denied it and called …"). cue: the word
        whose clause ends a phrase, in the parse.
        """
        w, k = self.w, start
        limit = min(self.high, start + LONGEST_CONTENT)
        inside_quote = start in self.quoted and start - 1 in self.quoted
        while k < limit:
            if inside_quote and k not in self.quoted:
                break
            word = w.lower[k]
            if word == ";" and k not in self.quoted:
                break
            if (
                word in ("'", '"')
                and k > start + 1
                and w.lower[k - 1] == ","
                and k in self.quoted
                and k + 1 < self.high
                and k + 1 not in self.quoted
                and self._article_again(k + 1, is_phrase)
            ):
                k += 1
                break
            if (
                k > start
                and k not in self.quoted
                and word in ("and", "but")
                and self._another_cue(k + 1, form)
            ):
                break
            if (
                word == "and"
                and k + 1 < self.high
                and w.lower[k + 1].endswith("ing")
                and w.lower[start - 1].endswith("ing")
            ):
                break
            if (
                word in (",", "—", "–")
                and k > start
                and k + 1 < self.high
                and k + 1 not in self.quoted
                and (self._article_again(k + 1, is_phrase) or self._another_cue(k + 1, form))
            ):
                break
            if (
                cue is not None
                and is_phrase
                and k > start
                and (self._leaves(cue, start, k) or (k not in self.quoted and self._is_when(cue, k)))
            ):
                break
            k += 1
        end = self.stop if k >= self.high else w.end[k - 1]
        if k >= self.high and self.high - 1 in self.quoted:  # a quotation that goes on in the next sentence
            end = max(end, next((q[1] for q in self.quotes if q[0] < end <= q[1]), end))
        return max(end, w.start[start])

    def _is_when(self, cue: int, k: int) -> bool:
        """Whether the parse hangs a "when", "after" or "during" on the cue itself: "called it off after the vote"."""
        w = self.w
        return w.lower[k] in _WHEN and w.head[k] >= 0 and w.head[w.head[k]] == cue

    def _leaves(self, cue: int, start: int, k: int) -> bool:
        """Whether a phrase ends before word k, a comma or an "and": the parse hangs the rest on the cue or above."""
        w = self.w
        if k in self.quoted or k + 1 in self.quoted or k + 1 >= self.high:
            return False
        if w.lower[k] in ("and", "but"):
            above = w.head[k]
            return above >= 0 and (w.head[above] < start or w.head[above] == above)
        if w.lower[k] not in (",", "—", "–") or w.tag[k + 1] not in _BEGINS_ANEW:
            return False
        stop = next((j for j in range(k + 1, self.high) if w.lower[j] in (",", "—", ";")), self.high)
        return clauses.attaches_outside(w, cue, start, k + 1, stop) is True

    def _another_cue(self, k: int, form: str) -> bool:
        """Whether the subject of the cue goes on with another cue in the same form: "and (has also) promised"."""
        if not form:
            return False
        while k < self.high and (
            self.w.lower[k] in ("and", "but")
            or self.w.lower[k] in self.cues.adverbs
            or self.w.lower[k].endswith("ly")
        ):
            k += 1
        if k + 1 >= self.high or k in self.quoted:
            return False
        cue = self.cues.verbs.get(self.w.lower[k])
        if cue is None or cue[1] != form or self.w.lower[k - 1] in ("to", "not", "be"):
            return False
        said = complement(self.w, k, self.high, self.quoted, self.day_ends)
        return said is not None and attributes(cue[0], said.kind)

    def _article_again(self, k: int, is_phrase: bool) -> bool:
        w = self.w
        word = w.lower[k]
        following = w.lower[k + 1] if k + 1 < self.high else ""
        if word == "but" and is_phrase:
            return not any(
                w.lower[j] == "not" and w.lower[j + 1] in ("merely", "only", "just", "simply")
                for j in range(max(self.low, k - 30), k - 1)
            )
        if word in _ARTICLE_AGAIN or (is_phrase and word in _AFTER_A_PHRASE):
            return True
        if (word.endswith("ing") and len(word) > 5) or (word.endswith("ly") and following.endswith("ing")):
            return w.tag[k] not in ("ADJ", "NOUN") and word != "including"
        if word in ("a", "an"):
            return any(
                x in ("that", "which", "who", "for") for x in w.lower[k + 2 : min(self.high, k + 8)]
            ) or any(x in self.cues.nouns for x in w.lower[k + 1 : min(self.high, k + 6)])
        return False

    def add(
        self, source: phrases.Phrase | None, first: int, last: int, content: Span, act: SpeechAct, lemma: str
    ) -> None:
        if content[1] <= content[0]:
            return
        span = (self.w.start[source[0]], self.w.end[source[1]]) if source else None
        self.found.append(Reported(span, (self.w.start[first], self.w.end[last]), content, act, lemma))


P = ParamSpec("P")
T = TypeVar("T")
Reader = Callable[Concatenate[SentenceReader, P], T]


def found_by(rule: str) -> Callable[[Reader[P, T]], Reader[P, T]]:
    """Name the rule of everything that a reader adds, unless a reader that it calls has named its own."""

    def naming(read: Reader[P, T]) -> Reader[P, T]:
        @wraps(read)
        def named(r: SentenceReader, /, *args: P.args, **kwargs: P.kwargs) -> T:
            known = len(r.found)
            result = read(r, *args, **kwargs)
            r.found[known:] = [one if one.rule else replace(one, rule=rule) for one in r.found[known:]]
            return result

        return named

    return naming
