"""Reports without a plain subject and verb: participles, passives, "according to", hedges, nouns, carriers."""

from claims.extraction import lexicon
from claims.extraction.attributing.chances import attributes
from claims.extraction.attributing.reported import LONGEST_CONTENT, Reported, SentenceReader, Span, found_by
from claims.extraction.syntax import clauses, phrases
from claims.vocabulary import SpeechAct

_AUX = lexicon.words("auxiliaries")
#: Words before a participle that has the sentence's subject: "…, stating", "by calling", "after saying".
_BEFORE_PARTICIPLE = frozenset((",", "and", "by", "while", "after", "before", "—", "–", "without"))
_VENUE_PREPOSITIONS = frozenset(("in", "during", "at", "on", "through", "via"))


@found_by("attribution.participle")
def read_participle(r: SentenceReader, i: int, lemma: str, act: SpeechAct) -> None:
    """…, stating that …: said by whoever spoke or acted first in the sentence."""
    said = r.complement(i, lemma)
    if said is None or not attributes(lemma, said.kind, "ing"):
        return
    source = _participle_source(r, i)
    if source is None:
        return
    end = r.complement_end(i, said, "ing")
    r.found.append(Reported(source, (r.w.start[i], r.w.end[i]), (r.w.start[said.start], end), act, lemma))


def _participle_source(r: SentenceReader, i: int) -> Span | None:
    """Return the source, in characters: by the parse, else whoever spoke or acted first."""
    if clauses.is_parsed(r.w, i):
        held = clauses.subject(r.w, i, r.low)
        if held is not None and r.is_subject(held):
            return r.w.start[held[0]], r.w.end[held[1]]
    k = i - 1 if i - 1 > r.low and r.w.lower[i - 1].endswith("ly") else i
    if k == r.low or r.w.lower[k - 1] not in _BEFORE_PARTICIPLE:
        return None
    earlier = [f for f in r.found if f.source is not None and f.cue[0] < r.w.start[i] and not f.carrier]
    if earlier:
        return earlier[-1].source
    subject = _sentence_subject(r)
    return (r.w.start[subject[0]], r.w.end[subject[1]]) if subject else None


def _sentence_subject(r: SentenceReader) -> phrases.Phrase | None:
    """Return the noun phrase before the sentence's first verb: an auxiliary, or a form in -ed after a noun."""
    for k in range(r.low + 1, min(r.high, r.low + 16)):
        if (
            r.w.lower[k] in _AUX
            or r.w.tag[k] == "VERB"
            or (r.w.lower[k].endswith("ed") and r.w.lower[k - 1][0].isalpha())
        ):
            found = r.before(k)
            return found if found and r.is_subject(found) else None
    return None


@found_by("attribution.passive")
def read_passive(r: SentenceReader, i: int, k: int, lemma: str, act: SpeechAct, helpers: list[str]) -> None:
    """… has been interpreted by analysts as …; a role long denied by the regime."""
    source = r.after(i + 2)
    if (
        source is None
        or (i > r.low and r.w.lower[i - 1] == "as")
        or (r.w.lower[i] in r.cues.carriers and not helpers)
    ):
        return
    follows = source[1] + 1
    if follows < r.high and r.w.lower[follows] in ("as", "that", "to") and follows + 1 < r.high:
        content = (r.w.start[follows + 1], r.content_end(follows + 1))
    else:
        held = r.before(k)
        if held is None or not r.is_subject(held):
            return
        content = (r.w.start[held[0]], r.w.end[held[1]])
    r.add(source, i, i, content, act, lemma)


#: Passives of verbs that take a hearer: nobody says who told him.
_TOLD = frozenset(("told", "informed", "assured", "promised", "warned", "notified", "advised", "reminded"))


