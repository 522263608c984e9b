"""What kind of claim a statement without a figure makes: a judgement, a forecast, a reading, or an event."""

import re
from functools import lru_cache

from claims.extraction import lexicon
from claims.vocabulary import ClaimKind, Polarity

_FIRST_PERSON = re.compile(
    r"^[\"'“‘ ]*(?:and |but |so |well,? )?(?:I|we|you|let's|let us|please|thank)\b", re.IGNORECASE
)
_QUESTION = re.compile(r"\?[\"'”’ ]*$")
_CONDITION = re.compile(r"^[\"'“‘ ]*(?:if|whether|unless|why|how|what|who|where|when)\b", re.IGNORECASE)
_NEGATED = re.compile(
    r"\b(?:did|do|does|had|has|have|was|were|is|are|could|can|been)(?: not|n't|n’t)\b|\bnever\b|\bnobody\b|\bno one\b"
    r"|\bcannot\b|\bnone of\b",
    re.IGNORECASE,
)
#: Behind these no verb is the statement's own.
_SUBORDINATE = re.compile(r"\b(?:if|unless|because|when|while|who|which|although|though)\b", re.IGNORECASE)
#: A verb that says what happened or how things stand.
_FINITE = re.compile(
    r"\b(?:was|were|had|has|have|is|are|did|does|been|came|went|took|left|made|found|gave|got|held|kept|knew|lost|met"
    r"|ran|saw|sent|set|stood|told|won|began|broke|brought|built|fell|fought|led|struck|hit|shot|stole|threw|wrote"
    r"|paid|put|rose|sold|spent|heard|felt|cut|\w{2,}ed)\b|(?:n't|['’](?:s|re|ve|d))\b"
)
_ABILITY = re.compile(
    r"\b(?:couldn't|(?:may|might|could|would) have|could (?:see|hear|feel|smell|not|only|no longer))\b",
    re.IGNORECASE,
)
_INFINITIVE = re.compile(r"^[\"'“‘ ]*to [a-z]")
_NOTHING = re.compile(r"^[\"'“‘ ]*(?:nothing|little|no more|so\b|more\b|something|anything)", re.IGNORECASE)
#: A quote in which somebody speaks of himself tells of feelings more often than of the matter.
_OF_ONESELF = re.compile(r"\b(?:I|I'm|I've|my|me)\b")
_OPENING = 60
#: Fewer words are a name for a matter, not a statement of it.
_FEWEST_WORDS = 4


@lru_cache(maxsize=8)
def _any_of(kind: str) -> re.Pattern[str]:
    words = sorted(lexicon.assertions(kind), key=len, reverse=True)
    return re.compile(
        r"(?<!\w)(?:" + "|".join(re.escape(w) for w in words) + r")(?!\w)",
        0 if kind == "future" else re.IGNORECASE,
    )


def kind_of_statement(statement: str, *, judging: bool) -> ClaimKind | None:
    """
    Return the kind of claim, or None where the words make none: a question, a condition, a feeling.

    judging: whether the verb of saying judges ("called the vote a farce", "condemned").
    """
    words = statement.split()
    if (
        not words
        or _QUESTION.search(statement)
        or _CONDITION.match(statement)
        or _INFINITIVE.match(statement)
    ):
        return None
    evaluates = _any_of("evaluative").search(statement) is not None
    if judging:
        return ClaimKind.EVALUATION if evaluates or '"' in statement else None
    if len(words) < _FEWEST_WORDS or _NOTHING.match(statement):
        return None
    future = _any_of("future").search(statement)
    if future is not None and not _ABILITY.search(statement) and future.start() < len(statement) * 2 / 3:
        return ClaimKind.PREDICTION
    if evaluates or _any_of("norms").search(statement):
        return ClaimKind.EVALUATION
    if _any_of("reading").search(statement):
        return ClaimKind.INTERPRETATION
    if _FINITE.search(statement) is None:
        return None
    if _FIRST_PERSON.match(statement):
        return ClaimKind.POSITION if _NEGATED.search(statement[:40]) else None
    if _OF_ONESELF.search(statement[:_OPENING]):
        return None
    return ClaimKind.EVENT


def polarity_of(statement: str) -> Polarity:
    """Return DENIED where the statement's own verb is negated ("no shots were fired" is not looked for)."""
    main = _SUBORDINATE.split(statement[:80], maxsplit=1)[0]
    return Polarity.DENIED if _NEGATED.search(main) else Polarity.AFFIRMED


def forecasts(sentence: str) -> re.Match[str] | None:
    """Return the words with which a text itself looks ahead: "is expected to", "is likely to"."""
    return _any_of("forecast").search(sentence)
