"""Who may see and do what. The only room with rules about people, and only about people.

``can_*`` answers for one record, ``*_for`` narrows a query to what a person
may see, ``require`` stops an operation. Buttons, pages and operations all ask here.
Whether a case is in a state for it is not asked here: that stands in ``states``.
Whoever is not named may nothing.
"""

from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet

from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import PermissionDenied
from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from applications.models import Application, Attachment, Membership, ReviewTask, User
from applications.models.documents import AttachmentQuerySet
from applications.models.review import ReviewTaskQuerySet
from applications.rules import documents, form
from applications.states import ApplicationState, Level, MembershipRole, Role, TaskKind

# Who does which kind of work in the department that has it.
WORKS: Mapping[str, AbstractSet[str]] = {
    TaskKind.COMPLETENESS: {Role.INTAKE, Role.REVIEWER, Role.DEPUTY, Role.HEAD},
    TaskKind.CASE_LEAD: {Role.LEAD},
    TaskKind.OPINION: {Role.REVIEWER, Role.DEPUTY, Role.HEAD, Role.SPACES, Role.FUNDS},
    TaskKind.PERMIT: {Role.REVIEWER, Role.DEPUTY, Role.HEAD},
}
SEES_EVERY_CASE = {Role.LEAD, Role.INTAKE, Role.SUPERVISOR, Role.AUDITOR}
SEES_EVERY_TASK = {Role.SUPERVISOR, Role.AUDITOR}
SEES_ROUTED_CASES = {Role.REVIEWER, Role.DEPUTY, Role.HEAD, Role.SPACES, Role.FUNDS}
READS_EVERY_ANSWER = {Role.LEAD, Role.INTAKE, Role.AUDITOR}
ASSISTS = {Role.INTAKE}
STEPS_EVERYBODY_ROUTED_READS = {"1_package", "2_company"}


def require(rule: Callable[..., bool], person: User, record: Model) -> None:
    """Stop the operation unless ``rule`` allows it.

    :raises PermissionDenied: if it does not.
    """
    if not rule(person, record):
        raise PermissionDenied


def can_enter_desk(person: User | AnonymousUser) -> bool:
    """Let in those who work for the district. Asked of whoever asks for a page, so also of nobody."""
    return isinstance(person, User) and person.is_active and person.role != Role.FOUNDER


def can_read_set_up(person: User) -> bool:
    """Let administrators and the auditor read departments, people, rules and the calendar."""
    return can_enter_desk(person) and person.role in {Role.ADMIN, Role.AUDITOR}


def can_read_trail(person: User) -> bool:
    return can_enter_desk(person) and person.role == Role.AUDITOR


def can_read_outbox(person: User) -> bool:
    """Let administrators and the auditor see which mails went out; the words are not shown there."""
    return can_enter_desk(person) and person.role in {Role.ADMIN, Role.AUDITOR}


def can_see_cases(person: User) -> bool:
    """Let all officials but administrators open the lists of cases and tasks; the queries narrow what is in them."""
    return can_enter_desk(person) and person.role != Role.ADMIN


def can_apply(person: User) -> bool:
    """Let founders apply. An official acts for the district and owns no application."""
    return person.role == Role.FOUNDER


def can_assist(person: User) -> bool:
    """Let intake fill in for a founder who calls or comes by (帮办代办)."""
    return can_enter_desk(person) and person.role in ASSISTS


def own_applications_for(person: User) -> QuerySet[Application]:
    """Return the applications that ``person`` is a member of, or fills in for a founder: his pages show no others."""
    if can_assist(person):
        return Application.objects.filter(state=ApplicationState.DRAFT, assisted_by=person, taken_over_at=None)
    if not can_apply(person):
        return Application.objects.none()
    return Application.objects.filter(memberships__person=person)


def applications_for(person: User) -> QuerySet[Application]:
    """Return the applications ``person`` may know about: his own, or for the district what was sent."""
    if person.role == Role.FOUNDER:
        return own_applications_for(person)
    sent = Application.objects.filter(submitted_at__isnull=False)
    if person.role in SEES_EVERY_CASE:
        return sent
    if person.role in SEES_ROUTED_CASES:
        return sent.filter(Exists(_tasks_of_case().filter(department=person.department_id)))
    if person.role == Role.LEADER:
        return sent.filter(Exists(_tasks_of_case().filter(told=Level.BLACK)))
    return Application.objects.none()


def review_tasks_for(person: User) -> ReviewTaskQuerySet:
    """Return the tasks ``person`` may know about: those of the own department, or what the role oversees."""
    if person.role in SEES_EVERY_TASK:
        return ReviewTask.objects.all()
    if person.role == Role.LEADER:
        return ReviewTask.objects.filter(told=Level.BLACK)
    if person.department_id is None:
        return ReviewTask.objects.none()
    return ReviewTask.objects.filter(department=person.department_id)


