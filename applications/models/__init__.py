"""The tables. Structure, constraints and query vocabulary; no business operations."""

from applications.models.calendar import CalendarDay, CalendarYear
from applications.models.decision import Decision
from applications.models.documents import Attachment, LooseFile
from applications.models.intake import Application, Membership, Part, Snapshot, StepAnswers
from applications.models.money import Fund
from applications.models.people import Department, User
from applications.models.permits import PermitType
from applications.models.records import AuditEvent, Heartbeat, OutboxMail
from applications.models.review import ClockEvent, ReviewTask
from applications.models.routing import Programme, RoutingRule

__all__ = [
    "Application",
    "Attachment",
    "AuditEvent",
    "CalendarDay",
    "CalendarYear",
    "ClockEvent",
    "Decision",
    "Department",
    "Fund",
    "Heartbeat",
    "LooseFile",
    "Membership",
    "OutboxMail",
    "Part",
    "PermitType",
    "Programme",
    "ReviewTask",
    "RoutingRule",
    "Snapshot",
    "StepAnswers",
    "User",
]
