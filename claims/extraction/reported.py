"""
The patterns that tie a source to what it says, within one sentence and without a parse.

Subject–cue–content, its inversions around quotes, "according to", passives with "by", agentless
phrases, nouns ("Pyongyang's admission of"), participles ("…, stating that") and carriers ("a speech
broadcast by state media"). Which words are cues: data/cues.json.
"""

from dataclasses import dataclass

from claims.extraction import lexicon, phrases
from claims.extraction.sentences import Sentence
from claims.extraction.words import Words
from claims.vocabulary import SpeechAct

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Reported:
    """One source–cue–content, in characters. source None: nobody is named. carrier: passes words on."""

    source: Span | None
    cue: Span
    content: Span
    act: SpeechAct
    lemma: str
    hedge: str | None = None
    carrier: bool = False


_AUX = lexicon.words("auxiliaries")
_BE = lexicon.words("be")
_NO_SUBJECT = lexicon.words("no_subject")
_NOT_A_VERB_AFTER = lexicon.words("noun_markers")
_DROP_AFTER_CUE = lexicon.words("dropped_after_cue")
_VENUE_PREPOSITIONS = frozenset(("in", "during", "at", "on", "through", "via"))


#: What one source says in one sentence is no longer than this many words; a longer one is a list.
_LONGEST_CONTENT = 250
#: Auxiliaries and adverbs before a verb.
_MOST_HELPERS = 10


