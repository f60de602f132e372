"""Files for tests: small, whole ones of every kind, and the hostile shapes of them. All texts are our own."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Mapping

from PIL import Image

_CONTENT = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_SHEET = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MAIN = "application/vnd.openxmlformats-officedocument"
_PLAIN = "本期完成水库除险加固工程量的百分之六十，资金已经到位，下一步加快溢洪道施工。"


def pdf(*pages: str, extra: str = "", catalog: str = "", meta: Mapping[str, str] | None = None) -> bytes:
    """A PDF with a text layer, a page per text; `extra` are further objects, `catalog` entries of the catalog."""
    texts = pages or (_PLAIN,)
    chars = sorted({char for text in texts for char in text if char != "\n"})
    codes = {char: index + 1 for index, char in enumerate(chars)}
    first = 6
    kids = " ".join(f"{first + 2 * index} 0 R" for index in range(len(texts)))
    info = "".join(f"/{key} <{_utf16(value)}>" for key, value in (meta or {}).items())
    objects = [
        f"<< /Type /Catalog /Pages 2 0 R {catalog} >>".encode(),
        f"<< /Type /Pages /Kids [{kids}] /Count {len(texts)} >>".encode(),
        b"<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H /DescendantFonts [4 0 R] "
        b"/ToUnicode 5 0 R >>",
        b"<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song /DW 1000 "
        b"/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>",
        _stream(_to_unicode(codes)),
    ]
    for index, text in enumerate(texts):
        box = "/MediaBox [0 0 595 842] /Resources << /Font << /F 3 0 R >> >>"
        objects.append(
            f"<< /Type /Page /Parent 2 0 R {box} /Contents {first + 2 * index + 1} 0 R >>".encode()
        )
        objects.append(_stream(_page(text, codes)))
    objects += [part.encode("latin-1") for part in extra.split("\n---\n") if part]
    objects.append(f"<< {info} >>".encode())
    return assembled(objects, f"/Info {len(objects)} 0 R")


def _utf16(text: str) -> str:
    return f"\ufeff{text}".encode("utf-16-be").hex()


def assembled(objects: list[bytes], trailer: str = "") -> bytes:
    """A PDF of these objects, numbered from 1; the first is the catalog."""
    out, places = io.BytesIO(), []
    out.write(b"%PDF-1.7\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    out.write(b"trailer\n<< /Size %d /Root 1 0 R %s >>\n" % (len(objects) + 1, trailer.encode()))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _stream(body: bytes, more: str = "") -> bytes:
    packed = zlib.compress(body)
    return (
        f"<< /Length {len(packed)} /Filter /FlateDecode {more} >>\nstream\n".encode()
        + packed
        + b"\nendstream"
    )


def object_stream(body: bytes) -> str:
    """A compressed object stream that hides an object, as text for `extra`."""
    inner = b"90 0 " + body
    return _stream(inner, "/Type /ObjStm /N 1 /First 5").decode("latin-1")


def _page(text: str, codes: Mapping[str, int]) -> bytes:
    lines = []
    for row, line in enumerate(text.split("\n")):
        shown = "".join(f"{codes[char]:04x}" for char in line)
        lines.append(f"BT /F 12 Tf 60 {780 - 20 * row} Td <{shown}> Tj ET")
    return "\n".join(lines).encode()


def _to_unicode(codes: Mapping[str, int]) -> bytes:
    rows = "\n".join(f"<{code:04x}> <{char.encode('utf-16-be').hex()}>" for char, code in codes.items())
    return (
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Own def\n"
        "1 begincodespacerange <0000> <ffff> endcodespacerange\n"
        f"{len(codes)} beginbfchar\n{rows}\nendbfchar endcmap end end"
    ).encode()


def scanned_pdf(pages: int = 1, text: str = "") -> bytes:
    """A PDF whose pages are pictures; the first one has a text layer where `text` is given."""
    picture = _stream(b"\xcc" * 30_000, "/Type /XObject /Subtype /Image /Width 100 /Height 100 /BitsPerComponent 8 "
                      "/ColorSpace /DeviceRGB")  # fmt: skip
    if text:
        return pdf(text)
    kids = " ".join(f"{4 + 2 * index} 0 R" for index in range(pages))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {pages} >>".encode(),
        picture,
    ]
    for index in range(pages):
        box = "/MediaBox [0 0 595 842] /Resources << /XObject << /I 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R {box} /Contents {5 + 2 * index} 0 R >>".encode())
        objects.append(_stream(b"q 500 0 0 700 40 60 cm /I Do Q"))
    return assembled(objects)


def packed(parts: Mapping[str, bytes | str], stored: bool = False) -> bytes:
    """A zip of these parts, always the same bytes for the same parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0))
            info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def docx_parts(*paragraphs: str, header: str = "", body: str = "") -> dict[str, bytes | str]:
    """The parts of a .docx; `body` is further XML of the body."""
    rows = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in paragraphs or (_PLAIN,))
    parts: dict[str, bytes | str] = {
        "[Content_Types].xml": f'<Types xmlns="{_CONTENT}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{_MAIN}.wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{rows}{body}</w:body></w:document>',
    }
    if header:
        parts["word/header1.xml"] = (
            f'<w:hdr xmlns:w="{_WORD}"><w:p><w:r><w:t>{header}</w:t></w:r></w:p></w:hdr>'
        )
    return parts


