"""Page numbers, the double lines of a letter and the 版记 of a .docx."""

from __future__ import annotations

from duban.documents.checking import fonts, rules, words
from duban.documents.checking.report import Gauge
from duban.documents.checking.word.roles import ParaRole, PlacedPara, is_red
from duban.documents.reading.word.model import Para, RunningPart, Section, Shape, WordFile, mm

_SIDES = {"default": ("右", "right"), "even": ("左", "left")}
_FRONT = 0.05


def measure(gauge: Gauge, file: WordFile, placed: list[PlacedPara], form: str) -> None:
    """Hold what stands outside the text."""
    if file.sections:
        _page_numbers(gauge, file.sections[0], form)
        if form == "letter":
            _letter_lines(gauge, file.sections[0])
    _colophon(gauge, file, placed, form)


def _page_numbers(gauge: Gauge, section: Section, form: str) -> None:
    for side, (chinese, align) in _SIDES.items():
        part = section.footers.get(side)
        where = {"default": "单页页脚", "even": "双页页脚"}[side]
        gauge.hold("foot.number", where, part is not None and part.numbered, "没有页码域", "有页码")
        if part is not None and part.numbered:
            _page_number(gauge, part, where, chinese, align)
    if form == "letter":
        first = section.footers.get("first")
        gauge.hold("foot.first", "首页页脚", first is None or not first.numbered, "有页码", "不显示页码")


def _page_number(gauge: Gauge, part: RunningPart, where: str, chinese: str, align: str) -> None:
    para = next(para for para in part.paras if "PAGE" in para.fields)
    text = words.squeezed(para.text)
    dashes = text.startswith(("—", "－")) and text.endswith(("—", "－"))
    gauge.hold("foot.dash", where, dashes, text, "— 1 —")
    side = (
        "right"
        if para.align in ("right", "end")
        else "left"
        if para.align in ("left", "start", "both")
        else para.align
    )
    gauge.hold(
        "foot.side",
        where,
        side == align,
        f"居{'右' if side == 'right' else '左' if side == 'left' else '中'}",
        f"居{chinese}",
    )
    gauge.length("foot.side", f"{where}，{chinese}空", mm(_blank(para, align)), rules.SMALL_CHAR, 0.6)
    for run in para.runs:
        if run.text.strip():
            good = fonts.is_role("song", run.latin, exact=True) or fonts.is_role("song", run.font, exact=True)
            gauge.hold("font.role", f"{where}（页码）", good, run.latin, fonts.NAMES["song"])
            gauge.same("font.size", f"{where}（页码）", f"{run.half / 2:g} 磅", f"{rules.SMALL_PT:g} 磅")


def _blank(para: Para, align: str) -> float:
    """What is left blank beside the page number, by indents or by spaces."""
    text = para.text
    spaces = (
        text[len(text.rstrip("\u3000")) :]
        if align == "right"
        else text[: -len(text.lstrip("\u3000")) or None]
    )
    wide = sum(1 for char in spaces if char == "\u3000") * (para.half or 28) * 10
    return (para.right if align == "right" else para.left + para.indent) + wide


def _letter_lines(gauge: Gauge, section: Section) -> None:
    parts = [
        part
        for where in (section.headers, section.footers)
        for side, part in where.items()
        if side == "first"
    ]
    lines = sorted((s for part in parts for s in part.shapes if is_red(s.color)), key=lambda shape: shape.y)
    hold_letter_lines(gauge, lines, "首页", 0.1)


def hold_letter_lines(gauge: Gauge, lines: list[Shape], where: str, tolerance: float) -> None:
    """Four red lines: 170 mm wide, thick over thin above, thin over thick below, 20 mm from the lower edge."""
    gauge.same("letter.count", where, f"{len(lines)} 条", "4 条")
    for count, line in enumerate(lines, 1):
        gauge.length("letter.left", f"{where}第 {count} 条", line.x, rules.LETTER_LEFT, max(tolerance, 0.3))
        gauge.length(
            "letter.width", f"{where}第 {count} 条", line.width, rules.LETTER_WIDTH, max(tolerance, 0.3)
        )
    if len(lines) != 4:
        return
    thick = [line.height for line in lines]
    good = thick[0] > thick[1] + _FRONT and thick[3] > thick[2] + _FRONT
    shown = "、".join(f"{one:.2f}" for one in thick)
    gauge.hold("letter.order", where, good, f"{shown} mm", "上线上粗下细，下线上细下粗")
    gauge.length("letter.bottom", where, lines[3].bottom, rules.LETTER_BOTTOM, max(tolerance, 0.3))


def _colophon(gauge: Gauge, file: WordFile, placed: list[PlacedPara], form: str) -> None:
    copies = [one for one in placed if one.role is ParaRole.COPIES]
    printers = [one for one in placed if one.role is ParaRole.PRINTER]
    for one in copies:
        text = one.para.text.strip()
        gauge.hold("copies.form", one.where, text.startswith("抄送："), text[:4], "抄送：")
        gauge.hold("copies.stop", one.where, text.endswith("。"), text[-1:], "。")
        gauge.length("copies.form", f"{one.where}，右空", mm(one.para.right), rules.SMALL_CHAR, 0.6)
        start = mm(one.para.left - one.para.hanging + one.para.indent)
        gauge.length("copies.form", f"{one.where}，左空", start, rules.SMALL_CHAR, 0.6)
    for one in printers:
        hold_printer(gauge, one.where, one.para.text)
    if not copies and not printers:
        gauge.skip("colophon.lines", "没有版记")
        return
    lines = sorted(
        (shape for para in file.paras for shape in para.shapes if not is_red(shape.color)), key=lambda s: s.y
    )
    hold_colophon(gauge, [*lines], form, bool(copies), bool(printers))


def hold_printer(gauge: Gauge, where: str, text: str) -> None:
    """Printer at the left, day at the right with 印发."""
    good = words.PRINTER.search(words.squeezed(text)) is not None and "年" in text
    gauge.hold("printer.form", where, good, words.short(text, 40), "印发机关　2026年1月5日印发")


def hold_colophon(gauge: Gauge, lines: list[Shape], form: str, copies: bool, printer: bool) -> None:
    """Lines of 0.35, 0.25 and 0.35 mm over the width of the 版心, the last one at its bottom; a letter has none."""
    if form == "letter":
        gauge.hold("colophon.plain", "版记", not lines, f"{len(lines)} 条分隔线", "不加分隔线")
        gauge.hold("colophon.plain", "版记", not printer, "印了印发机关", "不印印发机关和日期")
        return
    expected = (
        rules.COLOPHON_LINES if copies and printer else (rules.COLOPHON_LINES[0], rules.COLOPHON_LINES[2])
    )
    gauge.same("colophon.lines", "版记", f"{len(lines)} 条", f"{len(expected)} 条")
    for count, line in enumerate(lines, 1):
        gauge.length("colophon.lines", f"版记第 {count} 条，长", line.width, rules.WIDTH, 0.3)
        gauge.length("colophon.lines", f"版记第 {count} 条，左端", line.x, rules.LEFT, 0.3)
    if len(lines) == len(expected):
        for count, (line, width) in enumerate(zip(lines, expected, strict=True), 1):
            gauge.length("colophon.lines", f"版记第 {count} 条，粗", line.height, width, 0.05)
    if lines:
        gauge.length("colophon.bottom", "版记", lines[-1].bottom, rules.BOTTOM_EDGE, 0.5)
