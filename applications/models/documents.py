"""The papers a founder hands in with his application."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from applications.models._constraints import both_or_neither, known
from applications.models.intake import Application
from applications.rules import documents
from applications.states import FileType, ScanState


def name_of_kind(code: str) -> str:
    """Return the name of a kind of document in the language at hand."""
    document = documents.KINDS[code]
    return document.name_zh if (get_language() or "").startswith("zh") else document.name_en


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def in_use(self) -> "AttachmentQuerySet":
        """Leave out what was replaced or removed."""
        return self.filter(set_aside_at=None)


class Attachment(models.Model):
    """One file of one kind of document; a kind may have several.

    ``key`` names the file in the storage, is random and tells nothing. A file that
    was replaced or removed is set aside, so that the founder can take it back until he sends.
    """

    application = models.ForeignKey(Application, related_name="attachments", on_delete=models.CASCADE)
    kind = models.CharField(_("document"), max_length=30)  # a code of rules.form.DOCUMENTS
    key = models.CharField(_("key in the storage"), max_length=80, unique=True, editable=False)
    name = models.CharField(_("file name"), max_length=200)
    file_type = models.CharField(_("file type"), max_length=8, choices=FileType)
    size = models.PositiveBigIntegerField(_("size in bytes"))
    sha256 = models.CharField(_("SHA-256"), max_length=64)
    scan = models.CharField(_("virus scan"), max_length=12, choices=ScanState, default=ScanState.NOT_SCANNED)
    uploaded_at = models.DateTimeField(_("uploaded"))
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, verbose_name=_("uploaded by"), related_name="+", on_delete=models.PROTECT
    )
    set_aside_at = models.DateTimeField(_("set aside"), null=True, blank=True)
    set_aside_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("set aside by"),
        related_name="+",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
    )

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        constraints = [
            known("file_type", FileType),
            known("scan", ScanState),
            both_or_neither("uploaded_at", "uploaded_by"),
            both_or_neither("set_aside_at", "set_aside_by"),
            models.CheckConstraint(name="applications_attachment_is_not_empty", condition=Q(size__gt=0)),
        ]
        indexes = [
            models.Index(fields=["application", "kind"], name="applications_doc_by_kind"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> str:
        return name_of_kind(self.kind)


class LooseFile(models.Model):
    """A file in the storage that no attachment claims.

    The row is there before the file is written and after its attachment is deleted,
    so that a crash leaves no file that nobody knows: the sweep deletes what stays loose.
    """

    key = models.CharField(_("key in the storage"), max_length=80, primary_key=True)
    since = models.DateTimeField(_("loose since"), db_index=True)

    class Meta:
        verbose_name = _("loose file")
        verbose_name_plural = _("loose files")

    def __str__(self) -> str:
        return self.key
