"""Workbooks that go back to the office: the result with its errors marked in place, and the template of a kind."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from duban.acts.ledgers import Fate, Planned
from duban.documents.files.uploads import Upload
from duban.documents.ledgers.incoming.book import Raw, Sheet, column_letters
from duban.documents.ledgers.incoming.door import kept_book
from duban.documents.ledgers.incoming.header import ABOUT, HOW_TO
from duban.documents.ledgers.kinds import FieldSpec, LedgerKind, choices_of, kinds_in
from duban.documents.ledgers.run import in_words
from duban.organisations.selectors import directory
from duban.shared import clock

_OPTIONS: dict[str, Any] = {
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_FONT: dict[str, Any] = {"font_name": "宋体", "font_size": 11, "valign": "vcenter"}
_LOOKS: dict[str, dict[str, Any]] = {
    "plain": {"text_wrap": True},
    "date": {"num_format": "yyyy-mm-dd"},
    "bad": {"text_wrap": True, "bg_color": "#FFC7CE", "font_color": "#9C0006"},
    "ask": {"text_wrap": True, "bg_color": "#FFEB9C", "font_color": "#7F6000"},
    "good": {"text_wrap": True, "font_color": "#1F6B33"},
    "head": {"bold": True, "text_wrap": True, "bg_color": "#F2F2F2", "border": 1, "align": "center"},
    "must": {"bold": True, "text_wrap": True, "bg_color": "#FCE4D6", "border": 1, "align": "center"},
    "title": {"bold": True, "font_size": 14},
}
_FILLED_IN = 2000
RESULT = "导入结果"


class _Paper:
    """A workbook in memory with its formats."""

    def __init__(self) -> None:
        self.bytes = io.BytesIO()
        self.book = Workbook(self.bytes, _OPTIONS)
        self.looks: dict[str, Format] = {
            name: self.book.add_format({**_FONT, **look}) for name, look in _LOOKS.items()
        }

    def sheet(self, name: str) -> Worksheet:
        """A new sheet; its rows must be written from the top down."""
        return self.book.add_worksheet(name)

    def put(self, sheet: Worksheet, row: int, column: int, value: Raw, look: str = "plain") -> None:
        """A cell as its type asks; text stays text whatever it begins with."""
        chosen = self.looks[look]
        if isinstance(value, bool):
            sheet.write_boolean(row, column, value, chosen)
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, chosen)
        elif isinstance(value, datetime | date | time | timedelta):
            sheet.write_datetime(row, column, value, self.looks["date"] if look == "plain" else chosen)
        elif value:
            sheet.write_string(row, column, value, chosen)
        elif look != "plain":
            sheet.write_blank(row, column, None, chosen)

    def done(self) -> bytes:
        """The workbook as a file."""
        self.book.close()
        return self.bytes.getvalue()


def write_result(file: Upload, rows: Iterable[Planned]) -> bytes:
    """The ledger as it came, with bad cells coloured and commented and a column that tells what became of each row."""
    book = kept_book(file.name, file.content)
    by_sheet: dict[str, dict[int, Planned]] = defaultdict(dict)
    for one in rows:
        by_sheet[one.row.sheet][one.row.number] = one
    paper = _Paper()
    used: set[str] = set()
    for sheet in book.sheets:
        _marked(paper, sheet, by_sheet.get(sheet.name, {}), _sheet_name(sheet.name, used))
    _summary(paper, file.name, by_sheet, _sheet_name(ABOUT, used))
    return paper.done()


def _sheet_name(name: str, used: set[str]) -> str:
    """A name that a workbook takes: 31 characters, no reserved ones, each once."""
    plain = "".join("_" if ch in "[]:*?/\\" else ch for ch in name)[:31].strip("'") or "表"
    chosen, n = plain, 2
    while chosen.lower() in used:
        chosen, n = f"{plain[:28]}_{n}", n + 1
    used.add(chosen.lower())
    return chosen


def _marked(paper: _Paper, sheet: Sheet, fates: dict[int, Planned], name: str) -> None:
    page = paper.sheet(name)
    page.merge.extend([list(area) for area in sheet.merged if area[0] != area[2] or area[1] != area[3]])
    marks = _marks(sheet.name, fates.values())
    result, first = sheet.width, min(fates, default=0)
    page.set_column(0, max(0, sheet.width - 1), 16)
    page.set_column(result, result, 60)
    for number, row in enumerate(sheet.rows()):
        for column, value in enumerate(row):
            text, look = marks.get(f"{column_letters(column)}{number + 1}", ("", "plain"))
            paper.put(page, number, column, value, look)
            if text:
                page.write_comment(number, column, text, {"author": "督联", "x_scale": 2})
        one = fates.get(number + 1)
        if one is not None:
            paper.put(page, number, result, _told(one), _look(one))
        elif number + 2 == first:
            paper.put(page, number, result, RESULT, "head")


def _marks(sheet: str, rows: Iterable[Planned]) -> dict[str, tuple[str, str]]:
    """What is said of each cell, by its address in the sheet, and how it looks."""
    said: dict[str, tuple[str, str]] = {}
    for one in rows:
        remarks = [(each.address, each.text, "bad") for each in one.faults]
        remarks += [(each.address, each.text, "ask") for each in one.questions]
        for at, text, look in remarks:
            place, _, cell = at.rpartition("!")
            if place == sheet and not cell.isdigit():
                before = said.get(cell, ("", look))[0]
                said[cell] = (f"{before}\n{text}".strip() if text not in before else before, look)
    return said


def _told(one: Planned) -> str:
    def local(at: str) -> str:
        return at.rpartition("!")[2]

    parts = [f"{local(each.address)} {each.text}" for each in one.faults]
    parts += [f"{local(each.address)} {each.text}" for each in one.questions]
    parts += [f"{local(each.address)} {each.text}" for each in one.notes]
    return f"{one.fate.word}" + (f"：{'；'.join(part.rstrip('。') for part in parts)}。" if parts else "")


def _look(one: Planned) -> str:
    return {Fate.ERROR: "bad", Fate.ASK: "ask", Fate.CREATE: "good", Fate.UPDATE: "good"}.get(
        one.fate, "plain"
    )


def _summary(paper: _Paper, name: str, by_sheet: dict[str, dict[int, Planned]], title: str) -> None:
    page = paper.sheet(title)
    page.set_column(0, 0, 24)
    page.set_column(1, 1, 90)
    rows = [one for fates in by_sheet.values() for one in fates.values()]
    tallies = {fate.value: n for fate in Fate if (n := sum(1 for one in rows if one.fate is fate))}
    lines = [
        ("台账", name),
        ("时间", clock.text(clock.now(), "%Y-%m-%d %H:%M")),
        ("各行", in_words(tallies)),
        (
            "标法",
            "红底的单元格有错，批注写明原因；黄底的须先确认；改好以后可以用这份文件再次导入，“导入结果”一列不会导入。",
        ),
    ]
    for number, (label, text) in enumerate(lines):
        paper.put(page, number, 0, label, "head")
        paper.put(page, number, 1, text)


def write_template(jurisdiction_id: int, key: str) -> bytes:
    """An empty ledger of a kind with drop-downs, and a sheet that says how each column is filled in."""
    kind = kinds_in(jurisdiction_id)[key]
    paper = _Paper()
    page, notes, lists = paper.sheet(kind.label), paper.sheet(HOW_TO), paper.sheet("选项")
    choices = {spec.name: _choices(spec, jurisdiction_id) for spec in kind.imported}
    for column, spec in enumerate(kind.imported):
        page.set_column(column, column, _width(spec))
        paper.put(page, 0, column, spec.label, "must" if spec.required else "head")
        _validate(page, column, spec, len(choices[spec.name]), kind)
    page.freeze_panes(1, 0)
    page.set_landscape()
    page.set_paper(8)
    page.repeat_rows(0)
    _notes(paper, notes, kind, choices)
    _lists(paper, lists, kind, choices)
    lists.hide()
    return paper.done()


def _choices(spec: FieldSpec, jurisdiction_id: int) -> list[str]:
    if spec.type == "choice":
        return [label for _, label in choices_of(spec, jurisdiction_id) if label]
    if spec.type == "unit":
        return [unit.short_name for unit in directory(jurisdiction_id).active_units(clock.today())]
    return ["是", "否"] if spec.type == "yes" else []


def _width(spec: FieldSpec) -> int:
    return {
        "long": 40,
        "date": 14,
        "since": 14,
        "number": 12,
        "integer": 10,
        "yes": 10,
        "period": 24,
        "units": 28,
    }.get(spec.type, 20)


_DATES = {
    "date": " 2026-03-05、2026年3月5日 或 3月底前、一季度",
    "since": " 2026-03-05 或 2026年3月5日，只知月份的写 2026年3月，按 1 日计",
}


def _validate(page: Worksheet, column: int, spec: FieldSpec, count: int, kind: LedgerKind) -> None:
    if count:
        letters = column_letters(column)
        page.data_validation(
            1, column, _FILLED_IN, column,
            {
                "validate": "list", "source": f"=选项!${letters}$2:${letters}${count + 1}", "error_type": "warning",
                "error_title": spec.label, "error_message": "不在可选项里。",
            },
        )  # fmt: skip
    elif spec.type in _DATES:
        page.data_validation(
            1, column, _FILLED_IN, column,
            {
                "validate": "any", "input_title": spec.label,
                "input_message": f"写{_DATES[spec.type]}。",
            },
        )  # fmt: skip


_HOW = {
    "text": "文字", "term": "文字，中间不留空格", "code": "编号", "name": "姓名，一行一人",
    "docnumber": "如 X委办‹督函›〔2026〕7号", "place": "名次，也可写 并列10、倒数第2、12/13",
    "long": "文字，可换行", "date": "日期，如 2026-03-05，也可写 3月底前、一季度、上半年",
    "since": "日期，如 2026-03-05，只知月份的按 1 日计", "number": "数字",
    "integer": "整数", "choice": "从下拉中选", "yes": "是或否", "unit": "单位全称或规范化简称，可从下拉中选",
    "units": "单位全称或规范化简称，几个之间用顿号", "person": "姓名", "period": "这一季度末应达到的节点",
}  # fmt: skip


def _notes(paper: _Paper, page: Worksheet, kind: LedgerKind, choices: dict[str, list[str]]) -> None:
    for column, width in enumerate((20, 8, 44, 40, 60)):
        page.set_column(column, column, width)
    paper.put(page, 0, 0, f"{kind.label}台账填写说明", "title")
    paper.put(page, 1, 0, kind.hint)
    for column, text in enumerate(("各栏", "必填", "填法", "举例", "也认得的写法")):
        paper.put(page, 2, column, text, "head")
    examples = (
        dict(zip((spec.name for spec in kind.fields), kind.examples[0], strict=False))
        if kind.examples
        else {}
    )
    for row, spec in enumerate(kind.imported, 3):
        offered = choices[spec.name] if spec.type == "choice" else []
        how = kind.words.say(_HOW[spec.type]) + (f"：{'、'.join(offered)}" if offered else "")
        for column, text in enumerate(
            (
                f"· {spec.label}",
                "必填" if spec.required else "",
                how,
                examples.get(spec.name, ""),
                "、".join(spec.synonyms[:8]),
            )
        ):
            paper.put(page, row, column, text)


def _lists(paper: _Paper, page: Worksheet, kind: LedgerKind, choices: dict[str, list[str]]) -> None:
    columns = [choices[spec.name] for spec in kind.imported]
    for row in range(max(map(len, columns), default=0) + 1):
        for column, spec in enumerate(kind.imported):
            if row == 0:
                paper.put(page, row, column, spec.label, "head")
            elif row <= len(columns[column]):
                paper.put(page, row, column, columns[column][row - 1])


__all__ = ["RESULT", "write_result", "write_template"]
