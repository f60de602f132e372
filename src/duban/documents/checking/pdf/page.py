"""Paper, fonts, rows and characters of a PDF, and that nothing lies outside the 版心."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from duban.documents.checking import fonts, rules, words
from duban.documents.checking.pdf.ink import Box
from duban.documents.checking.pdf.roles import BODY, ParaRole, is_page_number, is_red
from duban.documents.checking.pdf.subject import CONVERTED_FIRST_ROW, MeasuredPdf
from duban.documents.reading import POINT
from duban.documents.reading.pdf.rows import Page, Row

_PITCH = rules.ROW
_ENOUGH = 3
_HANGING = frozenset("，。、；：？！》”’）〕】")
_MARKS = frozenset("，。、；：？！《》“”‘’（）〔〕【】…—")


def measure(subject: MeasuredPdf) -> None:
    """Hold every page."""
    for page in subject.file.pages:
        where = f"第 {page.number} 页"
        width, height = rules.PAGE
        subject.gauge.length("page.size", f"{where}，宽", page.width, width, 0.3)
        subject.gauge.length("page.size", f"{where}，高", page.height, height, 0.3)
        _rows(subject, page)
        _ink(subject, page)
    _embedded(subject)
    _columns(subject)
    said = (*BODY, ParaRole.TABLE)
    first = [one for one in subject.placed if one.role in said and one.row.page == 1]
    subject.gauge.hold("page.text", "第 1 页", bool(first), "没有正文", "有正文")


def _embedded(subject: MeasuredPdf) -> None:
    for name, inside in subject.file.fonts:
        subject.gauge.hold("font.embedded", name, inside, "没有嵌入", "嵌入")
        known = fonts.role_of(name) or ("rare" if fonts.is_fallback(name) else "")
        subject.gauge.hold("font.embedded", "全文", bool(known), name, "清单内的字体")


def _rows(subject: MeasuredPdf, page: Page) -> None:
    """Rows of the text, counted and their distance measured."""
    text = [one.row for one in subject.placed if one.role in BODY and one.row.page == page.number]
    where = f"第 {page.number} 页"
    subject.gauge.hold(
        "page.rows", where, len(text) <= rules.ROWS, f"{len(text)} 行", f"不超过 {rules.ROWS} 行"
    )
    for before, after in itertools.pairwise(text):
        apart = after.baseline - before.baseline
        if apart < _PITCH * 1.5:
            subject.gauge.length("page.rows", f"{where}，行距", apart, _PITCH, 0.2)


def _columns(subject: MeasuredPdf) -> None:
    """A full row holds 28 characters, less an indent; marks at its ends may be pressed together for one more."""
    full = [one.row for one in subject.placed if one.role is ParaRole.TEXT and _full(one.row)]
    if len(full) < _ENOUGH:
        subject.gauge.skip("page.columns", "没有足够的满行")
        return
    clean = [row for row in full if not _MARKS & set(row.text)]
    counts = [_count(row) for row in clean or full]
    usual = max(set(counts), key=counts.count)
    if not clean and (rules.COLUMNS in counts or usual == rules.COLUMNS + 1):
        usual = rules.COLUMNS
    subject.gauge.same("page.columns", "正文满行", f"{usual} 字", f"{rules.COLUMNS} 字")


def _full(row: Row) -> bool:
    """Whether a row reaches the right edge and holds no Latin letters."""
    latin = any(ord(char) < 0x2000 for char in row.text)
    return row.size > 15 and row.x1 > rules.RIGHT_EDGE - 2 and not latin


def _count(row: Row) -> int:
    blank = round((row.x0 - rules.LEFT) / rules.CHAR)
    return len([glyph for glyph in row.glyphs if glyph.text.strip()]) + blank


def _ink(subject: MeasuredPdf, page: Page) -> None:
    """Nothing is printed outside the 版心 but page number, the lines and mark of a letter, stamps and the code."""
    tolerance = max(subject.tolerance, 0.5)
    frame = Box(
        rules.LEFT - tolerance,
        rules.TOP - tolerance,
        rules.RIGHT_EDGE + tolerance,
        rules.BOTTOM_EDGE + tolerance,
    )
    found = subject.ink.outside(page, list(_covered(subject, page)), frame)
    shown = f"x {found.x0:.1f}—{found.x1:.1f}，y {found.y0:.1f}—{found.y1:.1f} mm" if found else ""
    subject.gauge.hold(
        "page.ink", f"第 {page.number} 页", found is None, shown, "版心以外没有内容", f"±{tolerance:g} mm"
    )
    if 1 < page.number < len(subject.file.pages):
        _first_row(subject, page, tolerance)


def _first_row(subject: MeasuredPdf, page: Page, tolerance: float) -> None:
    """Where a page goes on with text, its first row begins at the top of the 版心."""
    first = next((one for one in subject.placed if one.row.page == page.number), None)
    if first is None or first.role not in BODY or first.row.baseline > rules.TOP + 2 * rules.ROW:
        return
    top = subject.ink.box(page, _around(first.row))
    slack = CONVERTED_FIRST_ROW if subject.converted else 1.5
    if top is not None:
        where = f"第 {page.number} 页首行"
        subject.gauge.within("page.top", where, top.y0, rules.TOP - tolerance, rules.TOP + slack)


def _around(row: Row) -> Box:
    high = row.size / POINT
    return Box(row.x0 - 1, row.baseline - high * 1.05, row.x1 + 1, row.baseline + high * 0.3)


def _covered(subject: MeasuredPdf, page: Page) -> Iterator[Box]:
    placed = {id(one.row) for one in subject.placed}
    for row in page.rows:
        if is_page_number(row) or id(row) not in placed or (is_red(row.color) and row.size > 20):
            high = row.size / POINT
            yield Box(row.x0 - 3, row.baseline - high * 1.3, row.x1 + 3, row.baseline + high * 0.6)
        elif subject.converted and hangs(row):
            yield Box(row.glyphs[-1].x0 - 0.5, row.top - 1, row.glyphs[-1].x1 + 0.5, row.baseline + 2)
    for bar in page.bars:
        if is_red(bar.color) and subject.form == "letter":
            yield Box(bar.x - 0.5, bar.y - 0.5, bar.x + bar.width + 0.5, bar.bottom + 0.5)
    if any(row.text.startswith("验证码") for row in page.rows):
        yield Box(0, rules.BOTTOM_EDGE, page.width, page.height)


def hangs(row: Row) -> bool:
    """Whether a row ends with a closing mark beyond the edge, as office programs set it."""
    return row.x1 > rules.RIGHT_EDGE and row.glyphs[-1].text in _HANGING


def hold_fonts(subject: MeasuredPdf, where: str, row: Row, role: str) -> None:
    """The Chinese characters of a row are set in the font of a role; only rare ones may fall back to another."""
    for glyph in row.glyphs:
        if not words.has_chinese(glyph.text):
            continue
        spare = fonts.is_fallback(glyph.font) and fonts.is_rare(glyph.text)
        good = spare or fonts.is_role(role, glyph.font)
        subject.gauge.hold("font.role", where, good, glyph.font.rpartition("+")[2], fonts.NAMES[role])


def hold_size(subject: MeasuredPdf, where: str, row: Row, size: float) -> None:
    """A row is set in one size; 号制 and points differ by a quarter of a point."""
    subject.gauge.hold(
        "font.size", where, abs(row.size - size) <= 0.3, f"{row.size:g} 磅", f"{size:g} 磅", "±0.3 磅"
    )
