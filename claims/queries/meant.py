"""What the open words of a pair may mean, and the verdict under each: "if “losses” means killed → contradicts"."""

import re
from dataclasses import dataclass, field, replace

from django.db.models import F, Q

from claims.comparison.senses import Meant, by_sense, common_verdict, senses_of, shipped_senses
from claims.extraction import lexicon
from claims.models import Claim, Measure, MeasureSense, Mention
from claims.services import terms
from claims.services.pairing import SetOut, set_out
from claims.vocabulary import RelationKind
from claims.wording import COMPARABILITY_WORDS, RELATION_SENTENCES, axes_behind
from sources.models import Source

#: Relations that add nothing to what the axes allow.
_SAY_NO_MORE = frozenset({RelationKind.UNRELATED, RelationKind.CONTRASTS})


@dataclass(frozen=True, slots=True)
class OpenWord:
    """
    A word of one claim that carries several senses. name: left or right; words: as the text prints them.

    senses: the measures that it may mean, narrowest first. confirmed: what a person recorded of these words, for this
    speaker before everybody. mention: where it stands, None: nowhere now.
    """

    name: str
    claim: Claim
    words: str
    senses: list[Measure]
    confirmed: MeasureSense | None
    mention: Mention | None

    @property
    def speaker(self) -> Source | None:
        return self.claim.claimant

    @property
    def is_asked(self) -> bool:
        """Whether a person can say here what the speaker means."""
        return self.confirmed is None and self.speaker is not None and self.mention is not None

    def as_recorded_now(self) -> "OpenWord":
        """Return the word with what is recorded of it by now. One query."""
        return replace(self, confirmed=_confirmed(self.words, self.claim))

    @property
    def keys(self) -> tuple[str, ...]:
        return (self.confirmed.measure.key,) if self.confirmed else tuple(one.key for one in self.senses)


@dataclass(frozen=True, slots=True)
class Line:
    """The verdict under one reading of the words. left, right: the measures meant, "" where the side is not open."""

    left: str
    right: str
    verdict: str
    sentence: str
    is_conflict: bool


@dataclass(frozen=True, slots=True)
class Senses:
    """
    words: the open ones, left before right. measures: all, by their keys. common: what every sense comes to, "" where
    the sense matters.
    """

    words: list[OpenWord]
    measures: dict[str, Measure]
    lines: list[Line] = field(default_factory=list)
    common: str = ""

    @property
    def left(self) -> OpenWord | None:
        return next((word for word in self.words if word.name == "left"), None)

    @property
    def right(self) -> OpenWord | None:
        return next((word for word in self.words if word.name == "right"), None)


def may_be_open(claim: Claim) -> bool:
    """Tell whether what the claim counts is a word with several senses. No query; the scope is loaded."""
    measure = claim.scope.measure if claim.scope else None
    return measure is not None and (measure.ambiguous or measure.key in shipped_senses())


def senses_shown(left: Claim, right: Claim, mentions: dict[int, Mention]) -> Senses | None:
    """
    Return the verdict under each sense of a pair's open words; None where neither claim has one. Up to seven queries.

    mentions: claim id → the place that the page shows, read `with_excerpt`.
    """
    sides = [("left", left), ("right", right)]
    if not any(may_be_open(claim) for _, claim in sides):
        return None
    measures = terms.measures_by_key()
    chosen = set_out({left.pk, right.pk})
    words = [
        word
        for name, claim in sides
        if (word := _open_word(name, claim, chosen, measures, mentions.get(claim.pk)))
    ]
    keys = {word.name: word.keys for word in words}
    meant = by_sense(
        chosen.readings[left.pk], chosen.readings[right.pk], chosen.containment,
        side_by_side=chosen.share_text(left.pk, right.pk),
        left_senses=keys.get("left", ()), right_senses=keys.get("right", ()),
    )  # fmt: skip
    common = common_verdict(meant)
    return Senses(
        words,
        measures,
        [_line(one, measures) for one in meant],
        COMPARABILITY_WORDS[common[0]] if common else "",
    )


def _open_word(
    name: str, claim: Claim, chosen: SetOut, measures: dict[str, Measure], mention: Mention | None
) -> OpenWord | None:
    key = chosen.readings[claim.pk].measure
    senses = [measures[one] for one in senses_of(key, chosen.containment) if one in measures]
    if not senses or key is None:
        return None
    words = printed_word(_clause(mention), key) if mention else key
    return OpenWord(name, claim, words, senses, _confirmed(words, claim), mention)


def at_place(word: OpenWord, mention: Mention) -> OpenWord:
    """Return the word as this mention prints it, read `with_excerpt`: for a claim that the mention carried before."""
    key = word.claim.scope.measure.key if word.claim.scope and word.claim.scope.measure else word.words
    words = printed_word(_clause(mention), key)
    return replace(word, words=words, mention=mention, confirmed=_confirmed(words, word.claim))


def printed_word(clause: str, measure: str) -> str:
    """Return the words by which the clause states the measure, as it prints them; the measure's key where none does."""
    known = lexicon.measures().get(measure)
    forms = {*known.words, *known.nouns, *known.verbs} if known else {measure}
    longest = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    found = re.search(rf"\b(?:{longest})\b", clause, re.IGNORECASE) if longest else None
    return found.group().casefold() if found else measure.replace("_", " ")


def _clause(mention: Mention) -> str:
    start: int = mention.excerpt_start  # type: ignore[attr-defined]  # read with_excerpt
    text: str = mention.excerpt_text  # type: ignore[attr-defined]
    return text[mention.clause_start - start : mention.clause_end - start]


def _confirmed(words: str, claim: Claim) -> MeasureSense | None:
    """What a person recorded of these words: for the claim's speaker, else for everybody."""
    whose = Q(speaker=claim.claimant_id) if claim.claimant_id else Q(speaker=None)
    found = MeasureSense.objects.standing().filter(whose | Q(speaker=None), words__iexact=words)
    chosen = found.select_related("measure", "speaker", "confirmed_by").order_by(
        F("speaker").asc(nulls_last=True)
    )
    return chosen.first()


def _line(one: Meant, measures: dict[str, Measure]) -> Line:
    verdict = one.verdict
    axes = {axis.value: found.value for axis, found in verdict.axes.items()}
    behind = ", ".join(axes_behind(verdict.comparability, axes))
    return Line(
        left=measures[one.left].label if one.left else "",
        right=measures[one.right].label if one.right else "",
        verdict=f"{COMPARABILITY_WORDS[verdict.comparability]}{': ' if behind else ''}{behind}",
        sentence="" if verdict.relation in _SAY_NO_MORE else RELATION_SENTENCES[verdict.relation],
        is_conflict=verdict.relation in (RelationKind.CONTRADICTS, RelationKind.CONTAINMENT_VIOLATION),
    )
