"""Who asks, and where a form without script sends the browser."""

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect


def person_of(request: HttpRequest) -> User:
    """Return who asks. Every view here is guarded, so anything else is a mistake of ours."""
    if not isinstance(request.user, User):
        raise TypeError("a guarded view was reached without a person")
    return request.user


def see_other(url: str) -> HttpResponse:
    """Send the browser on with GET (303), as after every form without script."""
    response = HttpResponseRedirect(url)
    response.status_code = 303
    return response
