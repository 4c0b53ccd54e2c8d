"""Founders, officials and the departments they speak for."""

from typing import Any, ClassVar

from django.conf import settings
from django.contrib.auth.base_user import BaseUserManager
from django.contrib.auth.models import AbstractUser
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils.translation import gettext_lazy as _

from applications.models._constraints import known
from applications.models._names import NamedInBoth
from applications.states import DEPARTMENTAL, Role


class Department(NamedInBoth):
    """A body of the district that reviews, leads, pays or permits."""

    code = models.CharField(_("code"), max_length=8, unique=True)
    first_answer_wd = models.PositiveSmallIntegerField(_("first answer, working days"), default=1)
    can_tacit = models.BooleanField(_("silence may count as consent"), default=False)
    safety_veto = models.BooleanField(_("safety department"), default=False)

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name


class UserManager(BaseUserManager["User"]):
    """People are known by their e-mail address."""

    def create_user(self, email: str, password: str | None = None, **facts: Any) -> "User":
        user = self.model(email=self.normalize_email(email).lower(), **facts)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **facts: Any) -> "User":
        """Make an administrator: accounts and set-up, no case content."""
        return self.create_user(email, password, role=Role.ADMIN, is_staff=True, **facts)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractUser):
    """A founder has no department; an official who speaks for a department has exactly one."""

    username = None  # type: ignore[assignment]
    email = models.EmailField(_("e-mail address"), unique=True)
    name = models.CharField(_("name"), max_length=100, blank=True)
    role = models.CharField(_("role"), max_length=20, choices=Role, default=Role.FOUNDER)
    department = models.ForeignKey(
        Department,
        verbose_name=_("department"),
        related_name="officials",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    objects = UserManager()  # type: ignore[assignment,misc]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        constraints = [
            known("role", Role),
            models.UniqueConstraint(
                Lower("email"),
                name="applications_user_one_per_address",
                violation_error_message=_("There is an account with this e-mail address."),
            ),
            models.CheckConstraint(
                name="applications_user_department_goes_with_the_role",
                condition=Q(role__in=DEPARTMENTAL, department__isnull=False)
                | (~Q(role__in=DEPARTMENTAL) & Q(department__isnull=True)),
            ),
            models.CheckConstraint(
                name="applications_user_officials_are_staff",
                condition=Q(role=Role.FOUNDER, is_staff=False) | (~Q(role=Role.FOUNDER) & Q(is_staff=True)),
            ),
        ]
        indexes = [
            models.Index(fields=["department", "role"], name="applications_user_desk", condition=Q(is_active=True)),
        ]

    def __str__(self) -> str:
        return self.name or self.email

    def get_full_name(self) -> str:
        return str(self)

    def get_short_name(self) -> str:
        return str(self)
