"""Assisted filing (帮办代办): an official fills in, the founder confirms and sends."""

import pytest
from allauth.account.models import EmailAddress
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from applications import access
from applications.models import Application, OutboxMail, User
from applications.states import DEPARTMENTAL, ApplicationState, MembershipRole, Role
from applications.workflow import Refused, assist, intake
from tests.factories import DepartmentFactory, FounderFactory, OfficialFactory, ProgrammeFactory
from tests.factories.cases import MONDAY, answers_of, draft, save, send, sent
from tests.factories.documents import handed_in

RESET = reverse("account_reset_password")

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("calendar")]


@pytest.fixture
def clerk():
    return OfficialFactory(role=Role.INTAKE, department=DepartmentFactory(code="GSD"))


def started(clerk, email="lin@firm.example", **facts):
    return assist.start_for(
        by=clerk,
        at=MONDAY,
        programme=ProgrammeFactory(),
        **{"email": email, "name": "林示一", "language": "zh-hans", **facts},
    )


def filled_in(clerk):
    application = started(clerk)
    for slug, answers in answers_of().items():
        if intake.STEPS[slug] in {None, "workspace"} and slug != "declarations":
            save(application, slug, answers, by=clerk)
    handed_in(application, "DOC-BP", by=clerk)
    return application


def test_a_founder_without_an_account_gets_one_without_a_password_and_a_way_in_by_mail(clerk):
    application = started(clerk)

    founder = assist.founder_of(application)
    assert (founder.email, founder.name, founder.language) == ("lin@firm.example", "林示一", "zh-hans")
    assert not founder.has_usable_password()
    mail = OutboxMail.objects.get(kind="draft_started_for_you")
    assert mail.address == founder.email
    assert RESET in mail.facts["body"]


def test_a_founder_with_an_account_keeps_it_and_gets_no_way_around_the_password(clerk):
    founder = FounderFactory(email="Lin@firm.example", name="Lin", language="en")
    founder.set_password("correct horse battery")
    founder.save()
    EmailAddress.objects.create(user=founder, email=founder.email, verified=True, primary=True)

    application = started(clerk)

    assert assist.founder_of(application) == founder
    assert User.objects.get(pk=founder.pk).name == "Lin"
    assert founder.check_password("correct horse battery")
    assert RESET not in OutboxMail.objects.get().facts["body"]


@pytest.mark.parametrize("taken", ["official", "inactive"])
def test_nobody_who_cannot_apply_is_made_an_applicant(clerk, taken):
    if taken == "official":
        OfficialFactory(email="lin@firm.example")
    else:
        FounderFactory(email="lin@firm.example", is_active=False)

    with pytest.raises(Refused):
        started(clerk)

    assert not Application.objects.exists()
    assert not OutboxMail.objects.exists()


@pytest.mark.parametrize("role", sorted(set(DEPARTMENTAL) - {Role.INTAKE}))
def test_no_other_official_fills_in_for_anybody(role):
    with pytest.raises(PermissionDenied):
        started(OfficialFactory(role=role))


def test_the_official_writes_and_does_not_send(clerk):
    application = filled_in(clerk)

    assert access.can_edit(clerk, application)
    with pytest.raises(PermissionDenied):
        send(application, by=clerk)
    with pytest.raises(PermissionDenied):
        intake.withdraw(application=application, by=clerk, at=MONDAY)


def test_another_clerk_knows_nothing_of_the_draft(clerk):
    application = started(clerk)
    other = OfficialFactory(role=Role.INTAKE, department=clerk.department)

    assert not access.own_applications_for(other).exists()
    assert not access.can_edit(other, application)


def test_handing_over_tells_the_founder_and_ends_the_officials_part(clerk):
    application = filled_in(clerk)

    assist.hand_over(application=application, by=clerk, at=MONDAY)

    assert OutboxMail.objects.get(kind="draft_ready_for_you").address == "lin@firm.example"
    assert not access.can_edit(clerk, application)
    assert not access.own_applications_for(clerk).exists()
    with pytest.raises(PermissionDenied):
        assist.hand_over(application=application, by=clerk, at=MONDAY)


def test_the_first_step_that_the_founder_saves_takes_the_draft_over(clerk):
    application = filled_in(clerk)

    save(application, "team", answers_of()["team"])

    with pytest.raises(PermissionDenied):
        save(application, "team", None, by=clerk)


def test_the_founder_may_go_on_alone_and_a_viewer_may_not(clerk):
    application = filled_in(clerk)
    viewer = FounderFactory()
    application.memberships.create(person=viewer, role=MembershipRole.VIEWER)

    with pytest.raises(PermissionDenied):
        assist.take_over(application=application, by=viewer, at=MONDAY)
    assist.take_over(application=application, by=assist.founder_of(application), at=MONDAY)

    assert not access.can_edit(clerk, application)


def test_a_draft_that_nobody_assists_with_is_not_taken_over_from_anybody():
    application = draft()

    assist.take_over(application=application, by=assist.founder_of(application), at=MONDAY)

    application.refresh_from_db()
    assert application.taken_over_at is None


def test_what_was_sent_is_not_taken_over():
    application = sent()

    with pytest.raises(Refused):
        assist.take_over(application=application, by=assist.founder_of(application), at=MONDAY)


def test_whoever_signed_up_with_an_address_and_never_proved_it_does_not_get_what_is_filled_in(clerk):
    stranger = FounderFactory(email="lin@firm.example", name="Somebody else")
    stranger.set_password("correct horse battery")
    stranger.save()
    EmailAddress.objects.create(user=stranger, email=stranger.email, verified=False, primary=True)

    started(clerk)

    stranger.refresh_from_db()
    assert not stranger.has_usable_password()
    assert stranger.name == "林示一"
    assert RESET in OutboxMail.objects.get(kind="draft_started_for_you").facts["body"]


def test_nobody_but_the_founder_ticks_and_signs_the_declarations(clerk):
    application = filled_in(clerk)

    with pytest.raises(PermissionDenied):
        save(application, "declarations", answers_of()["declarations"], by=clerk)


def test_the_trail_of_the_sent_case_names_the_official_who_filled_it_in(clerk):
    application = filled_in(clerk)
    save(application, "declarations", answers_of()["declarations"])
    send(application)
    application.refresh_from_db()

    assert application.state == ApplicationState.IN_ASSESSMENT
    event = application.events.get(act="assisted")
    assert (event.by, event.at) == (clerk, MONDAY)
