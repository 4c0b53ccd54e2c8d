"""Every state a record can be in, and every move it may make.

Data only: the functions that make the moves live in ``workflow``, the words
founders read are the labels here, and ``docs/states.md`` is drawn from the tables.
"""

from collections.abc import Mapping
from collections.abc import Set as AbstractSet

from django.db.models import TextChoices
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

Moves = Mapping[str, AbstractSet[str]]


class ApplicationState(TextChoices):
    DRAFT = "draft", _("Draft")
    SUBMITTED = "submitted", _("Sent")
    RECEIPT_ISSUED = "receipt_issued", _("Receipt issued")
    IN_ASSESSMENT = "in_assessment", _("With the departments")
    NOT_ELIGIBLE = "not_eligible", _("Not eligible")
    OFFER_PREPARED = "offer_prepared", _("Granted, offer in preparation")
    PUBLIC_NOTICE = "public_notice", _("On public notice")
    OFFER_MADE = "offer_made", _("Offer made")
    OFFER_ACCEPTED = "offer_accepted", _("Offer accepted")
    IN_DELIVERY = "in_delivery", _("In delivery")
    MOVED_IN = "moved_in", _("Moved in")
    CLOSED = "closed", _("Closed")
    WITHDRAWN = "withdrawn", _("Withdrawn")
    REFUSED = "refused", _("Refused")
    OFFER_DECLINED = "offer_declined", _("Offer declined")
    OFFER_LAPSED = "offer_lapsed", _("Offer lapsed")
    TERMINATED_NO_ANSWER = "terminated_no_answer", _("Ended, no answer from the applicant")


APPLICATION_MOVES: Moves = {
    ApplicationState.DRAFT: {ApplicationState.SUBMITTED, ApplicationState.WITHDRAWN},
    ApplicationState.SUBMITTED: {ApplicationState.RECEIPT_ISSUED},
    ApplicationState.RECEIPT_ISSUED: {ApplicationState.IN_ASSESSMENT},
    ApplicationState.IN_ASSESSMENT: {
        ApplicationState.NOT_ELIGIBLE,
        ApplicationState.OFFER_PREPARED,
        ApplicationState.REFUSED,
        ApplicationState.TERMINATED_NO_ANSWER,
        ApplicationState.WITHDRAWN,
    },
    ApplicationState.NOT_ELIGIBLE: set(),
    ApplicationState.OFFER_PREPARED: {ApplicationState.PUBLIC_NOTICE, ApplicationState.OFFER_MADE},
    ApplicationState.PUBLIC_NOTICE: {ApplicationState.OFFER_MADE},
    ApplicationState.OFFER_MADE: {
        ApplicationState.OFFER_ACCEPTED,
        ApplicationState.OFFER_DECLINED,
        ApplicationState.OFFER_LAPSED,
    },
    ApplicationState.OFFER_ACCEPTED: {ApplicationState.IN_DELIVERY, ApplicationState.OFFER_LAPSED},
    ApplicationState.IN_DELIVERY: {ApplicationState.MOVED_IN},
    ApplicationState.MOVED_IN: {ApplicationState.CLOSED},
    ApplicationState.CLOSED: set(),
    ApplicationState.WITHDRAWN: set(),
    ApplicationState.REFUSED: set(),
    ApplicationState.OFFER_DECLINED: set(),
    ApplicationState.OFFER_LAPSED: set(),
    ApplicationState.TERMINATED_NO_ANSWER: set(),
}

APPLICATION_OPEN = [state for state, moves in APPLICATION_MOVES.items() if moves]
# What sending does in one transaction: the machine's completeness check issues the receipt at once.
SENDING = (ApplicationState.SUBMITTED, ApplicationState.RECEIPT_ISSUED, ApplicationState.IN_ASSESSMENT)


class ReviewState(TextChoices):
    """The states of a matter (事项): one authority's piece of one case."""

    DRAFT = "draft", _("Not sent yet")
    RECEIVED = "received", _("Received")
    AWAITING_CORRECTION = "awaiting_correction", _("Waiting for a correction")
    ACCEPTED = "accepted", _("Accepted")
    IN_REVIEW = "in_review", _("In review")
    PAUSED_SUPPLEMENT = "paused_supplement", _("Paused, waiting for a supplement")
    PAUSED_SPECIAL_PROCEDURE = "paused_special_procedure", _("Paused for a special procedure")
    BLOCKED_BY_DEPENDENCY = "blocked_by_dependency", _("Waiting for something else first")
    DECIDED_GRANTED = "decided_granted", _("Done")
    DECIDED_REFUSED = "decided_refused", _("Refused")
    TERMINATED_WITHDRAWN = "terminated_withdrawn", _("Ended, withdrawn")
    TERMINATED_NO_ANSWER = "terminated_no_answer", _("Ended, no answer")
    NOT_COMPETENT = "not_competent", _("No competent authority")


_ENDED_BY_OTHERS = {ReviewState.TERMINATED_WITHDRAWN, ReviewState.TERMINATED_NO_ANSWER, ReviewState.NOT_COMPETENT}
_DECIDED = {ReviewState.DECIDED_GRANTED, ReviewState.DECIDED_REFUSED}
_PAUSED = {ReviewState.PAUSED_SUPPLEMENT, ReviewState.PAUSED_SPECIAL_PROCEDURE}