class SentenceReader:
    """Reads one sentence. quoted: for each word, whether it stands inside a quotation."""

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

    def read(self) -> list[Reported]:
        """Return what the sentence reports, in order of the cues."""
        for i in self.span:
            word = self.w.lower[i]
            known = len(self.found)
            if word in self.cues.verbs:
                self._verb(i)
            if word in self.cues.nouns and len(self.found) == known:
                self._noun(i, word)
            if word == "according" and i + 1 < self.high and self.w.lower[i + 1] == "to":
                self._according(i)
            elif word in self.cues.hedges:
                self._hedge(i, word)
            elif (
                word == "as"
                and i + 2 < self.high
                and self.w.lower[i + 2] == "by"
                and self.w.lower[i + 1] in self.cues.verbs
            ):
                self._as_by(i)
            if word in self.cues.carriers:
                self._carrier(i)
        return self.found

    # ------------------------------------------------------------------ verbs

    def _verb(self, i: int) -> None:
        lemma, form = self.cues.verbs[self.w.lower[i]]
        if self.w.tag[i] in ("NOUN", "PROPN", "ADJ") and form != "past":
            return
        act = self.cues.act_of[lemma]
        k = i
        while k - 1 >= max(self.low, i - _MOST_HELPERS) and self._is_before_verb(k - 1):
            k -= 1
        helpers = [self.w.lower[j] for j in range(k, i)]
        following = self.w.lower[i + 1] if i + 1 < self.high else ""
        if form == "ing":
            self._participle(i, lemma, act)
            return
        if form == "past" and following == "by":
            self._passive(i, k, lemma, act, helpers)
            return
        if form == "past" and any(h in _BE for h in helpers):
            self._agentless(i, k, act, helpers)
            return
        if self._after_quote(i, k, lemma, act):
            return
        if (
            form == "past"
            and following == "to"
            and not helpers
            and self.w.lower[i] in self.cues.agentless
            and k - 1 >= self.low
            and self.w.lower[k - 1] not in (",", '"')
            and lemma not in self.cues.to_phrase
        ):
            self._add(
                None,
                i,
                i,
                (self.w.start[i + 1], self._content_end(i + 1)),
                self.cues.agentless[self.w.lower[i]],
                lemma,
            )
            return
        if form in ("s", "base") and not self._is_present(i, k, form, helpers, following):
            return
        subject = phrases.before(self.w, k, self.low)
        if subject is None or not self._is_subject(subject):
            return
        if self._after_comma(i, subject, lemma, act):
            return
        start = self._content_start(i, lemma)
        if start is None:
            return
        end = self._content_end(start)
        if end > self.w.start[start]:
            cue_first = next((j for j in range(k, i) if self.w.lower[j].endswith("ly")), i)
            self._add(subject, cue_first, i, (self.w.start[start], end), act, lemma)

    def _is_before_verb(self, j: int) -> bool:
        word = self.w.lower[j]
        if word in self.cues.adverbs or (word.endswith("ly") and not self.w.is_capital(j)):
            return word != "'s" or self.w.lower[j - 1] in ("he", "she", "it") if j > self.low else False
        if word == "time" and j - 3 >= self.low and self.w.lower[j - 3 : j] == ["for", "the", "first"]:
            return True
        if word == "first" and self.w.lower[j + 1] == "time":
            return True
        return (
            word in ("the", "for")
            and "time" in self.w.lower[j + 1 : j + 4]
            and "first" in self.w.lower[j + 1 : j + 4]
        )

    def _is_present(self, i: int, k: int, form: str, helpers: list[str], following: str) -> bool:
        """Whether "claims", "report", "say" is a verb here, not a noun."""
        if self.w.tag[i] in ("VERB", "AUX"):
            return True
        if k - 1 < self.low:
            return False
        before = self.w.lower[k - 1]
        if before in _NOT_A_VERB_AFTER or (before == "'s" and k == i):
            return False
        if form == "base":
            plural = before in ("they", "we", "i", "you", "who", "people", "police", "media") or (
                before.endswith("s") and before[0].isalpha()
            )
            return plural or any(
                h in ("will", "would", "could", "may", "might", "can", "did", "does", "do", "not", "n't")
                for h in helpers
            )
        return following not in ("of", "by", "from", "for", "and", ",", ".", "about", "against", "on", "in")

    def _is_subject(self, subject: phrases.Phrase) -> bool:
        first, last = subject
        if first == last and (
            self.w.lower[first] in _NO_SUBJECT
            or self.w.lower[first] in self.cues.adverbs
            or self.w.lower[first].endswith("ly")
        ):
            return False
        if self.w.lower[last] in ("to", "of", "the", "and", "a", "in", "for", "by", "with", "not"):
            return False
        return first not in self.quoted or last in self.quoted

    def _after_quote(self, i: int, k: int, lemma: str, act: SpeechAct) -> bool:
        """“…,” said Smith; “…,” Smith said; “…”, he said, “…”."""
        at = k - 1
        if at >= self.low and self.w.lower[at] == "," and at - 1 >= self.low and at - 1 in self.quoted:
            at -= 1
        ends_speech = at >= self.low and (
            at < k - 1 or self.w.lower[at - 1] in (",", "?", "!", "…", "—", ".")
        )
        inverted = ends_speech and at in self.quoted and i not in self.quoted
        subject = phrases.after(self.w, i + 1, self.high) if inverted else phrases.before(self.w, k, self.low)
        if subject is None:
            return False
        if not inverted:
            at = subject[0] - 1
            if at >= self.low and self.w.lower[at] == "," and at - 1 >= self.low and at - 1 in self.quoted:
                at -= 1
            if (
                at < self.low - 1
                or at < 0
                or at not in self.quoted
                or i in self.quoted
                or not self._is_subject(subject)
            ):
                return False
        held = self._quote_ending_at(self.w.end[at])
        if held is None or (held[1] - held[0] < 12 and not inverted):
            return False
        begin = held[0] if held[0] < self.begin or self._leads_sentence(held[0]) else self.begin
        end = held[1]
        last = max(i, subject[1])
        following = last + 1
        while following < self.high and self.w.lower[following] in (",", ":", ".", "that"):
            following += 1
        if following < self.high and following in self.quoted:
            again = next((q for q in self.quotes if q[0] == self.w.start[following]), None)
            end = again[1] if again else end
        self._add(subject, i, i, (begin, end), act, lemma)
        return True

    def _leads_sentence(self, at: int) -> bool:
        return at - self.begin < 3

    def _quote_ending_at(self, end: int) -> Span | None:
        return self.quote_ends.get(end) or self.quote_ends.get(end + 1)

    def _after_comma(self, i: int, subject: phrases.Phrase, lemma: str, act: SpeechAct) -> bool:
        """… had died, officials said."""
        comma = subject[0] - 1
        if (
            comma <= self.low
            or self.w.lower[comma] != ","
            or (
                lemma in self.cues.needs_that
                and lemma not in ("add", "believe", "think", "note", "warn", "suggest", "indicate", "learn")
            )
        ):
            return False
        rest = self.w.lower[i + 1 : min(self.high, i + 2)]
        if rest and rest[0] not in (
            ".",
            ",",
            "on",
            "in",
            "at",
            "yesterday",
            "today",
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "late",
            "early",
            "during",
            "after",
            '"',
            ";",
            "—",
            "–",
            "as",
            "when",
            "while",
            "last",
            "this",
            "to",
            "of",
            "by",
            "citing",
            "adding",
        ):
            return False
        if comma - self.low < 3:
            return False
        begin = self.begin
        self._add(subject, i, i, (begin, self.w.end[comma - 1]), act, lemma)
        return True

    def _content_start(self, i: int, lemma: str) -> int | None:
        """Return the first word of what is said after the cue i, or None if this verb says nothing here."""
        k = i + 1
        while k < self.high and (
            self.w.lower[k] in _DROP_AFTER_CUE
            or k in self.day_ends
            or (self.w.lower[k] == "on" and k + 1 in self.day_ends)
        ):
            k = self.day_ends.get(k, k + 1)
        if k >= self.high:
            return None
        if lemma == "put":
            return k if "at" in self.w.lower[k + 1 : min(self.high, k + 6)] else None
        if lemma in ("tell", "inform", "remind", "advise", "brief"):
            return self._after_hearer(k)
        that = next(
            (
                j
                for j in range(k, min(self.high, k + 9))
                if self.w.lower[j] == "that" or (self.w.lower[j] in (",", ".", ";") and j > k)
            ),
            None,
        )
        if (
            that is not None
            and self.w.lower[that] == "that"
            and (
                that == k
                or self.w.lower[k]
                in ("in", "on", "at", "to", "during", "after", "by", "last", "earlier", "late")
            )
        ):
            return that + 1 if that + 1 < self.high else None
        word = self.w.lower[k]
        if word == "," and k + 1 < self.high and (k + 1 in self.quoted or self.w.lower[k + 1] == "that"):
            return k + 1
        if word == ":" and k + 1 < self.high:
            return k + 1
        if k in self.quoted:
            return k
        if lemma in self.cues.as_phrase and "as" in self.w.lower[k : min(self.high, k + 12)]:
            return k
        if word in ("if", "whether", "how", "why", "what") and lemma not in ("put",):
            return k
        if word == "to":
            return k if lemma in self.cues.to_phrase else None
        if word in (
            ".",
            ",",
            ";",
            "?",
            "—",
            "–",
            "and",
            "but",
            "or",
            "of",
            "in",
            "on",
            "at",
            "with",
            "about",
            "for",
            "by",
            "as",
            "against",
        ):
            if word in ("in", "on", "at", "during") and lemma not in self.cues.needs_that:
                return k if lemma == "say" else None
            return k if word in ("of", "about") and lemma in ("warn", "complain") else None
        if lemma in self.cues.needs_that and lemma not in self.cues.takes_phrase:
            return None
        return k

    def _after_hearer(self, k: int) -> int | None:
        """Skip whom it is told: "told reporters that", "told the BBC:"."""
        for j in range(k, min(self.high, k + 9)):
            word = self.w.lower[j]
            if word == "that":
                return j + 1 if j + 1 < self.high else None
            if j in self.quoted:
                return j
            if word in (".", ";"):
                return None
            if word in (",", ":") and j + 1 < self.high:
                return j + 1 if j + 1 in self.quoted or word == ":" else None
            if j > k and word in (
                "he",
                "she",
                "they",
                "it",
                "there",
                "how",
                "what",
                "if",
                "whether",
                "to",
                "the",
            ):
                return j
        return None

    def _content_end(self, start: int) -> int:
        """Return where what is said ends: the sentence's end, or a mark after which the article speaks again."""
        w, k = self.w, start
        limit = min(self.high, start + _LONGEST_CONTENT)
        while k < limit:
            word = w.lower[k]
            if word in (";",) and k not in self.quoted:
                break
            if (
                word in ("'", '"')
                and k > start + 1
                and w.lower[k - 1] == ","
                and k in self.quoted
                and k + 1 < self.high
                and k + 1 not in self.quoted
                and self._article_again(k + 1)
            ):
                k += 1
                break
            if (
                word == "and"
                and k + 1 < self.high
                and w.lower[k + 1].endswith("ing")
                and w.lower[start - 1].endswith("ing")
            ):
                break
            if (
                word == ","
                and k > start
                and k + 1 < self.high
                and k + 1 not in self.quoted
                and self._article_again(k + 1)
            ):
                break
            k += 1
        end = self.stop if k >= self.high else w.end[k - 1]
        return max(end, w.start[start])

    def _article_again(self, k: int) -> bool:
        w = self.w
        word = w.lower[k]
        following = w.lower[k + 1] if k + 1 < self.high else ""
        if word == "but":
            return not any(
                w.lower[j] == "not" and w.lower[j + 1] in ("merely", "only", "just", "simply")
                for j in range(max(self.low, k - 30), k - 1)
            )
        if word in ("according", "citing", "adding", "saying", "while", "though", "although"):
            return True
        if (word.endswith("ing") and len(word) > 5) or (word.endswith("ly") and following.endswith("ing")):
            return True
        if word in ("a", "an"):
            return any(
                x in ("that", "which", "who", "for") for x in w.lower[k + 2 : min(self.high, k + 8)]
            ) or any(x in self.cues.nouns for x in w.lower[k + 1 : min(self.high, k + 6)])
        return False

    def _participle(self, i: int, lemma: str, act: SpeechAct) -> None:
        """…, stating that …: said by whoever spoke or acted first in the sentence."""
        if i - 1 < self.low or (
            self.w.lower[i - 1] not in (",", "and") and not self.w.lower[i - 1].endswith("ly")
        ):
            return
        start = self._content_start(i, lemma)
        if start is None:
            return
        if (
            self.w.lower[start] in ("the", "a")
            and self.w.lower[start - 1] != "that"
            and lemma not in self.cues.takes_phrase
        ):
            return
        earlier = [
            f for f in self.found if f.source is not None and f.cue[0] < self.w.start[i] and not f.carrier
        ]
        if earlier:
            source = earlier[-1].source
        elif self.w.lower[start - 1] == "that" or start in self.quoted:
            subject = self._sentence_subject()
            source = (self.w.start[subject[0]], self.w.end[subject[1]]) if subject else None
        else:
            return
        if source is None:
            return
        self.found.append(
            Reported(
                source,
                (self.w.start[i], self.w.end[i]),
                (self.w.start[start], self._content_end(start)),
                act,
                lemma,
            )
        )

    def _sentence_subject(self) -> phrases.Phrase | None:
        for k in range(self.low + 1, min(self.high, self.low + 12)):
            if self.w.lower[k] in _AUX or (
                self.w.lower[k].endswith("ed") and self.w.lower[k - 1][0].isalpha()
            ):
                return phrases.before(self.w, k, self.low)
        return None

    # -------------------------------------------------- passives and phrases

    def _passive(self, i: int, k: int, lemma: str, act: SpeechAct, helpers: list[str]) -> None:
        """… has been interpreted by analysts as …; a role long denied by the regime."""
        source = phrases.after(self.w, i + 2, self.high)
        if (
            source is None
            or (i > self.low and self.w.lower[i - 1] == "as")
            or (self.w.lower[i] in self.cues.carriers and not helpers)
        ):
            return
        follows = source[1] + 1
        if follows < self.high and self.w.lower[follows] in ("as", "that", "to") and follows + 1 < self.high:
            start = follows + 1 if self.w.lower[follows] == "that" else follows + 1
            content = (self.w.start[start], self._content_end(start))
        else:
            held = phrases.before(self.w, k, self.low)
            if held is None or not self._is_subject(held):
                return
            content = (self.w.start[held[0]], self.w.end[held[1]])
        self._add(source, i, i, content, act, lemma)

    def _agentless(self, i: int, k: int, act: SpeechAct, helpers: list[str]) -> None:
        """It was revealed that …; he is believed to have …."""
        word = self.w.lower[i]
        if word not in self.cues.agentless or i + 1 >= self.high:
            return
        following = self.w.lower[i + 1]
        if following == "that" and i + 2 < self.high and k - 1 >= self.low and self.w.lower[k - 1] == "it":
            self._add(
                None,
                k - 1,
                i,
                (self.w.start[i + 2], self._content_end(i + 2)),
                self.cues.agentless[word],
                word,
            )
        elif following == "to" and word in (
            "believed",
            "thought",
            "said",
            "reported",
            "understood",
            "known",
            "alleged",
            "feared",
            "estimated",
            "rumoured",
            "rumored",
        ):
            subject = phrases.before(self.w, k, self.low)
            start = subject[0] if subject and self._is_subject(subject) else i + 1
            self._add(
                None, i, i, (self.w.start[start], self._content_end(i + 1)), self.cues.agentless[word], word
            )

    def _as_by(self, i: int) -> None:
        source = phrases.after(self.w, i + 3, self.high)
        if source is None:
            return
        lemma = self.cues.verbs[self.w.lower[i + 1]][0]
        cut = next(
            (
                j
                for j in range(source[1] + 2, min(self.high - 1, source[1] + _LONGEST_CONTENT))
                if self.w.lower[j] == "and" and self.w.lower[j + 1] in _AUX
            ),
            None,
        )
        content = (self.begin, self.w.end[cut - 1] if cut else self.stop)
        self.found.append(
            Reported(
                (self.w.start[source[0]], self.w.end[source[1]]),
                (self.w.start[i], self.w.end[i + 2]),
                content,
                self.cues.act_of[lemma],
                lemma,
            )
        )

    def _according(self, i: int) -> None:
        source = phrases.after(self.w, i + 2, self.high)
        if source is None:
            return
        follows = source[1] + 1
        leads = i == self.low or i == self.low + 1 or self.w.lower[i - 1] in ("and", "but")
        if leads and follows < self.high and self.w.lower[follows] == "," and follows + 1 < self.high:
            content = (self.w.start[follows + 1], self._content_end(follows + 1))
        else:
            last = i - 1
            while last > self.low and self.w.lower[last] in (",", "—", "–"):
                last -= 1
            if last <= self.low:
                return
            content = (self.begin, self.w.end[last])
        act = (
            SpeechAct.REPORT
            if any(self.w.lower[k] in ("media", "news", "agency") for k in range(source[0], source[1] + 1))
            else SpeechAct.ASSERT
        )
        if any(
            self.w.lower[k] in ("estimates", "estimate", "assessments")
            for k in range(source[0], source[1] + 1)
        ):
            act = SpeechAct.ESTIMATE
        self._add(source, i, i + 1, content, act, "according to")

    def _hedge(self, i: int, word: str) -> None:
        if i + 1 < self.high:
            self.found.append(
                Reported(
                    None,
                    (self.w.start[i], self.w.end[i]),
                    (self.w.start[i + 1], self._content_end(i + 1)),
                    self.cues.hedges[word],
                    word,
                    hedge=self.w.shown[i].lower(),
                )
            )

    # ------------------------------------------------------- nouns, carriers

    def _noun(self, i: int, word: str) -> None:
        """Pyongyang's admission of …; confirmation by North Korea that …; reports of …."""
        if i + 1 >= self.high:
            return
        act, following = self.cues.nouns[word], self.w.lower[i + 1]
        if following == "by":
            source = phrases.after(self.w, i + 2, self.high)
            if source and source[1] + 2 < self.high and self.w.lower[source[1] + 1] in ("that", "of"):
                self._add(
                    source, i, i, (self.w.start[source[1] + 2], self._content_end(source[1] + 2)), act, word
                )
            return
        if following not in ("of", "that", "about", "to") or i + 2 >= self.high:
            return
        content = (self.w.start[i + 2], self._content_end(i + 2))
        owner = self._owner(i)
        if owner is not None:
            self._add(owner, i, i, content, act, word)
        elif (following == "that" and (word.endswith("s") or act is not SpeechAct.ASSERT)) or (
            following == "of" and word in ("reports", "allegations", "claims", "accusations")
        ):
            self._add(None, i, i, content, act, word)

    def _owner(self, i: int) -> phrases.Phrase | None:
        """Return who makes the statement: the possessive before the noun, at most two adjectives away."""
        for j in range(i - 1, max(self.low, i - 3) - 1, -1):
            word = self.w.lower[j]
            if word in ("his", "her", "their", "its"):
                return j, j
            if word in ("'s", "'") and j > self.low:
                return phrases.owner(self.w, j, self.low)
            if not word.isalpha():
                return None
        return None

    def _carrier(self, i: int) -> None:
        """In a speech broadcast by state media, Kim said …: state media carry it."""
        if (
            i + 2 >= self.high
            or self.w.lower[i + 1] not in ("by", "on", "in")
            or i - 1 < self.low
            or self.w.lower[i - 1] not in self.cues.venues
        ):
            return
        source = phrases.after(self.w, i + 2, self.high)
        if source is None or not any(
            self.w.lower[j] in _VENUE_PREPOSITIONS for j in range(max(self.low, i - 5), i)
        ):
            return
        follows = source[1] + 1
        if follows < self.high and self.w.lower[follows] == "," and follows + 1 < self.high:
            content = (self.w.start[follows + 1], self.stop)
        else:
            content = (self.begin, self.w.end[max(self.low, i - 3)])
        if content[1] > content[0]:
            span = (self.w.start[source[0]], self.w.end[source[1]])
            self.found.append(
                Reported(
                    span,
                    (self.w.start[i], self.w.end[i]),
                    content,
                    SpeechAct.REPORT,
                    "broadcast",
                    carrier=True,
                )
            )

    def _add(
        self, source: phrases.Phrase | None, first: int, last: int, content: Span, act: SpeechAct, lemma: str
    ) -> None:
        if content[1] <= content[0]:
            return
        span = (self.w.start[source[0]], self.w.end[source[1]]) if source else None
        self.found.append(Reported(span, (self.w.start[first], self.w.end[last]), content, act, lemma))
