"""The founder's pages and the public ones."""

from django.urls import path, re_path

from applications.ledger import files
from applications.views import answers, apply, assist, cases, documents, health, language, public, session

urlpatterns = [
    path("", public.start, name="start"),
    path("check/", public.check, name="eligibility"),
    path("help/", public.help_page, name="help"),
    path("privacy/", public.privacy, name="privacy"),
    path("accessibility/", public.accessibility, name="accessibility"),
    path("robots.txt", public.robots, name="robots"),
    path("language/", language.switch, name="set_language"),
    path("session/", session.stay, name="stay"),
    path("healthz", health.alive, name="healthz"),
    path("readyz", health.ready, name="readyz"),
    path("applications/", cases.home, name="home"),
    path("applications/start/", apply.start, name="apply"),
    path("applications/assist/", assist.start, name="assist"),
    path("applications/<slug:reference>/hand-over/", assist.hand_over, name="hand_over"),
    path("applications/<slug:reference>/take-over/", assist.take_over, name="take_over"),
    path("applications/<slug:reference>/", cases.detail, name="application"),
    path("applications/<slug:reference>/steps/<slug:slug>/", apply.step, name="step"),
    path("applications/<slug:reference>/documents/", documents.page, name="documents"),
    path("applications/<slug:reference>/documents/remove/", documents.remove, name="remove_document"),
    path("applications/<slug:reference>/documents/take-back/", documents.take_back, name="take_back_document"),
    re_path(rf"^files/(?P<key>{files.KEY.pattern})/$", documents.download, name="file"),
    path("applications/<slug:reference>/check/", apply.check, name="check"),
    path("applications/<slug:reference>/sent/", apply.sent, name="sent"),
    path("applications/<slug:reference>/answers/", answers.page, name="answers"),
    path("applications/<slug:reference>/answers.pdf", answers.pdf, name="answers_pdf"),
    path("applications/<slug:reference>/withdraw/", cases.withdraw, name="withdraw"),
]
