"""The twelve start-ups of the demo, played by the real operations.

Ended cases keep the dates of the file. Running ones are dated back in working
days from the day of seeding, so that each colour of the clock (R14) stands
somewhere on that day, whatever day it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from django.utils import timezone

from applications.forms import offer
from applications.forms.steps import STEPS, StepCase
from applications.management.commands import _papers
from applications.management.commands._dates import moved
from applications.management.commands._district import DOMAIN, read
from applications.models import Application, Membership, OutboxMail, Programme, ReviewTask, User
from applications.rules import clock as law
from applications.rules.calendar import WorkingCalendar
from applications.rules.clock import ZONE
from applications.states import MembershipRole, Outcome, Role, TaskKind, Verdict
from applications.workflow import clock, decision, intake, review

REMEDIES = (
    "Reconsideration by the district government within 60 days, or suit at the People's Court within six months."
    "（可在六十日内申请行政复议，或在六个月内提起行政诉讼。）"
)


@dataclass(frozen=True, kw_only=True)
class Story:
    """How far a start-up has come.

    ``back`` is how many working days ago it was sent (``None``: on the day of the
    file); ``opinions`` who has given theirs (``None``: everybody); ``end`` the
    outcome, or ``"withdrawn"``.
    """

    back: int | None = None
    answers: tuple[str, ...] = ()
    opinions: tuple[str, ...] | None = ()
    objects: tuple[str, ...] = ()
    end: str = ""


STORIES: Mapping[str, Story] = {
    "S01": Story(back=1, answers=("STI", "IPE")),  # yellow: registration and credit check, three days
    "S02": Story(back=6, answers=("STI", "IPE", "FIN"), opinions=("MSR", "IPE", "FIN")),  # red: STI, five days
    "S03": Story(back=12, answers=("STI", "IPE"), opinions=("STI", "IPE", "IIT", "FIN")),  # black: MSR, ten days by law
    "S04": Story(back=2, answers=("IPE",)),
    "S05": Story(back=4, answers=("STI", "IPE", "MSR"), opinions=None),  # waits for the lead
    "S06": Story(opinions=None, end=Outcome.GRANTED),
    "S07": Story(opinions=None, end=Outcome.GRANTED),
    "S08": Story(back=3, answers=("STI", "IPE"), opinions=("IPE",)),
    "S09": Story(opinions=None, objects=("STI",), end=Outcome.REFUSED),
    "S10": Story(end="withdrawn"),
    "S11": Story(opinions=None, objects=("STI", "MSR", "FIN"), end=Outcome.REFUSED),
    "S12": Story(opinions=None, end=Outcome.GRANTED),
}


def play(programme: Programme, *, at: datetime) -> int:
    """Play what has not been played yet; return how many start-ups."""
    calendar = clock.calendar()
    before = OutboxMail.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    played = sum(_play(startup, programme, calendar, at=at) for startup in read("startups"))
    # What was owed on those days went out on those days: the demo does not begin by mailing the past.
    OutboxMail.objects.filter(pk__gt=before, sent_at=None).update(sent_at=at)
    return played


def owner_of(startup: Mapping[str, Any]) -> User:
    mark = {"S01": "a", "S02": "b"}.get(startup["id"], startup["id"][1:])
    return User.objects.get(email=f"founder-{mark}@{DOMAIN}")


def _play(startup: Mapping[str, Any], programme: Programme, calendar: WorkingCalendar, *, at: datetime) -> bool:
    owner, story = owner_of(startup), STORIES[startup["id"]]
    if owner.applications.exists():
        return False
    sent_at = datetime.fromisoformat(startup["submitted_at"]) if story.back is None else _ago(story.back, calendar, at)
    startup = moved(startup, sent_on=timezone.localdate(sent_at))
    application = _sent(startup, owner, programme, at=sent_at)
    _work(application, story, calendar, sent_at=sent_at, now=at)
    return True


def _ago(working_days: int, calendar: WorkingCalendar, at: datetime) -> datetime:
    """Return ten o'clock on the working day that lies so many working days back."""
    day = calendar.on_or_before(timezone.localdate(at))
    for _step in range(working_days):
        day = calendar.on_or_before(day - timedelta(days=1))
    return _at_ten(day)


def _at_ten(day: date) -> datetime:
    return datetime.combine(day, time(10), tzinfo=ZONE)


