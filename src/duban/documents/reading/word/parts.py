"""The parts of a .docx, opened once and for every question: no entities, nothing bottomless, Unreadable with the reason."""

from __future__ import annotations

import io
import zipfile
from typing import Any

from defusedxml import ElementTree
from docx.oxml import parse_xml

from duban.documents.reading import Unreadable

_BIGGEST = 200 * 1024 * 1024
_BODY = "word/document.xml"
_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


class Parts:
    """The XML parts of a .docx by their names."""

    def __init__(self, name: str, content: bytes) -> None:
        if content.startswith(_OLD):
            raise Unreadable(f"“{name}”是旧式 .doc 文件，或加了打开密码，请另存为不加密的 .docx。")
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(content))
            size = sum(entry.file_size for entry in self._archive.infolist())
        except (zipfile.BadZipFile, ValueError) as error:
            raise Unreadable(f"“{name}”已损坏或不是 .docx 文件。") from error
        if size > _BIGGEST:
            raise Unreadable(f"“{name}”解开后超过 {_BIGGEST // 1024 // 1024} MB，没有打开。")
        if _BODY not in self._archive.namelist():
            raise Unreadable(f"“{name}”里没有正文（{_BODY}），不是 Word 文件。")

    def root(self, part: str) -> Any:
        """The root element of a part; None where the file has no such part."""
        if part not in self._archive.namelist():
            return None
        try:
            content = self._archive.read(part)
            ElementTree.fromstring(content, forbid_dtd=True)
            return parse_xml(content)
        except (zipfile.BadZipFile, SyntaxError, ValueError) as error:
            raise Unreadable(f"文件里的 {part} 已损坏。") from error

    @property
    def body(self) -> Any:
        """The root element of the text."""
        return self.root(_BODY)
