"""The claims of a document: figures first, then assertions without a figure, with what stayed unread."""

from claims.extraction.attributing.chains import Chains
from claims.extraction.claiming.assertions import AssertionReader
from claims.extraction.claiming.figures import FigureReader
from claims.extraction.claiming.headlines import join_headline
from claims.extraction.draft import Draft
from claims.extraction.results import ExtractedClaim, Unread


def find_claims(draft: Draft) -> tuple[list[ExtractedClaim], list[Unread]]:
    """Return (claims, unread passages). Claim ids count from 0; figures come first, each part in text order."""
    if not draft.sentences:
        return [], []
    chains = Chains(draft.attributions, draft.sentences)
    reader = FigureReader(draft, chains)
    reader.read()
    figures = join_headline(reader.claims, draft.sentences)
    assertions = AssertionReader(
        draft, chains, reader.scopes, reader.periods, reader.happenings, figures
    ).read()
    return [*figures, *assertions], reader.unread
