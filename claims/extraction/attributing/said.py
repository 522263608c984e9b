"""Verbs of saying: subject–cue–content, and its inversions around quotes and after commas."""

from claims.extraction import lexicon
from claims.extraction.attributing.chances import attributes
from claims.extraction.attributing.indirect import (
    read_according,
    read_agentless,
    read_as_by,
    read_carrier,
    read_hedge,
    read_noun,
    read_participle,
    read_passive,
)
from claims.extraction.attributing.nominal import read_nominal
from claims.extraction.attributing.reported import CLAUSES, Reported, SentenceReader, Span, found_by
from claims.extraction.numerals.numbers import number_value
from claims.extraction.syntax import clauses, phrases
from claims.extraction.syntax.complements import Complement
from claims.vocabulary import SpeechAct

_AUX = lexicon.words("auxiliaries")
_BE = lexicon.words("be")
_NOT_A_VERB_AFTER = lexicon.words("noun_markers")
#: Auxiliaries and adverbs before a verb.
_MOST_HELPERS = 10
#: Verbs that need "that" before what is said, but not after it ("…, he added").
_MAY_FOLLOW = lexicon.words("may_follow_what_is_said")
#: Verbs that come before their speaker: "…, said officials".
_INVERTED = frozenset(
    ("say", "add", "note", "write", "explain", "warn", "report", "announce", "claim", "reply")
)
_NOUNS_TOO = lexicon.words("cues_that_are_nouns_too")
_PRONOUNS = frozenset(("he", "she", "they", "we", "i", "you", "who", "it"))
_BEGINS_OBJECT = lexicon.words("begins_an_object")
_LEADS_IN = lexicon.words("leads_in")
_AFTER_A_LAST_CUE = lexicon.words("after_a_last_cue")
#: Verbs whose "by" is no agent's unless a form of "be" stands before: "he said by telephone".
_NO_PASSIVE = frozenset(("say", "add", "tell", "respond", "reply", "continue", "begin", "explain", "speak"))
_SUBORDINATE = lexicon.words("subordinate")
#: A figure stands within so many words after the verb that reports it.
_NEAR_FIGURE = 6
#: A lead-in of fewer words ("By mid-January") is no sentence.
_SHORT_LEAD = 8


@found_by("attribution.verb")
def read_verb(r: SentenceReader, i: int) -> None:
    lemma, form = r.cues.verbs[r.w.lower[i]]
    if r.w.tag[i] in ("NOUN", "PROPN", "ADJ") and form != "past":
        return
    if r.w.is_capital(i) and i > r.low:
        return  # "United States"
    act = r.cues.act_of[lemma]
    k = i
    while k - 1 >= max(r.low, i - _MOST_HELPERS) and _is_before_verb(r, k - 1):
        k -= 1
    helpers = [r.w.lower[j] for j in range(k, i)]
    following = r.w.lower[i + 1] if i + 1 < r.high else ""
    if form == "ing" and not any(h in _BE for h in helpers):
        read_participle(r, i, lemma, act)
        return
    if form == "past" and following == "by" and (helpers or lemma not in _NO_PASSIVE):
        read_passive(r, i, k, lemma, act, helpers)
        return
    if form == "past" and any(h in _BE for h in helpers):
        read_agentless(r, i, k, act, helpers)
        return
    if _after_quote(r, i, k, lemma, act):
        return
    if (
        form == "past"
        and following == "to"
        and not helpers
        and r.w.lower[i] in r.cues.agentless
        and k - 1 >= r.low
        and r.w.lower[k - 1] not in (",", '"')
        and lemma not in r.cues.to_phrase
    ):
        _told_to(r, i, lemma)
        return
    if form in ("s", "base") and not _is_present(r, i, k, form, helpers, following):
        return
    if k == i and _inverted_after_comma(r, i, lemma, act):
        return
    subject = _subject(r, i, k)
    if subject is None or not r.is_subject(subject):
        return
    if _after_comma(r, i, subject, lemma, act):
        return
    said = r.complement(i, lemma)
    if (
        said is not None
        and i in r.quoted
        and said.kind not in CLAUSES
        and not _holds_a_figure(r, lemma, said)
    ):
        return  # inside a quotation only what somebody says counts, not what he wants or knows
    if said is None or not (attributes(lemma, said.kind) or _holds_a_figure(r, lemma, said)):
        if subject[0] > r.low and r.w.lower[subject[0] - 1] == "as":
            _as_clause(r, i, subject, lemma, act)
        return
    cue_first = next((j for j in range(k, i) if r.w.lower[j].endswith("ly")), i)
    end = r.complement_end(i, said, form)
    if _is_subordinate(r, subject):
        end = min(end, r.to_comma(said.start) or end)
    r.add(subject, cue_first, i, (r.w.start[said.start], end), act, lemma)


