"""The list of articles, and the reader: one version of one article with its mentions."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET
from django.views.decorators.vary import vary_on_headers

from claims.paging import page_of
from claims.queries.articles import articles, rows_of
from claims.queries.reader import reading_of, versions_of
from claims.queries.rereadings import waiting_in
from config.asked import whole_number
from config.htmx import page_or_partial
from config.policies import Action, can, requires
from sources.models import Article, ArticleVersion, Source

PAGE_SIZE = 25


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def article_list(request: HttpRequest) -> HttpResponse:
    """List the articles, newest first. `?outlet=` id of a source, `?undated=1` those without a date."""
    outlet = whole_number(request.GET.get("outlet"))
    undated = request.GET.get("undated") == "1"
    page = page_of(request, articles(outlet=outlet, undated=undated), size=PAGE_SIZE)
    context = {
        "page": page,
        "rows": rows_of(page.rows),
        "outlet": Source.objects.filter(pk=outlet).first() if outlet else None,
        "undated": undated,
        "may_import": can(request.user, Action.IMPORT),
    }
    return render(
        request, page_or_partial(request, "claims/articles.html", partials={"article-list"}), context
    )


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def article(request: HttpRequest, pk: int) -> HttpResponse:
    """The reader. `?version=N` an older text, `?mention=ID` the mention whose chain stands beside the text."""
    context = reader_context(
        request, pk, whole_number(request.GET.get("version")), whole_number(request.GET.get("mention"))
    )
    return render(
        request, page_or_partial(request, "claims/article.html", partials={"reading", "detail"}), context
    )


def reader_context(
    request: HttpRequest, pk: int, number: int | None, chosen: int | None
) -> dict[str, object]:
    """Return what the reader's template shows. Raises Http404 for an unknown article or version."""
    found = get_object_or_404(Article.objects.select_related("outlet"), pk=pk)
    versions = versions_of(found)
    if not versions:
        raise Http404("This article has no text.")
    wanted = number or versions[0].number
    version = get_object_or_404(
        ArticleVersion.objects.select_related("article__outlet"), article=found, number=wanted
    )
    reading = reading_of(version)
    return {
        "article": found,
        "version": version,
        "held": versions,
        "reading": reading,
        "chosen": next((note for note in reading.notes if note.mention.pk == chosen), None),
        "differences": waiting_in(version),
        "may_triage": can(request.user, Action.TRIAGE),
        "may_mark": can(request.user, Action.MARK_PROVENANCE),
    }
