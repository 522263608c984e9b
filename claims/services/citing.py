"""From the attributions of a text to the hops of the stored chain, and the sources they name."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q
from django.db.models.functions import Lower

from claims.extraction.results import Attribution as Said
from claims.extraction.results import ExtractedClaim, Extraction
from claims.models import Attribution, Mention
from claims.vocabulary import ClaimKind, Manner, Role, SourceKind, SpeechAct
from sources.models import Source, SourceAlias


@dataclass(frozen=True, slots=True)
class Hop:
    """One hop before it has a row. name: resolved name, "" when nobody is named."""

    name: str
    role: Role
    act: SpeechAct
    manner: Manner
    said: Said | None


def hops_of(claim: ExtractedClaim, found: Extraction) -> list[Hop]:
    """
    Return the chain as it is stored: hop 0 the publisher, then from the article back to the origin.

    A claim in the article's own voice has hop 0 only.
    """
    chain = [found.attributions[i] for i in reversed(claim.chain)]
    if not chain:
        return [Hop("", Role.PUBLISHER, SpeechAct.ASSERT, Manner.OWN_VOICE, None)]
    hops = [Hop("", Role.PUBLISHER, SpeechAct.REPORT, chain[0].manner, None)]
    for said in chain:
        origin = said is chain[-1] and not said.carrier
        role = Role.ORIGINATOR if origin else Role.RELAYER
        if origin and claim.kind is ClaimKind.INTERPRETATION:
            role = Role.INTERPRETER
        hops.append(Hop(said.source.name if said.source else "", role, said.act, said.manner, said))
    return hops


def claimant_name(hops: list[Hop]) -> str:
    """Return the name of the origin; "" for the article's own voice and where nobody is named."""
    return hops[-1].name if len(hops) > 1 else ""


#: Words that begin a description and not a name ("his office", "one of them", "neither government"): English
#: determiners, quantifiers and possessives, a closed class.
_DESCRIBING = frozenset(
    """a an the this that these those his her its their our my your one two three some many several few both
    all each every any no neither either most another other others""".split()  # noqa: SIM905 - reads as a list
)


def is_name(name: str, kind: str | None) -> bool:
    """
    Tell whether the words name somebody in particular, so that two articles mean the same one by them.

    "Varnholm Police" and "Ukrainian officials" do; "officials", "police", "his office", "Analysts" do not: they stay
    unresolved, with their printed words, until a reviewer says who they are.
    """
    words = name.split()
    if not words or words[0].casefold() in _DESCRIBING:
        return any(word[0].isupper() for word in words[1:]) and words[0].casefold() in {"the", "a", "an"}
    if len(words) == 1:
        return words[0][0].isupper() and kind not in {None, SourceKind.UNNAMED_GROUP, SourceKind.OFFICE}
    return any(word[0].isupper() for word in words)


def sources_by_name(attributions: Iterable[Said]) -> dict[str, Source]:
    """
    Return the source of each name that the attributions resolve to.

    A recorded source is found by name or alias; a name that nobody bears yet makes one, marked `suggested`.
    """
    kinds: dict[str, str] = {}
    for said in attributions:
        if said.source and (name := " ".join(said.source.name.split())):
            kinds.setdefault(name, said.source_kind or SourceKind.UNNAMED_GROUP)
    if not kinds:
        return {}
    rows = _by_name(list(kinds))
    missing = {n.lower(): n for n, kind in kinds.items() if n not in rows and is_name(n, kind)}
    if missing:
        Source.objects.bulk_create(
            [Source(name=name, kind=kinds[name], suggested=True) for name in missing.values()],
            ignore_conflicts=True,
        )
        rows = _by_name(list(kinds))
    return rows


def _by_name(names: list[str]) -> dict[str, Source]:
    keys = {name.lower() for name in names}
    aliases = SourceAlias.objects.alias(key=Lower("name")).filter(key__in=keys)
    known = {alias.name.lower(): alias.source for alias in aliases.select_related("source").order_by("pk")}
    rows = Source.objects.alias(key=Lower("name")).filter(Q(key__in=keys))
    known |= {row.name.lower(): row for row in rows}
    return {name: known[name.lower()] for name in names if name.lower() in known}


def rows_of(
    mention: Mention, hops: list[Hop], sources: dict[str, Source], outlet: Source | None
) -> list[Attribution]:
    """Return the unsaved rows of a mention's chain."""
    rows = []
    for number, hop in enumerate(hops):
        said = hop.said
        cue = said.cue if said else None
        rows.append(
            Attribution(
                mention=mention, hop=number, role=hop.role, act=hop.act, manner=hop.manner,
                source=outlet if number == 0 else sources.get(" ".join(hop.name.split())),
                printed_name=said.source.exact if said and said.source else "",
                cue=cue.exact if cue else "",
                cue_start=cue.start if cue else None,
                cue_end=cue.end if cue else None,
                hedge=(said.hedge or "") if said else "",
            )
        )  # fmt: skip
    return rows
