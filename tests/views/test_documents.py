"""The page of the documents: hand in, replace, remove, take back, and what goes wrong on the way."""

from http import HTTPStatus

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from applications.workflow import documents
from tests.conftest import queries_of
from tests.factories import (
    MONDAY,
    ApplicationFactory,
    FounderFactory,
    MembershipFactory,
    OfficialFactory,
    PermitTypeFactory,
    owner_of,
)
from tests.factories.cases import answers_of, draft, save, sent
from tests.factories.documents import handed_in, names, pdf, picture, set_aside

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar", "years")]

PLAN = "DOC-BP"


def url(application, name="documents"):
    return reverse(name, args=[application.reference])


def page_of(client, application, **asked):
    return client.get(url(application), asked).content.decode()


def post(client, application, *papers, **data):
    files = [SimpleUploadedFile(name, content) for name, content in papers]
    return client.post(url(application), {"papers": files, **data}, follow=True)


def hand_in(client, application, *papers, kind=PLAN, **data):
    return post(client, application, *papers, kind=kind, **data).content.decode()


# The page ------------------------------------------------------------------------------------------------------------


def test_page_says_what_is_asked_for_and_why(client, application):
    save(application, "technology", {"trl": 5, "university_source": "none", "inventions_granted": 0})

    html = page_of(client, application)

    assert "Still missing: Business plan; TRL evidence (test reports)." in html
    assert "Every application needs it." in html
    assert "PDF, JPG or PNG, smaller than 50 MB each. You can choose several." in html
    assert 'accept=".pdf,.jpg,.jpeg,.png"' in html
    assert "Asked for because of your answers to:" in html


def test_page_names_what_depends_on_answers_to_come(client, application):
    html = page_of(client, application)

    assert "Perhaps asked for later" in html
    assert "Business licence" in html


def test_page_says_who_will_read_the_documents(client, application):
    html = page_of(client, application)

    assert "the intake officers, the lead of your case and the auditor read every document" in html
    assert f'href="{reverse("privacy")}#readers"' in html


def test_page_of_a_complete_draft_asks_for_nothing(client):
    application = draft()
    client.force_login(owner_of(application))

    assert "Nothing is missing." in page_of(client, application)


def test_document_that_registers_hold_says_how_to_be_rid_of_it(client):
    application = draft(code="91440305YXDEM10156")
    save(application, "declarations", {"truth": True, "data_sharing": False})
    client.force_login(owner_of(application))

    assert "If you let the district take data from government registers" in page_of(client, application)


def test_promise_stands_on_the_page(client):
    """R17."""
    application = draft(code="91440305YXDEM10156")
    save(application, "declarations", {"truth": True, "data_sharing": False, "deficient_mode": True})
    client.force_login(owner_of(application))

    html = page_of(client, application)

    assert "Promised for later" in html
    assert "Still missing: Business licence." in html


def test_page_costs_the_same_queries_with_one_file_and_with_fifty(client, application):
    handed_in(application, PLAN)
    page_of(client, application)
    cost_of_one = queries_of(lambda: page_of(client, application))
    handed_in(application, *[PLAN] * 49)

    assert queries_of(lambda: page_of(client, application)) == cost_of_one <= 12


def test_page_speaks_chinese(client, application):
    owner = owner_of(application)
    owner.language = "zh-hans"
    owner.save()

    html = page_of(client, application)

    assert "商业计划书" in html
    assert "Business plan" not in html


# Handing in ----------------------------------------------------------------------------------------------------------


def test_file_is_handed_in_and_shown(client, application):
    html = hand_in(client, application, ("Plan.pdf", pdf()))

    assert "Handed in: Plan.pdf." in html
    assert names(application) == ["Plan.pdf"]
    assert reverse("file", args=[application.attachments.get().key]) in html
    assert "Not scanned" in html


def test_several_files_are_handed_in_at_once(client, application):
    hand_in(client, application, ("1.pdf", pdf()), ("2.png", picture("PNG")), ("3.jpg", picture("JPEG")))

    assert names(application) == ["1.pdf", "2.png", "3.jpg"]
    assert set(application.attachments.values_list("kind", "file_type")) == {
        (PLAN, one) for one in ("pdf", "png", "jpg")
    }


def test_good_files_are_kept_when_another_one_is_not(client, application):
    html = hand_in(client, application, ("good.pdf", pdf()), ("bad.pdf", b"MZ"), ("empty.pdf", b""))

    assert names(application) == ["good.pdf"]
    assert "Handed in: good.pdf." in html
    assert "bad.pdf: The selected file must be a PDF, JPG or PNG" in html
    assert "empty.pdf: The selected file is empty" in html


def test_error_is_linked_to_the_file_input_of_its_card(client, application):
    html = hand_in(client, application, ("plan.exe", b"MZ"))

    assert '<a href="#id_DOC-BP_papers">The selected file must be a PDF, JPG or PNG</a>' in html
    assert 'id="id_DOC-BP_papers"' in html
    assert 'aria-describedby="id_DOC-BP_papers_helptext id_DOC-BP_papers_error"' in html
    assert "<title>Error:" in html.replace("\n", "")


def test_pressing_without_a_file_asks_for_one(client, application):
    assert "Select a file" in hand_in(client, application)


def test_eleven_files_are_too_many_at_once(client, application):
    html = hand_in(client, application, *((f"{number}.pdf", b"%PDF") for number in range(11)))

    assert "Select 10 files or fewer at once" in html
    assert names(application) == []


