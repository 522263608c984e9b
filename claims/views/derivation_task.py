"""A suggested derivation as a task of the queue: say what the one article does with the other, or that it does not."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.derivation import DerivationForm
from claims.models import Derivation
from claims.services.deriving import decide_derivation
from claims.services.refusals import ReasonMissing
from claims.views.desk import desk_of
from claims.views.queue import next_task, show_queue
from claims.vocabulary import DerivationState
from config.asked import person_of
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, Line, mark_of, refuse_second


@require_POST
@requires(Action.MARK_PROVENANCE)
@vary_on_headers("HX-Request", "HX-Target")
def derivation_judge(request: HttpRequest, pk: int) -> HttpResponse:
    """Confirm or reject; answers with the next task. 422 without a reason, 409 when somebody else decided first."""
    row = get_object_or_404(Derivation, pk=pk)
    form = DerivationForm(request.POST)
    if not form.is_valid():
        problem = "Say what the one article does with the other, or that it takes nothing over."
        return show_queue(request, status=422, kind="derivation", at=pk, problem=problem)
    data, (state, kind) = form.cleaned_data, form.decided(row)
    said = "takes nothing over" if state is DerivationState.REJECTED else kind.value
    try:
        decide_derivation(
            pk, state=state, kind=kind, reason=data["reason"], seen=data["seen"], by=person_of(request),
            now=timezone.now(),
        )  # fmt: skip
    except ReasonMissing as error:
        return show_queue(request, status=422, kind="derivation", at=pk, problem=str(error))
    except ChangedMeanwhile as changed:
        now = changed.now
        lines = [
            Line("State", now.state),
            Line("Kind", now.kind, said),
            Line("Why", now.reason, data["reason"]),
        ]
        return refuse_second(request, lines, seen=mark_of(now), leave=desk_of(request).url, row=now)
    return next_task(request, said=f"Saved: {said}.")
