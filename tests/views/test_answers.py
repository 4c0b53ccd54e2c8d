"""The answers as a page to print and as a PDF."""

import io
from datetime import timedelta
from http import HTTPStatus

import pytest
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import settings as hypothesis
from hypothesis import strategies as st
from pypdf import PdfReader

from applications.models import Attachment, Snapshot
from incubator import typesetting
from tests.conftest import queries_of
from tests.factories import FounderFactory, OfficialFactory, PermitTypeFactory, RoutingRuleFactory
from tests.factories.cases import MONDAY, draft, owner_of, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def page_of(client, application, name="answers", *, language="en"):
    person = owner_of(application)
    person.language = language
    person.save()
    client.force_login(person)
    return client.get(reverse(name, args=[application.reference]))


def pdf_of(client, application, *, language="en"):
    return PdfReader(io.BytesIO(page_of(client, application, "answers_pdf", language=language).content))


def text_of(reader):
    return "\n".join(page.extract_text() for page in reader.pages)


def with_file(application, *, name="licence.pdf", **facts):
    return Attachment.objects.create(
        application=application,
        kind="DOC-LICENCE",
        key=f"key of {name}",
        name=name,
        file_type="pdf",
        size=2048,
        sha256="ab" * 32,
        uploaded_at=MONDAY,
        uploaded_by=owner_of(application),
        **facts,
    )


def frozen(**answers):
    """Return an application with a snapshot that says so."""
    application = draft()
    answers = {"package_parts": ["approvals"], "declarations": {"signed_by": "林示一"}, **answers}
    Snapshot.objects.create(application=application, answers=answers, sha256="cd" * 32, taken_at=MONDAY)
    return application