@found_by("attribution.agentless")
def _told_to(r: SentenceReader, i: int, lemma: str) -> None:
    """ "a man believed to be …": nobody says by whom."""
    r.add(None, i, i, (r.w.start[i + 1], r.content_end(i + 1)), r.cues.agentless[r.w.lower[i]], lemma)


def _subject(r: SentenceReader, i: int, k: int) -> phrases.Phrase | None:
    """Return who says it, before word k; "an architect who said" has the noun before "who"."""
    if clauses.is_parsed(r.w, i) and i not in r.quoted:
        held = clauses.subject(r.w, i, r.low)
        if held is not None and held[1] < i and r.w.lower[held[0]] not in ("who", "which"):
            return held
    relative = _relative(r, k)
    if relative is not None and relative > r.low:
        last = relative - 2 if r.w.lower[relative - 1] == "," else relative - 1
        first = last
        while first > r.low and r.w.is_capital(first - 1) and r.w.is_capital(first):
            first -= 1
        if first >= r.low and r.w.is_capital(first):
            return first, relative  # a name alone: what stands before it need not belong to it
        held = r.before(last + 1)
        return (held[0], relative) if held else None
    if k - 1 > r.low and r.w.lower[k - 1] in ("and", "but") and k - 1 not in r.quoted:
        return _same_subject(r, k - 1)
    found = r.before(k)
    if (
        found is not None
        and found[0] == found[1]
        and r.w.lower[found[0]] in ("i", "we", "you")
        and found[0] in r.quoted
    ):
        return None  # what a speaker says of himself is in the quotation already
    return found


def _holds_a_figure(r: SentenceReader, lemma: str, said: Complement) -> bool:
    """ "recorded 173 deaths", "demanded a rise of 5 percent": with a figure as object it reports."""
    if not said.kind.startswith("object") or lemma not in r.cues.takes_phrase:
        return False
    for j in range(said.start, min(r.high, said.start + _NEAR_FIGURE)):
        word = r.w.lower[j]
        if word[0].isdigit() or number_value(word) is not None:
            return True
        if word in (",", ";", "that", "who", "and") or j in r.quoted:
            return False
    return False


@found_by("attribution.as_clause")
def _as_clause(r: SentenceReader, i: int, subject: phrases.Phrase, lemma: str, act: SpeechAct) -> None:
    """ "As Reed has said, the bridge …"; "the bridge, as Reed put it, …": the rest of the sentence is what he says."""
    first, last = subject[0] - 1, i
    if (
        last + 1 < r.high and r.w.lower[last + 1] in ("it", "in", "on", "at", "earlier")
    ) or last + 1 in r.day_ends:
        last = next((j for j in range(last + 1, min(r.high, last + 6)) if r.w.lower[j] == ","), r.high) - 1
    ends = last + 1 >= r.high or r.w.lower[last + 1] in (",", ".", ":", "—")
    if not ends or not attributes(lemma, "clause"):
        return
    after = last + 2
    leads = first - r.low <= 2
    if leads and after < r.high:
        r.add(subject, i, i, (r.w.start[after], r.content_end(after)), act, lemma)
    elif not leads and r.w.lower[first - 1] == ",":
        r.add(subject, i, i, (r.begin, r.w.end[first - 2]), act, lemma)


def _is_subordinate(r: SentenceReader, subject: phrases.Phrase) -> bool:
    """ "Reed, who wants a bridge, left"; "When Reed promised a bridge, …": the clause ends at its comma."""
    first, last = subject
    return r.w.lower[last] in ("who", "which", "that") or (
        first - 1 >= r.low and r.w.lower[first - 1] in _SUBORDINATE and first - 1 not in r.quoted
    )


