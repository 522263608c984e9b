"""
Who says what: reads each sentence, names the speakers, and nests one report inside another.

What the sentences yield one by one (reported.py) is finished here over the whole document: sources get
their names in the order of the text, quotes that go on after an attribution are joined to it, the
manner is read off the quotation marks, and `inside` says which report holds which.
"""

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace

from claims.extraction import lexicon
from claims.extraction.attributing.reported import Reported, SentenceReader, Span
from claims.extraction.attributing.said import read_sentence
from claims.extraction.draft import Draft
from claims.extraction.results import Attribution, NamedSpan
from claims.extraction.results import Span as ResultSpan
from claims.extraction.syntax import clauses, phrases
from claims.extraction.syntax.quotes import Quote
from claims.vocabulary import Manner, SourceKind, SpeechAct

_APPOSITION = re.compile(
    rf"[\"']?,? (?:an?|in what was an?|the first|in an?) (?:[\w-]+ ){{0,4}}?({'|'.join(lexicon.cues().nouns)})\b"
)


def find_attributions(draft: Draft) -> list[Attribution]:
    """Return the attributions in order of their cues; ids count from 0 in that order."""
    assert draft.cast is not None
    reports = _reports(draft)
    speakers = [draft.cast.speaker(*r.source) if r.source else None for r in reports]
    found: list[Attribution] = []
    for number, (report, speaker) in enumerate(zip(reports, speakers, strict=True)):
        kind = speaker.kind if speaker else None
        source = (
            NamedSpan(*report.source, draft.text[slice(*report.source)], speaker.name, speaker.rule)
            if report.source and speaker
            else None
        )
        found.append(
            Attribution(
                id=number,
                source=source,
                cue=ResultSpan(*report.cue, draft.text[slice(*report.cue)]),
                content=report.content,
                act=_act(draft, report),
                manner=_manner(draft, report, kind),
                hedge=report.hedge,
                source_kind=kind.value if kind else None,
                carrier=report.carrier,
                rule=report.rule,
            )
        )
    return _nested(found)


def _reports(draft: Draft) -> list[Reported]:
    words = draft.words
    outer = [q for q in draft.quotes if q.depth == 0]
    spans = [(q.start, q.end) for q in outer if q.closed or q.end - q.start > 2]
    quoted = _quoted_words(draft, outer)
    day_ends = {words.before(x.start): words.at(x.end - 1) + 1 for x in draft.dates if x.kind == "date"}
    starts = [s for s, _ in spans]
    found: list[Reported] = []
    for sentence in draft.sentences:
        low = max(0, bisect_left(starts, sentence.start) - 1)
        near = spans[low : bisect_right(starts, sentence.end) + 1]
        found += read_sentence(SentenceReader(words, sentence, quoted, near, day_ends))
    found = _with_floating_quotes(draft, found, spans)
    found = [_to_the_end(draft, r) for r in found + _headline(draft) + _blocks(draft) + _turns(draft)]
    unique: dict[Span, Reported] = {}
    for report in sorted(found, key=lambda r: (r.cue, r.source is None)):
        unique.setdefault(report.cue, report)
    return list(unique.values())


_HEADLINE = re.compile(r"((?:[A-Z][\w.'-]*)(?: [A-Z][\w.'-]*){0,3})(:) (\S.*)")
_NO_SPEAKER = re.compile(
    r"(?:Updated?|Breaking|Watch|Video|Photos?|Image|Live|Exclusive|Opinion|Analysis|Posted"
    r"|Published|By|Note|Source|Correction|Editorial|Review|Report|Part|Chapter|Game|Act)\b",
    re.IGNORECASE,
)


def _headline(draft: Draft) -> list[Reported]:
    """Return what a headline reports as "Name: what he says"."""
    if not draft.sentences:
        return []
    first = draft.sentences[0]
    match = _HEADLINE.fullmatch(draft.plain, first.start, first.end)
    if match is None or _NO_SPEAKER.match(match[1]) or len(match[3].split()) < 3:
        return []
    end = first.end - (draft.plain[first.end - 1] == ".")
    return [
        Reported(
            match.span(1),
            match.span(2),
            (match.start(3), end),
            SpeechAct.ASSERT,
            ":",
            rule="attribution.headline",
        )
    ]


def _blocks(draft: Draft) -> list[Reported]:
    """Return the quotations that are paragraphs of their own, after "The Times reports:"."""
    found: list[Reported] = []
    begins = {q.start: q for q in draft.quotes if q.depth == 0}
    for number, (start, end) in enumerate(draft.paragraphs[:-1]):
        quote = begins.get(draft.paragraphs[number + 1][0])
        if quote is None or draft.plain[end - 1] != ":":
            continue
        words = draft.words
        cue = words.at(end - 2)
        known = lexicon.cues().verbs.get(words.lower[cue])
        if known is None:
            continue
        low = max(
            words.before(start),
            words.before(max((s.start for s in draft.sentences if s.end == end), default=start)),
        )
        k = cue
        while k - 1 > low and (
            words.lower[k - 1] in lexicon.cues().adverbs or words.lower[k - 1].endswith("ly")
        ):
            k -= 1
        source = clauses.subject(words, cue, low) if clauses.is_parsed(words, cue) else None
        source = source or phrases.before(words, k, low)
        if source is not None and source[1] < cue:
            span = (words.start[source[0]], words.end[source[1]])
            act = lexicon.cues().act_of[known[0]]
            found.append(
                Reported(
                    span,
                    (words.start[cue], words.end[cue]),
                    (quote.start, quote.end),
                    act,
                    known[0],
                    rule="attribution.colon",
                )
            )
    return found


