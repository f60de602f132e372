"""Mark, number, lines and title on the first page of a PDF."""

from __future__ import annotations

from duban.documents.checking import rules, words
from duban.documents.checking.pdf.ink import Box
from duban.documents.checking.pdf.page import hold_fonts, hold_size
from duban.documents.checking.pdf.roles import ParaRole, PlacedLine, is_red
from duban.documents.checking.pdf.subject import MeasuredPdf
from duban.documents.checking.word.furniture import hold_letter_lines
from duban.documents.checking.word.head import hold_title_line
from duban.documents.reading import POINT
from duban.documents.reading.pdf.rows import Bar, Row
from duban.documents.reading.word.model import Shape

_MIDDLE = rules.LEFT + rules.WIDTH / 2
_NUMBER_GAP = 4.94


def measure(subject: MeasuredPdf) -> None:
    """Hold the head of the first page."""
    red = [bar for bar in subject.file.pages[0].bars if is_red(bar.color) and bar.width > 20]
    if subject.form != "plain":
        _mark(subject, red)
        _number(subject, red)
    if subject.form == "letter":
        shapes = [Shape(bar.x, bar.y, bar.width, bar.height, bar.color) for bar in red]
        hold_letter_lines(subject.gauge, shapes, "第 1 页", 0.3)
        _clear(subject, red)
    elif subject.form != "plain":
        _rule(subject, red)
    _title(subject)
    _addressee(subject)


def _ink_of(subject: MeasuredPdf, row: Row, stretch: float = 1.0) -> Box | None:
    high = row.size / POINT * stretch
    region = Box(row.x0 - 1, row.baseline - high, row.x1 + 1, row.baseline + high * 0.22)
    return subject.ink.box(subject.file.pages[row.page - 1], region)


def _mark(subject: MeasuredPdf, red: list[Bar]) -> None:
    gauge, rows = subject.gauge, [one.row for one in subject.of(ParaRole.MARK)]
    letter = subject.form == "letter"
    name = "".join(words.squeezed(row.text) for row in rows)
    good = bool(rows) and not (letter and name.endswith("文件"))
    gauge.hold(
        "mark.name",
        "第 1 页",
        good,
        name,
        "发文机关名称" + ("，不加“文件”" if letter else "、××纪要或专报名称"),
    )
    if not rows:
        return
    for row in rows:
        hold_fonts(subject, "第 1 页（发文机关标志）", row, "title")
        gauge.hold("mark.colour", "第 1 页", is_red(row.color), row.color, "红色")
    boxes = [box for row in rows if (box := _ink_of(subject, row, 0.98)) is not None]
    if not boxes:
        return
    wanted = rules.LETTER_MARK_TOP if letter else rules.FILE_MARK_TOP
    gauge.length("mark.top", "第 1 页", min(box.y0 for box in boxes), wanted, 1.0)
    width = max(box.x1 for box in boxes) - min(box.x0 for box in boxes)
    widest = rules.LETTER_WIDTH if letter else rules.WIDTH
    gauge.hold("mark.width", "第 1 页", width <= widest + 0.5, f"{width:.1f} mm", f"不超过 {widest:g} mm")
    middle = (max(box.x1 for box in boxes) + min(box.x0 for box in boxes)) / 2
    gauge.length("mark.width", "第 1 页，中线", middle, rules.PAGE[0] / 2 if letter else _MIDDLE, 1.5)
    if letter and red:
        gap = red[0].y - max(box.y1 for box in boxes)
        gauge.length("letter.gap", "第 1 页", gap, rules.LETTER_GAP, subject.tolerance)


