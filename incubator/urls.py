"""Top of the URL tree."""

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("desk/", admin.site.urls),
    path("accounts/", include("allauth.account.urls")),
    path("", include("applications.urls")),
]

handler400 = "applications.views.errors.bad_request"
