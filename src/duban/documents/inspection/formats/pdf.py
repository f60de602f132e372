"""PDF: that it opens whole, holds nothing active, and what text its pages have."""

from __future__ import annotations

import ctypes
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from duban.documents.inspection.marking import PlacedText
from duban.documents.inspection.shapes import Shape
from duban.documents.inspection.verdicts import Refused

FEW_CHARACTERS = 10
_OBJECTS_MOST, _FEW_LINES = 2000, 12
_LETTERS_AND_LINES = (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_PATH)
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_STREAM_MOST, _PIECE = 256 * 1024 * 1024, 1 << 20
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ESCAPED_NAME = re.compile(rb"/[A-Za-z0-9_#+.-]{0,24}#[0-9A-Fa-f]{2}[A-Za-z0-9_#+.-]{0,24}")
_ACTIVE = {
    b"/JavaScript": "脚本", b"/Launch": "启动程序的动作", b"/EmbeddedFile": "嵌入的文件", b"/RichMedia": "多媒体对象",
    b"/ImportData": "导入数据的动作", b"/SubmitForm": "外发数据的动作", b"/XFA": "XFA 动态表单",
    b"/GoToE": "打开嵌入文件的动作", b"/GoToR": "打开别处文件的动作",
}  # fmt: skip
_SHORT = re.compile(rb"/JS[\s(<\[/]")
_XMP = re.compile(rb"<x:xmpmeta.*?</x:xmpmeta>", re.DOTALL)
_TAGS = re.compile(r"<[^>]*>")
_META = ("Title", "Subject", "Keywords", "Author", "Creator", "Producer")
_PAGES_MOST = 5000


@dataclass
class PdfContents:
    """What was found: text by page, and the pages that show something but hold no text."""

    passages: list[PlacedText] = field(default_factory=list)
    silent: list[int] = field(default_factory=list)
    pages: int = 0


def open_pdf(name: str, content: bytes, shape: Shape) -> PdfContents:
    """Look into a PDF; Refused where it is damaged, encrypted, or holds something active."""
    _refuse_ends(name, content)
    _refuse_active(name, content, shape)
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise _unopened(name, content, error) from error
    try:
        return _read(name, content, document)
    except pdfium.PdfiumError as error:
        raise Refused("damaged", f"“{name}”已损坏，有页面打不开。请重新生成 PDF 后再上传。") from error
    finally:
        document.close()


def _unopened(name: str, content: bytes, error: pdfium.PdfiumError) -> Refused:
    if "password" in str(error).lower() or b"/Encrypt" in content:
        return Refused("encrypted", f"“{name}”加了密码，系统不能读取。请去掉密码后再上传。")
    return Refused("damaged", f"“{name}”已损坏，打不开。请重新生成 PDF 后再上传。")


def _refuse_ends(name: str, content: bytes) -> None:
    end = content.rfind(b"%%EOF")
    if end < 0:
        raise Refused("damaged", f"“{name}”不完整：缺少结尾。可能没有传完，请重新生成 PDF 后再上传。")
    tail = content[end + 5 :].strip(b"\r\n\t \x00")
    if len(tail) > 16:
        cut = b"endobj" in tail or b"startxref" in tail
        if cut:
            raise Refused("damaged", f"“{name}”不完整：缺少结尾。可能没有传完，请重新生成 PDF 后再上传。")
        raise Refused("polyglot", f"“{name}”的末尾附带了别的内容，没有接收。请重新生成 PDF 后再上传。")
    if b"/Encrypt" in content[-4096:] or re.search(
        rb"trailer[^%]{0,2000}/Encrypt", content[-65536:], re.DOTALL
    ):
        raise Refused("encrypted", f"“{name}”加了密码或限制，系统不能检查。请去掉密码后再上传。")


def _refuse_active(name: str, content: bytes, shape: Shape) -> None:
    """Names of actions, also where they are escaped or lie in compressed object streams."""
    left = shape.unpacked
    for part in _object_bytes(name, content, left):
        plain = _unescaped(part)
        for mark, what in _ACTIVE.items():
            if mark in plain:
                raise Refused("active", f"“{name}”里有{what}，没有接收。请重新打印成 PDF 后再上传。")
        if _SHORT.search(plain):
            raise Refused("active", f"“{name}”里有脚本，没有接收。请重新打印成 PDF 后再上传。")


def _unescaped(part: bytes) -> bytes:
    if b"#" not in part:
        return part
    return _ESCAPED_NAME.sub(lambda found: _ESCAPED.sub(lambda hit: bytes([int(hit[1], 16)]), found[0]), part)


def _object_bytes(name: str, content: bytes, left: int) -> Iterator[bytes]:
    """What is not in a stream, and the object streams unpacked within `left` bytes; every packed stream is tried."""
    at = 0
    outside: list[bytes] = []
    for start in _STREAM.finditer(content):
        if start.start() < at:
            continue
        end = content.find(b"endstream", start.end())
        if end < 0:
            raise Refused("damaged", f"“{name}”已损坏：有数据流没有结尾。请重新生成 PDF 后再上传。")
        head = content[at : start.start()]
        outside.append(head)
        filters = _unescaped(head[max(head.rfind(b" obj"), len(head) - 4096, 0) :])
        packed = content[start.end() : end]
        if b"/ObjStm" in filters or b"/XRef" in filters:
            plain = _inflated(name, packed, left) if b"/FlateDecode" in filters else packed
            left -= len(plain)
            yield plain
        elif _flate_first(filters):
            _refuse_broken_stream(name, packed)
        at = end + len(b"endstream")
    outside.append(content[at:])
    yield b"".join(outside)