def docx(
    *paragraphs: str, header: str = "", body: str = "", more: Mapping[str, bytes | str] | None = None
) -> bytes:
    """A .docx; `more` are further parts."""
    return packed({**docx_parts(*paragraphs, header=header, body=body), **(more or {})})


def xlsx(*cells: str, more: Mapping[str, bytes | str] | None = None) -> bytes:
    """An .xlsx with one sheet, a cell a row."""
    rows = "".join(
        f'<row r="{n}"><c r="A{n}" t="inlineStr"><is><t>{text}</t></is></c></row>'
        for n, text in enumerate(cells or (_PLAIN,), 1)
    )
    return packed({
        "[Content_Types].xml": f'<Types xmlns="{_CONTENT}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MAIN}.spreadsheetml.sheet.main+xml"/>'
        f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_MAIN}.spreadsheetml.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_SHEET}" xmlns:r="{_OFFICE}/relationships"><sheets>'
        '<sheet name="台账" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_SHEET}"><sheetData>{rows}</sheetData></worksheet>',
        **(more or {}),
    })  # fmt: skip


def ofd(text: str = _PLAIN, root: str = "Doc_0/Document.xml") -> bytes:
    """An OFD with one page; `root` is what it calls its document, which lies at the usual place or beside OFD.xml."""
    space = 'xmlns:ofd="http://www.ofdspec.org/2016"'
    return packed({
        "OFD.xml": f'<ofd:OFD {space} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo><ofd:DocID>1</ofd:DocID>'
        f"</ofd:DocInfo><ofd:DocRoot>{root}</ofd:DocRoot></ofd:DocBody></ofd:OFD>",
        root if "/" not in root else "Doc_0/Document.xml": f"<ofd:Document {space}><ofd:Pages>"
        '<ofd:Page ID="1" BaseLoc="Pages/Page_0/Content.xml"/>'
        "</ofd:Pages></ofd:Document>",
        "Doc_0/Pages/Page_0/Content.xml": f"<ofd:Page {space}><ofd:Content><ofd:Layer><ofd:TextObject><ofd:TextCode>"
        f"{text}</ofd:TextCode></ofd:TextObject></ofd:Layer></ofd:Content></ofd:Page>",
    })  # fmt: skip


def picture(form: str = "PNG", size: tuple[int, int] = (64, 48), **options: object) -> bytes:
    """A picture of one colour."""
    out = io.BytesIO()
    Image.new("RGB", size, (40, 90, 160)).save(out, form, **options)
    return out.getvalue()


def enormous_png(width: int = 30_000, height: int = 30_000) -> bytes:
    """A PNG of a few hundred bytes that claims to be enormous."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(b"\0" * 64))
        + chunk(b"IEND", b"")
    )


SCAN = pdf("批示件\n同意按此办理，请抓紧推进。")
"""A paper approval as it comes from a scanner that recognises text."""
