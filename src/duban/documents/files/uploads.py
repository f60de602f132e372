"""A file in hand, and its name made harmless."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duban.documents.files.held import Held

NAME_MOST = 120
_SEPARATORS = re.compile(r"[/\\]")
_HARMFUL = re.compile(r'[\x00-\x1f\x7f<>:"|?*\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff]+')
_BLANKS = re.compile(r"\s+")
_RESERVED = re.compile(r"^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)", re.IGNORECASE)


@dataclass(frozen=True)
class Upload:
    """A file in hand: its name as given and its bytes.

    `declared` tells that the uploader has declared that it holds no state secret. `held` is what is known of a file
    that was examined when it arrived and lies ready to be kept.
    """

    name: str
    content: bytes
    declared: bool = False
    held: Held | None = None


def cleaned_name(name: str) -> str:
    """The name without folders, control characters and marks that turn text around, at most 120 characters long."""
    last = _SEPARATORS.split(unicodedata.normalize("NFC", name))[-1]
    plain = _BLANKS.sub(" ", _HARMFUL.sub("", last)).strip().rstrip(" .")
    stem, dot, suffix = plain.rpartition(".")
    if not dot:
        stem, suffix = plain, ""
    if _RESERVED.match(plain) or not stem.strip():
        stem = f"文件{stem}"
    room = NAME_MOST - len(suffix[:10]) - 1
    return f"{stem.strip()[:room]}.{suffix[:10]}" if dot else stem[:NAME_MOST] or "文件"
