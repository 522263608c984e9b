"""The people page: who works here, in which role. For admins."""

from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from config.asked import person_of
from config.htmx import wants_pieces
from config.people_forms import PersonForm, StandingForm
from config.people_roles import (
    LastAdmin,
    NameTaken,
    add_person,
    everyone,
    role_of,
    set_standing,
    standing_of,
)
from config.policies import Action, requires
from config.seen import ChangedMeanwhile, both_versions, refuse_second

PAGE = "people/people.html"


@dataclass(frozen=True, slots=True)
class PersonRow:
    """One row of the table. `message` says what came of the last attempt to change it."""

    person: User
    form: StandingForm
    is_you: bool
    message: str = ""
    failed: bool = False


@require_GET
@requires(Action.MANAGE_PEOPLE)
def people(request: HttpRequest) -> HttpResponse:
    """List everyone, with a form to add a person."""
    return _page(request, PersonForm())


@require_POST
@requires(Action.MANAGE_PEOPLE)
def person_add(request: HttpRequest) -> HttpResponse:
    """Add a person."""
    form = PersonForm(request.POST)
    if form.is_valid():
        try:
            person = add_person(**form.cleaned_data, by=person_of(request))
        except NameTaken:
            form.add_error("username", "Somebody has this name already.")
        else:
            messages.success(request, f"{person.username} can sign in now.")
            return redirect("people")
    return _page(request, form, status=422)


@require_POST
@requires(Action.MANAGE_PEOPLE)
def person_set(request: HttpRequest, pk: int) -> HttpResponse:
    """Set one person's role and access; answers with their row, or sends back to the page."""
    form = StandingForm(request.POST)
    status, message = 200, "Saved."
    if not form.is_valid():
        status, message = 422, "Choose one of the roles."
    else:
        try:
            set_standing(pk, **form.cleaned_data, by=person_of(request))
        except ChangedMeanwhile as changed:
            now = _row(changed.now, request).form
            lines = both_versions(form, now.initial).lines
            return refuse_second(request, lines, seen=standing_of(changed.now), leave=reverse("people"))
        except LastAdmin:
            status, message = 409, "This is the last admin who may sign in. Make somebody else admin first."
        except User.DoesNotExist as error:
            raise Http404("There is no such person.") from error
    person = everyone().filter(pk=pk).first()
    if person is None:
        raise Http404("There is no such person.")
    if wants_pieces(request):
        row = _row(person, request, message=message, failed=status != 200)
        return render(request, f"{PAGE}#person-row", {"row": row}, status=status)
    if status != 200:
        return _page(request, PersonForm(), status=status, about=(person.pk, message))
    messages.success(request, f"{person.username}: saved.")
    return redirect("people")


def _page(
    request: HttpRequest, form: PersonForm, *, status: int = 200, about: tuple[int, str] | None = None
) -> HttpResponse:
    rows = [
        _row(person, request, message=about[1] if about and about[0] == person.pk else "", failed=bool(about))
        for person in everyone()
    ]
    return render(request, PAGE, {"form": form, "rows": rows}, status=status)


def _row(person: User, request: HttpRequest, *, message: str = "", failed: bool = False) -> PersonRow:
    initial = {"role": role_of(person), "is_active": person.is_active, "seen": standing_of(person)}
    form = StandingForm(initial=initial, auto_id=f"person-{person.pk}-%s")
    return PersonRow(
        person=person, form=form, is_you=person.pk == request.user.pk, message=message, failed=failed
    )