@found_by("attribution.agentless")
def read_agentless(r: SentenceReader, i: int, k: int, act: SpeechAct, helpers: list[str]) -> None:
    """It was revealed on Friday that …; the court was told that …; he is believed to have …."""
    word = r.w.lower[i]
    if i + 1 >= r.high:
        return
    following = r.w.lower[i + 1]
    said = r.complement(i, word)
    if said is not None and said.kind == "that":
        is_it = k - 1 >= r.low and r.w.lower[k - 1] == "it"
        if (is_it and word in r.cues.agentless) or word in _TOLD:
            content = (r.w.start[said.start], r.content_end(said.start))
            r.add(None, k - 1 if is_it else i, i, content, r.cues.agentless.get(word, act), word)
        return
    if word not in r.cues.agentless:
        return
    if following == "to" and word in (
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
        subject = r.before(k)
        start = subject[0] if subject and r.is_subject(subject) else i + 1
        r.add(None, i, i, (r.w.start[start], r.content_end(i + 1)), r.cues.agentless[word], word)


@found_by("attribution.as_by")
def read_as_by(r: SentenceReader, i: int) -> None:
    source = r.after(i + 3)
    if source is None:
        return
    lemma = r.cues.verbs[r.w.lower[i + 1]][0]
    cut = next(
        (
            j
            for j in range(source[1] + 2, min(r.high - 1, source[1] + LONGEST_CONTENT))
            if r.w.lower[j] == "and" and r.w.lower[j + 1] in _AUX
        ),
        None,
    )
    content = (r.begin, r.w.end[cut - 1] if cut else r.stop)
    r.found.append(
        Reported(
            (r.w.start[source[0]], r.w.end[source[1]]),
            (r.w.start[i], r.w.end[i + 2]),
            content,
            r.cues.act_of[lemma],
            lemma,
        )
    )


@found_by("attribution.according_to")
def read_according(r: SentenceReader, i: int) -> None:
    source = r.after(i + 2)
    if source is None:
        return
    follows = source[1] + 1
    leads = i == r.low or i == r.low + 1 or r.w.lower[i - 1] in ("and", "but")
    if leads and follows < r.high and r.w.lower[follows] == "," and follows + 1 < r.high:
        content = (r.w.start[follows + 1], r.content_end(follows + 1))
    else:
        last = i - 1
        while last > r.low and r.w.lower[last] in (",", "—", "–"):
            last -= 1
        if last <= r.low:
            return
        content = (r.begin, r.w.end[last])
    act = (
        SpeechAct.REPORT
        if any(r.w.lower[k] in ("media", "news", "agency") for k in range(source[0], source[1] + 1))
        else SpeechAct.ASSERT
    )
    if any(r.w.lower[k] in ("estimates", "estimate", "assessments") for k in range(source[0], source[1] + 1)):
        act = SpeechAct.ESTIMATE
    r.add(source, i, i + 1, content, act, "according to")


@found_by("attribution.hedge")
def read_hedge(r: SentenceReader, i: int, word: str) -> None:
    if i + 1 < r.high:
        r.found.append(
            Reported(
                None,
                (r.w.start[i], r.w.end[i]),
                (r.w.start[i + 1], r.content_end(i + 1)),
                r.cues.hedges[word],
                word,
                hedge=r.w.shown[i].lower(),
            )
        )


@found_by("attribution.noun")
def read_noun(r: SentenceReader, i: int, word: str) -> None:
    """Pyongyang's admission of …; confirmation by North Korea that …; reports of …."""
    if i + 1 >= r.high:
        return
    act, following = r.cues.nouns[word], r.w.lower[i + 1]
    if following == "by":
        source = r.after(i + 2)
        if source and source[1] + 2 < r.high and r.w.lower[source[1] + 1] in ("that", "of"):
            r.add(source, i, i, (r.w.start[source[1] + 2], r.content_end(source[1] + 2)), act, word)
        return
    if following not in ("of", "that", "about", "to") or i + 2 >= r.high:
        return
    content = (r.w.start[i + 2], r.content_end(i + 2))
    owner = phrases.whose(r.w, i, r.low, ("his", "her", "their", "its"))
    if owner is not None:
        r.add(owner, i, i, content, act, word)
    elif (following == "that" and (word.endswith("s") or act is not SpeechAct.ASSERT)) or (
        following == "of" and word in ("reports", "allegations", "claims", "accusations")
    ):
        r.add(None, i, i, content, act, word)


@found_by("attribution.carrier")
def read_carrier(r: SentenceReader, i: int) -> None:
    """In a speech broadcast by state media, Kim said …: state media carry it."""
    if (
        i + 2 >= r.high
        or r.w.lower[i + 1] not in ("by", "on", "in")
        or i - 1 < r.low
        or r.w.lower[i - 1] not in r.cues.venues
    ):
        return
    source = r.after(i + 2)
    if source is None or not any(r.w.lower[j] in _VENUE_PREPOSITIONS for j in range(max(r.low, i - 5), i)):
        return
    follows = source[1] + 1
    while follows < r.high and (follows in r.day_ends or r.w.lower[follows] in ("on", "late", "early")):
        follows = r.day_ends.get(follows, follows + 1)
    if follows < r.high and r.w.lower[follows] == "," and follows + 1 < r.high:
        content = (r.w.start[follows + 1], r.stop)
    else:
        content = (r.begin, r.w.end[max(r.low, i - 3)])
    if content[1] > content[0]:
        span = (r.w.start[source[0]], r.w.end[source[1]])
        r.found.append(
            Reported(
                span,
                (r.w.start[i], r.w.end[i]),
                content,
                SpeechAct.REPORT,
                "broadcast",
                carrier=True,
            )
        )
