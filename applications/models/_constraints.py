"""The constraints that many tables need, spelled once."""

from django.db.models import CheckConstraint, Q, TextChoices


def known(field: str, choices: type[TextChoices], *others: str) -> CheckConstraint:
    """Let the database refuse a value that neither ``choices`` nor ``others`` list. NULL is never refused."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{field}_known",
        condition=Q(**{f"{field}__in": [*choices.values, *others]}),
    )


def both_or_neither(first: str, second: str) -> CheckConstraint:
    """Let the database refuse a ``decided_at`` without a ``decided_by``."""
    return CheckConstraint(
        name=f"%(app_label)s_%(class)s_{first}_with_{second}",
        condition=Q(**{f"{first}__isnull": True, f"{second}__isnull": True})
        | Q(**{f"{first}__isnull": False, f"{second}__isnull": False}),
    )