def _relative(r: SentenceReader, k: int) -> int | None:
    """Return the number of the "who" that is the subject of the verb at word k: "Kyiv, which in May spoke of"."""
    for j in range(k - 1, max(r.low, k - 6), -1):
        if r.w.lower[j] in ("who", "which"):
            first = j + 1
            if first < k and r.w.lower[first] in ("in", "on"):
                first += 1
            return j if first == k or r.day_ends.get(first) == k else None
    return None


def _same_subject(r: SentenceReader, i: int) -> phrases.Phrase | None:
    """ "He denied it and called …": who spoke last in the sentence speaks again after the "and" at word i."""
    earlier = [f for f in r.found if f.source is not None and f.cue[0] < r.w.start[i] and not f.carrier]
    source = earlier[-1].source if earlier else None
    return (r.w.before(source[0]), r.w.at(source[1] - 1)) if source else None


@found_by("attribution.verb_inverted")
def _inverted_after_comma(r: SentenceReader, i: int, lemma: str, act: SpeechAct) -> bool:
    """… had died, said officials."""
    if i - 3 < r.low or r.w.lower[i - 1] != "," or i - 1 in r.quoted or lemma not in _INVERTED:
        return False
    subject = r.after(i + 1)
    if subject is None or not r.is_subject(subject) or r.w.lower[i + 1] == "that":
        return False
    following = r.w.lower[subject[1] + 1] if subject[1] + 1 < r.high else "."
    if (
        following not in (".", ",", ";", "—", "–", "in", "on", "at", "who", "after", "as")
        and subject[1] + 1 not in r.day_ends
    ):
        return False
    r.add(subject, i, i, (r.begin, r.w.end[i - 2]), act, lemma)
    return True


def _is_before_verb(r: SentenceReader, j: int) -> bool:
    word = r.w.lower[j]
    if word in r.cues.adverbs or (word.endswith("ly") and not r.w.is_capital(j)):
        return word != "'s" or r.w.lower[j - 1] in ("he", "she", "it") if j > r.low else False
    if word == "time" and j - 3 >= r.low and r.w.lower[j - 3 : j] == ["for", "the", "first"]:
        return True
    if word == "first" and r.w.lower[j + 1] == "time":
        return True
    return (
        word in ("the", "for") and "time" in r.w.lower[j + 1 : j + 4] and "first" in r.w.lower[j + 1 : j + 4]
    )


def _is_present(r: SentenceReader, i: int, k: int, form: str, helpers: list[str], following: str) -> bool:
    """Whether "claims", "report", "say" is a verb here, not a noun."""
    if r.w.tag[i] in ("VERB", "AUX"):
        return True
    if k - 1 < r.low:
        return False
    before = r.w.lower[k - 1]
    if r.w.lower[i] in _NOUNS_TOO and not (
        before in _PRONOUNS
        or following[:1].isdigit()
        or before in lexicon.nouns("unnamed")
        or (r.w.is_capital(k - 1) and following in _BEGINS_OBJECT)
        or following in ("that", '"')
    ):
        return False
    if before in _NOT_A_VERB_AFTER or (before == "'s" and k == i):
        return False
    if form == "base":
        plural = before in ("they", "we", "i", "you", "who", "people", "police", "media") or (
            (before.endswith("s") and before[0].isalpha()) or "and" in r.w.lower[max(r.low, k - 6) : k]
        )
        return plural or any(
            h in ("will", "would", "could", "may", "might", "can", "did", "does", "do", "not", "n't")
            for h in helpers
        )
    return following not in ("of", "by", "from", "for", "and", ",", ".", "about", "against", "on", "in")


