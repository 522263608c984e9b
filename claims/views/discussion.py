"""Comment on a question, a claim or a relation, and say how right one holds it to be."""

from typing import cast

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from claims.models import STEPS, SUBJECTS
from claims.services.discussing import NothingSaid, Subject, comment, set_opinion
from config.asked import person_of, see_other, whole_number
from config.policies import Action, requires

LONGEST = 5000


@require_POST
@requires(Action.DISCUSS)
def comment_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Keep a comment. What is too long is refused and shown again, so that nothing typed is lost."""
    subject, text = _subject(kind, pk), request.POST.get("text", "")
    if len(text) > LONGEST:
        messages.error(
            request, f"A comment has at most {LONGEST} characters; this one has {len(text)}: {text}"
        )
    else:
        try:
            comment(subject, text, by=person_of(request), now=timezone.now())
        except NothingSaid as nothing:
            messages.error(request, str(nothing))
    return _back(kind, pk)


@require_POST
@requires(Action.DISCUSS)
def opinion_set(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Keep this person's opinion in place of an earlier one."""
    subject, step = _subject(kind, pk), whole_number(request.POST.get("step"))
    if step not in dict(STEPS):
        messages.error(request, "Choose one of the five steps.")
    else:
        set_opinion(subject, step, by=person_of(request), now=timezone.now())
    return _back(kind, pk)


def _subject(kind: str, pk: int) -> Subject:
    model = SUBJECTS.get(kind)
    if model is None:
        raise Http404("Nothing of this kind is discussed.")
    return cast(Subject, get_object_or_404(model, pk=pk))


def _back(kind: str, pk: int) -> HttpResponse:
    return see_other(reverse(kind, args=[pk]) + "#discussion")
