"""Two claims in one mention: a reading for each, side by side with the sentence. Works without script."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.forms.mention import ReadingForm, SecondReadingForm, initial_of
from claims.queries.triage import task_of
from claims.services.splitting import NothingToSplit, split_mention
from claims.services.triage import AlreadyDecided, AlreadyRecorded
from claims.views.mention import answer_decision, chain_followed, marked_anew, mention_to_read
from config.asked import person_of
from config.htmx import page_or_partial
from config.policies import Action, requires
from config.seen import both_versions


@require_http_methods(["GET", "POST"])
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def mention_split(request: HttpRequest, pk: int) -> HttpResponse:
    """Make two mentions of one: both are accepted with the readings given. `?back=queue|article`."""
    mention = mention_to_read(pk)
    back = request.POST.get("back") or request.GET.get("back", "queue")
    form = ReadingForm(request.POST or None, mention=mention)
    second = SecondReadingForm(request.POST or None, mention=mention)
    status, versions = 200, None
    if request.method == "POST":
        status = 422
        if all((form.is_valid(), second.is_valid())):
            try:
                decision = split_mention(
                    mention, form.correction(), second.correction(), reason=form.cleaned_data["reason"],
                    by=person_of(request), now=timezone.now(), seen=form.cleaned_data["seen"],
                )  # fmt: skip
                said = f"Split in two: “{mention.exact}”{chain_followed(decision)}"
                return answer_decision(request, mention, back, said=said)
            except (NothingToSplit, AlreadyRecorded) as error:
                form.add_error(None, str(error))
            except AlreadyDecided:
                status, mention = 409, mention_to_read(pk)
                versions = both_versions(form, initial_of(mention), row=mention)
                form = ReadingForm(marked_anew(request, mention), mention=mention)
                second = SecondReadingForm(request.POST, mention=mention)
    context = {
        "versions": versions,
        "form": form,
        "second": second,
        "mention": mention,
        "triage": task_of(mention.pk),
        "back": back,
    }
    return render(
        request,
        page_or_partial(request, "claims/mention_split.html", partials={"task"}),
        context,
        status=status,
    )
