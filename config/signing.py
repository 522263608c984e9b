"""Signing in and out: Django's own views in our pages; django-axes counts the failures."""

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash, views
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.forms import PasswordChangeForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from config.asked import person_of

sign_in = views.LoginView.as_view(template_name="registration/sign_in.html", redirect_authenticated_user=True)
sign_out = views.LogoutView.as_view()


@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Let a person change their own password; other places where they are signed in are signed out."""
    form = PasswordChangeForm(person_of(request), request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        update_session_auth_hash(request, form.save())
        messages.success(request, "Your password is changed.")
        return redirect("questions")
    return render(request, "registration/password.html", {"form": form}, status=422 if form.is_bound else 200)


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Send those who open the admin site to our own sign-in page."""
    wanted = urlencode({"next": request.GET.get("next", "/admin/")})
    return redirect(f"{reverse('sign_in')}?{wanted}")
