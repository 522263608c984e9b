"""
What every page shows: the sections that this person's roles open, and how much waits in the queue.

A context processor. Nothing is asked of the database until the template reads it.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import HttpRequest

from claims.models import Notice
from claims.queries.queue import waiting_badge
from config.policies import Action, can, roles_of


@dataclass(frozen=True, slots=True)
class Section:
    """One link of the navigation."""

    label: str
    page: str
    is_current: bool
    is_this_page: bool

    @property
    def current_kind(self) -> str:
        """The value of aria-current: this very page, or a page inside the section."""
        return "page" if self.is_this_page else "true"


def _past(*nouns: str) -> set[str]:
    return {f"{noun}_{page}" for noun in nouns for page in ("days", "as_known", "changes_days", "changes")}


#: (label, page, action that opens it, names of the pages inside it)
SECTIONS: tuple[tuple[str, str, Action, frozenset[str]], ...] = (
    (
        "Questions",
        "questions",
        Action.BROWSE,
        frozenset(
            {
                "questions",
                "question",
                "question_new",
                "question_decide",
                "question_claims",
                "assessments",
                "assessment_hand_in",
                "assessment_reconcile",
                "agreement",
                "claim",
                "claim_grade",
                "claim_origins",
                "question_matrix",
                "question_provenance",
                "notices",
                *_past("question", "claim", "relation"),
            }
        ),
    ),
    (
        "Articles",
        "articles",
        Action.BROWSE,
        frozenset(
            {
                "articles",
                "article",
                "article_readings",
                "readings",
                "mention_provenance",
                "mention_utterance",
                "mention_new",
                *_past("article"),
            }
        ),
    ),
    (
        "Sources",
        "sources",
        Action.BROWSE,
        frozenset(
            {
                "sources",
                "source",
                "source_edit",
                "source_new",
                "source_grade",
                "utterance",
                "utterance_edit",
                *_past("source"),
            }
        ),
    ),
    (
        "Queue",
        "queue",
        Action.TRIAGE,
        frozenset(
            {
                "queue",
                "mention_edit",
                "mention_decide",
                "relation",
                "relation_decide",
                "undo",
                "findings",
                "mention_merge",
                "mention_split",
                "queue_filters",
                "parked_list",
            }
        ),
    ),
    ("Import", "imports", Action.IMPORT, frozenset({"imports", "batch", "item"})),
    ("Terms", "terms", Action.BROWSE, frozenset({"terms", "term_new", "term_edit", "part_add"})),
    ("People", "people", Action.MANAGE_PEOPLE, frozenset({"people", "person"})),
)


class Navigation:
    """The sections for one request, made when first read."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def roles(self) -> str:
        """The person's roles, for the tooltip beside the name."""
        return ", ".join(sorted(roles_of(self._request.user))) or "no role yet"

    @cached_property
    def waiting(self) -> str:
        """How many tasks wait, as text ("18", "99+"), or ""."""
        return waiting_badge(self._request.user) if can(self._request.user, Action.TRIAGE) else ""

    @cached_property
    def unread(self) -> int:
        """How many notices this person has not read."""
        return Notice.objects.filter(user=self._request.user.pk, read_at=None).count()

    @cached_property
    def sections(self) -> list[Section]:
        here = self._request.resolver_match.url_name if self._request.resolver_match else None
        return [
            Section(
                label=label,
                page=page,
                is_current=here in pages,
                is_this_page=here == page,
            )
            for label, page, action, pages in SECTIONS
            if can(self._request.user, action)
        ]


def navigation(request: HttpRequest) -> dict[str, Any]:
    """Add `navigation` to every template's context."""
    return {"navigation": Navigation(request)}
