"""
Assertions without a figure: positions, events, forecasts, judgements, readings, firsts and scope statements.

`statement` is what is asserted, in the text's own words. What is attributed is read from what is said
(`stating`); what a sentence says by its own words, whoever says it, from `own_voice`.
"""

import re
from bisect import bisect_left

from claims.extraction import lexicon
from claims.extraction.attributing.chains import Chains
from claims.extraction.claiming import own_voice
from claims.extraction.claiming.happenings import Happenings
from claims.extraction.claiming.stating import forecasts, kind_of_statement, polarity_of
from claims.extraction.covering.periods import Periods
from claims.extraction.covering.scopes import Scopes
from claims.extraction.draft import Draft
from claims.extraction.results import Attribution, Evidence, ExtractedClaim, Period
from claims.extraction.syntax.sentences import Sentence
from claims.extraction.syntax.text import tidy
from claims.vocabulary import ClaimKind, Polarity, Precision, SpeechAct

_POSITIONS = {
    SpeechAct.DENY: Polarity.DENIED,
    SpeechAct.ADMIT: Polarity.AFFIRMED,
    SpeechAct.CONFIRM: Polarity.AFFIRMED,
    SpeechAct.RETRACT: Polarity.DENIED,
}
_RULES = {
    SpeechAct.DENY: "claim.denial",
    SpeechAct.ADMIT: "claim.admission",
    SpeechAct.CONFIRM: "claim.confirmation",
    SpeechAct.RETRACT: "claim.retraction",
}
_NOT_SAID = re.compile(
    r"\b(?:refus(?:al|ed|es|ing) to|fail(?:ed|ure) to|never|not|without|declin(?:ed|es) to)\s(?:\w+\s)?$",
    re.IGNORECASE,
)
_PAST = re.compile(
    r"\b(?:was|were|had|has been|have been|came|went|took|left|made|found|gave|held|lost|met|won|began|broke"
    r"|brought|built|fell|fought|led|struck|hit|sent|signed|\w{3,}ed)\b"
)
_OF_ONESELF = re.compile(r"\b(?:I|I'm|I've|my|we|our|us)\b")
#: A scope statement or a position is surer where the text names what it speaks of. The scale is an order for
#: reviewers, not a probability.
_CLEAR, _UNCLEAR, _FIRSTNESS = 0.75, 0.55, 0.7
_SCORES = {
    ClaimKind.POSITION: _CLEAR,
    ClaimKind.PREDICTION: 0.6,
    ClaimKind.INTERPRETATION: 0.5,
    ClaimKind.EVALUATION: 0.5,
    ClaimKind.EVENT: 0.5,
}
#: A statement of so few words is a name for a proposition ("a role"), not the proposition.
_FEW_WORDS = 2
#: So many words are a clause beside the figure in it: "admitted that the offer of 4 percent came too late".
_CLAUSE_WORDS = 7
_READINGS = frozenset(("interpret", "view", "characterise", "characterize"))
_NOT_CHECKABLE = "not checkable: it judges or demands, and states no fact"
#: An assertion's sentence is looked at so far, in characters: longer ones are tables or lists.
_REACH = 1_200


