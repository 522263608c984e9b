"""How many articles reported a claim at a moment and how many origins stood behind it, from rows as they were then."""

from collections.abc import Iterable, Mapping

from claims.comparison.origins import Report
from claims.models import Attribution, Mention
from claims.queries.origins import Reports
from claims.services.origins import origins_of
from claims.vocabulary import Manner, MentionState, SourceKind
from sources.models import Source

_OWNED = (SourceKind.OUTLET, SourceKind.AGENCY)


def reports_then(places: Mapping[int, Iterable[Mention]]) -> dict[int, Reports]:
    """
    Return the reports of each claim, by id. No query.

    places: its mentions with claim, claimant, version, article, outlet, utterance and chain loaded as they were. Who
    stands behind a report is the rule of `services.origins`, which asks the tables of today the same.
    """
    found = {}
    for claim, mentions in places.items():
        standing = [mention for mention in mentions if mention.state != MentionState.REJECTED]
        if standing:
            found[claim] = Reports(
                frozenset(mention.version.article_id for mention in standing),
                origins_of([_report(mention) for mention in standing]),
            )
    return found


def _report(mention: Mention) -> Report:
    hops: list[Attribution] = list(mention.attributions.all())
    manner = max(hops, key=lambda hop: hop.hop).manner if hops else Manner.OWN_VOICE
    said, claimant, version = mention.utterance, mention.claim.claimant, mention.version
    is_own_voice = claimant is None and manner == Manner.OWN_VOICE
    if claimant is not None:
        originator = _key(claimant)
    elif not is_own_voice or said is not None:
        originator = None
    elif version.article.outlet is not None:
        outlet = version.article.outlet
        originator = f"s{outlet.parent_id or outlet.pk}"
    else:
        originator = f"t{version.sha256}"
    return Report(
        str(mention.pk),
        originator,
        utterance=None if said is None else str(said.pk),
        text=version.sha256 if is_own_voice else None,
        speaker=None if said is None else _key(said.speaker),
    )


def _key(source: Source) -> str:
    """A source by its number; an outlet or an agency by that of its owner."""
    return f"s{source.parent_id or source.pk}" if source.kind in _OWNED else f"s{source.pk}"