def tags(node):
    """Yield the structure of a tagged PDF, from the top."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tags(child)
    elif isinstance(node, dict) and "/S" in node:
        yield node["/S"]
        yield from tags(node.get("/K", []))


def words(**changed):
    said = dict.fromkeys(("title", "reference", "mark", "header", "footer", "page"), "x")
    return {**said, "lang": "en", "region": "GB", "lacking": "{sign} lacks", "facts": [], "sections": [], **changed}


def typeset(text):
    facts = [{"label": "Name", "value": [text]}]
    return PdfReader(io.BytesIO(typesetting.pdf("answers.typ", words(facts=facts), at=MONDAY)))


# Which answers -------------------------------------------------------------------------------------------------------


def test_draft_is_marked_as_one_that_nobody_has_sent(client):
    application = draft()

    html = page_of(client, application).content.decode()

    for said in ("Draft, not sent", application.reference, "Our rooms are too small.", "Last saved"):
        assert said in html
    assert "SHA-256 of the answers" not in html


def test_half_filled_draft_shows_what_was_typed(client):
    application = draft()
    step = application.steps.get(slug="package")
    step.answers, step.typed = None, {"typed": {"case_summary": ["Too short"]}}
    step.save()

    assert "Too short" in page_of(client, application).content.decode()
    assert "Too short" in text_of(pdf_of(client, application))


def test_what_was_sent_stays_on_paper_whatever_the_steps_hold_now(client):
    application = sent()
    step = application.steps.get(slug="package")
    step.answers = {**step.answers, "case_summary": "Something else altogether."}
    step.save()

    html = page_of(client, application).content.decode()

    for said in ("Our rooms are too small.", application.snapshot.sha256, "14 September 2026, 10:00", "Receipt date"):
        assert said in html
    assert "Something else altogether." not in html
    assert "Draft, not sent" not in html


def test_withdrawn_draft_can_still_be_printed(client):
    application = draft()
    client.force_login(owner_of(application))
    client.post(reverse("withdraw", args=[application.reference]))

    assert "Draft, not sent" in page_of(client, application).content.decode()


def test_permit_that_was_dropped_stands_on_paper_with_its_reason(client):
    PermitTypeFactory(code="FIRE_FILE", name_en="Fire safety filing")
    PermitTypeFactory(code="EIA", name_en="Environmental report")
    approvals = {
        "requests": [{"permit": "FIRE_FILE", "target_date": None, "note": ""}],
        "dropped": [{"permit": "EIA", "reason": "Not needed."}],
    }
    application = frozen(approvals=approvals)

    html = page_of(client, application).content.decode()

    assert "Fire safety filing" in html
    assert "Environmental report · Why do you not need it? Not needed." in html


def test_draft_lists_the_documents_in_use(client):
    application = draft()
    with_file(application)
    with_file(application, name="old.pdf", set_aside_at=MONDAY, set_aside_by=owner_of(application))

    html = page_of(client, application).content.decode()

    assert "licence.pdf · 2.0\N{NO-BREAK SPACE}KB · SHA-256 abababababab…" in html
    assert "old.pdf" not in html


def test_what_was_sent_lists_the_documents_handed_in_with_it(client):
    handed_in = {"kind": "DOC-LICENCE", "name": "licence.pdf", "size": 2048, "sha256": "ab" * 32, "file_type": "pdf"}
    application = frozen(documents=[handed_in])
    with_file(application, name="later.pdf")

    html = page_of(client, application).content.decode()

    assert "licence.pdf" in html
    assert "later.pdf" not in html


# For whom ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["answers", "answers_pdf"])
@pytest.mark.parametrize("person", [FounderFactory, OfficialFactory])
def test_only_members_of_the_case_print_it(client, name, person):
    RoutingRuleFactory()
    application = sent()
    client.force_login(person())

    assert client.get(reverse(name, args=[application.reference])).status_code == HTTPStatus.NOT_FOUND


@pytest.mark.parametrize("name", ["answers", "answers_pdf"])
def test_stranger_signs_in_first(client, name):
    assert reverse("account_login") in client.get(reverse(name, args=["NS-2345"])).url


def test_page_costs_the_same_queries_for_one_document_and_many(client):
    application = draft()
    page = reverse("answers", args=[application.reference])
    with_file(application)
    page_of(client, application)
    cost_of_one = queries_of(lambda: client.get(page))

    for number in range(20):
        with_file(application, name=f"{number}.pdf")

    assert queries_of(lambda: client.get(page)) == cost_of_one <= 12


# The PDF -------------------------------------------------------------------------------------------------------------


def test_pdf_is_saved_under_the_reference_and_kept_by_nobody(client):
    application = sent()

    response = page_of(client, application, "answers_pdf")

    assert response.headers["Content-Type"] == "application/pdf"
    assert response.headers["Content-Disposition"] == f'attachment; filename="{application.reference}.pdf"'
    assert response.headers["Cache-Control"] == "no-store, private"
    assert response.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize(("language", "said"), [("en", "en-GB"), ("zh-hans", "zh-CN")])
def test_pdf_is_tagged_for_screen_readers_in_the_language_of_the_page(client, language, said):
    application = sent()

    reader = pdf_of(client, application, language=language)

    root = reader.trailer["/Root"]
    assert "<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_data().decode()
    assert (root["/MarkInfo"]["/Marked"], root["/Lang"]) == (True, said)
    assert application.reference in reader.metadata.title
    assert {"/H1", "/H2", "/Table"} <= set(tags(root["/StructTreeRoot"]["/K"]))


def test_pdf_says_what_the_page_says(client):
    application = sent()

    text = text_of(pdf_of(client, application))

    for said in (application.reference, "Our rooms are too small.", "深圳示例科技有限公司", "林示一"):
        assert said in text
    assert application.snapshot.sha256 in text.replace("\n", "")


def test_pdf_of_a_draft_says_so_on_every_page(client):
    reader = pdf_of(client, draft())

    assert all("Draft, not sent" in page.extract_text() for page in reader.pages)


def test_pages_are_numbered(client):
    reader = pdf_of(client, sent())

    last = len(reader.pages)
    assert f"Page {last} of {last}" in reader.pages[-1].extract_text()


def test_same_answers_give_the_same_bytes(client, time_machine):
    application = sent()
    first = page_of(client, application, "answers_pdf").content
    time_machine.move_to(timezone.now() + timedelta(days=3))

    assert page_of(client, application, "answers_pdf").content == first


# The typesetting -----------------------------------------------------------------------------------------------------

MARKUP = '#pagebreak() #read("answers.typ") *bold* _it_ $x^2$ `raw` <label> @label https://x.example // \\ "quoted"'


def test_markup_in_a_name_stays_text():
    reader = typeset(MARKUP)

    assert len(reader.pages) == 1
    assert "".join(MARKUP.split()) in "".join(text_of(reader).split())


def test_rare_signs_of_names_are_set():
    names = "王㛃 李𬭚 张䶮 㙍𣲗𬍛 陳龘 Łukasz Müller Ελένη Юлия"

    assert typesetting.LACKING not in text_of(typeset(names))
    assert "䶮" in text_of(typeset(names))


def test_sign_that_the_typeface_lacks_is_replaced_and_the_paper_says_so():
    text = text_of(typeset("Smile 😀\ufe0f, العربية"))

    assert "Smile 〓, 〓" in text
    assert "〓 lacks" in text


def test_long_word_is_broken_and_stays_on_the_page():
    assert len(text_of(typeset("a" * 5000)).splitlines()) > 50


@hypothesis(max_examples=60)
@given(st.text(st.characters(), max_size=60))
def test_no_text_at_all_stops_the_typesetting(text):
    assert typeset(text).pages
