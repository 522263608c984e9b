"""
Assertions without a figure: denials, admissions, confirmations, firstness, scope statements,
predictions and interpretations. `statement` is what is asserted, in the text's own words.
"""

import re
from bisect import bisect_left

from claims.extraction.chains import Chains
from claims.extraction.draft import Draft
from claims.extraction.results import Attribution, ExtractedClaim
from claims.extraction.scopes import Scopes
from claims.extraction.sentences import Sentence
from claims.extraction.text import tidy
from claims.vocabulary import ClaimKind, Polarity, SpeechAct

_FIRST = re.compile(
    r"\b(?:for the (?:very )?first time|(?:the|its|his|her|their) first (?:ever |public |official |open |direct |explicit |formal |such )+\w+|unprecedented|never before|first-ever)\b",
    re.IGNORECASE,
)
_SCOPE = re.compile(
    r"\b(?:applies|apply|applied|refers?|referred|relates?|limited|covers?|counts?|includes?|extends?)\s(?:only|solely|exclusively)\s(?:to\s)?|\b(?:only|solely)\s(?:applies|covers|counts|refers|relates|includes)\s(?:to\s)?|\b(?:does|do|did) not (?:include|cover|count|apply to)\b|\bexclud(?:es|ing)\b",
    re.IGNORECASE,
)
_FIGURE_OF = re.compile(
    r"\b(?:figure|number|toll|count|total|losses|estimate|tally)s?\b(?:[^.;]{0,24}?\b(?:by|of|from|cited by|given by|announced by) (?:the )?(?P<who>[A-Z][\w'-]*(?: [A-Z][\w'-]*){0,3}))?",
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


def find_assertions(
    draft: Draft, chains: Chains, scopes: Scopes, figures: list[ExtractedClaim]
) -> list[ExtractedClaim]:
    """Return the claims without a figure; ids go on after those of the figures."""
    found: list[ExtractedClaim] = []

    def add(
        kind: ClaimKind,
        start: int,
        end: int,
        statement: str,
        chain: tuple[int, ...],
        score: float,
        **more: object,
    ) -> None:
        sentence = scopes.sentence_at(start)
        where = scopes.where(start, end, sentence)
        found.append(
            ExtractedClaim(
                id=len(figures) + len(found), start=start, end=end, exact=draft.text[start:end], kind=kind, measure=None, quantity=None,
                low=None, best=None, high=None, bound=None, unit=None, population=None, place=None if where.note else where.name, period=None, as_of=None,
                polarity=more.get("polarity", Polarity.AFFIRMED), chain=chain, score=score, statement=tidy(statement),  # type: ignore[arg-type]
                place_within=() if where.note else where.within, limits=more.get("limits"), notes=more.get("notes", ()),  # type: ignore[arg-type]
            )
        )  # fmt: skip

    stated = {c.quantity for c in figures}
    for one in draft.attributions:
        _position(draft, chains, one, stated, add)
    for sentence in draft.sentences:
        _first(draft, chains, sentence, add)
        _scope(draft, chains, sentence, figures, add)
    return sorted(found, key=lambda c: c.id)


def _position(draft: Draft, chains: Chains, one: Attribution, stated: set[int | None], add) -> None:  # type: ignore[no-untyped-def]
    start, end = one.content
    cue = one.cue
    statement = draft.plain[start:end].strip(" ,;")
    first = min(start, one.source.start if one.source else start, cue.start if cue else start)
    last = max(end, cue.end if cue else end, one.source.end if one.source else end)
    low = bisect_left(draft.quantities, start, key=lambda q: q.start)
    high = bisect_left(draft.quantities, end, key=lambda q: q.start)
    if any(n in stated for n in range(low, high)):
        return  # the figure's own claim says it
    if one.act not in _POSITIONS and one.act is not SpeechAct.PREDICT:
        return
    holder = chains.chain(cue.start, cue.end) if cue else ()
    chain = (one.id, *[i for i in holder if i != one.id])
    if one.act in _POSITIONS:
        polarity = _POSITIONS[one.act]
        notes: tuple[str, ...] = ()
        if cue and _NOT_SAID.search(draft.plain[max(0, cue.start - 24) : cue.start]):
            return
        if len(statement.split()) <= 2:
            notes = (f"statement: the text names it only as “{tidy(statement)}”",)
        add(
            ClaimKind.POSITION,
            first,
            last,
            statement,
            chain,
            0.75 if not notes else 0.6,
            polarity=polarity,
            notes=notes,
        )
    elif one.act is SpeechAct.PREDICT:
        add(ClaimKind.PREDICTION, first, last, statement, chain, 0.6)


def _first(draft: Draft, chains: Chains, sentence: Sentence, add) -> None:  # type: ignore[no-untyped-def]
    match = _FIRST.search(draft.plain, sentence.start, sentence.end)
    if match is None:
        return
    start, end = sentence.start, sentence.end
    add(
        ClaimKind.FIRSTNESS, start, end, draft.plain[start:end], chains.chain(match.start(), match.end()), 0.7
    )


def _scope(draft: Draft, chains: Chains, sentence: Sentence, figures: list[ExtractedClaim], add) -> None:  # type: ignore[no-untyped-def]
    match = _SCOPE.search(draft.plain, sentence.start, sentence.end)
    if match is None:
        return
    subject = _FIGURE_OF.search(draft.plain, sentence.start, match.start())
    if subject is None:
        return
    limited = _limited(draft, sentence, subject["who"], figures)
    notes = () if limited is not None else ("limits: which claim it speaks of is not clear",)
    add(
        ClaimKind.SCOPE,
        sentence.start,
        sentence.end,
        draft.plain[sentence.start : sentence.end],
        chains.chain(match.start(), match.end()),
        0.75 if limited is not None else 0.5,
        limits=limited,
        notes=notes,
    )


def _limited(draft: Draft, sentence: Sentence, who: str | None, figures: list[ExtractedClaim]) -> int | None:
    """Return the id of the last figure before the sentence, by the named speaker where one is named."""
    before = [c for c in figures if c.start < sentence.start and c.kind is ClaimKind.QUANTITY]
    for claim in reversed(before[-20:]):
        if who is None:
            return claim.id
        for number in claim.chain:
            source = draft.attributions[number].source
            if source is not None and (who in source.name or source.exact in who):
                return claim.id
    return None
