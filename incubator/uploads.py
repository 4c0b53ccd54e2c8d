"""Where files wait while a request comes in, and what a full disk makes of it: a sentence, not a fault."""

import contextlib
from typing import TYPE_CHECKING, Any

from django.core.files.uploadhandler import SkipFile, TemporaryFileUploadHandler
from django.http import HttpRequest

if TYPE_CHECKING:
    from django.core.files.uploadedfile import UploadedFile

FAILED = "incubator.spool_failed"


class Spool(TemporaryFileUploadHandler):
    """Django's own, but a file that finds no room is left out, and the page is told."""

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        vars(self).pop("file", None)  # the one before is complete, and not to be closed with this one
        try:
            super().new_file(*args, **kwargs)
        except OSError as error:
            self._note_failure()
            raise SkipFile from error

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        try:
            return super().receive_data_chunk(raw_data, start)
        except OSError as error:
            self._note_failure()
            raise SkipFile from error

    def file_complete(self, file_size: int) -> "UploadedFile[bytes] | None":
        try:
            return super().file_complete(file_size)
        except OSError:
            self._note_failure()
            return None

    def _note_failure(self) -> None:
        if self.request is not None:
            self.request.META[FAILED] = True
        if hasattr(self, "file"):
            with contextlib.suppress(OSError):
                self.file.close()


def has_failed(request: HttpRequest) -> bool:
    """Tell whether a file of this request was left out."""
    return FAILED in request.META
