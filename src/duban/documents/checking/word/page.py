"""Paper, margins, rows and characters, first page and sides of a .docx."""

from __future__ import annotations

from duban.documents.checking import rules
from duban.documents.checking.report import Gauge
from duban.documents.checking.word.roles import BODY, PlacedPara
from duban.documents.reading.word.model import Section, WordFile, mm

_BODY_TWIPS_HIGH = 12756
_BODY_TWIPS_WIDE = 8844
_FEW = 3


def measure(gauge: Gauge, file: WordFile, placed: list[PlacedPara], form: str) -> None:
    """Hold every section and the rows of the text."""
    for count, section in enumerate(file.sections, 1):
        where = f"第 {count} 节" if len(file.sections) > 1 else "页面设置"
        _paper(gauge, section, where)
        _grid(gauge, section, where)
    if file.sections:
        letter = form == "letter"
        differs = file.sections[0].first_differs
        gauge.hold(
            "page.first",
            "页面设置",
            differs == letter,
            *("首页不同" if one else "首页相同" for one in (differs, letter)),
        )
    gauge.hold("page.sides", "文档设置", file.sides_differ, "单双页相同", "单双页不同")
    _rows(gauge, placed)
    _columns(gauge, file, placed)


def _paper(gauge: Gauge, section: Section, where: str) -> None:
    width, height = rules.PAGE
    if section.width > section.height:
        gauge.skip("page.size", "横排页")
        return
    gauge.length("page.size", f"{where}，宽", mm(section.width), width, 0.2)
    gauge.length("page.size", f"{where}，高", mm(section.height), height, 0.2)
    gauge.length("page.top", where, mm(section.top), rules.TOP, 1.0)
    gauge.length("page.left", where, mm(section.left), rules.LEFT, 1.0)
    gauge.length("page.width", where, mm(section.width - section.left - section.right), rules.WIDTH, 0.22)
    gauge.length("page.height", where, mm(section.height - section.top - section.bottom), rules.HEIGHT, 0.22)


def _grid(gauge: Gauge, section: Section, where: str) -> None:
    rows = _BODY_TWIPS_HIGH // section.pitch if section.grid and section.pitch else 0
    shown = f"文档网格每面 {rows} 行" if rows else "没有文档网格"
    gauge.hold("page.rows", where, rows == rules.ROWS, shown, f"{rules.ROWS} 行")


def _rows(gauge: Gauge, placed: list[PlacedPara]) -> None:
    """Rows of a fixed height must fit 22 times; rows that follow the grid are held by it."""
    for one in placed:
        if one.role in BODY and one.para.line:
            rows = _BODY_TWIPS_HIGH // one.para.line
            gauge.hold(
                "page.rows", one.where, rows == rules.ROWS,
                f"行距 {one.para.line / 20:g} 磅，每面 {rows} 行", f"{rules.ROWS} 行",
            )  # fmt: skip


def _columns(gauge: Gauge, file: WordFile, placed: list[PlacedPara]) -> None:
    """Characters of a row: the width of the 版心 by the size of the type with its spacing or the grid's."""
    extra = (
        file.sections[0].char_space / 4096 * 20 if file.sections and "Chars" in file.sections[0].grid else 0.0
    )
    measured = False
    for one in placed:
        if one.role not in BODY or len(one.para.text) < _FEW:
            continue
        for run in one.para.runs:
            if not run.text.strip():
                continue
            pitch = run.half * 10 + run.spacing + extra
            columns = int(_BODY_TWIPS_WIDE // pitch) if pitch > 0 else 0
            if run.half == rules.TEXT_PT * 2 and columns != rules.COLUMNS:
                gauge.hold("page.columns", one.where, False, f"{columns} 字", f"{rules.COLUMNS} 字")
                break
            measured = True
    if measured:
        gauge.hold("page.columns", "正文", True, "", "")
