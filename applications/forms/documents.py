"""What a founder hands in: files for one kind of document, chosen by the card they stand in or from a list."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from applications.forms import _files
from applications.forms._fields import Words
from applications.forms._files import CheckedFile
from applications.forms.steps import STEPS
from applications.models.documents import name_of_kind
from applications.reading.documents import Overview, formats_in_words
from applications.rules import conditions
from applications.rules.documents import KINDS
from applications.rules.form import Document

MOST_AT_ONCE = 10
FROM_REGISTERS = "declarations.data_sharing"


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class FilesField(forms.Field):
    """One file or several, not looked into yet."""

    widget = SeveralFiles
    missing = gettext_lazy("Select a file")

    def clean(self, value: object) -> list[UploadedFile]:
        given = value if isinstance(value, list) else [value]
        files = [file for file in given if isinstance(file, UploadedFile)]
        if not files:
            raise ValidationError(str(self.missing), code="required")
        if len(files) > MOST_AT_ONCE:
            message = _("Select %(most)s files or fewer at once") % {"most": MOST_AT_ONCE}
            raise ValidationError(message, code="too_many")
        return files


class HandInForm(forms.Form):
    """Files for one document. What is good in ``checked`` is kept even if another file of the same form is not.

    With the name of a file to ``replace`` it takes one new file instead of it.
    """

    use_required_attribute = False

    papers = FilesField()

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        files: Any = None,
        *,
        document: Document | None,
        replaces: str = "",
    ) -> None:
        super().__init__(data, files, auto_id=f"id_{document.code if document else 'another'}_%s")
        self.given, self.checked = document, list[CheckedFile]()
        self.fields["papers"].label, self.fields["papers"].help_text = _words(document, replaces)
        self.fields["papers"].widget = forms.FileInput() if replaces else SeveralFiles()
        self.fields["papers"].widget.attrs["accept"] = ",".join(_endings(document))

    @property
    def document(self) -> Document | None:
        return self.given

    def clean_papers(self) -> list[UploadedFile]:
        files: list[UploadedFile] = self.cleaned_data["papers"]
        document, errors, until = self.document, [], _files.deadline()
        if document is None:
            return files
        for file in files:
            try:
                self.checked.append(_files.checked(file, document, until=until))
            except ValidationError as error:
                name = _files.display_name(file.name or "", fallback=document.code)
                errors.append(_about(name, error.messages[0]) if len(files) > 1 else error.messages[0])
        if errors:
            raise ValidationError(errors)
        return files

    def complain(self, file: CheckedFile, message: str) -> None:
        """Say what came of a good file afterwards."""
        self.add_error("papers", _about(file.name, message) if len(self.checked) > 1 else message)


class AnotherForm(HandInForm):
    """Files for a document that is not asked for yet; those that the approvals will need come first."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Which document is it?"),
        error_messages={
            "required": gettext_lazy("Select the document"),
            "invalid_choice": gettext_lazy("Select the document"),
        },
    )
    field_order = ("kind", "papers")

    def __init__(self, data: Mapping[str, Any] | None = None, files: Any = None, *, overview: Overview) -> None:
        super().__init__(data, files, document=None)
        groups = (
            (_("For the approvals that you ask for"), overview.for_permits),
            (_("Other documents"), overview.others),
        )
        named = [(label, [(code, name_of_kind(code)) for code in codes]) for label, codes in groups if codes]
        self.fields["kind"].choices = [("", _("Select the kind of document")), *named]  # type: ignore[attr-defined]

    @property
    def document(self) -> Document | None:
        return KINDS.get(self.cleaned_data.get("kind", "")) if hasattr(self, "cleaned_data") else None


def because_of(document: Document) -> list[str]:
    """Return the questions whose answers decide that the document is asked for, as parts of a sentence."""
    paths = sorted(conditions.fields_read(document.required_when) - {FROM_REGISTERS}, key=list(LABELS).index)
    return list(dict.fromkeys(str(LABELS[path]).rstrip("?\uff1f") for path in paths))


def may_come_from_registers(document: Document) -> bool:
    return FROM_REGISTERS in conditions.fields_read(document.required_when)


def _about(name: str, message: str) -> str:
    return _("%(name)s: %(problem)s") % {"name": name, "problem": message}


def _words(document: Document | None, replaces: str) -> tuple[str, str]:
    """Return label and hint of the input."""
    if document is None:
        return _("Files"), _("For most documents PDF, JPG or PNG, smaller than 20 MB each.")
    facts = {"formats": formats_in_words(document), "size": document.max_mb}
    if replaces:
        label = _("The file that replaces %(name)s") % {"name": replaces}
        return label, _("%(formats)s, smaller than %(size)s MB.") % facts
    label = _("Files for: %(document)s") % {"document": name_of_kind(document.code)}
    return label, _("%(formats)s, smaller than %(size)s MB each. You can choose several.") % facts


def _endings(document: Document | None) -> Sequence[str]:
    formats = document.formats if document else ()
    return [ending for one in formats for ending in _files.ENDINGS.get(one, (f".{one}",))]


def _labels() -> Iterator[tuple[str, Words]]:
    """Yield each path of the form with the words of its question."""
    for step in STEPS.values():
        for name, field in step.base_fields.items():
            yield f"{step.path}{name}", field.label or name
        for rows in step.lists:
            yield f"{step.path}{rows.name}", rows.legend
            for name, field in rows.form.base_fields.items():
                yield f"{step.path}{rows.name}[].{name}", field.label or name


LABELS: Final[Mapping[str, Words]] = dict(_labels())