def _sent(startup: Mapping[str, Any], owner: User, programme: Programme, *, at: datetime) -> Application:
    """Fill in the steps as the form does, and send."""
    application = intake.start(by=owner, at=at - timedelta(hours=1), programme=programme)
    if startup["id"] == "S01":
        member = User.objects.get(email=f"member-a@{DOMAIN}")
        Membership.objects.create(application=application, person=member, role=MembershipRole.EDITOR)
    received_on = law.receipt_date(at, clock.calendar()).on
    offered = offer.of(programme, startup)
    case = StepCase.of(startup, today=timezone.localdate(at), received_on=received_on, offer=offered)
    for slug, form in STEPS.items():
        if form.is_applicable(case):
            answers = form.again(startup if slug == "package" else startup[slug], case=case).to_answers()
            kept: dict[str, Any] = {"schema": form.schema, "typed": {}, "answers": answers, "edition": 0}
            intake.save_step(application=application, by=owner, at=at, slug=slug, **kept)
    _papers.hand_in(application, startup["documents"], by=owner, at=at)
    editions = dict(application.steps.values_list("slug", "edition"))
    return intake.submit(application=application, by=owner, at=at, token=uuid4(), editions=editions)


def _work(
    application: Application, story: Story, calendar: WorkingCalendar, *, sent_at: datetime, now: datetime
) -> None:
    """Let the officials act as the story says, each on a later working day but never after ``now``."""

    def days_later(working_days: int) -> datetime:
        return min(_at_ten(calendar.after(timezone.localdate(sent_at), working_days).on), now)

    by_department = {task.department.code: task for task in _tasks(application) if task.kind == TaskKind.OPINION}
    for code in story.answers:
        task = by_department[code]
        review.answer_first(task=task, by=_official(task), at=days_later(1), answer=_answer(task))
    if story.end == "withdrawn" and application.submitted_by:
        intake.withdraw(
            application=application, by=application.submitted_by, at=days_later(2), why="We joined another team."
        )
        return
    for task in _tasks(application):
        _act(task, story, confirmed_at=days_later(1), given_at=days_later(3))
    if story.end:
        _decide(application, story, at=days_later(8))


def _tasks(application: Application) -> Iterable[ReviewTask]:
    return list(application.review_tasks.open().select_related("department", "rule", "application").order_by("pk"))


def _act(task: ReviewTask, story: Story, *, confirmed_at: datetime, given_at: datetime) -> None:
    code = task.department.code
    if task.kind == TaskKind.COMPLETENESS and story.back != 1:
        review.confirm_complete(task=task, by=_official(task), at=confirmed_at)
    if task.kind == TaskKind.OPINION and (story.opinions is None or code in story.opinions):
        verdict = Verdict.OBJECT if code in story.objects else Verdict.SUPPORT
        reasons = "The figures do not carry it." if code in story.objects else "Checked; nothing stands against it."
        review.give_opinion(task=task, by=_official(task), at=given_at, verdict=verdict, reasons=reasons)
    if task.kind == TaskKind.PERMIT and task.promised_due_on and story.end:
        reasons, remedies = (
            ("The applicant is not eligible.", REMEDIES) if story.end == Outcome.REFUSED else ("Checked.", "")
        )
        review.decide_permit(
            task=task, by=_official(task), at=given_at, outcome=story.end, reasons=reasons, remedies=remedies
        )


def _decide(application: Application, story: Story, *, at: datetime) -> None:
    lead = User.objects.get(role=Role.LEAD, email__endswith=f"@{DOMAIN}")
    refused = story.end == Outcome.REFUSED
    reasons = (
        "The departments' opinions do not carry the application: the entry conditions are not met."
        if refused
        else "All departments support the application."
    )
    parts = [
        decision.PartDecision(kind=part.kind, outcome=story.end, reasons=reasons, remedies=REMEDIES if refused else "")
        for part in application.parts.all()
    ]
    decision.decide(application=application, by=lead, at=at, parts=parts)


def _official(task: ReviewTask) -> User:
    role = {TaskKind.COMPLETENESS: Role.INTAKE, TaskKind.CASE_LEAD: Role.LEAD}.get(TaskKind(task.kind), Role.REVIEWER)
    return User.objects.get(role=role, department=task.department, email__endswith=f"@{DOMAIN}")


def _answer(task: ReviewTask) -> str:
    return f"We have your application and look at: {task.rule.title_en}. Nothing is missing from our side today."
