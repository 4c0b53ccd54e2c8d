"""One case as its pages show it: what to do now, the parts, the matters with their holders and dates."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from applications.models import Application, Decision, Part, ReviewTask
from applications.reading import needs
from applications.rules import clock as law
from applications.rules.calendar import WorkingCalendar
from applications.rules.clock import Colour
from applications.states import (
    APPLICATION_OPEN,
    CLOCK_PAUSED,
    CLOCK_RUNS,
    REVIEW_OPEN,
    ApplicationState,
    Outcome,
    PartKind,
    ReviewState,
    TaskKind,
)

# The colour of a status word; what is under way is blue. An objection binds the lead and reddens nothing.
TAGS: Mapping[tuple[str, str], str] = {(TaskKind.PERMIT, ReviewState.DECIDED_REFUSED): "red"}
TAGS_OF_STATE: Mapping[str, str] = {
    ReviewState.DECIDED_GRANTED: "green",
    ReviewState.DECIDED_REFUSED: "green",
    ReviewState.BLOCKED_BY_DEPENDENCY: "grey",
    ReviewState.TERMINATED_WITHDRAWN: "grey",
    ReviewState.TERMINATED_NO_ANSWER: "grey",
    ReviewState.NOT_COMPETENT: "grey",
}


NOTHING = gettext_lazy("You need to do nothing. The departments are working on your application.")
# The first line of the status page, and the one line of the list.
NOW: Mapping[str, Promise] = {
    ApplicationState.DRAFT: gettext_lazy("Fill in the form and send it."),
    ApplicationState.SUBMITTED: NOTHING,
    ApplicationState.RECEIPT_ISSUED: NOTHING,
    ApplicationState.IN_ASSESSMENT: NOTHING,
    ApplicationState.NOT_ELIGIBLE: gettext_lazy(
        "Your application does not meet the conditions of the programme. Read the reasons and what you can do about it."
    ),
    ApplicationState.OFFER_PREPARED: gettext_lazy(
        "You need to do nothing. The district has granted your application and prepares the offer."
    ),
    ApplicationState.PUBLIC_NOTICE: gettext_lazy("You need to do nothing. Your offer is on public notice."),
    ApplicationState.OFFER_MADE: gettext_lazy("Read the offer and say whether you accept it."),
    ApplicationState.OFFER_ACCEPTED: gettext_lazy(
        "You need to do nothing. The district prepares what you have accepted."
    ),
    ApplicationState.IN_DELIVERY: gettext_lazy("You need to do nothing. The district hands over what you accepted."),
    ApplicationState.MOVED_IN: gettext_lazy("You need to do nothing. You have moved in."),
    ApplicationState.CLOSED: gettext_lazy("You need to do nothing. The case is closed."),
    ApplicationState.WITHDRAWN: gettext_lazy("You withdrew this application. Nothing more will happen."),
    ApplicationState.REFUSED: gettext_lazy(
        "The district has refused your application. Read the reasons and what you can do about it."
    ),
    ApplicationState.OFFER_DECLINED: gettext_lazy("You declined the offer. Nothing more will happen."),
    ApplicationState.OFFER_LAPSED: gettext_lazy("The offer has lapsed. Nothing more will happen."),
    ApplicationState.TERMINATED_NO_ANSWER: gettext_lazy(
        "The case has ended because your answer did not come. You can apply again."
    ),
}
ASSISTED = gettext_lazy("The district's service desk fills in this draft for you. You check it and send it yourself.")
YOUR_TURN = {ApplicationState.DRAFT, ApplicationState.OFFER_MADE}
# What a department can ask of the founder; the first that stands is the first to do.
ASKED: Mapping[str, Promise] = {
    ReviewState.AWAITING_CORRECTION: gettext_lazy("Correct what was asked for by: %(departments)s."),
    ReviewState.PAUSED_SUPPLEMENT: gettext_lazy(
        "Send what was asked for by: %(departments)s. The clock stands still until then."
    ),
}


# How far the work on a part is: nothing done, some of it, all of it.
PROGRESS: Mapping[str, tuple[Promise, Promise, Promise]] = {
    TaskKind.OPINION: (
        gettext_lazy("No department has given its opinion yet."),
        gettext_lazy("%(done)d of %(total)d departments have given their opinion."),
        gettext_lazy("Every department has given its opinion."),
    ),
    TaskKind.PERMIT: (
        gettext_lazy("No approval is decided yet."),
        gettext_lazy("%(done)d of %(total)d approvals are decided."),
        gettext_lazy("Every approval is decided."),
    ),
}


@dataclass(frozen=True, kw_only=True)
class Now:
    """What the founder must do now, in a sentence; or that he need not do anything."""

    words: str
    is_your_turn: bool


@dataclass(frozen=True, kw_only=True)
class Matter:
    """One department's piece, as people read it."""

    task: ReviewTask
    status: str
    is_open: bool
    colour: Colour
    days_left: int | None
    tag: str
    waits_for: str


