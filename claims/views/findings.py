"""What the rules noticed: the list, and dismissing one with a reason."""

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
from claims.services.noticing import dismiss_finding, reopen_finding
from claims.services.refusals import ReasonMissing
from claims.views.queue import next_task, show_queue
from claims.vocabulary import FindingKind, FindingState
from config.asked import person_of, see_other
from config.policies import Action, can, requires
from config.seen import ChangedMeanwhile, Line, mark_of, refuse_second

PAGE_SIZE = 25


@require_GET
@requires(Action.BROWSE)
def finding_list(request: HttpRequest) -> HttpResponse:
    """List the open findings. `?kind=` one kind, `?state=` those that a person dismissed, or whose ground is gone."""
    kind = request.GET.get("kind") if request.GET.get("kind") in set(FindingKind) else None
    asked = request.GET.get("state")
    state = FindingState(asked) if asked in set(FindingState) else FindingState.OPEN
    return _list(request, kind=kind, state=state)


@require_POST
@requires(Action.LINK)
@vary_on_headers("HX-Request", "HX-Target")
def finding_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Dismiss a finding with a reason, or open it again. 422 without a reason, 409 when somebody was faster."""
    finding, person = get_object_or_404(Finding, pk=pk), person_of(request)
    reason, seen = request.POST.get("reason", "")[:500], request.POST.get("seen", "")
    reopens = request.POST.get("act") == "reopen"
    said, from_queue = "Open again.", request.POST.get("back") == "queue"
    try:
        if reopens:
            row = reopen_finding(finding, seen=seen, by=person, now=timezone.now())
            if row.state == FindingState.CLOSED:
                said = f"Not dismissed any more, and closed: {row.closed_reason}"
        else:
            dismiss_finding(finding, seen=seen, reason=reason, by=person, now=timezone.now())
            said = f"Dismissed: {finding.detail} It stays silent until what the rule looked at changes."
    except ReasonMissing as error:
        if from_queue:
            return show_queue(request, status=422, kind="finding", at=pk, problem=str(error))
        return _list(request, problem=str(error), status=422)
    except ChangedMeanwhile as changed:
        now: Finding = changed.now
        lines = [
            Line("Finding", now.detail),
            Line("State", now.state, FindingState.OPEN if reopens else FindingState.DISMISSED),
            Line("Why", now.dismissed_reason or now.closed_reason, reason),
        ]
        return refuse_second(
            request, lines, seen=mark_of(now), leave=reverse("queue" if from_queue else "findings"), row=now
        )
    if from_queue:
        return next_task(request, said=said)
    messages.success(request, said)
    return see_other(f"{reverse('findings')}#finding-{pk}")


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
