"""Every address: our own few, then those of the two apps."""

from django.contrib import admin
from django.urls import include, path

from config.errors import healthz
from config.people import people, person_add, person_set
from config.signing import admin_sign_in, password, sign_in, sign_out

handler404 = "config.astray.not_found"

urlpatterns = [
    path("healthz", healthz, name="healthz"),
    path("sign-in/", sign_in, name="sign_in"),
    path("sign-out/", sign_out, name="sign_out"),
    path("password/", password, name="password"),
    path("people/", people, name="people"),
    path("people/new/", person_add, name="person_add"),
    path("people/<int:pk>/", person_set, name="person_set"),
    path("admin/login/", admin_sign_in),
    path("admin/", admin.site.urls),
    path("", include("sources.urls")),
    path("", include("claims.urls")),
]
