"""A draft that the sweep deletes while somebody still writes into it: he is told, and nothing breaks."""

from uuid import uuid4

import pytest
from django.utils import timezone

from applications.models import Application, Attachment
from applications.workflow import Refused, documents, drafts, intake
from tests.conftest import at_once
from tests.factories.cases import MONDAY, draft, editions, owner_of, save
from tests.factories.documents import handed_in, replace, set_aside, take_back
from tests.workflow.test_drafts import DAY, END, swept

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("calendar")]

MORE = {"orders_signed_yuan": 1}


def file_of(application, *, is_aside=False):
    """Return a file as a page has read it a moment ago."""
    [attachment] = application.attachments.all()
    if is_aside:
        set_aside(attachment)
    return Attachment.objects.select_related("application").get(pk=attachment.pk)


def ready(operation, application):
    """Return a call that has read all that it needs of the draft already."""
    founder, checked = owner_of(application), editions(application)
    match operation:
        case "save":
            return lambda: save(application, "market", MORE, by=founder, at=END, edition=1)
        case "send":
            facts = {"token": uuid4(), "editions": checked}
            return lambda: intake.submit(application=application, by=founder, at=END, **facts)
        case "withdraw":
            return lambda: intake.withdraw(application=application, by=founder, at=END)
        case "hand in":
            return lambda: handed_in(application, "DOC-BP", by=founder, at=END)
    attachment = file_of(application, is_aside=operation == "take back")
    what = {"remove": set_aside, "replace": replace, "take back": take_back}[operation]
    return lambda: what(attachment, by=founder)


@pytest.mark.parametrize("operation", ["save", "send", "withdraw", "hand in", "replace", "remove", "take back"])
def test_who_writes_into_a_draft_that_is_deleted_is_told(operation):
    application = draft()
    write = ready(operation, application)
    swept(END - 14 * DAY)
    swept(END + DAY)

    with pytest.raises(Refused, match=r"^This draft has ended and is deleted\.$"):
        write()

    assert not Application.objects.exists()


@pytest.mark.parametrize("round_", range(10))
def test_sweep_and_a_founder_at_once_leave_a_draft_whole_or_delete_it(round_):
    application = draft()
    swept(END - 14 * DAY)
    founder, after = owner_of(application), END + DAY

    saved, deleted = at_once(
        lambda: save(application, "market", MORE, by=founder, at=after, edition=1),
        lambda: drafts.delete([application.pk], at=after),
    )

    kept = Application.objects.filter(pk=application.pk).first()
    if deleted:
        assert (saved, kept) == ("Gone", None)
    else:
        assert kept.steps.get(slug="market").answers == MORE
        assert kept.draft_ends_on == timezone.localdate(after + 90 * DAY)


def test_file_for_a_draft_that_is_deleted_is_not_kept(storage):
    application = draft()
    founder, [written] = owner_of(application), application.attachments.all()
    swept(END - 14 * DAY)
    swept(END + DAY)

    with pytest.raises(Refused):
        handed_in(application, "DOC-BP", by=founder, at=MONDAY)

    assert [path.name for path in storage.rglob("*") if path.is_file()] == [written.key.rpartition("/")[2]]


def test_removing_and_taking_back_keep_a_draft_as_saving_does(storage):
    application = draft()
    [plan] = application.attachments.all()
    for day, change in ((10, documents.set_aside), (20, documents.take_back)):
        change(attachment=plan, by=owner_of(application), at=MONDAY + day * DAY)

        application.refresh_from_db()
        assert application.draft_ends_on == timezone.localdate(END + day * DAY)


def test_removing_a_file_after_the_warning_lets_the_draft_be_told_again(storage):
    application = draft()
    [plan] = application.attachments.all()
    swept(END - 14 * DAY)

    documents.set_aside(attachment=plan, by=owner_of(application), at=END - 10 * DAY)

    application.refresh_from_db()
    assert application.draft_end_told_at is None
