"""
What a person saw of the claims under a question when they judged it: which there were, and how each stood.

A form carries it as text, so that a service can refuse what was judged from other claims, and a page can say which
came, went or changed meanwhile: "12kc.15ss" is claim 12, kept by a person and confirmed, and claim 15, both suggested.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q

from claims.models import Mention, Question, QuestionClaim
from claims.vocabulary import Gathering, MentionState

#: How a claim stands under the question, and how texts carry it: one letter each.
_UNDER = {"k": "kept", "s": "suggested"}
_CARRIED = {"c": "confirmed", "s": "only read by a program", "n": "no longer carried by any text"}
_ONE = re.compile(rf"(\d{{1,18}})([{''.join(_UNDER)}][{''.join(_CARRIED)}])")

#: claim id → its two letters.
ClaimsSeen = Mapping[int, str]


@dataclass(frozen=True, slots=True)
class Moved:
    """
    A claim that is not as it was seen. before, now: in words; None: it was not, or is not, under the question.

    is_gathering: it was kept, left out or gathered, and not only what texts say of it changed.
    """

    claim: int
    before: str | None
    now: str | None
    is_gathering: bool


def claims_now(question: Question) -> ClaimsSeen:
    """Return the claims that stand under the question and how they stand, as its pages show them. One query."""
    mentions = Mention.objects.standing().filter(claim=OuterRef("claim"))
    rows = (
        QuestionClaim.objects.filter(question=question)
        .exclude(state=Gathering.LEFT_OUT)
        .annotate(carried=Exists(mentions), confirmed=Exists(mentions.filter(state=MentionState.ACCEPTED)))
        .filter(Q(carried=True) | Q(state=Gathering.KEPT))
        .order_by("claim")
    )
    return {
        claim: ("k" if state == Gathering.KEPT else "s") + ("c" if confirmed else "s" if carried else "n")
        for claim, state, carried, confirmed in rows.values_list("claim", "state", "carried", "confirmed")
    }


def written(claims: ClaimsSeen) -> str:
    """Return the mark that a form carries; "" for no claims."""
    return ".".join(f"{claim}{letters}" for claim, letters in claims.items())


def read(text: str) -> ClaimsSeen:
    """Return what a form carried; what is not a mark counts as not seen."""
    found = (_ONE.fullmatch(one) for one in text.split("."))
    return {int(one[1]): one[2] for one in found if one is not None}


def moved(seen: ClaimsSeen, now: ClaimsSeen) -> list[Moved]:
    """Return the claims that came, went or stand otherwise, by their numbers."""
    pairs = {claim: (seen.get(claim), now.get(claim)) for claim in sorted(seen.keys() | now.keys())}
    return [
        Moved(claim, _words(before), _words(after), not (before and after and before[0] == after[0]))
        for claim, (before, after) in pairs.items()
        if before != after
    ]


def _words(letters: str | None) -> str | None:
    return None if letters is None else f"{_UNDER[letters[0]]}, {_CARRIED[letters[1]]}"
