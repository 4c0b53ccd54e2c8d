"""Drafts end: told in time, deleted with everything in them, and kept by whoever touches them."""

from datetime import timedelta

import pytest
from django.utils import timezone

from applications.models import Application, LooseFile, OutboxMail, StepAnswers
from applications.states import ApplicationState, MembershipRole
from applications.workflow import intake, sweep
from tests.conftest import queries_of
from tests.factories import ApplicationFactory, FounderFactory, MembershipFactory, ProgrammeFactory
from tests.factories.cases import MONDAY, draft, owner_of, save, sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]

DAY = timedelta(days=1)
END = MONDAY + 90 * DAY


def mails(kind="draft_ends"):
    return OutboxMail.objects.filter(kind=kind)


def swept(at):
    return sweep.everything(at=at)


def test_a_draft_is_kept_for_ninety_days_from_its_last_saving():
    application = intake.start(by=FounderFactory(), at=MONDAY, programme=ProgrammeFactory())
    assert application.draft_ends_on == timezone.localdate(END)

    save(application, "package", None, typed={"case_summary": ["Rooms"]}, at=MONDAY + 10 * DAY)

    application.refresh_from_db()
    assert application.draft_ends_on == timezone.localdate(END + 10 * DAY)


def test_owner_and_editors_are_told_two_weeks_before_the_end_once_and_a_viewer_is_not():
    application = draft()
    editor = MembershipFactory(application=application).person
    MembershipFactory(application=application, role=MembershipRole.VIEWER)

    assert swept(END - 15 * DAY)["drafts_told"] == 0
    assert swept(END - 14 * DAY)["drafts_told"] == 1
    assert swept(END - 13 * DAY)["drafts_told"] == 0

    assert set(mails().values_list("address", flat=True)) == {owner_of(application).email, editor.email}


def test_the_mail_speaks_the_language_of_its_receiver_and_names_the_day_in_its_subject():
    application = draft(founder=FounderFactory(language="zh-hans"))

    swept(END - 14 * DAY)

    facts = mails().get().facts
    assert application.reference in facts["subject"]
    assert "2026年12月13日" in facts["subject"]
    assert "草稿" in facts["body"]


def test_saving_a_step_after_the_warning_keeps_the_draft_and_lets_it_be_told_again():
    application = draft()
    swept(END - 14 * DAY)

    save(application, "package", None, at=END - 10 * DAY)

    assert swept(END + 5 * DAY)["drafts_deleted"] == 0
    assert swept(END + 70 * DAY)["drafts_told"] == 1


def test_what_nobody_touched_is_deleted_after_its_last_day_with_answers_and_files():
    draft()
    swept(END - 14 * DAY)

    assert swept(END)["drafts_deleted"] == 0
    assert swept(END + DAY)["drafts_deleted"] == 1

    assert not Application.objects.exists()
    assert not StepAnswers.objects.exists()
    assert LooseFile.objects.count() == 1


def test_a_sweep_that_comes_weeks_late_still_gives_a_week_of_notice():
    draft()

    assert swept(END + 30 * DAY)["drafts_told"] == 1
    assert swept(END + 36 * DAY)["drafts_deleted"] == 0
    assert swept(END + 39 * DAY)["drafts_deleted"] == 1


def test_what_was_sent_never_ends():
    application = sent()

    swept(END - 14 * DAY)
    swept(END + 300 * DAY)

    assert Application.objects.get().state == ApplicationState.IN_ASSESSMENT
    assert not mails().exists()
    assert application.reference


def test_telling_and_deleting_many_costs_as_many_queries_as_one():
    def end_of(count):
        for _n in range(count):
            ApplicationFactory()
        return (
            queries_of(lambda: swept(END - 14 * DAY)),
            queries_of(lambda: swept(END + DAY)),
        )

    swept(MONDAY)  # provides the years, once
    one = end_of(1)

    assert end_of(20) == one
