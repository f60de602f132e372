"""Text of the XML parts of Office and OFD files, paragraph by paragraph, whatever the part."""

from __future__ import annotations

import re
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from duban.documents.inspection.verdicts import Refused

_BREAKS = {
    "p",
    "row",
    "c",
    "si",
    "tr",
    "tc",
    "br",
    "cr",
    "TextObject",
    "property",
    "comment",
    "sheet",
    "bookmark",
}
DEEPEST = 200
_BLANK = {"tab", "space"}
_SPOKEN = ("name", "title", "descr", "string", "val", "alt", "initials", "author", "prompt", "promptTitle")
_SPOKEN_TAGS = {"docPr", "cNvPr", "textpath", "tag", "alias", "sheet", "definedName", "dataValidation", "CustomTag",
                "property", "watermark", "bookmarkStart"}  # fmt: skip


def parsed(name: str, part: str, content: bytes) -> Element:
    """The root of a part; Refused where it is damaged or declares entities."""
    try:
        root: Element = fromstring(content, forbid_dtd=True)
    except DefusedXmlException as error:
        raise Refused("entity", f"“{name}”的部件 {_short(part)} 里有 DTD 或实体声明，没有接收。") from error
    except (SyntaxError, ValueError, LookupError) as error:
        raise Refused(
            "damaged", f"“{name}”已损坏：部件 {_short(part)} 不是完整的 XML。请用原文件重新保存后再上传。"
        ) from error
    _refuse_deep(name, part, root)
    return root


def _refuse_deep(name: str, part: str, root: Element) -> None:
    """Elements in elements in elements: no paper goes so deep, and what opens it may fall over it."""
    level, depth = [root], 0
    while level:
        depth += 1
        if depth > DEEPEST:
            raise Refused(
                "nesting", f"“{name}”的部件 {_short(part)} 套了 {DEEPEST} 层以上，不像公文，没有接收。"
            )
        level = [child for at in level for child in at]


def local(tag: object) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def text_of(root: Element) -> str:
    """All text of a part: what a reader sees, and what is spoken of pictures and fields; a line per paragraph."""
    pieces = list(_walk(root))
    return re.sub(r"\n{2,}", "\n", "".join(pieces))


def _walk(root: Element) -> Iterator[str]:
    stack: list[Element | str] = [root]
    while stack:
        at = stack.pop()
        if isinstance(at, str):
            yield at
            continue
        name = local(at.tag)
        yield from _before(at, name)
        if at.text:
            yield at.text
        if name in _BREAKS:
            stack.append("\n")
        for child in reversed(at):
            if child.tail and child.tail.strip():
                stack.append(child.tail)
            stack.append(child)


def _before(at: Element, name: str) -> Iterator[str]:
    if name in _BREAKS:
        yield "\n"
    elif name in _BLANK:
        yield " "
    if name == "sym" and any(value.upper().endswith("AB") for value in at.attrib.values()):
        yield "★"  # the star of Wingdings
    if name in _SPOKEN_TAGS:
        for key, value in at.attrib.items():
            if local(key) in _SPOKEN and value:
                yield f"\n{value}\n"


def _short(part: str) -> str:
    return part.rpartition("/")[2]
