"""Follow a question or stop; what a person was told."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from claims.models import Notice, Question
from claims.paging import page_of
from claims.services.following import follow, mark_read, unfollow
from config.asked import person_of, see_other
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
    """What this person was told, newest first."""
    mine = (
        Notice.objects.filter(user=person_of(request))
        .select_related("question", "claim", "relation")
        .order_by("-pk")
    )
    return render(request, "claims/notices.html", {"page": page_of(request, mine, size=PAGE_SIZE)})


@require_POST
@requires(Action.BROWSE)
def notices_read(request: HttpRequest) -> HttpResponse:
    """Mark all of this person's notices as read."""
    mark_read(by=person_of(request), now=timezone.now())
    return see_other(reverse("notices"))
