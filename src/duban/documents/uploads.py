"""What may be handed in: sizes, kinds, and that a file is what its name says."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePath

LARGEST = 50 * 1024 * 1024
_ZIP = b"PK\x03\x04"


@dataclass(frozen=True)
class Upload:
    """A file in hand: its name as given and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True)
class Accepted:
    """A kind of file that is taken: media type and how such a file begins."""

    media_type: str
    begins: tuple[bytes, ...]


_OFFICE = "application/vnd.openxmlformats-officedocument."
ACCEPTED = {
    ".pdf": Accepted("application/pdf", (b"%PDF-",)),
    ".docx": Accepted(_OFFICE + "wordprocessingml.document", (_ZIP,)),
    ".xlsx": Accepted(_OFFICE + "spreadsheetml.sheet", (_ZIP,)),
    ".pptx": Accepted(_OFFICE + "presentationml.presentation", (_ZIP,)),
    ".ofd": Accepted("application/ofd", (_ZIP,)),
    ".jpg": Accepted("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": Accepted("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": Accepted("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".txt": Accepted("text/plain; charset=utf-8", ()),
    ".csv": Accepted("text/csv; charset=utf-8", ()),
}


def kind_of_file(upload: Upload) -> Accepted:
    """The kind of a file by name and by content; ValueError with a Chinese message for what is not taken."""
    suffix = PurePath(upload.name).suffix.lower()
    accepted = ACCEPTED.get(suffix)
    if accepted is None:
        raise ValueError(f"不收“{suffix or '无后缀'}”文件，可用：{' '.join(ACCEPTED)}。")
    if not upload.content:
        raise ValueError("文件是空的。")
    if len(upload.content) > LARGEST:
        raise ValueError(f"文件 {len(upload.content) / 1048576:.1f} MB，超过 50 MB。")
    if accepted.begins and not upload.content.startswith(accepted.begins):
        raise ValueError(f"文件内容与后缀“{suffix}”不符。")
    if not accepted.begins and b"\x00" in upload.content[:4096]:
        raise ValueError(f"文件内容与后缀“{suffix}”不符。")
    return accepted
