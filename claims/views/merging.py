"""Merge a mention with a recorded claim: choose among those near it, see what differs, save. Works without script."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.forms.merging import MergeForm
from claims.models import Claim
from claims.queries.triage import task_of
from claims.queries.twins import compared, twins_of
from claims.services.merging import SameClaim, merge_mention
from claims.services.refusals import ReasonMissing
from claims.services.triage import AlreadyDecided, AlreadyRecorded
from claims.views.mention import answer_decision, chain_followed, marked_anew, mention_to_read
from config.asked import person_of, whole_number
from config.htmx import page_or_partial
from config.policies import Action, requires
from config.seen import Line, Versions, saved_last


@require_http_methods(["GET", "POST"])
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def mention_merge(request: HttpRequest, pk: int) -> HttpResponse:
    """`?words=` narrows the claims near the mention, `?claim=ID` shows what differs. `?back=queue|article`."""
    mention = mention_to_read(pk)
    back = request.POST.get("back") or request.GET.get("back", "queue")
    chosen = whole_number(request.GET.get("claim"))
    claim = get_object_or_404(Claim.objects.carried().with_scope(), pk=chosen) if chosen else None
    form = MergeForm(request.POST or None, mention=mention, claim=claim)
    status, versions = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            claim = form.cleaned_data["claim"]
            try:
                decision = merge_mention(
                    mention, claim, reason=form.cleaned_data["reason"], by=person_of(request),
                    now=timezone.now(), seen=form.cleaned_data["seen"],
                )  # fmt: skip
                said = f"Merged: “{mention.exact}”{chain_followed(decision)}"
                return answer_decision(request, mention, back, said=said)
            except ReasonMissing as error:
                form.add_error("reason", str(error))
            except (SameClaim, AlreadyRecorded) as error:
                form.add_error(None, str(error))
            except AlreadyDecided:
                status, mention = 409, mention_to_read(pk)
                lines = [Line(one.name, one.mine, one.theirs) for one in compared(mention.claim, claim)]
                versions = Versions(
                    [Line("State", mention.get_state_display(), "accepted"), *lines], *saved_last(mention)
                )
                form = MergeForm(marked_anew(request, mention), mention=mention)
        elif "claim" in form.errors:
            form.add_error(None, "Choose a claim that some text makes.")
    words = request.GET.get("words", "").strip()[:100]
    context: dict[str, Any] = {
        "form": form,
        "versions": versions,
        "mention": mention,
        "triage": task_of(mention.pk),
        "back": back,
        "words": words,
        "claim": claim,
        "fields": compared(mention.claim, claim) if claim else [],
        "twins": [] if claim else twins_of(mention.claim, words=words),
    }
    return render(
        request,
        page_or_partial(request, "claims/mention_merge.html", partials={"task"}),
        context,
        status=status,
    )
