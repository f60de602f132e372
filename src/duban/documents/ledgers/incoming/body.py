"""Reading the body of a ledger: typed rows with cell addresses, merged cells filled, totals and notes passed over."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from duban.acts.ledgers import LedgerRow, Question, Remark
from duban.documents.ledgers.incoming.book import Area, Book, Raw, Sheet, column_letters
from duban.documents.ledgers.incoming.values import AS_WRITTEN, Converter, Value
from duban.documents.ledgers.incoming.words import clean, heading, joined
from duban.documents.ledgers.kinds import FieldSpec, LedgerKind

_TOTAL = re.compile(r"^(合计|总计|小计|共计|累计|平均|总数|合 计)")
_NOTE = re.compile(
    r"^(注|说明|备注|填表|填报|制表|审核|审批|联系|单位负责人|分管领导|统计|打印|第.{1,3}页|共.{1,3}页)"
)
_SECTION = re.compile(
    r"^([一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|第[一二三四五六七八九十]+[部章类])"
)
_DITTO = {"同上", "〃", "″", "''", '"', "″″"}
_A_HEADER = 3
"""As many titles in a row as make a header of it."""
_TITLE = 12
"""A longer text is no title."""
_SHORT = 6
"""A longer text is no ditto mark, blanks within it allowed for."""
FOR_ALL = "整份台账"
FIXED = "fixed:"
"""Begins the key of a question whose answer holds for every row."""


@dataclass(frozen=True)
class Layout:
    """How a sheet is to be read: the last header row counted from 0, field by column counted from 0, and titles."""

    sheet: str
    bottom: int
    columns: Mapping[int, str]
    titles: Mapping[int, str]


def read_rows(
    book: Book, kind: LedgerKind, layouts: tuple[Layout, ...], fixed: Mapping[str, str], converter: Converter
) -> Iterator[tuple[LedgerRow, str]]:
    """Every row that holds anything, each with the reason why it is passed over, empty for those to be taken in."""
    by_name = {sheet.name: sheet for sheet in book.sheets}
    for layout in layouts:
        yield from _Body(by_name[layout.sheet], kind, layout, fixed, converter).rows()


class _Body:
    def __init__(
        self, sheet: Sheet, kind: LedgerKind, layout: Layout, fixed: Mapping[str, str], converter: Converter
    ) -> None:
        self.sheet, self.kind, self.layout, self.converter = sheet, kind, layout, converter
        self.specs = {index: kind.field(name) for index, name in sorted(layout.columns.items()) if name}
        self.known = {index: spec for index, spec in self.specs.items() if spec.imported}
        columns = kind.filled(spec.name for spec in self.known.values())
        self.fixed = {name: text for name, text in fixed.items() if name not in columns and text}
        self.optional_fixed = {name: text for name, text in fixed.items() if name in columns and text}
        self.heads = {index: heading(title) for index, title in layout.titles.items()}
        self.given = [(one, self.fixed[one.name]) for one in kind.fields if one.name in self.fixed]
        self.titles = frozenset(title for one in kind.fields for title in one.titles)
        self.other = 0
        self.width = max(self.known, default=0) + 1
        self.places = {index: f"{sheet.name}!{column_letters(index)}" for index in (*self.known, 0)}
        self.required = [index for index, spec in self.known.items() if spec.required]
        self.first = next((i for i, one in self.known.items() if one.required), next(iter(self.known), 0))

    def rows(self) -> Iterator[tuple[LedgerRow, str]]:
        """The rows below the header."""
        above: list[Raw] = []
        for number, row, origin in _filled(self.sheet, self.layout.bottom + 1):
            row += [""] * (self.width - len(row))
            cells = [clean(cell) for cell in row]
            if not any(cells[index] for index in self.known if index not in origin):
                continue
            if self._is_other(cells):
                self.other = number + 1
            reason = self._passed_over(cells)
            if self.other and not reason:
                yield self._below_other(number), ""
                continue
            if reason:
                yield LedgerRow(self.sheet.name, number + 1, {}, {"": self._at(number, self.first)}), reason
                continue
            yield self._row(number, row, cells, above, origin), ""
            above = row

    def _at(self, row: int, column: int) -> str:
        return f"{self.places[column]}{row + 1}"

    def _passed_over(self, cells: list[str]) -> str:
        """Why a row is none of the list, empty if it is one."""
        title = cells[self.first]
        if title and self.heads.get(self.first) == heading(title) and self._is_header(cells):
            return "重复的表头"
        if self._holds_titles(cells) and self._in_place(cells):
            return "重复的表头"
        if not self._lacks_required(cells):
            return ""
        texts = list(dict.fromkeys(joined(cell) for cell in cells if cell))
        if any(_TOTAL.match(text) for text in texts[:2]):
            return "合计行"
        wordy = [text for text in texts if not text.isdigit()]
        if len(wordy) == 1 and _NOTE.match(wordy[0]):
            return "说明行"
        spread = sum(1 for cell in cells if cell) > 1 and len(texts) == 1
        return "小节标题" if len(wordy) == 1 and (_SECTION.match(wordy[0]) or spread) else ""

    def _is_other(self, cells: list[str]) -> bool:
        """Whether titles of another order stand here: what follows would come into the wrong columns."""
        return self._holds_titles(cells) and not self._in_place(cells)

    def _holds_titles(self, cells: list[str]) -> bool:
        """Whether a row is a header of this kind of ledger, whatever the order."""
        filled = [cell for cell in cells if cell]
        short = [cell for cell in filled if len(cell) <= _TITLE]
        if len(short) < _A_HEADER or len(short) * 2 < len(filled):
            return False
        known = sum(1 for cell in short if heading(cell) in self.titles)
        return known >= _A_HEADER and known * 2 >= len(filled)

    def _in_place(self, cells: list[str]) -> bool:
        """Whether every title that stands here means the column that it stands in."""
        there = {index: heading(cells[index]) for index in self.known if cells[index]}
        return all(
            title in self.known[index].titles or title == self.heads.get(index)
            for index, title in there.items()
        )

    def _below_other(self, number: int) -> LedgerRow:
        """A row at or below such titles, which is not read."""
        at = self._at(number, self.first)
        if self.other == number + 1:
            text = "这里又有一个表头，各列与上面的不同，从这里起请另存为一张工作表"
        else:
            text = f"在第 {self.other} 行的另一个表头之下，没有读取"
        return LedgerRow(self.sheet.name, number + 1, {}, {"": at}, (Remark("", at, f"{text}。"),))

    def _is_header(self, cells: list[str]) -> bool:
        """Whether the titles of the columns stand here again."""
        filled = {index: cell for index, cell in enumerate(cells) if cell}
        same = sum(1 for index, text in filled.items() if self.heads.get(index) == heading(text))
        return same >= 2 and same * 2 >= len(filled)

    def _lacks_required(self, cells: list[str]) -> bool:
        """Whether less stands here than every row must have, so that the row is none of the list."""
        there = sum(1 for index in self.required if cells[index])
        return len(self.known) > 1 and there <= (1 if len(self.required) > 1 else 0)

    def _row(
        self, number: int, row: list[Raw], cells: list[str], above: list[Raw], origin: Mapping[int, int]
    ) -> LedgerRow:
        made = _Making(self.sheet.name, number + 1)
        for index, spec in self.known.items():
            raw = row[index]
            at = self._at(origin.get(index, number), index)
            made.addresses[spec.name] = at
            if isinstance(raw, str):
                if len(cells[index]) <= _SHORT and joined(raw) in _DITTO and index < len(above):
                    raw = row[index] = above[index]
                    made.note(spec.name, at, f"“{cells[index]}”取上一行的“{clean(raw)}”")
                    raw = clean(raw) if isinstance(raw, str) else raw
                elif spec.type not in AS_WRITTEN:
                    raw = cells[index]
            if raw == "" and spec.name in self.optional_fixed:
                raw, at = self.optional_fixed[spec.name], FOR_ALL
            self._take(made, spec, self.converter.convert(spec, raw, self.layout.titles.get(index, "")), at)
        for spec, text in self.given:
            self._take(made, spec, self.converter.convert(spec, text), FOR_ALL)
        return self._whole(made)

    def _take(self, made: _Making, spec: FieldSpec, value: Value, at: str) -> None:
        if spec.type == "post":
            self._take_post(made, value, at)
            return
        if spec.type == "place" and value.value is not None and value.value.of:
            made.addresses.setdefault("total", at)
            made.values.setdefault("total", value.value.of)
        made.said(spec.name, at, value)
        if spec.type == "units":
            units = [made.said(spec.name, at, one) for one in value.more]
            found = [one for one in units if one is not None]
            made.values[spec.name] = tuple(dict.fromkeys((*made.values.get(spec.name, ()), *found)))
            return
        if value.value is not None:
            made.values[spec.name] = value.value
        if spec.type == "unit" and value.more:
            self._further(made, spec, value, at)

    def _take_post(self, made: _Making, value: Value, at: str) -> None:
        """A unit with its title in one cell fills both fields, unless each has a column of its own."""
        made.addresses.setdefault("title", at)
        made.addresses.setdefault("unit", at)
        made.said("title", at, value)
        if value.value is not None:
            unit, title = value.value
            made.values.setdefault("unit", unit)
            made.values.setdefault("title", title)

    def _further(self, made: _Making, spec: FieldSpec, value: Value, at: str) -> None:
        """Further units in the cell of one unit: they assist where the kind knows assisting units."""
        if not any(one.name == "assist_units" for one in self.kind.fields):
            said = f"{spec.label}只能写一个单位，这里有 {len(value.more) + 1} 个"
            units = [one.value for one in (value, *value.more)]
            if spec.one_of and all(units):
                made.said(spec.name, at, self.converter.one_of(spec, said, units))
            else:
                made.fault(spec.name, at, said)
            return
        found = [one for one in (made.said(spec.name, at, each) for each in value.more) if one is not None]
        made.values["assist_units"] = tuple(dict.fromkeys((*made.values.get("assist_units", ()), *found)))
        made.note(spec.name, at, f"写了 {len(value.more) + 1} 个单位：第一个牵头，其余协办")

    def _whole(self, made: _Making) -> LedgerRow:
        said = {one.field for one in (*made.faults,)} | made.asked
        for spec in self.kind.required:
            if spec.name in made.values or spec.name in said:
                continue
            if spec.name in made.addresses:
                made.fault(spec.name, made.addresses[spec.name], f"缺“{spec.label}”")
            else:
                made.questions.append(self._for_all(spec))
        return made.row()

    def _for_all(self, spec: FieldSpec) -> Question:
        """What the ledger has no column for and every row must have: asked once, for all rows."""
        options = (
            tuple(one for one in self.converter.choices(spec) if one[1]) if spec.type == "choice" else ()
        )
        key = f"{FIXED}{spec.name}"
        return Question(key, FOR_ALL, f"台账没有“{spec.label}”一列，整份台账填什么？", options)


class _Making:
    """A row while it is read."""

    def __init__(self, sheet: str, number: int) -> None:
        self.sheet, self.number = sheet, number
        self.values: dict[str, Any] = {}
        self.addresses: dict[str, str] = {}
        self.faults: list[Remark] = []
        self.notes: list[Remark] = []
        self.questions: list[Question] = []
        self.asked: set[str] = set()

    def fault(self, name: str, at: str, text: str) -> None:
        self.faults.append(Remark(name, at, f"{text}。"))

    def note(self, name: str, at: str, text: str) -> None:
        self.notes.append(Remark(name, at, text))

    def said(self, name: str, at: str, value: Value) -> Any:
        """Keep what a conversion had to say, and hand on what it found."""
        if value.fault:
            self.fault(name, at, value.fault)
        if value.note:
            self.note(name, at, value.note)
        if value.ask is not None:
            key, text, options = value.ask
            self.questions.append(Question(key, at, text, options))
            self.asked.add(name)
        return value.value

    def row(self) -> LedgerRow:
        return LedgerRow(
            self.sheet, self.number, self.values, self.addresses, tuple(self.faults), tuple(self.notes),
            tuple(self.questions),
        )  # fmt: skip


def _filled(sheet: Sheet, start: int) -> Iterator[tuple[int, list[Raw], Mapping[int, int]]]:
    """The rows from `start` on, with cells merged downwards filled; `origin` tells in which row such a value stands."""
    areas = [area for area in sheet.merged if area[2] > area[0] and area[2] >= start]
    held: dict[int, tuple[Raw, int, int]] = {}
    waiting = sorted(areas)
    position = 0
    for number, row in enumerate(sheet.rows()):
        while position < len(waiting) and waiting[position][0] <= number:
            _hold(held, waiting[position], row)
            position += 1
        if number < start:
            continue
        origin: dict[int, int] = {}
        for column, (value, top, bottom) in list(held.items()):
            if number > bottom:
                del held[column]
            elif number > top and column < len(row):
                row[column] = value
                origin[column] = top
        yield number, row, origin


def _hold(held: dict[int, tuple[Raw, int, int]], area: Area, row: list[Raw]) -> None:
    top, left, bottom, _ = area
    if left < len(row):
        held[left] = (row[left], top, bottom)