_TURN = re.compile(r"(Q|A|[A-Z][A-Z.'-]+(?: [A-Z][A-Z.'-]+){0,2})(:) \S")


def _turns(draft: Draft) -> list[Reported]:
    """Return what a transcript gives: "REED: We will see."."""
    found: list[Reported] = []
    for start, end in draft.paragraphs[1:]:
        match = _TURN.match(draft.plain, start, end)
        if match and not _NO_SPEAKER.match(match[1]) and end - match.end() > 10:
            found.append(
                Reported(
                    match.span(1),
                    match.span(2),
                    (match.end() - 1, end),
                    SpeechAct.ASSERT,
                    ":",
                    rule="attribution.colon",
                )
            )
    return found


def _to_the_end(draft: Draft, report: Reported) -> Reported:
    """Carry a quotation that its paragraph leaves open to the end of the paragraphs that go on with it."""
    end = report.content[1]
    number = bisect_left(draft.paragraphs, end, key=lambda p: p[1])
    if number >= len(draft.paragraphs) or draft.paragraphs[number][1] - end > 1:
        return report
    open_at = {
        q.end: q
        for q in draft.quotes[bisect_left(draft.quotes, report.content[0] - 1, key=lambda q: q.start) :][:40]
        if q.depth == 0 and not q.closed
    }
    begins = {
        q.start: q
        for q in draft.quotes[bisect_left(draft.quotes, end, key=lambda q: q.start) :][:40]
        if q.depth == 0
    }
    while end in open_at and number + 1 < len(draft.paragraphs):
        number += 1
        going_on = begins.get(draft.paragraphs[number][0])
        if going_on is None:
            break
        end = going_on.end
        if going_on.closed:
            break
        open_at[end] = going_on
    return replace(report, content=(report.content[0], end)) if end > report.content[1] else report


def _quoted_words(draft: Draft, outer: list[Quote]) -> frozenset[int]:
    found: set[int] = set()
    for quote in outer:
        found.update(draft.words.within(quote.start, quote.end))
    return frozenset(found)


def _with_floating_quotes(draft: Draft, reports: list[Reported], spans: list[Span]) -> list[Reported]:
    """Join to an attribution the quote that begins the next sentence of its paragraph and is nobody else's."""
    free = {
        quote[0]: quote
        for quote in spans
        if not any(
            r.cue[0] < quote[1] and r.content[0] <= quote[0] < r.content[1] for r in _near(reports, quote)
        )
    }
    starts = {start for start, _ in spans}
    found: list[Reported] = []
    for report in reports:
        number = bisect_left(draft.sentences, report.cue[1], key=lambda s: s.end)
        if number + 1 < len(draft.sentences):
            here, following = draft.sentences[number], draft.sentences[number + 1]
            is_direct = report.content[0] in starts and report.content[1] <= report.cue[0] + 1
            if is_direct and following.paragraph == here.paragraph and following.start in free:
                report = replace(report, content=(report.content[0], free[following.start][1]))
        found.append(report)
    return found


def _near(reports: list[Reported], quote: Span) -> list[Reported]:
    low = bisect_left(reports, quote[0] - 2000, key=lambda r: r.cue[0])
    high = bisect_right(reports, quote[1] + 500, key=lambda r: r.cue[0])
    return reports[low:high]


def _act(draft: Draft, report: Reported) -> SpeechAct:
    """The cue's act, unless the article itself calls it otherwise: "…, an unusually explicit admission"."""
    if report.act in (SpeechAct.ASSERT, SpeechAct.REPORT):
        named = _APPOSITION.match(draft.plain, report.content[1])
        if named:
            act = lexicon.cues().nouns.get(named.group(1))
            if act in (SpeechAct.ADMIT, SpeechAct.DENY, SpeechAct.CONFIRM, SpeechAct.RETRACT):
                return act
    return report.act


def _manner(draft: Draft, report: Reported, kind: SourceKind | None) -> Manner:
    start, end = report.content
    low = bisect_left(draft.quotes, start - 1, key=lambda q: q.start)
    held = []
    for quote in draft.quotes[low : low + 40]:
        if quote.start >= end:
            break
        if quote.depth == 0 and (quote.end <= end + 2 or quote.start <= start):
            held.append(quote)
    if (
        held
        and held[0].start <= start + 6
        and sum(min(q.end, end) - max(q.start, start) for q in held) >= 0.6 * (end - start)
    ):
        return Manner.DIRECT
    if held:
        return Manner.FRAGMENT
    if report.source is None:
        return Manner.AGENTLESS
    return Manner.DOCUMENT if kind is SourceKind.DOCUMENT else Manner.PARAPHRASE


def _nested(found: list[Attribution]) -> list[Attribution]:
    """Set `inside`: the smallest other content that holds an attribution's cue and its source."""
    nested: list[Attribution] = []
    for number, one in enumerate(found):
        best: Attribution | None = None
        for other in found[max(0, number - 12) : number + 12]:
            start, end = other.content
            if other.id == one.id or not _holds(other, one):
                continue
            if best is None or end - start < best.content[1] - best.content[0]:
                best = other
        nested.append(replace(one, inside=best.id) if best else one)
    return nested


def _holds(outer: Attribution, one: Attribution) -> bool:
    """Whether a content holds a cue and its source, unless that is the outer one's ("wants to say")."""
    start, end = outer.content
    first, last = (one.cue.start, one.cue.end) if one.cue else one.content
    if one.source and not (
        outer.source and outer.source.start <= one.source.start and one.source.end <= outer.source.end
    ):
        first, last = min(first, one.source.start), max(last, one.source.end)
    if not start <= first or not last <= end:
        return False
    return not (outer.cue and one.cue and one.content[0] <= outer.cue.start < one.content[1])