def _number(subject: MeasuredPdf, red: list[Bar]) -> None:
    gauge, found = subject.gauge, subject.of(ParaRole.NUMBER)
    if not found:
        gauge.hold("number.form", "第 1 页", False, "没有发文字号", "X〔2026〕1号 或 第1期")
        return
    one = found[-1]
    text = words.squeezed(one.row.text.rpartition(" ")[2])
    issued = subject.form in ("minutes", "report") and words.ISSUE.match(text) is not None
    gauge.hold("number.form", one.where, issued or words.NUMBER.match(text) is not None, text, "X〔2026〕1号")
    hold_fonts(subject, one.where, _last_part(one.row), "body")
    hold_size(subject, one.where, one.row, rules.TEXT_PT)
    if subject.form != "letter":
        gauge.length("number.place", f"{one.where}，中线", (one.row.x0 + one.row.x1) / 2, _MIDDLE, 1.0)
        return
    gauge.length("number.place", f"{one.where}，右端", one.row.x1, rules.RIGHT_EDGE, subject.tolerance)
    box = _ink_of(subject, one.row)
    if box is not None and len(red) > 1:
        gauge.length("number.place", f"{one.where}，距双线", box.y0 - red[1].bottom, _NUMBER_GAP, 1.0)


def _last_part(row: Row) -> Row:
    """The row from its last wide gap on: a marking may stand at the left of the number."""
    start = 0
    for index in range(1, len(row.glyphs)):
        if row.glyphs[index].x0 - row.glyphs[index - 1].x1 > rules.CHAR:
            start = index
    return Row(row.page, row.baseline, row.glyphs[start:])


def _clear(subject: MeasuredPdf, red: list[Bar]) -> None:
    """Text of the first page keeps 7/8 of a character from the lower lines."""
    below = [bar for bar in red if bar.y > rules.PAGE[1] / 2]
    rows = [one.row for one in subject.placed if one.row.page == 1]
    if below and rows:
        gap = below[0].y - max(row.baseline + 0.12 * row.size / POINT for row in rows)
        gauge = subject.gauge
        gauge.hold(
            "letter.clear", "第 1 页", gap >= _NUMBER_GAP - 0.5, f"{gap:.1f} mm", f"不小于 {_NUMBER_GAP} mm"
        )


def _rule(subject: MeasuredPdf, red: list[Bar]) -> None:
    gauge = subject.gauge
    gauge.hold("rule.there", "第 1 页", bool(red), "没有红色分隔线", "发文字号之下一条红线")
    above = subject.of(ParaRole.NUMBER, ParaRole.ISSUE_ROW)
    for bar in red[:1]:
        gauge.length("rule.width", "第 1 页", bar.width, rules.WIDTH, max(0.3, subject.tolerance / 2))
        gauge.within("rule.there", "第 1 页，线宽", bar.height, 0.3, 1.1)
        rows = [one for one in above if one.row.baseline < bar.y]
        box = _ink_of(subject, rows[-1].row) if rows else None
        if box is not None:
            gauge.length("rule.gap", "第 1 页", bar.y - box.y1, rules.RULE_GAP, 1.0)


def _title(subject: MeasuredPdf) -> None:
    gauge = subject.gauge
    gauge.hold("title.there", "第 1 页", bool(subject.of(ParaRole.TITLE)), "没有标题", "有标题")
    for one in subject.of(ParaRole.TITLE, ParaRole.ATTACHMENT_TITLE):
        hold_fonts(subject, one.where, one.row, "title")
        hold_size(subject, one.where, one.row, rules.TITLE_PT)
        gauge.length("title.middle", f"{one.where}，中线", (one.row.x0 + one.row.x1) / 2, _MIDDLE, 2.5)
        hold_title_line(gauge, one.where, one.row.text)


def _addressee(subject: MeasuredPdf) -> None:
    found: list[PlacedLine] = subject.of(ParaRole.ADDRESSEE)
    if subject.form == "letter":
        subject.gauge.hold("addressee.there", "第 1 页", bool(found), "没有主送机关", "有主送机关")
    for one in found:
        subject.gauge.length(
            "addressee.left", f"{one.where}，左端", one.row.x0, rules.LEFT, subject.tolerance
        )
        hold_fonts(subject, one.where, one.row, "body")
        hold_size(subject, one.where, one.row, rules.TEXT_PT)
    if found:
        last = found[-1]
        subject.gauge.hold(
            "addressee.colon", last.where, last.row.text.endswith("："), last.row.text[-1:], "："
        )