REVIEW_MOVES: Moves = {
    ReviewState.DRAFT: {
        ReviewState.RECEIVED,
        ReviewState.ACCEPTED,
        ReviewState.BLOCKED_BY_DEPENDENCY,
        ReviewState.TERMINATED_WITHDRAWN,
    },
    ReviewState.RECEIVED: {ReviewState.ACCEPTED, ReviewState.AWAITING_CORRECTION, *_ENDED_BY_OTHERS},
    ReviewState.AWAITING_CORRECTION: {ReviewState.ACCEPTED, *_ENDED_BY_OTHERS},
    ReviewState.ACCEPTED: {ReviewState.IN_REVIEW, ReviewState.AWAITING_CORRECTION, *_ENDED_BY_OTHERS},
    ReviewState.IN_REVIEW: {*_DECIDED, *_PAUSED, *_ENDED_BY_OTHERS},
    ReviewState.PAUSED_SUPPLEMENT: {
        ReviewState.IN_REVIEW,
        ReviewState.PAUSED_SPECIAL_PROCEDURE,
        *_ENDED_BY_OTHERS,
    },
    ReviewState.PAUSED_SPECIAL_PROCEDURE: {ReviewState.IN_REVIEW, ReviewState.PAUSED_SUPPLEMENT, *_ENDED_BY_OTHERS},
    ReviewState.BLOCKED_BY_DEPENDENCY: {ReviewState.DRAFT, ReviewState.ACCEPTED, *_ENDED_BY_OTHERS},
    ReviewState.DECIDED_GRANTED: set(),
    ReviewState.DECIDED_REFUSED: set(),
    ReviewState.TERMINATED_WITHDRAWN: set(),
    ReviewState.TERMINATED_NO_ANSWER: set(),
    ReviewState.NOT_COMPETENT: set(),
}

REVIEW_OPEN = [state for state, moves in REVIEW_MOVES.items() if moves]
# A clock that may run out: nothing is late while it waits for the founder, a procedure or something else (R13, R22).
CLOCK_RUNS = [ReviewState.RECEIVED, ReviewState.ACCEPTED, ReviewState.IN_REVIEW]
CLOCK_PAUSED = [ReviewState.PAUSED_SUPPLEMENT, ReviewState.PAUSED_SPECIAL_PROCEDURE]


class PartKind(TextChoices):
    WORKSPACE = "workspace", _("Workspace")
    FUNDING = "funding", _("Early-stage funding")
    APPROVALS = "approvals", _("Expedited approvals")


class TaskKind(TextChoices):
    COMPLETENESS = "completeness", _("Completeness")
    CASE_LEAD = "case_lead", _("Case lead")
    OPINION = "opinion", _("Opinion")
    PERMIT = "permit", _("Permit")


# What an end means depends on the kind of work. A founder hears of an opinion that it was given, never which way:
# it binds the lead, not him.
ENDED_WORDS: Mapping[tuple[str, str], Promise] = {
    (TaskKind.COMPLETENESS, ReviewState.DECIDED_GRANTED): _("Complete"),
    (TaskKind.CASE_LEAD, ReviewState.DECIDED_GRANTED): _("Decided"),
    (TaskKind.OPINION, ReviewState.DECIDED_GRANTED): _("Opinion given"),
    (TaskKind.OPINION, ReviewState.DECIDED_REFUSED): _("Opinion given"),
    (TaskKind.PERMIT, ReviewState.DECIDED_GRANTED): _("Granted"),
    (TaskKind.PERMIT, ReviewState.DECIDED_REFUSED): _("Refused"),
}


class Verdict(TextChoices):
    SUPPORT = "support", _("Support")
    SUPPORT_WITH_CONDITIONS = "support_with_conditions", _("Support with conditions")
    OBJECT = "object", _("Object")


class Outcome(TextChoices):
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class Urgency(TextChoices):
    NORMAL = "normal", _("Normal")
    URGENT = "urgent", _("Urgent")


class Level(TextChoices):
    """How late a task is told to be: each level is told once."""

    NONE = "none", _("On time")
    RED = "red", _("Promised date passed")
    BLACK = "black", _("Statutory date passed")


class ClockKind(TextChoices):
    """What can happen to a clock."""

    STARTED = "started", _("Clock started")


class FileType(TextChoices):
    """What a document may be, by its content."""

    PDF = "pdf", "PDF"
    JPG = "jpg", "JPG"
    PNG = "png", "PNG"
    OFD = "ofd", "OFD"
    DWG = "dwg", "DWG"


class ScanState(TextChoices):
    """What is known of a file's harmlessness."""

    NOT_SCANNED = "not_scanned", _("Not scanned")
    CLEAN = "clean", _("Clean")
    INFECTED = "infected", _("Infected")
    ERROR = "error", _("Scan failed")


class Instrument(TextChoices):
    EQUITY = "equity", _("Equity")
    GRANT = "grant", _("Grant")
    INTEREST_SUBSIDY = "interest_subsidy", _("Interest subsidy")


class MembershipRole(TextChoices):
    OWNER = "owner", _("Owner")
    EDITOR = "editor", _("Editor")
    VIEWER = "viewer", _("Viewer")


class Role(TextChoices):
    """What a person is to the district. What each may do stands in ``access``."""

    FOUNDER = "founder", _("Founder")
    REVIEWER = "reviewer", _("Reviewer")
    DEPUTY = "deputy", _("Second reviewer")
    HEAD = "head", _("Head of department")
    LEAD = "lead", pgettext_lazy("role", "Case lead")
    SPACES = "spaces", _("Workspace officer")
    INTAKE = "intake", _("Intake officer")
    SUPERVISOR = "supervisor", _("Clock supervisor")
    FUNDS = "funds", _("Fund officer")
    LEADER = "leader", _("District leader")
    AUDITOR = "auditor", _("Auditor")
    ADMIN = "admin", _("Administrator")


# Roles that speak for a department, and so must have one.
DEPARTMENTAL = [
    Role.REVIEWER,
    Role.DEPUTY,
    Role.HEAD,
    Role.LEAD,
    Role.SPACES,
    Role.INTAKE,
    Role.SUPERVISOR,
    Role.FUNDS,
]
