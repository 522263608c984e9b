"""Taking back one's own last decisions, one after the other."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST
from django.views.decorators.vary import vary_on_headers

from claims.services.undoing import DecidedSince, NothingToUndo, undo_latest
from claims.templatetags.claim_words import done_about
from claims.views.mention import answer_decision
from claims.views.queue import show_queue
from config.asked import person_of, see_other, whole_number
from config.htmx import go_to, wants_pieces
from config.policies import Action, requires


@require_POST
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def undo(request: HttpRequest) -> HttpResponse:
    """
    Undo the newest of the person's last ten decisions that can be undone, and show that task again.

    Asked for in the reader, the text is shown again, where the decision was one on a mention.
    """
    in_reader = request.POST.get("back") == "article" and wants_pieces(request)
    try:
        meant = whole_number(request.POST.get("decision"))
        decision = undo_latest(by=person_of(request), now=timezone.now(), meant=meant)
    except (NothingToUndo, DecidedSince) as error:
        if not in_reader:
            return show_queue(request, status=409, problem=str(error))
        messages.warning(request, str(error))
        return go_to(reverse("queue"))
    subjects = {
        "mention": decision.mention_id,
        "relation": decision.relation_id,
        "finding": decision.finding_id,
        "derivation": decision.derivation_id,
    }
    if decision.adjudication is not None:
        subjects = {"approval": decision.adjudication.question_id}
    if decision.rereading_id is not None:
        subjects = {"reading": decision.rereading_id}
    if decision.parking is not None:
        subjects = {decision.parking.kind: decision.parking.subject}
    kind, pk = next((kind, pk) for kind, pk in subjects.items() if pk is not None)
    said = f"Undone: {done_about(decision)}. It waits again."
    if in_reader and decision.mention:
        return answer_decision(request, decision.mention, "article", said=said)
    if wants_pieces(request) and not in_reader:
        return show_queue(request, kind=kind, at=pk, said=said, undone=True)
    messages.success(request, said)
    if decision.rereading_id and decision.mention:
        version = decision.mention.version
        return see_other(f"{reverse('article_readings', args=[version.article_id])}?version={version.number}")
    address = f"{reverse('queue')}?kind={kind}&at={pk}"
    return go_to(address) if in_reader else see_other(address)
