"""What a reviewer does with a mention: accept, reject with a reason, correct its reading."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.mention import DecisionForm, ReadingForm, initial_of
from claims.models import Decision, Mention
from claims.queries.triage import task_of
from claims.services.refusals import ReasonMissing
from claims.services.triage import (
    AlreadyDecided,
    AlreadyRecorded,
    accept_mention,
    correct_mention,
    reject_mention,
)
from claims.templatetags.claim_words import claim_in_words
from claims.views.articles import reader_context
from claims.views.desk import desk_of
from claims.views.queue import show_queue
from config.asked import person_of, see_other
from config.htmx import page_or_partial, wants_pieces
from config.policies import Action, requires
from config.seen import Line, both_acts, both_versions, mark_of

ALREADY = "Somebody else has decided this one in the meantime; it is shown as it stands now."


@require_POST
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def mention_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept or reject; answers with the next task, or with the text where the mention stands."""
    mention = get_object_or_404(Mention.objects.select_related("version").defer("version__text"), pk=pk)
    form = DecisionForm(request.POST)
    back = request.POST.get("back", "queue")
    if not form.is_valid():
        return answer_decision(
            request, mention, back, status=422, problem="Choose to accept or to reject.", stay=True
        )
    data = form.cleaned_data
    person, now = person_of(request), timezone.now()
    try:
        if data["action"] == "accept":
            accept_mention(mention, by=person, now=now, seen=data["seen"])
        else:
            reject_mention(mention, reason=data["reason"], by=person, now=now, seen=data["seen"])
    except ReasonMissing as error:
        return answer_decision(request, mention, back, status=422, problem=str(error), stay=True)
    except AlreadyDecided as decided:
        now_is: Mention = decided.now
        lines = [
            Line("Mention", now_is.exact),
            Line("Claim", claim_in_words(now_is.claim)),
            Line("State", now_is.state, f"{data['action']}ed"),
            Line("Why", now_is.reason, data["reason"]),
        ]
        leave = desk_of(request).url if back == "queue" else reader_url(mention)
        both = both_acts(request, lines, seen=mark_of(now_is), leave=leave, row=now_is)
        return answer_decision(request, mention, back, status=409, problem=ALREADY, **both)
    return answer_decision(request, mention, back, said=f"{data['action'].capitalize()}ed: “{mention.exact}”")


@require_http_methods(["GET", "POST"])
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def mention_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Correct the machine's reading; the mention is accepted with the corrected one."""
    mention = mention_to_read(pk)
    back = request.POST.get("back") or request.GET.get("back", "queue")
    form = ReadingForm(request.POST or None, mention=mention)
    status, versions = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                decision = correct_mention(
                    mention, form.correction(), reason=form.cleaned_data["reason"], by=person_of(request),
                    now=timezone.now(), seen=form.cleaned_data["seen"],
                )  # fmt: skip
                said = f"Accepted with your reading: “{mention.exact}”{chain_followed(decision)}"
                return answer_decision(request, mention, back, said=said)
            except AlreadyRecorded as error:
                form.add_error(None, str(error))
            except AlreadyDecided:
                status, mention = 409, mention_to_read(pk)
                versions = both_versions(form, initial_of(mention), row=mention)
                form = ReadingForm(marked_anew(request, mention), mention=mention)
    context = {
        "form": form,
        "versions": versions,
        "mention": mention,
        "triage": task_of(mention.pk),
        "back": back,
        "kind": "mention",
    }
    return render(
        request,
        page_or_partial(request, "claims/mention_edit.html", partials={"task"}),
        context,
        status=status,
    )


def chain_followed(decision: Decision) -> str:
    """Return what is to be said of the chain after a decision on a mention; "" where it stays as it was."""
    return ". The chain now ends with who claims it" if "chain" in decision.after else ""


def mention_to_read(pk: int) -> Mention:
    """Return the mention with its text and its reading. Raises Http404."""
    return get_object_or_404(
        Mention.objects.select_related(
            "version__article", "claim__scope__measure", "claim__scope__population", "claim__scope__place",
            "claim__claimant",
        ),
        pk=pk,
    )  # fmt: skip


def reader_url(mention: Mention) -> str:
    """Return the address of the reader with the text that holds the mention."""
    return f"{reverse('article', args=[mention.version.article_id])}?version={mention.version.number}"


def marked_anew(request: HttpRequest, mention: Mention) -> dict[str, str]:
    """Return what was sent, with the mark of the mention as it stands now: sent again, it is saved over it."""
    return {**request.POST.dict(), "seen": mark_of(mention)}


def answer_decision(
    request: HttpRequest,
    mention: Mention,
    back: str,
    *,
    status: int = 200,
    said: str = "",
    problem: str = "",
    stay: bool = False,
    **more: Any,
) -> HttpResponse:
    """
    Show what is next: in the reader the text again, in the queue the task after this one.

    Without script a success is a redirect; a refusal is the page itself with its status. stay: the same task again.
    """
    if back == "article":
        if status == 200 and not wants_pieces(request):
            messages.success(request, said)
            return see_other(f"{reader_url(mention)}#note-{mention.pk}")
        context = reader_context(request, mention.version.article_id, mention.version.number, None)
        context |= {
            "said": said,
            "problem": problem,
            "decided": mention.pk,
            "swaps_queue": wants_pieces(request),
            **more,
        }
        template = "claims/article.html#reading" if wants_pieces(request) else "claims/article.html"
        return render(request, template, context, status=status)
    if status == 200 and not wants_pieces(request):
        messages.success(request, said)
        return see_other(desk_of(request).url)
    place = {"at": mention.pk} if stay else {"skip": mention.pk}
    return show_queue(request, status=status, kind="mention", said=said, problem=problem, **place, **more)
