"""Page numbers and the 版记 of a PDF."""

from __future__ import annotations

from duban.documents.checking import fonts, rules
from duban.documents.checking.pdf.ink import Box
from duban.documents.checking.pdf.page import hold_fonts, hold_size
from duban.documents.checking.pdf.roles import ParaRole, is_page_number, is_red
from duban.documents.checking.pdf.subject import MeasuredPdf
from duban.documents.checking.word.furniture import hold_colophon, hold_printer
from duban.documents.reading.pdf.rows import Page, Row
from duban.documents.reading.word.model import Shape

_SIDE = rules.SMALL_CHAR


def measure(subject: MeasuredPdf) -> None:
    """Hold what stands below the text."""
    gap = _after_gap(subject)
    for page in subject.file.pages:
        number = next((row for row in page.rows if is_page_number(row)), None)
        where = f"第 {page.number} 页"
        if subject.form == "letter" and page.number == 1:
            subject.gauge.hold(
                "foot.first", where, number is None, number.text if number else "", "不显示页码"
            )
        elif page.number >= gap:
            subject.gauge.hold(
                "foot.number",
                where,
                number is None,
                number.text if number else "",
                "空白页和其后的版记页不编页码",
            )
        else:
            subject.gauge.hold("foot.number", where, number is not None, "没有页码", "有页码")
            if number is not None:
                _page_number(subject, page, number)
    _colophon(subject)


def _after_gap(subject: MeasuredPdf) -> int:
    """The first of the blank pages before the 版记; a number beyond the last page where there are none."""
    pages = subject.file.pages
    spoken = [one.row.page for one in subject.placed if one.role not in (ParaRole.COPIES, ParaRole.PRINTER)]
    last = max(spoken, default=len(pages))
    return last + 1 if len(pages) - last > 1 else len(pages) + 1


def _page_number(subject: MeasuredPdf, page: Page, row: Row) -> None:
    gauge, where = subject.gauge, f"第 {page.number} 页（页码）"
    text = row.text.replace(" ", "")
    gauge.same("foot.number", where, text.strip("—－-–"), str(page.number))
    gauge.hold(
        "foot.dash", where, text.startswith("—") and text.endswith("—"), row.text, f"— {page.number} —"
    )
    odd = page.number % 2 == 1
    blank = rules.RIGHT_EDGE - row.x1 if odd else row.x0 - rules.LEFT
    gauge.length("foot.side", f"{where}，{'右' if odd else '左'}空", blank, _SIDE, 1.0)
    hold_size(subject, where, row, rules.SMALL_PT)
    for glyph in row.glyphs:
        good = fonts.is_role("song", glyph.font)
        gauge.hold("font.role", where, good, glyph.font.rpartition("+")[2], fonts.NAMES["song"])
    dash = row.glyphs[0]
    if dash.text == "—":
        region = Box(dash.x0, row.baseline - 4, dash.x1, row.baseline + 1)
        box = subject.ink.box(page, region)
        if box is not None:
            gauge.length("foot.drop", where, box.y0, rules.DASH_TOP, 1.0)


def _colophon(subject: MeasuredPdf) -> None:
    gauge, copies, printers = subject.gauge, subject.of(ParaRole.COPIES), subject.of(ParaRole.PRINTER)
    if not copies and not printers:
        gauge.skip("colophon.lines", "没有版记")
        return
    last = len(subject.file.pages)
    for one in (*copies, *printers):
        gauge.same("colophon.last", "版记", f"第 {one.row.page} 页", f"第 {last} 页")
        hold_fonts(subject, one.where, one.row, "body")
        hold_size(subject, one.where, one.row, rules.SMALL_PT)
    if copies:
        text = copies[-1].row.text
        gauge.hold(
            "copies.form",
            copies[0].where,
            copies[0].row.text.startswith("抄送："),
            copies[0].row.text[:4],
            "抄送：",
        )
        gauge.hold("copies.stop", copies[-1].where, text.endswith("。"), text[-1:], "。")
        gauge.length(
            "copies.form", f"{copies[0].where}，左空", copies[0].row.x0 - rules.LEFT, _SIDE, subject.tolerance
        )
    for one in printers:
        hold_printer(gauge, one.where, one.row.text)
        gauge.length("printer.form", f"{one.where}，左空", one.row.x0 - rules.LEFT, _SIDE, subject.tolerance)
        gauge.length(
            "printer.form", f"{one.where}，右空", rules.RIGHT_EDGE - one.row.x1, _SIDE, subject.tolerance
        )
    bars = [
        bar
        for bar in subject.file.pages[-1].bars
        if not is_red(bar.color) and bar.width > 140 and bar.height < 1
    ]
    first = min(one.row.top for one in (*copies, *printers)) - 6
    lines = [Shape(bar.x, bar.y, bar.width, bar.height, bar.color) for bar in bars if bar.y > first]
    hold_colophon(gauge, lines, subject.form, bool(copies), bool(printers))
    if subject.form == "letter":
        bottom = max(one.row.baseline for one in copies) if copies else 0.0
        gauge.within("colophon.bottom", "版记末行", bottom, rules.BOTTOM_EDGE - 8, rules.BOTTOM_EDGE + 0.5)
