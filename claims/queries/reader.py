"""An article version as the reader shows it: paragraphs with marks, a note per mention, what was not understood."""

from collections.abc import Sequence
from dataclasses import dataclass

from claims.highlight import Highlight, Mark, Paragraph, paragraphs
from claims.models import Attribution, ExtractionRun, Mention, UnreadPassage
from claims.queries.excerpts import STATE_MARKS
from claims.queries.why import WhyShown, why_of, with_grounds
from claims.sides import SideShown, side_in
from claims.vocabulary import ClaimKind, MentionState
from sources.models import Article, ArticleVersion

#: A text with more than this many mentions is shown with the first ones marked.
MENTIONS_SHOWN = 400
UNREAD_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Note:
    """What stands in the margin for one mention. chain: origin first. number: as printed. why: None where not asked."""

    number: int
    mention: Mention
    side: SideShown
    chain: list[Attribution]
    why: WhyShown | None

    @property
    def is_suggested(self) -> bool:
        return bool(self.mention.state == MentionState.SUGGESTED)

    @property
    def is_limit(self) -> bool:
        """A scope statement: it limits another claim and is no claim about a number."""
        return bool(self.mention.claim.kind == ClaimKind.SCOPE)

    @property
    def origin(self) -> Attribution | None:
        return self.chain[0] if len(self.chain) > 1 else None


@dataclass(frozen=True, slots=True)
class Block:
    """One paragraph with the notes that begin in it."""

    paragraph: Paragraph
    notes: list[Note]


@dataclass(frozen=True, slots=True)
class Reading:
    version: ArticleVersion
    blocks: list[Block]
    notes: list[Note]
    rejected: list[Mention]
    unread: list[UnreadPassage]
    run: ExtractionRun | None
    accepted: int
    suggested: int


def versions_of(article: Article) -> list[ArticleVersion]:
    """Return the versions without their text, newest first."""
    return list(article.versions.defer("text").order_by("-number")[:100])


def reading_of(version: ArticleVersion) -> Reading:
    """Return the text with its mentions. Four queries; the version is read with its article and outlet."""
    mentions = list(
        with_grounds(Mention.objects.filter(version=version).with_chain())
        .select_related(
            "claim__scope__measure",
            "claim__scope__population__parent",
            "claim__scope__place",
            "claim__claimant",
            "decided_by",
            "limits",
        )
        .order_by("start", "-end", "pk")[:MENTIONS_SHOWN]
    )
    for mention in mentions:
        mention.version = version  # loaded once, not with every row
    standing = [mention for mention in mentions if mention.state != MentionState.REJECTED]
    run = ExtractionRun.objects.filter(version=version).order_by("-recorded_at", "-pk").first()
    unread = list(UnreadPassage.objects.filter(run=run).order_by("start", "pk")[:UNREAD_SHOWN]) if run else []
    notes = [_note(number, mention) for number, mention in enumerate(standing, 1)]
    return Reading(
        version=version,
        blocks=blocks_of(version.text, notes, unread),
        notes=notes,
        rejected=[mention for mention in mentions if mention.state == MentionState.REJECTED],
        unread=unread,
        run=run,
        accepted=sum(mention.state == MentionState.ACCEPTED for mention in standing),
        suggested=sum(mention.state == MentionState.SUGGESTED for mention in standing),
    )


def _note(number: int, mention: Mention) -> Note:
    chain = sorted(mention.attributions.all(), key=lambda hop: -hop.hop)
    return Note(number=number, mention=mention, side=side_in(mention), chain=chain, why=why_of(mention))


def blocks_of(text: str, notes: Sequence[Note], unread: Sequence[UnreadPassage] = ()) -> list[Block]:
    """Return the paragraphs of a text with its mentions marked, and the notes that begin in each. No query."""
    by_mention = {note.mention.pk: note for note in notes}
    highlights = [
        Highlight(
            note.mention.start,
            note.mention.end,
            Mark.LIMITS
            if note.is_limit and not note.is_suggested
            else STATE_MARKS[MentionState(note.mention.state)],
            number=note.number,
            mention=note.mention.pk,
        )
        for note in notes
    ]
    highlights += [Highlight(one.start, one.end, Mark.UNREAD) for one in unread if one.end <= len(text)]
    return [
        Block(paragraph, [by_mention[one.mention] for one in paragraph.opening if one.mention in by_mention])
        for paragraph in paragraphs(text, highlights)
    ]
