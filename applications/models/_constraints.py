"""The constraints that many tables need, spelled once."""

from django.db.models import CheckConstraint, Q, TextChoices


def known(field: str, choices: type[TextChoices]) -> CheckConstraint:
    """Let the database refuse a value that ``choices`` does not list."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=Q(**{f"{field}__in": choices.values}),
    )


def both_or_neither(first: str, second: str) -> CheckConstraint:
    """Let the database refuse a ``decided_at`` without a ``decided_by``."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{first}_with_{second}",
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
    )
