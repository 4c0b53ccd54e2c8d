"""Documents of a draft: handed in, replaced, removed, taken back, and what becomes of their files."""

import hashlib
from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied

from applications.ledger import files
from applications.models import Attachment, LooseFile
from applications.workflow import Refused, documents, intake
from tests.conftest import queries_of
from tests.factories import MONDAY, ApplicationFactory, FounderFactory, MembershipFactory, OfficialFactory, owner_of
from tests.factories.cases import answers_of
from tests.factories.documents import LATER, handed_in, names, replace, set_aside, stored, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


# Handing in ----------------------------------------------------------------------------------------------------------


def test_file_is_kept_under_a_random_name_with_what_is_known_of_it(storage):
    application = ApplicationFactory()
    content = b"%PDF-1.7" + bytes(200_000)

    [attachment] = handed_in(application, "DOC-BP", content=content, name="Plan.pdf")

    assert files.KEY.fullmatch(attachment.key)
    assert attachment.key.startswith("2026/09/14/")
    assert stored(storage) == [attachment.key]
    assert (storage / attachment.key).read_bytes() == content
    assert (attachment.size, attachment.sha256) == (len(content), hashlib.sha256(content).hexdigest())
    assert (attachment.name, attachment.kind, attachment.scan) == ("Plan.pdf", "DOC-BP", "not_scanned")
    assert (attachment.uploaded_at, attachment.uploaded_by) == (MONDAY, owner_of(application))
    assert not LooseFile.objects.exists()


def test_file_is_readable_to_us_alone(storage):
    [attachment] = handed_in(ApplicationFactory(), "DOC-BP")
    path = storage / attachment.key

    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)


def test_kind_may_have_several_files_of_one_name(storage):
    application = ApplicationFactory()

    handed_in(application, "DOC-BP", "DOC-BP", "DOC-ORDERS")

    assert names(application) == ["plan.pdf"] * 3
    assert len(stored(storage)) == 3


def test_what_nobody_asks_for_yet_is_kept(storage):
    application = ApplicationFactory()

    handed_in(application, "DOC-PASSPORT")

    assert application.attachments.get().kind == "DOC-PASSPORT"


@pytest.mark.parametrize("role", ["viewer", None, "official"])
def test_who_may_not_write_in_the_draft_hands_nothing_in(storage, role):
    application = ApplicationFactory()
    person = OfficialFactory() if role == "official" else FounderFactory()
    if role == "viewer":
        MembershipFactory(application=application, person=person, role=role)

    with pytest.raises(PermissionDenied):
        handed_in(application, "DOC-BP", by=person)

    assert (stored(storage), LooseFile.objects.count()) == ([], 0)


@pytest.mark.parametrize("operation", [lambda one: handed_in(one.application, "DOC-BP"), set_aside, replace, take_back])
def test_documents_of_what_has_left_the_draft_stay_as_they_are(storage, operation):
    application = ApplicationFactory()
    [attachment] = handed_in(application, "DOC-BP")
    intake.withdraw(application=application, by=owner_of(application), at=MONDAY)

    with pytest.raises(Refused, match="documents cannot be changed"):
        operation(attachment)

    assert stored(storage) == [attachment.key]


def test_file_number_fifty_one_is_refused(storage, monkeypatch):
    """T31."""
    monkeypatch.setattr(documents, "MOST_FILES", 3)
    application = ApplicationFactory()
    handed_in(application, *["DOC-BP"] * 3)

    with pytest.raises(Refused, match="may hold 3 files"):
        handed_in(application, "DOC-BP")

    assert len(stored(storage)) == 3


def test_file_that_is_one_byte_too_much_for_the_application_is_refused(storage, monkeypatch):
    """T31."""
    monkeypatch.setattr(documents, "MOST_MEGABYTES", 1)
    application = ApplicationFactory()
    handed_in(application, "DOC-BP", content=bytes(1024 * 1024 - 10))

    with pytest.raises(Refused, match="1 MB together"):
        handed_in(application, "DOC-BP", content=bytes(11))
    handed_in(application, "DOC-BP", content=bytes(10))

    assert len(stored(storage)) == 2


def test_limits_are_fifty_files_and_two_hundred_megabytes():
    assert (documents.MOST_FILES, documents.MOST_MEGABYTES) == (50, 200)


def test_handing_in_costs_the_same_for_the_first_file_and_the_fortieth(storage):
    application = ApplicationFactory()
    owner = owner_of(application)
    first = queries_of(lambda: handed_in(application, "DOC-BP", by=owner))
    handed_in(application, *["DOC-BP"] * 38, by=owner)

    assert queries_of(lambda: handed_in(application, "DOC-BP", by=owner)) == first


# Removing and replacing ----------------------------------------------------------------------------------------------


def test_removed_file_can_be_taken_back(storage):
    application = ApplicationFactory()
    [attachment] = handed_in(application, "DOC-BP")

    removed = set_aside(attachment)
    assert (removed.set_aside_at, removed.set_aside_by) == (MONDAY, owner_of(application))
    assert names(application) == []
    take_back(attachment)

    assert names(application) == ["plan.pdf"]
    assert stored(storage) == [attachment.key]


