"""The founder's pages and the public ones."""

from django.urls import path

from applications.views import apply, cases, health, language, public

urlpatterns = [
    path("", public.start, name="start"),
    path("language/", language.switch, name="set_language"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("applications/", cases.home, name="home"),
    path("applications/start/", apply.start, name="apply"),
    path("applications/<slug:reference>/", cases.detail, name="application"),
    path("applications/<slug:reference>/steps/<slug:slug>/", apply.step, name="step"),
    path("applications/<slug:reference>/check/", apply.check, name="check"),
    path("applications/<slug:reference>/sent/", apply.sent, name="sent"),
    path("applications/<slug:reference>/withdraw/", cases.withdraw, name="withdraw"),
]