def _flate_first(filters: bytes) -> bool:
    found = re.search(rb"/Filter\s*\[?\s*/(\w+)", filters)
    return found is not None and found[1] == b"FlateDecode"


def _inflated(name: str, packed: bytes, most: int) -> bytes:
    unpacker = zlib.decompressobj()
    try:
        content = unpacker.decompress(packed, max(most, 1))
    except zlib.error as error:
        raise _broken(name) from error
    if unpacker.unconsumed_tail:
        raise Refused("bomb", f"“{name}”解开后过大，疑似压缩炸弹，没有打开。")
    return content


def _refuse_broken_stream(name: str, packed: bytes) -> None:
    """Unpack a stream piece by piece without keeping it: broken or bottomless ones are refused."""
    unpacker, unpacked = zlib.decompressobj(), 0
    rest = packed
    try:
        while rest and not unpacker.eof:
            unpacked += len(unpacker.decompress(rest, _PIECE))
            rest = unpacker.unconsumed_tail
            if unpacked > _STREAM_MOST:
                raise Refused("bomb", f"“{name}”里有数据流解开后过大，疑似压缩炸弹，没有打开。")
    except zlib.error as error:
        raise _broken(name) from error


def _broken(name: str) -> Refused:
    return Refused("damaged", f"“{name}”已损坏：有数据流解不开。请重新生成 PDF 后再上传。")


def _read(name: str, content: bytes, document: pdfium.PdfDocument) -> PdfContents:
    count = len(document)
    if count == 0 or count > _PAGES_MOST:
        raise Refused("damaged", f"“{name}”有 {count} 页，不能作为附件接收。")
    if document.count_attachments() if hasattr(document, "count_attachments") else 0:
        raise Refused("active", f"“{name}”里有嵌入的文件，没有接收。请重新打印成 PDF 后再上传。")
    if raw.FPDFDoc_GetJavaScriptActionCount(document.raw) > 0:
        raise Refused("active", f"“{name}”里有脚本，没有接收。请重新打印成 PDF 后再上传。")
    found = PdfContents(pages=count)
    for index in range(count):
        _read_page(document, index, found)
    found.passages.append(PlacedText("meta", "文档属性", _meta(document, content)))
    return found


def _read_page(document: pdfium.PdfDocument, index: int, found: PdfContents) -> None:
    page = document[index]
    try:
        text_page = page.get_textpage()
        text = text_page.get_text_bounded()
        text_page.close()
        notes = "\n".join(_annotations(page))
        if text.strip():
            found.passages.append(PlacedText("body", f"第{index + 1}页", text, opens=index == 0))
        if notes:
            found.passages.append(PlacedText("header", f"第{index + 1}页批注", notes))
        if len(re.sub(r"\s+", "", text)) < FEW_CHARACTERS and _shows(page):
            found.silent.append(index + 1)
    finally:
        page.close()


def _shows(page: pdfium.PdfPage) -> bool:
    """Whether a page shows more than its few letters: a picture, letters turned into outlines, a stamp."""
    kinds = [
        raw.FPDFPageObj_GetType(raw.FPDFPage_GetObject(page.raw, index))
        for index in range(min(raw.FPDFPage_CountObjects(page.raw), _OBJECTS_MOST))
    ]
    if raw.FPDFPage_GetAnnotCount(page.raw) > 0 or any(kind not in _LETTERS_AND_LINES for kind in kinds):
        return True
    drawn = kinds.count(raw.FPDF_PAGEOBJ_PATH)
    return drawn > _FEW_LINES or (drawn > 0 and raw.FPDF_PAGEOBJ_TEXT not in kinds)


def _annotations(page: pdfium.PdfPage) -> Iterator[str]:
    for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, index)
        if not annotation:
            continue
        for key in (b"Contents", b"T", b"V", b"Name"):
            size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
            if size > 2:
                buffer = (ctypes.c_ushort * (size // 2))()
                raw.FPDFAnnot_GetStringValue(
                    annotation, key, ctypes.cast(buffer, ctypes.POINTER(raw.FPDF_WCHAR)), size
                )
                yield bytes(buffer).decode("utf-16-le", "ignore").rstrip("\x00")
        raw.FPDFPage_CloseAnnot(annotation)


def _meta(document: pdfium.PdfDocument, content: bytes) -> str:
    values = document.get_metadata_dict()
    lines = [str(values.get(key, "")) for key in _META]
    lines += [
        str(item.get_title() if hasattr(item, "get_title") else "") for item in document.get_toc(max_depth=4)
    ]
    for block in _XMP.findall(content):
        lines += _TAGS.sub("\n", block.decode("utf-8", "ignore")).splitlines()
    return "\n".join(line for line in lines if line.strip())
