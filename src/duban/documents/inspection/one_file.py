"""Looking into one file of any kind: it is what its name says, opens whole, holds nothing active; and its markings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from duban.documents.inspection import marking
from duban.documents.inspection.formats.office import FEW_CHARACTERS, LARGE_PICTURE, Contents, open_office
from duban.documents.inspection.formats.packed import Packed
from duban.documents.inspection.formats.plain import decoded, open_text
from duban.documents.inspection.marking import PlacedText
from duban.documents.inspection.shapes import MEDIA_TYPES, Shape, refuse_by_outside
from duban.documents.inspection.verdicts import Inspected, Level, Noticed, Refused

_PAGES_TOLD = 8
_OLE_MACRO, _OLE_LOCKED = ("_VBA_PROJECT", "Macros"), ("EncryptedPackage", "EncryptionInfo")


def inspect(name: str, content: bytes, shape: Shape) -> Inspected:
    """Judge a file by its content; Refused with a message in Chinese for whatever is not taken."""
    suffix = refuse_by_outside(name, content, shape)
    looked = _LOOKS[suffix](name, suffix, content, shape)
    return replace(looked, suffix=suffix, media_type=MEDIA_TYPES[suffix])


def found_in(passages: list[PlacedText], shape: Shape) -> tuple[Noticed, ...]:
    """The markings of these passages on the day that the shape names; none where it looks for none."""
    if not shape.mark:
        return ()
    return marking.find_in(passages, date.fromisoformat(shape.day) if shape.day else None)


def _found(name: str, passages: list[PlacedText], shape: Shape) -> tuple[Noticed, ...]:
    return found_in([PlacedText("name", "文件名", _stem(name)), *passages], shape)


def _stem(name: str) -> str:
    return name.rpartition(".")[0] or name


def _text(name: str, suffix: str, content: bytes, shape: Shape) -> Inspected:
    text = open_text(name, content)
    return Inspected(suffix, "", _found(name, [PlacedText("body", "正文", text, opens=True)], shape))


def _picture(name: str, suffix: str, content: bytes, shape: Shape) -> Inspected:
    from duban.documents.inspection.formats.picture import (
        open_picture,
    )  # a library per kind: only what is needed loads

    passages, bare = open_picture(name, suffix, content, shape)
    return Inspected(suffix, "", _found(name, passages, shape), ("图片",), content=bare)


def _pdf(name: str, suffix: str, content: bytes, shape: Shape) -> Inspected:
    from duban.documents.inspection.formats.pdf import open_pdf

    found = open_pdf(name, content, shape)
    unread: tuple[str, ...] = ()
    if found.silent:
        told = "、".join(str(page) for page in found.silent[:_PAGES_TOLD])
        more = "等" if len(found.silent) > _PAGES_TOLD else ""
        unread = (f"第 {told}{more} 页（共 {found.pages} 页）",)
    return Inspected(suffix, "", _found(name, found.passages, shape), unread)


def _office(name: str, suffix: str, content: bytes, shape: Shape) -> Inspected:
    found = open_office(Packed(name, content, shape), suffix)
    findings = list(_found(name, found.passages, shape))
    unread = list(_inside(name, found.inside, shape, findings))
    if found.pictures and found.characters < FEW_CHARACTERS:
        unread.append("文中的图片")
    elif any(size > LARGE_PICTURE for size in found.pictures) and shape.mark:
        findings.append(Noticed("pictures", Level.WARN, "文中", "图片里的文字系统读不出"))
    return Inspected(suffix, "", tuple(findings), tuple(dict.fromkeys(unread)), tuple(found.notes))


def _zip(name: str, suffix: str, content: bytes, shape: Shape) -> Inspected:
    packed = Packed(name, content, shape)
    found = Contents(inside=list(packed.all()))
    findings = list(_found(name, [], shape))
    unread = list(_inside(name, found.inside, shape, findings))
    return Inspected(suffix, "", tuple(findings), tuple(dict.fromkeys(unread)))


def _inside(name: str, inside: list[tuple[str, bytes]], shape: Shape, findings: list[Noticed]) -> list[str]:
    """Look into the files within a file; returns what of them could not be read."""
    unread: list[str] = []
    if inside and shape.depth <= 0:
        raise Refused("nesting", f"“{name}”里的文件套得太深，没有打开。请拆开后分别上传。")
    kinds = tuple(suffix for suffix in MEDIA_TYPES if suffix in _LOOKS)
    deeper = replace(shape, accept=kinds, depth=shape.depth - 1, strip=False)
    for part, content in inside:
        try:
            looked = inspect(part, content, deeper)
        except Refused as error:
            raise Refused(error.rule, f"“{name}”里的文件没有通过检查：{error.message}") from error
        findings.extend(replace(one, where=f"内含文件的{one.where}") for one in looked.findings)
        unread.extend(f"内含的{place}" for place in looked.unread)
    return unread


def _workbook97(name: str, suffix: str, content: bytes, shape: Shape) -> Inspected:
    if any(mark.encode("utf-16-le") in content for mark in _OLE_LOCKED):
        raise Refused("encrypted", f"“{name}”加了打开密码，系统不能读取。请去掉密码后再上传。")
    if any(mark.encode("utf-16-le") in content for mark in _OLE_MACRO):
        raise Refused("macro", f"“{name}”带有宏，不收带宏的文件。请另存为 .xlsx 再上传。")
    from duban.documents.inspection.formats.sheets import lines_of

    lines = lines_of(name, content)
    raw = [
        content.decode("utf-16-le", "ignore"),
        content[1:].decode("utf-16-le", "ignore"),
        decoded(content) or "",
    ]
    passages = [
        PlacedText("body", "工作簿", "\n".join(lines), opens=True),
        PlacedText("typed", "工作簿", "".join(raw)[:4_000_000]),
    ]
    return Inspected(suffix, "", _found(name, passages, shape))


_LOOKS = {
    ".pdf": _pdf, ".docx": _office, ".xlsx": _office, ".pptx": _office, ".ofd": _office, ".jpg": _picture,
    ".jpeg": _picture, ".png": _picture, ".txt": _text, ".csv": _text, ".xls": _workbook97, ".zip": _zip,
}  # fmt: skip
