"""Office and OFD files: that the container is what the suffix says, holds nothing active, and what text it holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from xml.etree.ElementTree import Element

from duban.documents.inspection import xmltext
from duban.documents.inspection.marking import Passage
from duban.documents.inspection.packed import Packed
from duban.documents.inspection.verdicts import Refused

_MAIN_TYPES = {
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",),
    ".pptx": ("application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml",),
}
_MAIN_PARTS = {".docx": "word/", ".xlsx": "xl/", ".pptx": "ppt/"}
_MACROS = ("vbaproject", "vbadata", "xl/macrosheets/", "activex/", "attachedtoolbars", "customui/")
_XML = (".xml", ".rels", ".vml")
_THUMBNAIL = "docprops/thumbnail"
_PICTURES = (
    ".png",
    ".jpg",
    ".jpeg",
    ".gif",
    ".bmp",
    ".tif",
    ".tiff",
    ".emf",
    ".wmf",
    ".svg",
    ".webp",
    ".jb2",
    ".jp2",
)
_CONTAINERS = (".docx", ".xlsx", ".pptx", ".ofd", ".zip", ".pdf", ".xls")
_REMOTE = re.compile(
    r"^(?:https?:|ftp:|ftps:|\\\\|//|file:(?:\\\\|//)[^/\\]|ms-|mhtml:|javascript:|data:)", re.IGNORECASE
)
_DDE = re.compile(r"(?:^|[\s\"{])DDE(?:AUTO)?(?:\s|$)|^\s*=?\s*(?:cmd|msexcel|excel)\s*\|", re.IGNORECASE)
_SHEET_CODES = re.compile(r'&(?:"[^"]*"|[0-9]+|K[0-9A-Fa-f+-]{5,8}|[A-JL-Za-z])')
_WORTH = re.compile(
    rb"^(?:\xff\xfe|\xfe\xff)|\x00|&#|ole|OLE|dde|DDE|control|Script|External|cmd|msexcel|excel",
    re.IGNORECASE,
)  # what may name something active; where letters are written out in another way, everything is looked at
FEW_CHARACTERS, LARGE_PICTURE = 20, 60_000


@dataclass
class Contents:
    """What was found in a container: its text, files inside it, and pictures, whose text nobody can read."""

    passages: list[Passage] = field(default_factory=list)
    inside: list[tuple[str, bytes]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    characters: int = 0


def open_office(packed: Packed, suffix: str) -> Contents:
    """Look into .docx, .xlsx, .pptx or .ofd; Refused where it is another kind, damaged, or holds something active."""
    names = packed.names()
    _refuse_macros(packed.name, names)
    if suffix == ".ofd":
        _refuse_unless(packed.name, suffix, "OFD.xml" in names)
    else:
        _refuse_unless(packed.name, suffix, "[Content_Types].xml" in names)
    found = Contents()
    for part, content in packed.all():
        _look_at(packed.name, suffix, part, content, found)
    if suffix == ".ofd":
        _refuse_unless(packed.name, suffix, any(part.endswith("Document.xml") for part in names))
    return found


def _look_at(name: str, suffix: str, part: str, content: bytes, found: Contents) -> None:
    low = part.lower()
    if low.endswith(_XML):
        root = xmltext.parsed(name, part, content)
        if part == "[Content_Types].xml":
            _refuse_types(name, suffix, root)
        if _WORTH.search(content):
            _refuse_active(name, suffix, root)
            _refuse_remote(name, root, found)
        _speak(part, root, found)
    elif low.startswith(_THUMBNAIL):
        return  # what a desktop shows of the file itself
    elif low.endswith(_PICTURES):
        found.pictures.append(len(content))
    elif low.endswith(_CONTAINERS):
        found.inside.append((PurePosixPath(part).name, content))
    elif "embeddings/" in low or "oleobject" in low:
        raise Refused(
            "ole",
            f"“{name}”里嵌有其他程序的对象（{PurePosixPath(part).name}），没有接收。请删去对象后再上传。",
        )


def _refuse_unless(name: str, suffix: str, holds: bool) -> None:
    if not holds:
        raise Refused(
            "suffix",
            f"“{name}”不是 {suffix} 文件，可能是改了后缀的其他压缩文件。请用原来的程序另存后再上传。",
        )


def _refuse_macros(name: str, parts: list[str]) -> None:
    if any(mark in part.lower() for part in parts for mark in _MACROS):
        raise Refused("macro", f"“{name}”带有宏或控件，不收带宏的文件。请另存为不带宏的格式再上传。")


def _refuse_active(name: str, suffix: str, root: Element) -> None:
    cell = ""
    for at in root.iter():
        tag = xmltext.local(at.tag)
        cell = str(at.get("r", "")) if tag == "c" else cell
        if tag in ("oleObject", "OLEObject", "ddeLink", "oleLink", "oleItem", "control"):
            raise Refused("ole", f"“{name}”里有 OLE、DDE 或控件，没有接收。请删去后再上传。")
        if tag == "instrText" and at.text and _DDE.search(at.text):
            raise Refused("dde", f"“{name}”里有 DDE 域，打开时会启动别的程序，没有接收。请删去该域后再上传。")
        if tag == "f" and at.text and _DDE.search(at.text):
            raise Refused(
                "dde",
                f"“{name}”的单元格 {cell} 里有 DDE 公式，打开时会启动别的程序，没有接收。请删去该公式后再上传。",
            )
        if suffix == ".ofd" and tag in ("JavaScript", "Script"):
            raise Refused("active", f"“{name}”里有脚本，没有接收。")


def _refuse_types(name: str, suffix: str, root: Element) -> None:
    types = [str(at.get("ContentType", "")) for at in root]
    if any("macroenabled" in one.lower() or "vbaproject" in one.lower() for one in types):
        raise Refused("macro", f"“{name}”声明为带宏的格式，不收带宏的文件。请另存为不带宏的格式再上传。")
    mains = [
        one
        for at, one in zip(root, types, strict=True)
        if str(at.get("PartName", "")).lstrip("/").startswith(_MAIN_PARTS[suffix])
    ]
    _refuse_unless(name, suffix, any(one in _MAIN_TYPES[suffix] for one in mains))


def _refuse_remote(name: str, root: Element, found: Contents) -> None:
    """A relation to a file elsewhere would be fetched on opening; a link that a person clicks is no such relation."""
    for at in root.iter():
        if xmltext.local(at.tag) != "Relationship" or at.get("TargetMode") != "External":
            continue
        kind = str(at.get("Type", "")).rpartition("/")[2]
        if kind == "hyperlink":
            continue
        if _REMOTE.match(str(at.get("Target", "")).strip()) or kind in ("oleObject", "frame", "subDocument"):
            raise Refused(
                "remote", f"“{name}”打开时会取用别处的文件（{kind}），没有接收。请断开链接后再上传。"
            )
        note = "文件里有到其他文件的链接，链接没有读取。"
        if note not in found.notes:
            found.notes.append(note)


def _speak(part: str, root: Element, found: Contents) -> None:
    low = part.lower()
    if (
        low.endswith(".rels")
        or part == "[Content_Types].xml"
        or "/theme/" in low
        or low.endswith("styles.xml")
    ):
        return
    text = xmltext.text_of(root)
    found.passages.extend(_passages(low, text, root))
    if not low.startswith("docprops/"):
        found.characters += len(re.sub(r"\s+", "", text))


def _passages(part: str, text: str, root: Element) -> Iterator[Passage]:
    place = _place(part)
    kind = "header" if place in ("页眉或页脚", "水印") else "meta" if place == "文档属性" else "body"
    opens = part in ("word/document.xml",) or part.endswith(("slide1.xml", "page_0/content.xml"))
    if part.startswith("xl/worksheets/"):
        for at in root.iter():
            if xmltext.local(at.tag) in ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter",
                                         "firstFooter") and at.text:  # fmt: skip
                yield Passage("header", "页眉或页脚", _SHEET_CODES.sub("\n", at.text))
    if text.strip():
        yield Passage(kind, place, text, opens=opens)


def _place(part: str) -> str:
    name = PurePosixPath(part).name
    if part.startswith("docprops/") or name in ("ofd.xml", "customtags.xml"):
        return "文档属性"
    if name.startswith(("header", "footer")):
        return "页眉或页脚"
    if name.startswith(("comments", "annot")) or "threadedcomment" in part or "persons" in part:
        return "批注"
    if name.startswith(("footnotes", "endnotes")):
        return "脚注"
    if name.endswith(".vml"):
        return "水印"
    if part.startswith("xl/"):
        return "工作簿"
    if part.startswith("ppt/notes"):
        return "备注"
    if part.startswith("ppt/"):
        return "幻灯片"
    return "正文"
