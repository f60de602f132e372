"""Office and OFD files: that the container is what the suffix says, holds nothing active, and what text it holds."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from urllib.parse import unquote
from xml.etree.ElementTree import Element

from duban.documents.inspection.formats import xmltext
from duban.documents.inspection.formats.packed import Packed
from duban.documents.inspection.marking import PlacedText
from duban.documents.inspection.shapes import family_of
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
_NO_PICTURE = ("ole", "exe", "script", "rar", "7z", "gz", "bz2", "xz", "cab", "chm", "lnk", "rtf")
_CONTAINERS = (".docx", ".xlsx", ".pptx", ".ofd", ".zip", ".pdf", ".xls")
_REMOTE = re.compile(r"^(?:https?:|ftps?:|ms-|mhtml:|javascript:|data:)", re.IGNORECASE)
_SHARE = re.compile(r"^(?:file:)?//[^/]|^(?:file:)?////", re.IGNORECASE)
_FETCHED = re.compile(r"\b(?:INCLUDEPICTURE|INCLUDETEXT|LINK|RD|IMPORT)\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"(?:https?|ftps?):|(?:^|[\s\"])(?:file:)?(?://|\\\\)[^\s\"]", re.IGNORECASE)
_DDE = re.compile(r"(?:^|[\s\"{])DDE(?:AUTO)?(?:\s|$)|^\s*=?\s*(?:cmd|msexcel|excel)\s*\|", re.IGNORECASE)
_SHEET_CODES = re.compile(r'&(?:"[^"]*"|[0-9]+|K[0-9A-Fa-f+-]{5,8}|[A-JL-Za-z])')
_WORTH = re.compile(
    rb"^(?:\xff\xfe|\xfe\xff)|\x00|&#|ole|OLE|dde|DDE|control|Script|External|cmd|msexcel|excel|instr",
    re.IGNORECASE,
)  # what may name something active; where letters are written out in another way, everything is looked at
_SAYS = re.compile(
    rb"^(?:\xff\xfe|\xfe\xff)|\x00|&#|encoding=[\"'](?!utf-8)|headerFooter|" + "密|存|传|部".encode(), re.IGNORECASE
)
_FIRST = ("word/document.xml", "slide1.xml", "page_0/content.xml", "xl/sharedstrings.xml", "xl/worksheets/sheet1.xml")
"""The parts in which the first lines of a document stand; a workbook keeps its texts in the order of its cells."""
_INSTR = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}instr"
FEW_CHARACTERS, LARGE_PICTURE = 20, 60_000


@dataclass
class Contents:
    """What was found in a container: its text, files inside it, and pictures, whose text nobody can read."""

    passages: list[PlacedText] = field(default_factory=list)
    inside: list[tuple[str, bytes]] = field(default_factory=list)
    pictures: list[int] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    characters: int = 0


def open_office(packed: Packed, suffix: str) -> Contents:
    """Look into .docx, .xlsx, .pptx or .ofd; Refused where it is another kind, damaged, or holds something active."""
    names = packed.names()
    _refuse_macros(packed.name, names)
    if suffix == ".ofd":
        _refuse_unless(packed.name, suffix, _is_ofd(packed))
    else:
        _refuse_unless(packed.name, suffix, "[Content_Types].xml" in names)
    found = Contents()
    for part, content in packed.all():
        _look_at(packed.name, suffix, part, content, found)
    return found


def _is_ofd(packed: Packed) -> bool:
    """Whether OFD.xml names a document root that the container holds (GB/T 33190—2016)."""
    names = {part.lstrip("/"): part for part in packed.names()}
    if "OFD.xml" not in names:
        return False
    entry = xmltext.parsed(packed.name, "OFD.xml", packed.peek(names["OFD.xml"]))
    roots = [(at.text or "").strip().lstrip("/") for at in entry.iter() if xmltext.local(at.tag) == "DocRoot"]
    return xmltext.local(entry.tag) == "OFD" and bool(roots) and all(root in names for root in roots)


def _look_at(name: str, suffix: str, part: str, content: bytes, found: Contents) -> None:
    low = part.lower()
    if low.endswith(_XML):
        root = xmltext.parsed(name, part, content)
        if part == "[Content_Types].xml":
            _refuse_types(name, suffix, root)
        if low.endswith(".rels") or _WORTH.search(content):
            _refuse_active(name, suffix, root)
            _refuse_remote(name, root, found)
        if not _silent(low, content, found):
            _speak(part, root, found)
    elif low.startswith(_THUMBNAIL):
        return  # what a desktop shows of the file itself
    elif low.endswith(_CONTAINERS):
        found.inside.append((PurePosixPath(part).name, content))
    elif (family := family_of(content)) in ("zip", "pdf"):
        found.inside.append((PurePosixPath(part).name + _suffix_of(family, content), content))
    elif low.endswith(_PICTURES) and family not in _NO_PICTURE:
        found.pictures.append(len(content))
    elif "embeddings/" in low or "oleobject" in low or family in _NO_PICTURE:
        raise Refused(
            "ole",
            f"“{name}”里嵌有其他程序的对象（{PurePosixPath(part).name}），没有接收。请删去对象后再上传。",
        )


def _suffix_of(family: str, content: bytes) -> str:
    """The suffix that a container inside would bear if it were called what it is."""
    if family != "zip":
        return f".{family}"
    held = zipfile.ZipFile(io.BytesIO(content)).namelist() if zipfile.is_zipfile(io.BytesIO(content)) else []
    kinds = {**_MAIN_PARTS, ".ofd": "OFD.xml"}
    return next((suffix for suffix, mark in kinds.items() if any(one.startswith(mark) for one in held)), ".zip")


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


def _shares(target: str) -> bool:
    """Whether an address leads to another machine's files: UNC, or file:// with a host before the path."""
    plain = unquote(target).strip()
    path = re.sub(r"^file://localhost(?=/)", "file://", plain.replace("\\", "/"), flags=re.IGNORECASE)
    return "\\\\" in plain or _SHARE.match(path) is not None


