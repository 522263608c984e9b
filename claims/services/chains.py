"""
A chain ends with whoever claims it: when a mention gets a claim of another claimant, its chain follows.

The printed words, cues and everybody between stay as they are; only the end changes, so that chain and claimant never
say two things. Source: the model's Attribution, "the chain from the article back to the origin".
"""

from collections.abc import Sequence
from typing import Any

from claims.vocabulary import Manner, Role, SpeechAct

Hop = dict[str, Any]


def chain_to(claimant: int | None, outlet: int | None) -> list[Hop]:
    """The publisher, and behind it the claimant where one is given; a reviewer adds the hops between."""
    if not claimant:
        return [_hop(Role.PUBLISHER, outlet, SpeechAct.ASSERT, Manner.OWN_VOICE)]
    return [
        _hop(Role.PUBLISHER, outlet, SpeechAct.REPORT, Manner.PARAPHRASE),
        _hop(Role.ORIGINATOR, claimant, SpeechAct.ASSERT, Manner.PARAPHRASE),
    ]


def claimant_of(chain: Sequence[Hop]) -> int | None:
    """Return who claims it by the chain: its end, None for the article itself and where nobody is named."""
    return chain[-1]["source_id"] if len(chain) > 1 else None


def ending_with(chain: Sequence[Hop], claimant: int | None) -> list[Hop]:
    """
    Return the chain as it stands with this claimant; an equal one where it ends with them already.

    Nobody: whoever stood at the end is not named any more. Somebody who stands on the chain: it ends there.
    """
    hops = [dict(hop) for hop in chain]
    if not hops or claimant_of(hops) == claimant:
        return hops
    if len(hops) == 1:
        publisher, origin = chain_to(claimant, hops[0]["source_id"])
        return [hops[0] | {"act": publisher["act"], "manner": publisher["manner"]}, _blank(hops[0]) | origin]
    known = [number for number, hop in enumerate(hops) if number and hop["source_id"] == claimant]
    if claimant is None:
        hops[-1] |= {"source_id": None, "printed_name": "", "manner": Manner.AGENTLESS.value}
    elif known:
        hops = hops[: known[0] + 1]
    else:
        hops[-1]["source_id"] = claimant
    end = hops[-1]
    if claimant is not None and end["manner"] == Manner.AGENTLESS:
        end["manner"] = Manner.PARAPHRASE.value
    if end["role"] == Role.RELAYER:
        end["role"] = Role.ORIGINATOR.value
    hops[0]["manner"] = hops[1]["manner"]
    return hops


def _blank(hop: Hop) -> Hop:
    empty = {"printed_name": "", "cue": "", "cue_start": None, "cue_end": None, "hedge": ""}
    return hop | empty


def _hop(role: Role, source: int | None, act: SpeechAct, manner: Manner) -> Hop:
    return {"role": role.value, "source_id": source, "act": act.value, "manner": manner.value}
