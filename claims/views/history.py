"""The history of one object: who, when, what changed."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from claims.models import Comment
from claims.queries.discussion import may_read
from claims.queries.history import TRACKED, history_of
from config.asked import person_of
from config.policies import Action, requires


@require_GET
@requires(Action.BROWSE)
def history(request: HttpRequest, name: str, pk: int) -> HttpResponse:
    """Show what happened to one object, newest first."""
    model = TRACKED.get(name)
    if model is None:
        raise Http404("Nothing of this name has a history.")
    found = get_object_or_404(model, pk=pk)
    if isinstance(found, Comment) and not may_read(found, person_of(request)):
        raise PermissionDenied("Kept back until all blind assessments are in.")
    context = {"name": name, "found": found, "entries": history_of(name, found)}
    return render(request, "claims/history.html", context)
