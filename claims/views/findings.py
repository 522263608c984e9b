"""What the rules noticed: the list, and what a person says of one: dismissed with a reason, or upheld."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.models import Finding
from claims.models.rules import choices_of
from claims.paging import page_of
from claims.queries.findings import findings, shown
from claims.services.refusals import ReasonMissing
from claims.services.upholding import dismiss_finding, reopen_finding, uphold_finding
from claims.states import NotPossible
from claims.views.queue import next_task, show_queue
from claims.vocabulary import FindingKind, FindingState
from config.asked import person_of, see_other
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Line, mark_of, refuse_second

PAGE_SIZE = 25

#: What each act makes of a finding.
_WANTED = {"dismiss": FindingState.DISMISSED, "uphold": FindingState.UPHELD, "reopen": FindingState.OPEN}


@require_GET
@requires(Action.BROWSE)
def finding_list(request: HttpRequest) -> HttpResponse:
    """List the open findings. `?kind=` one kind, `?state=` those in another state."""
    kind = request.GET.get("kind") if request.GET.get("kind") in set(FindingKind) else None
    asked = request.GET.get("state")
    state = FindingState(asked) if asked in set(FindingState) else FindingState.OPEN
    return _list(request, kind=kind, state=state)


@require_POST
@requires(Action.LINK)
@vary_on_headers("HX-Request", "HX-Target")
def finding_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """
    Dismiss a finding with a reason, uphold it, or open it again.

    422 without a reason, 409 when somebody was faster, or where the program has closed it.
    """
    finding = get_object_or_404(Finding, pk=pk)
    act = request.POST.get("act", "")
    act = act if act in _WANTED else "dismiss"
    reason, from_queue = request.POST.get("reason", "")[:500], request.POST.get("back") == "queue"
    given: dict[str, Any] = {
        "seen": request.POST.get("seen", ""), "by": person_of(request), "now": timezone.now()
    }  # fmt: skip
    try:
        if act == "reopen":
            row = reopen_finding(finding, **given)
        elif act == "uphold":
            row = uphold_finding(finding, note=reason, **given)
        else:
            row = dismiss_finding(finding, reason=reason, **given)
    except (ReasonMissing, NotPossible) as error:
        status = 422 if isinstance(error, ReasonMissing) else 409
        if from_queue:
            return show_queue(request, status=status, kind="finding", at=pk, problem=str(error))
        return _list(request, problem=str(error), status=status)
    except ChangedMeanwhile as changed:
        now: Finding = changed.now
        why = now.dismissed_reason or now.upheld_note or now.closed_reason
        lines = [
            Line("Finding", now.detail), Line("State", now.state, _WANTED[act]), Line("Why", why, reason)
        ]  # fmt: skip
        return refuse_second(
            request, lines, seen=mark_of(now), leave=reverse("queue" if from_queue else "findings"), row=now
        )
    said = _said(row)
    if from_queue:
        return next_task(request, said=said)
    messages.success(request, said)
    return see_other(f"{reverse('findings')}#finding-{pk}")


def _said(row: Finding) -> str:
    """What became of a finding, in words for the person who did it."""
    return {
        FindingState.OPEN: "Open again.",
        FindingState.DISMISSED: f"Dismissed: {row.detail} It stays silent until what the rule looked at changes.",
        FindingState.UPHELD: f"Upheld: {row.detail} The pages of its claims say so with your name.",
        FindingState.CLOSED: f"Closed: {row.closed_reason}",
    }[FindingState(row.state)]


def _list(
    request: HttpRequest,
    *,
    kind: str | None = None,
    state: FindingState = FindingState.OPEN,
    problem: str = "",
    status: int = 200,
) -> HttpResponse:
    page = page_of(request, findings(kind=kind, state=state), size=PAGE_SIZE)
    context = {
        "page": page,
        "rows": shown(page.rows),
        "kind": kind,
        "state": state,
        "problem": problem,
        "kinds": choices_of(FindingKind),
        "states": choices_of(FindingState),
        "may_link": can(request.user, Action.LINK),
    }
    return render(request, "claims/findings.html", context, status=status)
