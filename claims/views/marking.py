"""Mark a claim by hand: choose the words, then say what they claim. Works without script in two steps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from claims.forms.marking import MarkForm, SelectionForm
from claims.highlight import Highlight, Mark, marked
from claims.services.marking import line_around, mark_mention, suggest_reading
from claims.services.triage import AlreadyRecorded
from config.asked import person_of, see_other, whole_number
from config.policies import Action, requires
from sources.models import ArticleVersion


@require_http_methods(["GET", "POST"])
@requires(Action.TRIAGE)
def mention_new(request: HttpRequest, pk: int) -> HttpResponse:
    """`?version=N` the text, `?words=` the chosen words, `?at=` from which place on they are looked for."""
    versions = ArticleVersion.objects.select_related("article__outlet").filter(article=pk).order_by("-number")
    number = whole_number(request.GET.get("version"))
    version = get_object_or_404(versions, number=number) if number else versions.first()
    version = version or get_object_or_404(versions)
    selection = SelectionForm(request.GET if "words" in request.GET else None, text=version.text)
    if not selection.is_valid():
        status = 422 if selection.is_bound else 200
        context = {"version": version, "selection": selection}
        return render(request, "claims/mention_new.html", context, status=status)
    return _read(request, version, selection)


def _read(request: HttpRequest, version: ArticleVersion, selection: SelectionForm) -> HttpResponse:
    words = selection.cleaned_data["words"]
    start, *others = selection.places()
    end = start + len(words)
    suggested = suggest_reading(version, start, end) if request.method == "GET" else None
    form = MarkForm(request.POST or None, version=version, start=start, end=end, suggested=suggested)
    if form.is_valid():
        try:
            decision = mark_mention(version, form.correction(), by=person_of(request), now=timezone.now())
        except AlreadyRecorded as error:
            form.add_error(None, str(error))
        else:
            reader = reverse("article", args=[version.article_id])
            return see_other(f"{reader}?version={version.number}#note-{decision.mention_id}")
    first, last = line_around(version.text, start, end)
    context = {
        "version": version,
        "form": form,
        "suggested": suggested,
        "line": marked(
            version.text,
            [Highlight(first, last, Mark.SENTENCE), Highlight(start, end, Mark.ACCEPTED)],
            start=first,
            end=last,
        ),
        "line_start": first,
        "words": words,
        "start": start,
        "others": sorted(others),
    }
    status = 422 if request.method == "POST" else 200
    return render(request, "claims/mention_new.html", context, status=status)
