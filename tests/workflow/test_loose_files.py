"""The bytes of documents: no file that nobody knows, no record without its file, whatever breaks (I11)."""

from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from applications.ledger import files
from applications.models import Attachment, LooseFile
from applications.workflow import Refused, documents, intake, sweep
from tests.conftest import at_once, queries_of
from tests.factories import MONDAY, ApplicationFactory, owner_of
from tests.factories.documents import LATER, handed_in, names, replace, set_aside, stored, take_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def test_sweep_deletes_what_stayed_loose_for_an_hour(storage):
    application = ApplicationFactory()
    [plan, old] = handed_in(application, "DOC-BP", "DOC-BP")
    set_aside(old)
    documents.settle(application, at=MONDAY)

    runs = [sweep.delete_loose_files(at=MONDAY + files.KEPT_LOOSE + timedelta(seconds=second)) for second in (0, 1, 1)]

    assert runs == [0, 1, 0]
    assert stored(storage) == [plan.key]
    assert not LooseFile.objects.exists()


def test_sweep_is_part_of_everything(storage):
    handed_in(application := ApplicationFactory(), "DOC-BP")
    documents.discard_all([application], at=MONDAY)

    assert sweep.everything(at=LATER)["files_deleted"] == 1
    assert stored(storage) == []


def test_file_that_is_gone_already_stops_no_sweep(storage):
    """A sweep that was killed after the file and before its row."""
    LooseFile.objects.create(key=f"2026/09/14/{'0' * 32}", since=MONDAY)

    assert sweep.delete_loose_files(at=LATER) == 1


def test_sweep_costs_the_same_queries_for_one_file_and_for_many(storage):
    costs = []
    for many in (1, 30):
        LooseFile.objects.bulk_create(LooseFile(key=f"2026/09/14/{n:032x}", since=MONDAY) for n in range(many))
        costs.append(queries_of(lambda: sweep.delete_loose_files(at=LATER)))

    assert costs[0] == costs[1]


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_delete_each_file_once(storage, monkeypatch):
    monkeypatch.setattr(sweep, "BATCH", 3)
    for _file in range(10):
        files.write(files.reserve(at=MONDAY), ContentFile(b"loose"))

    done = at_once(*[lambda: sweep.delete_loose_files(at=LATER)] * 2)

    assert (sum(done), stored(storage), LooseFile.objects.count()) == (10, [], 0)


# A storage in a mood -------------------------------------------------------------------------------------------------


def test_full_storage_is_told_and_leaves_nothing_behind(storage, moody, monkeypatch):
    """D17: and once there is room again, it works."""
    application = ApplicationFactory()
    monkeypatch.setattr(moody, "full", True)

    with pytest.raises(Refused, match="could not be stored on our side"):
        handed_in(application, "DOC-BP")
    assert (stored(storage), LooseFile.objects.count(), Attachment.objects.count()) == ([], 0, 0)
    monkeypatch.setattr(moody, "full", False)
    handed_in(application, "DOC-BP")

    assert names(application) == ["plan.pdf"]


def test_old_file_stays_when_the_new_one_cannot_be_stored(storage, moody, monkeypatch):
    [old] = handed_in(ApplicationFactory(), "DOC-BP")
    monkeypatch.setattr(moody, "full", True)

    with pytest.raises(Refused):
        replace(old)

    assert names(old.application) == ["plan.pdf"]
    assert stored(storage) == [old.key]


def test_half_a_file_of_a_process_that_died_is_swept(storage, moody, monkeypatch):
    """I11."""
    application = ApplicationFactory()
    monkeypatch.setattr(moody, "deadly", True)

    with pytest.raises(SystemExit):
        handed_in(application, "DOC-BP")
    loose = list(LooseFile.objects.values_list("key", flat=True))
    assert stored(storage) == loose
    assert len(loose) == 1
    sweep.delete_loose_files(at=LATER)

    assert (stored(storage), LooseFile.objects.count(), Attachment.objects.count()) == ([], 0, 0)


def test_upload_that_the_sweep_overtook_is_told(storage, moody, monkeypatch):
    """An upload of more than an hour: its bytes are gone by the time it claims them."""
    application = ApplicationFactory()
    monkeypatch.setattr(moody, "afterwards", lambda: sweep.delete_loose_files(at=LATER))

    with pytest.raises(Refused, match="took too long"):
        handed_in(application, "DOC-BP")

    assert (Attachment.objects.count(), LooseFile.objects.count(), stored(storage)) == (0, 0, [])


def test_file_of_an_application_that_was_sent_meanwhile_is_dropped(storage, moody, monkeypatch):
    application = ApplicationFactory()
    founder = owner_of(application)
    monkeypatch.setattr(moody, "afterwards", lambda: intake.withdraw(application=application, by=founder, at=MONDAY))

    with pytest.raises(Refused, match="documents cannot be changed"):
        handed_in(application, "DOC-BP", by=founder)

    assert (Attachment.objects.count(), LooseFile.objects.count(), stored(storage)) == (0, 0, [])


# Races ---------------------------------------------------------------------------------------------------------------


@pytest.mark.django_db(transaction=True)
def test_two_uploads_at_once_for_the_last_place_are_one(storage, monkeypatch):
    monkeypatch.setattr(documents, "MOST_FILES", 1)
    application = ApplicationFactory()
    founder = owner_of(application)

    outcomes = at_once(*[lambda: handed_in(application, "DOC-BP", by=founder)] * 4)

    assert outcomes.count("Refused") == 3
    assert stored(storage) == [Attachment.objects.get().key]
    assert not LooseFile.objects.exists()


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("operation", [set_aside, replace], ids=["removed", "replaced"])
def test_file_is_removed_once_however_often_the_button_is_pressed(storage, operation):
    [attachment] = handed_in(ApplicationFactory(), "DOC-BP")
    founder = owner_of(attachment.application)

    outcomes = at_once(*[lambda: operation(attachment, by=founder)] * 4)

    assert outcomes.count("Refused") == 3
    assert len(stored(storage)) == Attachment.objects.count()


@pytest.mark.django_db(transaction=True)
def test_removed_file_is_taken_back_once(storage):
    [attachment] = handed_in(ApplicationFactory(), "DOC-BP")
    founder = owner_of(attachment.application)
    set_aside(attachment)

    outcomes = at_once(*[lambda: take_back(attachment, by=founder)] * 4)

    assert (outcomes.count("Refused"), names(attachment.application)) == (3, ["plan.pdf"])


def test_storage_is_where_the_settings_say(settings):
    assert default_storage.location == settings.MEDIA_ROOT
