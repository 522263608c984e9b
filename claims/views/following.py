"""Follow a question or stop; what a person was told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from claims.models import Question
from claims.paging import page_of
from claims.queries.waiting import notices_of, waits_for
from claims.services.following import follow, mark_read, unfollow
from config.asked import person_of, see_other, whole_number
from config.policies import Action, requires

PAGE_SIZE = 30


@require_POST
@requires(Action.BROWSE)
def question_follow(request: HttpRequest, pk: int) -> HttpResponse:
    """`follow=1` follows the question, anything else stops."""
    question = get_object_or_404(Question, pk=pk)
    if request.POST.get("follow") == "1":
        follow(question, by=person_of(request), now=timezone.now())
    else:
        unfollow(question, by=person_of(request))
    return see_other(reverse("question", args=[question.pk]))


@require_GET
@requires(Action.BROWSE)
def notices(request: HttpRequest) -> HttpResponse:
    """What waits for this person, and what they were told, newest first."""
    person = person_of(request)
    context = {"waits": waits_for(person), "page": page_of(request, notices_of(person), size=PAGE_SIZE)}
    return render(request, "claims/notices.html", context)


@require_POST
@requires(Action.BROWSE)
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark this person's notices as read; `notice=ID` that one."""
    notice = whole_number(request.POST.get("notice"))
    mark_read(by=person_of(request), now=timezone.now(), notice=notice)
    return see_other(reverse("notices"))
