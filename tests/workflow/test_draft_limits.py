"""How a draft begins, how much may stand in it, and what is left of one that is withdrawn."""

import pytest

from applications.models import LooseFile
from applications.states import ApplicationState
from applications.workflow import Refused, intake
from tests.factories import FounderFactory, ProgrammeFactory
from tests.factories.cases import CODE, MONDAY, draft, owner_of, save, send

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


def test_a_draft_that_is_withdrawn_keeps_nothing_of_what_was_in_it():
    application = draft(code=CODE)

    intake.withdraw(application=application, by=owner_of(application), at=MONDAY)

    application.refresh_from_db()
    assert application.state == ApplicationState.WITHDRAWN
    assert not application.steps.exists()
    assert not application.attachments.exists()
    assert LooseFile.objects.exists()
    assert (application.company_name_zh, application.credit_code) == ("", "")


def test_the_trail_keeps_why_a_suggested_permit_was_dropped():
    application = draft(parts=("approvals",), permits=("BIZ_REG",))
    dropped = {"permit": "SRRC", "reason": "The radio module is certified already."}
    save(application, "approvals", {"requests": [], "dropped": [dropped]})

    send(application)

    event = application.events.get(act="permit_dropped")
    assert event.why == "SRRC: The radio module is certified already."


def test_starting_twice_goes_on_with_the_draft_that_nobody_has_written_into():
    founder, programme = FounderFactory(), ProgrammeFactory()

    first, second = (intake.start(by=founder, at=MONDAY, programme=programme) for _press in range(2))

    assert first == second


def test_nobody_has_more_than_ten_drafts():
    """T31."""
    founder, programme = FounderFactory(), ProgrammeFactory()
    for _n in range(10):
        save(intake.start(by=founder, at=MONDAY, programme=programme), "package", None)

    with pytest.raises(Refused, match="10 drafts"):
        intake.start(by=founder, at=MONDAY, programme=programme)


def test_a_step_with_more_text_than_anybody_can_read_is_refused_and_nothing_changes():
    application = draft()
    before = application.steps.get(slug="package").answers

    with pytest.raises(Refused, match="Shorten it"):
        save(application, "package", None, typed={f"name {n}": ["x" * 5000] for n in range(11)})

    assert application.steps.get(slug="package").answers == before
