"""
Who may do what: one table, role × action. Tested cell by cell in tests/test_roles.py.

Permissions ask about the person; whether the state of a thing allows the act is the services' business.
Imports Django's authentication only.
"""

from collections.abc import Callable
from enum import StrEnum
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponseBase


class Role(StrEnum):
    """A person's role is a group of the same name. A person may hold several."""

    ANALYST = "analyst"
    REVIEWER = "reviewer"
    ADJUDICATOR = "adjudicator"
    ADMIN = "admin"


class Action(StrEnum):
    BROWSE = "browse"  # read every page of the archive
    DISCUSS = "discuss"  # comment, and hold an opinion
    TRIAGE = "triage"  # accept, edit or reject a suggested mention
    LINK = "link"  # judge a suggested relation, gather claims under a question
    MARK_PROVENANCE = "mark provenance"  # say who is behind a claim; edit sources
    EDIT_TERMS = "edit terms"  # say what is part of what
    ASK = "ask"  # open a question
    ASSESS = "assess"  # ask for blind assessments of a question, and hand one in
    PROPOSE = "propose"  # put a decision on a question before a second person
    DECIDE = "decide"  # approve or return a decision, withdraw it, look at it again
    IMPORT = "import"  # bring articles in
    MANAGE_PEOPLE = "manage people"  # add people, give roles


_EVERYONE = frozenset(Role)
_REVIEWERS = frozenset({Role.REVIEWER, Role.ADJUDICATOR})

ALLOWED: dict[Action, frozenset[Role]] = {
    Action.BROWSE: _EVERYONE,
    Action.DISCUSS: _EVERYONE,
    Action.TRIAGE: _REVIEWERS,
    Action.LINK: _REVIEWERS,
    Action.MARK_PROVENANCE: _REVIEWERS,
    Action.EDIT_TERMS: _REVIEWERS,
    Action.ASK: _REVIEWERS,
    Action.ASSESS: _REVIEWERS,
    Action.PROPOSE: _REVIEWERS,
    Action.DECIDE: frozenset({Role.ADJUDICATOR}),
    Action.IMPORT: frozenset({Role.ADMIN}),
    Action.MANAGE_PEOPLE: frozenset({Role.ADMIN}),
}


def roles_of(user: Any) -> frozenset[Role]:
    """
    Return the roles of a signed-in person; a superuser has them all, an anonymous visitor none.

    One query the first time; kept on the user object, so once per request.
    """
    if not user.is_authenticated or not user.is_active:
        return frozenset()
    known: frozenset[Role] | None = getattr(user, "_counterclaim_roles", None)
    if known is None:
        names = Role if user.is_superuser else user.groups.values_list("name", flat=True)
        known = frozenset(Role(name) for name in names if name in set(Role))
        user._counterclaim_roles = known
    return known


def can(user: Any, action: Action) -> bool:
    """Return whether the person may do it."""
    return bool(roles_of(user) & ALLOWED[action])


View = Callable[..., HttpResponseBase]


def requires(action: Action) -> Callable[[View], View]:
    """Refuse the view (403) to people who may not do `action`. Signing in is the middleware's business."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not can(request.user, action):
                raise PermissionDenied(f"Your role may not {action}.")
            return view(request, *args, **kwargs)

        guarded.action = action  # type: ignore[attr-defined]  # read by the role matrix under test
        return guarded

    return decorate
