"""
Assertions without a figure: denials, admissions, confirmations, firstness, scope statements,
predictions and interpretations. `statement` is what is asserted, in the text's own words.
"""

import re
from bisect import bisect_left

from claims.extraction import lexicon
from claims.extraction.chains import Chains
from claims.extraction.draft import Draft
from claims.extraction.results import Attribution, ExtractedClaim
from claims.extraction.scopes import Scopes
from claims.extraction.sentences import Sentence
from claims.extraction.text import tidy
from claims.vocabulary import ClaimKind, Polarity, SpeechAct

_FIRST = re.compile(
    r"\b(?:for the (?:very )?first time|the first time (?:that|since|in)\b|(?:the|its|his|her|their) first "
    r"(?:ever |public |official |open |direct |explicit |formal |such )+\w+|unprecedented|never before|first-ever)\b",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\b(?:applies|apply|applied|refers?|referred|relates?|limited|covers?|counts?|includes?"
    r"|extends?)\s(?:only|solely|exclusively)\s(?:to\s)?|\b(?:only|solely)\s(?:applies|covers"
    r"|counts|refers|relates|includes)\s(?:to\s)?|\b(?:does|do|did) not (?:include|cover|count"
    r"|apply to)\b|\bexclud(?:es|ing)\b",
    re.IGNORECASE,
)
_FIGURE_OF = re.compile(
    r"\b(?:figure|number|toll|count|total|losses|estimate|tally)s?\b(?:[^.;]{0,24}?\b(?:by|of|from"
    r"|cited by|given by|announced by) (?:the )?(?P<who>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}))?",
    re.IGNORECASE,
)
_POSITIONS = {
    SpeechAct.DENY: Polarity.DENIED,
    SpeechAct.ADMIT: Polarity.AFFIRMED,
    SpeechAct.CONFIRM: Polarity.AFFIRMED,
    SpeechAct.RETRACT: Polarity.DENIED,
}
_NOT_SAID = re.compile(
    r"\b(?:refus(?:al|ed|es|ing) to|fail(?:ed|ure) to|never|not|without|declin(?:ed|es) to)\s(?:\w+\s)?$",
    re.IGNORECASE,
)


#: A scope statement or a position is surer where the text names what it speaks of.
_CLEAR, _UNCLEAR, _FIRSTNESS, _PREDICTION, _INTERPRETATION = 0.75, 0.55, 0.7, 0.6, 0.5
#: A statement of so few words is a name for a proposition ("a role"), not the proposition.
_FEW_WORDS = 2
_READINGS = frozenset(("interpret", "view", "characterise", "characterize"))


class AssertionReader:
    """Reads the assertions of one document; ids go on after those of its figures."""

    def __init__(self, draft: Draft, chains: Chains, scopes: Scopes, figures: list[ExtractedClaim]) -> None:
        self._draft, self._plain, self._chains, self._scopes = draft, draft.plain, chains, scopes
        self._figures = [c for c in figures if c.kind is ClaimKind.QUANTITY]
        self._stated = {c.quantity for c in figures}
        self._first_id = len(figures)
        self._found: list[ExtractedClaim] = []

    def read(self) -> list[ExtractedClaim]:
        """Return the claims without a figure: of attributions first, then of sentences, each in text order."""
        for one in self._draft.attributions:
            self._attributed(one)
        for sentence in self._draft.sentences:
            self._firstness(sentence)
            self._scope(sentence)
        return self._found

    def _attributed(self, one: Attribution) -> None:
        """A denial, an admission, a confirmation, a prediction or an interpretation, as its cue says."""
        kind = _kind_of(one)
        if kind is None or one.cue is None or self._holds_figure(*one.content):
            return
        if _NOT_SAID.search(self._plain[max(0, one.cue.start - 24) : one.cue.start]):
            return
        statement = tidy(self._plain[slice(*one.content)]).strip(' ,;"')
        is_named_only = kind is ClaimKind.POSITION and len(statement.split()) <= _FEW_WORDS
        spans = [
            one.content,
            (one.cue.start, one.cue.end),
            *([(one.source.start, one.source.end)] if one.source else []),
        ]
        holders = self._chains.chain(one.cue.start, one.cue.end)
        self._add(
            kind,
            (min(s for s, _ in spans), max(e for _, e in spans)),
            statement,
            (one.id, *[number for number in holders if number != one.id]),
            _SCORES[kind] if not is_named_only else _UNCLEAR,
            polarity=_POSITIONS.get(one.act, Polarity.AFFIRMED),
            notes=(f"statement: the text names it only as “{statement}”",) if is_named_only else (),
        )

    def _holds_figure(self, start: int, end: int) -> bool:
        """Whether a figure's own claim says it already."""
        quantities = self._draft.quantities
        low = bisect_left(quantities, start, key=lambda q: q.start)
        return any(n in self._stated for n in range(low, bisect_left(quantities, end, key=lambda q: q.start)))

    def _firstness(self, sentence: Sentence) -> None:
        match = _FIRST.search(self._plain, sentence.start, sentence.end)
        if match is not None:
            self._of_sentence(ClaimKind.FIRSTNESS, sentence, match, _FIRSTNESS)

    def _scope(self, sentence: Sentence) -> None:
        """ "The figure given by Kim applies only to …" limits the claim of that figure."""
        match = _SCOPE.search(self._plain, sentence.start, sentence.end)
        subject = _FIGURE_OF.search(self._plain, sentence.start, match.start()) if match else None
        if match is None or subject is None:
            return
        limits = self._limited(sentence, subject["who"])
        if limits is None:
            self._of_sentence(
                ClaimKind.SCOPE,
                sentence,
                match,
                _UNCLEAR,
                notes=("limits: which claim it speaks of is not clear",),
            )
        else:
            self._of_sentence(ClaimKind.SCOPE, sentence, match, _CLEAR, limits=limits)

    def _limited(self, sentence: Sentence, who: str | None) -> int | None:
        """Return the id of the last figure before the sentence, by the named speaker where one is named."""
        number = bisect_left(self._figures, sentence.start, key=lambda c: c.start)
        for claim in reversed(self._figures[max(0, number - 20) : number]):
            sources = [source for n in claim.chain if (source := self._draft.attributions[n].source)]
            if who is None or any(who in source.name or source.exact in who for source in sources):
                return claim.id
        return None

    def _of_sentence(
        self,
        kind: ClaimKind,
        sentence: Sentence,
        match: re.Match[str],
        score: float,
        *,
        limits: int | None = None,
        notes: tuple[str, ...] = (),
    ) -> None:
        statement = tidy(self._plain[sentence.start : sentence.end])
        chain = self._chains.chain(match.start(), match.end())
        self._add(kind, (sentence.start, sentence.end), statement, chain, score, limits=limits, notes=notes)

    def _add(
        self,
        kind: ClaimKind,
        span: tuple[int, int],
        statement: str,
        chain: tuple[int, ...],
        score: float,
        *,
        polarity: Polarity = Polarity.AFFIRMED,
        limits: int | None = None,
        notes: tuple[str, ...] = (),
    ) -> None:
        where = self._scopes.where(*span, self._scopes.sentence_at(span[0]))
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
                period=None,
                as_of=None,
                polarity=polarity,
                chain=chain,
                score=score,
                statement=statement,
                place_within=where.within if is_stated else (),
                limits=limits,
                notes=notes,
            )
        )


_SCORES = {
    ClaimKind.POSITION: _CLEAR,
    ClaimKind.PREDICTION: _PREDICTION,
    ClaimKind.INTERPRETATION: _INTERPRETATION,
}


def _kind_of(one: Attribution) -> ClaimKind | None:
    """Return which claim an attribution makes by itself; None: it only passes on what is claimed elsewhere."""
    if one.act in _POSITIONS:
        return ClaimKind.POSITION
    if one.act is SpeechAct.PREDICT:
        return ClaimKind.PREDICTION
    lemma, _ = lexicon.cues().verbs.get(one.cue.exact.lower() if one.cue else "", ("", ""))
    return ClaimKind.INTERPRETATION if lemma in _READINGS else None
