"""Signing in and out: Django's own views in our pages; django-axes counts the failures."""

from django.contrib.auth import views
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

sign_in = views.LoginView.as_view(template_name="registration/sign_in.html", redirect_authenticated_user=True)
sign_out = views.LogoutView.as_view()


@login_not_required
def admin_sign_in(request: HttpRequest) -> HttpResponse:
    """Send those who open the admin site to our own sign-in page."""
    wanted = urlencode({"next": request.GET.get("next", "/admin/")})
    return redirect(f"{reverse('sign_in')}?{wanted}")
