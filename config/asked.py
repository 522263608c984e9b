"""What every view asks of a request (the person, a whole number), and where a form without script sends the browser."""

from typing import Any

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def person_of(request: HttpRequest) -> User:
    """Return who asks. Only for views that are closed to strangers: raises TypeError for one."""
    if not isinstance(request.user, User):
        raise TypeError("a guarded view was reached without a person")
    return request.user


def called(user: Any) -> str:
    """Return what people call somebody: the full name, else the name to sign in with; "" for nobody."""
    return user.get_full_name() or user.get_username() if user and user.is_authenticated else ""


def whole_number(text: str | None) -> int | None:
    """Return a positive whole number that fits a database id, or None for anything else."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 18:
        return None
    return int(text) or None


def see_other(url: str) -> HttpResponse:
    """Send the browser on with GET (303), as after every form without script."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
