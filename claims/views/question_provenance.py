"""Where all reports of a question come from: drawn as a graph, with the same in a list, and the edges to edit."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from claims.forms.derivation import DrawForm
from claims.models import Question
from claims.paging import Page, page_of
from claims.queries.provenance import provenance_of
from claims.queries.provenance_graph import drawings_of, letters_of
from claims.queries.question import CLAIMS_SHOWN, gathered_under
from claims.vocabulary import DerivationKind
from config.asked import whole_number
from config.policies import Action, can, requires
from sources.models import Article


@require_GET
@requires(Action.BROWSE)
def question_provenance(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the chains, origins and derivations of all claims of a page, or of one of them (`?claim=`)."""
    return show_question(request, get_object_or_404(Question, pk=pk))


def asked_question(request: HttpRequest) -> Question | None:
    """Return the question from whose page an act comes (`?question=`), None for another page."""
    return Question.objects.filter(pk=whole_number(request.GET.get("question")) or 0).first()


def address_of(request: HttpRequest, question: Question) -> str:
    """Return the page of the question as the person saw it."""
    kept = _shown(request)
    address = reverse("question_provenance", args=[question.pk])
    return f"{address}?{urlencode(kept)}" if kept else address


def articles_under(request: HttpRequest, question: Question) -> list[Article]:
    """Return the articles on the page of the question, between which edges can be drawn."""
    return [report.article for report in provenance_of(_links(request, question).rows).reports]


def show_question(
    request: HttpRequest,
    question: Question,
    *,
    form: DrawForm | None = None,
    refused: str = "",
    status: int = 200,
) -> HttpResponse:
    """Render the page; refused: why an act on one of its edges was not done."""
    links = _links(request, question)
    page = provenance_of(links.rows)
    letters = letters_of(page)
    wide, narrow = drawings_of(page)
    may_mark = can(request.user, Action.MARK_PROVENANCE)
    articles = [report.article for report in page.reports]
    context = {
        "question": question,
        "page": page,
        "links": links,
        "wide": wide,
        "narrow": narrow,
        "named": [(letters[key], actor) for key, actor in page.actors.items()],
        "only": whole_number(request.GET.get("claim")),
        "may_mark": may_mark,
        "kinds": [(one.value, one.value) for one in DerivationKind],
        "form": (form or DrawForm(articles=articles)) if may_mark and len(articles) > 1 else None,
        "back": urlencode({"question": question.pk, **_shown(request)}),
        "refused": refused,
    }
    return render(request, "claims/question_provenance.html", context, status=status)


def _shown(request: HttpRequest) -> dict[str, str]:
    return {name: request.GET[name] for name in ("page", "claim") if name in request.GET}


def _links(request: HttpRequest, question: Question) -> Page:
    gathered = gathered_under(question)
    only = whole_number(request.GET.get("claim"))
    return page_of(request, gathered.filter(claim=only) if only else gathered, size=CLAIMS_SHOWN)