def _refuse_remote(name: str, root: Element, found: Contents) -> None:
    """A relation to a file elsewhere would be fetched on opening; a link to a web page that a person clicks is none.

    A link to a share hands name and password of whoever clicks it to another machine: it is refused as well.
    """
    for at in root.iter():
        tag = xmltext.local(at.tag)
        code = at.text if tag == "instrText" else at.get(_INSTR) if tag == "fldSimple" else ""
        if code and _FETCHED.search(code) and _ELSEWHERE.search(code):
            raise Refused("remote", f"“{name}”里有取用别处文件的域，没有接收。请删去该域后再上传。")
        if tag != "Relationship":
            continue
        kind, target = str(at.get("Type", "")).rpartition("/")[2], str(at.get("Target", ""))
        if _shares(target):
            raise Refused("remote", f"“{name}”里有通到网络共享的链接（{kind}），没有接收。请删去链接后再上传。")
        if str(at.get("TargetMode", "")).lower() != "external" or kind == "hyperlink":
            continue
        if _REMOTE.match(target.strip()) or kind in ("oleObject", "frame", "subDocument"):
            raise Refused(
                "remote", f"“{name}”打开时会取用别处的文件（{kind}），没有接收。请断开链接后再上传。"
            )
        note = "文件里有到其他文件的链接，链接没有读取。"
        if note not in found.notes:
            found.notes.append(note)


def _silent(part: str, content: bytes, found: Contents) -> bool:
    """Whether a sheet holds numbers only, or nothing of what a marking is made of: then no cell of it need be read."""
    if not part.startswith("xl/worksheets/") or part.endswith(".rels") or _SAYS.search(content):
        return False
    found.characters += content.count(b"<v>")
    return True


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


def _passages(part: str, text: str, root: Element) -> Iterator[PlacedText]:
    place = _place(part)
    kind = "header" if place in ("页眉或页脚", "水印") else "meta" if place == "文档属性" else "body"
    opens = part.endswith(_FIRST)
    if part.startswith("xl/worksheets/"):
        for at in root.iter():
            if xmltext.local(at.tag) in ("oddHeader", "evenHeader", "firstHeader", "oddFooter", "evenFooter",
                                         "firstFooter") and at.text:  # fmt: skip
                yield PlacedText("header", "页眉或页脚", _SHEET_CODES.sub("\n", at.text))
    if text.strip():
        yield PlacedText(kind, place, text, opens=opens)


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
