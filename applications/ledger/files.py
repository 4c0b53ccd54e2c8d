"""The bytes of what people hand in: in the storage, under names that are random and tell nothing.

A row says first that a file is loose, then come the bytes, and the transaction that gives the file
to somebody takes the row away. Whatever breaks on the way, nothing lies there that nobody knows;
``workflow.sweep`` deletes what stays loose.
"""

import contextlib
import hashlib
import re
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import DatabaseError, transaction
from django.db.models import QuerySet

from applications.models import LooseFile

KEY = re.compile(r"[0-9]{4}/[0-9]{2}/[0-9]{2}/[0-9a-f]{32}")
KEPT_LOOSE = timedelta(hours=1)  # no upload takes so long


@dataclass(frozen=True, kw_only=True)
class Written:
    """What is known of a file once it stands in the storage."""

    key: str
    size: int
    sha256: str


class _Counted(File):  # type: ignore[type-arg]
    """Content that is counted and hashed while the storage takes it."""

    def __init__(self, content: "File[bytes]") -> None:
        super().__init__(content, name="")
        self.content, self.taken, self.digest = content, 0, hashlib.sha256()

    def chunks(self, chunk_size: int | None = None) -> Iterator[bytes]:
        for chunk in self.content.chunks(chunk_size):
            self.taken += len(chunk)
            self.digest.update(chunk)
            yield chunk


def reserve(*, at: datetime) -> str:
    """Return a new key, written down as loose: 128 random bits in a folder of the day."""
    key = f"{at:%Y/%m/%d}/{secrets.token_hex(16)}"
    LooseFile.objects.create(key=key, since=at)
    return key


def write(key: str, content: "File[bytes]") -> Written:
    """Write ``content`` piece by piece.

    :raises OSError: if the storage is full or away.
    """
    counted = _Counted(content)
    default_storage.save(key, counted)
    return Written(key=key, size=counted.taken, sha256=counted.digest.hexdigest())


def opened(key: str) -> "File[bytes]":
    """Open a file to be read.

    :raises OSError: if it is not there.
    """
    return default_storage.open(key)


def claim(key: str) -> None:
    """Take the file out of the loose ones, in the transaction that gives it to a record.

    :raises LooseFile.DoesNotExist: if it was swept away meanwhile.
    """
    LooseFile.objects.select_for_update().get(key=key).delete()


def drop(key: str) -> None:
    """Delete a file that nobody will claim. What cannot be deleted now is left to the sweep."""
    with contextlib.suppress(OSError, DatabaseError):
        delete([key])


def loosen(keys: Sequence[str], *, at: datetime) -> None:
    """Let go of files whose records are deleted in the same transaction; the sweep deletes them."""
    LooseFile.objects.bulk_create(LooseFile(key=key, since=at) for key in keys)


def loose_before(at: datetime) -> QuerySet[LooseFile]:
    """Return the files that nobody has claimed for so long that nobody will."""
    return LooseFile.objects.filter(since__lt=at - KEPT_LOOSE)


@transaction.atomic
def delete(keys: Sequence[str]) -> int:
    """Delete those of ``keys`` that are still loose and free; return how many."""
    free = LooseFile.objects.select_for_update(skip_locked=True).filter(pk__in=keys)
    found = list(free.values_list("key", flat=True))
    for key in found:
        default_storage.delete(key)
    LooseFile.objects.filter(pk__in=found).delete()
    return len(found)
