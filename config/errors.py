"""Pages for what went wrong, and the page that tells a machine that we are well."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET


def locked_out(request: HttpRequest, original: Any, credentials: dict[str, Any]) -> HttpResponse:
    """Answer a sign-in after too many failures (called by django-axes)."""
    return render(request, "429.html", status=429)


@require_GET
@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """Say whether web server and database work: 200 `ok`, or 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return HttpResponse("the database does not answer\n", status=503, content_type="text/plain")
    return HttpResponse("ok\n", content_type="text/plain")