class AssertionReader:
    """Reads the assertions of one document; ids go on after those of its figures."""

    def __init__(
        self,
        draft: Draft,
        chains: Chains,
        scopes: Scopes,
        periods: Periods,
        happenings: Happenings,
        figures: list[ExtractedClaim],
    ) -> None:
        self._draft, self._plain, self._chains, self._scopes = draft, draft.plain, chains, scopes
        self._periods, self._happenings = periods, happenings
        self._figures = [c for c in figures if c.kind is ClaimKind.QUANTITY and not c.headline]
        self._stated = {c.quantity for c in figures}
        self._holders = {a.inside for a in draft.attributions}
        self._first_id = len(figures)
        self._found: list[ExtractedClaim] = []

    def read(self) -> list[ExtractedClaim]:
        """Return the claims without a figure: of attributions first, then of sentences, each in text order."""
        for one in self._draft.attributions:
            self._attributed(one)
        attributed = sorted((c.start, c.end) for c in self._found)
        for sentence in self._draft.sentences:
            end = min(sentence.end, sentence.start + _REACH)
            self._first(sentence, end)
            self._scope(sentence, end)
            self._change(sentence, end)
            self._judged(sentence, end)
            low = bisect_left(attributed, (sentence.start, 0))
            if low == len(attributed) or attributed[low][0] >= sentence.end:
                self._unattributed(sentence, end)
        return self._found

    def _attributed(self, one: Attribution) -> None:
        """What somebody says: a denial, an admission, a forecast, a judgement, a reading, something that happened."""
        if one.cue is None or one.carrier:
            return
        if _NOT_SAID.search(self._plain[max(0, one.cue.start - 24) : one.cue.start]):
            return
        start, end = one.content  # of a quote that never closes, all the rest of the paragraph
        statement = tidy(self._plain[start : min(end, start + _REACH)]).strip(' ,;"')
        kind = self._kind_of(one, statement)
        if kind is None:
            return
        is_said = one.act in _POSITIONS or one.act is SpeechAct.PREDICT
        if self._holds_figure(*one.content) and not (is_said and len(statement.split()) >= _CLAUSE_WORDS):
            return
        lemma, _ = lexicon.cues().verbs.get(one.cue.exact.lower(), ("", ""))
        rejects = kind is ClaimKind.POSITION and lemma in lexicon.assertions("rejecting")
        statement = (own_voice.rejected(statement) if rejects else None) or statement
        if self._is_told(kind, one.content):
            return
        is_position = one.act in _POSITIONS
        is_named_only = is_position and len(statement.split()) <= _FEW_WORDS
        spans = [
            one.content,
            (one.cue.start, one.cue.end),
            *([(one.source.start, one.source.end)] if one.source else []),
        ]
        holders = self._chains.chain(one.cue.start, one.cue.end)
        notes = (f"statement: the text names it only as “{statement}”",) if is_named_only else ()
        said_on, _ = self._periods.said_on(one, self._scopes.sentence_at(one.cue.start))
        self._add(
            kind,
            (min(s for s, _ in spans), max(e for _, e in spans)),
            statement,
            (one.id, *[number for number in holders if number != one.id]),
            _UNCLEAR if is_named_only else _SCORES[kind],
            "claim.denial" if rejects else _RULES[one.act] if is_position else f"claim.{kind}",
            polarity=Polarity.DENIED if rejects else _POSITIONS.get(one.act) or polarity_of(statement),
            period=self._periods.of_span(*one.content)
            if kind in (ClaimKind.EVENT, ClaimKind.POSITION)
            else None,
            said_on=said_on,
            notes=(*notes, _NOT_CHECKABLE) if kind is ClaimKind.EVALUATION else notes,
        )

    def _kind_of(self, one: Attribution, statement: str) -> ClaimKind | None:
        """Return which claim an attribution makes by itself; None: it only passes on what is claimed elsewhere."""
        if one.act in _POSITIONS:
            return None if own_voice.is_refusal(statement) else ClaimKind.POSITION
        if one.act is SpeechAct.PREDICT:
            return ClaimKind.PREDICTION
        lemma, _ = lexicon.cues().verbs.get(one.cue.exact.lower() if one.cue else "", ("", ""))
        if lemma in lexicon.assertions("rejecting"):
            return ClaimKind.POSITION if own_voice.rejected(statement) else None
        if lemma in _READINGS:
            return ClaimKind.INTERPRETATION
        if one.id in self._holders or one.act is SpeechAct.QUESTION:
            return None
        kind = kind_of_statement(statement, judging=lemma in lexicon.assertions("evaluative_cues"))
        if (
            kind is ClaimKind.EVENT
            and one.source is not None
            and lemma not in lexicon.assertions("reporting")
        ):
            if lemma in lexicon.assertions("thinking"):
                return ClaimKind.INTERPRETATION
            return kind if lemma == "" else None  # "according to", and nouns such as "report"
        return kind

    def _is_told(self, kind: ClaimKind, content: tuple[int, int]) -> bool:
        """Whether one of the last claims of this kind says the same words: an attribution read twice."""
        return any(c.kind is kind and c.start <= content[0] and content[1] <= c.end for c in self._found[-3:])

    def _holds_figure(self, start: int, end: int) -> bool:
        """Whether a figure's own claim says it already."""
        quantities = self._draft.quantities
        low = bisect_left(quantities, start, key=lambda q: q.start)
        return any(n in self._stated for n in range(low, bisect_left(quantities, end, key=lambda q: q.start)))

    def _first(self, sentence: Sentence, end: int) -> None:
        match = own_voice.first_or_most(self._plain, sentence.start, end)
        if match is not None:
            self._of_sentence(ClaimKind.FIRSTNESS, sentence, match, _FIRSTNESS, "claim.firstness")

    def _scope(self, sentence: Sentence, end: int) -> None:
        """ "The figure given by Kim applies only to …" limits the claim of that figure."""
        match = own_voice.scope_words(self._plain, sentence.start, end)
        if match is None:
            return
        speaks, who = own_voice.figure_spoken_of(self._plain, sentence.start, match.start())
        limits = self._limited(sentence, match.start(), who)
        if own_voice.is_plain_scope(match.group()) and limits is not None:
            speaks = True
        if not speaks or (match.group().lower() in ("include", "includes", "included") and limits is None):
            return
        if limits is None:
            notes = ("limits: which claim it speaks of is not clear",)
            self._of_sentence(ClaimKind.SCOPE, sentence, match, _UNCLEAR, "claim.scope", notes=notes)
        else:
            self._of_sentence(ClaimKind.SCOPE, sentence, match, _CLEAR, "claim.scope", limits=limits)

    def _limited(self, sentence: Sentence, at: int, who: str | None) -> int | None:
        """Return the id of the last figure before the scope words, by the named speaker where one is named."""
        number = bisect_left(self._figures, at, key=lambda c: c.start)
        for claim in reversed(self._figures[max(0, number - 20) : number]):
            sources = [source for n in claim.chain if (source := self._draft.attributions[n].source)]
            near = who is not None or sentence.start - claim.end < _REACH
            if near and (who is None or any(who in source.name or source.exact in who for source in sources)):
                return claim.id
        return None

    def _change(self, sentence: Sentence, end: int) -> None:
        """ "Long denied", "dropped its opposition": somebody held another position before."""
        match = own_voice.changed_position(self._plain, sentence.start, end)
        if match is None:
            return
        polarity = Polarity.DENIED if own_voice.was_denied(match.group()) else Polarity.AFFIRMED
        notes = ("position: the text says that it has changed",)
        taken = (sentence.start, sentence.end)
        if any(
            c.kind is ClaimKind.POSITION
            and c.polarity is polarity
            and c.start < taken[1]
            and taken[0] < c.end
            for c in self._found[-40:]
        ):
            return
        self._of_sentence(
            ClaimKind.POSITION,
            sentence,
            match,
            _UNCLEAR,
            "claim.position_change",
            polarity=polarity,
            notes=notes,
        )

    def _judged(self, sentence: Sentence, end: int) -> None:
        """A judgement or a denial that the sentence tells, where no attribution was read."""
        inside = [c for c in self._found[-60:] if c.start < end and sentence.start < c.end]
        judgement = own_voice.judgement(self._plain, sentence.start, end)
        if judgement is not None and not any(c.kind is ClaimKind.EVALUATION for c in inside):
            self._of_sentence(
                ClaimKind.EVALUATION, sentence, None, _SCORES[ClaimKind.EVALUATION], "claim.evaluation",
                notes=(_NOT_CHECKABLE,),
            )  # fmt: skip
        untrue = own_voice.called_untrue(self._plain, sentence.start, end)
        if untrue is not None and not any(c.kind is ClaimKind.POSITION for c in inside):
            self._of_sentence(
                ClaimKind.POSITION, sentence, untrue, _UNCLEAR, "claim.denial", polarity=Polarity.DENIED
            )

    def _unattributed(self, sentence: Sentence, end: int) -> None:
        """A forecast, a reading or a dated event that the article tells in its own voice."""
        if sentence.is_heading or self._holds_figure(sentence.start, end):
            return
        ahead = forecasts(self._plain[sentence.start : end])
        reading = own_voice.read_as(self._plain, sentence.start, end)
        if reading is not None:
            self._of_sentence(
                ClaimKind.INTERPRETATION,
                sentence,
                reading,
                _SCORES[ClaimKind.INTERPRETATION],
                "claim.interpretation",
            )
        elif ahead is not None:
            self._of_sentence(
                ClaimKind.PREDICTION, sentence, None, _SCORES[ClaimKind.PREDICTION], "claim.prediction"
            )
        elif (past := _PAST.search(self._plain, sentence.start, end)) is not None:
            period = self._periods.of_span(sentence.start, end)
            limits = any(c.kind is ClaimKind.SCOPE and c.start == sentence.start for c in self._found[-4:])
            if period and not limits and self._is_past(period) and not self._is_speech(sentence, end):
                self._of_sentence(
                    ClaimKind.EVENT, sentence, past, _SCORES[ClaimKind.EVENT], "claim.event", period=period
                )

    def _is_speech(self, sentence: Sentence, end: int) -> bool:
        """Whether a sentence stands inside a quote, or somebody speaks of himself in it."""
        quotes = self._draft.quotes
        number = bisect_left(quotes, sentence.start + 1, key=lambda q: q.start) - 1
        inside = any(q.end >= end for q in quotes[max(0, number - 2) : number + 1])
        return inside or _OF_ONESELF.search(self._plain, sentence.start, end) is not None

    def _is_past(self, period: Period) -> bool:
        """Whether the days are close enough to tell an event by, and not in the future."""
        published = self._draft.published
        return period.precision is not Precision.YEAR and (
            period.from_day is None or published is None or period.from_day <= published
        )

    def _of_sentence(
        self,
        kind: ClaimKind,
        sentence: Sentence,
        match: re.Match[str] | None,
        score: float,
        rule: str,
        *,
        limits: int | None = None,
        polarity: Polarity = Polarity.AFFIRMED,
        period: Period | None = None,
        notes: tuple[str, ...] = (),
    ) -> None:
        statement = tidy(self._plain[sentence.start : sentence.end])
        span = (match.start(), match.end()) if match else (sentence.start, sentence.start + 1)
        chain = self._chains.chain(*span)
        self._add(
            kind, (sentence.start, sentence.end), statement, chain, score, rule,
            limits=limits, polarity=polarity, period=period, notes=notes, words=match and match.span(),
        )  # fmt: skip

    def _add(
        self,
        kind: ClaimKind,
        span: tuple[int, int],
        statement: str,
        chain: tuple[int, ...],
        score: float,
        rule: str,
        *,
        polarity: Polarity = Polarity.AFFIRMED,
        limits: int | None = None,
        period: Period | None = None,
        said_on: Period | None = None,
        notes: tuple[str, ...] = (),
        words: tuple[int, int] | None = None,
    ) -> None:
        sentence = self._scopes.sentence_at(span[0])
        where = self._scopes.where(*span, sentence)
        is_stated = where.note is None  # a place from elsewhere says nothing of an assertion
        self._found.append(
            ExtractedClaim(
                id=self._first_id + len(self._found),
                start=span[0],
                end=span[1],
                exact=self._draft.text[slice(*span)],
                kind=kind,
                measure=None,
                quantity=None,
                low=None,
                best=None,
                high=None,
                bound=None,
                unit=None,
                population=None,
                place=where.name if is_stated else None,
                period=period,
                as_of=None,
                polarity=polarity,
                chain=chain,
                score=score,
                statement=statement,
                place_within=where.within if is_stated else (),
                said_on=said_on,
                limits=limits,
                notes=notes,
                rule=rule,
                relied_on=(Evidence("words", *words, self._draft.text[slice(*words)]),) if words else (),
                event=self._happenings.of(sentence),
            )
        )
