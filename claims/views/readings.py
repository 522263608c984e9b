"""What a later reading of a text differs in from what people confirmed: keep the one, or take the other."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST
from django.views.decorators.vary import vary_on_headers

from claims.forms.rereading import RereadingForm
from claims.models import Mention, Rereading
from claims.paging import page_of
from claims.queries.rereadings import articles_with_differences, readings_of
from claims.queries.twins import compared
from claims.services.rereading import claim_of, keep, take
from claims.services.triage import AlreadyDecided, AlreadyRecorded
from claims.views.desk import desk_of
from claims.views.queue import next_task, show_queue
from config.asked import person_of, see_other, whole_number
from config.htmx import wants_pieces
from config.policies import Action, can, requires
from config.seen import Line, mark_of, refuse_second
from sources.models import ArticleVersion

PAGE = "claims/article_readings.html"
PAGE_SIZE = 25
ACTS = {"keep": keep, "take": take}
SAID = {"keep": "Kept as it was: “{}”.", "take": "The new reading is taken: “{}”."}


@require_GET
@requires(Action.BROWSE)
def article_readings(request: HttpRequest, pk: int) -> HttpResponse:
    """`?version=N` an older text. Shows the newest reading of it against the confirmed mentions."""
    number = whole_number(request.GET.get("version"))
    versions = ArticleVersion.objects.select_related("article__outlet").filter(article=pk).order_by("-number")
    version = (versions.filter(number=number) if number else versions).defer("text").first()
    version = version or get_object_or_404(versions, number=number or 0)
    return render(request, PAGE, _context(request, version))


@require_GET
@requires(Action.BROWSE)
def reading_list(request: HttpRequest) -> HttpResponse:
    """List the texts with later readings that wait for somebody to keep or to take."""
    page = page_of(request, articles_with_differences(), size=PAGE_SIZE)
    return render(request, "claims/readings.html", {"page": page})


@require_POST
@requires(Action.TRIAGE)
@vary_on_headers("HX-Request", "HX-Target")
def rereading_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Keep the confirmed reading, or take the new one. Answers with the text's page of readings."""
    row = get_object_or_404(
        Rereading.objects.select_related("run", "scope", "claimant", "mention__version__article"), pk=pk
    )
    mention, version = row.mention, row.mention.version
    form = RereadingForm(request.POST)
    if not form.is_valid():
        return _answer(request, row, status=422, problem="Choose to keep yours or to take the new one.")
    data = form.cleaned_data
    try:
        act = ACTS[data["action"]]
        act(row, reason=data["reason"], seen=data["seen"], by=person_of(request), now=timezone.now())
    except AlreadyRecorded as error:
        return _answer(request, row, status=422, problem=f"{error} Reject one of the two first.")
    except AlreadyDecided as other:
        now: Mention = other.now
        theirs = row.decisions.standing().first()
        is_last = theirs is None or not now.decisions.standing().filter(pk__gt=theirs.pk).exists()
        return refuse_second(
            request, _both(row, now, data), seen=mark_of(now) if is_last else None,
            leave=_left(request, version), row=now,
        )  # fmt: skip
    return _answer(request, row, said=SAID[data["action"]].format(mention.exact))


def _both(row: Rereading, now: Mention, said: dict[str, str]) -> list[Line]:
    """What is read and decided now, beside what this person wanted of the later reading."""
    last = now.decisions.standing().order_by("-pk").first()
    takes = said["action"] == "take"
    wanted = None if not takes else "accepted" if row.meaning else "rejected"
    lines = [
        Line("Decided", last.action if last else "not yet", said["action"]),
        Line("Why", last.reason if last else now.reason, said["reason"]),
        Line("State", now.state, wanted),
    ]
    if not (takes and row.meaning):
        return [*lines, Line("Reading", str(now.claim))]
    return [*lines, *(Line(one.name, one.mine, one.theirs) for one in compared(now.claim, claim_of(row)))]


def _left(request: HttpRequest, version: ArticleVersion) -> str:
    """Where to go on without saving anything."""
    return desk_of(request).url if request.POST.get("back") == "queue" else _address(version)


def _address(version: ArticleVersion) -> str:
    return f"{reverse('article_readings', args=[version.article_id])}?version={version.number}"


def _answer(
    request: HttpRequest, row: Rereading, *, status: int = 200, said: str = "", problem: str = ""
) -> HttpResponse:
    """Show what is next: in the queue another task, else what is left to decide in this text."""
    version = row.mention.version
    if request.POST.get("back") == "queue":
        if status == 200:
            return next_task(request, said=said)
        reason = request.POST.get("reason", "")
        return show_queue(request, status=status, kind="reading", at=row.pk, problem=problem, reason=reason)
    if status == 200 and not wants_pieces(request):
        messages.success(request, said)
        return see_other(_address(version))
    template = f"{PAGE}#readings" if wants_pieces(request) else PAGE
    context = _context(request, version) | {
        "said": said,
        "problem": problem,
        "swapped": wants_pieces(request),
    }
    return render(request, template, context, status=status)


def _context(request: HttpRequest, version: ArticleVersion) -> dict[str, Any]:
    return {
        "version": version,
        "readings": readings_of(version),
        "may_triage": can(request.user, Action.TRIAGE),
    }
