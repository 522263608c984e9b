"""Comment on a question, a claim or a relation, edit or withdraw it, and say how right one holds the thing to be."""

from typing import cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from claims.forms.discussion import CommentForm
from claims.models import STEPS, SUBJECTS, Comment
from claims.queries.discussion import may_read
from claims.services.discussing import (
    NotYours,
    Subject,
    Withdrawn,
    comment,
    edit_comment,
    kind_of,
    set_opinion,
    withdraw_comment,
)
from config.asked import person_of, see_other, whole_number
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, Versions, both_versions, mark_of


@require_POST
@requires(Action.DISCUSS)
def comment_add(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Keep a comment. 422 with the words as they were typed where it cannot be kept."""
    subject, form = _subject(kind, pk), CommentForm(request.POST)
    if not form.is_valid():
        return _form_page(request, subject, form, status=422)
    comment(subject, form.cleaned_data["text"], by=person_of(request), now=timezone.now())
    return _back(kind, pk)


@require_http_methods(["GET", "POST"])
@requires(Action.DISCUSS)
def comment_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Put other words in place of one's own. 403 for anybody else, 409 when it changed in another window."""
    row, person = _readable(request, pk), person_of(request)
    if row.by_id != person.pk:
        raise PermissionDenied("Only who wrote a comment edits it.")
    if request.method != "POST":
        form = CommentForm(initial={"text": row.text, "seen": mark_of(row)})
        return _form_page(request, row.subject, form, comment=row)
    form = CommentForm(request.POST)
    if not form.is_valid():
        return _form_page(request, row.subject, form, comment=row, status=422)
    seen = form.cleaned_data["seen"]
    try:
        edit_comment(row, form.cleaned_data["text"], by=person, now=timezone.now(), seen=seen)
    except ChangedMeanwhile as changed:
        now: Comment = changed.now
        versions = both_versions(form, {"text": now.text}, row=now)
        form = CommentForm({"text": form.cleaned_data["text"], "seen": mark_of(now)})
        return _form_page(request, row.subject, form, comment=now, status=409, versions=versions)
    except Withdrawn as refused:
        form.add_error("text", str(refused))
        return _form_page(request, row.subject, form, comment=row, status=409)
    return _back_to(row)


@require_POST
@requires(Action.DISCUSS)
def comment_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take one's own words back; they stay in the history."""
    row = _readable(request, pk)
    try:
        withdraw_comment(row, by=person_of(request), now=timezone.now())
    except NotYours as refused:
        raise PermissionDenied(str(refused)) from refused
    except Withdrawn:
        messages.success(request, "It was withdrawn already.")
    else:
        messages.success(request, "Withdrawn. What it said stays in its history.")
    return _back_to(row)


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


def _back_to(row: Comment) -> HttpResponse:
    return _back(kind_of(row.subject), row.subject.pk)


def _readable(request: HttpRequest, pk: int) -> Comment:
    row = get_object_or_404(Comment.objects.select_related("question", "claim", "relation"), pk=pk)
    if not may_read(row, person_of(request)):
        raise PermissionDenied("Kept back until all blind assessments are in.")
    return row


def _form_page(
    request: HttpRequest, subject: Subject, form: CommentForm, *, comment: Comment | None = None, status: int = 200,
    versions: Versions | None = None,
) -> HttpResponse:  # fmt: skip
    context = {
        "subject": subject,
        "kind": kind_of(subject),
        "form": form,
        "comment": comment,
        "versions": versions,
    }
    return render(request, "claims/comment.html", context, status=status)