def test_removing_twice_is_told(storage):
    [attachment] = handed_in(ApplicationFactory(), "DOC-BP")
    set_aside(attachment)

    with pytest.raises(Refused, match="done already"):
        set_aside(attachment)


def test_taking_back_what_was_not_removed_is_told(storage):
    [attachment] = handed_in(ApplicationFactory(), "DOC-BP")

    with pytest.raises(Refused, match="done already"):
        take_back(attachment)


def test_removed_file_comes_back_only_where_there_is_room(storage, monkeypatch):
    monkeypatch.setattr(documents, "MOST_FILES", 2)
    application = ApplicationFactory()
    [first] = handed_in(application, "DOC-BP")
    set_aside(first)
    handed_in(application, *["DOC-BP"] * 2)

    with pytest.raises(Refused, match="may hold 2 files"):
        take_back(first)


def test_new_file_takes_the_place_of_the_old_one(storage, monkeypatch):
    monkeypatch.setattr(documents, "MOST_FILES", 1)
    application = ApplicationFactory()
    [old] = handed_in(application, "DOC-ORDERS")

    new = replace(old)

    old.refresh_from_db()
    assert (new.kind, names(application)) == ("DOC-ORDERS", ["new.pdf"])
    assert (old.set_aside_at, old.set_aside_by) == (LATER, owner_of(application))
    assert stored(storage) == sorted([old.key, new.key])


def test_file_that_was_removed_is_not_replaced(storage):
    [old] = handed_in(ApplicationFactory(), "DOC-BP")
    set_aside(old)

    with pytest.raises(Refused, match="done already"):
        replace(old)

    assert stored(storage) == [old.key]


def test_no_more_is_kept_of_what_was_removed_than_an_application_may_hold(storage, monkeypatch):
    """Uploading and removing in turn fills no disk: the oldest goes first."""
    monkeypatch.setattr(documents, "MOST_FILES", 2)
    application = ApplicationFactory()
    for minute in range(4):
        [attachment] = handed_in(application, "DOC-BP", name=f"{minute}.pdf")
        set_aside(attachment, at=MONDAY + timedelta(minutes=minute))

    assert [one.name for one in application.attachments.order_by("pk")] == ["2.pdf", "3.pdf"]
    assert LooseFile.objects.count() == 2


def test_large_files_that_were_removed_go_before_small_ones_of_later(storage, monkeypatch):
    monkeypatch.setattr(documents, "MOST_MEGABYTES", 1)
    application = ApplicationFactory()
    for minute, size in enumerate((900_000, 100_000, 100_000)):
        [attachment] = handed_in(application, "DOC-BP", name=f"{minute}.pdf", content=bytes(size))
        set_aside(attachment, at=MONDAY + timedelta(minutes=minute))

    assert [one.name for one in application.attachments.order_by("pk")] == ["1.pdf", "2.pdf"]


# Sending and deleting ------------------------------------------------------------------------------------------------


def test_settling_lists_what_is_handed_in_and_lets_go_of_the_rest(storage):
    application = ApplicationFactory()
    [orders, plan, old] = handed_in(application, "DOC-ORDERS", "DOC-BP", "DOC-BP")
    set_aside(old)

    manifest = documents.settle(application, at=LATER)

    assert manifest == [
        {"kind": one.kind, "name": "plan.pdf", "size": 15, "sha256": one.sha256, "file_type": "pdf"}
        for one in (plan, orders)
    ]
    assert set(application.attachments.all()) == {orders, plan}
    assert list(LooseFile.objects.values_list("key", "since")) == [(old.key, LATER)]


def test_settling_an_application_without_documents_lists_none():
    assert documents.settle(ApplicationFactory(), at=LATER) == []


def nested(**answers):
    steps = answers_of(**answers)
    return {**steps.pop("package"), **steps}


def test_application_without_its_documents_is_not_complete(storage):
    application = ApplicationFactory()
    answers = nested(code="91440305YXDEM10156")
    handed_in(application, "DOC-PASSPORT")

    with pytest.raises(Refused) as refusal:
        documents.require_complete(application, answers | {"declarations": {"data_sharing": False}})

    assert str(refusal.value) == (
        "Hand in these documents before you send: Business licence; Business plan; Social insurance list."
    )


def test_removed_document_does_not_count(storage):
    application = ApplicationFactory()
    [plan] = handed_in(application, "DOC-BP")
    documents.require_complete(application, nested())
    set_aside(plan)

    with pytest.raises(Refused, match="Business plan"):
        documents.require_complete(application, nested())


def test_document_of_less_weight_may_be_promised(storage):
    """R17."""
    application = ApplicationFactory()
    handed_in(application, "DOC-BP", "DOC-LICENCE")
    answers = nested(code="91440305YXDEM10156") | {"declarations": {"data_sharing": False, "deficient_mode": True}}

    documents.require_complete(application, answers)


def test_deleted_draft_lets_go_of_all_its_files(storage):
    applications = [ApplicationFactory(), ApplicationFactory()]
    kept = handed_in(ApplicationFactory(), "DOC-BP")
    for application in applications:
        [_plan, old] = handed_in(application, "DOC-BP", "DOC-BP")
        set_aside(old)

    documents.discard_all(applications, at=LATER)

    assert list(Attachment.objects.all()) == kept
    assert LooseFile.objects.count() == 4