@found_by("attribution.quote")
def _after_quote(r: SentenceReader, i: int, k: int, lemma: str, act: SpeechAct) -> bool:
    """“…,” said Smith; “…,” Smith said; “…”, he said, “…”."""
    at = k - 1
    if at >= r.low and r.w.lower[at] == "," and at - 1 >= r.low and at - 1 in r.quoted:
        at -= 1
    ends_speech = at >= r.low and (at < k - 1 or r.w.lower[at - 1] in (",", "?", "!", "…", "—", "."))
    inverted = ends_speech and at in r.quoted and i not in r.quoted
    subject = r.after(i + 1) if inverted else r.before(k)
    if subject is None:
        return False
    if not inverted:
        at = subject[0] - 1
        if at >= r.low and r.w.lower[at] == "," and at - 1 >= r.low and at - 1 in r.quoted:
            at -= 1
        if at < r.low - 1 or at < 0 or at not in r.quoted or i in r.quoted or not r.is_subject(subject):
            return False
        if at < r.low and r.w.lower[at - 1] != ",":
            return False  # the quotation ended with its sentence, and this one begins anew
    held = _quote_ending_at(r, r.w.end[at])
    if held is None or (held[1] - held[0] < 12 and not inverted):
        return False
    begin = held[0] if held[0] < r.begin or _leads_sentence(r, held[0]) else r.begin
    end = held[1]
    last = max(i, subject[1])
    following = last + 1
    while following < r.high and r.w.lower[following] in (",", ":", ".", "that"):
        following += 1
    if following not in r.quoted:  # "…," he said after the talks, "…"
        following = next((j for j in range(following, min(r.high, following + 16)) if j in r.quoted), r.high)
        following = following if following < r.high and r.w.lower[following - 1] == "," else r.high
    if following < r.high:
        again = next((q for q in r.quotes if q[0] == r.w.start[following]), None)
        end = again[1] if again else end
    r.add(subject, i, i, (begin, end), act, lemma)
    return True


def _leads_sentence(r: SentenceReader, at: int) -> bool:
    return at - r.begin < 3


def _quote_ending_at(r: SentenceReader, end: int) -> Span | None:
    return r.quote_ends.get(end) or r.quote_ends.get(end + 1)


@found_by("attribution.after_comma")
def _last_hearer(r: SentenceReader, i: int, lemma: str) -> int:
    """Return the last word of the cue with its hearer: "…, she told reporters"; word i if nobody is told."""
    if lemma not in r.cues.hearers or i + 1 in r.quoted:
        return i
    hearer = r.after(i + 1)
    return hearer[1] if hearer is not None else i


def _after_comma(r: SentenceReader, i: int, subject: phrases.Phrase, lemma: str, act: SpeechAct) -> bool:
    """… had died, officials said; By May, they said, 40 had died."""
    comma = subject[0] - 1
    if (
        comma - r.low < 2
        or r.w.lower[comma] != ","
        or (lemma in r.cues.needs_that and lemma not in _MAY_FOLLOW)
    ):
        return False
    last = _last_hearer(r, i, lemma)
    following = r.w.lower[last + 1] if last + 1 < r.high else "."
    day = r.day_ends.get(last + 1)
    ends = day is not None and (day >= r.high or r.w.lower[day] in (".", ",", ";", "—"))
    if following not in _AFTER_A_LAST_CUE and not ends:
        return False
    leads_in = r.w.lower[r.low] in _LEADS_IN
    if leads_in and (following != "," or i + 2 in r.quoted):
        return False  # "In a statement, Smith condemned …": what he says follows
    end = r.w.end[comma - 1]
    after = r.w.lower[last + 2] if following == "," and last + 2 < r.high else ""
    goes_on = leads_in or comma - r.low < _SHORT_LEAD or after in _AUX
    if after and goes_on and after not in ("adding", "citing", "but", "and"):
        end = r.stop  # what leads in is no sentence of its own: the source says what follows too
    elif comma - r.low < 3:
        return False
    r.add(subject, i, i, (r.begin, end), act, lemma)
    return True


def read_sentence(r: SentenceReader) -> list[Reported]:
    """Return what the sentence reports, in order of the cues."""
    for i in r.span:
        word = r.w.lower[i]
        known = len(r.found)
        if word in r.cues.verbs:
            read_verb(r, i)
        if word in r.cues.nouns and len(r.found) == known:
            read_noun(r, i, word)
        if len(r.found) == known and word.isalpha():
            read_nominal(r, i)
        following = r.w.lower[i + 1 : i + 3]
        if word == "according" and following[:1] == ["to"]:
            read_according(r, i)
        elif word in r.cues.hedges:
            read_hedge(r, i, word)
        elif word == "as" and following[1:] == ["by"] and following[0] in r.cues.verbs and i + 2 < r.high:
            read_as_by(r, i)
        if word in r.cues.carriers:
            read_carrier(r, i)
    return r.found
