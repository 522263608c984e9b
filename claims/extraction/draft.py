"""The working copy of one document that the components pass along and fill in."""

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from claims.extraction.knowledge import Knowledge
from claims.extraction.results import Attribution, DateMention, ExtractedClaim, Quantity, Unread

if TYPE_CHECKING:
    from claims.extraction.naming.cast import Cast
    from claims.extraction.naming.names import NameRun
    from claims.extraction.naming.places import PlaceMention
    from claims.extraction.naming.populations import PopulationMention
    from claims.extraction.syntax.quotes import Quote
    from claims.extraction.syntax.sentences import Sentence
    from claims.extraction.syntax.words import Words


@dataclass(slots=True)
class Draft:
    """What is known so far. Each component reads what those before it have found and adds its own."""

    text: str
    plain: str
    published: date | None
    words: "Words"
    knowledge: Knowledge = field(default_factory=Knowledge)
    paragraphs: list[tuple[int, int]] = field(default_factory=list)
    quotes: list["Quote"] = field(default_factory=list)
    sentences: list["Sentence"] = field(default_factory=list)
    dates: list[DateMention] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    names: list["NameRun"] = field(default_factory=list)
    places: list["PlaceMention"] = field(default_factory=list)
    populations: list["PopulationMention"] = field(default_factory=list)
    cast: "Cast | None" = None
    attributions: list[Attribution] = field(default_factory=list)
    claims: list[ExtractedClaim] = field(default_factory=list)
    unread: list[Unread] = field(default_factory=list)