def test_limit_of_the_application_is_told_beside_what_found_room(client, application, monkeypatch):
    """T31."""
    monkeypatch.setattr(documents, "MOST_FILES", 1)

    html = hand_in(client, application, ("1.pdf", pdf()), ("2.pdf", pdf()))

    assert names(application) == ["1.pdf"]
    assert "2.pdf: An application may hold 1 files." in html


def test_another_document_is_handed_in_early(client, application):
    html = post(client, application, ("p.pdf", pdf()), another="1", kind="DOC-PASSPORT").content.decode()

    assert application.attachments.get().kind == "DOC-PASSPORT"
    assert "Handed in early" in html


def test_documents_of_the_approvals_come_first_in_the_list(client, application):
    PermitTypeFactory(code="WORK_PERMIT", documents=["DOC-PASSPORT"])
    save(application, "package", answers_of(parts=["approvals"])["package"])
    save(application, "approvals", {"requests": [{"permit": "WORK_PERMIT"}]})

    html = page_of(client, application)

    first, _, rest = html.partition('<optgroup label="For the approvals that you ask for">')[2].partition("</optgroup>")
    assert "Passport" in first
    assert "Passport" not in rest
    assert "Articles" in rest


@pytest.mark.parametrize("kind", ["", "DOC-BP", "DOC-NONE", "\x00", "a" * 1_000_000])
def test_document_that_is_not_in_the_list_is_asked_for_again(client, application, kind):
    html = post(client, application, ("p.pdf", pdf()), another="1", kind=kind).content.decode()

    assert "Select the document" in html
    assert names(application) == []


# Replacing and removing ----------------------------------------------------------------------------------------------


def test_file_is_replaced(client, application):
    [old] = handed_in(application, PLAN, name="old.pdf")
    assert "The file that replaces old.pdf" in page_of(client, application, replace=old.key)

    hand_in(client, application, ("new.pdf", pdf()), replaces=old.key)

    assert names(application) == ["new.pdf"]
    assert "old.pdf" in page_of(client, application)


def test_old_file_stays_when_the_new_one_is_not_good(client, application):
    [old] = handed_in(application, PLAN, name="old.pdf")

    html = hand_in(client, application, ("new.pdf", b"MZ"), replaces=old.key)

    assert names(application) == ["old.pdf"]
    assert "The selected file must be a PDF" in html
    assert "The file that replaces old.pdf" in html


def test_file_is_removed_and_taken_back(client, application):
    [file] = handed_in(application, PLAN)

    removed = client.post(url(application, "remove_document"), {"key": file.key}, follow=True)
    assert (names(application), removed.redirect_chain[-1][0]) == ([], f"{url(application)}#{PLAN}")
    assert "Removed: plan.pdf. You can take it back until you send." in removed.content.decode()
    back = client.post(url(application, "take_back_document"), {"key": file.key}, follow=True)

    assert names(application) == ["plan.pdf"]
    assert "Taken back: plan.pdf." in back.content.decode()


def test_removing_twice_says_so(client, application):
    [file] = handed_in(application, PLAN)
    set_aside(file)

    response = client.post(url(application, "remove_document"), {"key": file.key}, follow=True)

    assert "This was done already." in response.content.decode()


def test_file_that_was_removed_meanwhile_is_not_replaced(client, application):
    [old] = handed_in(application, PLAN)
    set_aside(old)

    html = hand_in(client, application, ("new.pdf", pdf()), replaces=old.key)

    assert "This was done already." in html
    assert names(application) == []


# Who, and what else may come -----------------------------------------------------------------------------------------


def test_documents_of_a_sent_case_are_not_on_this_page(client):
    application = sent()
    client.force_login(owner_of(application))

    response = post(client, application, ("p.pdf", pdf()), kind=PLAN)

    assert response.redirect_chain[-1][0] == url(application, "application")
    assert names(application) == ["plan.pdf"]


@pytest.mark.parametrize("person", [FounderFactory, OfficialFactory, "viewer"])
def test_page_does_not_exist_for_who_may_not_write(client, application, person):
    [file] = handed_in(application, PLAN)
    client.force_login(
        MembershipFactory(application=application, role="viewer").person if person == "viewer" else person()
    )

    answers = [
        client.get(url(application)),
        client.post(url(application), {"kind": PLAN}),
        client.post(url(application, "remove_document"), {"key": file.key}),
        client.post(url(application, "take_back_document"), {"key": file.key}),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
    assert names(application) == ["plan.pdf"]


def test_visitor_is_asked_to_sign_in(client):
    application = ApplicationFactory()

    response = client.post(url(application), {"kind": PLAN})

    assert response.url.startswith(reverse("account_login"))


def test_file_of_another_application_cannot_be_removed_or_replaced_from_here(client, application):
    [foreign] = handed_in(ApplicationFactory(), PLAN)

    answers = [
        client.post(url(application, "remove_document"), {"key": foreign.key}),
        client.post(url(application), {"kind": PLAN, "replaces": foreign.key}),
    ]

    assert {answer.status_code for answer in answers} == {HTTPStatus.NOT_FOUND}
    assert foreign.application.attachments.in_use().get() == foreign


def test_name_is_escaped_wherever_it_stands(client, application):
    handed_in(application, PLAN, name="<img src=x onerror=alert(1)>.pdf", at=MONDAY)

    assert "<img src=x" not in page_of(client, application)
