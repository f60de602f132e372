"""How files arrive: each in memory or in a file without a name, which is gone when it is closed or the process ends."""

from __future__ import annotations

import tempfile
from typing import IO, Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import UploadedFile
from django.core.files.uploadhandler import FileUploadHandler

_HELD_IN_MEMORY = 1024 * 1024
_HOPELESS = 4


class Arrived(UploadedFile):  # type: ignore[type-arg]  # generic for the type checker only
    """A file of a request. `oversize` tells that the rest of it was not taken in; `size` counts all of it."""

    oversize = False


class NamelessUploadHandler(FileUploadHandler):
    """Takes files in up to the limits; what goes beyond is counted and dropped, so that the rest of the form is kept."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803 - called by name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Refuse a request that is far beyond every limit before reading it."""
        self.taken = 0
        if content_length > settings.UPLOADS["request"] * _HOPELESS:
            raise RequestDataTooBig("the request is far beyond the limit of uploads")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Start a file."""
        super().new_file(*args, **kwargs)
        self.file: IO[bytes] = tempfile.SpooledTemporaryFile(  # noqa: SIM115 - closed with the request
            max_size=_HELD_IN_MEMORY, dir=settings.FILE_UPLOAD_TEMP_DIR
        )
        self.counted = 0

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        """Take in a piece, unless the file or the request is already too large."""
        self.counted += len(raw_data)
        self.taken += len(raw_data)
        if not self._beyond():
            self.file.write(raw_data)

    def file_complete(self, file_size: int) -> Arrived:
        """The file as it arrived."""
        oversize = self._beyond()
        if oversize:
            self.file.truncate(0)
        self.file.seek(0)
        arrived = Arrived(
            self.file, self.file_name, self.content_type, file_size, self.charset, self.content_type_extra
        )
        arrived.oversize = oversize
        return arrived

    def upload_interrupted(self) -> None:
        """Let go of a file whose sending was broken off."""
        if getattr(self, "file", None) is not None:
            self.file.close()

    def _beyond(self) -> bool:
        return bool(self.counted > settings.UPLOADS["largest"] or self.taken > settings.UPLOADS["request"])