@dataclass(frozen=True, kw_only=True)
class PartOfCase:
    """One part asked for: what was decided about it, or how far it is."""

    kind: str
    label: str
    decision: Decision | None
    status: str
    tag: str
    progress: Sequence[str] = ()


def what_now(application: Application, tasks: Iterable[ReviewTask]) -> Now:
    """Return what the founder must do now; a question of a department goes before everything else."""
    if application.state in APPLICATION_OPEN:
        open_questions = [task for task in tasks if task.state in ASKED]
        for state, words in ASKED.items():
            names = dict.fromkeys(task.department.name for task in open_questions if task.state == state)
            if names:
                departments = pgettext("between the items of a list", "; ").join(names)
                return Now(words=words % {"departments": departments}, is_your_turn=True)
    if application.state == ApplicationState.DRAFT and application.assisted_at and not application.taken_over_at:
        return Now(words=str(ASSISTED), is_your_turn=False)
    return Now(words=str(NOW[application.state]), is_your_turn=application.state in YOUR_TURN)


def matters(application: Application, *, today: date, calendar: WorkingCalendar) -> list[Matter]:
    """Return the pieces of a case: the open ones by date, what waits and what has ended behind them."""
    tasks = application.review_tasks.not_in_vain().select_related("department", "rule", "holder", "decided_by")
    found = read(tasks, today=today, calendar=calendar)
    return sorted(found, key=lambda one: (not one.is_open, one.task.promised_due_on or date.max, one.task.pk))


def read(tasks: Iterable[ReviewTask], *, today: date, calendar: WorkingCalendar) -> list[Matter]:
    """Return ``tasks`` as people read them, in their order, in as many queries as for one."""
    tasks = list(tasks)
    permits = needs.permit_names() if any(task.waits_for for task in tasks) else {}
    return [_matter(task, calendar, permits, today=today) for task in tasks]


def parts(application: Application, matters: Iterable[Matter] = ()) -> list[PartOfCase]:
    """Return the parts in the order of the strands: workspace, funding, approvals."""
    matters = list(matters)
    decisions = {decision.part_id: decision for decision in application.decisions.all()}
    found = [
        _part(application, part, decisions.get(part.pk), [one for one in matters if one.task.rule.part == part.kind])
        for part in application.parts.all()
    ]
    return sorted(found, key=lambda part: PartKind.values.index(part.kind))


def colour_of(task: ReviewTask, calendar: WorkingCalendar, *, today: date) -> Colour:
    """Return the colour of the task's clock (R13, R14)."""
    return law.colour(
        today=today,
        promised=task.promised_due_on,
        statutory=task.statutory_due_on,
        running=task.state in CLOCK_RUNS,
        paused=task.state in CLOCK_PAUSED,
        calendar=calendar,
    )


def _matter(task: ReviewTask, calendar: WorkingCalendar, permits: Mapping[str, str], *, today: date) -> Matter:
    ticks = task.state in CLOCK_RUNS and task.promised_due_on is not None
    return Matter(
        task=task,
        status=task.status_words,
        is_open=task.state in REVIEW_OPEN,
        colour=colour_of(task, calendar, today=today),
        days_left=law.working_days_left(today, task.promised_due_on, calendar)
        if ticks and task.promised_due_on
        else None,
        tag=TAGS.get((task.kind, task.state)) or TAGS_OF_STATE.get(task.state, "blue"),
        waits_for=needs.in_words(task.waits_for, permits) if task.state == ReviewState.BLOCKED_BY_DEPENDENCY else "",
    )


def _part(application: Application, part: Part, decision: Decision | None, matters: Sequence[Matter]) -> PartOfCase:
    is_open = application.state in APPLICATION_OPEN
    if decision:
        status, tag = decision.get_outcome_display(), "green" if decision.outcome == Outcome.GRANTED else "red"
    elif not is_open:
        status, tag = application.get_state_display(), "grey"
    elif any(matter.task.state in ASKED for matter in matters):
        status, tag = _("Waiting for you"), "yellow"
    else:
        status, tag = _("In review"), "blue"
    return PartOfCase(
        kind=part.kind,
        label=part.get_kind_display(),
        decision=decision,
        status=status,
        tag=tag,
        progress=_progress(matters, is_decided=decision is not None) if is_open else (),
    )


def _progress(matters: Sequence[Matter], *, is_decided: bool) -> list[str]:
    """Say how many departments have spoken, how many permits are decided, and what each waiting one waits for."""
    lines = []
    for kind, (none, some, all_of_them) in PROGRESS.items():
        own = [matter for matter in matters if matter.task.kind == kind]
        done = sum(not matter.is_open for matter in own)
        if own and not (is_decided and kind == TaskKind.OPINION):  # the decision says what came of the opinions
            words = all_of_them if done == len(own) else some if done else none
            lines.append(words % {"done": done, "total": len(own)})
    waiting = [matter for matter in matters if matter.waits_for]
    starts = _("%(title)s starts once %(needs)s.")
    return lines + [starts % {"title": matter.task.rule.title, "needs": matter.waits_for} for matter in waiting]