def reads_answers(person: User) -> bool:
    """Tell whether the role reads answers; those who oversee clocks or accounts read none."""
    return person.role in READS_EVERY_ANSWER | SEES_ROUTED_CASES


def readable_paths(person: User, application: Application) -> frozenset[str]:
    """Return the paths of the answers ``person`` may read in a case that ``applications_for`` shows.

    A department reads the package and company steps, the fields that name it as
    user, and what its routing rules read.
    """
    if person.role in READS_EVERY_ANSWER or person.role == Role.FOUNDER:
        return frozenset(field.path for field in form.FIELDS)
    if person.role not in SEES_ROUTED_CASES or person.department is None:
        return frozenset()
    own = application.review_tasks.filter(department=person.department_id).values_list("matched", flat=True)
    read_by_rules = {path for matched in own for path in matched}
    return frozenset(
        field.path
        for field in form.FIELDS
        if field.step in STEPS_EVERYBODY_ROUTED_READS
        or person.department.code in field.used_by
        or field.path in read_by_rules
    )


def attachments_for(person: User, application: Application) -> AttachmentQuerySet:
    """Return the documents of a case that ``person`` may read, whether he may know of the case or not.

    A department reads those that belong to the answers it reads, and those of its own permits.
    """
    if can_apply(person) or application.state == ApplicationState.DRAFT:
        own = own_applications_for(person).filter(pk=application.pk).exists()
        return application.attachments.all() if own else Attachment.objects.none()
    if not applications_for(person).filter(pk=application.pk).exists():
        return Attachment.objects.none()
    if person.role in READS_EVERY_ANSWER:
        return application.attachments.in_use()
    return application.attachments.in_use().filter(kind__in=_readable_kinds(person, application))


def _readable_kinds(person: User, application: Application) -> AbstractSet[str]:
    if person.role not in SEES_ROUTED_CASES or person.department_id is None:
        return frozenset()
    paths = readable_paths(person, application)
    permits = application.review_tasks.filter(department=person.department_id, rule__permit_type__isnull=False)
    of_permits = {kind for kinds in permits.values_list("rule__permit_type__documents", flat=True) for kind in kinds}
    return of_permits | {kind for kind, document in documents.KINDS.items() if paths & documents.read_with(document)}


def fills_in_for_founder(person: User, application: Application) -> bool:
    """Tell whether ``person`` is the official who started the draft and the founder has not taken over yet."""
    return can_assist(person) and own_applications_for(person).filter(pk=application.pk).exists()


def has_handed_over(person: User, reference: str) -> bool:
    """Tell whether ``person`` filled in this draft, and the founder has taken over since."""
    handed_over = Application.objects.filter(reference=reference, assisted_by=person, taken_over_at__isnull=False)
    return can_assist(person) and handed_over.exists()


def can_edit(person: User, application: Application) -> bool:
    """Let the owner and the editors fill in, and whoever of the district fills in for them."""
    return fills_in_for_founder(person, application) or can_send(person, application)


def can_send(person: User, application: Application) -> bool:
    """Let the owner and the editors send and withdraw; a viewer only looks, and nobody else speaks for the founder."""
    return Membership.objects.filter(
        application=application, person=person, role__in=[MembershipRole.OWNER, MembershipRole.EDITOR]
    ).exists()


def can_work_on(person: User, task: ReviewTask) -> bool:
    """Let those of the task's department work on it whose role does this kind of work."""
    return task.department_id == person.department_id and person.role in WORKS[task.kind]


def can_confirm_complete(person: User, task: ReviewTask) -> bool:
    return task.kind == TaskKind.COMPLETENESS and can_work_on(person, task)


def can_give_opinion(person: User, task: ReviewTask) -> bool:
    return task.kind == TaskKind.OPINION and can_work_on(person, task)


def can_decide_permit(person: User, task: ReviewTask) -> bool:
    return task.kind == TaskKind.PERMIT and can_work_on(person, task)


def can_decide(person: User, application: Application) -> bool:
    """Let a lead of the department that leads the case decide, unless he has spoken for one in it (R27)."""
    leads_elsewhere = Q(kind=TaskKind.CASE_LEAD) & ~Q(department=person.department_id)
    has_spoken = Q(decided_by=person) & ~Q(kind=TaskKind.CASE_LEAD)
    return person.role == Role.LEAD and not application.review_tasks.filter(leads_elsewhere | has_spoken).exists()


def _tasks_of_case() -> QuerySet[ReviewTask]:
    return ReviewTask.objects.filter(application=OuterRef("pk"))
