"""The list of questions, and asking a new one."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods
from django.views.decorators.vary import vary_on_headers

from claims.forms.question import QuestionForm
from claims.paging import page_of
from claims.queries.questions import measures as list_measures
from claims.queries.questions import questions, rows_of
from claims.services.asking import AlreadyAsked, ask_question
from config.asked import person_of, see_other
from config.htmx import page_or_partial
from config.policies import Action, can, requires

PAGE_SIZE = 20


@require_GET
@requires(Action.BROWSE)
@vary_on_headers("HX-Request", "HX-Target")
def question_list(request: HttpRequest) -> HttpResponse:
    """List the questions, those changed last first. `?q=` words of the question, `?measure=` a measure's key."""
    text, measure = request.GET.get("q", "").strip()[:200], request.GET.get("measure", "")
    page = page_of(request, questions(text=text, measure=measure), size=PAGE_SIZE)
    context = {
        "page": page,
        "rows": rows_of(page.rows),
        "text": text,
        "measure": measure,
        "measures": list_measures(),
        "may_ask": can(request.user, Action.ASK),
    }
    return render(
        request, page_or_partial(request, "claims/questions.html", partials={"question-list"}), context
    )


@require_http_methods(["GET", "POST"])
@requires(Action.ASK)
def question_new(request: HttpRequest) -> HttpResponse:
    """Ask a question: its words, and what an answer must cover."""
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            question = ask_question(
                text=form.cleaned_data["text"], scope=form.scope(), by=person_of(request), now=timezone.now()
            )
        except AlreadyAsked as error:
            form.add_error("text", str(error))
        else:
            messages.success(
                request, "The question is open. Claims that its scope touches are gathered below."
            )
            return see_other(reverse("question", args=[question.pk]))
    status = 422 if form.is_bound else 200
    return render(request, "claims/question_new.html", {"form": form}, status=status)
